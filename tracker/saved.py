"""The writers of saved searches and their alerts."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import User

from tracker.alerts import newest_event_id
from tracker.messages import make_secret
from tracker.models import SavedSearch, SearchAlert


def save_search(*, owner: User, name: str, asked: Mapping[str, str]) -> SavedSearch:
    """Keep `asked` under `name`; what the owner kept under that name before is written over."""
    search, _is_new = SavedSearch.objects.update_or_create(
        owner=owner, name=name, defaults={"asked": dict(asked)}
    )
    return search


def remove_search(*, search: SavedSearch) -> None:
    """Forget the search, its alerts and their messages."""
    SavedSearch.objects.filter(pk=search.pk).delete()


def add_alert(*, search: SavedSearch, channel: str, target: str) -> SearchAlert:
    """Return the alert of `search` to `target`; a new one begins with what is accepted after now."""
    secret = make_secret() if channel == SearchAlert.Channel.WEBHOOK else ""
    alert, _is_new = SearchAlert.objects.get_or_create(
        search=search,
        channel=channel,
        target=target,
        defaults={"secret": secret, "last_event_id": newest_event_id()},
    )
    return alert


def remove_alert(*, alert: SearchAlert) -> None:
    """Tell that address no more; what is queued for it is not sent."""
    SearchAlert.objects.filter(pk=alert.pk).delete()
