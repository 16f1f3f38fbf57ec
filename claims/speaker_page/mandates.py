"""Posts held, as a timeline: a bar for each mandate, from then until then, and the same as rows of a table.

A date known only to its year or month leaves a lighter stretch: the mandate began or ended somewhere in it. Nothing is more precise
than the registry knows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.contrast.scales import Tick, TimeScale
from claims.contrast.timeline import LINE, NARROW, WIDE, Label, Size, wrap_label
from speakers.models import Membership, Speaker
from speakers.partial_dates import say_date
from speakers.post_words import name_post

BAR, GAP, AXIS, MARGIN = 12.0, 14.0, 26.0, 12.0
N_ROWS = 60
# "9999" is written for "until further notice": what lies beyond is drawn at these years, which have every day that others have.
FIRST_YEAR, LAST_YEAR = 400, 2400


@dataclass(frozen=True, slots=True)
class Mandate:
    """One mandate as a row: the post, who holds it, and when; `is_own` if the speaker is the holder."""

    post: str
    organisation: Speaker
    holder: Speaker
    start: str
    end: str
    is_own: bool
    source: str

    @property
    def label(self) -> str:
        """What the bar says: the post and where, or the post and who."""
        if self.is_own:
            return name_post(self.post, self.organisation.name)
        return f"{self.post}: {self.holder.name}"

    @property
    def says_where(self) -> bool:
        """Whether the post itself names its organisation: "Spokesman of the Interior Ministry"."""
        return name_post(self.post, self.organisation.name) == self.post

    @property
    def when(self) -> str:
        """From when until when, as far as it is known."""
        if not self.start and not self.end:
            return _("dates not known")
        return _("%(start)s to %(end)s") % {
            "start": say_date(self.start) or _("not known"),
            "end": say_date(self.end) or _("now, or not known"),
        }


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: lighter from `x0` and to `x3`, where only the year or month is known; full from `x1` to `x2`."""

    mandate: Mandate
    labels: tuple[Label, ...]
    y: float
    x0: float
    x1: float
    x2: float
    x3: float

    @property
    def is_undated(self) -> bool:
        """Whether neither end is known."""
        return not self.mandate.start and not self.mandate.end

    @property
    def light(self) -> tuple[tuple[float, float], ...]:
        """The uncertain stretches, as place and width."""
        ends = ((self.x0, self.x1 - self.x0), (self.x2, self.x3 - self.x2))
        return tuple((x, width) for x, width in ends if width > 0)

    @property
    def width(self) -> float:
        """The width of what is sure."""
        return max(0.0, round(self.x2 - self.x1, 1))


@dataclass(frozen=True, slots=True)
class Timeline:
    """The bars with their axis, ready to draw."""

    size: Size
    height: float
    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    bar_height: float = BAR

    @property
    def axis_y(self) -> float:
        """The height of the axis."""
        return self.height - AXIS


def read_mandates(speaker: Speaker, records: Sequence[int]) -> tuple[Mandate, ...]:
    """Return the mandates of the speaker, newest first, then those of others in its posts. One query."""
    rows = Membership.objects.filter(Q(person__in=records) | Q(post__organisation__in=records))
    rows = rows.select_related("person__canonical", "post__organisation__canonical")
    held = [_mandate(row, speaker) for row in rows.order_by("-start", "pk")[:N_ROWS]]
    return tuple(sorted(held, key=lambda mandate: not mandate.is_own))


def _mandate(row: Membership, speaker: Speaker) -> Mandate:
    holder = row.person.root
    return Mandate(
        post=row.post.label,
        organisation=row.post.organisation.root,
        holder=holder,
        start=row.start,
        end=row.end,
        is_own=holder == speaker,
        source=getattr(row, "source", ""),
    )


def draw_mandates(mandates: Sequence[Mandate], size: Size = WIDE) -> Timeline | None:
    """Return the timeline at `size`; None if no mandate has a date."""
    dated = [mandate for mandate in mandates if mandate.start or mandate.end]
    if not dated:
        return None
    scale = _scale(dated, size)
    bars: list[Bar] = []
    top = 4.0
    for mandate in mandates:
        bars.append(_bar(mandate, top, scale, size))
        top = bars[-1].y + BAR + GAP
    return Timeline(size, top + AXIS, scale.ticks(size.n_ticks), tuple(bars))


def draw_both(mandates: Sequence[Mandate]) -> tuple[Timeline, ...]:
    """Return the timeline for wide windows and for narrow ones; nothing if no mandate has a date."""
    return tuple(
        plot for plot in (draw_mandates(mandates, size) for size in (WIDE, NARROW)) if plot
    )


def _scale(mandates: Iterable[Mandate], size: Size) -> TimeScale:
    now = timezone.now()
    starts = [_first(mandate.start or mandate.end) for mandate in mandates]
    ends = [_last(mandate.end) if mandate.end else now for mandate in mandates]
    room = max((max(ends) - min(starts)) * 0.02, dt.timedelta(days=20))
    return TimeScale(min(starts) - room, max(ends) + room, MARGIN, size.width - MARGIN)


def _bar(mandate: Mandate, top: float, scale: TimeScale, size: Size) -> Bar:
    words = wrap_label(f"{mandate.label} · {mandate.when}", size.width)
    labels = tuple(Label(top + 12 + i * LINE, line) for i, line in enumerate(words))
    y = labels[-1].y + 6
    start, end = mandate.start, mandate.end
    x0 = scale.x(_first(start)) if start else scale.x0
    x1 = scale.x(_last(start)) if start else scale.x0
    x2 = scale.x(_first(end)) if end else scale.x1
    x3 = scale.x(_last(end)) if end else scale.x1
    middle = min(max(x1, x0), x3)
    return Bar(mandate, labels, y, x0, middle, max(x2, middle), max(x3, middle))


def _first(partial: str) -> dt.datetime:
    """Return the first moment that a partial date may mean, held between the years that are drawn."""
    year = min(max(int(partial[:4]), FIRST_YEAR), LAST_YEAR)
    partial = f"{year:04}{partial[4:]}"
    day = dt.date.fromisoformat(
        partial + "-01-01"[len(partial) - 4 :] if len(partial) < 10 else partial
    )
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def _last(partial: str) -> dt.datetime:
    """Return the last moment that a partial date may mean."""
    first = _first(partial)
    if len(partial) == 4:
        return first.replace(month=12, day=31)
    if len(partial) == 7:
        return (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    return first
