"""However many match, no more than a bound are looked at; whatever is within it is found whole, by every way to it."""

from __future__ import annotations

import datetime as dt

import pytest

from claims.search.asked import Asked
from claims.search.matching import find_statements, match_ids
from tests.factories import (
    ArticleFactory,
    ArticleVersionFactory,
    ClaimLinkFactory,
    OutletFactory,
    SpeakerFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db


def say(on, **fields):
    article = ArticleFactory(published_at=f"{on}T09:00Z", **fields.pop("article", {}))
    return StatementFactory(version=ArticleVersionFactory(article=article), **fields)


@pytest.fixture
def bound(monkeypatch):
    """Return a function that lets only so many be looked at."""

    def set_to(n: int) -> None:
        monkeypatch.setattr("claims.search.candidates.N_COUNTED", n)

    return set_to


@pytest.fixture
def without_few(monkeypatch):
    """Let no filter count as one that lets few pass."""
    monkeypatch.setattr("claims.search.plans.N_FEW", -1)


@pytest.fixture
def three():
    """Return three statements as they were added: the newest article first, the oldest last."""
    return [say(on) for on in ("2026-03-03", "2026-03-02", "2026-03-01")]


def found(words="", **asked):
    return find_statements(Asked(words=words, **asked)).ids


def test_what_is_within_the_bound_is_found_whole(bound, three):
    bound(3)

    everything = find_statements(Asked(words="twelve", sort="newest"))

    assert everything.ids == [one.pk for one in three]
    assert (everything.n_total, everything.is_capped) == (3, False)


def test_beyond_the_bound_pages_total_and_facets_are_of_as_many_as_are_looked_at(bound):
    for quotation in ("direct", "indirect", "mixed"):
        StatementFactory(quotation=quotation)
    bound(2)

    some = find_statements(Asked(words="twelve"))

    assert (len(some.ids), some.n_total, some.is_capped) == (2, 2, True)
    assert dict(some.facets["quotation"]) == {"indirect": 1, "mixed": 1}


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        pytest.param({"words": "twelve"}, [1, 2], id="words: the last added, the newest first"),
        pytest.param({"words": "twelve", "sort": "newest"}, [1, 2], id="words, newest first"),
        pytest.param({"words": "twelve", "sort": "oldest"}, [1, 0], id="words: the first added"),
        pytest.param({"status": "proposed"}, [0, 1], id="without words: the last published"),
        pytest.param(
            {"status": "proposed", "sort": "oldest"},
            [2, 1],
            id="without words: the first published",
        ),
    ],
)
@pytest.mark.parametrize("is_few", [True, False])
def test_which_are_looked_at(bound, three, asked, places, is_few, monkeypatch):
    if not is_few:
        monkeypatch.setattr("claims.search.plans.N_FEW", -1)
    bound(2)

    assert found(**asked) == [three[place].pk for place in places]


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
@pytest.mark.parametrize("words", ["twelve", "", "-zebra"])
@pytest.mark.parametrize("is_few", [True, False])
def test_every_way_to_a_filter_finds_the_same(words, sort, is_few, monkeypatch):
    if not is_few:
        monkeypatch.setattr("claims.search.plans.N_FEW", -1)
    speaker = SpeakerFactory()
    fields = {"speaker": speaker, "engine_speaker": speaker, "status": "accepted"}
    meant = say("2026-03-02", article={"outlet": OutletFactory(name="Gazette")}, **fields)
    question = ClaimLinkFactory(statement=meant, stance="denies").claim.question
    for on in ("2026-03-01", "2026-03-03"):
        ClaimLinkFactory(statement=say(on), stance="asserts")
    day = dt.date(2026, 3, 2)

    for asked in (
        {"speaker": speaker.pk},
        {"status": "accepted"},
        {"question": question.pk},
        {"stance": "denies"},
        {"outlet": meant.version.article.outlet_id},
        {"since": day, "until": day + dt.timedelta(days=1)},
        {"speaker": speaker.pk, "until": day + dt.timedelta(days=1), "kind": "person"},
    ):
        assert found(words, sort=sort, **asked) == [meant.pk], asked


def test_days_on_which_nothing_was_published_find_nothing(without_few, three):
    assert found("twelve", until=dt.date(2020, 1, 1)) == []


def test_a_filter_that_few_of_the_first_pass_is_asked_of_all(monkeypatch, three):
    meant = three[0]
    type(meant).objects.filter(pk=meant.pk).update(quotation="mixed")
    monkeypatch.setattr("claims.search.plans.N_HELD", 1)

    assert found("twelve", quotation="mixed") == [meant.pk]


def test_alerts_match_beyond_the_bound(bound, three):
    bound(1)

    assert match_ids(Asked(words="twelve"), [one.pk for one in three]) == {one.pk for one in three}
