from __future__ import annotations

import datetime as dt

import pytest
from django.http import QueryDict

from claims.contrast import Filters
from claims.contrast.form import Choices, FilterForm, list_active, query_of, read_filters
from tests.claims.contrast.saying import said

FULL = Filters(
    since=dt.date(2026, 3, 1),
    until=dt.date(2026, 3, 9),
    outlet=4,
    kind="ministry",
    is_first_hand=True,
    as_of=dt.date(2026, 3, 10),
    whole="twelve",
)
CHOICES = Choices.of([said(outlet_id=4, outlet_name="The Quay")])


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        (Filters(), [1, 2, 3]),
        (Filters(since=dt.date(2026, 3, 2)), [2, 3]),
        (Filters(until=dt.date(2026, 3, 2)), [1, 2]),
        (Filters(outlet=3), [3]),
        (Filters(kind="person"), [2]),
        (Filters(is_first_hand=True), [1, 2]),
    ],
    ids=["none", "since", "until", "outlet", "kind", "first-hand"],
)
def test_filters_keep(filters, kept):
    rows = [
        said(on=1, outlet_id=1),
        said(on=2, outlet_id=2, registered_kind="person", hour=23),
        said(on=3, outlet_id=3, relayed_by="A wire"),
    ]

    assert [one.outlet_id for one in filters.keep(rows)] == kept


def test_an_address_gives_the_filters_back():
    assert read_filters(QueryDict(query_of(FULL))) == FULL


def test_lifting_one_filter_keeps_the_others():
    assert read_filters(QueryDict(query_of(FULL, without="kind"))).kind == ""
    assert read_filters(QueryDict(query_of(FULL, without="kind"))).outlet == 4


@pytest.mark.parametrize(
    "query",
    ["since=x&until=9999-99-99", "outlet=%00", "kind=<script>", "as_of=31.3.2026", "outlet=²"],
)
def test_what_is_asked_for_wrongly_does_not_narrow(query):
    assert read_filters(QueryDict(query)) == Filters()


def test_active_filters_are_named_in_words():
    words = [one.words for one in list_active(FULL, CHOICES)]

    assert words == [
        "said from 1 March 2026",
        "said until 9 March 2026",
        "The Quay",
        "ministry",
        "first-hand only",
        "as the page stood on 10 March 2026",
    ]


def test_the_form_offers_what_the_page_holds():
    form = FilterForm(choices=CHOICES)

    assert [label for _value, label in form.fields["outlet"].choices] == ["any", "The Quay"]
    assert [value for value, _label in form.fields["kind"].choices] == ["", "ministry"]
