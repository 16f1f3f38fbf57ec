"""The week in which each statement's article was published: what a list narrowed by time is looked for in."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models import Statement


class StatementWeek(models.Model):
    """The week in which a statement's article was published, counted from the year 1; none if the article has no date.

    Derived: written by the database itself (`partners.triggers`), in the transaction of the write, whoever writes.
    """

    statement = models.OneToOneField(
        Statement,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="dated",
        verbose_name=_("statement"),
    )
    week = models.IntegerField(_("week"))

    class Meta:
        verbose_name = _("week of a statement")
        verbose_name_plural = _("weeks of statements")
        indexes = [models.Index(fields=["week", "statement"], name="statement_by_week")]

    def __str__(self) -> str:
        return f"{self.statement_id}: {self.week}"
