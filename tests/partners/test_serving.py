"""What the feed hands out newer than it told is told once more, so that no mirror keeps a passing moment."""

from __future__ import annotations

import pytest

from claims.models import Claim, Statement
from partners.api import changes
from partners.models import Change, PublishedItem, Touch
from partners.services.feed import publish_all_changes
from partners.services.serving import look_again_at
from tests.factories import ApiKeyFactory, ClaimFactory, ClaimLinkFactory
from tests.partners.mirroring import Mirror, read_lists

pytestmark = pytest.mark.django_db


@pytest.fixture
def mirror(client):
    ApiKeyFactory(key="test-key")
    client.defaults["HTTP_AUTHORIZATION"] = "Bearer test-key"
    return Mirror(client)


def catch_up_while(mirror, monkeypatch, meanwhile):
    """Catch up, with `meanwhile` happening after the entries were read and before their things are."""
    find = changes.find_things

    def find_after(*given, **named):
        meanwhile()
        return find(*given, **named)

    monkeypatch.setattr(changes, "find_things", find_after)
    mirror.catch_up()
    monkeypatch.setattr(changes, "find_things", find)


def test_a_thing_that_was_gone_for_a_moment_comes_back(mirror, monkeypatch):
    statement = ClaimLinkFactory().statement
    rows = Statement.objects.filter(pk=statement.pk)

    catch_up_while(mirror, monkeypatch, lambda: rows.update(status="withdrawn"))
    assert ("statement", statement.pk) not in mirror.things
    rows.update(status="accepted")
    mirror.catch_up()

    assert mirror.things == read_lists(mirror.api)


def test_words_that_stood_for_a_moment_are_put_right(mirror, monkeypatch):
    claim = ClaimFactory()
    rows = Claim.objects.filter(pk=claim.pk)

    catch_up_while(mirror, monkeypatch, lambda: rows.update(text="For a moment."))
    assert mirror.things["claim", claim.pk]["text"] == "For a moment."
    rows.update(text=claim.text)
    mirror.catch_up()

    assert mirror.things == read_lists(mirror.api)


def test_what_came_back_for_a_moment_is_withdrawn_again(mirror, monkeypatch):
    statement = ClaimLinkFactory().statement
    rows = Statement.objects.filter(pk=statement.pk)
    mirror.catch_up()
    rows.update(status="withdrawn")
    publish_all_changes()
    digest = "f" * 32

    look_again_at({("statement", statement.pk): digest})
    publish_all_changes()

    assert Change.objects.latest("sequence").act == "withdrawn"


def test_what_stands_as_it_was_told_gives_no_entry(mirror):
    ClaimLinkFactory()
    mirror.catch_up()
    n_entries = Change.objects.count()

    fresh = Mirror(mirror.api)
    fresh.catch_up()
    fresh.catch_up()

    assert Change.objects.count() == n_entries
    assert not Touch.objects.exists()
    assert not PublishedItem.objects.filter(digest__in=["?", "!"]).exists()
