"""The demo's log-ins: made once, and only where their public password harms nobody."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from partners.models import ApiKey, PartnerMember, WebhookEndpoint, hash_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.DEMO = True
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost"]


def test_each_log_in_is_in_its_group(demo):
    call_command("demo_accounts")

    groups = dict(get_user_model().objects.values_list("username", "groups__name"))
    newsroom = {"editor": "editor", "curator": "curator", "admin": "administrator"}
    assert groups == {**newsroom, "partner": None}
    assert PartnerMember.objects.get().user.username == "partner"


def test_a_second_run_changes_nothing(demo):
    call_command("demo_accounts")
    get_user_model().objects.filter(username="editor").update(first_name="Ada")

    call_command("demo_accounts")

    assert get_user_model().objects.get(username="editor").first_name == "Ada"
    assert ApiKey.objects.filter(key_sha256=hash_key("demo-partner-key")).count() == 1
    assert not WebhookEndpoint.objects.get().is_active


def test_a_user_whom_the_seeds_made_can_log_in_afterwards(demo):
    seeded = get_user_model().objects.create_user("editor")

    call_command("demo_accounts")

    seeded.refresh_from_db()
    assert seeded.check_password("crossclaim-demo")
    assert seeded.is_staff


def test_a_changed_password_stays(demo):
    get_user_model().objects.create_user("editor", password="their own")

    call_command("demo_accounts")

    assert get_user_model().objects.get(username="editor").check_password("their own")


def test_it_is_refused_outside_the_demo(demo, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="CROSSCLAIM_DEMO"):
        call_command("demo_accounts")


def test_it_is_refused_on_an_address_others_can_reach(demo, settings):
    settings.ALLOWED_HOSTS = ["claims.example"]

    with pytest.raises(CommandError, match="loopback"):
        call_command("demo_accounts")

    assert not get_user_model().objects.exists()
