"""The search page as values: what is filtered, what each facet offers, the dates as bars."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import Outlet
from claims.histogram import Bar, draw_bars
from claims.models import Question, Statement
from claims.models.question import Stance
from claims.search.facets import N_VALUES
from claims.search.matching import Found
from claims.search.words import parse_words
from speakers.lines import BOTH, INCLUDES, PREDECESSORS, SUCCESSORS, line_of
from speakers.models import Speaker
from tracker.forms import SORTS, SearchForm

MIN_BARS = 12
FACETS = ("speaker", "kind", "role", "question", "stance", "outlet", "quotation", "status")


@dataclass(frozen=True, slots=True)
class Choice:
    """A link: its words, how many statements it leads to, where it leads, whether it is the one in force."""

    label: str
    url: str
    n: int = 0
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one property among what was found; `has_more` if rarer ones are left out."""

    title: str
    choices: list[Choice]
    has_more: bool = False


@dataclass(frozen=True, slots=True)
class Histogram:
    """When what was found was published: a picture, and its twin in words."""

    bars: list[Bar]
    width: int
    choices: list[Choice]


def search_url(chosen: Mapping[str, str], **changes: str) -> str:
    """Return the address of the search `chosen` with `changes`; an empty value takes a filter away."""
    values = {name: value for name, value in {**chosen, **changes}.items() if value}
    return reverse("search") + (f"?{urlencode(values)}" if values else "")


def list_filters(form: SearchForm) -> list[Choice]:
    """Return what is filtered besides the words; each link takes one filter away."""
    chosen = form.chosen
    filters = []
    for name in ("speaker", "include", "since", "before", *FACETS[1:]):
        if name in chosen:
            words = {"label": form.fields[name].label, "value": _value_label(form, name)}
            if name == "speaker":
                words["label"] = _("Speaker")
            label = _("%(label)s: %(value)s") % words
            taken = {name: ""} | ({"include": ""} if name == "speaker" else {})
            filters.append(Choice(label, search_url(chosen, **taken)))
    return filters


def list_lines(form: SearchForm) -> list[Choice]:
    """Return what may be asked of the speaker's line: with the bodies that it was, or became, where there are any."""
    speaker = form.cleaned_data["speaker"]
    if speaker is None or form.cleaned_data["include"]:
        return []
    line = line_of(speaker)
    offered = {
        PREDECESSORS: bool(line.predecessors),
        SUCCESSORS: bool(line.successors),
        BOTH: bool(line.predecessors and line.successors),
    }
    return [
        Choice(str(INCLUDES[include]), search_url(form.chosen, include=include))
        for include, is_offered in offered.items()
        if is_offered
    ]


def describe_asked(asked: Mapping[str, str]) -> list[str]:
    """Return what a saved search asks, for people to read; speakers and the like by their short names."""
    fields = SearchForm.base_fields
    labels = {name: field.label for name, field in fields.items()}
    labels |= {"speaker": _("Speaker"), "q": _("Words"), "since": _("From"), "before": _("Before")}
    described = []
    for name, value in asked.items():
        # A choice of rows would load them all, here and for every search: those show their short names.
        field: Any = None if name in ("question", "outlet") else fields.get(name)
        choices = dict(getattr(field, "choices", ()))
        words = {"label": labels.get(name, name), "value": choices.get(value, value)}
        described.append(_("%(label)s: %(value)s") % words)
    return described


def list_sorts(form: SearchForm) -> list[Choice]:
    """Return the orders to choose from; without words there is no best match."""
    chosen = form.chosen
    sorts = SORTS if chosen.get("q") else SORTS[1:]
    now = chosen.get("sort") or sorts[0][0]
    return [
        Choice(str(label), search_url(chosen, sort=sort), is_current=sort == now)
        for sort, label in sorts
    ]


def describe_bound(form: SearchForm, found: Found) -> str:
    """Return which of a great many statements are shown and counted; empty if all that match are."""
    if not found.is_capped:
        return ""
    which = {
        (True, True): _("the %(n)s that were added first"),
        (True, False): _("the %(n)s that were added last"),
        (False, True): _("the %(n)s that were published first"),
        (False, False): _("the %(n)s that were published last"),
    }
    asked = form.asked
    has_words = bool(parse_words(asked.words).groups)
    shown = which[has_words, asked.sort == "oldest"] % {"n": found.n_total}
    return _(
        "More match than are looked through at once. Shown and counted are %(shown)s: "
        "to find others, narrow the search by a word, a speaker or a day."
    ) % {"shown": shown}


def list_facets(form: SearchForm, found: Found) -> list[Facet]:
    """Return the facets with something to choose: none that is filtered by already, none of one value for all."""
    chosen = form.chosen
    labels = _load_labels(found)
    facets = []
    for name in FACETS:
        values = found.facets.get(name, [])
        if name in chosen or not values:
            continue
        if len(values) == 1 and values[0][1] == found.n_total:
            continue
        titles = {"speaker": _("Speaker")}
        choices = [
            Choice(label, search_url(chosen, **{name: parameter}), n)
            for value, n in values[:N_VALUES]
            for label, parameter in [labels[name].get(value, (value, value))]
        ]
        title = titles.get(name) or str(form.fields[name].label)
        facets.append(Facet(title, choices, has_more=len(values) > N_VALUES))
    return facets


def draw_dates(form: SearchForm, found: Found) -> Histogram | None:
    """Return how many were published on each day, month or year, as fits; None if there is only one day."""
    days = dict(found.facets.get("day", []))
    if len(days) < 2:
        return None
    bars = draw_bars(days)
    choices = [_period_choice(form, bar.period, bar.n) for bar in bars if bar.n]
    return Histogram(bars, max(len(bars), MIN_BARS) * 10, choices[::-1])


def _period_choice(form: SearchForm, period: str, n: int) -> Choice:
    first = dt.date.fromisoformat(period + "-01-01"[len(period) - 4 :])
    if len(period) == 4:
        after, label = dt.date(first.year + 1, 1, 1), period
    elif len(period) == 7:
        after, label = (first + dt.timedelta(days=32)).replace(day=1), date_format(first, "F Y")
    else:
        after, label = first + dt.timedelta(days=1), date_format(first, "j F Y")
    url = search_url(form.chosen, since=first.isoformat(), before=after.isoformat())
    return Choice(label, url, n)


def _value_label(form: SearchForm, name: str) -> str:
    value: Any = form.cleaned_data[name]
    if isinstance(value, dt.date):
        return date_format(value, "j F Y")
    choices = dict(getattr(form.fields[name], "choices", ())) if isinstance(value, str) else {}
    return str(choices.get(value, value))


def _load_labels(found: Found) -> dict[str, dict[str, tuple[str, str]]]:
    """Return for each facet its values' labels and the parameters they stand for in an address."""
    labels: dict[str, dict[str, tuple[str, str]]] = {"role": {}}
    for name, choices in {
        "kind": Speaker.Kind.choices,
        "stance": Stance.choices,
        "quotation": Statement.Quotation.choices,
        "status": Statement.Status.choices,
    }.items():
        labels[name] = {value: (str(label), value) for value, label in choices}
    labels["speaker"] = {
        str(s.pk): (s.name, s.slug) for s in _rows(Speaker.objects, found, "speaker")
    }
    labels["outlet"] = {
        str(o.pk): (o.name, str(o.pk)) for o in _rows(Outlet.objects, found, "outlet")
    }
    labels["question"] = {
        str(q.pk): (q.text, q.slug) for q in _rows(Question.objects, found, "question")
    }
    return labels


def _rows(rows: Any, found: Found, name: str) -> Iterable[Any]:
    ids: Sequence[int] = [int(value) for value, _n in found.facets.get(name, [])]
    return rows.filter(pk__in=ids)  # type: ignore[no-any-return]
