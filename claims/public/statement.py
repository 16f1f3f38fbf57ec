"""One statement as it stands in public: its words, where they come from, and what became of them since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.models import Article, ArticleVersion
from claims.models import ClaimLink, ReviewEvent, Statement
from claims.public.words import Shown, show_words
from claims.querysets_reading import unread_rows
from claims.text_fragments import shown_url

Status = Statement.Status


@dataclass(frozen=True, slots=True)
class Notice:
    """What readers have to be told of a statement: one sentence, and when it came about, if that is on record."""

    says: str
    at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class PublicStatement:
    """A statement that is or was published. One that no longer is comes without words, and a notice says why."""

    statement: Statement
    shown: Shown | None
    links: tuple[ClaimLink, ...]
    notices: tuple[Notice, ...]

    @property
    def is_gone(self) -> bool:
        """Whether it is no longer published."""
        return self.shown is None

    @property
    def article(self) -> Article:
        """The article it stands in."""
        return self.statement.version.article

    @property
    def publisher_url(self) -> str:
        """The publisher's page, opened at the words while they are published; empty without an address."""
        url = self.article.canonical_url or ""
        return shown_url(url, self.statement.content, self.shown.words) if self.shown else url


def read_statement(pk: int) -> PublicStatement | None:
    """Return the statement as anybody may see it; None if it never was published, or waits for a second reading."""
    rows = Statement.objects.with_context().defer("proposal", "version__text", "version__raw")
    statement = rows.exclude(unread_rows()).filter(pk=pk).first()
    if statement is None:
        return None
    events = list(statement.events.order_by("pk"))
    if not is_published(statement):
        if not any(event.after.get("status") == Status.ACCEPTED for event in events):
            return None
        return PublicStatement(statement, None, (), (_why_gone(statement, events),))
    links = ClaimLink.objects.published().filter(statement=pk, claim__folded_into=None)
    [shown] = show_words([statement], is_public=True)
    return PublicStatement(
        statement,
        shown,
        tuple(links.select_related("claim__question").order_by("pk")),
        (*_changes(statement, events), *_of_article(statement)),
    )


def is_published(statement: Statement) -> bool:
    """Tell whether the statement is accepted, in an article that still stands: as `published()` has it."""
    is_standing = statement.version.article.state != Article.State.WITHDRAWN
    return statement.status == Status.ACCEPTED and is_standing


def _why_gone(statement: Statement, events: Sequence[ReviewEvent]) -> Notice:
    at = next((e.at for e in reversed(events) if "status" in e.after), None)
    if statement.status == Status.WITHDRAWN:
        return Notice(_("The editors have withdrawn this statement: do not quote it any more."), at)
    if statement.status == Status.ACCEPTED:
        return Notice(_("The publisher has withdrawn the article that this statement stood in."))
    if statement.joined_into_id:
        return Notice(_("This statement was joined with another of the same article."), at)
    return Notice(_("The editors no longer publish this statement: do not quote it any more."), at)


def _changes(statement: Statement, events: Sequence[ReviewEvent]) -> Iterator[Notice]:
    """Yield what reads differently now than when the statement was first accepted."""
    first = next((i for i, e in enumerate(events) if e.after.get("status") == "accepted"), None)
    later = events[first + 1 :] if first is not None else []
    now = statement.state() | {"speaker": statement.speaker_id}
    for name, says in (
        ("content", _("The words were corrected here since they were first published.")),
        ("speaker", _("Whom the words are credited to was corrected here since.")),
    ):
        touching = [event for event in later if name in event.before]
        if not touching:
            continue
        was = touching[0].before[name]
        if name == "speaker":
            was = was or statement.engine_speaker_id
        if was != now[name]:
            yield Notice(says, touching[-1].at)


def _of_article(statement: Statement) -> Iterator[Notice]:
    version = statement.version
    if version.article.state == Article.State.CORRECTED:
        yield Notice(
            _("The publisher has corrected the article since."), version.article.modified_at
        )
    newest = ArticleVersion.objects.filter(article=version.article_id, number__gt=version.number)
    row = newest.order_by("-number").only("text", "fetched_at").first()
    if row is not None and not all(words in row.text for words in statement.exact_words):
        yield Notice(
            _("The article was changed since: these words no longer stand in it as they did."),
            row.fetched_at,
        )
