"""The search page: one form, facets that are links, and what it says when nothing is found."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import (
    ArticleFactory,
    ArticleVersionFactory,
    ClaimLinkFactory,
    OutletFactory,
    SpeakerFactory,
    SpeakerNameFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_as):
    return client_as("viewer")


@pytest.fixture
def kovan():
    return SpeakerFactory(name="Ada Kovan", slug="ada-kovan")


def say(words="There was no warning", on="2026-03-01", **fields):
    speaker = fields.pop("speaker", None)
    article = ArticleFactory(published_at=f"{on}T09:00Z", **fields.pop("article", {}))
    return StatementFactory(
        exact=words,
        version=ArticleVersionFactory(article=article),
        speaker=speaker,
        engine_speaker=speaker,
        **fields,
    )


def ask(client, **asked):
    return client.get(reverse("search"), asked)


def found(response):
    return [result.statement for result in response.context["results"]]


def labels(response):
    facets = {facet.title: facet for facet in response.context["facets"]}
    return {title: [(c.label, c.n) for c in facet.choices] for title, facet in facets.items()}


def test_what_did_x_say_about_y_before_z(client, kovan):
    meant = say(speaker=kovan, on="2026-03-01")
    say(speaker=kovan, on="2026-04-01")
    say(speaker=kovan, words="twelve people died in the fire")
    say(speaker=SpeakerFactory())
    SpeakerNameFactory(speaker=kovan, name="The Port Minister")

    page = ask(client, speaker="Port Minister", q="warning", before="2026-04-01")

    assert found(page) == [meant]


def test_the_day_before_is_in_and_the_day_itself_is_out(client):
    early, late = say(on="2026-03-01"), say(on="2026-03-02")

    assert found(ask(client, q="warning", before="2026-03-02")) == [early]
    assert found(ask(client, q="warning", since="2026-03-02")) == [late]


def test_the_sentence_around_is_shown_with_content_and_sought_words_marked(client):
    say()

    page = ask(client, q="warn OR told").content.decode()

    assert '<mark class="found-content">There was no </mark>' in page
    assert '<mark class="found-content found-word">warning</mark>' in page
    assert '<mark class="found-word">told</mark> reporters.' in page
    assert "twelve people" not in page


def test_markup_in_an_article_is_shown_as_words(client):
    text = "A title\n\nHe said <script>alert(1)</script> is no warning. Then he left.\n"
    version = ArticleVersionFactory(text=text)
    StatementFactory(version=version, exact="<script>alert(1)</script> is no warning")

    page = ask(client, q="alert").content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_facets_count_what_matches_and_nothing_else(client, kovan):
    gazette = OutletFactory(name="Gazette")
    say(speaker=kovan, article={"outlet": gazette}, role_words="minister", status="accepted")
    say(speaker=kovan, article={"outlet": gazette}, role_words="minister")
    say(speaker=SpeakerFactory(name="Other", kind="party"), quotation="direct")
    say(words="twelve people died in the fire", speaker=SpeakerFactory(name="Unrelated"))

    facets = labels(ask(client, q="warning"))

    assert facets["Speaker"] == [("Ada Kovan", 2), ("Other", 1)]
    assert facets["Kind of speaker"] == [("person", 2), ("party", 1)]
    assert facets["Role then"] == [("minister", 2)]
    assert facets["Outlet"][0] == ("Gazette", 2)
    assert facets["Quotation"] == [("indirect", 2), ("direct", 1)]
    assert facets["Status"] == [("proposed", 2), ("accepted", 1)]


def test_capitals_make_no_other_role(client):
    minister = say(role_words="Interior Minister")
    other = say(role_words="Interior minister")
    say(role_words="mayor")

    roles = labels(ask(client, q="warning"))["Role then"]
    assert [(role.casefold(), n) for role, n in roles] == [("interior minister", 2), ("mayor", 1)]
    assert set(found(ask(client, q="warning", role="Interior minister"))) == {minister, other}


def test_question_and_stance_are_facets_and_filters_of_one_link(client):
    said = say(status="accepted")
    link = ClaimLinkFactory(statement=said, stance="denies")
    other = ClaimLinkFactory(statement=said, stance="asserts", claim__question__text="Another?")
    ClaimLinkFactory(statement=say(), stance="asserts", state="refused")

    facets = labels(ask(client, q="warning"))
    question, another = link.claim.question, other.claim.question

    assert set(facets["Question"]) == {(question.text, 1), (another.text, 1)}
    assert facets["Stance"] == [("asserts", 1), ("denies", 1)]
    assert found(ask(client, question=question.slug, stance="denies")) == [said]
    assert found(ask(client, question=question.slug, stance="asserts")) == []


def test_following_every_facet_narrows_and_taking_the_filter_away_widens(client, kovan):
    say(speaker=kovan)
    say(speaker=SpeakerFactory(), quotation="direct")
    page = ask(client, q="warning")
    n_found = {facet.title: facet.choices[0] for facet in page.context["facets"]}

    for choice in n_found.values():
        narrowed = client.get(choice.url)
        assert narrowed.context["n_found"] == choice.n
        [filter_] = narrowed.context["filters"]
        assert client.get(filter_.url).context["n_found"] == 2


@pytest.mark.parametrize(
    ("days", "n_bars", "label"),
    [
        (["2026-03-01", "2026-03-04"], 4, "4 March 2026"),
        (["2025-11-01", "2026-03-04"], 5, "March 2026"),
        (["2001-01-01", "2026-03-04"], 26, "2026"),
    ],
)
def test_dates_are_drawn_by_day_month_or_year(client, days, n_bars, label):
    for day in days:
        say(on=day)

    page = ask(client, q="warning")
    dates = page.context["dates"]

    assert (len(dates.bars), dates.choices[0].label, dates.choices[0].n) == (n_bars, label, 1)
    assert client.get(dates.choices[0].url).context["n_found"] == 1
    assert f'<rect class="dates-bar" x="{(n_bars - 1) * 10}" y="0"' in page.content.decode()


def test_nothing_asked_shows_what_can_be_asked(client):
    page = ask(client)

    assert "to find" in page.content.decode()
    assert "results" not in page.context


def test_nothing_found_says_what_to_try(client):
    page = ask(client, q="zebra", status="accepted").content.decode()

    assert "No statement holds “zebra”" in page
    assert "Take a filter away" in page


@pytest.mark.parametrize(
    "asked",
    [
        {"speaker": "Nobody Known"},
        {"since": "2026-03-01", "before": "2026-02-01"},
        {"since": "yesterday"},
        {"kind": "wizard"},
        {"outlet": "x"},
        {"question": "no-such"},
    ],
)
def test_what_makes_no_sense_is_said(client, asked):
    page = ask(client, q="warning", **asked)

    assert page.status_code == 422
    assert "results" not in page.context


def test_two_speakers_of_one_name_are_told_apart_by_slug(client):
    first, second = (SpeakerFactory(name="Jo Lind", slug=f"jo-lind-{i}") for i in (1, 2))
    said = say(speaker=second)
    say(speaker=first)

    assert ask(client, speaker="Jo Lind").status_code == 422
    assert found(ask(client, speaker="jo-lind-2")) == [said]


def test_a_page_past_the_end_is_the_last(client):
    version = ArticleVersionFactory()
    for _ in range(21):
        StatementFactory(version=version)

    page = ask(client, q="twelve", page="99")

    assert (len(found(page)), page.context["page"].number) == (1, 2)


@pytest.mark.parametrize("asked", [{"q": "warning"}, {"status": "proposed"}])
def test_the_number_of_queries_does_not_grow(client, kovan, asked):
    def count():
        with CaptureQueriesContext(connection) as queries:
            ask(client, **asked)
        return len(queries)

    for _ in range(2):
        ClaimLinkFactory(statement=say(speaker=SpeakerFactory()))
    few = count()
    for i in range(12):
        ClaimLinkFactory(statement=say(speaker=SpeakerFactory(), on=f"2026-05-{i + 1:02}"))

    assert count() == few <= 12


def test_nobody_searches_without_signing_in(client_as):
    assert ask(client_as("nobody"), q="x").status_code == 302


def test_a_day_is_the_same_day_for_every_reader(client):
    said = say(on="2026-03-01")
    said.version.article.published_at = dt.datetime(2026, 3, 1, 23, 30, tzinfo=dt.UTC)
    said.version.article.save(update_fields=["published_at"])
    client.cookies["timezone"] = "Asia/Tokyo"

    assert found(ask(client, since="2026-03-01", before="2026-03-02")) == [said]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"q": "warning"}, "the 2 that were added last"),
        ({"q": "warning", "sort": "oldest"}, "the 2 that were added first"),
        ({"status": "proposed"}, "the 2 that were published last"),
        ({"status": "proposed", "sort": "oldest"}, "the 2 that were published first"),
    ],
)
def test_of_a_great_many_the_page_says_which_are_shown(client, monkeypatch, asked, words):
    for _ in range(3):
        say()
    monkeypatch.setattr("claims.search.candidates.N_COUNTED", 2)

    page = ask(client, **asked).content.decode()

    assert "2+ statements" in page
    assert f"Shown and counted are {words}: to find others, narrow the search" in page
    assert "Counted among the 2 that are shown." in page
    assert "This is the last of the 2 that are shown." in page


def test_a_page_before_the_last_does_not_say_that_it_is_the_last(client, monkeypatch):
    version = ArticleVersionFactory()
    for _ in range(24):
        StatementFactory(version=version)
    monkeypatch.setattr("claims.search.candidates.N_COUNTED", 22)

    first, last = (ask(client, q="twelve", page=page) for page in ("1", "2"))

    assert (len(found(first)), len(found(last))) == (20, 2)
    assert "This is the last" not in first.content.decode()
    assert "This is the last" in last.content.decode()


def test_whoever_finds_all_is_told_of_no_bound(client):
    say()

    page = ask(client, q="warning").content.decode()

    assert "1 statement" in page
    assert "Shown and counted" not in page
