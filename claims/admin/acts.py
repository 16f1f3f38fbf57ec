"""The acts of a statement's admin page: one name each, one service each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.forms import Form
from django.http import QueryDict
from django.utils.translation import gettext as _

from claims.admin.forms import AssignSpeakerForm, LinkToClaimForm
from claims.errors import ReviewError
from claims.models import Claim, ReviewEvent, Statement
from claims.services.linking import link_statement, unlink_statement
from claims.services.review import (
    accept_statement,
    correct_speaker,
    reject_statement,
    withdraw_statement,
)
from claims.services.undoing import undo_event


@dataclass(frozen=True, slots=True)
class Asked:
    """An act as the page sent it."""

    statement: Statement
    row_version: int
    actor: User
    posted: QueryDict

    @property
    def at(self) -> dict[str, Any]:
        """What every service about one statement takes."""
        return {
            "statement_id": self.statement.pk,
            "row_version": self.row_version,
            "actor": self.actor,
        }

    @property
    def why(self) -> str:
        """The reason typed, cut to what the log holds."""
        return self.posted.get("why", "").strip()[:500]


def perform(asked: Asked) -> Statement:
    """Do the act named by the pressed button; raises `ReviewError`, `ConflictError` on a stale page."""
    act = _ACTS.get(asked.posted.get("act", ""))
    if act is None:
        raise ReviewError(_("Nothing was done: the page sent no act. Press one of its buttons."))
    return act(asked)


def _accept(asked: Asked) -> Statement:
    return accept_statement(**asked.at, why=asked.why)


def _reject(asked: Asked) -> Statement:
    return reject_statement(**asked.at, why=asked.why)


def _withdraw(asked: Asked) -> Statement:
    return withdraw_statement(**asked.at, why=asked.why)


def _credit(asked: Asked) -> Statement:
    entered = _checked(AssignSpeakerForm(asked.posted))
    return correct_speaker(**asked.at, speaker=entered["speaker"], why=entered["why"])


def _credit_as_read(asked: Asked) -> Statement:
    return correct_speaker(**asked.at, speaker=None, why=asked.why)


def _link(asked: Asked) -> Statement:
    entered = _checked(LinkToClaimForm(asked.posted))
    return link_statement(
        **asked.at, claim=entered["claim"], stance=entered["stance"], why=entered["why"]
    )


def _unlink(asked: Asked) -> Statement:
    pk = asked.posted.get("claim", "")
    claim = Claim.objects.filter(pk=pk).first() if pk.isdecimal() else None
    if claim is None:
        raise ReviewError(_("This claim is gone."))
    return unlink_statement(**asked.at, claim=claim, why=asked.why)


def _undo(asked: Asked) -> Statement:
    pk = asked.posted.get("event", "")
    if (
        not pk.isdecimal()
        or not ReviewEvent.objects.filter(pk=pk, statement=asked.statement).exists()
    ):
        raise ReviewError(_("This statement has no such event."))
    return undo_event(event_id=int(pk), actor=asked.actor)


def _checked(form: Form) -> dict[str, Any]:
    """Return what was entered, or raise what is wrong with it."""
    if not form.is_valid():
        lines = [
            f"{form.fields[name].label}: {' '.join(map(str, errors))}"
            for name, errors in form.errors.items()
        ]
        raise ReviewError(" ".join(lines))
    return form.cleaned_data


_ACTS: Mapping[str, Callable[[Asked], Statement]] = {
    "accept": _accept,
    "reject": _reject,
    "withdraw": _withdraw,
    "credit": _credit,
    "credit_as_read": _credit_as_read,
    "link": _link,
    "unlink": _unlink,
    "undo": _undo,
}
