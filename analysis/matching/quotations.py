"""Are two quotations the same words? Near-identical text, with nothing said otherwise.

Decides what may be linked without a person, so it would rather miss a copy than join two statements that
differ in a number, a "not", or who did it to whom.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from analysis.matching.words import STOP_WORDS, clean_post, split_words

SHINGLE = 3
LEAST_CONTAINED = 0.8
LEAST_RATIO = 88.0
LEAST_LIKE = 75.0  # of two words, when one is the other misspelt
LEAST_WORDS = 4  # "No comment" is everybody's: the same words, not the same statement
LEAST_SHARE = 0.5  # of the longer one: a clause out of a paragraph is not the paragraph

NEGATING = """no not never none nobody nothing neither nor nowhere without cannot hardly barely
deny denies denied denying refuse refuses refused refusing fail fails failed failing false untrue"""
NEGATIONS = frozenset(NEGATING.split())
TO_NINETEEN = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen"""
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBER_WORDS = {word: str(number) for number, word in enumerate(TO_NINETEEN.split())}
del NUMBER_WORDS["one"]  # mostly a pronoun
NUMBER_WORDS |= {word: str(10 * number) for number, word in enumerate(TENS.split(), 2)}
CONTRACTIONS = {
    "won't": ["will", "not"],
    "can't": ["can", "not"],
    "cannot": ["can", "not"],
    "shan't": ["shall", "not"],
}
SCALES = {
    "dozen",
    "hundred",
    "thousand",
    "million",
    "billion",
    "trillion",
    "half",
    "third",
    "quarter",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two quotations are, and what keeps them apart; `reasons` is empty when they are one."""

    contained: float
    ratio: float
    reasons: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Tell whether nothing keeps them apart."""
        return not self.reasons


def is_same_quotation(a: str, b: str) -> bool:
    """Tell whether `a` and `b` give the same words, but for small slips and cuts at an end."""
    return compare_quotations(a, b).is_same


def compare_quotations(a: str, b: str) -> Comparison:
    """Return how alike two quotations are and every reason why they are not one."""
    words_a, words_b = spell_out(a), spell_out(b)
    shorter, longer = sorted((words_a, words_b), key=len)
    contained = contain(shorter, longer)
    ratio = fuzz.partial_ratio(" ".join(shorter), " ".join(longer)) if shorter else 0.0
    checks = (
        (words_a == words_b or len(shorter) >= LEAST_WORDS, "too short to tell"),
        (len(shorter) >= LEAST_SHARE * len(longer), "one is much longer"),
        (contained >= LEAST_CONTAINED or ratio >= LEAST_RATIO, "the words differ"),
        (find_numbers(words_a) == find_numbers(words_b), "the numbers differ"),
        (count_negations(words_a) == count_negations(words_b), "only one negates"),
        (is_slip(words_a, words_b), "a word that carries meaning was exchanged"),
        (is_in_order(words_a, words_b), "the same words in another order"),
    )
    reasons = tuple(reason for is_met, reason in checks if not is_met)
    return Comparison(round(contained, 4), round(ratio / 100, 4), reasons)


def spell_out(text: str) -> list[str]:
    """Return the words of a quotation, `won't` as `will not`, `twelve` as `12`."""
    words: list[str] = []
    for word in split_words(clean_post(text)):
        if word in CONTRACTIONS:
            words += CONTRACTIONS[word]
        elif word.endswith("n't"):
            words += [word.removesuffix("n't"), "not"]
        else:
            words.append(NUMBER_WORDS.get(word, word))
    return words


def contain(shorter: Sequence[str], longer: Sequence[str]) -> float:
    """Return the share of the shorter one's shingles that the longer one has, 0.0 to 1.0."""
    size = max(1, min(SHINGLE, len(shorter)))
    ours, theirs = (
        Counter(tuple(words[i : i + size]) for i in range(len(words) - size + 1))
        for words in (shorter, longer)
    )
    n_ours = ours.total()
    return (ours & theirs).total() / n_ours if n_ours else 0.0


def find_numbers(words: Sequence[str]) -> Counter[str]:
    """Return the numbers among the words, with their scales."""
    return Counter(word for word in words if word[:1].isdigit() or word in SCALES)


def count_negations(words: Sequence[str]) -> int:
    """Return how many words turn what is said around."""
    return sum(word in NEGATIONS for word in words)


def is_slip(a: Sequence[str], b: Sequence[str]) -> bool:
    """Tell whether every meaningful word that only one has is a misspelling of one that only the other has.

    Words left out at an end are no exchange: then only one of the two has words of its own.
    """
    only_a, only_b = Counter(a) - Counter(b), Counter(b) - Counter(a)
    ours = [word for word in only_a if word not in STOP_WORDS]
    theirs = [word for word in only_b if word not in STOP_WORDS]
    few, many = sorted((ours, theirs), key=len)
    if not few:
        return True
    return all(_has_like(word, many) for word in few) and (
        len(few) < len(many) or all(_has_like(word, few) for word in many)
    )


def is_in_order(a: Sequence[str], b: Sequence[str]) -> bool:
    """Tell whether the words that both have once come in one order: who did it to whom."""
    n_a, n_b = Counter(a), Counter(b)
    once = {word for word in n_a if n_a[word] == n_b[word] == 1 and word not in STOP_WORDS}
    return [word for word in a if word in once] == [word for word in b if word in once]


def _has_like(word: str, others: Sequence[str]) -> bool:
    is_number = word[:1].isdigit()
    return not is_number and max(fuzz.ratio(word, other) for other in others) >= LEAST_LIKE
