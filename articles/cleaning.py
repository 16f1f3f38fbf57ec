r"""From what was handed in to plain text: bytes, HTML and pasted words made fit to be stored.

Pure functions, without settings or rows. A stored text is in NFC, has `\n` as its only line ending and control
character besides the tab, no invisible characters and no lone surrogates. The no-break space (U+00A0)
is kept as it is: it counts as one character, like the space, so spans cut elsewhere still fit.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

import charset_normalizer
import lxml.etree  # type: ignore[import-untyped]
import trafilatura
from django.utils.translation import gettext_noop as _
from trafilatura.settings import Document

from analysis.language import looks_english
from articles.errors import CleaningError
from articles.page_metadata import PageMetadata, find_metadata

CLEANER = "crossclaim-cleaner@1"
MAX_TEXT_CHARS = 1_000_000
MIN_PAGE_CHARS = 200
MIN_TEXT_CHARS = 30
MAX_TITLE_CHARS = 200

_SAMPLE_BYTES = 64 * 1024
_MAX_CONTROL_SHARE = 0.02
_IMAGE = _("this is an image, not text: save its words as plain text or HTML and try again")
_MAGIC = {
    b"%PDF-": _("this is a PDF, not text: save it as plain text or HTML and try again"),
    b"PK\x03\x04": _(
        "this is a Word or zip file, not text: save it as plain text or HTML and try again"
    ),
    b"\xd0\xcf\x11\xe0": _(
        "this is an Office file, not text: save it as plain text or HTML and try again"
    ),
    b"\x89PNG": _IMAGE,
    b"\xff\xd8\xff": _IMAGE,
    b"GIF8": _IMAGE,
    b"\x1f\x8b": _(
        "this is a gzip file, not text: unpack it, or save it as plain text or HTML, and try again"
    ),
}
_BOMS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)

_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
# Soft hyphen, zero-width space and joiner-like marks, bidi overrides, byte order mark: they show nothing
# in English text and keep a reader's search, or a selector, from finding the words.
_INVISIBLES = re.compile(
    "[\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_BROKEN = re.compile("\ufffd+")
_WHOLE = re.compile("[^\x00-\x7f\ufffd]")
_BLANK_LINES = re.compile(r"\n{3,}")

_WORD = re.compile(r"[^\W\d_]+")
_CORRECTION = re.compile(
    r"^\W{0,3}(?:correction|corrections|clarification|corrected|editor['’]s note|"
    r"this (?:article|story|report|piece|post) (?:has been|was) (?:amended|corrected|updated to correct|revised))\b",
    re.IGNORECASE,
)


_NO_ARTICLE = _("no article text was found on the page: copy the text and paste it instead")
_TOO_LONG = _("the text has %(n)s characters, the limit is %(limit)s: add one article at a time")


@dataclass(frozen=True, slots=True)
class CleanPage:
    """The article on a page, or in a text: `text` is normalised, the rest is what the page says of itself."""

    title: str
    text: str
    byline: str = ""
    published_at: dt.datetime | None = None
    modified_at: dt.datetime | None = None
    site_name: str = ""
    canonical_url: str = ""
    language: str = "en"


def replace_unstorable(text: str) -> str:
    """Return `text` without what no database takes: NUL goes, a lone surrogate becomes U+FFFD."""
    return _SURROGATES.sub("\ufffd", text.replace("\x00", ""))


def normalise_text(text: str) -> str:
    """Return `text` as it is stored: paragraphs kept, at most one blank line between them. Idempotent."""
    text = _LINE_ENDS.sub("\n", replace_unstorable(text))
    text = _INVISIBLES.sub("", _CONTROLS.sub("", text))
    text = unicodedata.normalize("NFC", text)
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", text).strip()


def decode_bytes(data: bytes, charset: str = "") -> str:
    """Return the text in `data`: by byte order mark, as UTF-8, as `charset` says, else as detected.

    A few broken characters in UTF-8 become U+FFFD and the rest is kept. Raises CleaningError if the bytes are
    no text.
    """
    refuse_binary(data)
    for name in _likely_encodings(data, charset):
        try:
            return data.decode(name)
        except (ValueError, LookupError):  # a NUL in a charset's name is a plain ValueError
            damaged = _decode_damaged_utf8(data) if name == "utf-8" else ""
            if damaged:
                return damaged
    best = charset_normalizer.from_bytes(data[:_SAMPLE_BYTES]).best()
    if best is None:
        raise CleaningError(
            _("the characters of this file cannot be read: save it as UTF-8 text and try again")
        )
    return data.decode(best.encoding, errors="replace")


def _decode_damaged_utf8(data: bytes) -> str:
    """Return `data` read as UTF-8 if it is that but for a few characters, else nothing.

    A lone surrogate, or a cut at the end, must not turn every other “ of the text into three letters.

    Other encodings hit on UTF-8's sequences hardly ever, so those that are whole outnumber those that are not.
    """
    text = data.decode("utf-8", errors="replace")
    return text if len(_WHOLE.findall(text)) >= 2 * len(_BROKEN.findall(text)) else ""


def refuse_binary(data: bytes) -> None:
    """Raise CleaningError if `data` is a picture, a PDF or any other file that is not text."""
    for magic, message in _MAGIC.items():
        if data.startswith(magic):
            raise CleaningError(message)
    if data.startswith(tuple(_BOMS)):
        return
    sample = data[:_SAMPLE_BYTES]
    n_controls = sum(
        sample.count(code) for code in (*range(9), *range(14, 27), *range(28, 32), 127)
    )
    if n_controls > max(8, _MAX_CONTROL_SHARE * len(sample)):
        raise CleaningError(
            _("this is a binary file, not text: save it as plain text or HTML and try again")
        )


def _likely_encodings(data: bytes, charset: str) -> list[str]:
    marked = [name for mark, name in _BOMS.items() if data.startswith(mark)][:1]
    declared = _META_CHARSET.search(data[:2048])
    names = [*marked, "utf-8", charset, declared[1].decode("ascii") if declared else ""]
    # A page that says Latin-1 means Windows-1252, as browsers read it.
    aliases = {
        "iso-8859-1": "cp1252",
        "latin1": "cp1252",
        "latin-1": "cp1252",
        "us-ascii": "cp1252",
    }
    return [
        aliases.get(name.lower(), name)
        for name in names
        if name and name.lower() not in _NOT_CHARSETS
    ]


# Codecs of Python that are no encodings of pages, and would run on what a server names.
_NOT_CHARSETS = frozenset(
    {
        "idna",
        "punycode",
        "unicode_escape",
        "unicode-escape",
        "raw_unicode_escape",
        "raw-unicode-escape",
        "undefined",
    }
)


def clean_html(html: str, url: str = "") -> CleanPage:
    """Return the article on the page `html`, comments and menus left out, every paragraph kept.

    Raises CleaningError if no text is found: a page of pictures, of scripts, or nested past what a
    parser follows.
    """
    html = replace_unstorable(html)
    try:
        found = trafilatura.bare_extraction(
            html, url=url or None, include_comments=False, favor_recall=True, with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )  # fmt: skip
        metadata = find_metadata(html, url)
    except (RecursionError, lxml.etree.LxmlError, ValueError, AssertionError) as error:
        # 10,000 nested elements end here on some builds of lxml; others give an empty tree.
        raise CleaningError(
            _("the page cannot be parsed: copy the article's text and paste it instead")
        ) from error
    if not isinstance(found, Document):
        raise CleaningError(_NO_ARTICLE)
    text = normalise_text(found.text or "").replace("\n", "\n\n")
    text = _BLANK_LINES.sub("\n\n", text)
    if not text:
        raise CleaningError(_NO_ARTICLE)
    return CleanPage(
        title=_one_line(metadata.title or found.title or "") or _title_of(text),
        text=text,
        byline=_one_line(found.author or "")[:300],
        published_at=metadata.published_at or _at_midnight(found.date),
        modified_at=metadata.modified_at,
        site_name=_one_line(metadata.site_name or found.sitename or "")[:150],
        canonical_url=metadata.canonical_url,
        language=_language_of(metadata),
    )


def clean_text(text: str, *, title: str = "") -> CleanPage:
    """Return a pasted or filed `text` as an article; its first line, if short, is the title when none is given."""
    text = normalise_text(text)
    return CleanPage(title=_one_line(title) or _title_of(text), text=text)


def refuse_unfit(text: str, *, min_chars: int = MIN_TEXT_CHARS) -> None:
    """Raise CleaningError, in one sentence, if `text` is too short, too long or not in English."""
    if len(text) < min_chars:
        raise CleaningError(
            _(
                "the text is too short, %(n)s of at least %(least)s characters: paste the whole article"
            ),
            n=len(text),
            least=min_chars,
        )
    refuse_too_long(text)
    if not _WORD.search(text) or not looks_english(text):
        raise CleaningError(
            _(
                "the text does not look like English, the only language read so far: add an English text"
            )
        )


def refuse_too_long(text: str) -> None:
    """Raise CleaningError if `text` is longer than any one article."""
    if len(text) > MAX_TEXT_CHARS:
        raise CleaningError(_TOO_LONG, n=len(text), limit=MAX_TEXT_CHARS)


def find_correction(text: str) -> str:
    """Return the line by which an article says that it was corrected; empty if it says nothing of the kind."""
    for line in text.split("\n"):
        if _CORRECTION.match(line):
            return line.strip()[:500]
    return ""


def _title_of(text: str) -> str:
    first = text.partition("\n")[0].strip()
    if len(first) <= MAX_TITLE_CHARS:
        return first
    return first[:100].rpartition(" ")[0].rstrip(" ,;:–—-") + "…"


def _one_line(words: str) -> str:
    return " ".join(normalise_text(words).split())[:500]


def _at_midnight(day: str | None) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC) if day else None
    except ValueError:
        return None


def _language_of(metadata: PageMetadata) -> str:
    return metadata.language if metadata.language.startswith("en") else "en"
