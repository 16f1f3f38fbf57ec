"""One reader at a time: the contrast page of a long question, first and again, and searches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from bench.pages.serving import Reader
from bench.pages.timing import Row, Times

FIRST_DAY = dt.date(2000, 1, 1)
PARTS = ("timeline", "figures", "matrix", "changes", "drift", "silence")
SEARCHES = {
    "a rare name": "q={rare}",
    "two words": "q=ministry+danger",
    "a phrase": "q=%22were+hurt+in+the+fire%22",
    "a prefix": "q=negl*",
    "one speaker before a day": "speaker={speaker}&q=people&before=2025-01-01",
    "the commonest word": "q=the",
    "the commonest word, newest first": "q=the&sort=newest",
    "all that is accepted": "status=accepted",
    "a question, denied": "question={question}&stance=denies",
}


def read_contrast(reader: Reader, slug: str, *, n: int) -> Iterator[Row]:
    """Measure the page of one question. A first drawing asks for a day before all others, another each time."""
    times = Times()
    page = f"/questions/{slug}/"
    for number in range(n):
        query = f"?since={FIRST_DAY + dt.timedelta(days=number)}"
        _change(slug)
        _read(reader, page + f"{query}&outlet=0", times, "changed")
        _read(reader, page + query, times, "first")
        _read(reader, page + query, times, "again")
        _read(reader, f"{page}live/{query}&version=none", times, "live")
        for part in PARTS:
            _read(reader, f"{page}parts/{part}/{query}", times, part)
    aim = "< 100"
    yield times.row("first", aim=aim, label="contrast page, first drawing")
    yield times.row("again", aim=aim, label="contrast page, later")
    yield times.row("changed", aim=aim, label="contrast page, the first after it changed")
    for part in PARTS:
        yield times.row(part, aim=aim, label=f"its {part}, first drawing")
    yield times.row("live", aim=aim, label="what an open page asks, something having changed")


def _change(slug: str) -> None:
    """Touch one statement of the question, as any act on it does."""
    from claims.models import ClaimLink, Statement

    links = ClaimLink.objects.filter(claim__question__slug=slug, state="confirmed")
    one = links.order_by("pk").values_list("statement_id", flat=True)[:1].get()
    Statement.objects.filter(pk=one).update(modified_at=timezone.now())


def search(reader: Reader, known: dict[str, str], *, n: int) -> Iterator[Row]:
    """Measure whole pages of results."""
    times = Times()
    _read(reader, "/search/?q=warm", Times(), "warm")
    for name, query in SEARCHES.items():
        for _ in range(n):
            body = _read(reader, f"/search/?{query.format(**known)}", times, name)
        found = body.partition('class="search-count"')[2].partition("</p>")[0]
        words = found.partition(">")[2].split()
        yield times.row(name, aim="< 100", label=f"search: {name}", note=" ".join(words)[:60])


def _read(reader: Reader, url: str, times: Times, name: str) -> str:
    with times.measured(name):
        answer = reader.get(url)
    if answer.status != 200:
        raise SystemExit(f"{url} answered {answer.status}")
    return answer.body
