"""What engines found about likeness and rivalry: vectors, rated pairs, and what a suggestion rests on."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.question import Claim, ClaimLink
from claims.models.statement import Statement


class Vector(models.Model):
    """A unit vector as int8 with the scale that gives it back, and the digest of the text it was made of.

    A row is never changed but replaced: its key, which the index on disk knows, stands for one vector.
    """

    engine = models.CharField(_("engine"), max_length=100)
    text_sha256 = models.CharField(_("digest of the text"), max_length=64)
    values = models.BinaryField(_("values"))
    scale = models.FloatField(_("scale"))
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.engine} {self.text_sha256[:8]}"


class StatementVector(Vector):
    """The vector of a statement's words. `looked_at` is when links were last suggested for the statement."""

    statement = models.OneToOneField(Statement, on_delete=models.CASCADE, related_name="vector")
    looked_at = models.DateTimeField(_("looked at"), null=True, blank=True)

    class Meta:
        verbose_name = _("vector of a statement")
        verbose_name_plural = _("vectors of statements")
        indexes = [
            models.Index(
                fields=["statement"], condition=Q(looked_at=None), name="vector_to_look_at"
            )
        ]


class ClaimVector(Vector):
    """The vector of a claim's words under its question. `looked_at` as for statements."""

    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, related_name="vector")
    looked_at = models.DateTimeField(_("looked at"), null=True, blank=True)

    class Meta:
        verbose_name = _("vector of a claim")
        verbose_name_plural = _("vectors of claims")


class Relation(models.TextChoices):
    """How the rivalry engine found one statement to stand to another."""

    DENIES = "denies", _("denies")
    DISPUTES = "disputes", _("disputes")
    DIFFERENT_NUMBER = "different_number", _("gives another figure")
    DIFFERENT_ANSWER = "different_answer", _("answers differently")
    QUALIFIES = "qualifies", _("qualifies")
    CHANGE_OF_POSITION = "change_of_position", _("the same speaker at another date")
    SAME = "same", _("says the same")
    NOT_COMPARABLE = "not_comparable", _("cannot be compared")
    NONE = "none", _("nothing found")


RIVALS = frozenset(
    {
        Relation.DENIES,
        Relation.DISPUTES,
        Relation.DIFFERENT_NUMBER,
        Relation.DIFFERENT_ANSWER,
        Relation.CHANGE_OF_POSITION,
    }
)


class RatedPair(models.Model):
    """How likely two statements compete, as an engine read them; the smaller key stands first."""

    a = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="+")
    b = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField(_("may compete"))
    likeness = models.FloatField(_("likeness"))
    relation = models.CharField(_("relation"), max_length=20, choices=Relation.choices)
    reasons = models.JSONField(_("reasons"), default=list)
    features = models.JSONField(_("features"), default=dict)
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        verbose_name = _("rated pair of statements")
        verbose_name_plural = _("rated pairs of statements")
        constraints = [
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="rated_pair_in_order"),
            models.UniqueConstraint(fields=["a", "b"], name="rated_pair_once"),
        ]
        indexes = [
            models.Index(fields=["a", "-score"], name="rated_pair_by_a"),
            models.Index(fields=["b", "-score"], name="rated_pair_by_b"),
        ]

    def __str__(self) -> str:
        return f"“{self.a}” / “{self.b}”: {self.score:.2f}"


class LinkSuggestion(models.Model):
    """What a suggested link rests on: kept beside the link, so that decisions on it can be learnt from.

    `against` is the statement that the reasons compare with; None when they compare with the claim itself.
    """

    link = models.OneToOneField(ClaimLink, on_delete=models.CASCADE, related_name="suggestion")
    against = models.ForeignKey(
        Statement, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    relation = models.CharField(_("relation"), max_length=20, choices=Relation.choices)
    rivalry = models.FloatField(_("may compete"), default=0.0)
    likeness = models.FloatField(_("likeness"), default=0.0)
    features = models.JSONField(_("features"), default=dict)
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")

    def __str__(self) -> str:
        return f"{self.link}: {self.get_relation_display()}"

    @property
    def is_rivalry(self) -> bool:
        """Whether the engine saw the two as competing, and not as saying the same."""
        return self.relation in RIVALS
