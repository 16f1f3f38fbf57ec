"""Which posts a speaker holds on a day."""

from __future__ import annotations

import datetime as dt

from django.db.models import Prefetch, prefetch_related_objects

from speakers.models import Membership, Speaker
from speakers.partial_dates import covers


def roles_on(speaker: Speaker, day: dt.date) -> list[Membership]:
    """Return the mandates that `speaker` holds on `day`, the newest first; an unknown bound counts as open.

    Those of all records of the speaker. A few queries the first time, none for speakers loaded `with_roles()`.
    """
    root, mandates = speaker.root, Membership.objects.select_related("post__organisation")
    prefetch_related_objects(
        [root],
        Prefetch("memberships", queryset=mandates),
        Prefetch("merged__memberships", queryset=mandates.all()),
    )
    return [mandate for mandate in root.all_memberships if covers(mandate.start, mandate.end, day)]
