"""Two sentences in nearly the same words may still be about two cases."""

from __future__ import annotations

import pytest

from analysis.contrast.namesakes import is_one_case

CLOSED = "The Merrow Bridge was closed to lorries on 11 May."
SOLD = "It goes to Norvik Holding."
RETREAT = "General Oskar Brandis ordered the retreat from Vell."
TOLL = "Twelve people died at Port Orsel."


@pytest.mark.parametrize(
    ("a", "b", "is_one"),
    [
        pytest.param("Lorries left the Merrow Bridge on May 11.", CLOSED, True, id="same"),
        pytest.param("The Merrow Bridge is closed.", CLOSED, True, id="no-date"),
        pytest.param("The Merrow Bridge was closed on 21 May.", CLOSED, False, id="other-day"),
        pytest.param("The Merrow Bridge was closed in March.", CLOSED, False, id="other-month"),
        pytest.param("The Kestrel Bridge was closed on 11 May.", CLOSED, False, id="namesake"),
        pytest.param("A fire was at Depot 7.", "A fire was at Depot 4.", False, id="number"),
        pytest.param("It is sold to Castor Group.", SOLD, False, id="names"),
        pytest.param("Crime rose in 2021.", "Crime rose in 2024.", False, id="other-year"),
        pytest.param("Brandis ordered the retreat.", RETREAT, True, id="short"),
        pytest.param(RETREAT.replace("Vell", "Kolm"), RETREAT, False, id="other-place"),
        pytest.param("Port Orsel counts its dead.", TOLL, True, id="named-first"),
        pytest.param("Nobody died.", TOLL, False, id="nobody-named"),
        pytest.param("In Port Orsel 12 died.", "Twelve people died.", True, id="named-by-one"),
        pytest.param("It is up to the UN.", "The United Nations decide it.", True, id="initials"),
        pytest.param("The United Nations decide.", "It is for the UN.", True, id="spelled-out"),
        pytest.param("The Russian army left.", "The army of Russia left.", True, id="adjective"),
    ],
)
def test_cases_are_told_apart_by_date_and_name(a, b, is_one):
    assert is_one_case(a, b) is is_one


@pytest.mark.parametrize(
    ("claim", "is_one"),
    [("62 children fell ill.", False), ("In February 62 children fell ill.", True)],
)
def test_a_claim_without_a_date_has_that_of_its_question(claim, is_one):
    asked = "How many children fell ill in November?"

    assert is_one_case("62 children fell ill in February.", claim, asked=asked) is is_one


@pytest.mark.parametrize(
    ("a", "known", "is_one"),
    [
        pytest.param("9 died on the Bluefin ferry.", "", True, id="of-question"),
        pytest.param("9 died.", "", True, id="no-name"),
        pytest.param("9 died on the Redline train.", "", False, id="stranger"),
        pytest.param("9 died near Cape Anno.", "It sank near Cape Anno.", True, id="known"),
    ],
)
def test_a_claim_without_names_has_those_of_its_question(a, known, is_one):
    asked = "How many people died on the Bluefin ferry?"

    assert is_one_case(a, "Nine people died.", asked=asked, known=known) is is_one
