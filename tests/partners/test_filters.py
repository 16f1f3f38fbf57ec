import datetime as dt

import pytest

from articles.models import Article
from claims.models import PartnerReview
from speakers.models import Speaker
from tests.factories import (
    ArticleVersionFactory,
    ClaimFactory,
    ClaimLinkFactory,
    MembershipFactory,
    OutletFactory,
    QuestionFactory,
    SpeakerFactory,
    SpeakerNameFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db


def ids(api, path):
    answer = api.get(path)
    assert answer.status_code == 200, answer.content
    return {row["id"] for row in answer.json()["results"]}


@pytest.fixture
def pair(api):
    """Two statements that differ in everything a filter asks for."""
    outlet = OutletFactory()
    speaker = SpeakerFactory(slug="ada-kovan", kind="person")
    question = QuestionFactory(slug="how-many")
    wanted = StatementFactory(
        status="accepted",
        version__article__outlet=outlet,
        version__article__published_at=dt.datetime(2026, 3, 10, tzinfo=dt.UTC),
        editor_speaker=speaker,
        speaker=speaker,
        speaker_kind="ministry",
        quotation="direct",
        cue_class="deny",
        exact="There was no warning",
    )
    link = ClaimLinkFactory(statement=wanted, claim__question=question, stance="denies")
    other = StatementFactory(status="accepted", version__article__outlet=OutletFactory())
    return wanted, other, outlet, link


@pytest.mark.parametrize(
    "query",
    [
        "speaker=ada-kovan",
        "speaker_kind=person",
        "outlet={outlet}",
        "article={article}",
        "question=how-many",
        "claim={claim}",
        "stance=denies",
        "question=how-many&claim={claim}&stance=denies",
        "quotation=direct",
        "cue_class=deny",
        "published_after=2026-03-10",
        "published_after=2026-03-10T00:00:00Z",
        "published_after=2026-03-10T02:00:00%2B02:00",
        "published_after=2026-03-09&published_before=2026-03-11",
        "q=no+warning",
        "q=NO+WARNING",
    ],
)
def test_each_filter_keeps_what_it_names(api, pair, query):
    wanted, _, outlet, link = pair
    given = query.format(outlet=outlet.pk, article=wanted.version.article_id, claim=link.claim_id)

    assert ids(api, f"/api/v1/statements?{given}") == {wanted.pk}


@pytest.mark.parametrize(
    "query",
    [
        "speaker=nobody",
        "outlet=999999",
        "article=9223372036854775807",
        "question=no-question",
        "claim=999999",
        "stance=asserts",
        "published_after=2026-03-11",
        "published_before=2026-03-01T09:00:00Z",
        "published_before=0001-01-01T00:00:00%2B14:00",
        "published_after=9999-12-31T23:59:59-14:00",
        "speaker_kind=court",
        "q=no+such+words",
    ],
)
def test_what_nothing_published_answers_to_is_an_empty_list(api, pair, query):
    assert ids(api, f"/api/v1/statements?{query}") == set()


def test_a_registered_speaker_decides_the_kind(api, pair):
    _wanted, other, *_ = pair

    assert ids(api, "/api/v1/statements?speaker_kind=ministry") == {other.pk}


def test_stance_and_question_must_hold_of_one_link(api):
    statement = StatementFactory(status="accepted")
    ClaimLinkFactory(statement=statement, claim__question__slug="one", stance="asserts")
    ClaimLinkFactory(statement=statement, claim__question__slug="two", stance="denies")

    assert ids(api, "/api/v1/statements?question=one&stance=asserts") == {statement.pk}
    assert ids(api, "/api/v1/statements?question=one&stance=denies") == set()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("stance", "maybe"),
        ("stance", ""),
        ("quotation", "Direct"),
        ("cue_class", "shout"),
        ("speaker_kind", "alien"),
        ("speaker", "no slug"),
        ("speaker", ""),
        ("question", "a/b"),
        ("outlet", "x"),
        ("outlet", "1.0"),
        ("outlet", "0"),
        ("outlet", "-1"),
        ("outlet", "9223372036854775808"),
        ("claim", "1;drop"),
        ("published_after", "yesterday"),
        ("published_after", "2026-13-01"),
        ("published_after", "2026-03-01T09:00:00"),
        ("published_after", "2026-W10"),
        ("published_before", "20260301"),
        ("q", "%00"),
        ("q", "x" * 201),
        ("unknown", "1"),
        ("offset", "5"),
    ],
)
def test_what_cannot_be_meant_is_refused(api, name, value):
    answer = api.get(f"/api/v1/statements?{name}={value}")

    assert answer.status_code == 400
    assert answer.json()["type"] == "/api/docs/problems/#bad-request"
    assert [e["pointer"] for e in answer.json()["errors"]] == [f"#/{name}"]


def test_no_words_ask_for_nothing_in_particular(api, pair):
    wanted, other, *_ = pair

    assert ids(api, "/api/v1/statements?q=&role=") == {wanted.pk, other.pk}
    assert len(ids(api, "/api/v1/claims?reviewed_by=")) == 1


def test_a_parameter_given_twice_is_refused(api):
    assert api.get("/api/v1/statements?stance=denies&stance=asserts").status_code == 400


def test_a_single_row_takes_no_parameters(api):
    article = ArticleVersionFactory().article

    assert api.get(f"/api/v1/articles/{article.pk}?q=x").status_code == 400


@pytest.fixture
def minister(api):
    """Somebody who was minister for one year, and what they said before, in it and after."""
    speaker, ministry = SpeakerFactory(), SpeakerFactory(slug="interior", kind="ministry")
    MembershipFactory(
        person=speaker,
        post__label="Minister of the Interior",
        post__organisation=ministry,
        start="2025",
        end="2025",
    )
    MembershipFactory(person=speaker, post__label="Mayor", start="2026")
    said = {
        year: StatementFactory(
            status="accepted",
            speaker=speaker,
            editor_speaker=speaker,
            version__article__published_at=dt.datetime(year, 12, 31, 23, 30, tzinfo=dt.UTC),
        )
        for year in (2024, 2025, 2026)
    }
    return said, speaker


@pytest.mark.parametrize(
    ("query", "years"),
    [
        ("role=minister", {2025}),
        ("role=mayor", {2026}),
        ("organisation=interior", {2025}),
        ("role=minister&organisation=interior", {2025}),
        ("role=mayor&organisation=interior", set()),
        ("organisation=nothing", set()),
        ("role=king", set()),
        ("role=minister&published_after=2026-01-01", set()),
    ],
)
def test_a_role_is_the_one_held_on_the_day(api, minister, query, years):
    said, _ = minister

    assert ids(api, f"/api/v1/statements?{query}") == {said[year].pk for year in years}


def test_a_role_is_that_of_whichever_record_was_merged(api, minister):
    said, speaker = minister
    root = SpeakerFactory()
    Speaker.objects.filter(pk=speaker.pk).update(canonical=root)

    assert ids(api, "/api/v1/statements?role=minister") == {said[2025].pk}


def test_one_wire_story_is_one_report(api):
    first, copy = (
        StatementFactory(
            status="accepted",
            version__article__published_at=dt.datetime(2026, 3, day, tzinfo=dt.UTC),
        )
        for day in (1, 2)
    )
    origin = first.version.article.origin
    Article.objects.filter(pk=copy.version.article_id).update(origin=origin)
    alone = StatementFactory(status="accepted")

    assert ids(api, f"/api/v1/statements?origin={origin.pk}") == {first.pk, copy.pk}
    assert ids(api, "/api/v1/statements?independent=first") == {first.pk, alone.pk}
    assert ids(api, f"/api/v1/articles?origin={origin.pk}&independent=first") == {
        first.version.article_id
    }


def test_claims_by_reports_and_by_reviewer(api):
    many = ClaimFactory()
    for _ in range(2):
        ClaimLinkFactory(claim=many, statement__status="accepted")
    few = ClaimLinkFactory(statement__status="accepted").claim
    for claim, state in ((few, "confirmed"), (many, "suggested")):
        PartnerReview.objects.create(
            claim=claim, partner="Verity Desk", rating="False", url=f"https://v.example/{claim.pk}",
            claim_reviewed="x", state=state,
        )  # fmt: skip

    assert ids(api, "/api/v1/claims?min_origins=2") == {many.pk}
    assert ids(api, "/api/v1/claims?reviewed_by=verity") == {few.pk}


def test_what_somebody_said_about_a_question_between_dates(api, pair):
    wanted, *_ = pair
    asked = (
        "speaker=ada-kovan&question=how-many&published_after=2026-03-01&published_before=2026-04-01"
    )

    assert ids(api, f"/api/v1/statements?{asked}&stance=denies&quotation=direct") == {wanted.pk}
    assert ids(api, f"/api/v1/statements?{asked.replace('2026-04-01', '2026-03-10')}") == set()


def test_articles_by_outlet_time_and_title(api):
    wanted = ArticleVersionFactory(
        article__title="Ferry sinks", article__published_at=dt.datetime(2026, 4, 1, tzinfo=dt.UTC)
    ).article
    undated = ArticleVersionFactory(article__published_at=None).article

    assert ids(api, f"/api/v1/articles?outlet={wanted.outlet_id}") == {wanted.pk}
    assert ids(api, "/api/v1/articles?published_after=2026-04-01&published_before=2026-04-02") == {
        wanted.pk
    }
    assert ids(api, "/api/v1/articles?q=ferry") == {wanted.pk}
    assert undated.pk in ids(api, "/api/v1/articles")


def test_speakers_by_kind_country_and_any_name(api):
    wanted = SpeakerFactory(kind="court", country="NO")
    other = SpeakerFactory()
    SpeakerNameFactory(speaker=wanted, name="Cour de Élysée")
    for speaker in (wanted, other):
        StatementFactory(status="accepted", editor_speaker=speaker, speaker=speaker)

    for query in ("kind=court", "country=NO", "q=elysee", "q=ÉLYSÉE"):
        assert ids(api, f"/api/v1/speakers?{query}") == {wanted.pk}


def test_questions_and_claims_by_words(api):
    wanted = ClaimFactory(text="Nine died.", question__text="Was there a warning?")
    other = ClaimFactory()

    assert ids(api, "/api/v1/questions?q=WARNING") == {wanted.question_id}
    assert ids(api, "/api/v1/claims?q=nine") == {wanted.pk}
    assert ids(api, f"/api/v1/claims?question={wanted.question.slug}") == {wanted.pk}
    assert ids(api, f"/api/v1/questions?answer_kind={other.question.answer_kind}") == {
        wanted.question_id,
        other.question_id,
    }
