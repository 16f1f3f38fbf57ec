"""What an editor has marked and not saved yet: the spans of each role, changed step by step without a trace."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from django.utils.translation import gettext as _

from analysis.types import Span
from claims.borders import Step, cut, move, word_after
from claims.errors import ReviewError, SelectorError
from claims.selectors import snap_spans, spans_of

if TYPE_CHECKING:
    from claims.models import Statement

ROLES = ("source", "cue", "content")
_WRITTEN = re.compile(r"(\d{1,9})-(\d{1,9})")
N_MOST = 40


class Lists(Protocol):
    """What `QueryDict` offers of itself here."""

    def getlist(self, key: str) -> Sequence[str]:
        """Return all values of `key`."""


@dataclass(frozen=True, slots=True)
class Marking:
    """The spans of each role, in text order; `content` may be empty while nothing is marked."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()

    @classmethod
    def of(cls, statement: Statement) -> Marking:
        """Return what is stored."""
        return cls(**{role: spans_of(getattr(statement, role)) for role in ROLES})

    @classmethod
    def read(cls, posted: Lists, text: str) -> Marking:
        """Return what a form or an address holds, each span as `start-end`, grown to whole characters of `text`.

        Blank edges stay, so that a border can be moved over a space by characters; saving takes them away. Raises
        `SelectorError` for a span past the text, and for two of one role that overlap.
        """
        return cls(**{role: snap_spans(text, _read(posted.getlist(role))) for role in ROLES})

    @property
    def columns(self) -> dict[str, tuple[Span, ...]]:
        """The spans by role, as the services take them."""
        return {role: self.spans(role) for role in ROLES}

    def spans(self, role: str) -> tuple[Span, ...]:
        """Return the spans of `role`."""
        spans: tuple[Span, ...] = getattr(self, role)
        return spans

    def written(self) -> list[tuple[str, str]]:
        """Return pairs of role and span as addresses and forms carry them."""
        return [(role, f"{s.start}-{s.end}") for role in ROLES for s in self.spans(role)]

    def step(self, text: str, role: str, index: int, step: Step) -> Marking:
        """Return the marking after one step of one border; spans of one role never meet."""
        spans = self._checked(role, index)
        left = spans[index - 1].end if index else 0
        right = spans[index + 1].start if index + 1 < len(spans) else len(text)
        moved = move(text, spans[index], step, room=Span(left, right))
        return self._with(role, [*spans[:index], moved, *spans[index + 1 :]])

    def add(self, text: str, role: str) -> Marking:
        """Return the marking with one more span of `role`: the word after its last, else near the content."""
        taken = self.spans(role) or self.content
        at = taken[-1].end if taken else 0
        found = word_after(text, at) or word_after(text, 0)
        if found is None or any(found.overlaps(span) for span in self.spans(role)):
            raise ReviewError(_("There is no word left to mark after the last one."))
        return self._with(role, [*self.spans(role), found])

    def remove(self, role: str, index: int) -> Marking:
        """Return the marking without one span; the last span of the content stays."""
        spans = self._checked(role, index)
        if role == "content" and len(spans) == 1:
            raise ReviewError(_("A statement needs words: mark others before you remove these."))
        return self._with(role, [*spans[:index], *spans[index + 1 :]])

    def cut(self, text: str, role: str, index: int) -> Marking:
        """Return the marking with one span cut in two, after a sentence where it holds several."""
        spans = self._checked(role, index)
        halves = cut(text, spans[index])
        if halves is None:
            raise ReviewError(_("A single word cannot be cut."))
        return self._with(role, [*spans[:index], *halves, *spans[index + 1 :]])

    def _checked(self, role: str, index: int) -> tuple[Span, ...]:
        spans = self.spans(role) if role in ROLES else ()
        if not 0 <= index < len(spans):
            raise ReviewError(_("That span is not marked any more: look again."))
        return spans

    def _with(self, role: str, spans: Sequence[Span]) -> Marking:
        changed: Mapping[str, tuple[Span, ...]] = {role: tuple(sorted(spans))}
        return replace(self, **changed)


def _read(written: Sequence[str]) -> list[Span]:
    spans = []
    for each in written[:N_MOST]:
        found = _WRITTEN.fullmatch(each)
        if found is None or int(found[1]) >= int(found[2]):
            raise SelectorError(_("A span could not be read: open the page again and mark anew."))
        spans.append(Span(int(found[1]), int(found[2])))
    return spans
