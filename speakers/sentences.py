"""An act on the registry as one sentence: “merged A into B”."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from speakers.models import Judgement, RegistryEvent, Succession
from speakers.partial_dates import say_date

Act = RegistryEvent.Act
Verdict = Judgement.Verdict
N_DEEP = 3


def sentence_of(event: RegistryEvent) -> str:
    """Return what was done, without who and when; an undo names the act that it took back.

    An undo of an undo of an undo is told no deeper than its row was read: `undoes__undoes__undoes`.
    """
    other = event.other.name if event.other is not None else event.mention["name"]
    return _told(event, {"one": event.speaker.name, "other": other}, depth=N_DEEP)


def _told(event: RegistryEvent, names: Mapping[str, str], *, depth: int) -> str:
    if event.act == Act.UNDO:
        if not depth or event.undoes is None:
            return _("an earlier undo")
        return _("undid: %(taken)s") % {"taken": _told(event.undoes, names, depth=depth - 1)}
    if event.act == Act.TAKE_BACK:
        return _("took back: %(taken)s") % {"taken": _said(event, event.before, names)}
    return _said(event, event.after, names)


def _said(event: RegistryEvent, state: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return what `state` says of the two records."""
    if state["verdict"] == Verdict.SAME:
        merged, kept = ("one", "other") if state["kept"] == event.other_id else ("other", "one")
        return _("merged “%(merged)s” into “%(kept)s”") % {
            "merged": names[merged],
            "kept": names[kept],
        }
    if state["verdict"] == Verdict.SUCCESSOR:
        is_first = state["predecessor"] == event.speaker_id
        before, after = ("one", "other") if is_first else ("other", "one")
        said = _("set “%(after)s” as following “%(before)s” (%(how)s, %(when)s)")
        return said % {
            "before": names[before],
            "after": names[after],
            "how": dict(Succession.Kind.choices).get(state["how"], _("how not known")),
            "when": say_date(state["on"]) or _("date not known"),
        }
    if event.other is None:
        if state["verdict"] == Verdict.NOT_SAME:
            return _("judged that the name “%(other)s” does not mean “%(one)s”") % names
        return _("left open whether the name “%(other)s” means “%(one)s”") % names
    if state["verdict"] == Verdict.NOT_SAME:
        return _("judged “%(one)s” and “%(other)s” not the same") % names
    return _("left open whether “%(one)s” and “%(other)s” are the same") % names
