"""The change feed: nothing that partners see changes without an entry, and nothing else makes one."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Outlet
from claims.models import Claim, Question, Statement
from claims.services.second_reading import give_reading
from partners.models import Change, FeedState, PublishedItem, Touch
from partners.services.feed import (
    forget_changes,
    publish_all_changes,
    publish_changes,
    restart_feed,
)
from speakers.models import Post, Speaker
from tests.claims.quality.rows import decide, propose
from tests.factories import (
    ArticleVersionFactory,
    ClaimFactory,
    ClaimLinkFactory,
    DeskFactory,
    MembershipFactory,
    QuestionFactory,
    ReviewEventFactory,
    SpeakerFactory,
    SpeakerNameFactory,
    StatementFactory,
    UserFactory,
)
from tests.partners.changing import Newsroom
from tests.partners.mirroring import Mirror, follow, read_lists

pytestmark = pytest.mark.django_db


def news(*kinds):
    """Publish, and return (type, id, act) of what is new, of those kinds if any are named."""
    before = Change.objects.count()
    publish_all_changes()
    return [
        (change.kind, change.item_id, change.act)
        for change in Change.objects.order_by("sequence")[before:]
        if not kinds or change.kind in kinds
    ]


def test_a_statement_from_its_acceptance_to_its_erasure():
    statement = StatementFactory(version__article__outlet=None)
    assert news("statement") == []

    Statement.objects.filter(pk=statement.pk).update(status="accepted")
    assert news("statement") == [("statement", statement.pk, "created")]

    Statement.objects.filter(pk=statement.pk).update(quotation="direct")
    assert news() == [("statement", statement.pk, "changed")]

    Statement.objects.filter(pk=statement.pk).update(status="withdrawn")
    assert news() == [("statement", statement.pk, "withdrawn")]

    Statement.objects.filter(pk=statement.pk).update(status="accepted")
    assert news() == [("statement", statement.pk, "created")]

    key = statement.pk
    statement.delete()
    assert news() == [("statement", key, "erased")]
    assert not PublishedItem.objects.filter(kind="statement").exists()


def test_what_waits_for_a_second_reading_is_told_of_when_it_is_given():
    version = ArticleVersionFactory()
    DeskFactory(second_share=100).routes.create(article=version.article)
    statement = propose(version=version)
    speaker = SpeakerFactory(is_provisional=True)
    Statement.objects.filter(pk=statement.pk).update(speaker=speaker)
    link = ClaimLinkFactory(statement=statement, claim__question__is_published=True)
    publish_all_changes()

    decide(statement, "accept", actor=UserFactory())
    assert news("statement", "claim", "speaker") == []
    give_reading(statement_id=statement.pk, verdict="accepted", actor=UserFactory())

    assert sorted(news("statement", "claim", "speaker")) == [
        ("claim", link.claim_id, "changed"),
        ("speaker", speaker.pk, "created"),
        ("statement", statement.pk, "created"),
    ]


def test_what_was_withdrawn_before_it_is_erased_is_told_of_twice():
    claim = ClaimFactory()
    news()

    Question.objects.update(is_published=False)
    assert ("claim", claim.pk, "withdrawn") in news()

    key = claim.pk
    claim.delete()
    assert news("claim") == [("claim", key, "erased")]
    Touch.objects.create(kind="claim", item_id=key)
    assert news("claim") == []


def test_a_write_that_partners_cannot_see_makes_no_entry():
    statement = StatementFactory(status="accepted")
    news()

    Statement.objects.filter(pk=statement.pk).update(row_version=7, touched_at=timezone.now())
    Article.objects.update(added_by=None)

    assert Touch.objects.exists()
    assert news() == []


def test_many_writes_to_one_thing_are_one_entry_with_what_stands():
    claim = ClaimFactory()
    news()

    for text in ("One.", "Two.", "Three."):
        Claim.objects.filter(pk=claim.pk).update(text=text)

    assert news("claim") == [("claim", claim.pk, "changed")]


def test_a_write_that_is_taken_back_makes_no_entry():
    claim = ClaimFactory(text="One.")
    news()

    Claim.objects.update(text="Two.")
    Claim.objects.filter(pk=claim.pk).update(text="One.")

    assert news() == []


@pytest.fixture
def linked():
    """A statement that shows one of everything, told of already."""
    ministry = SpeakerFactory(slug="ministry", kind="ministry")
    speaker = SpeakerFactory(slug="speaker", parent=ministry)
    MembershipFactory(person=speaker, post__organisation=ministry)
    statement = StatementFactory(status="accepted", speaker=speaker, editor_speaker=speaker)
    link = ClaimLinkFactory(statement=statement)
    publish_all_changes()
    return link


@pytest.mark.parametrize(
    ("write", "kinds"),
    [
        pytest.param(
            lambda: Outlet.objects.update(name="Renamed"), {"article", "statement"}, id="outlet"
        ),
        pytest.param(
            lambda: Outlet.objects.update(excerpt_limit=2), {"statement"}, id="excerpt-limit"
        ),
        pytest.param(
            lambda: Article.objects.update(title="Retitled"), {"article", "statement"}, id="title"
        ),
        pytest.param(
            lambda: Article.objects.update(state="withdrawn"),
            {"article", "statement", "claim"},
            id="article-withdrawn",
        ),
        pytest.param(
            lambda: Speaker.objects.filter(slug="speaker").update(name="Renamed"),
            {"speaker", "statement"},
            id="speaker",
        ),
        pytest.param(
            lambda: Speaker.objects.filter(slug="ministry").update(name="Renamed"),
            {"speaker"},
            id="parent-and-organisation-of-a-post",
        ),
        pytest.param(
            lambda: Post.objects.update(label="Relabelled"), {"speaker"}, id="label-of-a-post"
        ),
        pytest.param(
            lambda: SpeakerNameFactory(speaker=Speaker.objects.get(slug="speaker")),
            {"speaker"},
            id="name-of-a-speaker",
        ),
        pytest.param(
            lambda: Statement.objects.update(status="withdrawn"),
            {"statement", "claim"},
            id="statement-withdrawn",
        ),
        pytest.param(
            lambda: Statement.objects.update(speaker=None, editor_speaker=None),
            {"statement", "claim"},
            id="statement-of-nobody",
        ),
        pytest.param(
            lambda: Question.objects.update(slug="renamed"),
            {"question", "claim", "statement"},
            id="slug-of-a-question",
        ),
        pytest.param(
            lambda: Question.objects.update(is_published=False),
            {"question", "claim", "statement"},
            id="question-hidden",
        ),
        pytest.param(
            lambda: Claim.objects.update(text="Reworded."), {"question", "claim"}, id="claim"
        ),
        pytest.param(
            lambda: ReviewEventFactory(statement=Statement.objects.get()),
            {"statement"},
            id="accepted-again",
        ),
    ],
)
def test_what_shows_a_row_is_told_of_when_the_row_changes(linked, write, kinds):
    write()

    assert {kind for kind, _id, _act in news()} == kinds


def test_a_child_names_its_parent_only_while_that_is_published(api):
    parent = SpeakerFactory(is_provisional=True)
    child = SpeakerFactory(parent=parent)
    StatementFactory(status="accepted", speaker=child, editor_speaker=child)
    of_parent = StatementFactory(speaker=parent, editor_speaker=parent)
    news()

    Statement.objects.filter(pk=of_parent.pk).update(status="accepted")

    assert set(news("speaker")) == {
        ("speaker", parent.pk, "created"),
        ("speaker", child.pk, "changed"),
    }


def test_numbers_have_no_gap():
    for _ in range(3):
        ClaimLinkFactory()
        publish_all_changes()

    numbers = list(Change.objects.order_by("sequence").values_list("sequence", flat=True))

    assert numbers == list(range(1, len(numbers) + 1))


def test_a_batch_takes_no_more_than_its_limit():
    for _ in range(5):
        ClaimFactory(question=QuestionFactory())
    n_touches = Touch.objects.count()

    assert publish_changes(limit=3) == 3
    assert Touch.objects.count() >= n_touches - 3
    assert publish_all_changes() > 0
    assert publish_changes() == 0


@pytest.mark.parametrize("seed", range(3))
def test_a_mirror_of_a_newsroom_at_work_equals_the_lists(api, seed):
    newsroom, mirror = Newsroom(seed), Mirror(api)
    for _ in range(12):
        done = [newsroom.act() for _ in range(newsroom.random.randrange(1, 8))]
        publish_all_changes()

        mirror.catch_up()

        assert mirror.things == read_lists(api), done

    assert len({entry["sequence"] for entry in mirror.entries}) == len(mirror.entries)
    assert {"created", "changed", "withdrawn"} <= {entry["act"] for entry in mirror.entries}


def test_an_entry_leads_to_the_thing(api):
    question = QuestionFactory(slug="how-many")

    entry = next(e for e in follow(api)[0] if e["type"] == "question")

    assert entry == {
        "sequence": 1,
        "type": "question",
        "id": question.pk,
        "act": "created",
        "at": entry["at"],
        "href": "http://testserver/api/v1/questions/how-many",
    }
    assert api.get(entry["href"]).json()["id"] == question.pk


def test_what_is_gone_leads_nowhere_and_shows_nothing(api):
    claim = ClaimFactory()
    follow(api)
    Question.objects.update(is_published=False)

    created, withdrawn = (e for e in follow(api, expand="item")[0] if e["type"] == "claim")

    assert (withdrawn["act"], withdrawn["href"], withdrawn["item"]) == ("withdrawn", None, None)
    assert (created["act"], created["item"]) == ("created", None)
    assert claim.text not in str(withdrawn) + str(created)


def test_an_expanded_entry_holds_what_the_row_serves(api):
    statement = StatementFactory(status="accepted")

    entries, _ = follow(api, expand="item", type="statement")

    assert [e["item"] for e in entries] == [api.get(f"/api/v1/statements/{statement.pk}").json()]


def test_a_walk_goes_on_where_it_stopped(api):
    QuestionFactory.create_batch(5)
    page = api.get("/api/v1/changes?page_size=2").json()
    assert (len(page["results"]), page["previous"]) == (2, None)

    rest, token = follow(api, page["token"], page_size=1)
    assert [e["sequence"] for e in page["results"] + rest] == [1, 2, 3, 4, 5]

    assert follow(api, token) == ([], token)
    QuestionFactory()
    assert [e["sequence"] for e in follow(api, token)[0]] == [6]


def test_one_type_alone_goes_on_after_all(api):
    ClaimFactory.create_batch(2)

    entries, token = follow(api, type="claim", page_size=1)

    assert {e["type"] for e in entries} == {"claim"}
    assert follow(api, token) == ([], token)


def test_a_copy_begins_with_the_token_of_now(api):
    ClaimFactory()
    begun = api.get("/api/v1/changes?start=now").json()
    assert (begun["results"], begun["next"]) == ([], None)

    QuestionFactory()

    assert [e["type"] for e in follow(api, begun["token"])[0]] == ["question"]


def expired_by_restart(token):
    restart_feed()
    return token


def expired_by_forgetting(token):
    forget_changes(before=timezone.now() + dt.timedelta(days=1))
    return token


def expired_by_going_back(token):
    Change.objects.all().delete()
    FeedState.objects.update(head=0)
    return token


@pytest.mark.parametrize(
    "expire", [expired_by_restart, expired_by_forgetting, expired_by_going_back]
)
def test_an_expired_token_asks_for_a_full_copy(api, expire):
    QuestionFactory()
    token = api.get("/api/v1/changes").json()["token"]
    QuestionFactory()
    follow(api)
    expire(token)

    answer = api.get(f"/api/v1/changes?cursor={token}")

    assert answer.status_code == 410
    assert answer.json()["type"].endswith("#token-expired")
    assert "full copy" in answer.json()["detail"]


def test_what_is_kept_is_read_from_its_beginning(api):
    QuestionFactory.create_batch(3)
    publish_all_changes()
    Change.objects.filter(sequence__lte=2).update(at=timezone.now() - dt.timedelta(days=9))
    before = timezone.now() - dt.timedelta(days=1)

    assert forget_changes(before=before) == 2
    assert forget_changes(before=before) == 0
    assert [e["sequence"] for e in follow(api)[0]] == [3]


def test_the_last_token_survives_forgetting_all(api):
    QuestionFactory()
    _, token = follow(api)
    forget_changes(before=timezone.now() + dt.timedelta(days=1))
    QuestionFactory()

    assert [e["sequence"] for e in follow(api, token)[0]] == [2]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("cursor=abc", 400),
        ("cursor=", 400),
        (f"cursor={'A' * 27}", 404),
        ("start=then", 400),
        ("expand=all", 400),
        ("type=outlet", 400),
        ("page_size=0", 400),
        ("q=words", 400),
    ],
)
def test_what_cannot_be_asked_of_the_feed_is_refused(api, query, status):
    answer = api.get(f"/api/v1/changes?{query}")

    assert answer.status_code == status
    if status == 400:
        assert answer.json()["errors"][0]["pointer"] == f"#/{query.partition('=')[0]}"


def test_an_unchanged_feed_is_304(api):
    QuestionFactory()
    first = api.get("/api/v1/changes")

    assert api.get("/api/v1/changes", HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304
    QuestionFactory()
    assert api.get("/api/v1/changes", HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200


@pytest.mark.parametrize("query", ["", "?expand=item"])
def test_the_number_of_queries_does_not_grow_with_entries(api, query):
    def count():
        follow(api)
        with CaptureQueriesContext(connection) as queries:
            api.get(f"/api/v1/changes{query}")
        return len(queries)

    ClaimLinkFactory()
    ArticleVersionFactory()
    n_few = count()
    for _ in range(4):
        ClaimLinkFactory()

    assert count() == n_few


def test_the_number_of_queries_of_a_batch_does_not_grow_with_touches():
    def count():
        with CaptureQueriesContext(connection) as queries:
            publish_changes()
        return len(queries)

    ClaimLinkFactory()
    n_few = count()
    publish_all_changes()
    for _ in range(4):
        ClaimLinkFactory()

    assert count() == n_few
