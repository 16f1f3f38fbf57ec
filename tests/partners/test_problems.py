import logging

import pytest
from rest_framework.test import APIClient

from partners.problems import KINDS
from tests.factories import ArticleVersionFactory


def test_a_problem_has_the_five_members(api):
    answer = api.get("/api/v1/articles/77")

    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "type": "/api/docs/problems/#not-found",
        "title": "There is no such thing",
        "status": 404,
        "detail": "Nothing is published at this address.",
        "instance": "/api/v1/articles/77",
    }


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("get", "/api/v1/articles/999999999999999999999", {}, 404),
        ("get", "/api/v1/articles/9223372036854775808", {}, 404),
        ("get", "/api/v1/articles/x", {}, 404),
        ("get", "/api/v1/nowhere", {}, 404),
        ("get", "/api/v1/sp%C3%A9akers/%00", {}, 404),
        ("get", "/api/v1/schema/nowhere", {}, 404),
        ("post", "/api/v1/nowhere", {}, 404),
        ("post", "/api/v1/articles", {}, 405),
        ("put", "/api/v1/articles/1", {}, 405),
        ("delete", "/api/v1/claims/1", {}, 405),
        ("options", "/api/v1/claims", {}, 405),
        ("trace", "/api/v1/claims?q=twelve", {}, 405),
        ("post", "/api/v1/schema", {}, 405),
        ("get", "/api/v1/articles", {"accept": "text/html"}, 406),
        ("get", "/api/v1/schema", {"accept": "image/png"}, 406),
        ("get", "/api/v1/articles", {"accept": "application/json"}, 200),
        ("get", "/api/v1/articles", {"accept": "*/*"}, 200),
        ("get", "/api/v1/articles?format=json", {}, 400),
    ],
)
def test_every_refusal_is_a_problem(api, method, path, headers, status):
    answer = getattr(api, method)(path, headers=headers)

    assert answer.status_code == status
    if status >= 400:
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["status"] == status
        assert answer.json()["type"].startswith("/api/docs/problems/#")


def test_a_refused_method_names_those_that_work(api):
    assert api.post("/api/v1/articles")["Allow"] == "GET, HEAD"


def test_a_path_that_is_not_ascii_is_escaped(api):
    assert api.get("/api/v1/é x").json()["instance"] == "/api/v1/%C3%A9%20x"


def test_every_wrong_parameter_is_pointed_at(api):
    answer = api.get("/api/v1/statements?stance=maybe&published_after=yesterday")

    assert answer.status_code == 400
    assert {e["pointer"] for e in answer.json()["errors"]} == {"#/stance", "#/published_after"}


def test_a_pointer_is_escaped(api):
    assert api.get("/api/v1/statements?a~/b=1").json()["errors"][0]["pointer"] == "#/a~0~1b"


def test_a_fault_is_a_problem_without_details_and_is_logged(api_key, monkeypatch, caplog):
    from partners import visibility

    def fail():
        raise RuntimeError("the password is hunter2")

    monkeypatch.setattr(visibility, "published_claims", fail)
    client = APIClient(raise_request_exception=False)
    with caplog.at_level(logging.ERROR, logger="django.request"):
        answer = client.get("/api/v1/claims", headers={"authorization": "Bearer test-key"})

    assert answer.status_code == 500
    assert answer["Content-Type"] == "application/problem+json"
    assert "hunter2" not in answer.content.decode()
    assert "hunter2" in caplog.text


def test_a_fault_still_reaches_the_tests(api, monkeypatch):
    from partners import visibility

    monkeypatch.setattr(visibility, "published_claims", lambda: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        api.get("/api/v1/claims")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_every_kind_is_explained_where_its_type_says(client, db, kind):
    page = client.get("/api/docs/problems/").content.decode()

    assert f'id="{kind.slug}"' in page
    assert kind.title in page


def test_a_closing_slash_leads_to_the_address_without(api):
    version = ArticleVersionFactory()

    answer = api.get(f"/api/v1/articles/{version.article_id}/")
    assert (answer.status_code, answer["Location"]) == (
        301,
        f"/api/v1/articles/{version.article_id}",
    )

    assert api.get("/api/v1/articles/?q=fire")["Location"] == "/api/v1/articles?q=fire"
    assert api.get("/api/v1/nowhere/").status_code == 404
