"""Nothing leaves that is not published: each row here has one reason to stay."""

import json

import pytest

from articles.models import Article
from claims.models import ClaimLink, ReadingDue, Statement
from tests.factories import (
    ArticleFactory,
    ArticleVersionFactory,
    ClaimFactory,
    ClaimLinkFactory,
    DeskFactory,
    MembershipFactory,
    QuestionFactory,
    ReviewEventFactory,
    SpeakerFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def ids(api, path):
    return [row["id"] for row in api.get(path).json()["results"]]


def test_a_withdrawn_article_is_not_served(api):
    kept = ArticleVersionFactory().article
    withdrawn = ArticleVersionFactory(article__state=Article.State.WITHDRAWN).article

    assert ids(api, "/api/v1/articles") == [kept.pk]
    assert api.get(f"/api/v1/articles/{withdrawn.pk}").status_code == 404


@pytest.mark.parametrize("status", [s for s in Statement.Status if s != Statement.Status.ACCEPTED])
def test_only_accepted_statements_are_served(api, status):
    hidden = StatementFactory(status=status)

    assert ids(api, "/api/v1/statements") == []
    assert api.get(f"/api/v1/statements/{hidden.pk}").status_code == 404


def test_a_statement_of_a_withdrawn_article_is_not_served(api):
    hidden = StatementFactory(
        status=Statement.Status.ACCEPTED, version__article__state=Article.State.WITHDRAWN
    )

    assert ids(api, "/api/v1/statements") == []
    assert api.get(f"/api/v1/statements/{hidden.pk}").status_code == 404


def test_a_speaker_is_not_served_for_what_waits_for_a_second_reading(api):
    hidden = StatementFactory(status=Statement.Status.ACCEPTED, speaker=SpeakerFactory())
    ReadingDue.objects.create(
        statement=hidden,
        first_reader=UserFactory(),
        desk=DeskFactory(),
        article=hidden.version.article,
        rank=1,
        place=1,
    )
    told = StatementFactory(status=Statement.Status.ACCEPTED, speaker=SpeakerFactory())

    assert ids(api, "/api/v1/speakers") == [told.speaker_id]
    assert api.get(f"/api/v1/speakers/{hidden.speaker.slug}").status_code == 404


def test_an_unpublished_question_hides_its_claims_and_links(api):
    question = QuestionFactory(is_published=False)
    link = ClaimLinkFactory(claim__question=question)

    assert ids(api, "/api/v1/questions") == []
    assert api.get(f"/api/v1/questions/{question.slug}").status_code == 404
    assert ids(api, "/api/v1/claims") == []
    assert api.get(f"/api/v1/claims/{link.claim_id}").status_code == 404
    assert api.get(f"/api/v1/statements/{link.statement_id}").json()["claims"] == []
    assert ids(api, f"/api/v1/statements?question={question.slug}") == []
    assert ids(api, f"/api/v1/statements?claim={link.claim_id}") == []


@pytest.mark.parametrize("state", [ClaimLink.State.SUGGESTED, ClaimLink.State.REFUSED])
def test_a_link_that_nobody_confirmed_is_not_served(api, state):
    link = ClaimLinkFactory(state=state)

    assert api.get(f"/api/v1/statements/{link.statement_id}").json()["claims"] == []
    assert ids(api, f"/api/v1/statements?claim={link.claim_id}") == []
    assert set(api.get(f"/api/v1/claims/{link.claim_id}").json()["counts"].values()) == {0}


@pytest.mark.parametrize(
    "hidden",
    [
        {"statement__status": Statement.Status.WITHDRAWN},
        {"statement__version__article__state": Article.State.WITHDRAWN},
        {"state": ClaimLink.State.SUGGESTED},
    ],
    ids=["withdrawn-statement", "withdrawn-article", "suggested-link"],
)
def test_counts_leave_out_what_is_not_published(api, hidden):
    claim = ClaimFactory()
    ClaimLinkFactory(claim=claim, statement__speaker=None)
    ClaimLinkFactory(claim=claim, **hidden)

    counts = api.get(f"/api/v1/claims/{claim.pk}").json()["counts"]

    assert counts == {
        "statements": 1,
        "asserting": 1,
        "denying": 0,
        "qualifying": 0,
        "origins": 1,
        "speakers": 0,
    }


def test_one_wire_story_in_two_outlets_is_one_origin(api):
    claim = ClaimFactory()
    speaker = SpeakerFactory()
    first = ArticleVersionFactory()
    second = ArticleVersionFactory(article=ArticleFactory(origin=first.article.origin))
    for version, stance in [(first, "asserts"), (second, "denies")]:
        statement = StatementFactory(
            version=version, status="accepted", editor_speaker=speaker, speaker=speaker
        )
        ClaimLinkFactory(claim=claim, statement=statement, stance=stance)

    counts = api.get(f"/api/v1/claims/{claim.pk}").json()["counts"]

    assert (counts["statements"], counts["origins"], counts["speakers"]) == (2, 1, 1)
    assert (counts["asserting"], counts["denying"]) == (1, 1)


@pytest.mark.parametrize(
    ("status", "is_provisional", "has_post", "is_public"),
    [
        pytest.param("accepted", True, False, True, id="published-statement"),
        pytest.param("proposed", True, False, False, id="proposed-statement"),
        pytest.param("rejected", False, False, False, id="rejected-statement"),
        pytest.param("proposed", False, True, True, id="post-in-the-registry"),
        pytest.param("proposed", True, True, False, id="post-but-unchecked"),
    ],
)
def test_which_speakers_are_public(api, status, is_provisional, has_post, is_public):
    speaker = SpeakerFactory(is_provisional=is_provisional, slug="the-one")
    StatementFactory(status=status, editor_speaker=speaker, speaker=speaker)
    if has_post:
        MembershipFactory(person=speaker, post__organisation__slug="the-office")

    listed = [row["slug"] for row in api.get("/api/v1/speakers").json()["results"]]

    assert ("the-one" in listed) is is_public
    assert api.get("/api/v1/speakers/the-one").status_code == (200 if is_public else 404)


def test_a_parent_that_is_not_public_is_not_named(api):
    hidden = SpeakerFactory(name="Hidden parent", is_provisional=True)
    child = SpeakerFactory(parent=hidden)
    StatementFactory(status="accepted", editor_speaker=child, speaker=child)

    answer = api.get(f"/api/v1/speakers/{child.slug}")

    assert answer.json()["parent"] is None
    assert "Hidden parent" not in answer.content.decode()


def test_neither_the_text_nor_the_fetched_page_leaves(api):
    version = ArticleVersionFactory(text="Secret opening. He said so.", raw="<p>raw page</p>")
    StatementFactory(version=version, exact="so", status="accepted", proposal={"engine": "secret"})

    served = json.dumps([api.get(f"/api/v1/{name}").json() for name in ("articles", "statements")])

    assert "raw page" not in served
    assert "engine" not in served
    assert "Secret opening. He said so." not in served


def test_the_last_acceptance_dates_a_statement(api):
    statement = StatementFactory(status="accepted")
    for act in ("accept", "reject", "accept"):
        last = ReviewEventFactory(statement=statement, act=act)

    served = api.get(f"/api/v1/statements/{statement.pk}").json()["accepted_at"]

    assert served == last.at.isoformat().replace("+00:00", "Z")
