"""Comments on a statement, and whom they name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from claims.colleagues import colleagues
from claims.errors import ReviewError
from claims.models import Act, Notice, ReviewEvent, Statement
from claims.services.events import Deed, append_event
from claims.services.notices import notify

N_LETTERS = 2000
N_NAMED = 20
# "@ada", not "mail@example.org"; what a name may hold is Django's rule for user names.
MENTION = re.compile(r"(?<![\w.@+-])@(\w[\w.@+-]{0,149})")


@dataclass(frozen=True, slots=True)
class Commented:
    """A comment, who was told of it, and which names nobody goes by."""

    event: ReviewEvent
    named: tuple[User, ...]
    unknown: tuple[str, ...]


def add_comment(*, statement_id: int, actor: User, text: str) -> Commented:
    """Comment on the statement; it changes nothing of it. Whoever is named as `@name` is told.

    Raises `ReviewError` for an empty comment or one of more than `N_LETTERS` letters.
    """
    text = text.strip().replace("\r\n", "\n")
    if not text:
        raise ReviewError(_("A comment needs words: write some, then send it."))
    if len(text) > N_LETTERS:
        raise ReviewError(
            _("A comment has at most %(n)d letters; this one has %(m)d: shorten it.")
            % {"n": N_LETTERS, "m": len(text)}
        )
    statement = Statement.objects.select_related("version").get(pk=statement_id)
    deed = Deed(Act.Kind.COMMENT, actor, extra={"after": {"comment": text}})
    with transaction.atomic():
        event = append_event(statement, before=statement.state(), deed=deed)
        named, unknown = find_named(text)
        notify(event=event, recipients=named, kind=Notice.Kind.MENTION)
    return Commented(event, tuple(named), tuple(unknown))


def find_named(text: str) -> tuple[list[User], list[str]]:
    """Return the colleagues that a text names, in its order, and the names none goes by; letters' case does not count.

    A full stop or the like behind a name ends the sentence, unless a user is called so.
    """
    written = list(dict.fromkeys(MENTION.findall(text)))[:N_NAMED]
    wanted = {form.lower() for name in written for form in _forms(name)}
    if not wanted:
        return [], []
    users = colleagues().alias(lower=Lower("username"))
    known = {user.username.lower(): user for user in users.filter(lower__in=wanted)}
    named: dict[int, User] = {}
    unknown: list[str] = []
    for name in written:
        user = next((known[f.lower()] for f in _forms(name) if f.lower() in known), None)
        if user is None:
            unknown.append(name.rstrip(".+-@"))
        else:
            named[user.pk] = user
    return list(named.values()), unknown


def _forms(name: str) -> list[str]:
    """Return the name as written, then without each of the marks at its end."""
    forms = [name]
    while forms[-1] and forms[-1][-1] in ".+-@":
        forms.append(forms[-1][:-1])
    return [form for form in forms if form]
