"""Whom the demo's articles credit, as read by eye and kept in `demo.tsv`.

`DEBUG=1 python -m tests.analysis.resolution.demo` writes the table anew from the engine: read every changed row before it is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from analysis.types import Extraction

PAGES = Path(__file__).parents[3] / "seeds" / "articles"
FILE = Path(__file__).with_name("demo.tsv")
HEAD = "# article\tsource\tspeaker\tkind\trole\taffiliation\trelayed by"


def read_table() -> list[str]:
    """Return the rows that are kept."""
    return [line for line in FILE.read_text(encoding="utf-8").splitlines() if line != HEAD]


@cache
def read_pages() -> dict[str, tuple[str, Extraction]]:
    """Return the text of each of the demo's articles, by file name, with what the engine finds in it."""
    from analysis.extraction import extract
    from articles.cleaning import clean_html

    texts = {
        page.name: clean_html(page.read_text(encoding="utf-8")).text
        for page in sorted(PAGES.glob("*.html"))
    }
    return {name: (text, extract(text)) for name, text in texts.items()}


def engine_rows() -> Iterator[str]:
    """Yield a row for each attribution that the engine finds in the demo's articles, in text order."""
    for name, (text, found) in read_pages().items():
        for said, speaker in zip(found.attributions, found.speakers, strict=True):
            source = " + ".join(span.of(text) for span in said.source) or "-"
            cells = [Path(name).stem, source, *["-"] * 5]
            if speaker is not None:
                named = [speaker.name, speaker.kind.value, speaker.role, speaker.affiliation]
                cells[2:] = [cell or "-" for cell in (*named, speaker.relayed_by)]
            yield "\t".join(cells)


if __name__ == "__main__":
    django.setup()
    FILE.write_text("\n".join([HEAD, *engine_rows()]) + "\n", encoding="utf-8")
