"""Alerts of saved searches: a message is queued exactly once, then tried until it arrives.

The mark up to which review events have been looked at moves in the transaction that stores the message. A
worker that dies in between changes nothing; one that dies while sending leaves the message to be sent
again, under the same identifier.
"""

from __future__ import annotations

import datetime as dt
import logging

import httpcore
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.errors import FetchError
from claims.models import ReviewEvent, Statement
from claims.search.asked import Asked
from claims.search.matching import match_ids
from tracker.errors import DeliveryError
from tracker.forms import SearchForm
from tracker.messages import post_message, send_mail
from tracker.models import AlertMessage, SavedSearch, SearchAlert

logger = logging.getLogger(__name__)

# Events get their numbers before they are committed: what is younger may still have a lower one to come.
SETTLED = dt.timedelta(seconds=30)
N_EVENTS = 2000
LEASE = dt.timedelta(minutes=10)
WAITS_MIN = (1, 5, 30, 120, 360, 720, 1440)
KEPT = dt.timedelta(days=90)


def newest_event_id() -> int:
    """Return the mark of an alert that begins now."""
    return ReviewEvent.objects.aggregate(newest=Max("pk"))["newest"] or 0


def queue_messages() -> int:
    """Queue a message for each alert that newly accepted statements match; return how many."""
    alerts = SearchAlert.objects.filter(is_active=True, search__owner__is_active=True)
    return sum(_queue(alert) for alert in alerts.select_related("search"))


def send_due_messages() -> int:
    """Try every message whose time has come; return how many arrived."""
    due = AlertMessage.objects.filter(
        state=AlertMessage.State.QUEUED, next_try_at__lte=timezone.now()
    )
    return sum(_try(message) for message in due.select_related("alert__search__owner"))


def forget_old_messages() -> None:
    """Delete what was sent, or given up, long ago."""
    done = AlertMessage.objects.exclude(state=AlertMessage.State.QUEUED)
    done.filter(created_at__lt=timezone.now() - KEPT).delete()


def _queue(alert: SearchAlert) -> bool:
    """Look at the events since the mark, and move it; return whether there is something to tell."""
    asked = _asked(alert.search)
    if asked is None:
        problem = _("The search no longer makes sense: run it, correct it, and save it anew.")
        SearchAlert.objects.filter(pk=alert.pk).update(problem=problem)
        return False
    accepted, mark = _accepted_since(alert.last_event_id)
    if mark == alert.last_event_id:
        return False
    matching = match_ids(asked, accepted)
    statement_ids = [pk for pk in accepted if pk in matching]
    with transaction.atomic():
        held = SearchAlert.objects.filter(pk=alert.pk, last_event_id=alert.last_event_id)
        if not held.update(last_event_id=mark, problem=""):
            return False
        if statement_ids:
            AlertMessage.objects.create(alert=alert, statement_ids=statement_ids)
    return bool(statement_ids)


def _asked(search: SavedSearch) -> Asked | None:
    """Return what the search asks of accepted statements; None if it names what is gone."""
    given = QueryDict(mutable=True)
    given.update({**search.asked, "status": Statement.Status.ACCEPTED})
    form = SearchForm(given)
    return form.asked if form.is_valid() else None


def _accepted_since(mark: int) -> tuple[list[int], int]:
    """Return the statements accepted for the first time after event `mark`, and the event looked at last."""
    events = ReviewEvent.objects.filter(pk__gt=mark).order_by("pk")
    young = events.filter(at__gt=timezone.now() - SETTLED).first()
    if young is not None:
        events = events.filter(pk__lt=young.pk)
    seen = list(events.values_list("pk", flat=True)[:N_EVENTS])
    if not seen:
        return [], mark
    before = ReviewEvent.objects.filter(
        statement=OuterRef("statement"), act=ReviewEvent.Act.ACCEPT, pk__lt=OuterRef("pk")
    )
    first = Q(act=ReviewEvent.Act.ACCEPT) & ~Exists(before)
    accepted = events.filter(first, pk__lte=seen[-1]).values_list("statement", flat=True)
    return list(accepted), seen[-1]


def _try(message: AlertMessage) -> bool:
    """Send the message unless another worker has taken it; return whether it arrived."""
    now = timezone.now()
    held = AlertMessage.objects.filter(
        pk=message.pk, state=AlertMessage.State.QUEUED, n_tries=message.n_tries
    )
    if not held.update(n_tries=message.n_tries + 1, next_try_at=now + LEASE):
        return False
    try:
        _send(message)
    except (OSError, FetchError, DeliveryError, httpcore.NetworkError, httpcore.TimeoutException,
            httpcore.ProtocolError) as error:  # fmt: skip
        _note_failure(message, error)
        return False
    AlertMessage.objects.filter(pk=message.pk).update(state=AlertMessage.State.SENT, last_error="")
    return True


def _send(message: AlertMessage) -> None:
    """Send what still stands of the message; nothing if all was withdrawn meanwhile."""
    rows = Statement.objects.published().with_context().filter(pk__in=message.statement_ids)
    statements = list(rows.defer("version__text", "version__raw", "version__sketch").order_by("pk"))
    if not statements:
        return
    if message.alert.channel == SearchAlert.Channel.EMAIL:
        send_mail(message, statements)
    else:
        post_message(message, statements)


def _note_failure(message: AlertMessage, error: Exception) -> None:
    """Set the next try, or give up: after the last wait, or at once if trying again cannot help."""
    n_tries = message.n_tries + 1
    is_final = isinstance(error, FetchError | DeliveryError) and not error.is_retryable
    text = f"{type(error).__name__}: {error}"[:500]
    logger.warning("alert message %s, try %s: %s", message.uid, n_tries, text)
    if isinstance(error, DeliveryError) and error.is_gone:
        SearchAlert.objects.filter(pk=message.alert_id).update(is_active=False, problem=text)
    if is_final or n_tries > len(WAITS_MIN):
        AlertMessage.objects.filter(pk=message.pk).update(
            state=AlertMessage.State.GIVEN_UP, last_error=text
        )
        return
    wait = dt.timedelta(minutes=WAITS_MIN[n_tries - 1])
    AlertMessage.objects.filter(pk=message.pk).update(
        next_try_at=timezone.now() + wait, last_error=text
    )
