"""The registry as Popolo JSON: valid by the specification's schemas, whole, and the same when read back."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from jsonschema import Draft3Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT3

from speakers.models import Identifier
from speakers.popolo import popolo_text
from speakers.services.judging import judge_pair
from speakers.services.registry import create_speaker
from tests.factories import SpeakerFactory, UserFactory
from tests.speakers.services.test_imports import bring_in, outcomes, people

pytestmark = pytest.mark.django_db
SCHEMAS = Path(__file__).parent / "popolo_schemas"
CLASSES = {
    "persons": "person",
    "organizations": "organization",
    "posts": "post",
    "memberships": "membership",
}


def validators():
    schemas = {path.stem: json.loads(path.read_text()) for path in SCHEMAS.glob("*.json")}
    resources = [
        (schema["id"].rstrip("#"), Resource(schema, specification=DRAFT3))
        for schema in schemas.values()
    ]
    registry = Registry().with_resources(resources)
    return {
        name: Draft3Validator(
            schemas[one], registry=registry, format_checker=Draft3Validator.FORMAT_CHECKER
        )
        for name, one in CLASSES.items()
    }


def export():
    return json.loads("".join(popolo_text()))


def ids(document, name):
    return {item["id"] for item in document[name]}


@pytest.fixture
def registry():
    bring_in(people())
    create_speaker(
        name="Tide Party", kind="party", country="FR", wikidata="Q9004", names=["TP", "The Tide"]
    )


def test_what_is_written_is_valid_by_the_schemas_of_the_specification(registry):
    document = export()

    found = validators()
    assert {name: len(document[name]) for name in CLASSES} == {
        "persons": 1,
        "organizations": 3,
        "posts": 1,
        "memberships": 1,
    }
    for name, validator in found.items():
        for item in document[name]:
            assert list(validator.iter_errors(item)) == []


def test_the_schemas_would_catch_a_wrong_date():
    errors = validators()["memberships"].iter_errors({"id": "m", "start_date": "May 2019"})

    assert [error.validator for error in errors] == ["pattern"]


def test_every_reference_leads_to_a_row_of_the_document(registry):
    document = export()

    (mandate,) = document["memberships"]
    assert mandate["person_id"] in ids(document, "persons")
    assert mandate["post_id"] in ids(document, "posts")
    assert {mandate["organization_id"], mandate["on_behalf_of_id"]} <= ids(
        document, "organizations"
    )
    assert mandate["sources"] == [{"url": "https://gazette.example/4", "note": "page 3"}]
    assert mandate["start_date"] == "2019-02"


def test_what_is_written_is_unchanged_when_read_back(registry):
    text = "".join(popolo_text()).encode()

    first = bring_in(text, scheme="out")

    changes = {change["field"] for line in first.lines.all() for change in line.changes}
    assert changes == {"identifier"}
    assert set(outcomes(bring_in(text, scheme="out")).values()) == {"unchanged"}


def test_merged_records_stand_with_the_one_that_stands_for_them(registry):
    kept = create_speaker(name="Ada Mire-Kovan", kind="person", wikidata="Q9001")
    merged = Identifier.objects.get(identifier="p1").speaker
    judge_pair(one=kept.pk, other=merged.pk, kept=kept.pk, verdict="same", actor=UserFactory())

    document = export()

    (person,) = document["persons"]
    assert person["id"] == kept.slug
    assert "Ada Kovan" in {name["name"] for name in person["other_names"]}
    assert {"scheme": "people", "identifier": "p1"} in person["identifiers"]
    assert document["memberships"][0]["person_id"] == kept.slug


def test_what_nobody_checked_and_what_is_no_person_or_body_is_left_out():
    SpeakerFactory(kind="person", is_provisional=True)
    for kind in ("document", "collective", "anonymous"):
        SpeakerFactory(kind=kind)

    assert export() == {name: [] for name in CLASSES}


def test_the_queries_do_not_grow_with_the_rows(registry, django_assert_max_num_queries):
    for n in range(20):
        create_speaker(name=f"Person {n}", kind="person", names=[f"P. {n}"])

    with django_assert_max_num_queries(14):
        export()


def test_members_download_it_and_others_sign_in(client_as, client, registry):
    response = client_as("viewer").get("/speakers/popolo.json")

    assert response["Content-Type"] == "application/json"
    assert 'filename="popolo.json"' in response["Content-Disposition"]
    assert json.loads(response.getvalue())["persons"][0]["name"] == "Ada Kovan"
    assert client.get("/speakers/popolo.json").status_code == 302


def test_the_command_writes_a_file_or_to_standard_output(registry, tmp_path):
    out = io.StringIO()

    call_command("export_registry", str(tmp_path / "out.json"))
    call_command("export_registry", stdout=out)

    assert json.loads((tmp_path / "out.json").read_text()) == json.loads(out.getvalue())
