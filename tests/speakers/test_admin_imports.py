"""Imports into the registry in the admin: what each record did, readable, and the way to the undo."""

from __future__ import annotations

import pytest

from speakers.models import Identifier, ImportLine, RegistryImport
from speakers.services.imports import start_import, undo_import
from speakers.services.registry import add_name
from tests.factories import UserFactory
from tests.speakers.services.test_imports import hand_in, people, work

pytestmark = pytest.mark.django_db
IMPORTS, LINES = "/admin/speakers/registryimport/", "/admin/speakers/importline/"
IDENTIFIERS = "/admin/speakers/identifier/"
UNNAMED = [{"id": "p1", "name": "Ada Kovan"}, {"id": "p2"}]


def _page(run):
    return f"{IMPORTS}{run.pk}/change/"


def _imported(data=None):
    run = hand_in(data or people())
    start_import(run=run, is_queued=False)
    return work(run)


@pytest.mark.parametrize("who", ["editor", "curator", "administrator"])
@pytest.mark.parametrize("path", [IMPORTS, LINES, IDENTIFIERS])
def test_staff_read_and_nobody_writes(client_as, who, path):
    run = _imported()
    rows = {IMPORTS: run, LINES: run.lines.first(), IDENTIFIERS: Identifier.objects.first()}
    client, row = client_as(who), f"{path}{rows[path].pk}/"

    assert client.get(path).status_code == 200
    assert client.get(f"{row}change/").status_code == 200
    assert client.get(f"{path}add/").status_code == 403
    assert client.post(f"{row}change/", {"file_name": "x"}).status_code == 403
    assert client.post(f"{row}delete/", {"post": "yes"}).status_code == 403


def test_the_list_counts_by_outcome_and_leads_to_the_lines(client_as):
    run = hand_in(people(persons=UNNAMED))
    client = client_as("curator")

    page = client.get(IMPORTS).text
    led = client.get(f"{LINES}?run__id__exact={run.pk}&outcome__exact=refused")

    assert f'{LINES}?run__id__exact={run.pk}&outcome__exact=refused">1</a>' in page
    assert [line.identifier for line in led.context["cl"].result_list] == ["p2"]


def test_a_page_shows_what_was_refused_first_and_why(client_as):
    run = hand_in(people(persons=UNNAMED))
    refused = run.lines.get(outcome="refused")

    answer = client_as("curator").get(_page(run))

    assert answer.context["page"][0] == refused
    for note in refused.notes_said:
        assert note in answer.text or note.capitalize() in answer.text
    assert "Harbour Ministry" in answer.text


def test_a_long_import_is_paged(client_as, monkeypatch):
    monkeypatch.setattr("speakers.admin_imports.N_LINES", 2)
    run = hand_in(people())

    page = client_as("curator").get(f"{_page(run)}?page=3")

    assert len(page.context["page"]) == 1
    assert "Page 3 of 3" in page.text


def test_a_line_shows_its_fields_and_why_the_undo_left_it(client_as):
    run = _imported()
    speaker = Identifier.objects.get(identifier="o2").speaker
    add_name(speaker=speaker, name="Quay Office", kind="alias")
    undo_import(run=run, actor=UserFactory())
    work(run)
    line = ImportLine.objects.get(run=run, undo="left", identifier="o2")

    page = client_as("curator").get(f"{LINES}{line.pk}/change/").text
    listed = client_as("curator").get(f"{LINES}?undo__exact=left").text

    assert "name: – → Ports Office" in page
    assert line.undo_said
    assert line.undo_said[1:] in page
    assert line.undo_said[1:] in listed


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param({"state__exact": "checked"}, 1, id="state"),
        pytest.param({"format__exact": "csv"}, 0, id="format"),
        pytest.param({"q": "people.json"}, 2, id="file"),
        pytest.param({"q": "elsewhere"}, 0, id="no-hit"),
    ],
)
def test_imports_are_searched_and_filtered(client_as, asked, found):
    _imported()
    hand_in(people())

    assert client_as("curator").get(IMPORTS, asked).context["cl"].result_count == found


@pytest.mark.parametrize(("asked", "found"), [("p1", 1), ("Kovan", 2), ("nothing", 0)])
def test_identifiers_are_found_by_themselves_and_by_name(client_as, asked, found):
    _imported()

    answer = client_as("curator").get(IDENTIFIERS, {"q": asked})

    assert answer.context["cl"].result_count == found


def test_an_identifier_leads_to_its_row(client_as):
    _imported()
    row = Identifier.objects.get(identifier="x")

    page = client_as("curator").get(IDENTIFIERS).text

    assert f'href="/admin/speakers/post/{row.post_id}/change/"' in page


@pytest.mark.parametrize(("who", "is_led"), [("editor", False), ("curator", True)])
def test_only_who_may_import_is_led_to_the_undo(client, make_member, who, is_led):
    run = hand_in(people())
    client.force_login(make_member(who, is_staff=True))

    page = client.get(_page(run)).text

    assert (run.get_absolute_url() in page) is is_led


def test_an_import_that_is_gone_leads_back_to_the_admin(client_as):
    assert client_as("curator").get(f"{IMPORTS}none/change/").status_code == 302


@pytest.mark.parametrize("path", [IMPORTS, LINES, IDENTIFIERS])
def test_lists_cost_the_same_for_many_rows(client_as, django_assert_max_num_queries, path):
    client = client_as("curator")
    _fill(1)
    client.get(path)
    with django_assert_max_num_queries(20) as few:
        client.get(path)
    _fill(4)

    with django_assert_max_num_queries(20) as many:
        client.get(path)

    assert len(many) == len(few)


def _fill(n):
    for _number in range(n):
        at = RegistryImport.objects.count()
        body = [{"id": f"b{at}", "name": f"Board {at}", "classification": "agency"}]
        run = _imported(people(organizations=[*people()["organizations"], *body]))
        run.actor = run.undone_by = UserFactory()
        run.save(update_fields=["actor", "undone_by"])
