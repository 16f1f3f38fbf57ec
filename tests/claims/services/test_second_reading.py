"""Second readings: who is drawn, what is kept, and that the first reading stands untouched."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from analysis.types import Span
from claims.errors import ReviewError, SecondReadingError
from claims.marking import Marking
from claims.models import Act, ReadingDue, SecondReading, Statement
from claims.services.adding import add_statement
from claims.services.bulk import Asked, decide_statements
from claims.services.correcting import Labels
from claims.services.review import (
    accept_statement,
    correct_spans,
    correct_speaker,
    reject_statement,
)
from claims.services.sampling import is_drawn, trim_sample
from claims.services.second_reading import Marked, give_reading, keep_draft
from claims.services.undoing import undo_act
from tests.claims.quality.rows import decide, propose
from tests.factories import ArticleVersionFactory, DeskFactory, SpeakerFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return UserFactory(username="ada")


@pytest.fixture
def ben():
    return UserFactory(username="ben")


@pytest.fixture
def desk():
    """A desk that has everything read twice."""
    return read_by_desk(second_share=100)


def read_by_desk(**fields):
    desk = DeskFactory(**fields)
    version = ArticleVersionFactory()
    desk.routes.create(article=version.article)
    desk.version = version
    return desk


@pytest.fixture
def statement(desk):
    return propose(version=desk.version)


def undo_last(actor):
    act = Act.objects.exclude(kind="undo").order_by("-pk")[0]
    return undo_act(act_id=act.pk, actor=actor).act


def due():
    return list(ReadingDue.objects.values_list("pk", "first_reader__username"))


def marked(statement, **changes):
    parts = {
        "marking": Marking.of(statement),
        "labels": Labels(statement.quotation, statement.cue_class),
        "speaker": None,
    }
    return Marked(**parts | changes)


# Who is drawn


def test_the_draw_comes_near_its_share_and_a_larger_one_keeps_it():
    tenth = {pk for pk in range(20_000) if is_drawn(pk, share=10)}

    assert 1_800 < len(tenth) < 2_200
    assert tenth <= {pk for pk in range(20_000) if is_drawn(pk, share=11)}
    assert not any(is_drawn(pk, share=0) for pk in range(1_000))
    assert all(is_drawn(pk, share=100) for pk in range(1_000))


@pytest.mark.parametrize("verdict", ["accept", "reject"])
def test_a_verdict_of_a_desk_with_a_share_waits_for_a_second_reading(statement, ada, verdict):
    decide(statement, verdict, actor=ada)

    assert due() == [(statement.pk, "ada")]


def test_a_bulk_verdict_is_drawn_from_too(statement, ada):
    decide_statements(asked=[Asked(statement.pk, 1)], status="accepted", actor=ada)

    assert due() == [(statement.pk, "ada")]


@pytest.mark.parametrize("share", [0, 40])
def test_just_those_are_drawn_that_the_share_says(ada, share):
    desk = read_by_desk(second_share=share)
    statements = [propose(version=desk.version) for _ in range(12)]

    for one in statements:
        decide(one, "accept", actor=ada)

    drawn = {pk for pk, _who in due()}
    assert drawn == {one.pk for one in statements if is_drawn(one.pk, share=share)}


def test_without_a_desk_nothing_is_drawn(ada):
    DeskFactory(second_share=100)

    decide(propose(), "accept", actor=ada)

    assert due() == []


def test_an_undone_verdict_waits_no_more_and_its_redoing_waits_again(statement, ada):
    decide(statement, "accept", actor=ada)

    undone = undo_last(ada)
    assert due() == []
    undo_act(act_id=undone.pk, actor=ada)
    assert due() == [(statement.pk, "ada")]


def test_a_link_or_a_correction_draws_nothing(desk, statement, ada):
    desk.second_share = 0
    desk.save()
    decide(statement, "accept", actor=ada)
    desk.second_share = 100
    desk.save()

    correct_spans(
        statement_id=statement.pk,
        row_version=2,
        actor=ada,
        content=[Span(30, 40)],
        cue=[],
        source=[],
    )

    assert due() == []


def test_what_an_editor_added_is_not_read_blind_for_there_is_no_proposal(desk, ada):
    add_statement(
        version=desk.version,
        text_sha256=desk.version.text_sha256,
        marking=Marking(content=(Span(30, 40),)),
        labels=Labels("direct", "assert"),
        speaker=None,
        actor=ada,
    )

    assert due() == []


def test_a_withdrawn_statement_waits_no_more(statement, ada):
    decide(statement, "accept", actor=ada)

    decide_statements(asked=[Asked(statement.pk, 2)], status="withdrawn", actor=ada)

    assert due() == []


def test_a_smaller_share_lets_go_what_it_leaves_out(desk, ada):
    statements = [propose(version=desk.version) for _ in range(10)]
    for one in statements:
        decide(one, "accept", actor=ada)
    desk.second_share = 30

    trim_sample(desk)

    assert {pk for pk, _who in due()} == {
        one.pk for one in statements if is_drawn(one.pk, share=30)
    }


def test_without_a_share_a_verdict_asks_for_the_shares_and_reads_no_statement_for_it(ada):
    statement = propose()

    with CaptureQueriesContext(connection) as queries:
        accept_statement(statement_id=statement.pk, row_version=1, actor=ada)

    asked = [query["sql"] for query in queries if re.search("readingdue|claims_desk", query["sql"])]
    assert [sql.split()[0] for sql in asked] == ["SELECT", "DELETE"]


# Giving it


def test_a_second_reading_is_kept_beside_the_first_and_changes_nothing(statement, ada, ben):
    decide(statement, "accept", actor=ada)
    stands = Statement.objects.get(pk=statement.pk)

    give_reading(statement_id=statement.pk, verdict="rejected", actor=ben, why="Nobody is credited")

    reading = SecondReading.objects.get()
    assert (reading.first_verdict, reading.verdict) == ("accepted", "rejected")
    assert (reading.first_reader, reading.reader, reading.why) == (ada, ben, "Nobody is credited")
    assert (reading.differs, reading.is_open) == (["verdict"], True)
    after = Statement.objects.get(pk=statement.pk)
    assert (after.state(), after.row_version) == (stands.state(), stands.row_version)
    assert due() == []


def test_equal_readings_leave_no_difference(statement, ada, ben):
    decide(statement, "accept", actor=ada)

    reading = give_reading(statement_id=statement.pk, verdict="accepted", actor=ben)

    assert (reading.differs, reading.is_open) == ([], False)


def test_the_first_reader_cannot_give_the_second_reading(statement, ada):
    decide(statement, "accept", actor=ada)

    with pytest.raises(ReviewError, match="no second reading by you"):
        give_reading(statement_id=statement.pk, verdict="accepted", actor=ada)


def test_nor_can_somebody_who_corrected_it_before(statement, ada, ben):
    correct_spans(
        statement_id=statement.pk,
        row_version=1,
        actor=ben,
        content=[Span(30, 40)],
        cue=[],
        source=[],
    )
    decide(statement, "accept", actor=ada)

    with pytest.raises(ReviewError, match="no second reading by you"):
        give_reading(statement_id=statement.pk, verdict="accepted", actor=ben)


def test_it_is_given_once(statement, ada, ben):
    decide(statement, "accept", actor=ada)
    give_reading(statement_id=statement.pk, verdict="accepted", actor=ben)

    with pytest.raises(ReviewError, match="somebody was quicker"):
        give_reading(statement_id=statement.pk, verdict="rejected", actor=UserFactory())

    assert SecondReading.objects.get().reader == ben


def test_a_verdict_that_does_not_exist_is_refused(statement, ada, ben):
    decide(statement, "accept", actor=ada)

    with pytest.raises(ReviewError, match="not a verdict"):
        give_reading(statement_id=statement.pk, verdict="true", actor=ben)


def test_what_the_second_reader_marked_goes_with_the_reading(statement, ada, ben):
    decide(statement, "accept", actor=ada)
    speaker = SpeakerFactory()
    content = statement.content[0]
    marking = Marking(content=(Span(content["start"], content["start"] + 6),))
    wanted = marked(
        statement, marking=marking, speaker=speaker, labels=Labels("direct", "deny", ("hedged",))
    )

    keep_draft(statement_id=statement.pk, actor=ben, marked=wanted)
    reading = give_reading(statement_id=statement.pk, verdict="accepted", actor=ben)

    assert [one["exact"] for one in reading.second["content"]] == ["twelve"]
    assert reading.differs == ["speaker", "content", "quotation", "cue_class", "modality"]
    assert (reading.content_first, reading.content_second, reading.content_both) == (30, 6, 6)


def test_two_records_of_one_speaker_are_no_difference(statement, ada, ben):
    kept = SpeakerFactory()
    merged = SpeakerFactory(canonical=kept)
    correct_speaker(statement_id=statement.pk, row_version=1, actor=ada, speaker=merged)
    decide(statement, "accept", actor=ada)

    keep_draft(statement_id=statement.pk, actor=ben, marked=marked(statement, speaker=kept))
    reading = give_reading(statement_id=statement.pk, verdict="accepted", actor=ben)

    assert reading.differs == []


def test_a_draft_counts_for_its_reader_alone(statement, ada, ben):
    decide(statement, "accept", actor=ada)
    keep_draft(
        statement_id=statement.pk,
        actor=ben,
        marked=marked(statement, labels=Labels("direct", "deny")),
    )

    reading = give_reading(statement_id=statement.pk, verdict="accepted", actor=UserFactory())

    assert reading.differs == []


def test_the_first_is_compared_with_its_own_corrections(statement, ada, ben):
    decide(statement, "accept", actor=ada)
    correct_spans(
        statement_id=statement.pk,
        row_version=2,
        actor=ada,
        content=[Span(30, 40)],
        cue=[],
        source=[],
    )

    reading = give_reading(statement_id=statement.pk, verdict="accepted", actor=ben)

    assert reading.differs == ["content"]
    assert reading.first["content"][0]["start"] == 30


def test_what_was_marked_is_there_again_when_the_reading_is_taken_back(statement, ada, ben):
    decide(statement, "accept", actor=ada)
    labels = Labels("direct", "deny")
    keep_draft(statement_id=statement.pk, actor=ben, marked=marked(statement, labels=labels))
    give_reading(statement_id=statement.pk, verdict="accepted", actor=ben)

    undo_last(ben)
    again = give_reading(statement_id=statement.pk, verdict="accepted", actor=ben)

    assert again.differs == ["quotation", "cue_class"]


def test_two_who_reject_agree_whatever_they_marked(statement, ada, ben):
    decide(statement, "reject", actor=ada)
    keep_draft(
        statement_id=statement.pk,
        actor=ben,
        marked=marked(statement, labels=Labels("direct", "deny")),
    )

    reading = give_reading(statement_id=statement.pk, verdict="rejected", actor=ben)

    assert (reading.differs, reading.content_first) == ([], 0)


def test_undoing_it_makes_it_wait_again_and_undoing_that_brings_it_back(statement, ada, ben):
    decide(statement, "accept", actor=ada)
    given = give_reading(statement_id=statement.pk, verdict="rejected", actor=ben)

    undone = undo_last(ben)
    assert not SecondReading.objects.exists()
    assert due() == [(statement.pk, "ada")]
    undo_act(act_id=undone.pk, actor=ada)

    back = SecondReading.objects.get()
    assert back.logged() == given.logged()
    assert (back.week, back.is_open, due()) == (given.week, True, [])


def test_a_statement_read_twice_is_not_drawn_again(statement, ada, ben):
    decide(statement, "accept", actor=ada)
    give_reading(statement_id=statement.pk, verdict="accepted", actor=ben)

    decide(statement, "reject", actor=ada)

    assert due() == []


# What a would-be second reader may not do meanwhile


def test_nobody_who_could_read_it_blind_changes_the_statement(statement, ada, ben):
    decide(statement, "accept", actor=ada)

    with pytest.raises(SecondReadingError, match="waits for a second reading"):
        reject_statement(statement_id=statement.pk, row_version=2, actor=ben)
    with pytest.raises(SecondReadingError):
        accept_statement(statement_id=statement.pk, row_version=1, actor=ben)
    with pytest.raises(SecondReadingError):
        correct_spans(
            statement_id=statement.pk,
            row_version=2,
            actor=ben,
            content=[Span(30, 40)],
            cue=[],
            source=[],
        )

    assert Statement.objects.get(pk=statement.pk).row_version == 2


def test_a_bulk_verdict_leaves_it_and_tells_no_more_than_that(statement, ada, ben):
    decide(statement, "accept", actor=ada)

    done = decide_statements(asked=[Asked(statement.pk, 1)], status="rejected", actor=ben)

    ((_row, why),) = done.conflicts
    assert (done.act, why) == (None, "Decided meanwhile; it waits for a second reading.")


def test_the_first_reader_may_go_on_correcting(statement, ada):
    decide(statement, "accept", actor=ada)

    decide(statement, "reject", actor=ada)

    assert due() == [(statement.pk, "ada")]
