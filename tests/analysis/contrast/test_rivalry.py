"""The rules alone: the model is stood in for by one that knows nothing."""

import pytest

from analysis.contrast import rivalry
from analysis.contrast.rivalry import compete, compete_many
from analysis.contrast.sides import Side, Standing
from analysis.contrast.stance import Reading
from analysis.types import CueClass


class Undecided:
    def __init__(self):
        self.pairs = []

    def read(self, pairs):
        self.pairs += pairs
        return [Reading(1 / 3, 1 / 3, 0.5) for _ in pairs]


@pytest.fixture(autouse=True)
def model(monkeypatch):
    standing_in = Undecided()
    monkeypatch.setattr(rivalry, "load_stance", lambda: standing_in)
    monkeypatch.delenv("CROSSCLAIM_RERANKER", raising=False)
    return standing_in


def between(a, b, question=None):
    return compete(Side(a, "Ana Roe"), Side(b, "Tom Lark"), question)


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        pytest.param(
            "The port kept no fuel in the depot.",
            "The port kept fuel in the depot.",
            Standing.DENIES,
            id="negation",
        ),
        pytest.param(
            "Reports that the governor fled are false.",
            "The governor fled.",
            Standing.DENIES,
            id="denial",
        ),
        pytest.param(
            "The flood is a serious threat to the valley.",
            "The mayor is exaggerating the threat of the flood.",
            Standing.DISPUTES,
            id="minimiser",
        ),
        pytest.param(
            "Twelve people were killed in the explosion.",
            "At least 17 people were killed in the explosion.",
            Standing.DIFFERENT_NUMBER,
            id="number",
        ),
        pytest.param(
            "The evacuation order came at 9.40 p.m.",
            "The evacuation order came at 10.25 p.m.",
            Standing.DIFFERENT_ANSWER,
            id="time",
        ),
        pytest.param(
            "The dam cost 40 million euros.",
            "The dam cost 40 million dollars.",
            Standing.NOT_COMPARABLE,
            id="currency",
        ),
        pytest.param(
            "12 soldiers were killed in the raid.",
            "15 civilians were killed in the raid.",
            Standing.NOT_COMPARABLE,
            id="definition",
        ),
        pytest.param(
            "The plant will open in June.",
            "The plant will open in June.",
            Standing.SAME,
            id="same-words",
        ),
        pytest.param(
            "There is no doubt that the fire was arson.",
            "The fire was arson.",
            Standing.SAME,
            id="no-doubt",
        ),
        pytest.param(
            "Unemployment fell last year.",
            "The festival drew large crowds.",
            Standing.NONE,
            id="two-topics",
        ),
    ],
)
def test_the_relation_is_named(a, b, relation):
    found = between(a, b)

    assert found.relation is relation
    assert (found.score >= 0.5) == (
        relation not in {Standing.NONE, Standing.SAME, Standing.NOT_COMPARABLE}
    )


@pytest.mark.parametrize(
    ("a", "b", "question", "relation"),
    [
        pytest.param(
            "The confirmed figure is 12.",
            "We have registered 17 people who died.",
            "How many people died?",
            Standing.DIFFERENT_NUMBER,
            id="number",
        ),
        pytest.param(
            "The order was given at 9.40 p.m.",
            "Residents were told to go at 10.25 p.m.",
            "At what time was the order given?",
            Standing.DIFFERENT_ANSWER,
            id="time",
        ),
    ],
)
def test_a_question_ties_answers_that_share_no_words(a, b, question, relation):
    found = between(a, b, question)

    assert found.relation is relation
    assert found.score > between(a, b, "Why was there no plan?").score


def test_a_pair_scores_the_same_both_ways():
    a, b = "The road is open.", "The road is not open, whatever the mayor says."

    assert between(a, b).score == between(b, a).score


def test_reasons_quote_the_words_of_both():
    found = between(
        "The flood is a serious threat to the valley.",
        "The mayor is exaggerating the threat of the flood.",
    )

    assert found.reasons[0] == (
        "Tom Lark: disputes what Ana Roe asserts, “exaggerating” / “serious threat”."
    )


def test_a_denial_that_names_the_other_speaker_scores_higher():
    a = Side("The group is a grave danger to the whole region.", "French Foreign Ministry")
    b = "France is overstating the danger."

    named = compete(a, Side(b, "Village elders"))
    unnamed = compete(Side(a.text, "Port workers"), Side(b, "Village elders"))

    assert named.score > unnamed.score
    assert any("“France”" in reason for reason in named.reasons)


def test_reports_of_one_origin_do_not_compete():
    a = Side("Twelve people were killed.", "Ana Roe", origin="wire-7")
    b = Side("Nobody was killed.", "Tom Lark", origin="wire-7")

    found = compete(a, b)

    assert (found.score, found.relation) == (0.0, Standing.NOT_COMPARABLE)


def test_one_speaker_on_two_dates_changes_position():
    a = Side("The ministry received no warning.", "Ana Roe", "2026-03-12")
    b = Side("The ministry received a warning.", "Ana  roe", "2026-04-02")

    found = compete(a, b)

    assert found.relation is Standing.CHANGE_OF_POSITION
    assert found.reasons[0] == "Ana Roe: one thing on 12 March 2026, another on 2 April 2026."


def test_one_speaker_on_one_date_does_not_compete_with_himself():
    a = Side("The ministry received no warning.", "Ana Roe", "2026-03-12")
    b = Side("The ministry received a warning.", "Ana Roe", "2026-03-12")

    assert compete(a, b).score < 0.5


def test_a_denying_cue_counts_as_a_denial():
    a, b = "The company paid the inspectors.", "It paid the inspectors of the port."

    plain = compete(Side(a, "Ana Roe"), Side(b, "Tom Lark"))
    denied = compete(Side(a, "Ana Roe"), Side(b, "Tom Lark", cue_class=CueClass.DENY))

    assert denied.score > plain.score


def test_the_model_reads_a_question_of_yes_and_no_only(model):
    compete_many(
        [
            (Side("a b"), Side("c d"), "The port should close"),
            (Side("a b"), Side("c d"), "How many people died?"),
        ]
    )

    assert [pair for pair in model.pairs if "port" in pair[0]] == [
        ("The port should close", "a b"),
        ("The port should close", "c d"),
    ]
    assert len(model.pairs) == 4


@pytest.mark.parametrize("text", ["", " ", "?!", "😀" * 50, "no " * 5000])
def test_odd_texts_do_not_fail(text):
    assert 0.0 <= between(text, "The road is open.").score <= 1.0


def test_reasons_never_say_who_is_right():
    found = between("Reports that the governor fled are false.", "The governor fled.")

    said = " ".join(found.reasons).lower()
    assert not any(word in said for word in ("right", "true", "contradict", "lie"))


def test_a_hedge_qualifies_without_competing():
    found = between(
        "The plant is safe.", "The plant may be safe, but the inspectors have not finished."
    )

    assert found.relation is Standing.QUALIFIES
    assert found.score < 0.5
