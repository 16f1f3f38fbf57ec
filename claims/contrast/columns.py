"""Claims side by side, each with the speakers who take a stance on it and their words."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from string import ascii_uppercase

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.contrast.beside import Related
from claims.contrast.holders import Holder
from claims.contrast.said import Said
from claims.models import Claim, PartnerReview, Question
from claims.models.question import Stance

FAR_AHEAD = dt.datetime.max.replace(tzinfo=dt.UTC)
# How much of a long question the page shows before "show all": of each claim the same number of speakers.
N_HOLDERS, LEAST_HOLDERS, N_HOLDERS_IN_ALL = 8, 3, 40
N_WHOLE = 40  # reports on a page of a claim that is shown whole


@dataclass(frozen=True)
class ClaimColumn:
    """One claim with everybody who asserts, denies or qualifies it; `letter` names it in every plot.

    `answer` is the claim's answer as the page heads it. One that is shown whole is shown page by page, from the report at `start`.
    """

    claim: Claim
    letter: str
    holders: tuple[Holder, ...]
    is_whole: bool = False
    relations: tuple[Related, ...] = ()
    reviews: tuple[PartnerReview, ...] = ()
    n_holders: int = N_HOLDERS
    start: int = 0
    answer: str = ""

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """All statements on the claim, oldest first."""
        return tuple(sorted((s for h in self.holders for s in h.said), key=lambda s: s.order))

    @property
    def shown_holders(self) -> tuple[Holder, ...]:
        """The speakers that the page shows."""
        return self._on_page if self.is_whole else self.holders[: self.n_holders]

    @property
    def n_more(self) -> int:
        """How many speakers wait behind "show all"."""
        return 0 if self.is_whole else len(self.holders) - len(self.shown_holders)

    @cached_property
    def n_reports(self) -> int:
        """How many reports there are, copies folded."""
        return sum(len(holder.reports) for holder in self.holders)

    @property
    def begin(self) -> int:
        """How many reports stand on the pages before; a page past the end is the first."""
        return self.start if self.start < self.n_reports else 0

    @property
    def first_shown(self) -> int:
        """The place of the first report on the page, from 1."""
        return self.begin + 1

    @property
    def end(self) -> int:
        """The place of the last report on the page; the next page starts behind it."""
        return min(self.begin + N_WHOLE, self.n_reports)

    @property
    def previous_start(self) -> int:
        """Where the page before starts."""
        return max(0, self.begin - N_WHOLE)

    @property
    def is_paged(self) -> bool:
        """Whether one page does not hold it."""
        return self.is_whole and self.n_reports > N_WHOLE

    @cached_property
    def _on_page(self) -> tuple[Holder, ...]:
        """The speakers of the page, each with the reports that fall on it."""
        shown: list[Holder] = []
        place = 0
        for holder in self.holders:
            n = len(holder.reports)
            first, last = max(self.begin - place, 0), min(self.end - place, n)
            if first < last:
                shown.append(replace(holder, window=(first, last)))
            place += n
        return tuple(shown)

    @property
    def n_statements(self) -> int:
        """How many statements bear on the claim."""
        return len(self.said)

    @property
    def n_origins(self) -> int:
        """From how many independent origins they come: copies of one wire story count once."""
        return len({s.origin_id for s in self.said})

    @property
    def n_outlets(self) -> int:
        """How many outlets carried them."""
        return len({s.outlet_id for s in self.said})

    @property
    def n_first_hand(self) -> int:
        """How many statements no other outlet relayed."""
        return sum(not s.is_relayed for s in self.said)

    @property
    def n_named(self) -> int:
        """How many of the speakers have a name."""
        return sum(not holder.first.is_anonymous for holder in self.holders)

    @property
    def named_label(self) -> str:
        """How many speakers there are, and how many of them have a name."""
        n, named = len(self.holders), self.n_named
        if named == n:
            return ngettext("%(n)d, named", "%(n)d, all named", n) % {"n": n}
        if not named:
            return ngettext("%(n)d, not named", "%(n)d, none named", n) % {"n": n}
        return _("%(named)d of %(n)d named") % {"n": n, "named": named}

    @property
    def since(self) -> dt.datetime | None:
        """When the claim was first asserted, denied or qualified in what is stored; None if never."""
        return self.said[0].at if self.said else None

    @property
    def is_only_anonymous(self) -> bool:
        """Whether it is asserted, and by nobody with a name."""
        asserting = [s for s in self.said if s.stance == Stance.ASSERTS]
        return bool(asserting) and all(s.is_anonymous for s in asserting)

    @property
    def has_one_origin(self) -> bool:
        """Whether several outlets carried what comes from a single origin."""
        return self.n_origins == 1 and self.n_outlets > 1

    @cached_property
    def deniers(self) -> tuple[Holder, ...]:
        """Who denies it."""
        return tuple(h for h in self.holders if any(s.stance == Stance.DENIES for s in h.said))

    def n_with(self, stance: Stance) -> int:
        """How many speakers take `stance` on it."""
        return sum(any(s.stance == stance for s in holder.said) for holder in self.holders)

    @property
    def stances(self) -> list[tuple[Stance, int]]:
        """Each stance that somebody takes, with the number of speakers who take it."""
        return [(stance, n) for stance in Stance if (n := self.n_with(stance))]


@dataclass(frozen=True)
class Contrast:
    """The whole page: columns in order of the claim's first statement, then of its words.

    `everything` is what stands before any filter, for what must not depend on one.
    """

    question: Question
    columns: tuple[ClaimColumn, ...]
    everything: tuple[Said, ...] = field(default=(), repr=False)

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """All that is shown, oldest first; a statement on two claims comes twice."""
        return tuple(sorted((s for c in self.columns for s in c.said), key=lambda s: s.order))

    @cached_property
    def letters(self) -> dict[int, str]:
        """The letter of each claim."""
        return {column.claim.pk: column.letter for column in self.columns}

    @property
    def n_statements(self) -> int:
        """How many statements the page shows."""
        return len({s.statement_id for s in self.said})

    @property
    def n_origins(self) -> int:
        """From how many independent origins."""
        return len({s.origin_id for s in self.said})

    @property
    def n_hidden(self) -> int:
        """How many statements the filters leave out."""
        return len({s.statement_id for s in self.everything}) - self.n_statements


def n_holders_for(n_claims: int) -> int:
    """Return how many speakers each of so many claims shows at first."""
    return min(N_HOLDERS, max(LEAST_HOLDERS, N_HOLDERS_IN_ALL // max(1, n_claims)))


def letter_of(index: int) -> str:
    """Return the letter of the claim at `index`: A to Z, then A2, B2, ..."""
    round_no, place = divmod(index, len(ascii_uppercase))
    return ascii_uppercase[place] + (str(round_no + 1) if round_no else "")


def written_answer(answer: str, *, is_number: bool) -> str:
    """Return an answer as a heading: the first letter a capital, the thousands of a number apart."""
    if is_number:
        answer = re.sub(r"\d{4,}", lambda digits: f"{int(digits[0]):,}", answer)
    return capfirst(answer)
