"""A clean page becomes rows: an article, a version, an origin; or it is recognised as already here."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from analysis.furniture import find_furniture
from articles.addresses import is_same_site, normalise_url, parse_url
from articles.cleaning import CLEANER, CleanPage, find_correction
from articles.errors import FetchError
from articles.models import Article, ArticleVersion, Origin, Outlet
from articles.services.origins import find_origin
from articles.services.outlets import find_or_open_outlet
from articles.similarity import cut_out, sketch


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of an article besides its page: who handed it in, and what they say of it."""

    url: str = ""
    title: str = ""
    outlet: Outlet | None = None
    published_at: dt.datetime | None = None
    published_known_from: Article.DateSource = Article.DateSource.GIVEN
    first_seen_at: dt.datetime | None = None
    added_by: User | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """The version that holds the text; `is_new` tells whether this call wrote it."""

    version: ArticleVersion
    is_new: bool


@transaction.atomic
def store_article(*, page: CleanPage, raw: str = "", given: Given) -> Stored:
    """Store `page` as an article, or as the next version of the article it already is.

    An article is found by its canonical address, else by its exact text. A text that is the latest one
    already changes nothing. A new text that says it was corrected marks the article as corrected.
    """
    address = choose_address(page=page, url=given.url)
    text_sha256 = hashlib.sha256(page.text.encode("utf-8")).hexdigest()
    article = _find_article(address, text_sha256, given)
    if article is None:
        return Stored(_store_new_article(page, raw, given, address, text_sha256), is_new=True)
    known = _known_version(article, address, text_sha256)
    if known is not None:
        return Stored(known, is_new=False)
    return Stored(_store_next_version(article, page, raw, text_sha256), is_new=True)


def choose_address(*, page: CleanPage, url: str) -> str | None:
    """Return the address an article is kept under; None if it came without one.

    A page's own word for its address counts only within its site: else any page could pose as
    another outlet's article. A front page named as the address of every article counts for none.
    """
    named = page.canonical_url
    try:
        is_front_page = bool(named) and parse_url(named).path == "/"
    except FetchError:
        named = ""
        is_front_page = False
    if named and not is_front_page and (not url or is_same_site(named, url)):
        return normalise_url(named)
    return normalise_url(url) if url else None


def _find_article(address: str | None, text_sha256: str, given: Given) -> Article | None:
    rows = Article.objects.select_for_update(of=("self",)).order_by("pk")
    if address is not None and (found := rows.filter(canonical_url=address).first()):
        return found
    same_text = ArticleVersion.objects.filter(text_sha256=text_sha256)
    same = rows.filter(pk__in=same_text.values("article"))
    if address is not None:
        # Pasted first, fetched later: the same article, which now gets its address.
        same = same.filter(canonical_url=None)
    if given.outlet is not None:
        same = same.filter(outlet=given.outlet)
    article = same.first()
    if article is not None and address is not None:
        article.canonical_url = address
        article.outlet = article.outlet or given.outlet or find_or_open_outlet(url=address)
        article.save(update_fields=["canonical_url", "outlet"])
    return article


def _known_version(
    article: Article, address: str | None, text_sha256: str
) -> ArticleVersion | None:
    """The version that holds this text: the latest only, for a page; any, for words without an address."""
    versions = article.versions.order_by("-number")
    if address is None:
        return versions.filter(text_sha256=text_sha256).first()
    latest = versions.first()
    return latest if latest is not None and latest.text_sha256 == text_sha256 else None


def _store_new_article(
    page: CleanPage, raw: str, given: Given, address: str | None, text_sha256: str
) -> ArticleVersion:
    published_at, known_from = _publication(page, given)
    first_seen_at = given.first_seen_at or timezone.now()
    values = _version_values(page, raw, text_sha256)
    title = (given.title or page.title)[:500]
    origin = find_origin(
        body=cut_out(page.text, values["furniture"]),
        text_sha256=text_sha256,
        sketch=values["sketch"],
        when=published_at or first_seen_at,
    )
    article = Article.objects.create(
        outlet=given.outlet or find_or_open_outlet(url=address or "", site_name=page.site_name),
        origin=origin or Origin.objects.create(name=title[:300]),
        canonical_url=address,
        title=title,
        byline=page.byline,
        language=page.language,
        published_at=published_at,
        published_known_from=known_from,
        modified_at=page.modified_at,
        first_seen_at=first_seen_at,
        state=Article.State.CORRECTED if values["note"] else Article.State.LIVE,
        added_by=given.added_by,
    )
    return ArticleVersion.objects.create(article=article, number=1, **values)


def _store_next_version(
    article: Article, page: CleanPage, raw: str, text_sha256: str
) -> ArticleVersion:
    latest = article.versions.order_by("-number").first()
    values = _version_values(page, raw, text_sha256)
    version = ArticleVersion.objects.create(
        article=article, number=latest.number + 1 if latest else 1, **values
    )
    if values["note"] and article.state == Article.State.LIVE:
        article.state = Article.State.CORRECTED
    article.title = page.title[:500] or article.title
    article.byline = page.byline or article.byline
    article.modified_at = page.modified_at or article.modified_at
    article.save(update_fields=["state", "title", "byline", "modified_at"])
    return version


def _version_values(page: CleanPage, raw: str, text_sha256: str) -> dict[str, Any]:
    furniture = [[span.start, span.end] for span in find_furniture(page.text)]
    return {
        "text": page.text,
        "text_sha256": text_sha256,
        "raw": raw,
        "furniture": furniture,
        "sketch": sketch(cut_out(page.text, furniture)),
        "cleaner": CLEANER,
        "note": find_correction(page.text),
    }


def _publication(page: CleanPage, given: Given) -> tuple[dt.datetime | None, Article.DateSource]:
    """When it was published, and how that is known: a person's word, then the page's, then the feed's."""
    if given.published_at and given.published_known_from == Article.DateSource.GIVEN:
        return given.published_at, Article.DateSource.GIVEN
    if page.published_at:
        return page.published_at, Article.DateSource.PAGE
    if given.published_at:
        return given.published_at, given.published_known_from
    return None, Article.DateSource.UNKNOWN
