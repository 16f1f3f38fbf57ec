"""Every table that partners see anything of is watched; the triggers outlive migrations and upgrades."""

import re

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from claims.models import ClaimLink
from partners.catalogue import CATALOGUE, TO_COMPARE
from partners.counted import COUNTED_FROM
from partners.dated import DATED_FROM
from partners.models import FeedState, Recount, Touch
from partners.services.counting import count_all_claims
from partners.services.feed import publish_all_changes
from partners.triggers import (
    drop_triggers,
    keep_triggers,
    let_tables_move,
    list_triggers,
    make_triggers,
)
from partners.watching import WATCHED
from tests.factories import ClaimFactory, ClaimLinkFactory, MembershipFactory, SpeakerFactory

pytestmark = pytest.mark.django_db
TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"')


def test_every_table_that_a_look_is_read_from_is_watched():
    speaker = SpeakerFactory(parent=SpeakerFactory())
    MembershipFactory(person=speaker)
    ClaimLinkFactory(statement__speaker=speaker, statement__editor_speaker=speaker)
    with CaptureQueriesContext(connection) as queries:
        for listed in CATALOGUE.values():
            ids = listed.published().values_list("pk", flat=True)
            assert list(listed.looks(list(ids), TO_COMPARE))

    read = {table for query in queries for table in TABLE.findall(query["sql"])}

    kept = {"partners_claimcount", "partners_recount"}  # made from what is watched
    assert read - kept == {watch.table for watch in WATCHED}


def test_there_is_a_trigger_for_every_event_that_is_watched():
    names = {trigger.name for trigger in list_triggers(connection.vendor)}

    n_watched = sum(len(table.events) for table in (*WATCHED, *COUNTED_FROM))
    assert len(names) == n_watched + len(DATED_FROM)
    assert make_triggers() == []


def test_triggers_that_a_migration_lost_come_back_and_all_is_looked_at_again():
    article = ClaimLinkFactory().statement.version.article
    publish_all_changes()
    drop_triggers()
    Article.objects.update(title="Changed unseen")
    assert not Touch.objects.exists()

    keep_triggers(using="default")

    assert Touch.objects.filter(kind="article", item_id=article.pk).exists()
    assert make_triggers() == []


def test_a_release_that_changes_how_things_look_has_all_looked_at_again():
    claim = ClaimFactory()
    publish_all_changes()
    keep_triggers(using="default")
    assert not Touch.objects.exists()

    FeedState.objects.update(shape="an older one")
    keep_triggers(using="default")

    assert Touch.objects.filter(kind="claim", item_id=claim.pk).exists()
    publish_all_changes()
    keep_triggers(using="default")
    assert not Touch.objects.exists()


def test_what_was_there_before_the_feed_is_told_of_when_the_feed_begins():
    drop_triggers()
    claim = ClaimFactory()
    assert not Touch.objects.exists()

    keep_triggers(using="default")

    assert Touch.objects.filter(kind="claim", item_id=claim.pk).exists()


def test_a_touch_is_written_with_the_write_or_not_at_all():

    claim = ClaimFactory()
    publish_all_changes()
    with transaction.atomic():
        claim.delete()
        assert Touch.objects.exists()
        transaction.set_rollback(True)

    assert not Touch.objects.exists()


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL lets a table go that is named"
)
@pytest.mark.django_db(transaction=True)
def test_a_migration_may_make_a_table_anew_that_triggers_of_others_name():
    link = ClaimLinkFactory()
    publish_all_changes()
    count_all_claims()

    let_tables_move(using="default", plan=[object()])
    with connection.schema_editor() as editor:
        editor._remake_table(ClaimLink)
    keep_triggers(using="default")

    assert make_triggers() == []
    assert Touch.objects.filter(kind="claim", item_id=link.claim_id).exists()
    assert Recount.objects.filter(claim_id=link.claim_id).exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only there triggers are in the way")
def test_an_upgrade_that_loses_no_trigger_of_the_feed_has_nothing_looked_at_again():
    ClaimLinkFactory()
    keep_triggers(using="default")
    publish_all_changes()

    let_tables_move(using="default", plan=[object()])
    keep_triggers(using="default")

    assert make_triggers() == []
    assert not Touch.objects.exists()
