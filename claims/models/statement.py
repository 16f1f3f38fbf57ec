"""An attribution stored as a row: the engine's proposal kept whole, the editors' judgement beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import ArticleVersion
from articles.paths import path_to
from claims.models.run import ExtractionRun
from claims.querysets import StatementQuerySet
from claims.selectors import joined_words, lead_words
from speakers.models import Speaker

if TYPE_CHECKING:
    from claims.roles import RoleNote

# The kind that the article tells of a speaker who is not registered. An expression of its own, since SQLite takes
# "no speaker" for as rare as one speaker, and would rather read all such statements than an index of their kinds.
UNLINKED_KIND = Case(When(speaker=None, then=F("speaker_kind")))


class Statement(models.Model):
    """Who is credited with which words of one version.

    `content`, `cue` and `source` are lists of selectors `{start, end, exact, prefix, suffix}`; `exact` is the
    slice of the version's text, cut by `claims.selectors.cut_selectors` and by nothing else. `proposal` is the
    engine's output word for word and is never changed; the other columns are what stands now. A row whose
    `touched_at` is set belongs to the editors: no run changes it. `row_version` grows with every act.
    An empty `proposal` says that an editor added the row. One that was joined into another is dropped and names
    it in `joined_into`; one that a split made names the other half in `split_from`.
    """

    class Status(models.TextChoices):
        """What editors have decided.

        Dropped is no verdict: the statement went into another by a join, or its making was undone.
        """

        PROPOSED = "proposed", _("proposed")
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("rejected")
        WITHDRAWN = "withdrawn", _("withdrawn")
        DROPPED = "dropped", _("dropped")

    class Quotation(models.TextChoices):
        """How the words relate to the speaker's own."""

        DIRECT = "direct", _("direct")
        INDIRECT = "indirect", _("indirect")
        MIXED = "mixed", _("mixed")

    class CueClass(models.TextChoices):
        """The speech act that the cue names."""

        ASSERT = "assert", _("asserts")
        DENY = "deny", _("denies")
        ACCUSE = "accuse", _("accuses")
        DEMAND = "demand", _("demands")
        PROMISE = "promise", _("promises")
        PREDICT = "predict", _("predicts")
        DOUBT = "doubt", _("doubts")
        ASK = "ask", _("asks")
        CONCEDE = "concede", _("concedes")
        WARN = "warn", _("warns")
        THINK = "think", _("thinks")
        OTHER = "other", _("other")

    class Modality(models.TextChoices):
        """How firmly the content is put; a statement may carry several."""

        HEDGED = "hedged", _("hedged")
        NEGATED = "negated", _("negated")
        QUESTION = "question", _("asked")
        HYPOTHETICAL = "hypothetical", _("hypothetical")

    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="statements")
    run = models.ForeignKey(
        ExtractionRun, on_delete=models.SET_NULL, null=True, blank=True, related_name="statements"
    )
    proposal = models.JSONField(_("the engine's proposal"), default=dict, editable=False)

    content = models.JSONField(_("content"), default=list)
    cue = models.JSONField(_("cue"), default=list, blank=True)
    source = models.JSONField(_("source"), default=list, blank=True)
    words = models.TextField(_("exact words"))
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    quotation = models.CharField(_("quotation"), max_length=10, choices=Quotation.choices)
    cue_class = models.CharField(_("speech act"), max_length=10, choices=CueClass.choices)
    modality = models.JSONField(_("modality"), default=list, blank=True)
    confidence = models.FloatField(_("confidence"), default=1.0)
    split_from = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="split_off",
        verbose_name=_("split from"),
        editable=False,
    )
    joined_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="joined",
        verbose_name=_("joined into"),
        editable=False,
    )

    speaker_name = models.CharField(_("speaker in the article"), max_length=300, blank=True)
    speaker_kind = models.CharField(
        _("kind of speaker"), max_length=20, choices=Speaker.Kind.choices, blank=True
    )
    role_words = models.CharField(_("role in the article"), max_length=500, blank=True)
    affiliation_words = models.CharField(
        _("affiliation in the article"), max_length=500, blank=True
    )
    relayed_by = models.CharField(_("relayed by"), max_length=300, blank=True)
    engine_speaker = models.ForeignKey(
        Speaker, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    editor_speaker = models.ForeignKey(
        Speaker, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    speaker = models.ForeignKey(
        Speaker,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("speaker"),
    )

    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.PROPOSED
    )
    is_unsure = models.BooleanField(_("an editor was unsure"), default=False)
    row_version = models.PositiveIntegerField(_("row version"), default=1)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    modified_at = models.DateTimeField(_("modified"), default=timezone.now)
    touched_at = models.DateTimeField(_("last act of a person"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    # Set on a row that is shown as proposed, because the viewer may still read it blind (`claims.second.blind`).
    is_unread = False

    # What registry and article say of the speaker's role on the day; set by `claims.roles.note_roles`.
    role_note: RoleNote | None = None

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["-pk"]
        permissions = [
            ("review_statement", "Can review statements"),
            ("return_statement", "Can send decided statements back"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(start__lt=F("end")), name="statement_start_before_end"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="statement_has_words"),
            models.CheckConstraint(
                condition=Q(confidence__gte=0.0, confidence__lte=1.0),
                name="statement_confidence_is_share",
            ),
            models.CheckConstraint(
                condition=Q(speaker=Coalesce(F("editor_speaker"), F("engine_speaker"))),
                name="statement_editor_speaker_wins",
            ),
            models.CheckConstraint(
                condition=Q(joined_into=None) | Q(status="dropped"),
                name="statement_joined_is_dropped",
            ),
        ]
        indexes = [
            models.Index(fields=["version", "start"], name="statement_in_text"),
            models.Index(fields=["status", "-id"], name="statement_by_status"),
            models.Index(fields=["speaker", "status", "-id"], name="statement_by_speaker"),
            models.Index(fields=["modified_at"], name="statement_by_change"),
            models.Index(fields=["version", "status", "id"], name="statement_by_version"),
            models.Index(fields=["status", "cue_class", "id"], name="statement_by_act"),
            models.Index(UNLINKED_KIND, "status", "id", name="statement_kind_unlinked"),
            models.Index(
                fields=["speaker_name"], condition=Q(speaker=None), name="statement_unlinked"
            ),
        ]

    def __str__(self) -> str:
        return self.words[:80]

    def get_absolute_url(self) -> str:
        """Return the place of these words in the article's page."""
        return f"{path_to('claims:article-detail', self.version.article_id)}?statement={self.pk}#s{self.pk}"

    @property
    def detail_url(self) -> str:
        """Return the page where the statement is corrected, linked and its history shown."""
        return path_to("claims:statement-detail", self.pk)

    @property
    def speaker_label(self) -> str:
        """The speaker's registered name, else the name in the article, else that there is none."""
        if self.speaker is not None:
            return self.speaker.root.name
        return self.speaker_name or str(_("no named source"))

    @property
    def kind_label(self) -> str:
        """The kind of the speaker, for people to read; empty if nobody is named."""
        if self.speaker is not None:
            return str(self.speaker.root.get_kind_display())
        return str(self.get_speaker_kind_display())

    @property
    def is_decided(self) -> bool:
        """Whether an editor's verdict stands."""
        return self.status != self.Status.PROPOSED

    @property
    def is_by_editor(self) -> bool:
        """Whether an editor, and no engine, found these words."""
        return not self.proposal

    @property
    def modality_label(self) -> str:
        """How firmly the content is put, for people to read; empty if plainly."""
        known = dict(self.Modality.choices)
        return ", ".join(str(known.get(name, name)) for name in self.modality)

    @property
    def cue_words(self) -> str:
        """The article's words that report these; empty if none do."""
        return " … ".join(selector["exact"] for selector in self.cue)

    @property
    def lead(self) -> str:
        """The reporting words in front of words that are not quoted: `lead_words`."""
        return "" if self.quotation == self.Quotation.DIRECT else lead_words(self.cue, self.content)

    @property
    def act_label(self) -> str:
        """The speech act as a verb behind the speaker's name: of no class that has one, the article's own word."""
        if self.cue_class != self.CueClass.OTHER:
            return str(self.get_cue_class_display())
        return f"“{self.cue_words}”" if self.cue else str(_("is cited"))

    @property
    def exact_words(self) -> list[str]:
        """The exact words, one text for each content span."""
        return [selector["exact"] for selector in self.content]

    def state(self) -> dict[str, Any]:
        """Return what an act may change, as the log keeps it before and after."""
        return {
            "status": self.status,
            "speaker": self.editor_speaker_id,
            "content": self.content,
            "cue": self.cue,
            "source": self.source,
            "quotation": self.quotation,
            "is_unsure": self.is_unsure,
            "cue_class": self.cue_class,
            "modality": self.modality,
            "decided_by": self.decided_by_id,
            "joined_into": self.joined_into_id,
        }

    def columns_for(self, state: Mapping[str, Any]) -> dict[str, Any]:
        """Return the columns that bring the row to `state`, which may be a part of what `state()` returns."""
        columns = dict(state)
        if "speaker" in columns:
            chosen = columns.pop("speaker")
            columns |= {
                "editor_speaker_id": chosen,
                "speaker_id": chosen or self.engine_speaker_id,
            }
        for name in columns.keys() & {"decided_by", "joined_into"}:
            columns[f"{name}_id"] = columns.pop(name)
        if "content" in columns:
            content = columns["content"]
            columns |= {
                "words": joined_words(content),
                "start": content[0]["start"],
                "end": content[-1]["end"],
            }
        return columns
