"""The parts of a speaker's page: mandates as bars, questions with positions, counts over time."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser

from claims.histogram import BAR_HEIGHT, N_BARS, draw_bars
from claims.models import ClaimLink, Statement
from claims.public.words import show_words
from claims.speaker_page.counts import read_carriers, read_plot
from claims.speaker_page.mandates import draw_both, draw_mandates, read_mandates
from claims.speaker_page.positions import read_positions
from claims.speaker_page.scope import Asked, Scope
from speakers.partial_dates import say_date
from tests.claims.contrast.saying import say
from tests.factories import (
    ArticleFactory,
    ArticleVersionFactory,
    ClaimFactory,
    MembershipFactory,
    OutletFactory,
    PostFactory,
    QuestionFactory,
    SpeakerFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def ada():
    return SpeakerFactory(name="Ada Kovan")


@pytest.fixture
def member(make_member):
    return make_member("viewer")


def scope_of(speaker, viewer):
    return Scope((speaker.pk,), viewer)


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(
    ("start", "end", "is_start_light", "is_end_light", "runs_out"),
    [
        pytest.param("2020-01-15", "2022-03-01", False, False, False, id="days"),
        pytest.param("2020", "2022", True, True, False, id="years"),
        pytest.param("2020-02", "2022-03-01", True, False, False, id="month-and-day"),
        pytest.param("2020-01-15", "", False, False, True, id="no-known-end"),
        pytest.param("", "2022", False, True, False, id="no-known-start"),
        pytest.param("2022", "2022", True, False, False, id="one-year"),
    ],
)
def test_a_bar_is_no_more_precise_than_what_is_known(
    ada, start, end, is_start_light, is_end_light, runs_out
):
    MembershipFactory(person=ada, start=start, end=end)
    MembershipFactory(person=ada, start="2015-01-01", end="2016-01-01")

    plot = draw_mandates(read_mandates(ada, [ada.pk]))
    assert plot is not None
    bar = next(bar for bar in plot.bars if bar.mandate.start == start)

    assert bar.x0 <= bar.x1 <= bar.x2 <= bar.x3
    assert (bar.x1 > bar.x0, bar.x3 > bar.x2) == (is_start_light, is_end_light)
    assert (bar.x3 == plot.size.width - 12.0) is runs_out
    assert plot.height > plot.bars[-1].y


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("0001", ""),
        ("0004-02-29", "2000"),
        ("2000", "9999"),
        ("2000-02", "9999-12"),
        ("", "9996-02-29"),
    ],
)
def test_dates_at_the_ends_of_the_calendar_are_drawn_at_the_edge(ada, start, end):
    MembershipFactory(person=ada, start=start, end=end)

    for plot in draw_both(read_mandates(ada, [ada.pk])):
        [bar] = plot.bars
        assert 0 <= bar.x0 <= bar.x1 <= bar.x2 <= bar.x3 <= plot.size.width
        assert (
            bar.mandate.when
            == f"{say_date(start) or 'not known'} to {say_date(end) or 'now, or not known'}"
        )


def test_mandates_are_those_of_the_speaker_and_of_whoever_holds_its_posts(ada):
    ministry = SpeakerFactory(name="Harbour Ministry", kind="ministry")
    post = PostFactory(label="Minister", organisation=ministry)
    MembershipFactory(person=ada, post=post, start="2020")
    MembershipFactory(person=SpeakerFactory(name="Boris Tarn"), post=post)

    own = read_mandates(ada, [ada.pk])
    of_body = read_mandates(ministry, [ministry.pk])

    assert [mandate.label for mandate in own] == ["Minister, Harbour Ministry"]
    assert {mandate.label for mandate in of_body} == {"Minister: Ada Kovan", "Minister: Boris Tarn"}
    assert {mandate.when for mandate in of_body} == {
        "2020 to now, or not known",
        "dates not known",
    }


def test_mandates_without_any_date_are_only_a_table(ada):
    MembershipFactory(person=ada)

    assert draw_both(read_mandates(ada, [ada.pk])) == ()
    assert draw_both(()) == ()


@pytest.mark.parametrize(
    ("days", "periods", "n_bars"),
    [
        (["2026-03-01", "2026-03-03"], ["2026-03-01", "2026-03-03"], 3),
        (["2026-01-01", "2026-12-31"], ["2026-01", "2026-12"], 12),
        (["1990-01-01", "2026-01-01"], ["1990", "2026"], 37),
        (["1900-01-01", "2026-01-01"], ["2026"], N_BARS),
    ],
)
def test_bars_are_days_months_or_years_as_fits(days, periods, n_bars):
    bars = draw_bars(dict.fromkeys(days, 2))

    assert len(bars) == n_bars
    assert [bar.period for bar in bars if bar.n] == periods
    assert max(bar.height for bar in bars) == BAR_HEIGHT


def test_outlets_and_days_are_counted(ada, member):
    outlets = [OutletFactory(name=name) for name in ("Courier", "Herald")]
    for outlet, day in zip([outlets[0], outlets[0], outlets[1], None], (1, 1, 3, 3), strict=True):
        article = ArticleFactory(
            outlet=outlet, published_at=dt.datetime(2026, 3, day, 9, tzinfo=dt.UTC)
        )
        version = ArticleVersionFactory(article=article)
        StatementFactory(speaker=ada, engine_speaker=ada, version=version)
    StatementFactory(speaker=ada, engine_speaker=ada, status="rejected")

    carriers = read_carriers(scope_of(ada, member))
    plot = read_plot(scope_of(ada, member))

    assert (carriers[0].name, carriers[0].n) == ("Courier", 2)
    assert {carrier.name for carrier in carriers} == {"Courier", "Herald", "no outlet"}
    assert plot is not None
    assert [(period.label, period.bar.n) for period in plot.heard] == [
        ("3 March 2026", 2),
        ("1 March 2026", 2),
    ]
    assert plot.ends == ("1 March 2026", "3 March 2026")


def test_nothing_said_is_no_plot(ada, member):
    assert read_plot(scope_of(ada, member)) is None
    assert read_positions(scope_of(ada, member)) == ()


@pytest.fixture
def disputed(ada):
    """Ada asserts twelve dead, then seventeen; another speaks too."""
    question = QuestionFactory(text="How many died?", is_published=True)
    twelve, seventeen = (
        ClaimFactory(question=question, text=text) for text in ("Twelve.", "Seventeen.")
    )
    say(twelve, on=1, speaker=ada)
    say(twelve, on=2, speaker=ada)
    say(seventeen, on=5, speaker=ada)
    say(seventeen, on=1, speaker=SpeakerFactory())
    return question


def test_a_question_says_where_the_speaker_stands_and_what_changed(ada, member, disputed):
    (position,) = read_positions(scope_of(ada, member))

    assert position.question == disputed
    assert position.n_statements == 3
    assert [(s.claim.text, s.stance, s.n) for s in position.stands] == [
        ("Twelve.", "asserts", 2),
        ("Seventeen.", "asserts", 1),
    ]
    steps = [[claim.text for _one, claim in step.stands] for step in position.steps]
    assert steps == [["Twelve."], ["Seventeen."]]


def test_what_nobody_has_accepted_is_no_position(ada, member):
    claim = ClaimFactory()
    say(claim, on=1, speaker=ada)
    say(claim, on=4, speaker=ada, stance="denies", status="proposed")

    (position,) = read_positions(scope_of(ada, member))

    assert [(stand.stance, stand.n) for stand in position.stands] == [("asserts", 1)]
    assert position.steps == ()


def test_a_steady_position_has_no_steps(ada, member):
    claim = ClaimFactory()
    say(claim, on=1, speaker=ada)
    say(claim, on=4, speaker=ada)

    (position,) = read_positions(scope_of(ada, member))

    assert position.steps == ()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda q: ClaimLink.objects.update(state="suggested"), id="link"),
        pytest.param(lambda q: Statement.objects.update(status="proposed"), id="statement"),
        pytest.param(lambda q: type(q).objects.update(is_published=False), id="question"),
    ],
)
def test_what_is_not_published_is_no_position_in_public(ada, disputed, change):
    assert read_positions(scope_of(ada, AnonymousUser()))

    change(disputed)

    assert read_positions(scope_of(ada, AnonymousUser())) == ()


def test_in_public_no_more_words_leave_than_the_outlet_allows():
    outlet = OutletFactory(excerpt_limit=8)
    version = ArticleVersionFactory(article=ArticleFactory(outlet=outlet))
    words = ("twelve people died in the fire", "There was no warning")
    statements = [StatementFactory(version=version, exact=exact) for exact in words]

    inside = show_words(statements, is_public=False)
    outside = show_words(statements, is_public=True)

    assert [shown.words for shown in inside] == list(words)
    assert [shown.words for shown in outside] == [words[0], "There was …"]


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({"when": "2026"}, Asked(when="2026")),
        ({"when": "2026-13"}, Asked()),
        ({"when": "9999-12-31"}, Asked()),
        ({"when": "yesterday", "outlet": "x", "include": "all"}, Asked()),
        ({"outlet": "3", "question": "q", "include": "both"}, Asked("both", "q", 3)),
    ],
)
def test_an_address_asks_what_it_can_mean(given, asked):
    assert Asked.read(given) == asked
