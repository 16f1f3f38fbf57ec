"""Ways to ask for speakers, as words that chain."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connections, models
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OrderBy,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from speakers.names import name_key

if TYPE_CHECKING:
    from speakers.models import (  # noqa: F401 - named in strings below
        ImportLine,
        Judgement,
        LikelyPair,
        MentionJudgement,
        RegistryEvent,
        RegistryImport,
        Speaker,
        SpeakerName,
        Succession,
    )

N_SUGGESTED = 60
N_START = 40
LAST = "\U0010ffff"  # no key goes on with it
URGENCY = ("refused", "changed", "added")  # the outcomes that a curator has to look at
ROOT = Coalesce("speaker__canonical_id", "speaker_id")


class ByteOrder(OrderBy):
    """By code point whatever the language of the database: the order of PostgreSQL's index for beginnings of words."""

    # Django looks for ASC or DESC to tell where the expression ends.
    template = "%(expression)s USING ~<~ /* ASC */"


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    """Speakers. What is found by a name is always the record that stands, also by a name of one merged into it."""

    def standing(self) -> SpeakerQuerySet:
        """Records that were not merged into another."""
        return self.filter(canonical=None)

    def one_with(self, speaker: Speaker) -> SpeakerQuerySet:
        """The records that are one speaker with `speaker`, itself included."""
        root = speaker.canonical_id or speaker.pk
        return self.filter(Q(pk=root) | Q(canonical=root))

    def named(self, name: str) -> SpeakerQuerySet:
        """Speakers one of whose names is `name`, case, accents and titles aside."""
        return self.filter(pk__in=self._roots(key=name_key(name)))

    def matching(self, words: str) -> SpeakerQuerySet:
        """Speakers one of whose names holds `words`, the last maybe only in part; all of them when `words` is blank."""
        key = name_key(words)
        return self.filter(pk__in=self._holding(key).values("root")) if key else self.standing()

    def suggested(self, words: str) -> SpeakerQuerySet:
        """Speakers to choose from for `words`: that very name first, then names that begin so, then the rest.

        Three look-ups by an index find them, whatever the size of the registry: of names that begin so, and of
        those that hold the words, the first in the alphabet.
        """
        key = name_key(words)
        if not key:
            return self.none()
        names = apps.get_model("speakers", "SpeakerName").objects.order_by(self._by_key(), "pk")
        begins = names.filter(**self._beginning(key))
        exact = list(names.filter(key=key).values_list(ROOT, flat=True)[:N_SUGGESTED])
        begin = list(begins.values_list(ROOT, flat=True)[:N_SUGGESTED])
        holding = self._holding(key).order_by(self._by_key(), "pk")
        hold = [row["root"] for row in holding[:N_SUGGESTED]]
        rank = Case(When(pk__in=exact, then=0), When(pk__in=begin, then=1), default=2)
        found = self.filter(pk__in={*exact, *begin, *hold})
        return found.annotate(rank=rank).order_by("rank", "name", "pk")

    def uncompared(self) -> SpeakerQuerySet:
        """Records that were not compared with others since they changed, the oldest first."""
        return self.filter(compared_at=None).order_by("pk")

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
        """With `n_statements`, the statements credited to each, or to one merged into it, that editors have accepted.

        A subquery for each row shown, so that a page of fifty costs fifty index look-ups, not a count of all.
        """
        return self.annotate(n_statements=self._n_statements("accepted"))

    def with_credited(self) -> SpeakerQuerySet:
        """With `n_credited`, the statements credited to each, or to one merged into it, that are accepted or wait."""
        return self.annotate(n_credited=self._n_statements("accepted", "proposed"))

    def _n_statements(self, *statuses: str) -> Subquery:
        same = self.model.objects.filter(Q(pk=OuterRef("pk")) | Q(canonical=OuterRef("pk")))
        counted = (
            same.order_by()
            .values(one=Value(1))
            .annotate(n=Count("statements", filter=Q(statements__status__in=statuses)))
        )
        return Subquery(counted.values("n"), output_field=IntegerField())

    def shared_keys(self, names: Iterable[str]) -> set[str]:
        """Return the keys of those `names` that several speakers go by."""
        keys = {name_key(name) for name in names}
        rows = apps.get_model("speakers", "SpeakerName").objects.filter(key__in=keys)
        counted = rows.values("key").annotate(n=Count(ROOT, distinct=True))
        return set(counted.filter(n__gt=1).order_by().values_list("key", flat=True))

    def with_names(self) -> SpeakerQuerySet:
        """With all names at hand, those of merged records too."""
        return self.prefetch_related("names", "merged__names")

    def with_roles(self) -> SpeakerQuerySet:
        """With posts and memberships at hand, those of merged records too."""
        mandates = apps.get_model("speakers", "Membership").objects.select_related(
            "post__organisation"
        )
        return self.prefetch_related(
            Prefetch("memberships", queryset=mandates),
            Prefetch("merged__memberships", queryset=mandates.all()),
        )

    def _holding(self, key: str) -> models.QuerySet[Any, Any]:
        """The starts of names that begin with `key`, each with the record that stands for its name as `root`."""
        starts = apps.get_model("speakers", "NameStart").objects
        found = starts.filter(**self._beginning(key[:N_START])).order_by()
        if len(key) > N_START:  # starts are cut: the name itself has the rest
            found = found.filter(name__key__contains=key)
        root = Coalesce("name__speaker__canonical_id", "name__speaker_id")
        return found.values(root=root)

    def _beginning(self, key: str) -> dict[str, str]:
        """Return what a column `key` is asked, so that an index answers: each database its own words."""
        if (
            connections[self.db].vendor == "sqlite"
        ):  # LIKE is deaf to case there, and reads every row
            return {"key__gte": key, "key__lt": key + LAST}
        return {"key__startswith": key}

    def _by_key(self) -> OrderBy:
        """Return an order that the index of beginnings keeps, so that the first are read and not all that begin so."""
        is_sqlite = connections[self.db].vendor == "sqlite"
        return OrderBy(F("key")) if is_sqlite else ByteOrder(F("key"))

    def _roots(self, **lookup: object) -> models.QuerySet[SpeakerName, Any]:
        """The keys of the records that stand for the names that fit."""
        names = apps.get_model("speakers", "SpeakerName").objects.filter(**lookup)
        return names.order_by().values(root=ROOT)


class JudgementQuerySet(models.QuerySet["Judgement"]):
    """Judgements on pairs of records."""

    def standing(self) -> JudgementQuerySet:
        """Judgements nobody has taken back."""
        return self.filter(taken_back_at=None)

    def merges(self) -> JudgementQuerySet:
        """Judgements that two records are the same."""
        return self.filter(verdict="same")

    def on(self, one: int, other: int) -> JudgementQuerySet:
        """Judgements on the pair of records with these keys, in either order."""
        return self.filter(a=min(one, other), b=max(one, other))

    def between(self, some: Collection[int], others: Collection[int]) -> JudgementQuerySet:
        """Judgements on a record of `some` and one of `others`."""
        return self.filter(Q(a__in=some, b__in=others) | Q(a__in=others, b__in=some))

    def about(self, keys: Collection[int]) -> JudgementQuerySet:
        """Judgements on pairs with at least one of these records."""
        return self.filter(Q(a__in=keys) | Q(b__in=keys))


class MentionJudgementQuerySet(models.QuerySet["MentionJudgement"]):
    """Judgements on names in articles."""

    def standing(self) -> MentionJudgementQuerySet:
        """Judgements nobody has taken back."""
        return self.filter(taken_back_at=None)


class LikelyPairQuerySet(models.QuerySet["LikelyPair"]):
    """Likely duplicates."""

    def waiting(self) -> LikelyPairQuerySet:
        """Pairs of records that stand and that nobody has judged."""
        judged = apps.get_model("speakers", "Judgement").objects.standing()
        judged = judged.filter(a=OuterRef("a"), b=OuterRef("b"))
        return self.filter(~Exists(judged), a__canonical=None, b__canonical=None)

    def about(self, keys: Collection[int]) -> LikelyPairQuerySet:
        """Pairs with at least one of these records."""
        return self.filter(Q(a__in=keys) | Q(b__in=keys))


class SuccessionQuerySet(models.QuerySet["Succession"]):
    """Successions of bodies."""

    def into(self, roots: Collection[int]) -> SuccessionQuerySet:
        """Those whose successor is one of these, under whichever of its records."""
        return self.filter(Q(successor__in=roots) | Q(successor__canonical__in=roots))

    def out_of(self, roots: Collection[int]) -> SuccessionQuerySet:
        """Those whose predecessor is one of these, under whichever of its records."""
        return self.filter(Q(predecessor__in=roots) | Q(predecessor__canonical__in=roots))

    def between(self, one: int, other: int) -> SuccessionQuerySet:
        """Those of the two records, whichever comes first."""
        return self.filter(
            Q(predecessor=one, successor=other) | Q(predecessor=other, successor=one)
        )


class RegistryEventQuerySet(models.QuerySet["RegistryEvent"]):
    """Acts on the registry."""

    def about(self, keys: Collection[int]) -> RegistryEventQuerySet:
        """Acts on at least one of these records, newest first."""
        return self.filter(Q(speaker__in=keys) | Q(other__in=keys)).order_by("-pk")

    def told(self) -> RegistryEventQuerySet:
        """With all that a line of the history shows."""
        return self.select_related(
            "actor",
            "speaker__canonical",
            "other__canonical",
            "undone_by__actor",
            "undoes__undoes__undoes",
        )


class RegistryImportQuerySet(models.QuerySet["RegistryImport"]):
    """Imports into the registry."""

    def running(self) -> RegistryImportQuerySet:
        """Imports that the worker has in hand, or should have."""
        return self.filter(state__in=["checking", "importing", "undoing"])

    def with_outcomes(self) -> RegistryImportQuerySet:
        """With how many lines each has by outcome: `n_added`, `n_changed`, `n_unchanged`, `n_refused`, `n_left`."""
        counts: dict[str, Any] = {
            f"n_{outcome}": Count("lines", filter=Q(lines__outcome=outcome))
            for outcome in ("added", "changed", "unchanged", "refused")
        }
        counts["n_left"] = Count("lines", filter=Q(lines__undo="left"))
        return self.annotate(**counts).select_related("actor", "undone_by")


class ImportLineQuerySet(models.QuerySet["ImportLine"]):
    """Lines of imports."""

    def to_show(self) -> ImportLineQuerySet:
        """Lines without the copies of rows, before and after, that only the undo needs."""
        return self.defer("before", "after")

    def urgent_first(self) -> ImportLineQuerySet:
        """Lines in the order of `URGENCY`, the rest behind, each by its place in the file."""
        ranks = [When(outcome=outcome, then=rank) for rank, outcome in enumerate(URGENCY)]
        ranked = self.annotate(rank=Case(*ranks, default=len(ranks)))
        return ranked.order_by("rank", "number")
