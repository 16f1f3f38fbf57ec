"""An act on the registry as one sentence: “merged A into B”."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from speakers.models import Judgement, RegistryEvent

Act = RegistryEvent.Act
Verdict = Judgement.Verdict
N_DEEP = 3


def sentence_of(event: RegistryEvent) -> str:
    """Return what was done, without who and when; an undo names the act that it took back.

    An undo of an undo of an undo is told no deeper than its row was read: `undoes__undoes__undoes`.
    """
    return _told(event, {"one": event.speaker.name, "other": event.other.name}, depth=N_DEEP)


def _told(event: RegistryEvent, names: Mapping[str, str], *, depth: int) -> str:
    if event.act == Act.UNDO:
        if not depth or event.undoes is None:
            return _("an earlier undo")
        return _("undid: %(taken)s") % {"taken": _told(event.undoes, names, depth=depth - 1)}
    if event.act == Act.TAKE_BACK:
        return _("took back: %(taken)s") % {"taken": _said(event, event.before, names)}
    return _said(event, event.after, names)


def _said(event: RegistryEvent, state: Mapping[str, object], names: Mapping[str, str]) -> str:
    """Return what `state` says of the two records."""
    if state["verdict"] == Verdict.SAME:
        merged, kept = ("one", "other") if state["kept"] == event.other_id else ("other", "one")
        return _("merged “%(merged)s” into “%(kept)s”") % {
            "merged": names[merged],
            "kept": names[kept],
        }
    if state["verdict"] == Verdict.NOT_SAME:
        return _("judged “%(one)s” and “%(other)s” not the same") % names
    return _("left open whether “%(one)s” and “%(other)s” are the same") % names
