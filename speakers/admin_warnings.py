"""Warnings about mandates, said in the admin right after somebody saved them."""

from __future__ import annotations

from itertools import islice
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from speakers.models import Membership, Post, Speaker
from speakers.warnings import find_warnings

N_SAID = 5


class WarnsOfMandates:
    """An admin whose rows are posts or mandates: it says what is to be looked at right after they are saved."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the mandates, then say it."""
        super().save_related(request, form, formsets, change)  # type: ignore[misc]
        warn_about(request, form.instance)


def warn_about(request: HttpRequest, row: Speaker | Post | Membership) -> None:
    """Say what is to be looked at about the mandates of a person, a post or a body, or about one mandate."""
    if isinstance(row, Membership):
        about = Q(pk=row.pk)
    elif isinstance(row, Post):
        about = Q(post=row)
    else:
        about = Q(person=row) | Q(post__organisation=row)
    concerned = set(Membership.objects.filter(about).values_list("pk", flat=True))
    found = find_warnings(Membership.objects.filter(about))
    mine = (one for one in found if concerned & {mandate.pk for mandate in one.mandates})
    for warned in islice(mine, N_SAID):
        address, link = reverse("speakers:warning-list"), _("all warnings")
        messages.warning(request, format_html('{} <a href="{}">{}</a>', warned.said, address, link))
