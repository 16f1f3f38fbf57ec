"""Ways to ask for speakers, as words that chain."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    When,
)

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
        return self.filter(self._goes_by(key__contains=key)) if key else self

    def suggested(self, words: str) -> SpeakerQuerySet:
        """Speakers to choose from for `words`: that very name first, then names that begin so, then the rest."""
        key = name_key(words)
        if not key:
            return self.none()
        rank = Case(
            When(self._goes_by(key=key), then=0),
            When(self._goes_by(key__startswith=key), then=1),
            default=2,
        )
        return self.matching(words).annotate(rank=rank).order_by("rank", "name", "pk")

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

    def shared_keys(self, names: Iterable[str]) -> set[str]:
        """Return the keys of those `names` that several speakers go by."""
        keys = {name_key(name) for name in names}
        counted = self.model.objects.filter(names__key__in=keys).values("names__key")
        shared = counted.annotate(n=Count("pk", distinct=True)).filter(n__gt=1).order_by()
        return set(shared.values_list("names__key", flat=True))

    def with_names(self) -> SpeakerQuerySet:
        """With all names at hand."""
        return self.prefetch_related("names")

    def with_roles(self) -> SpeakerQuerySet:
        """With posts and memberships at hand."""
        mandates = apps.get_model("speakers", "Membership").objects.select_related(
            "post__organisation"
        )
        return self.prefetch_related(Prefetch("memberships", queryset=mandates))

    def _goes_by(self, **lookup: str) -> Exists:
        """Whether a name of the speaker fits `lookup`; no join, so no speaker comes twice."""
        names = self.model.objects.filter(pk=OuterRef("pk"))
        return Exists(names.filter(**{f"names__{field}": value for field, value in lookup.items()}))
