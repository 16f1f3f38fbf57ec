"""What a page says of itself outside its text: title, dates to the second, site, canonical address.

Read from meta elements and JSON-LD by Python's own tokenising parser, which does not nest and so cannot be
driven too deep; trafilatura knows dates only to the day.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

_MAX_HEAD_CHARS = 500_000
_MAX_PAGE_CHARS = 2_000_000  # some pages keep their JSON-LD at the very end
_MAX_JSON_NODES = 2_000
_ARTICLE_TYPES = (
    "article",
    "newsarticle",
    "reportagenewsarticle",
    "report",
    "blogposting",
    "webpage",
)


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """Empty or None where the page says nothing."""

    title: str = ""
    site_name: str = ""
    canonical_url: str = ""
    language: str = ""
    published_at: dt.datetime | None = None
    modified_at: dt.datetime | None = None


class _HeadReader(HTMLParser):
    """Collects the meta and link elements, JSON-LD blocks and the language of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, str] = {}
        self.canonical = ""
        self.language = ""
        self.blocks: list[str] = []
        self._is_in_block = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "meta":
            key = (
                named.get("property") or named.get("name") or named.get("itemprop") or ""
            ).lower()
            self.meta.setdefault(key, named.get("content", "").strip())
        elif tag == "link" and "canonical" in named.get("rel", "").lower().split():
            self.canonical = self.canonical or named.get("href", "").strip()
        elif tag == "html":
            self.language = named.get("lang", "")
        self._is_in_block = (
            tag == "script" and named.get("type", "").lower() == "application/ld+json"
        )
        if self._is_in_block:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if self._is_in_block:
            self.blocks[-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._is_in_block = False


def find_metadata(html: str, url: str = "") -> PageMetadata:
    """Return what the page `html`, found at `url`, says of itself. Nothing is checked beyond its form."""
    reader = _HeadReader()
    reader.feed(html[:_MAX_HEAD_CHARS])
    data = next(_articles_in(reader.blocks), {})
    meta = reader.meta
    return PageMetadata(
        title=_words(data.get("headline")) or meta.get("og:title", ""),
        site_name=meta.get("og:site_name", "") or _words(_dict(data.get("publisher")).get("name")),
        canonical_url=_address(reader.canonical or meta.get("og:url", ""), url),
        language=(reader.language or meta.get("og:locale", "")).lower().replace("_", "-")[:12],
        published_at=read_time(_words(data.get("datePublished")) or _first(meta, _PUBLISHED)),
        modified_at=read_time(_words(data.get("dateModified")) or _first(meta, _MODIFIED)),
    )


def find_json_ld(html: str) -> list[str]:
    """Return the JSON-LD blocks of the page, as they are written."""
    reader = _HeadReader()
    reader.feed(html[:_MAX_PAGE_CHARS])
    return reader.blocks


_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date.issued",
    "pubdate",
    "parsely-pub-date",
)
_MODIFIED = (
    "article:modified_time",
    "datemodified",
    "og:updated_time",
    "lastmod",
    "dc.date.modified",
)


def read_time(words: str) -> dt.datetime | None:
    """Return the time that `words` name in ISO 8601, in UTC where no zone is stated; None if they name none."""
    try:
        when = dt.datetime.fromisoformat(words.strip())
    except ValueError:
        return None
    try:
        return (when if when.tzinfo else when.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
    except OverflowError:
        return None


def _articles_in(blocks: list[str]) -> Iterator[dict[str, Any]]:
    """Give every JSON-LD object that describes an article, outermost first."""
    for block in blocks:
        try:
            queue = [json.loads(block)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MAX_JSON_NODES):
            if not queue:
                break
            node = queue.pop(0)
            if isinstance(node, list):
                queue.extend(node)
            elif isinstance(node, dict):
                if _is_article(node):
                    yield node
                queue.extend(value for value in node.values() if isinstance(value, dict | list))


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and name.lower() in _ARTICLE_TYPES for name in names)


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str:
    return next((meta[name] for name in names if meta.get(name)), "")


def _words(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _address(href: str, url: str) -> str:
    try:
        return urljoin(url, href) if href else ""
    except ValueError:
        return ""
