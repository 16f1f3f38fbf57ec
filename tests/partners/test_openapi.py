"""The document is valid, and everything it says is true."""

import json

import pytest
from django.core.management import call_command
from openapi_spec_validator import validate

from partners.openapi import openapi_document
from partners.pagination import DEFAULT_SIZE


def test_the_document_is_valid():
    document = openapi_document()

    validate(document)
    assert document["openapi"].startswith("3.1")


def test_the_command_writes_the_document_that_is_served_and_warns_of_nothing(tmp_path):
    path = tmp_path / "schema.json"

    call_command(
        "spectacular", validate=True, fail_on_warn=True, format="openapi-json", file=str(path)
    )

    assert json.loads(path.read_text(encoding="utf-8")) == openapi_document()


def test_every_list_and_every_row_is_described():
    paths = set(openapi_document()["paths"])

    for name, key in [
        ("articles", "id"),
        ("statements", "id"),
        ("speakers", "slug"),
        ("questions", "slug"),
        ("claims", "id"),
    ]:
        assert {f"/api/v1/{name}", f"/api/v1/{name}/{{{key}}}"} <= paths


def test_every_field_and_parameter_is_explained():
    document = openapi_document()
    unexplained = [
        (name, field)
        for name, schema in document["components"]["schemas"].items()
        for field, value in schema["properties"].items()
        if "$ref" not in value and not value.get("description") and field != "results"
    ]
    unexplained += [
        (path, parameter["name"])
        for path, operations in document["paths"].items()
        for operation in operations.values()
        for parameter in operation.get("parameters", [])
        if parameter["in"] == "query" and not parameter.get("description")
    ]

    assert unexplained == []


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        ("application/vnd.oai.openapi+json", "application/vnd.oai.openapi+json"),
        ("application/vnd.oai.openapi", "application/vnd.oai.openapi"),
    ],
)
def test_the_document_comes_as_json_or_yaml(client, db, accept, content_type):
    answer = client.get("/api/v1/schema", headers={"accept": accept})

    assert answer.status_code == 200
    assert answer["Content-Type"].startswith(content_type)


def test_the_declared_page_size_is_the_one_served(api):
    parameters = openapi_document()["paths"]["/api/v1/claims"]["get"]["parameters"]
    declared = next(p for p in parameters if p["name"] == "page_size")["schema"]

    assert declared["default"] == DEFAULT_SIZE
    assert api.get(f"/api/v1/claims?page_size={declared['maximum']}").status_code == 200
    assert api.get(f"/api/v1/claims?page_size={declared['maximum'] + 1}").status_code == 400
