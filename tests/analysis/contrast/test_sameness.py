"""Sentences that share their words need not say the same."""

from __future__ import annotations

import pytest

from analysis.contrast.sameness import may_say_the_same
from analysis.contrast.sides import Rivalry, Standing

STRIKE = "The chancellor called the dockers’ strike illegal."
TOLL = "Nine people died."


@pytest.mark.parametrize(
    ("a", "b", "relation", "entailed", "may"),
    [
        pytest.param("The strike is illegal.", STRIKE, Standing.NONE, 0.9, True, id="follows"),
        pytest.param("The strike was long.", STRIKE, Standing.NONE, 0.4, False, id="unproved"),
        pytest.param("The strike is legal.", STRIKE, Standing.DENIES, 0.9, False, id="denied"),
        pytest.param("Six people died.", TOLL, Standing.NONE, 0.9, False, id="other-figure"),
        pytest.param("9 people died.", TOLL, Standing.SAME, 0.1, True, id="figure-and-words"),
        pytest.param("9 people sang.", TOLL, Standing.NONE, 0.1, False, id="figure-alone"),
        pytest.param(
            "She never ordered it.", "She gave no order.", Standing.SAME, 0.1, True, id="negated"
        ),
    ],
)
def test_what_conflicts_or_does_not_follow_is_not_the_same(a, b, relation, entailed, may):
    rivalry = Rivalry(0.1, relation, (), {"entailment": entailed})

    assert may_say_the_same(a, b, rivalry) is may
