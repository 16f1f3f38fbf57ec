"""The documentation for people: open, complete, and its examples run as printed."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from partners.examples import list_examples
from partners.openapi import openapi_document
from tests.factories import ApiKeyFactory, StatementFactory

DOCS = Path(__file__).parents[2] / "docs" / "api.md"
DEMO_ADDRESS = "http://127.0.0.1:8000/api/v1/statements"
DEMO_KEY = "demo-partner-key"


def test_the_page_names_every_operation_and_component(client, db):
    page = client.get("/api/docs/").content.decode()
    document = openapi_document()

    for path, operations in document["paths"].items():
        for method in operations:
            assert f"<code>{method.upper()} {path}</code>" in page
    for name in document["components"]["schemas"]:
        assert (f'id="component-{name}"' in page) is not name.startswith("Paginated")


def test_a_list_leads_to_every_operation(client, db):
    page = client.get("/api/docs/").content.decode()

    listed = re.findall(r'<li><a href="#(operation-\d+)">([^<]+)</a></li>', page)
    assert listed == re.findall(r'<h3 id="(operation-\d+)">([^<]+)</h3>', page)
    assert len(listed) > 20


def test_the_page_needs_no_script_of_its_own(client, db):
    answer = client.get("/api/docs/")

    assert "unsafe" not in answer["Content-Security-Policy"]
    assert " style=" not in answer.content.decode()


@pytest.mark.parametrize(("is_demo", "key"), [(True, DEMO_KEY), (False, "YOUR-KEY")])
def test_the_demo_key_is_printed_only_in_the_demo(client, db, settings, is_demo, key):
    settings.DEMO = is_demo

    page = client.get("/api/docs/").content.decode()

    assert key in page
    assert (DEMO_KEY in page) is is_demo


def test_the_address_of_the_api_leads_to_its_documentation(client, db):
    assert client.get("/api/v1/")["Location"] == "/api/docs/"


@pytest.mark.parametrize("path", ["/api/docs/", "/api/docs/problems/"])
def test_the_documentation_is_only_read(client, db, path):
    assert client.post(path).status_code == 405


@pytest.mark.parametrize(
    "example", list_examples(address=DEMO_ADDRESS, key=DEMO_KEY), ids=lambda e: e.slug
)
def test_the_guide_prints_the_same_examples(example):
    assert example.code in DOCS.read_text()


def test_the_guide_explains_every_field_and_parameter():
    guide = DOCS.read_text()
    document = openapi_document()
    operations = [o for path in document["paths"].values() for o in path.values()]
    names = {
        *(f for s in document["components"]["schemas"].values() for f in s["properties"]),
        *(p["name"] for o in operations for p in o.get("parameters", [])),
    }

    assert {name for name in names if f"`{name}`" not in guide} == set()


def run_example(slug, live_server, tmp_path):
    """Run an example against the live server, and return what it prints."""
    address = DEMO_ADDRESS.replace("http://127.0.0.1:8000", live_server.url)
    code = next(e.code for e in list_examples(address=address, key=DEMO_KEY) if e.slug == slug)
    program = tmp_path / f"statements.{'mjs' if slug == 'javascript' else 'py'}"
    program.write_text(code)
    runner = {"curl": "sh", "javascript": "node"}.get(slug, sys.executable)
    if not all(map(shutil.which, [runner, "curl" if slug == "curl" else runner])):
        pytest.skip(f"{runner} is not installed")

    done = subprocess.run(
        [runner, program], capture_output=True, text=True, timeout=30, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize("slug", ["curl", "python", "javascript"])
def test_an_example_runs_as_printed(live_server, transactional_db, slug, tmp_path):
    ApiKeyFactory(key=DEMO_KEY)
    StatementFactory(status="accepted", quotation="direct", speaker_name="Harbour Ministry")

    printed = run_example(slug, live_server, tmp_path)

    assert re.search("Harbour Ministry", printed)
    assert "twelve people died in the fire" in printed


def test_the_example_of_a_copy_runs_as_printed(live_server, transactional_db, tmp_path):
    ApiKeyFactory(key=DEMO_KEY)
    StatementFactory(status="accepted")

    printed = run_example("mirror", live_server, tmp_path)

    assert re.fullmatch(r"2 things; go on with [\w-]{27}\n", printed)
