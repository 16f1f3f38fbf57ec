"""The demo's editors at work: recorded acts, replayed through the services that a click would call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User

from analysis.types import Span
from articles.models import ArticleVersion
from claims.demo.files import read_seed
from claims.models import Claim, Statement
from claims.selectors import spans_of
from claims.services.correcting import Labels, correct_labels
from claims.services.linking import link_statement
from claims.services.questions import add_claim, open_question
from claims.services.review import (
    accept_statement,
    correct_spans,
    correct_speaker,
    reject_statement,
)
from speakers.models import Speaker

Row = dict[str, Any]


@dataclass(slots=True)
class Replay:
    """Where the acts are replayed, and which of them found no statement to act on."""

    versions: dict[str, ArticleVersion]
    speakers: Mapping[str, Speaker]
    users: Mapping[str, User]
    missing: list[str] = field(default_factory=list)

    def find(self, article: str, words: str) -> Statement | None:
        """Return the statement of `article` whose words hold `words`; note it as missing if there is none."""
        found = Statement.objects.of(self.versions[article]).filter(words__contains=words).first()
        if found is None:
            self.missing.append(f"{article}: {words}")
        return found


def replay_acts(replay: Replay, *, article: str) -> int:
    """Replay the acts on one article of `acts.json`; return how many found their statement."""
    rows = [row for row in read_seed("acts.json") if row["article"] == article]
    return sum(_replay_act(replay, row) for row in rows)


def open_questions(replay: Replay) -> int:
    """Open the demo's questions with their claims, and link the statements; return how many links stand."""
    editor = replay.users["editor"]
    n_links = 0
    for row in read_seed("questions.json"):
        question = open_question(
            text=row["text"],
            slug=row["slug"],
            answer_kind=row["answer_kind"],
            unit=row["unit"],
            summary=row["summary"],
            actor=editor,
        )
        for given in row["claims"]:
            claim = add_claim(
                question=question, text=given["text"], answer=given["answer"], slug=given["slug"]
            )
            n_links += sum(_link(replay, claim, said, editor) for said in given["statements"])
    return n_links


def _replay_act(replay: Replay, row: dict[str, Any]) -> bool:
    statement = replay.find(row["article"], row["words"])
    if statement is None:
        return False
    common = {
        "statement_id": statement.pk,
        "row_version": statement.row_version,
        "actor": replay.users[row["user"]],
        "why": row["why"],
    }
    DEEDS[row["act"]](replay, row, statement, common)
    return True


def _accept(_replay: Replay, _row: Row, _statement: Statement, common: Row) -> None:
    accept_statement(**common)


def _reject(_replay: Replay, _row: Row, _statement: Statement, common: Row) -> None:
    reject_statement(**common)


def _correct_speaker(replay: Replay, row: Row, _statement: Statement, common: Row) -> None:
    correct_speaker(**common, speaker=replay.speakers[row["speaker"]])


def _correct_words(replay: Replay, row: Row, statement: Statement, common: Row) -> None:
    """Make the words of `row["content"]`, each found in the text from where the statement begins, the content."""
    text, content = replay.versions[row["article"]].text, []
    for words in row["content"]:
        start = text.index(words, statement.start)
        content.append(Span(start, start + len(words)))
    correct_spans(
        **common,
        content=content,
        cue=spans_of(statement.cue),
        source=spans_of(statement.source),
    )


def _correct_cue_class(_replay: Replay, row: Row, statement: Statement, common: Row) -> None:
    labels = Labels(statement.quotation, row["cue_class"], tuple(statement.modality))
    correct_labels(**common, labels=labels)


DEEDS: Mapping[str, Callable[[Replay, Row, Statement, Row], None]] = {
    "accept": _accept,
    "reject": _reject,
    "correct_speaker": _correct_speaker,
    "correct_words": _correct_words,
    "correct_cue_class": _correct_cue_class,
}


def _link(replay: Replay, claim: Claim, said: dict[str, str], editor: User) -> bool:
    statement = replay.find(said["article"], said["words"])
    if statement is None or statement.status != Statement.Status.ACCEPTED:
        return False
    link_statement(
        statement_id=statement.pk,
        row_version=statement.row_version,
        claim=claim,
        stance=said["stance"],
        actor=editor,
    )
    return True
