import pytest

from analysis.contrast.rivalry import compete
from analysis.contrast.sides import Side
from analysis.contrast.stance import load_stance

pytestmark = pytest.mark.slow


def test_readings_come_in_order_whatever_their_length():
    pairs = [
        ("The bridge is safe.", "The bridge is not safe."),
        ("The bridge is safe.", "Engineers say that the bridge is safe."),
        ("The bridge is safe.", "It is not true that the bridge is safe, engineers said."),
    ]

    together = load_stance().read(pairs)
    alone = [load_stance().read([pair])[0] for pair in pairs]

    for one, other in zip(together, alone, strict=True):
        assert one.undermines == pytest.approx(other.undermines, abs=0.02)


def test_a_denial_undermines_and_a_confirmation_does_not():
    claim = "The company buried waste near the river."

    denied, confirmed = load_stance().read(
        [
            (claim, "The company denies that it buried waste near the river."),
            (claim, "Inspectors confirm that the company buried waste near the river."),
        ]
    )

    assert denied.undermines > 0.7 > 0.3 > confirmed.undermines


def test_a_long_text_is_cut_off_and_read():
    assert len(load_stance().read([("The road is open. " * 2000, "The road is closed.")])) == 1


@pytest.mark.parametrize(
    ("a", "b", "does_compete"),
    [
        ("The road to Orsel is open.", "The road to Orsel is closed.", True),
        ("The army destroyed the bridge.", "Rebels destroyed the bridge.", True),
        ("The mayor opened the fair.", "Heavy rain fell on the coast.", False),
        ("The mayor opened the fair.", "The fair was opened by the mayor.", False),
    ],
)
def test_rules_and_model_together_decide(a, b, does_compete):
    found = compete(Side(a, "Ana Roe"), Side(b, "Tom Lark"))

    assert (found.score >= 0.5) is does_compete
