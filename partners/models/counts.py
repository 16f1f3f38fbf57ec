"""What speaks to each claim, counted ahead of time, and which counts no longer hold."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models import Claim


class ClaimCount(models.Model):
    """What speaks to a claim, as it was counted last; it holds while no `Recount` names the claim. Derived, made anew at will."""

    claim = models.OneToOneField(
        Claim, on_delete=models.CASCADE, primary_key=True, related_name="+", verbose_name=_("claim")
    )
    statements = models.PositiveIntegerField(_("statements"))
    asserting = models.PositiveIntegerField(_("asserting"))
    denying = models.PositiveIntegerField(_("denying"))
    qualifying = models.PositiveIntegerField(_("qualifying"))
    origins = models.PositiveIntegerField(_("independent reports"))
    speakers = models.PositiveIntegerField(_("speakers"))

    class Meta:
        verbose_name = _("counts of a claim")
        verbose_name_plural = _("counts of claims")

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.statements}"


class Recount(models.Model):
    """Something was written that a claim's counts depend on.

    Written by the database itself (`partners.triggers`), in the transaction of the write, whoever writes. Never unique:
    a second one must not wait for, or vanish in, the first. Until it is worked off, the claim is counted when it is read.
    """

    claim_id = models.BigIntegerField(_("claim"), db_index=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("claim to be counted")
        verbose_name_plural = _("claims to be counted")

    def __str__(self) -> str:
        return str(self.claim_id)
