"""The review queue as it is kept: what waits, in every order asked for, and who has what open."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Origin, Outlet
from claims.models.desk import Desk
from claims.models.statement import Statement
from claims.querysets import LeaseQuerySet, QueueEntryQuerySet
from speakers.models import Speaker

WAITING = Q(is_lead=True, is_unsure=False)
OPEN = Q(is_lead=True)


class QueueEntry(models.Model):
    """One proposed statement that waits, with all that the queue sorts and filters by beside it.

    Statements of one origin in nearly the same words are one decision: they share `group`, and one of them is
    its lead, which the queue shows. `n_carried` of a lead counts the group. `rank` says how much the statement
    matters (`claims.services.filing`), `place` where it stands in its text. The row is made and dropped with
    the statement's status, and can be made anew from the statements at any time (`rebuild_queue`).
    """

    statement = models.OneToOneField(
        Statement, on_delete=models.CASCADE, primary_key=True, related_name="queued"
    )
    group = models.BigIntegerField(_("one decision"))
    is_lead = models.BooleanField(_("shown for its group"), default=True)
    n_carried = models.PositiveIntegerField(_("statements in the group"), default=1)

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+", db_index=False)
    origin = models.ForeignKey(Origin, on_delete=models.CASCADE, related_name="+", db_index=False)
    outlet = models.ForeignKey(
        Outlet, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    speaker = models.ForeignKey(
        Speaker, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    desk = models.ForeignKey(
        Desk, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        db_index=False,
    )

    cue_class = models.CharField(max_length=10, choices=Statement.CueClass.choices)
    confidence = models.FloatField()
    is_sure = models.BooleanField(default=False)
    is_breaking = models.BooleanField(default=False)
    is_disputed = models.BooleanField(default=False)
    is_unsure = models.BooleanField(default=False)
    said_at = models.DateTimeField()
    rank = models.BigIntegerField()
    place = models.BigIntegerField()

    objects = QueueEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("waiting statement")
        verbose_name_plural = _("waiting statements")
        constraints = [
            models.UniqueConstraint(fields=["group"], condition=OPEN, name="queue_one_lead_a_group")
        ]
        # One index for each order and whose queue it is; see docs/review.md and tests/claims/queue.
        indexes = [
            models.Index("group", name="queue_group"),
            models.Index("origin", "cue_class", name="queue_origin"),
            models.Index("article", "place", name="queue_article"),
            models.Index(
                F("rank").desc(), "place", "statement", condition=WAITING, name="queue_matters"
            ),
            models.Index(
                F("said_at").desc(), "place", "statement", condition=WAITING, name="queue_newest"
            ),
            models.Index("said_at", "place", "statement", condition=WAITING, name="queue_oldest"),
            models.Index("confidence", "statement", condition=WAITING, name="queue_confidence"),
            *(
                models.Index(
                    whose,
                    F("rank").desc(),
                    "place",
                    "statement",
                    condition=WAITING & Q(**{f"{whose}__isnull": False}),
                    name=f"queue_{whose}_matters",
                )
                for whose in ("desk", "editor", "outlet", "speaker")
            ),
            models.Index(
                "desk",
                F("said_at").desc(),
                "place",
                "statement",
                condition=WAITING & Q(desk__isnull=False),
                name="queue_desk_newest",
            ),
            models.Index(
                "desk",
                "said_at",
                "place",
                "statement",
                condition=WAITING & Q(desk__isnull=False),
                name="queue_desk_oldest",
            ),
            models.Index(
                "desk",
                "confidence",
                "statement",
                condition=WAITING & Q(desk__isnull=False),
                name="queue_desk_confidence",
            ),
            models.Index(
                F("rank").desc(),
                "place",
                "statement",
                condition=OPEN & Q(is_unsure=True),
                name="queue_unsure",
            ),
            models.Index(
                F("rank").desc(),
                "place",
                "statement",
                condition=WAITING & Q(is_disputed=True),
                name="queue_disputed",
            ),
            models.Index(
                F("rank").desc(),
                "place",
                "statement",
                condition=WAITING & Q(is_breaking=True),
                name="queue_breaking",
            ),
            models.Index(
                "cue_class",
                F("rank").desc(),
                "place",
                "statement",
                condition=WAITING,
                name="queue_cue_class_matters",
            ),
            models.Index(
                F("rank").desc(),
                "place",
                "statement",
                condition=WAITING & Q(n_carried__gt=1),
                name="queue_carried",
            ),
        ]

    def __str__(self) -> str:
        return str(self.statement)


class Story(models.Model):
    """What editors said of an origin as a whole: that it is breaking, and whose it is."""

    origin = models.OneToOneField(Origin, on_delete=models.CASCADE, related_name="story")
    is_breaking = models.BooleanField(_("breaking"), default=False)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="stories",
        verbose_name=_("taken by"),
    )

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def __str__(self) -> str:
        return str(self.origin)


class Lease(models.Model):
    """An editor has a statement open until a time. While it runs, nobody else is handed the statement.

    Whoever opens it all the same is told who was first. Letting it run out loses nothing: a verdict is held to
    the row version, not to the lease.
    """

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="leases")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="leases"
    )
    opened_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(db_index=True)

    objects = LeaseQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at", "pk"]
        verbose_name = _("lease")
        verbose_name_plural = _("leases")
        constraints = [models.UniqueConstraint(fields=["statement", "user"], name="lease_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.statement}"


class Skip(models.Model):
    """An editor put a statement at the end of their own queue."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="skips", db_index=False
    )
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="skips")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("skipped statement")
        verbose_name_plural = _("skipped statements")
        constraints = [models.UniqueConstraint(fields=["user", "statement"], name="skip_once")]
        indexes = [models.Index("user", "at", "id", name="skip_by_user")]

    def __str__(self) -> str:
        return f"{self.user}: {self.statement}"
