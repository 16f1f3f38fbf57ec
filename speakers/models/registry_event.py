"""The log of what people did to the registry: written once, never changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from speakers.models.speaker import Speaker
from speakers.querysets import RegistryEventQuerySet


class RegistryEvent(models.Model):
    """One act on two records, or on a name in articles and a record: who, when, what stood before and after, and why.

    `before` and `after` hold what the act changed and nothing else, in the words of `speakers.log`. `undoes` names the
    event that this one takes back. A trigger in the database refuses every change to a stored event, and its deletion.
    """

    class Act(models.TextChoices):
        """What was done."""

        SAME = "same", _("merged")
        NOT_SAME = "not_same", _("judged not the same")
        UNSURE = "unsure", _("left unsure")
        SUCCESSOR = "successor", _("one set as following the other")
        TAKE_BACK = "take_back", _("judgement taken back")
        UNDO = "undo", _("undone")

    speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="registry_events")
    other = models.ForeignKey(
        Speaker,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="other_registry_events",
    )
    mention = models.JSONField(_("name in articles"), default=dict, blank=True)
    act = models.CharField(_("act"), max_length=10, choices=Act.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="registry_events",
        verbose_name=_("who"),
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)
    why = models.CharField(_("why"), max_length=500, blank=True)
    undoes = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="undone_by",
        verbose_name=_("undoes"),
    )

    objects = RegistryEventQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("act on the registry")
        verbose_name_plural = _("acts on the registry")
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(other=None) & ~models.Q(mention={}))
                | (~models.Q(other=None) & models.Q(mention={})),
                name="registry_event_on_record_or_name",
            )
        ]
        indexes = [
            models.Index(fields=["speaker", "-id"], name="registry_event_by_speaker"),
            models.Index(fields=["other", "-id"], name="registry_event_by_other"),
            models.Index(fields=["-at", "-id"], name="registry_event_by_time"),
            models.Index(fields=["actor", "-id"], name="registry_event_by_actor"),
        ]

    def __str__(self) -> str:
        return (
            f"{self.get_act_display()}: {self.speaker} / {self.other or self.mention.get('name')}"
        )
