"""The change feed: what was touched, what partners were last told, and the changes in their order."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# There is one feed, so there is one row that says where it stands.
THE_FEED = 1
# In place of a digest: partners were handed something newer than what they were told, or than nothing at all.
AHEAD, AHEAD_OF_NOTHING = "?", "!"


class Kind(models.TextChoices):
    """What the feed tells of: each is a list of the API."""

    ARTICLE = "article", _("article")
    STATEMENT = "statement", _("statement")
    SPEAKER = "speaker", _("speaker")
    QUESTION = "question", _("question")
    CLAIM = "claim", _("claim")


class Touch(models.Model):
    """A row was written that partners may see; what they see must be looked at again.

    Written by the database itself (`partners.triggers`), in the transaction of the write, whoever writes. A wide
    touch also asks for everything else that shows the row. `kind` is a `Kind`, or a row that is only shown with
    others: an outlet, a post. Never unique: a second touch must not wait for, or vanish in, the first.
    """

    kind = models.CharField(_("kind"), max_length=10)
    item_id = models.BigIntegerField(_("key"))
    is_wide = models.BooleanField(_("with all that show it"), default=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("touch")
        verbose_name_plural = _("touches")

    def __str__(self) -> str:
        return f"{self.kind} {self.item_id}"


class PublishedItem(models.Model):
    """What partners were last told of one thing: the digest of how it looked, empty once it was withdrawn.

    A mark in its place (`AHEAD`) is the digest of nothing: whatever is found next is news.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    item_id = models.BigIntegerField(_("key"))
    digest = models.CharField(_("digest"), max_length=32, blank=True)

    class Meta:
        verbose_name = _("published thing")
        verbose_name_plural = _("published things")
        constraints = [models.UniqueConstraint(fields=["kind", "item_id"], name="published_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.item_id}"


class Change(models.Model):
    """One entry of the feed. `sequence` is given after the change was committed, and never has a gap."""

    class Act(models.TextChoices):
        """What happened, as a partner sees it."""

        CREATED = "created", _("published")
        CHANGED = "changed", _("changed")
        WITHDRAWN = "withdrawn", _("withdrawn")
        ERASED = "erased", _("erased")

    sequence = models.BigIntegerField(_("number"), primary_key=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    item_id = models.BigIntegerField(_("key"))
    act = models.CharField(_("what happened"), max_length=10, choices=Act.choices)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        ordering = ["sequence"]
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        indexes = [models.Index(fields=["kind", "sequence"], name="change_by_kind")]

    def __str__(self) -> str:
        return f"{self.sequence}: {self.get_kind_display()} {self.item_id} {self.get_act_display()}"

    @property
    def is_gone(self) -> bool:
        """Whether this entry says that the thing is no longer to be seen."""
        return self.act in {self.Act.WITHDRAWN, self.Act.ERASED}


def new_epoch() -> str:
    """Return a name for a feed that starts now: 16 hexadecimal digits."""
    return secrets.token_hex(8)


class FeedState(models.Model):
    """Where the feed stands. Whoever numbers changes holds this row, so that numbers follow commits.

    `head` is the last number given. Entries up to `forgotten` are no longer kept. `epoch` is part of every token;
    a new one ends all tokens. `shape` is how things looked when they were last all compared (`partners.shape`).
    """

    epoch = models.CharField(_("epoch"), max_length=16, default=new_epoch)
    head = models.BigIntegerField(_("last number"), default=0)
    forgotten = models.BigIntegerField(_("forgotten up to"), default=0)
    shape = models.CharField(_("shape"), max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("state of the feed")
        verbose_name_plural = _("state of the feed")
        constraints = [
            models.CheckConstraint(condition=Q(pk=THE_FEED), name="feed_is_one"),
            models.CheckConstraint(
                condition=Q(forgotten__gte=0, head__gte=models.F("forgotten")),
                name="feed_forgets_the_past_only",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.epoch}, {self.head}"
