from __future__ import annotations

import datetime as dt

import pytest

from claims.models import ClaimLink, Desk, DeskRoute, QueueEntry, Statement
from claims.services.filing import (
    BREAKING,
    file_dispute,
    file_statements,
    rank_of,
    rebuild_queue,
    reroute_queue,
)
from claims.services.review import accept_statement
from claims.services.stories import set_breaking, take_story
from claims.services.undoing import undo_event
from tests.factories import (
    ArticleFactory,
    ArticleVersionFactory,
    ClaimLinkFactory,
    DeskFactory,
    OriginFactory,
    OutletFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


def carried(origin, *, exact="twelve people died in the fire", text=None, **columns):
    more = {"text": text} if text else {}
    version = ArticleVersionFactory(article=ArticleFactory(origin=origin), **more)
    return StatementFactory(version=version, exact=exact, **columns)


def queue():
    rows = QueueEntry.objects.order_by("pk").values("pk", "group", "is_lead", "n_carried")
    return [tuple(row.values()) for row in rows]


def test_filing_twice_changes_nothing():
    statement = StatementFactory()
    before = QueueEntry.objects.values().get()

    file_statements([statement.pk])

    assert QueueEntry.objects.values().get() == before


def test_what_is_noted_of_a_dispute_is_what_filing_finds():
    statement = StatementFactory()
    before = QueueEntry.objects.values().get()
    link = ClaimLinkFactory(statement=statement, state="suggested")

    file_dispute(statement.pk, is_disputed=True)
    disputed = QueueEntry.objects.values().get()
    file_statements([statement.pk])
    assert disputed == QueueEntry.objects.values().get() != before

    link.delete()
    file_dispute(statement.pk, is_disputed=False)
    file_dispute(statement.pk, is_disputed=False)
    assert QueueEntry.objects.values().get() == before


def test_a_decided_statement_leaves_the_queue_and_comes_back_when_undone():
    statement, editor = StatementFactory(), UserFactory()

    accept_statement(statement_id=statement.pk, row_version=1, actor=editor)
    assert not QueueEntry.objects.exists()

    undo_event(event_id=statement.events.get().pk, actor=editor)
    assert QueueEntry.objects.get().statement == statement


def test_copies_of_one_report_are_one_decision():
    origin = OriginFactory()

    first, second, third = (carried(origin) for _ in range(3))

    assert queue() == [
        (first.pk, first.pk, True, 3),
        (second.pk, first.pk, False, 1),
        (third.pk, first.pk, False, 1),
    ]


@pytest.mark.parametrize(
    ("change", "text"),
    [
        pytest.param({}, "It said seventeen people died in the fire.", id="another-figure"),
        pytest.param({"cue_class": "deny"}, None, id="another-act"),
        pytest.param({"speaker_name": "The union"}, None, id="another-speaker"),
    ],
)
def test_what_differs_is_a_decision_of_its_own(change, text):
    origin = OriginFactory()
    carried(origin)

    exact = "seventeen people died in the fire" if text else "twelve people died in the fire"
    carried(origin, exact=exact, text=text, **change)

    assert QueueEntry.objects.leads().count() == 2


def test_the_same_words_in_two_reports_are_two_decisions():
    carried(OriginFactory())
    carried(OriginFactory())

    assert QueueEntry.objects.leads().count() == 2


def test_when_the_lead_is_decided_the_next_copy_leads():
    origin = OriginFactory()
    first, second, third = (carried(origin) for _ in range(3))

    accept_statement(statement_id=first.pk, row_version=1, actor=UserFactory())

    assert queue() == [(second.pk, second.pk, True, 2), (third.pk, second.pk, False, 1)]


def test_a_copy_that_is_undone_joins_its_group_again():
    origin, editor = OriginFactory(), UserFactory()
    first, second = carried(origin), carried(origin)
    accept_statement(statement_id=first.pk, row_version=1, actor=editor)

    undo_event(event_id=first.events.get().pk, actor=editor)

    assert QueueEntry.objects.leads().get().pk == second.pk
    assert QueueEntry.objects.leads().get().n_carried == 2


def test_rebuilding_gives_the_queue_that_was_kept():
    origin = OriginFactory()
    for _ in range(3):
        carried(origin)
    StatementFactory(exact="There was no warning")
    kept = list(QueueEntry.objects.order_by("pk").values())
    QueueEntry.objects.all().delete()

    assert rebuild_queue() == 4
    assert list(QueueEntry.objects.order_by("pk").values()) == kept


def test_a_link_puts_a_statement_in_dispute_and_a_refused_one_does_not():
    statement = StatementFactory()
    link = ClaimLinkFactory(statement=statement, state=ClaimLink.State.SUGGESTED)
    file_statements([statement.pk])
    assert QueueEntry.objects.get().is_disputed

    ClaimLink.objects.filter(pk=link.pk).update(state=ClaimLink.State.REFUSED)
    file_statements([statement.pk])
    assert not QueueEntry.objects.get().is_disputed


def test_breaking_comes_first_then_dispute_then_sureness_then_age():
    usual = {"said_at": NOON, "confidence": 0.4, "is_breaking": False, "is_disputed": False}

    ranks = [
        rank_of(**usual | {"is_breaking": True, "said_at": NOON - dt.timedelta(days=900)}),
        rank_of(**usual | {"is_disputed": True}),
        rank_of(**usual | {"confidence": 0.9}),
        rank_of(**usual | {"confidence": 0.6}),
        rank_of(**usual),
        rank_of(**usual | {"said_at": NOON - dt.timedelta(minutes=1)}),
    ]

    assert ranks == sorted(ranks, reverse=True)
    assert len(set(ranks)) == len(ranks)


def test_marking_a_story_as_breaking_twice_moves_it_once():
    statement = StatementFactory()
    origin, before = statement.version.article.origin_id, QueueEntry.objects.get().rank

    set_breaking(origin_id=origin, is_breaking=True)
    set_breaking(origin_id=origin, is_breaking=True)
    assert QueueEntry.objects.get().rank == before + BREAKING

    set_breaking(origin_id=origin, is_breaking=False)
    assert QueueEntry.objects.get().rank == before


def test_what_comes_later_of_a_taken_and_breaking_story_is_filed_so():
    origin, editor = OriginFactory(), UserFactory()
    set_breaking(origin_id=origin.pk, is_breaking=True)
    take_story(origin_id=origin.pk, editor=editor)

    carried(origin)

    entry = QueueEntry.objects.get()
    assert (entry.is_breaking, entry.editor) == (True, editor)


def test_a_route_by_article_wins_over_topic_and_topic_over_outlet():
    outlet = OutletFactory()
    by_outlet, by_topic, by_article = (DeskFactory() for _ in range(3))
    DeskRoute.objects.create(desk=by_outlet, outlet=outlet)
    DeskRoute.objects.create(desk=by_topic, topic="Ferry")
    plain = ArticleFactory(outlet=outlet, title="Budget passes")
    topical = ArticleFactory(outlet=outlet, title="The ferry runs late")
    named = ArticleFactory(outlet=outlet, title="The ferry sinks")
    DeskRoute.objects.create(desk=by_article, article=named)

    for article in (plain, topical, named):
        StatementFactory(version=ArticleVersionFactory(article=article))

    desks = QueueEntry.objects.order_by("pk").values_list("desk", flat=True)
    assert list(desks) == [by_outlet.pk, by_topic.pk, by_article.pk]


def test_a_new_route_brings_what_waits_to_its_desk():
    statement, desk = StatementFactory(), DeskFactory()
    DeskRoute.objects.create(desk=desk, outlet=statement.version.article.outlet)

    assert reroute_queue() == 1
    assert QueueEntry.objects.get().desk == desk
    assert reroute_queue() == 0


def test_filing_one_statement_asks_as_often_with_many_copies(django_assert_max_num_queries):
    origin = OriginFactory()
    for _ in range(12):
        last = carried(origin)

    with django_assert_max_num_queries(16):
        file_statements([last.pk])

    assert Statement.objects.proposed().count() == 12


def test_saving_a_desk_in_the_admin_asks_for_its_routes_to_be_followed(client_as, monkeypatch):
    asked = []
    monkeypatch.setattr("claims.services.desks.async_task", asked.append)
    outlet, editor = OutletFactory(), UserFactory()
    inline = {
        f"routes-{name}": value for name, value in {"TOTAL_FORMS": 1, "INITIAL_FORMS": 0}.items()
    }
    form = {
        "name": "Port desk",
        "slug": "port",
        "editors": [editor.pk],
        "routes-0-outlet": outlet.pk,
    }

    response = client_as("curator").post("/admin/claims/desk/add/", form | inline)

    assert response.status_code == 302
    desk = Desk.objects.get(slug="port")
    assert list(desk.editors.all()) == [editor]
    assert desk.routes.get().outlet == outlet
    assert asked == ["claims.tasks.reroute_queue"]


def test_a_route_by_two_things_is_refused(client_as):
    desk, article = DeskFactory(), ArticleFactory()
    form = {
        "name": desk.name,
        "slug": desk.slug,
        "routes-TOTAL_FORMS": 1,
        "routes-INITIAL_FORMS": 0,
        "routes-0-outlet": article.outlet.pk,
        "routes-0-topic": "ferry",
    }

    response = client_as("curator").post(f"/admin/claims/desk/{desk.pk}/change/", form)

    assert "Give a route one thing" in response.content.decode()
