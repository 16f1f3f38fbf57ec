"""All that the page of a speaker shows: a number of queries that does not grow with what is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch
from django.http import QueryDict

from claims.public.words import Shown, show_words
from claims.second.blind import Viewer
from claims.speaker_page.counts import Carrier, Plot, is_capped, read_carriers, read_plot
from claims.speaker_page.mandates import Mandate, Timeline, draw_both, read_mandates
from claims.speaker_page.positions import Position, read_positions
from claims.speaker_page.scope import N_COUNTED, Asked, Scope, may_see
from speakers.lines import Line, line_of
from speakers.models import Parentage, Speaker, SpeakerName

N_PAGE = 25


@dataclass(frozen=True, slots=True)
class SpeakerPage:
    """The page, ready to render."""

    speaker: Speaker
    names: tuple[SpeakerName, ...]
    line: Line
    parentages: tuple[Parentage, ...]
    asked: Asked
    scope: Scope
    mandates: tuple[Mandate, ...]
    timelines: tuple[Timeline, ...]
    positions: tuple[Position, ...]
    carriers: tuple[Carrier, ...]
    plot: Plot | None
    page: Page[Any]
    shown: tuple[Shown, ...]
    n_statements: int

    @property
    def records(self) -> list[int]:
        """The keys of the speaker's records."""
        return records_of(self.speaker)

    @property
    def is_capped(self) -> bool:
        """Whether the parts that count leave older statements out."""
        return is_capped(self.n_statements)

    @property
    def n_counted(self) -> int:
        """Of how many they count."""
        return N_COUNTED

    @property
    def changed(self) -> tuple[Position, ...]:
        """The questions on which the position changed."""
        return tuple(position for position in self.positions if position.steps)


def load_speaker(slug: str) -> Speaker | None:
    """Return the speaker of the slug with names at hand; None if there is none."""
    speakers = Speaker.objects.select_related("parent__canonical", "canonical").with_names()
    return speakers.filter(slug=slug).first()


def read_page(speaker: Speaker, given: QueryDict, viewer: Viewer) -> SpeakerPage | None:
    """Return the page of a standing record as `viewer` may see it; None if they may not see it at all."""
    asked, line = Asked.read(given), line_of(speaker)
    scope = Scope.of(line, asked.include, viewer)
    if not may_see(speaker, scope):
        return None
    records = records_of(speaker)
    mandates = read_mandates(speaker, records)
    found = _in_order(scope, asked)
    page = Paginator(found, N_PAGE).get_page(given.get("page"))
    n_found = page.paginator.count
    return SpeakerPage(
        speaker=speaker,
        names=_names(speaker),
        line=line,
        parentages=tuple(
            Parentage.objects.filter(child__in=records).select_related("parent__canonical")
        ),
        asked=asked,
        scope=scope,
        mandates=mandates,
        timelines=draw_both(mandates),
        positions=read_positions(scope),
        carriers=read_carriers(scope),
        plot=read_plot(scope),
        page=page,
        shown=tuple(show_words(page.object_list, is_public=scope.is_public)),
        n_statements=scope.statements().count() if asked.is_narrowed else n_found,
    )


def records_of(speaker: Speaker) -> list[int]:
    """Return the keys of a speaker's records, its own first; no query when loaded `with_names()`."""
    return [speaker.pk, *(record.pk for record in speaker.merged.all())]


def _in_order(scope: Scope, asked: Asked) -> Any:
    links = Prefetch("links", scope.links().select_related("claim__question"), "shown_links")
    rows = scope.narrowed(asked).with_context().prefetch_related(links)
    unread = ("version__text", "version__raw", "version__furniture", "version__sketch", "proposal")
    return rows.defer(*unread).order_by("-version__article__sort_at", "start", "pk")


def _names(speaker: Speaker) -> tuple[SpeakerName, ...]:
    """Return the names besides the full one, each once."""
    rows = {row.key: row for row in reversed(speaker.all_names)}
    full = [key for key, row in rows.items() if row.name == speaker.name]
    for key in full:
        rows.pop(key)
    return tuple(reversed(rows.values()))
