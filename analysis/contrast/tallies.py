"""What a number of people is a number of: dead, wounded, arrested, missing, displaced."""

from __future__ import annotations

from analysis.contrast.asides import find_asides
from analysis.contrast.tokens import Token
from analysis.contrast.words import word_set

KINDS = {
    "dead": "dead killed kill kills killing died die dies dying death deaths fatality fatalities "
    "lives bodies corpses perished slain murdered executed drowned toll lost",
    "wounded": "wounded wound wounds wounding injured injure injures injuring injury injuries hurt "
    "maimed hospitalised hospitalized",
    "arrested": "arrested arrest arrests arresting detained detain detains detaining detentions "
    "custody jailed apprehended",
    "missing": "missing unaccounted disappeared vanished",
    "displaced": "displaced homeless evacuated uprooted displacing",
    "kidnapped": "kidnapped abducted hostage hostages seized kidnapping abductions",
    "infected": "infected infections cases infecting",
    "rescued": "rescued saved rescuing",
    "employed": "hired employs employing employed recruited",
}
WORDS = {word: kind for kind, row in KINDS.items() for word in row.split()}
_NEEDS_COMPANY = {"lost": {"life", "lives"}, "lives": {"lost", "claimed", "cost", "claiming"}}
_BREAKS = frozenset({",", ";", ".", "and", "while", "but", "or", "with", "including"})
_BODIES = word_set("people person men women children victims others")
_CLOSE = 9


def find_tally(
    tokens: tuple[Token, ...], start_i: int, end_i: int, taken: frozenset[int]
) -> tuple[str, int] | None:
    """Return the kind of the count in `[start_i, end_i)` and the token that says so, or None.

    The nearest word of a kind wins; another number or a break between costs distance. `taken` are
    the tokens of other figures.
    """
    best: tuple[float, str, int] | None = None
    aside = find_asides(tokens)
    skipped = frozenset() if start_i in aside else aside
    for at in range(max(0, start_i - _CLOSE), min(len(tokens), end_i + _CLOSE + len(skipped))):
        if start_i <= at < end_i or at in skipped or not _is_kind(tokens, at):
            continue
        cost = _distance(tokens, start_i, end_i, at, taken, skipped)
        if cost <= _CLOSE + 2 and (best is None or cost < best[0]):
            best = (cost, WORDS[tokens[at].low], at)
    return (best[1], best[2]) if best else None


def _is_kind(tokens: tuple[Token, ...], at: int) -> bool:
    low = tokens[at].low
    if low not in WORDS:
        return False
    company = _NEEDS_COMPANY.get(low)
    around = {token.low for token in tokens[max(0, at - 6) : at + 7]}
    return company is None or bool(company & around)


def _distance(
    tokens: tuple[Token, ...],
    start_i: int,
    end_i: int,
    at: int,
    taken: frozenset[int],
    skipped: frozenset[int],
) -> float:
    whole = range(at + 1, start_i) if at < start_i else range(end_i, at)
    between = [i for i in whole if i not in skipped]
    cost = float(len(between))
    for i in between:
        if tokens[i].low in _BREAKS:
            cost += 5
        if i in taken:
            cost += 4
        if tokens[i].text in {";", "."}:
            cost += 10
        if tokens[i].low in WORDS and WORDS[tokens[i].low] != WORDS[tokens[at].low]:
            cost += 3
    return cost
