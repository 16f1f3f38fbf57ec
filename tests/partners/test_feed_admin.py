"""The feed as its operators meet it: in the admin, by commands, in the worker."""

import pytest
from django.core.management import CommandError, call_command

from partners.models import Change, FeedState
from partners.services.feed import publish_all_changes
from partners.tasks import keep_feed
from tests.factories import ClaimFactory, QuestionFactory

pytestmark = pytest.mark.django_db
CHANGES = "/admin/partners/change/"


def test_the_list_says_what_was_told_and_what_waits(client_as):
    claim = ClaimFactory()
    publish_all_changes()
    QuestionFactory()

    page = client_as("administrator").get(CHANGES).content.decode()

    assert "the newest is number 2 · 1 write waits" in page
    assert f'href="/admin/claims/claim/{claim.pk}/change/"' in page


def test_what_was_erased_leads_nowhere(client_as):
    claim = ClaimFactory()
    publish_all_changes()
    key = claim.pk
    claim.delete()
    publish_all_changes()
    Change.objects.exclude(act="erased").delete()

    page = client_as("administrator").get(CHANGES).content.decode()

    assert f"/admin/claims/claim/{key}/change/" not in page


@pytest.mark.parametrize(
    ("who", "status"),
    [("nobody", 302), ("viewer", 302), ("editor", 403), ("curator", 403), ("administrator", 200)],
)
def test_who_sees_the_feed(client_as, who, status):
    assert client_as(who).get(CHANGES).status_code == status


def test_nobody_writes_in_the_feed(client_as):
    ClaimFactory()
    publish_all_changes()
    client = client_as("administrator")

    assert client.get(f"{CHANGES}add/").status_code == 403
    assert client.post(f"{CHANGES}1/change/", {"act": "erased"}).status_code == 403
    assert client.post(f"{CHANGES}1/delete/", {"post": "yes"}).status_code == 403


def test_the_worker_numbers_what_was_written():
    ClaimFactory()

    assert keep_feed() > 0
    assert Change.objects.count() == 2
    assert keep_feed() == 0


def test_the_worker_stops_when_its_time_is_up():
    QuestionFactory.create_batch(501)

    assert keep_feed(within_s=0.0) == 500


def test_restarting_says_what_follows(capsys):
    publish_all_changes()
    before = FeedState.objects.get().epoch

    call_command("restart_feed")

    assert FeedState.objects.get().epoch != before
    assert "full copy" in capsys.readouterr().out


def test_forgetting_takes_a_day(capsys):
    QuestionFactory()
    publish_all_changes()

    call_command("forget_changes", before="2001-01-01")
    assert capsys.readouterr().out == "0 entries deleted.\n"
    call_command("forget_changes", before="2101-01-01")
    assert capsys.readouterr().out == "1 entries deleted.\n"
    with pytest.raises(CommandError, match="expected a day"):
        call_command("forget_changes", before="yesterday")
