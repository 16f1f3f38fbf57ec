"""Taking acts on the registry back, at any age; taking one back is an act too, and can be taken back."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from speakers.errors import RegistryError
from speakers.models import RegistryEvent
from speakers.services import mentions
from speakers.services.pairs import change_pair, load_pair, standing_on, state_of

Act = RegistryEvent.Act


def undo_registry_event(*, event_id: int, actor: User, why: str = "") -> RegistryEvent:
    """Bring back what stood between the two before an act; undoing the undo does the act again.

    Raises `RegistryError` if something else was judged of them since, or if what stood before cannot stand now.
    """
    with transaction.atomic():
        event = tip_of(RegistryEvent.objects.get(pk=event_id))
        if event.other_id is None:
            return _undo_on_name(event, actor, why)
        pair = load_pair(event.speaker_id, event.other_id)
        event = tip_of(event)
        if state_of(standing_on(pair)) != event.after:
            raise RegistryError(_why_contested(event))
        return change_pair(pair, event.before, act=Act.UNDO, actor=actor, why=why, undoes=event)


def tip_of(event: RegistryEvent) -> RegistryEvent:
    """Return what has to be taken back to take `event` back: itself, or the undo of its undo.

    Raises `RegistryError` if it does not stand.
    """
    stands = True
    tip = event
    while (undo := RegistryEvent.objects.filter(undoes=tip).first()) is not None:
        tip, stands = undo, not stands
    if not stands:
        raise RegistryError(_("This act has been undone already."))
    return tip


def _undo_on_name(event: RegistryEvent, actor: User, why: str) -> RegistryEvent:
    speaker, named = mentions.hold_record(event.speaker_id), mentions.Named(**event.mention)
    event = tip_of(event)
    if mentions.state_of(mentions.standing_on(named, speaker)) != event.after:
        raise RegistryError(_why_contested(event))
    return mentions.change_mention(
        named, speaker, event.before, act=Act.UNDO, actor=actor, why=why, undoes=event
    )


def _why_contested(event: RegistryEvent) -> str:
    later = RegistryEvent.objects.filter(
        pk__gt=event.pk, speaker=event.speaker_id, other=event.other_id, mention=event.mention
    )
    last = later.select_related("actor").order_by("-pk").first()
    if last is None:
        return _("Something else stands between these two by now: judge them anew.")
    return _("%(who)s judged these two since (%(act)s): undo that first.") % {
        "who": last.actor or _("Somebody"),
        "act": last.get_act_display(),
    }
