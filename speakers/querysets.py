"""Ways to ask for speakers, as words that chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, IntegerField, OuterRef, Prefetch, Q, Subquery

from speakers.names import name_key

if TYPE_CHECKING:
    from speakers.models import Speaker  # noqa: F401 - named in a string below


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    """Speakers."""

    def named(self, name: str) -> SpeakerQuerySet:
        """Speakers one of whose names is `name`, case, accents and titles aside."""
        return self.filter(names__key=name_key(name)).distinct()

    def matching(self, words: str) -> SpeakerQuerySet:
        """Speakers one of whose names holds `words`; all of them when `words` is blank."""
        key = name_key(words)
        return self.filter(Q(names__key__contains=key)).distinct() if key else self

    def checked(self) -> SpeakerQuerySet:
        """Speakers that a curator has seen."""
        return self.filter(is_provisional=False)

    def provisional(self) -> SpeakerQuerySet:
        """Speakers that an engine made and no curator has seen."""
        return self.filter(is_provisional=True)

    def of_kind(self, kind: str) -> SpeakerQuerySet:
        """Speakers of `kind`; all of them when it is blank."""
        return self.filter(kind=kind) if kind else self

    def with_counts(self) -> SpeakerQuerySet:
        """With `n_statements`, the statements credited to each that editors have accepted.

        A subquery for each row shown, so that a page of fifty costs fifty index look-ups, not a count of all.
        """
        counted = self.model.objects.filter(pk=OuterRef("pk")).annotate(
            n=Count("statements", filter=Q(statements__status="accepted"))
        )
        n_accepted = Subquery(counted.order_by().values("n"), output_field=IntegerField())
        return self.annotate(n_statements=n_accepted)

    def with_roles(self) -> SpeakerQuerySet:
        """With posts and memberships at hand."""
        from speakers.models import Membership

        mandates = Membership.objects.select_related("post__organisation")
        return self.prefetch_related(Prefetch("memberships", queryset=mandates))
