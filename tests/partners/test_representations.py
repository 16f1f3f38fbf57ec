import pytest
import time_machine

from tests.factories import ArticleVersionFactory

pytestmark = pytest.mark.django_db

PATHS = [
    f"/api/v1/{n}" for n in ("articles", "statements", "speakers", "questions", "claims", "schema")
]


@pytest.mark.parametrize("path", PATHS)
def test_an_unchanged_representation_is_not_sent_again(api, path):
    tag = api.get(path)["ETag"]

    for asked in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = api.get(path, headers={"if-none-match": asked})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)


def test_a_changed_representation_is_sent(api):
    tag = api.get("/api/v1/articles")["ETag"]
    ArticleVersionFactory()

    answer = api.get("/api/v1/articles", headers={"if-none-match": tag})

    assert answer.status_code == 200
    assert answer["ETag"] != tag


def test_a_single_row_is_tagged(api):
    article = ArticleVersionFactory().article
    path = f"/api/v1/articles/{article.pk}"

    assert api.get(path, headers={"if-none-match": api.get(path)["ETag"]}).status_code == 304


def test_head_has_the_headers_without_the_body(api):
    head = api.head("/api/v1/articles")

    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == api.get("/api/v1/articles")["ETag"]


def test_a_problem_is_never_tagged(api):
    answer = api.get("/api/v1/articles/1", headers={"if-none-match": "*"})

    assert answer.status_code == 404
    assert "ETag" not in answer


def test_shared_caches_may_not_keep_an_answer(api):
    answer = api.get("/api/v1/articles")

    assert "private" in answer["Cache-Control"]
    assert "Authorization" in answer["Vary"]


def test_a_key_has_so_many_requests_a_minute(api, settings):
    settings.API_REQUESTS_PER_MINUTE = 2
    with time_machine.travel("2026-03-02T12:00:15Z", tick=False) as clock:
        first, second, third = (api.get("/api/v1/claims") for _ in range(3))
        clock.shift(45)
        fourth = api.get("/api/v1/claims")

    assert [a.status_code for a in (first, second, third, fourth)] == [200, 200, 429, 200]
    assert first["RateLimit-Policy"] == '"key";q=2;w=60'
    assert [a["RateLimit"] for a in (first, second, third)] == [
        '"key";r=1;t=45',
        '"key";r=0;t=45',
        '"key";r=0;t=45',
    ]
    assert third["Retry-After"] == "45"
    assert third["Content-Type"] == "application/problem+json"
    assert third.json()["type"] == "/api/docs/problems/#too-many-requests"


def test_one_key_does_not_use_up_anothers(api, client, settings):
    from tests.factories import ApiKeyFactory

    settings.API_REQUESTS_PER_MINUTE = 1
    ApiKeyFactory(key="second")
    api.get("/api/v1/claims")

    assert api.get("/api/v1/claims").status_code == 429
    assert (
        client.get("/api/v1/claims", headers={"authorization": "Bearer second"}).status_code == 200
    )


def test_a_304_carries_the_limits(api):
    tag = api.get("/api/v1/claims")["ETag"]

    again = api.get("/api/v1/claims", headers={"if-none-match": tag})

    assert again["RateLimit"].startswith('"key";r=5998;')
