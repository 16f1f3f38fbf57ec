"""One database measured, in a process of its own: rows of the table as lines of JSON."""

from __future__ import annotations

import json
import os
import secrets
import sys
from collections.abc import Iterator

from bench.database import open_database
from bench.pages.timing import Row

WHAT = ("contrast", "search", "review", "suggest")


def measure(database: str, n_statements: int, what: list[str], *, n: int) -> Iterator[Row]:
    """Yield the rows asked for."""
    os.environ["SECRET_KEY"] = secrets.token_urlsafe(50)
    open_database(database)
    from bench.archive.registry import EDITOR, N_EDITORS, n_topics_for
    from bench.archive.wording import make_wording
    from bench.pages.reading import PARTS, read_contrast, search
    from bench.pages.reviewing import review
    from bench.pages.seconding import read_second
    from bench.pages.serving import Reader, serving, sign_in
    from bench.pages.suggesting import suggest
    from claims.models import Question
    from speakers.models import Speaker

    sessions = [sign_in(EDITOR.format(number)) for number in range(1, N_EDITORS + 1)]
    slug = Question.objects.values_list("slug", flat=True).get(pk=1)
    speaker = Speaker.objects.values_list("slug", flat=True).get(pk=7)
    rare = make_wording(n_topics_for(n_statements), 1).names[9_000]
    known = {"question": slug, "speaker": speaker, "rare": rare}
    if set(what) - {"suggest"}:
        with serving(database) as port:
            readers = [Reader(port, session) for session in sessions]
            for reader in readers:  # each process of the server has seen each kind of page
                for page in ("/questions/", f"/questions/{slug}/", "/review/list/", "/review/"):
                    reader.get(page)
                for part in PARTS:
                    reader.get(f"/questions/{slug}/parts/{part}/?since=1999-12-31")
            if "contrast" in what:
                yield from read_contrast(readers[0], slug, n=n)
            if "search" in what:
                yield from search(readers[0], known, n=n)
            if "review" in what:
                yield from review(readers, for_s=2.0 * n)
                yield from read_second(readers, for_s=1.0 * n)
    if "suggest" in what:
        yield from suggest(n_statements, n=n)


def main() -> int:
    """Measure what the parent asked for."""
    asked = json.loads(sys.argv[1])
    for row in measure(asked["database"], asked["statements"], asked["what"], n=asked["n"]):
        sys.stdout.write(json.dumps(row.as_dict()) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
