"""Statements that the engine missed, added by an editor from words of the article."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import ArticleVersion
from claims.errors import ReviewError, SameWordsError
from claims.marking import Marking
from claims.models import ReviewEvent, Statement
from claims.selectors import joined_words
from claims.services.correcting import Labels, check_labels, in_order
from claims.services.events import Deed, log_new_statement, refuse_unread
from claims.services.review import marked_columns
from speakers.models import Speaker

N_NAME = 300


def add_statement(
    *,
    version: ArticleVersion,
    text_sha256: str,
    marking: Marking,
    labels: Labels,
    speaker: Speaker | None,
    actor: User,
    why: str = "",
) -> Statement:
    """Return a new statement of words that the engine missed, accepted at once: whoever may add may accept.

    `text_sha256` is the fingerprint of the text that the words were marked in. Raises `ReviewError` if that is
    not the text of `version`, `SameWordsError` if the same words are a statement already (also a rejected
    one: its row is the one to decide or correct), and as `marked_columns` does.
    """
    check_labels(labels)
    if text_sha256 != version.text_sha256:
        raise ReviewError(
            _(
                "The text has changed since the page was loaded: open the article and mark the words again."
            )
        )
    columns = marked_columns(version.text, **marking.columns)
    now = timezone.now()
    with transaction.atomic():
        ArticleVersion.objects.select_for_update().get(pk=version.pk)
        _refuse_same_words(version, columns, actor)
        statement = Statement.objects.create(
            version=version,
            **columns,
            quotation=labels.quotation,
            cue_class=labels.cue_class,
            modality=in_order(labels.modality),
            speaker_name=joined_words(columns["source"])[:N_NAME],
            editor_speaker=speaker,
            speaker=speaker,
            status=Statement.Status.ACCEPTED,
            decided_by=actor,
            touched_at=now,
            created_at=now,
            modified_at=now,
        )
        log_new_statement(statement, deed=Deed(ReviewEvent.Act.ADD, actor, why))
    return Statement.objects.with_context().get(pk=statement.pk)


def _refuse_same_words(version: ArticleVersion, columns: dict[str, Any], actor: User) -> None:
    at_same_place = Statement.objects.of(version).filter(start=columns["start"], end=columns["end"])
    for other in at_same_place.exclude(status=Statement.Status.DROPPED):
        if (other.content, other.source) == (columns["content"], columns["source"]):
            refuse_unread(other, actor)
            raise SameWordsError(
                _("These words are a statement already (%(status)s): decide or correct that one.")
                % {"status": other.get_status_display()},
                same=other,
            )
