from __future__ import annotations

import pytest

from analysis.attribution.cue_words import inflect
from analysis.attribution.cues import classify_cue, is_negated_cue
from analysis.types import CueClass, Span


def cue_of(text, *parts):
    return tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("The mayor said the bridge was safe.", "said", "assert"),
        ("Figures were wrong, according to the auditor.", "according to", "assert"),
        ("The firm denies dumping waste.", "denies", "deny"),
        ("The firm rejected the report.", "rejected", "deny"),
        ("The mayor ruled out a second vote.", "ruled out", "deny"),
        ("The company's denial that it knew came late.", "denial", "deny"),
        ("Farmers accused the ministry of lying.", "accused", "accuse"),
        ("Opponents blamed the drought on him.", "blamed", "accuse"),
        ("The union demanded higher pay.", "demanded", "demand"),
        ("The bishop called for calm.", "called for", "demand"),
        ("The envoy urged both sides to talk.", "urged", "demand"),
        ("He vowed to rebuild the port.", "vowed", "promise"),
        ("Their pledge to pay was late.", "pledge", "promise"),
        ("Analysts predicted a bad harvest.", "predicted", "predict"),
        ("The bank estimates growth at two percent.", "estimates", "predict"),
        ("The study cast doubt on the figures.", "cast doubt on", "doubt"),
        ("Critics questioned the count.", "questioned", "doubt"),
        ("Reporters asked whether he knew.", "asked", "ask"),
        ("The minister admitted that it failed.", "admitted", "concede"),
        ("Doctors warned of shortages.", "warned", "warn"),
        ("She believes the talks will fail.", "believes", "think"),
        ("He hoped to return.", "hoped", "think"),
        ("She strode out.", "strode", "other"),
    ],
)
def test_class_of_a_plain_cue(text, cue, expected):
    assert classify_cue(text, cue_of(text, cue)) is CueClass(expected)


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        pytest.param("He did not deny the payment.", "deny", "concede", id="before-the-cue"),
        pytest.param("He did not deny the payment.", "did not deny", "concede", id="in-the-cue"),
        pytest.param("He didn’t deny the payment.", "deny", "concede", id="contracted"),
        pytest.param("She never admitted it.", "admitted", "deny", id="never"),
        pytest.param("They refused to confirm the raid.", "refused to confirm", "other", id="refused-to"),
        pytest.param("They refused to confirm the raid.", "confirm", "other", id="refused-before"),
        pytest.param("They refused to confirm the raid.", "refused", "other", id="refused-alone"),
        pytest.param("She does not believe it.", "believe", "doubt", id="not-believe"),
        pytest.param("He did not immediately say why.", "say", "other", id="adverb-between"),
    ],
)  # fmt: skip
def test_class_of_a_negated_cue(text, cue, expected):
    span = cue_of(text, cue)

    assert is_negated_cue(text, span)
    assert classify_cue(text, span) is CueClass(expected)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        pytest.param("They did not stop. He denied it.", "denied", id="negator-of-another-sentence"),
        pytest.param("Not all agreed, he said.", "said", id="negator-of-another-clause"),
        pytest.param("The council refused the plan.", "refused", id="refusing-is-the-act"),
        pytest.param("A man with no money said so.", "said", id="negator-of-a-noun"),
    ],
)  # fmt: skip
def test_cues_that_are_not_negated(text, cue):
    assert not is_negated_cue(text, cue_of(text, cue))


def test_a_bare_quotation_asserts():
    assert classify_cue("“We go.”", (), quoted=True) is CueClass.ASSERT
    assert classify_cue("we go", ()) is CueClass.OTHER


@pytest.mark.parametrize(
    ("base", "form"),
    [("deny", "denied"), ("say", "saying"), ("admit", "admitted"), ("urge", "urging"), ("press", "presses")],
)  # fmt: skip
def test_regular_forms(base, form):
    assert form in inflect(base)
