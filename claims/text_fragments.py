"""Links to a publisher's page that open at the very words (URL text fragments)."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from claims.selectors import N_AROUND, Selector, joined_words

# Past this many characters, or across a line, a whole quotation seldom matches a page; its two ends do.
MAX_EXACT = 300
N_END_WORDS = 5
# A quotation shorter than this is seldom unique on a page, so the words around it are named too.
N_UNIQUE_WORDS = 6


def fragment_url(url: str, selector: Selector) -> str:
    """Return `url` with a directive that makes a browser scroll to the words of `selector`.

    `#:~:text=[prefix-,]start[,end][,-suffix]`, each part percent-encoded with `-`, `,` and `&` escaped too.
    A fragment that `url` already has is kept, an older directive is replaced. A selector without words
    gives `url` as it stands.

    Rule: https://wicg.github.io/scroll-to-text-fragment/#syntax
    """
    exact = selector["exact"]
    lines = _lines(exact)
    if not lines:
        return url
    if len(lines) > 1 or len(exact) > MAX_EXACT:
        parts = [_encode(lines[0].split()[:N_END_WORDS]), _encode(lines[-1].split()[-N_END_WORDS:])]
    else:
        words = lines[0].split()
        parts = [_encode(words)]
        if len(words) < N_UNIQUE_WORDS:
            parts = [*_prefix(selector["prefix"]), *parts, *_suffix(selector["suffix"])]
    page, _, fragment = url.partition("#")
    return f"{page}#{fragment.partition(':~:')[0]}:~:text={','.join(parts)}"


def shown_url(url: str, content: Sequence[Selector], shown: str) -> str:
    """Return `url` opened at the first words of `content`, of which only `shown` may leave the house.

    Where that was cut short, the address names no word beyond the cut, and none around.
    """
    if not url or not content:
        return url
    if shown == joined_words(content):
        return fragment_url(url, content[0])
    kept = shown.removesuffix("…").strip().split(" … ")[0]
    return fragment_url(url, Selector(start=0, end=len(kept), exact=kept, prefix="", suffix=""))


def _prefix(text: str) -> list[str]:
    """The last words before, on one line; a word that the window cut in two is left out."""
    lines = _lines(text)
    words = lines[-1].split() if lines else []
    if len(text) >= N_AROUND and len(lines) == 1:
        words = words[1:]
    return [f"{_encode(words)}-"] if words else []


def _suffix(text: str) -> list[str]:
    """The first words after, on one line; a word that the window cut in two is left out."""
    lines = _lines(text)
    words = lines[0].split() if lines else []
    if len(text) >= N_AROUND and len(lines) == 1:
        words = words[:-1]
    return [f"-{_encode(words)}"] if words else []


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _encode(words: Sequence[str]) -> str:
    return quote(" ".join(words), safe="").replace("-", "%2D")
