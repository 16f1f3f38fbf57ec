"""The page where two readings that differ are settled."""

from __future__ import annotations

import re

import pytest

from analysis.types import Span
from claims.marking import Marking
from claims.models import SecondReading, Statement
from claims.services.correcting import Labels
from claims.services.second_reading import Marked, give_reading, keep_draft
from claims.services.settling import settle_difference
from tests.claims.quality.rows import decide, propose
from tests.factories import ArticleVersionFactory, DeskFactory, SpeakerFactory, UserFactory

pytestmark = pytest.mark.django_db

PAGE = "/review/differences/"


@pytest.fixture
def ada():
    return UserFactory(username="ada")


@pytest.fixture
def ben():
    return UserFactory(username="ben")


@pytest.fixture
def curator(client_as):
    return client_as("curator")


@pytest.fixture
def version():
    version = ArticleVersionFactory()
    DeskFactory(second_share=100, name="Port desk").routes.create(article=version.article)
    return version


@pytest.fixture
def differ(version, ada, ben):
    """Return a function that has one statement read twice: ada accepts it, ben says what is given."""

    def make(verdict="rejected", why="", **changes):
        statement = decide(propose(version=version), "accept", actor=ada)
        parts = {
            "marking": Marking.of(statement),
            "labels": Labels(statement.quotation, statement.cue_class),
            "speaker": None,
        }
        at = {"statement_id": statement.pk, "actor": ben}
        keep_draft(**at, marked=Marked(**parts | changes))
        return give_reading(**at, verdict=verdict, why=why)

    return make


def rows_of(response):
    """Each row of the table: its label, and what the first and the second say."""
    return {
        row.label: tuple("".join(piece.words for piece in side) for side in (row.first, row.second))
        for row in response.context["sides"].rows
    }


def post(client, reading, act, **more):
    row_version = Statement.objects.get(pk=reading.pk).row_version
    return client.post(
        PAGE, {"statement": reading.pk, "row_version": row_version, "act": act} | more
    )


def test_only_what_differs_is_shown(curator, differ):
    differ("accepted", labels=Labels("direct", "assert"))

    response = curator.get(PAGE)

    assert rows_of(response) == {"quotation": ("indirect", "direct")}
    page = response.content.decode()
    assert "Both marked the same words" in page
    assert "speech act</th>" not in page


def test_words_speaker_and_kind_stand_side_by_side(curator, differ):
    union = SpeakerFactory(name="Harbour Workers Union")
    differ(
        "accepted",
        marking=Marking(content=(Span(54, 67),), cue=(Span(49, 53),)),
        speaker=union,
        labels=Labels("indirect", "deny", ("hedged",)),
    )

    response = curator.get(PAGE)

    assert rows_of(response) == {
        "speaker": ("none of the registry", "Harbour Workers Union"),
        "cue": ("none", "said"),
        "content": ("twelve people died in the fire", "twelve people"),
        "speech act": ("asserts", "denies"),
        "modality": ("plain", "hedged"),
    }
    own = re.findall(r'difference-own">([^<]*)<', response.content.decode())
    assert own == ["said", " died in the fire"]


def test_a_difference_of_verdicts_comes_with_its_reason(curator, differ):
    differ("rejected", why="Nobody is credited")

    response = curator.get(PAGE)

    assert rows_of(response) == {"verdict": ("accepted", "rejected")}
    assert "Nobody is credited" in response.content.decode()


def test_readings_that_agree_never_appear(curator, differ):
    reading = differ("accepted")

    assert "No two readings differ" in curator.get(PAGE).content.decode()
    named = curator.get(f"{PAGE}?statement={reading.pk}").content.decode()
    assert "No two readings differ" in named


def test_settling_goes_on_to_the_next(curator, differ):
    first, second = differ(), differ()

    response = post(curator, first, "second", why="He is right")

    followed = curator.get(response.url)
    assert followed.context["sides"].reading == second
    assert "The second reading stands." in followed.content.decode()
    assert Statement.objects.get(pk=first.pk).status == "rejected"


def test_neither_leads_to_the_statement_in_the_queue(curator, differ):
    reading = differ()

    response = post(curator, reading, "neither")

    assert response.url == f"/review/?statement={reading.pk}"
    assert curator.get(response.url).context["statement"].status == "proposed"


def test_undo_brings_the_difference_back(curator, differ):
    reading = differ()
    post(curator, reading, "second")

    response = curator.post(PAGE, {"act": "undo"}, follow=True)

    assert response.context["sides"].reading == reading
    assert SecondReading.objects.get().is_open
    assert Statement.objects.get().status == "accepted"


def test_what_somebody_else_settled_answers_409_with_how(curator, differ):
    reading = differ()
    settle_difference(
        statement_id=reading.pk, row_version=2, choice="first", actor=UserFactory(username="quick")
    )

    response = post(curator, reading, "second")

    assert response.status_code == 409
    page = response.content.decode()
    assert "quick settled this already" in page
    assert 'value="second"' not in page


def test_a_stale_page_answers_409_and_says_that_it_was_changed(curator, differ, ada):
    reading = differ()
    decide(Statement.objects.get(), "reject", actor=ada)

    response = post(curator, reading, "first", row_version=2)

    assert response.status_code == 409
    assert response.context["sides"].is_changed


@pytest.mark.parametrize("act", ["first", "burn", "undo"])
def test_what_cannot_be_done_says_why(curator, act):
    response = curator.post(PAGE, {"act": act, "statement": "7", "row_version": "1"})

    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()


def test_next_and_previous_go_round(curator, differ):
    first, second, third = differ(), differ(), differ()

    def shown(query):
        return curator.get(PAGE + query).context["sides"].reading

    assert [shown(f"?after={one.pk}") for one in (first, second, third)] == [second, third, first]
    assert [shown(f"?before={one.pk}") for one in (first, second, third)] == [third, first, second]


@pytest.mark.parametrize(
    ("group", "sees", "settles"),
    [("viewer", 403, 403), ("editor", 200, 403), ("curator", 200, 302)],
)
def test_reviewers_look_and_curators_settle(client_as, differ, group, sees, settles):
    reading = differ()
    client = client_as(group)

    page = client.get(PAGE)

    assert page.status_code == sees
    assert ('value="second"' in page.content.decode()) == (settles == 302)
    assert post(client, reading, "second").status_code == settles


def test_whoever_gave_one_of_the_readings_is_told_so(client_as, make_member, version, ada):
    judge = make_member("curator", "judge")
    statement = decide(propose(version=version), "accept", actor=ada)
    give_reading(statement_id=statement.pk, verdict="rejected", actor=judge)

    assert "One of these readings is yours" in client_as(judge).get(PAGE).content.decode()


def test_curators_are_led_there_from_the_queue(curator, client_as, differ):
    assert PAGE not in curator.get("/review/").content.decode()
    differ()

    assert PAGE in curator.get("/review/").content.decode()
    assert PAGE not in client_as("editor").get("/review/").content.decode()


def test_queries_do_not_grow_with_differences(curator, differ, django_assert_max_num_queries):
    for _ in range(8):
        differ()

    with django_assert_max_num_queries(14):
        curator.get(PAGE)
