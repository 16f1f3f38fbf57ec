"""The pages of imports: who may, what they show, what each button does."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from speakers.import_tasks import go_on
from speakers.models import RegistryImport, Speaker
from speakers.services.imports import start_import
from tests.speakers.services.test_imports import hand_in, people, work

pytestmark = pytest.mark.django_db
LIST = "/speakers/imports/"


def upload(client, data, name="people.json", **fields):
    file = SimpleUploadedFile(name, json.dumps(data).encode())
    return client.post(LIST, {"file": file, **fields})


@pytest.mark.parametrize(
    ("who", "status"), [("viewer", 403), ("editor", 403), ("curator", 200), ("administrator", 200)]
)
def test_curators_and_up_import(client_as, who, status):
    run = hand_in(people())
    client = client_as(who)

    assert client.get(LIST).status_code == status
    assert client.get(run.get_absolute_url()).status_code == status
    posted = client.post(reverse("speakers:import-act", args=[run.pk, "start"]))
    assert posted.status_code == (302 if status == 200 else 403)


def test_a_file_goes_from_upload_over_the_look_to_the_registry_and_back(client_as):
    client = client_as("curator")

    response = upload(client, people(), scheme="Harbour list")

    run = RegistryImport.objects.get()
    assert response.url == run.get_absolute_url()
    assert run.scheme == "harbour-list"
    assert "being looked through" in client.get(response.url).text
    go_on(run.pk)
    page = client.get(response.url).text
    assert "Nothing is written yet." in page
    assert "5 added, 0 changed, 0 unchanged, 0 refused" in page
    client.post(reverse("speakers:import-act", args=[run.pk, "start"]))
    go_on(run.pk)
    assert Speaker.objects.named("Ada Kovan").exists()
    client.post(reverse("speakers:import-act", args=[run.pk, "undo"]))
    go_on(run.pk)
    assert not Speaker.objects.exists()
    assert "undone by curator" in client.get(LIST).text


def test_a_file_that_is_no_text_is_told_at_the_field(client_as):
    file = SimpleUploadedFile("people.json", b"\xff\xff")

    response = client_as("curator").post(LIST, {"file": file})

    assert response.status_code == 422
    assert "The file is not UTF-8" in response.text
    assert not RegistryImport.objects.exists()


def test_the_fragment_asks_again_only_while_the_worker_has_it(client_as):
    client, run = client_as("curator"), hand_in(people())
    start_import(run=run, is_queued=False)

    running = client.get(run.get_absolute_url(), headers={"HX-Request": "true"}).text
    work(run)
    done = client.get(run.get_absolute_url(), headers={"HX-Request": "true"}).text

    assert "every 1s" in running
    assert "every 1s" not in done
    assert "<html" not in done


def test_lines_are_chosen_by_their_outcome(client_as):
    run = hand_in(people(persons=[{"id": "p1", "name": "…"}]))

    page = client_as("curator").get(f"{run.get_absolute_url()}?show=refused").text

    assert "it has no name".capitalize() in page
    assert "Ports Office" not in page


def test_a_second_click_is_told_that_it_moved_on(client_as):
    client, run = client_as("curator"), hand_in(people())
    address = reverse("speakers:import-act", args=[run.pk, "discard"])
    client.post(address)

    response = client.post(address, follow=True)

    assert "moved on meanwhile" in response.text


def test_an_unknown_act_is_not_found(client_as):
    run = hand_in(people())

    response = client_as("curator").post(reverse("speakers:import-act", args=[run.pk, "eat"]))

    assert response.status_code == 404


def test_the_queries_of_a_page_do_not_grow_with_its_records(
    client_as, django_assert_max_num_queries
):
    many = {"persons": [{"id": f"p{n}", "name": f"Person {n}"} for n in range(60)]}
    run, client = hand_in(many), client_as("curator")

    with django_assert_max_num_queries(14):
        client.get(run.get_absolute_url())
