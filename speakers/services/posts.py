"""The only writer of posts and memberships."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from speakers.errors import RegistryError
from speakers.kinds import PEOPLE
from speakers.models import Membership, Post, Speaker
from speakers.partial_dates import is_before, validate_partial_date


def create_post(*, label: str, organisation: Speaker, is_single_seat: bool = True) -> Post:
    """Return the post `label` of `organisation`, made now unless it is there."""
    label = " ".join(label.split())
    if not label:
        raise RegistryError(_("A post needs a label, such as “Minister of the Interior”."))
    post, _is_new = Post.objects.get_or_create(
        organisation=organisation, label=label, defaults={"is_single_seat": is_single_seat}
    )
    return post


def add_membership(
    *,
    person: Speaker,
    post: Post,
    start: str = "",
    end: str = "",
    on_behalf_of: Speaker | None = None,
    source: str = "",
) -> Membership:
    """Return the mandate of `person` in `post` from `start`; made now unless it is there.

    `start` and `end` are partial dates, blank when not known. A mandate that was open is closed by a call with
    its end. Raises `RegistryError` for a date the calendar does not know, an end before the start, or a
    speaker who is not a person.
    """
    check_mandate(person=person, start=start, end=end)
    with transaction.atomic():
        membership, is_new = Membership.objects.get_or_create(
            person=person,
            post=post,
            start=start,
            defaults={"end": end, "on_behalf_of": on_behalf_of, "source": source},
        )
        if not is_new and end and not membership.end:
            membership.end = end
            membership.save(update_fields=["end"])
    return membership


def check_mandate(*, person: Speaker, start: str, end: str) -> None:
    """Raise `RegistryError` unless `person` can hold a post from `start` until `end`."""
    if person.kind not in PEOPLE:
        raise RegistryError(
            _("%(speaker)s is not a person and cannot hold a post.") % {"speaker": person}
        )
    for value in (start, end):
        if value:
            _check_date(value)
    if start and end and is_before(end, start):
        raise RegistryError(
            _("The mandate ends (%(end)s) before it starts (%(start)s).")
            % {"start": start, "end": end}
        )


def _check_date(value: str) -> None:
    try:
        validate_partial_date(value)
    except ValidationError as error:
        raise RegistryError(" ".join(error.messages)) from error
