"""`manage.py demo_accounts`: the log-ins and the partner key that the demo prints."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from partners.models import ApiKey, Partner, Scope, hash_key
from partners.services.access import add_member, make_key, open_partner
from partners.services.webhooks import add_endpoint, switch_endpoint

PASSWORD = "crossclaim-demo"  # noqa: S105 - printed by `make run`, and refused outside the demo
PARTNER_KEY = "demo-partner-key"
PARTNER = "Demo partner"
GROUPS = {"editor": "editor", "curator": "curator", "admin": "administrator"}
LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}


class Command(BaseCommand):
    """Makes what is missing and leaves the rest alone."""

    help = "Make the demo's log-ins and partner key. Refused unless this is the demo, on a loopback address."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not settings.DEMO or not set(settings.ALLOWED_HOSTS) <= LOOPBACK:
            raise CommandError(
                _(
                    "These passwords are public: set CROSSCLAIM_DEMO=1 and only loopback ALLOWED_HOSTS to allow them."
                )
            )
        with transaction.atomic():
            for username, group in GROUPS.items():
                _make_user(username, group=group)
            _make_partner()


def _make_partner() -> None:
    """Make the demo's partner, its key, and the person who looks after it."""
    partner = open_partner(name=PARTNER, scopes=Scope.values)
    if not ApiKey.objects.filter(key_sha256=hash_key(PARTNER_KEY)).exists():
        make_key(partner=partner, scopes=Scope.values, label=_("demo"), secret=PARTNER_KEY)
    user, is_new = get_user_model().objects.get_or_create(username="partner")
    if is_new:
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
        add_member(partner=partner, user=user, is_manager=True)
        _add_webhook(partner)


def _add_webhook(partner: Partner) -> None:
    """Add a webhook for people to look at; nobody is at home at its address, so it stays switched off."""
    url = "https://factcheck.example/crossclaim"
    endpoint, _secret = add_endpoint(partner=partner, url=url, description="mirror")
    why = gettext_noop("The demo’s partner is made up: there is nobody to be told.")
    switch_endpoint(endpoint=endpoint, is_active=False, why=why)


def _make_user(username: str, *, group: str) -> None:
    """Make the user, or open a log-in that has no password yet; one that was changed stays as it is."""
    user, _is_new = get_user_model().objects.get_or_create(username=username)
    if user.has_usable_password() and user.password:
        return
    user.set_password(PASSWORD)
    user.is_staff = True
    user.is_superuser = group == "administrator"
    user.save(update_fields=["password", "is_staff", "is_superuser"])
    user.groups.add(Group.objects.get(name=group))
