from __future__ import annotations

import numpy as np
import pytest

from analysis.contrast.sides import Rivalry, Side, Standing
from claims.proposing import Case, Linked, Subject, propose_link

WIDTH = 384


def vector(*parts):
    made = np.zeros(WIDTH, dtype=np.float32)
    made[: len(parts)] = parts
    return made / np.linalg.norm(made)


HERE, NEAR_HERE, ELSEWHERE = vector(1), vector(1, 1), vector(0, 0, 1)


def subject(text="the toll is seventeen dead by now", at=NEAR_HERE, **more):
    return Subject(1, Side(text, **more), at)


def case(claim=1, text="Somebody warned the ministry.", *, is_number=False, linked=(), at=HERE):
    return Case(claim, text, "Was there a warning?", is_number, at, tuple(linked))


def rate_as(relation, score=0.9):
    return lambda pairs: [Rivalry(score, relation, ("because",), {"denied": 1.0}) for _ in pairs]


def test_a_statement_about_something_else_is_not_proposed():
    assert propose_link(subject(at=ELSEWHERE), [case()], rate_as(Standing.DENIES)) is None


@pytest.mark.parametrize(
    ("relation", "stance"),
    [("denies", "denies"), ("disputes", "denies"), ("same", "asserts"), ("qualifies", "qualifies")],
)
def test_what_is_found_against_the_claim_becomes_the_stance(relation, stance):
    proposal = propose_link(subject(), [case()], rate_as(Standing(relation)))

    assert (proposal.stance, proposal.against) == (stance, None)


def test_a_rival_of_a_denial_asserts():
    linked = Linked(7, Side("nobody warned them at all"), HERE, "denies")
    only_against_it = lambda pairs: [  # noqa: E731
        Rivalry(0.9, Standing.DENIES if pair[1] is linked.side else Standing.NONE, ("r",), {})
        for pair in pairs
    ]

    proposal = propose_link(subject(), [case(linked=[linked])], only_against_it)

    assert (proposal.stance, proposal.against) == ("asserts", 7)


def test_a_figure_goes_to_the_claim_that_gives_it_and_speaks_against_no_other():
    cases = [
        case(1, "Twelve people died.", is_number=True),
        case(2, "Seventeen people died.", is_number=True),
    ]

    proposal = propose_link(
        subject("that seventeen people died that night"), cases, rate_as(Standing.DIFFERENT_NUMBER)
    )

    assert (proposal.claim, proposal.stance) == (2, "asserts")


def test_the_year_in_which_both_were_so_is_no_figure_that_is_given():
    claim = case(1, "Unemployment fell by 2 points in 2024.", is_number=True)
    said = subject("there was far less crime in 2024")

    assert propose_link(said, [claim], rate_as(Standing.NONE, 0.0)) is None


def test_a_year_is_a_figure_where_the_claim_gives_no_other():
    claim = case(1, "The bridge was built in 1974.", is_number=True)

    proposal = propose_link(subject("it was built in 1974"), [claim], rate_as(Standing.NONE, 0.0))

    assert proposal.stance == "asserts"


def test_the_same_words_again_are_a_copy_and_never_a_rival():
    words = "they were warned in writing"
    linked = Linked(7, Side(words, origin="1"), HERE, "qualifies")

    proposal = propose_link(
        subject(words, HERE, origin="1"), [case(linked=[linked])], rate_as(Standing.DENIES)
    )

    assert (proposal.stance, proposal.relation, proposal.rivalry) == ("qualifies", "same", 0.0)


def test_reasons_name_the_claim_and_not_a_second_statement():
    rate = lambda pairs: [  # noqa: E731
        Rivalry(0.9, Standing.DENIES, ("X: denies what the second statement asserts",), {})
        for _ in pairs
    ]

    assert propose_link(subject(), [case()], rate).reasons == ("X: denies what the claim asserts",)


@pytest.mark.parametrize(("is_number", "expected"), [(False, "asserts"), (True, None)])
def test_nearness_alone_speaks_for_a_claim_in_words_and_for_no_figure(is_number, expected):
    cases = [case(is_number=is_number)]

    proposal = propose_link(
        subject("nobody had told them a thing", HERE), cases, rate_as(Standing.NONE, 0.0)
    )

    assert (proposal and proposal.stance) == expected


def test_what_belongs_to_the_question_gets_its_nearest_claim_proposed():
    cases = [case(1, at=vector(0, 1)), case(2, "Nobody warned them.", at=vector(0, 3, 1))]

    proposal = propose_link(subject(at=ELSEWHERE), cases, rate_as(Standing.NONE), belongs=True)

    assert (proposal.claim, proposal.stance) == (2, "asserts")
    assert "An editor said" in proposal.reasons[0]


def test_words_that_speak_for_a_claim_go_before_nearness():
    proposal = propose_link(subject(), [case()], rate_as(Standing.DENIES), belongs=True)

    assert proposal.stance == "denies"
