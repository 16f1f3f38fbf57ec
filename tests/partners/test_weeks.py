"""Statements of a time are found by the week of their article, which is right whatever was written."""

import datetime as dt
import random

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from articles.models import Article
from claims.models import Statement
from partners.finding import EVERYTHING, Stretch
from partners.models import StatementWeek
from partners.triggers import drop_triggers, keep_triggers
from partners.weeks import N_MANY, N_SINGLE, Time, find_misdated, seek_in_weeks, week_of
from tests.factories import ArticleFactory, ArticleVersionFactory, StatementFactory
from tests.partners.changing import Newsroom

pytestmark = pytest.mark.django_db
BEGIN = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


class DatingNewsroom(Newsroom):
    """One that puts dates of articles right, too."""

    def do_date_article(self):
        days = dt.timedelta(self.random.uniform(-60, 60))
        self.set(Article, published_at=BEGIN + days)

    def do_date_no_article(self):
        self.set(Article, published_at=None)


def text_of(at):
    return ArticleVersionFactory(article=ArticleFactory(published_at=at))


def kept():
    return dict(StatementWeek.objects.values_list("statement", "week"))


@pytest.mark.parametrize("seed", range(2))
def test_weeks_are_right_at_any_moment_of_a_newsroom_at_work(seed):
    newsroom = DatingNewsroom(seed)

    for _ in range(150):
        newsroom.act()
        assert find_misdated() == []

    assert kept()


@pytest.mark.parametrize(
    "at",
    [
        dt.datetime(1, 1, 1, tzinfo=dt.UTC),
        dt.datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=dt.UTC),
        dt.datetime(2024, 2, 29, 12, tzinfo=dt.UTC),
        dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=dt.UTC),
    ],
    ids=str,
)
@pytest.mark.parametrize("days", range(3))
def test_both_databases_count_weeks_as_python_does(at, days):
    at -= dt.timedelta(days) if at.year > 1 else -dt.timedelta(days)

    one = StatementFactory(version=text_of(at))

    assert kept() == {one.pk: week_of(at)}


def test_a_statement_follows_the_date_of_its_article():
    one, other = StatementFactory(version=text_of(BEGIN)), StatementFactory(version=text_of(None))
    assert kept() == {one.pk: week_of(BEGIN)}

    Article.objects.filter(versions=one.version).update(published_at=None)
    Article.objects.filter(versions=other.version).update(published_at=BEGIN)
    assert kept() == {other.pk: week_of(BEGIN)}

    Statement.objects.filter(pk=one.pk).update(version=other.version)
    assert kept() == {one.pk: week_of(BEGIN), other.pk: week_of(BEGIN)}

    one.delete()
    assert kept() == {other.pk: week_of(BEGIN)}


@pytest.fixture
def scattered():
    """Statements of ten weeks, in no order, some of them not accepted."""
    chance = random.Random(4)  # noqa: S311 - the same rows every time
    texts = [text_of(BEGIN + dt.timedelta(days=2.5 * n)) for n in range(28)]
    for _ in range(160):
        StatementFactory(
            version=chance.choice(texts), status=chance.choice(["accepted"] * 3 + ["proposed"])
        )
    for text in texts[18:]:  # weeks that come late
        StatementFactory(version=text, status="accepted")
    return Statement.objects.accepted().order_by("pk")


@pytest.mark.parametrize(
    ("first", "last"), [(0, 70), (3, 9), (10, 12), (20, None), (None, 33), (71, None)]
)
@pytest.mark.parametrize("is_forward", [True, False], ids=["forward", "back"])
def test_pages_of_a_time_are_those_of_a_walk_through_all(scattered, first, last, is_forward):
    after = None if first is None else BEGIN + dt.timedelta(days=first)
    before = None if last is None else BEGIN + dt.timedelta(days=last)
    conditions = {"gte": after, "lt": before}
    found = scattered.filter(
        **{f"version__article__published_at__{name}": at for name, at in conditions.items() if at}
    )
    wanted = list(found.values_list("pk", flat=True))
    if not is_forward:
        wanted.reverse()

    for n in (1, 3, 11, 50, 400):
        got, stretch = [], EVERYTHING
        while keys := seek_in_weeks(
            lambda stretch: found.filter(stretch.of()),
            stretch,
            n,
            is_forward=is_forward,
            time=Time(after, before),
        ):
            got += keys
            stretch = Stretch(after=keys[-1]) if is_forward else Stretch(before=keys[-1])
        assert got == wanted


@pytest.mark.parametrize("is_forward", [True, False], ids=["forward", "back"])
def test_what_is_rare_is_found_in_many_weeks(is_forward):
    weeks = list(range(N_MANY + N_SINGLE + 4))
    random.Random(2).shuffle(weeks)  # noqa: S311 - the same order every time
    made = [
        StatementFactory(
            version=text_of(BEGIN + dt.timedelta(weeks=week)),
            status="accepted",
            quotation="mixed" if week % 9 == 0 else "direct",
        )
        for week in weeks
    ]
    wanted = [one.pk for one in made if one.quotation == "mixed"]
    rare = Statement.objects.accepted().filter(quotation="mixed")

    keys = seek_in_weeks(
        lambda stretch: rare.filter(stretch.of()),
        EVERYTHING,
        50,
        is_forward=is_forward,
        time=Time(BEGIN - dt.timedelta(days=1)),
    )

    assert len(wanted) > 2
    assert keys == (wanted if is_forward else wanted[::-1])


def test_one_week_that_fills_the_page_is_all_that_is_read(scattered, django_assert_num_queries):
    text = text_of(BEGIN + dt.timedelta(days=365))
    late = [StatementFactory(version=text, status="accepted").pk for _ in range(4)]
    for n in range(2 * N_SINGLE):
        StatementFactory(version=text_of(BEGIN + dt.timedelta(days=400 + 7 * n)), status="accepted")

    with django_assert_num_queries(2):
        keys = seek_in_weeks(
            lambda stretch: Statement.objects.accepted().filter(stretch.of()),
            EVERYTHING,
            4,
            is_forward=True,
            time=Time(BEGIN + dt.timedelta(days=300)),
        )

    assert keys == late


def test_a_list_of_a_time_before_anything_was_published_is_empty(api):
    StatementFactory(version=text_of(BEGIN), status="accepted")

    answer = api.get(reverse("partners:statement-list"), {"published_before": "0001-01-01"})

    assert answer.json()["results"] == []


def test_what_was_written_past_the_triggers_is_found_and_put_right():
    one = StatementFactory(version=text_of(BEGIN))
    drop_triggers()
    Article.objects.update(published_at=BEGIN + dt.timedelta(days=30))
    assert find_misdated() == [one.pk]
    with pytest.raises(CommandError, match="0 claims and 1 statements"):
        call_command("refresh_lists", "--check")

    call_command("refresh_lists")

    call_command("refresh_lists", "--check")
    assert find_misdated() == []


def test_triggers_that_a_migration_lost_leave_no_week_wrong():
    StatementFactory(version=text_of(BEGIN))
    drop_triggers()
    Article.objects.update(published_at=BEGIN + dt.timedelta(days=30))
    unseen = StatementFactory(version=text_of(BEGIN))

    keep_triggers(using="default")

    assert find_misdated() == []
    assert unseen.pk in kept()
