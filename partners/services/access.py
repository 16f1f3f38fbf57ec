"""Partners and their keys: made, rotated, switched off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from partners.errors import AccessError
from partners.models import ApiKey, Partner, PartnerMember, Scope, hash_key, new_key

# How long a key goes on beside the one that takes its place.
OVERLAP = dt.timedelta(days=7)


def open_partner(*, name: str, scopes: Collection[str] = (), home: str = "") -> Partner:
    """Return the partner of this name, made now if there is none."""
    values = {"slug": free_slug(name), "home": home} | ({"scopes": list(scopes)} if scopes else {})
    return Partner.objects.get_or_create(name=name.strip(), defaults=values)[0]


def add_member(*, partner: Partner, user: User, is_manager: bool = False) -> PartnerMember:
    """Let a person see the partner's page, as a manager if so said."""
    return PartnerMember.objects.update_or_create(
        partner=partner, user=user, defaults={"is_manager": is_manager}
    )[0]


def make_key(
    *,
    partner: Partner,
    scopes: Collection[str],
    label: str = "",
    expires_at: dt.datetime | None = None,
    by: User | None = None,
    secret: str = "",
) -> tuple[ApiKey, str]:
    """Make a key and return it with its secret, which is not kept and cannot be shown again.

    Raises `AccessError` if the partner may not have one of the scopes, or the end lies in the past.
    """
    _check(partner, scopes, expires_at)
    secret = secret or new_key()
    key = ApiKey.objects.create(
        partner=partner,
        label=label.strip(),
        prefix=secret[:8],
        key_sha256=hash_key(secret),
        scopes=_in_order(scopes),
        expires_at=expires_at,
        made_by=by,
    )
    return key, secret


def rotate_key(*, key: ApiKey, by: User | None = None) -> tuple[ApiKey, str]:
    """Make a key that takes the place of `key`, and return it with its secret; the old one ends a week from now.

    The new one may do the same, within the same limits. Raises `AccessError` if the old one is of no use any more, or
    was rotated already.
    """
    secret = new_key()
    with transaction.atomic():
        old = ApiKey.objects.select_for_update().select_related("partner").get(pk=key.pk)
        if not old.is_usable:
            raise AccessError(_("This key is switched off or has expired: make a new one."))
        if ApiKey.objects.filter(rotated_from=old).exists():
            raise AccessError(_("This key has been rotated already: its successor is in the list."))
        end = timezone.now() + OVERLAP
        new = ApiKey.objects.create(
            partner=old.partner,
            label=old.label,
            prefix=secret[:8],
            key_sha256=hash_key(secret),
            scopes=old.scopes,
            requests_per_minute=old.requests_per_minute,
            requests_per_day=old.requests_per_day,
            made_by=by,
            rotated_from=old,
        )
        old.expires_at = end if old.expires_at is None else min(old.expires_at, end)
        old.save(update_fields=["expires_at"])
    return new, secret


def switch_off_key(*, key: ApiKey) -> bool:
    """Switch a key off, at once and for good; return False if it was off already."""
    return ApiKey.objects.filter(pk=key.pk, is_active=True).update(is_active=False) == 1


def free_slug(name: str) -> str:
    """Return a slug for `name` that no partner has."""
    stem = slugify(name)[:70] or "partner"
    taken = set(Partner.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbers = iter(range(2, len(taken) + 3))
    slug = stem
    while slug in taken:
        slug = f"{stem}-{next(numbers)}"
    return slug


def _check(partner: Partner, scopes: Collection[str], expires_at: dt.datetime | None) -> None:
    if not scopes:
        raise AccessError(_("A key that may do nothing is of no use: choose what it may do."))
    if not set(scopes) <= set(partner.scopes):
        raise AccessError(_("The editors have not allowed this partner one of these: ask them."))
    if expires_at is not None and expires_at <= timezone.now():
        raise AccessError(_("This end lies in the past: choose a later day."))


def _in_order(scopes: Collection[str]) -> list[str]:
    return [scope.value for scope in Scope if scope.value in scopes]
