"""Dumps: everything that is published, in files, with the token of the feed that goes on from them."""

from __future__ import annotations

import uuid
from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.models.feed import Kind
from partners.models.keys import ApiKey


class Dump(models.Model):
    """One copy of everything. `token` is the feed's as it stood when the copy began.

    The row and its files are the truth about how far it has come: a job only carries its number, and may be
    killed and done again at any moment.
    """

    class State(models.TextChoices):
        """How far it has come."""

        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("being written")
        READY = "ready", _("ready")
        FAILED = "failed", _("failed")

    folder = models.UUIDField(_("folder"), default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    token = models.CharField(_("token"), max_length=27, blank=True)
    asked_by = models.ForeignKey(
        ApiKey,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("asked for by"),
    )
    created_at = models.DateTimeField(_("asked for"), default=timezone.now)
    state_at = models.DateTimeField(_("in this state since"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("dump")
        verbose_name_plural = _("dumps")
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="queued"), name="dump_waits_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="ready") | ~Q(token=""), name="dump_ready_has_token"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}, {self.get_state_display()}"

    @property
    def path(self) -> Path:
        """The folder that holds its files."""
        return Path(settings.DUMPS_DIR) / str(self.folder)


class DumpFile(models.Model):
    """One finished file of a dump: the rows of a kind from after the one file to `last_id`, in order of id."""

    class Format(models.TextChoices):
        """How the rows are written."""

        JSONL = "jsonl", _("JSON, a line each, gzip")
        PARQUET = "parquet", _("Apache Parquet")

    dump = models.ForeignKey(Dump, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    part = models.PositiveIntegerField(_("part"))
    format = models.CharField(_("format"), max_length=10, choices=Format.choices)
    last_id = models.BigIntegerField(_("last key"))
    n_rows = models.PositiveIntegerField(_("rows"))
    n_bytes = models.PositiveBigIntegerField(_("bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("file of a dump")
        verbose_name_plural = _("files of dumps")
        constraints = [
            models.UniqueConstraint(
                fields=["dump", "kind", "part", "format"], name="dump_file_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return its path in the API."""
        return reverse("partners:dump-file", args=[self.dump_id, self.name])

    @property
    def name(self) -> str:
        """What it is called: `statements-0001.jsonl.gz`."""
        ending = "jsonl.gz" if self.format == self.Format.JSONL else self.format
        return f"{self.kind}s-{self.part:04}.{ending}"

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.dump.path / self.name
