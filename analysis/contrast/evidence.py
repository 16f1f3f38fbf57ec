"""What two statements show against each other, as numbers and as the words that show it."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.contrast.antonyms import are_antonyms
from analysis.contrast.asking import Asked
from analysis.contrast.comparing import Comparison, compare
from analysis.contrast.sides import Side
from analysis.contrast.speakers import names_speaker
from analysis.contrast.stems import stem
from analysis.contrast.wording import Word, Wording, read_wording
from analysis.types import CueClass

FULL_OVERLAP = 3
AIMED_GATE = 0.67  # a cue about a word of the other text is about that text
COUNT_WORDS = frozenset(
    stem(word)
    for word in [
        "figure",
        "number",
        "toll",
        "count",
        "estimate",
        "total",
        "tally",
        "sum",
        "data",
        "report",
        "claim",
    ]
)
_DENYING = frozenset({CueClass.DENY, CueClass.DOUBT})


@dataclass(frozen=True, slots=True)
class Evidence:
    """The rules' findings on one pair.

    `shared` are the stems both texts have, `antonyms` pairs of opposing words, `turned` tells that
    one text is turned round by an odd number of negations or denials and the other is not. `cover` is
    the share of the shorter text's words that both have, antonyms left out.
    `aimed` are stems that a cue of one text is about and the other text holds. `named` is the word
    of one text that names the speaker of the other.
    """

    a: Wording
    b: Wording
    figures: Comparison
    shared: frozenset[str]
    overlap: float
    cover: float
    is_turned: bool
    antonyms: tuple[tuple[Word, Word], ...]
    aimed: frozenset[str]
    a_named: str | None
    b_named: str | None
    is_cue_denying: bool

    @property
    def denials(self) -> tuple[Word, ...]:
        """Return the denying words of the side that has more of them."""
        return max(self.a.denials, self.b.denials, key=len)

    @property
    def minimisers(self) -> tuple[Word, ...]:
        """Return the words of making light, of the side that has more of them."""
        return max(self.a.minimisers, self.b.minimisers, key=len)

    @property
    def is_denied(self) -> bool:
        """Tell whether one text has more denying words than the other."""
        return len(self.a.denials) != len(self.b.denials)

    @property
    def is_minimised(self) -> bool:
        """Tell whether one text makes light of something and the other does not."""
        return bool(self.a.minimisers) != bool(self.b.minimisers)

    @property
    def is_opposed(self) -> bool:
        """Tell whether one text has words of refusing or stopping and the other has none."""
        return bool(self.a.opposers) != bool(self.b.opposers)

    @property
    def has_cue(self) -> bool:
        """Tell whether words or figures set the texts against each other."""
        is_said = self.is_turned or self.is_denied or self.is_minimised
        return is_said or bool(self.antonyms) or self.figures.is_different

    @property
    def is_figure_refused(self) -> bool:
        """Tell whether one text refuses "the figure" or "the toll" and the other gives one."""
        for own, figure in ((self.a, self.figures.b), (self.b, self.figures.a)):
            has_cue = bool(own.denials or own.minimisers)
            if has_cue and figure is not None and own.objects & COUNT_WORDS:
                return True
        return False

    @property
    def named(self) -> str | None:
        """Return a word by which the side that denies names the other's speaker."""
        return self._by_denier(self.a_named, self.b_named)

    def _by_denier(self, of_a: str | None, of_b: str | None) -> str | None:
        n_a = len(self.a.denials) + len(self.a.minimisers)
        n_b = len(self.b.denials) + len(self.b.minimisers)
        if n_a == n_b:
            return of_a or of_b
        return of_a if n_a > n_b else of_b

    @property
    def is_amplified(self) -> bool:
        """Tell whether the side that makes light faces words of weight in the other."""
        if not self.is_minimised:
            return False
        other = self.b if self.a.minimisers else self.a
        return bool(other.amplifiers)

    @property
    def is_act(self) -> bool:
        """Tell whether the side that is denied only asks or agrees: nothing was asserted."""
        other = self.b if self.a.n_reversals + len(self.a.minimisers) else self.a
        first = other.words[:7]
        return any(word in first for word in other.acts)


def find_evidence(a: Side, b: Side) -> Evidence:
    """Return what the rules find on two statements."""
    ours, theirs = read_wording(a.text), read_wording(b.text)
    shared = ours.stems & theirs.stems
    antonyms = _find_antonyms(ours, theirs)
    n_rest = min(
        len(ours.stems - {one.stem for one, _ in antonyms}),
        len(theirs.stems - {other.stem for _, other in antonyms}),
    )
    cover = min(1.0, len(shared) / (n_rest or 1))
    is_whole = len(shared) > 1 or bool(antonyms)  # "the port is open" / "the port is closed"
    overlap = min(1.0, max(len(shared) / FULL_OVERLAP, cover if is_whole else 0.0))
    return Evidence(
        ours,
        theirs,
        compare(a.text, b.text),
        shared,
        overlap,
        cover,
        ours.n_reversals % 2 != theirs.n_reversals % 2,
        antonyms,
        (ours.objects & theirs.stems) | (theirs.objects & ours.stems),
        names_speaker(a.text, b.speaker),
        names_speaker(b.text, a.speaker),
        (a.cue_class in _DENYING) != (b.cue_class in _DENYING),
    )


def _find_antonyms(a: Wording, b: Wording) -> tuple[tuple[Word, Word], ...]:
    """Return opposing words, each only in its own text."""
    ours = [word for word in a.content if word.stem not in b.stems]
    theirs = [word for word in b.content if word.stem not in a.stems]
    return tuple(
        (one, other) for one in ours for other in theirs if are_antonyms(one.stem, other.stem)
    )


def features_of(evidence: Evidence, asked: Asked | None = None) -> dict[str, float]:
    """Return the findings as numbers, 0 to 1 each, for weighing.

    Cues count as far as the texts share words; both being put under one open question, or one
    naming the other's speaker, is something shared too. A number that was asked for counts in full.
    """
    gate = max(evidence.overlap, 0.67 if evidence.named else 0.0)
    if evidence.aimed and (evidence.is_denied or evidence.is_minimised):
        gate = max(gate, AIMED_GATE)
    if asked not in {None, Asked.SIDES}:
        gate = max(gate, 0.5)
    if asked is Asked.NUMBER and evidence.is_figure_refused:
        gate = 1.0
    is_asked_number = asked is Asked.NUMBER and evidence.figures.is_different
    aim = 1.0 if evidence.aimed else 0.0
    return {
        "turned": gate * evidence.is_turned * (1.0 if evidence.aimed else 0.6),
        "denied": gate * (evidence.is_denied + evidence.is_cue_denying > 0),
        "minimised": gate * evidence.is_minimised,
        "antonym": gate * min(1.0, len(evidence.antonyms)),
        "number": 1.0 if is_asked_number else gate * evidence.figures.is_different,
        "opposed": gate * evidence.is_opposed,
        "aimed": aim * (evidence.is_denied or evidence.is_minimised or evidence.is_turned),
        "named": float(
            evidence.named is not None and (evidence.is_denied or evidence.is_minimised)
        ),
        "amplified": gate * evidence.is_amplified,
        "act": float(evidence.is_act and (evidence.is_denied or evidence.is_minimised)),
        "clear": 1.0 if is_asked_number else evidence.cover**2 * evidence.has_cue,
        "overlap": evidence.overlap,
        "cover": evidence.cover,
        "hedged": float(bool(evidence.a.hedges) != bool(evidence.b.hedges)),
    }
