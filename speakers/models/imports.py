"""Files taken into the registry: each import, what each of its lines did, and which identifier means which row."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from speakers.models.posts import Membership, Post
from speakers.models.speaker import Speaker
from speakers.querysets import ImportLineQuerySet, RegistryImportQuerySet

FIELD_LABELS = {
    "name": _("name"),
    "kind": _("kind"),
    "country": _("country"),
    "wikidata": _("Wikidata"),
    "description": _("description"),
    "parent": _("part of"),
    "founded": _("founded"),
    "dissolved": _("dissolved"),
    "is_provisional": _("provisional"),
    "other_names": _("also known as"),
    "identifier": _("identifier"),
    "label": _("label"),
    "organisation": _("organisation"),
    "is_single_seat": _("single seat"),
    "person": _("person"),
    "post": _("post"),
    "start": _("from"),
    "end": _("until"),
    "on_behalf_of": _("on behalf of"),
    "source": _("source"),
    "source_note": _("note on the source"),
    "predecessor": _("predecessor"),
    "successor": _("successor"),
    "on": _("when"),
}


def field_label(name: str) -> str:
    """Return the name of a field for people to read."""
    return str(FIELD_LABELS.get(name, name))


class Section(models.TextChoices):
    """What a record of a file is about, by Popolo's names of its classes."""

    PERSON = "person", _("person")
    ORGANISATION = "organization", _("organisation")
    POST = "post", _("post")
    MEMBERSHIP = "membership", _("mandate")
    SUCCESSION = "succession", _("succession")


class Identifier(models.Model):
    """What another list calls a row here: by it a second import finds the row again.

    `given` holds what the list said when it was last imported, so that a curator's correction is told from news.
    """

    scheme = models.CharField(_("list"), max_length=60)
    section = models.CharField(_("what"), max_length=12, choices=Section.choices)
    identifier = models.CharField(_("identifier"), max_length=200)
    speaker = models.ForeignKey(
        Speaker, on_delete=models.CASCADE, null=True, blank=True, related_name="identifiers"
    )
    post = models.ForeignKey(
        Post, on_delete=models.CASCADE, null=True, blank=True, related_name="identifiers"
    )
    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, null=True, blank=True, related_name="identifiers"
    )
    given = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        ordering = ["scheme", "identifier"]
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "section", "identifier"], name="identifier_once"
            ),
            models.CheckConstraint(
                condition=Q(speaker__isnull=False, post=None, membership=None)
                | Q(speaker=None, post__isnull=False, membership=None)
                | Q(speaker=None, post=None, membership__isnull=False),
                name="identifier_of_one_row",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}: {self.identifier}"


class RegistryImport(models.Model):
    """One file handed in: looked through, imported or thrown away, and perhaps undone. The row stays as the log."""

    class Format(models.TextChoices):
        """How the file is written."""

        POPOLO = "popolo", _("Popolo JSON")
        CSV = "csv", _("CSV with Popolo's columns")
        WIKIDATA = "wikidata", _("Wikidata entities (JSON)")

    class State(models.TextChoices):
        """How far it has come."""

        CHECKING = "checking", _("being looked through")
        CHECKED = "checked", _("waits for your decision")
        IMPORTING = "importing", _("being imported")
        IMPORTED = "imported", _("imported")
        UNDOING = "undoing", _("being undone")
        UNDONE = "undone", _("undone")
        DISCARDED = "discarded", _("thrown away")
        FAILED = "failed", _("failed")

    file_name = models.CharField(_("file"), max_length=200)
    file_sha256 = models.CharField(max_length=64, editable=False)
    format = models.CharField(_("format"), max_length=10, choices=Format.choices)
    scheme = models.CharField(_("list"), max_length=60)
    matches_names = models.BooleanField(_("joined by name"), default=False)
    text = models.TextField(blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.CHECKING
    )
    state_at = models.DateTimeField(default=timezone.now)
    n_records = models.PositiveIntegerField(_("records"), default=0)
    n_done = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=500, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="registry_imports",
        verbose_name=_("who"),
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    imported_at = models.DateTimeField(_("imported"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RegistryImportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        indexes = [models.Index(fields=["state", "state_at"], name="registry_import_by_state")]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        """Return the page of this import."""
        return reverse("speakers:import-detail", args=[self.pk])

    @property
    def is_running(self) -> bool:
        """Whether the worker has it in hand."""
        return self.state in {self.State.CHECKING, self.State.IMPORTING, self.State.UNDOING}


class ImportLine(models.Model):
    """What one record of a file did, or would do: field by field, with what stood before and after for the undo."""

    class Outcome(models.TextChoices):
        """What becomes of the row."""

        ADDED = "added", _("added")
        CHANGED = "changed", _("changed")
        UNCHANGED = "unchanged", _("unchanged")
        REFUSED = "refused", _("refused")

    class Undo(models.TextChoices):
        """What the undo of the import did to the row."""

        TAKEN_BACK = "taken_back", _("taken back")
        LEFT = "left", _("left alone")

    run = models.ForeignKey(RegistryImport, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    line = models.PositiveIntegerField(_("line"))
    section = models.CharField(_("what"), max_length=12, choices=Section.choices)
    identifier = models.CharField(_("identifier"), max_length=200, blank=True)
    label = models.CharField(_("record"), max_length=700, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    changes = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    is_done = models.BooleanField(default=False)
    row_id = models.PositiveBigIntegerField(null=True, blank=True)
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)
    undo = models.CharField(_("undo"), max_length=10, choices=Undo.choices, blank=True)
    undo_why = models.JSONField(default=dict, blank=True)

    objects = ImportLineQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        verbose_name = _("line of an import")
        verbose_name_plural = _("lines of an import")
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="import_line_once")]
        indexes = [models.Index(fields=["run", "outcome", "number"], name="import_line_by_outcome")]

    def __str__(self) -> str:
        return f"{self.run}, {self.line}: {self.label}"

    @property
    def changes_said(self) -> list[dict[str, str]]:
        """The changes with the names of their fields in the reader's language."""
        return [{**one, "field": field_label(one["field"])} for one in self.changes]

    @property
    def notes_said(self) -> list[str]:
        """What is to be said of the record, in the reader's language."""
        return [say(note) for note in self.notes]

    @property
    def undo_said(self) -> str:
        """Why the undo left the row alone; empty if it did not."""
        return say(self.undo_why) if self.undo_why else ""


def say(stored: dict[str, Any]) -> str:
    """Return a stored sentence, message and values, in the reader's language."""
    values: dict[str, str] = stored["values"]
    return str(_(stored["message"])) % values
