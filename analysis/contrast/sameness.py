"""Whether a sentence may say what another says, once the two have been rated: for a verdict that is to stand beside it."""

from __future__ import annotations

from analysis.contrast.comparing import Relation, compare
from analysis.contrast.sides import Rivalry, Standing
from analysis.contrast.wording import read_wording

# What says something else of the same follows less ("38 percent want it", "turnout was 38 percent": 0.44).
LEAST_ENTAILED = 0.5
_RIVAL = frozenset(
    {
        Standing.DENIES,
        Standing.DISPUTES,
        Standing.DIFFERENT_NUMBER,
        Standing.DIFFERENT_ANSWER,
        Standing.NOT_COMPARABLE,
    }
)


def may_say_the_same(a: str, b: str, rivalry: Rivalry) -> bool:
    """Tell whether nothing speaks against two sentences saying the same: no conflict, no other figure, and one follows from the other.

    That it follows is not asked of sentences in the same words which give the same figure or are both negated: the model takes
    "never ordered" and "gave no order" for a contradiction.
    """
    figures = compare(a, b)
    if rivalry.relation in _RIVAL or figures.is_different:
        return False
    is_negated = all(read_wording(text).n_reversals for text in (a, b))
    if rivalry.relation is Standing.SAME and (figures.relation is Relation.EQUAL or is_negated):
        return True
    return rivalry.features.get("entailment", 0.0) >= LEAST_ENTAILED
