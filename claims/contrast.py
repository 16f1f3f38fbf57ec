"""What the contrast page shows: one question, its rival claims, who holds each and in which words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from claims.models import Claim, ClaimLink, Question, Statement
from claims.models.question import Stance

# Of 100: house style changes a word or two of a wire story, a new statement changes more.
COPY_RATIO = 85
FAR_AHEAD = dt.datetime.max.replace(tzinfo=dt.UTC)


@dataclass(frozen=True)
class Said:
    """One statement on one claim, with what it does to it."""

    link: ClaimLink

    @property
    def statement(self) -> Statement:
        """The statement itself."""
        return self.link.statement

    @property
    def at(self) -> dt.datetime:
        """When the article that carries it was published, or first seen."""
        at: dt.datetime = self.link.statement.version.article.sort_at
        return at

    @property
    def is_relayed(self) -> bool:
        """Whether the article had it from another outlet."""
        return bool(self.link.statement.relayed_by)


@dataclass(frozen=True)
class Report:
    """The same words from one origin: where they stood first, and the outlets that carried them too."""

    first: Said
    copies: tuple[Said, ...]


@dataclass(frozen=True)
class Holder:
    """One speaker's statements on one claim, oldest first."""

    label: str
    said: tuple[Said, ...]

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """The statements with copies of one report folded into the first of them."""
        folded: list[list[Said]] = []
        for one in self.said:
            same = next((group for group in folded if _is_copy(group[0], one)), None)
            if same is None:
                folded.append([one])
            else:
                same.append(one)
        return tuple(Report(group[0], tuple(group[1:])) for group in folded)

    @property
    def first(self) -> Said:
        """The earliest of them."""
        return self.said[0]


@dataclass(frozen=True)
class ClaimColumn:
    """One claim with everybody who asserts, denies or qualifies it."""

    claim: Claim
    holders: tuple[Holder, ...]

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """All statements on the claim, oldest first."""
        return tuple(
            sorted((s for h in self.holders for s in h.said), key=lambda s: (s.at, s.statement.pk))
        )

    @property
    def n_statements(self) -> int:
        """How many statements bear on the claim."""
        return len(self.said)

    @property
    def n_origins(self) -> int:
        """From how many independent origins they come: copies of one wire story count once."""
        return len({s.statement.version.article.origin_id for s in self.said})

    @property
    def n_outlets(self) -> int:
        """How many outlets carried them."""
        return len({s.statement.version.article.outlet_id for s in self.said})

    @property
    def since(self) -> dt.datetime | None:
        """When the claim was first asserted, denied or qualified in what is stored; None if never."""
        return self.said[0].at if self.said else None

    @property
    def is_only_anonymous(self) -> bool:
        """Whether nobody with a name stands behind it."""
        return bool(self.said) and all(s.statement.speaker_kind == "anonymous" for s in self.said)

    def n_with(self, stance: Stance) -> int:
        """How many speakers take `stance` on it."""
        return sum(any(s.link.stance == stance for s in holder.said) for holder in self.holders)

    @property
    def stances(self) -> list[tuple[Stance, int]]:
        """Each stance that somebody takes, with the number of speakers who take it."""
        return [(stance, n) for stance in Stance if (n := self.n_with(stance))]


@dataclass(frozen=True)
class Contrast:
    """The whole page: columns in order of the claim's first statement, then of its words."""

    question: Question
    columns: tuple[ClaimColumn, ...]

    @property
    def n_statements(self) -> int:
        """How many statements the page shows."""
        return len({s.statement.pk for column in self.columns for s in column.said})

    @property
    def n_origins(self) -> int:
        """From how many independent origins."""
        return len(
            {s.statement.version.article.origin_id for column in self.columns for s in column.said}
        )


def contrast_question(question: Question) -> Contrast:
    """Return the contrast page of `question`, from confirmed links of published statements, in three queries."""
    links = (
        ClaimLink.objects.published()
        .filter(claim__question=question)
        .select_related(
            "statement__version__article__outlet", "statement__version__article__origin"
        )
        .select_related("statement__speaker")
    )
    by_claim: dict[int, list[Said]] = {}
    for link in links:
        by_claim.setdefault(link.claim_id, []).append(Said(link))
    columns = [
        ClaimColumn(claim, _holders(by_claim.get(claim.pk, []))) for claim in question.claims.all()
    ]
    columns.sort(key=lambda column: (column.since or FAR_AHEAD, column.claim.text))
    return Contrast(question, tuple(columns))


def _is_copy(first: Said, other: Said) -> bool:
    """Tell whether `other` is `first` again: one origin, one stance, the words the same but for an edit."""
    is_same_report = (
        first.statement.version.article.origin_id == other.statement.version.article.origin_id
    )
    is_same_stance = first.link.stance == other.link.stance
    alike = fuzz.ratio(first.statement.words, other.statement.words)
    return is_same_report and is_same_stance and alike >= COPY_RATIO


def _holders(said: Iterable[Said]) -> tuple[Holder, ...]:
    """Group by speaker; speakers in order of their first words on the claim."""
    groups: dict[tuple[int | None, str], list[Said]] = {}
    for one in sorted(said, key=lambda s: (s.at, s.statement.pk)):
        groups.setdefault(_holder_key(one.statement), []).append(one)
    return tuple(Holder(_label(group), tuple(group)) for group in groups.values())


def _holder_key(statement: Statement) -> tuple[int | None, str]:
    """A registered speaker is one holder; an unregistered one only inside the same article."""
    if statement.speaker_id is not None:
        return statement.speaker_id, ""
    return None, f"{statement.version.article_id}:{statement.speaker_name}"


def _label(group: Sequence[Said]) -> str:
    return group[0].statement.speaker_label
