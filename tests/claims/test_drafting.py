from __future__ import annotations

import pytest

from claims.drafting import draft_claim, draft_question
from claims.models import Statement


@pytest.mark.parametrize(
    ("words", "cue", "kind", "text"),
    [
        pytest.param(
            "twelve people died in the fire",
            "assert",
            "number",
            "How many people died in the fire?",
            id="figure-first",
        ),
        pytest.param(
            "that the depot held about 400 tonnes of ammonium nitrate",
            "assert",
            "number",
            "The depot held how much ammonium nitrate?",
            id="figure-inside",
        ),
        pytest.param(
            "that his ministry had been warned",
            "deny",
            "yes_no",
            "What is said on this: his ministry had been warned?",
            id="denial",
        ),
        pytest.param(
            "“Sabotage is the likeliest cause,”",
            "assert",
            "free",
            "What is said on this: Sabotage is the likeliest cause?",
            id="free",
        ),
    ],
)
def test_a_question_is_drafted_from_the_words(words, cue, kind, text):
    draft = draft_question(Statement(words=words, cue_class=cue))

    assert (draft.answer_kind, draft.text) == (kind, text)


def test_a_time_of_day_is_no_amount():
    draft = draft_question(Statement(words="residents were told at 9.40 p.m.", cue_class="assert"))

    assert draft.answer_kind == "free"


def test_a_claim_is_a_sentence_of_bounded_length():
    claim = draft_claim(Statement(words="that " + "very " * 100 + "long"))

    assert claim.startswith("Very very")
    assert len(claim) <= 300
    assert claim.endswith("….")
