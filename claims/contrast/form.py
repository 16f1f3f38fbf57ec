"""The filters of the page as a form, and back again as words and addresses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.contrast.filters import Filters
from claims.contrast.said import Said
from speakers.models import Speaker

KINDS = {kind.value: kind.label for kind in Speaker.Kind}


@dataclass(frozen=True, slots=True)
class Choices:
    """What the statements of a question can be narrowed to."""

    outlets: dict[int, str]
    kinds: frozenset[str]

    @classmethod
    def of(cls, said: Iterable[Said]) -> Choices:
        """Return the outlets and kinds of speakers in `said`."""
        said = list(said)
        outlets = {s.outlet_id: s.outlet_name or "" for s in said if s.outlet_id}
        return cls(outlets, frozenset(s.kind for s in said if s.kind))


class DayInput(forms.DateInput):
    """A day, by the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class FilterForm(forms.Form):
    """What to show; every field may stay empty."""

    since = forms.DateField(label=gettext_lazy("Said from"), required=False, widget=DayInput)
    until = forms.DateField(label=gettext_lazy("Said until"), required=False, widget=DayInput)
    outlet = forms.TypedChoiceField(
        label=gettext_lazy("Outlet"), required=False, coerce=int, empty_value=None
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind of speaker"), required=False)
    first_hand = forms.BooleanField(label=gettext_lazy("First-hand only"), required=False)
    as_of = forms.DateField(
        label=gettext_lazy("As the page stood on"), required=False, widget=DayInput
    )

    def __init__(self, *args: Any, choices: Choices | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = choices or Choices({}, frozenset())
        kinds = choices.kinds
        any_one = [("", _("any"))]
        by_name = sorted(choices.outlets.items(), key=lambda pair: pair[1])
        self.fields["outlet"].choices = any_one + [(str(pk), name) for pk, name in by_name]  # type: ignore[attr-defined]
        self.fields["kind"].choices = any_one + [  # type: ignore[attr-defined]
            (k, label) for k, label in KINDS.items() if k in kinds
        ]


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """One filter that narrows the page, with the query that lifts it."""

    words: str
    without: str


def read_filters(data: QueryDict) -> Filters:
    """Return the filters that `data` asks for; what it asks for wrongly does not narrow."""
    form = FilterForm(data)
    form.is_valid()
    good = form.cleaned_data
    outlet = data.get("outlet", "")
    kind, start = data.get("kind", ""), data.get("from", "")
    return Filters(
        since=good.get("since"),
        until=good.get("until"),
        outlet=int(outlet) if outlet.isascii() and outlet.isdigit() else None,
        kind=kind if kind in KINDS else "",
        is_first_hand=bool(good.get("first_hand")),
        as_of=good.get("as_of"),
        whole=data.get("all", "")[:120],
        start=int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 0,
    )


def read_span(written: str) -> tuple[dt.datetime, dt.datetime] | None:
    """Return the two moments of an interval such as "2026-03-11T09:00Z/2026-03-12T09:00Z"; None for anything else."""
    start, _slash, end = written[:80].partition("/")
    try:
        first, last = parse_datetime(start), parse_datetime(end)
    except ValueError:
        return None
    if first is None or last is None or not (first.tzinfo and last.tzinfo):
        return None
    return (first, last) if first < last else None


def query_of(filters: Filters, *, without: str = "", **more: str) -> str:
    """Return the query that asks for `filters`, but for the field `without`."""
    values = {
        "since": filters.since.isoformat() if filters.since else "",
        "until": filters.until.isoformat() if filters.until else "",
        "outlet": str(filters.outlet or ""),
        "kind": filters.kind,
        "first_hand": "on" if filters.is_first_hand else "",
        "as_of": filters.as_of.isoformat() if filters.as_of else "",
        "all": filters.whole,
        "from": str(filters.start) if filters.start and without != "all" else "",
    } | more
    query = QueryDict(mutable=True)
    query.update({k: v for k, v in values.items() if v and k != without})
    return query.urlencode()


def list_active(filters: Filters, choices: Choices) -> list[ActiveFilter]:
    """Return the filters that stand, in the order of the form."""
    found: list[tuple[str, str]] = []
    if filters.since:
        found.append(
            ("since", _("said from %(day)s") % {"day": date_format(filters.since, "j F Y")})
        )
    if filters.until:
        found.append(
            ("until", _("said until %(day)s") % {"day": date_format(filters.until, "j F Y")})
        )
    if filters.outlet is not None:
        name = choices.outlets.get(filters.outlet) or _("an outlet without statements here")
        found.append(("outlet", name))
    if filters.kind:
        found.append(("kind", str(KINDS[filters.kind])))
    if filters.is_first_hand:
        found.append(("first_hand", _("first-hand only")))
    if filters.as_of:
        day = date_format(filters.as_of, "j F Y")
        found.append(("as_of", _("as the page stood on %(day)s") % {"day": day}))
    return [ActiveFilter(words, query_of(filters, without=name)) for name, words in found]
