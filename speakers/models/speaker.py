"""Speakers and the names they go by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from speakers.names import name_key
from speakers.partial_dates import PartialDateField
from speakers.querysets import SpeakerQuerySet

if TYPE_CHECKING:
    from speakers.models.posts import Membership


class Speaker(models.Model):
    """A person, organisation or document to whom statements are credited."""

    class Kind(models.TextChoices):
        """The kinds of `analysis.types.SpeakerKind`, for people to read."""

        PERSON = "person", _("person")
        OFFICE = "office", _("office")
        MINISTRY = "ministry", _("ministry")
        GOVERNMENT = "government", _("government")
        AGENCY = "agency", _("agency")
        MILITARY = "military", _("military")
        PARTY = "party", _("party")
        LEGISLATURE = "legislature", _("legislature")
        COURT = "court", _("court")
        COMPANY = "company", _("company")
        NGO = "ngo", _("non-governmental organisation")
        IGO = "igo", _("intergovernmental organisation")
        ARMED_GROUP = "armed_group", _("armed group")
        MEDIA = "media", _("media")
        EXPERT = "expert", _("expert")
        DOCUMENT = "document", _("document")
        COLLECTIVE = "collective", _("collective")
        ANONYMOUS = "anonymous", _("anonymous")

    name = models.CharField(_("name"), max_length=300)
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    country = models.CharField(_("country"), max_length=2, blank=True)
    wikidata = models.CharField(_("Wikidata"), max_length=20, blank=True)
    description = models.CharField(_("description"), max_length=500, blank=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    founded = PartialDateField(_("founded"), blank=True)
    dissolved = PartialDateField(_("dissolved"), blank=True)
    is_provisional = models.BooleanField(
        _("provisional"),
        default=False,
        help_text=_("made by the engine and not yet checked by a curator"),
    )
    canonical = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("merged into"),
        editable=False,
        help_text=_(
            "the record that stands for this one, as curators judged; blank if it stands itself"
        ),
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    compared_at = models.DateTimeField(_("compared with others"), null=True, editable=False)

    history = HistoricalRecords(excluded_fields=["compared_at"])
    objects = SpeakerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        indexes = [
            models.Index(fields=["kind", "name"], name="speaker_by_kind"),
            models.Index(
                fields=["id"],
                condition=models.Q(compared_at=None),
                name="speaker_to_compare",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(canonical=models.F("id")), name="speaker_not_merged_into_itself"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the page of this speaker and their statements; a merged record has that of the one that stands."""
        return reverse("claims:speaker-detail", args=[self.root.slug])

    @property
    def root(self) -> Speaker:
        """The record that stands for this one: itself, unless it was merged into another."""
        return self if self.canonical is None else self.canonical

    @property
    def all_names(self) -> list[SpeakerName]:
        """The names of this record and of those merged into it; no query when loaded `with_names()`."""
        merged = [row for other in self.merged.all() for row in other.names.all()]
        return [*self.names.all(), *merged]

    @property
    def all_memberships(self) -> list[Membership]:
        """The mandates of this record and of those merged into it, newest first; no query when `with_roles()`."""
        merged = [held for other in self.merged.all() for held in other.memberships.all()]
        held = [*self.memberships.all(), *merged]
        return sorted(held, key=lambda mandate: mandate.start, reverse=True) if merged else held

    @property
    def other_names(self) -> list[str]:
        """The names besides the full one, each once; no query when names were loaded `with_names()`."""
        names = {row.key: row.name for row in reversed(self.all_names)}
        names.pop(name_key(self.name), None)
        return list(reversed(names.values()))

    @property
    def summary(self) -> str:
        """Kind and country, to tell namesakes apart."""
        return ", ".join(
            part for part in (str(self.get_kind_display()), self.country, self.description) if part
        )


class SpeakerName(models.Model):
    """One name a speaker goes or went by; `key` is what look-ups compare."""

    class Kind(models.TextChoices):
        """What sort of name it is."""

        FULL = "full", _("full name")
        ALIAS = "alias", _("also known as")
        ACRONYM = "acronym", _("acronym")
        FORMER = "former", _("former name")

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(_("name"), max_length=300)
    key = models.CharField(max_length=300, editable=False, db_index=True)
    language = models.CharField(_("language"), max_length=12, default="en")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.ALIAS)
    start = PartialDateField(_("from"), blank=True)
    end = PartialDateField(_("until"), blank=True)

    class Meta:
        ordering = ["kind", "name"]
        verbose_name = _("name")
        verbose_name_plural = _("names")
        constraints = [models.UniqueConstraint(fields=["speaker", "key"], name="speaker_name_once")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Set the look-up key from the name; refuse a name that has none."""
        self.key = name_key(self.name)
        if not self.key:
            raise ValidationError({"name": _("A name needs letters or digits.")})
