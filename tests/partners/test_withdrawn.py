"""What has been withdrawn stays out unless it is asked for; then it is marked, and has no words."""

import pytest

from articles.models import Article
from claims.models import Statement
from tests.factories import ClaimLinkFactory, StatementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(api):
    """Three statements: one stands, one was withdrawn by an editor, one with its article by the publisher."""
    stands, taken_back, gone = (
        ClaimLinkFactory(statement__status="accepted").statement for _ in range(3)
    )
    Statement.objects.filter(pk=taken_back.pk).update(status="withdrawn")
    Article.objects.filter(pk=gone.version.article_id).update(state="withdrawn")
    StatementFactory(status="rejected")
    StatementFactory(status="proposed")
    return stands, taken_back, gone


def rows(api, path):
    answer = api.get(path)
    assert answer.status_code == 200, answer.content
    return {row["id"]: row for row in answer.json()["results"]}


def test_nothing_withdrawn_comes_unasked(api, said):
    stands, taken_back, gone = said

    found = rows(api, "/api/v1/statements")

    assert set(found) == {stands.pk}
    assert "is_withdrawn" not in found[stands.pk]
    assert gone.version.article_id not in rows(api, "/api/v1/articles")
    for one in (taken_back, gone):
        assert api.get(f"/api/v1/statements/{one.pk}").status_code == 404


def test_what_is_asked_for_is_marked_and_has_no_words(api, said):
    stands, taken_back, gone = said

    found = rows(api, "/api/v1/statements?withdrawn=include")

    assert {pk: row["is_withdrawn"] for pk, row in found.items()} == {
        stands.pk: False,
        taken_back.pk: True,
        gone.pk: True,
    }
    assert found[stands.pk]["words"]
    for one in (taken_back, gone):
        row = found[one.pk]
        assert (row["words"], row["selectors"], row["is_excerpt"]) == (None, None, True)
        assert row["text_fragment"] == one.version.article.canonical_url
        assert [claim["stance"] for claim in row["claims"]] == ["asserts"]
    assert found[gone.pk]["article"]["state"] == "withdrawn"


def test_only_what_is_withdrawn(api, said):
    _, taken_back, gone = said

    assert set(rows(api, "/api/v1/statements?withdrawn=only")) == {taken_back.pk, gone.pk}
    [article] = rows(api, "/api/v1/articles?withdrawn=only").values()
    assert (article["id"], article["state"], article["is_withdrawn"]) == (
        *(gone.version.article_id, "withdrawn"),
        True,
    )


def test_one_row_and_few_members_keep_the_mark(api, said):
    *_, gone = said

    whole = api.get(f"/api/v1/statements/{gone.pk}?withdrawn=include").json()
    few = api.get(f"/api/v1/statements/{gone.pk}?withdrawn=include&fields=id").json()

    assert whole["is_withdrawn"] is True
    assert few == {"id": gone.pk, "is_withdrawn": True}


def test_every_format_shows_the_mark(api, said):
    *_, gone = said

    def get(ending):
        return api.get(f"/api/v1/statements/{gone.pk}.{ending}?withdrawn=include")

    assert get("jsonld").json()["creativeWorkStatus"] == "Withdrawn"
    assert "withdrawn" in [body["value"] for body in get("annotation").json()["body"]]
    names, values = get("csv").content.decode().splitlines()[:2]
    assert (names.split(",")[-1], values.split(",")[-1]) == ("is_withdrawn", "true")


@pytest.mark.parametrize(
    "path",
    [
        "statements?withdrawn=yes",
        "statements/1?withdrawn=only",
        "claims?withdrawn=include",
        "statements?withdrawn=",
    ],
)
def test_what_cannot_be_meant_is_refused(api, said, path):
    assert api.get(f"/api/v1/{path}").status_code == 400
