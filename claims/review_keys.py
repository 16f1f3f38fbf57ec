"""The keys of the workbench: the usual ones, and those an editor chose instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from claims.models import KeyChoice

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class KeyedAct:
    """Something that one key does."""

    name: str
    label: str | _StrPromise
    key: str


ACTS = (
    KeyedAct("accept", _("Accept"), "a"),
    KeyedAct("reject", _("Reject"), "r"),
    KeyedAct("nobody", _("Reject: nobody is credited"), "1"),
    KeyedAct("speaker", _("Reject: wrong speaker"), "2"),
    KeyedAct("words", _("Reject: wrong words"), "3"),
    KeyedAct("trivial", _("Reject: nothing to dispute"), "4"),
    KeyedAct("twice", _("Reject: stands here already"), "5"),
    KeyedAct("unsure", _("Unsure: set it aside for others"), "m"),
    KeyedAct("skip", _("Skip: it comes back at the end"), "s"),
    KeyedAct("next", _("Next, without deciding"), "n"),
    KeyedAct("previous", _("Previous"), "p"),
    KeyedAct("edit", _("Edit the words, the speaker or the kind"), "e"),
    KeyedAct("link", _("Link to a claim"), "l"),
    KeyedAct("contrast", _("Contrast this: open a question with its rivals"), "c"),
    KeyedAct("comment", _("Comment, and read what others said"), "w"),
    KeyedAct("return", _("Send a decided statement back, with a reason"), "z"),
    KeyedAct("breaking", _("Mark the story as breaking, or no longer"), "b"),
    KeyedAct("take", _("Take the story, or give it back"), "t"),
    KeyedAct("other", _("In curation: keep the other record"), "o"),
    KeyedAct("follows", _("In curation: one follows the other"), "h"),
    KeyedAct("undo", _("Undo your last act"), "u"),
    KeyedAct("first", _("Where two readings differ: the first stands"), "f"),
    KeyedAct("second", _("Where two readings differ: the second stands"), "g"),
    KeyedAct("neither", _("Where two readings differ: neither, decide anew"), "x"),
    KeyedAct("help", _("Show the keys"), "?"),
)
USUAL = {act.name: act.key for act in ACTS}


def keys_of(user: User) -> dict[str, str]:
    """Return the key of each act for `user`."""
    chosen = KeyChoice.objects.filter(user=user).values_list("keys", flat=True).first() or {}
    return {name: chosen.get(name, key) for name, key in USUAL.items()}


def clashes(keys: Mapping[str, str]) -> list[tuple[str, list[KeyedAct]]]:
    """Return each key that stands for more than one act, with these acts."""
    by_key: dict[str, list[KeyedAct]] = {}
    for act in ACTS:
        by_key.setdefault(keys[act.name], []).append(act)
    return [(key, acts) for key, acts in by_key.items() if len(acts) > 1]
