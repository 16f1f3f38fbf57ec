from __future__ import annotations

import datetime as dt

import pytest

from claims.contrast import contrast_question
from tests.factories import (
    ArticleFactory,
    ArticleVersionFactory,
    ClaimFactory,
    ClaimLinkFactory,
    MembershipFactory,
    OriginFactory,
    PostFactory,
    QuestionFactory,
    SpeakerFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db


def say(claim, *, on=1, origin=None, stance="asserts", speaker=None, **changes):
    published_at = dt.datetime(2026, 3, on, 9, 0, tzinfo=dt.UTC)
    article = ArticleFactory(published_at=published_at, origin=origin or OriginFactory())
    statement = StatementFactory(
        version=ArticleVersionFactory(article=article),
        status=changes.pop("status", "accepted"),
        speaker=speaker,
        engine_speaker=speaker,
        **changes,
    )
    return ClaimLinkFactory(statement=statement, claim=claim, stance=stance)


def test_claims_stand_in_order_of_their_first_statement():
    question = QuestionFactory()
    late, early, silent = (
        ClaimFactory(question=question, text=t) for t in ("A late", "An early", "A silent")
    )
    say(late, on=9)
    say(early, on=2)

    columns = contrast_question(question).columns

    assert [c.claim for c in columns] == [early, late, silent]


def test_copies_of_one_wire_story_count_as_one_origin_and_show_once():
    claim, wire, speaker = ClaimFactory(), OriginFactory(), SpeakerFactory()
    for day in (1, 2, 3):
        say(claim, on=day, origin=wire, speaker=speaker)

    column = contrast_question(claim.question).columns[0]

    assert (column.n_origins, column.n_outlets, column.n_statements) == (1, 3, 3)
    (report,) = column.holders[0].reports
    assert len(report.copies) == 2


def test_the_same_words_from_two_origins_are_two_reports():
    claim, speaker = ClaimFactory(), SpeakerFactory()
    say(claim, on=1, speaker=speaker)
    say(claim, on=2, speaker=speaker)

    assert len(contrast_question(claim.question).columns[0].holders[0].reports) == 2


def test_unnamed_sources_of_two_articles_are_two_holders():
    claim = ClaimFactory()
    say(claim, speaker_name="an official", speaker_kind="anonymous")
    say(claim, speaker_name="an official", speaker_kind="anonymous")

    column = contrast_question(claim.question).columns[0]

    assert len(column.holders) == 2
    assert column.is_only_anonymous


def test_a_claim_that_an_unnamed_source_denies_is_asserted_by_nobody():
    claim = ClaimFactory()
    say(claim, speaker_name="an official", speaker_kind="anonymous", stance="denies")

    assert not contrast_question(claim.question).columns[0].is_only_anonymous


@pytest.mark.parametrize("status", ["proposed", "rejected", "withdrawn"])
def test_only_accepted_statements_are_shown(status):
    claim = ClaimFactory()
    say(claim, status=status)

    assert contrast_question(claim.question).columns[0].said == ()


def test_refused_links_are_not_shown():
    claim = ClaimFactory()
    link = say(claim)
    link.state = "refused"
    link.save(update_fields=["state"])

    assert contrast_question(claim.question).n_statements == 0


def test_stances_count_speakers_not_statements():
    claim, speaker = ClaimFactory(), SpeakerFactory()
    say(claim, speaker=speaker)
    say(claim, speaker=speaker)
    say(claim, speaker=SpeakerFactory(), stance="denies")

    stances = contrast_question(claim.question).columns[0].stances

    assert [(stance.value, n) for stance, n in stances] == [("asserts", 1), ("denies", 1)]


def test_queries_do_not_grow_with_statements(django_assert_max_num_queries):
    claim = ClaimFactory()
    for day in range(1, 8):
        say(claim, on=day, speaker=SpeakerFactory())

    with django_assert_max_num_queries(5):
        contrast = contrast_question(claim.question)
        assert [h.label for c in contrast.columns for h in c.holders]


@pytest.mark.parametrize(
    ("label", "post"),
    [
        ("Spokesman of the Harbour Union", "Spokesman of the Harbour Union"),
        ("Spokesman", "Spokesman, Harbour Union"),
    ],
)
def test_a_post_names_its_organisation_once(label, post):
    person = SpeakerFactory(kind="person")
    union = SpeakerFactory(name="Harbour Union", kind="ngo")
    MembershipFactory(person=person, post=PostFactory(label=label, organisation=union))
    link = say(ClaimFactory(), speaker=person)

    [holder] = contrast_question(link.claim.question).columns[0].holders

    assert holder.posts == (post,)
