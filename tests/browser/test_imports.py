"""A curator in a browser: a file handed in, looked through, imported by a real worker, and undone."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from speakers.models import Speaker
from speakers.services.registry import add_name
from tests.browser.test_pages import violations
from tests.speakers.services.test_imports import bring_in, hand_in, people, take_back

WITHIN_MS = 60_000


def test_a_list_is_handed_in_looked_through_imported_and_undone(
    page_as, live_server, complaints, worker, tmp_path
):
    path = tmp_path / "people.json"
    path.write_text(json.dumps(people(persons=[{"id": "p1", "name": "Ada Kovan"}, {"id": "p2"}])))
    page = page_as("curator")
    page.goto(f"{live_server.url}/speakers/")
    page.get_by_role("link", name="Import a file").click()
    assert violations(page) == []

    page.get_by_label("File").set_input_files(path)
    page.get_by_role("button", name="See what would change").click()

    expect(page.get_by_text("This is what would change.")).to_be_visible(timeout=WITHIN_MS)
    expect(page.get_by_text("5 added, 0 changed, 0 unchanged, 1 refused")).to_be_visible()
    expect(page.get_by_text("It has no name")).to_be_visible()
    assert violations(page) == []
    assert not Speaker.objects.exists()

    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("Undo takes back")).to_be_visible(timeout=WITHIN_MS)
    add_name(speaker=Speaker.objects.get(name="Ada Kovan"), name="Adda")
    page.get_by_role("button", name="Undo the import").click()

    expect(page.get_by_text("1 record was left alone.")).to_be_visible(timeout=WITHIN_MS)
    page.get_by_role("link", name="Show", exact=True).click()
    expect(page.get_by_text("Changed since the import")).to_be_visible()
    assert list(Speaker.objects.values_list("name", flat=True)) == ["Ada Kovan"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("step", ["list", "checked", "imported", "undone"])
def test_axe_finds_nothing_and_the_phone_does_not_scroll_sideways(
    page_as, live_server, complaints, transactional_db, scheme, step
):
    makes = {"list": hand_in, "checked": hand_in, "imported": bring_in}
    data = people(persons=[{"id": "p1", "name": "…"}])
    run = makes[step](data) if step in makes else take_back(bring_in(data))
    page = page_as("curator")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 360, "height": 780})

    page.goto(
        live_server.url + ("/speakers/imports/" if step == "list" else run.get_absolute_url())
    )

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
