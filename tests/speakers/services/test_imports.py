"""A file into the registry: looked through, imported, imported again, undone."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command

from speakers.errors import RegistryError
from speakers.models import (
    Identifier,
    ImportLine,
    Membership,
    Post,
    RegistryImport,
    Speaker,
    SpeakerName,
    Succession,
)
from speakers.services.imports import (
    discard_import,
    go_on_with_import,
    request_import,
    start_import,
    undo_import,
)
from speakers.services.posts import add_membership, create_post
from speakers.services.registry import add_name, create_speaker
from tests.factories import SpeakerFactory, StatementFactory, UserFactory
from tests.speakers.importing.test_wikidata import ENTITIES, HARBOURS, MINISTRY, dump

pytestmark = pytest.mark.django_db
State = RegistryImport.State


def people(**changes):
    return {
        "persons": [{"id": "p1", "name": "Ada Kovan", "other_names": [{"name": "A. Kovan"}]}],
        "organizations": [
            {"id": "o2", "name": "Ports Office", "classification": "agency", "parent_id": "o1"},
            {"id": "o1", "name": "Harbour Ministry", "classification": "ministry"},
        ],
        "posts": [{"id": "x", "label": "Harbour Minister", "organization_id": "o1"}],
        "memberships": [
            {
                "id": "m1",
                "person_id": "p1",
                "post_id": "x",
                "on_behalf_of_id": "o2",
                "start_date": "2019-02",
                "sources": [{"url": "https://gazette.example/4", "note": "page 3"}],
            }
        ],
        **changes,
    }


def hand_in(data, *, name="people.json", **options):
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    run = request_import(name=name, data=raw, actor=None, is_queued=False, **options)
    return work(run)


def work(run):
    while go_on_with_import(import_id=run.pk, within_s=0.0):
        pass
    run.refresh_from_db()
    return run


def bring_in(data, **options):
    run = hand_in(data, **options)
    start_import(run=run, is_queued=False)
    return work(run)


def take_back(run):
    undo_import(run=run, actor=UserFactory(), is_queued=False)
    return work(run)


def outcomes(run):
    return {line.identifier: line.outcome for line in run.lines.all()}


def counts():
    models = (Speaker, SpeakerName, Post, Membership, Identifier)
    return [model.objects.count() for model in models]


def test_looking_through_writes_nothing_and_shows_every_field():
    before = counts()

    run = hand_in(people())

    assert run.state == State.CHECKED
    assert counts() == before
    assert set(outcomes(run).values()) == {"added"}
    mandate = run.lines.get(section="membership")
    assert mandate.label == "Ada Kovan · Harbour Minister"
    shown = {change["field"]: change["after"] for change in mandate.changes}
    assert shown["person"] == "Ada Kovan"
    assert shown["post"] == "Harbour Minister"
    assert shown["start"] == "2019-02"
    assert shown["source_note"] == "page 3"


def test_importing_writes_people_bodies_posts_and_mandates():
    run = bring_in(people())

    assert run.state == State.IMPORTED
    mandate = Membership.objects.get()
    assert str(mandate.person) == "Ada Kovan"
    assert str(mandate.post) == "Harbour Minister, Harbour Ministry"
    assert str(mandate.on_behalf_of) == "Ports Office"
    assert (mandate.source, mandate.source_note) == ("https://gazette.example/4", "page 3")
    assert str(mandate.on_behalf_of.parent) == "Harbour Ministry"
    assert Speaker.objects.named("A. Kovan").get() == mandate.person


def test_the_same_file_again_changes_nothing():
    bring_in(people())
    before = counts()

    run = bring_in(people())

    assert set(outcomes(run).values()) == {"unchanged"}
    assert counts() == before


def test_a_new_edition_of_the_list_changes_field_by_field():
    bring_in(people())
    persons = [{"id": "p1", "name": "Ada Mire", "other_names": [{"name": "The Harbourer"}]}]
    edition = people(persons=persons)
    edition["memberships"][0]["end_date"] = "2021"

    run = bring_in(edition)

    assert outcomes(run) == {
        "o1": "unchanged",
        "o2": "unchanged",
        "p1": "changed",
        "x": "unchanged",
        "m1": "changed",
    }
    ada = Speaker.objects.get(name="Ada Mire")
    assert ada.slug == "ada-kovan"
    assert {row.name: row.kind for row in ada.names.all()} == {
        "Ada Mire": "full",
        "Ada Kovan": "former",
        "A. Kovan": "alias",
        "The Harbourer": "alias",
    }
    assert Membership.objects.get().end == "2021"
    change = run.lines.get(identifier="m1").changes
    assert change == [{"field": "end", "before": "", "after": "2021"}]


def test_what_a_curator_corrected_is_not_overwritten_by_the_same_old_news():
    bring_in(people())
    Speaker.objects.filter(name="Ports Office").update(kind="ngo")
    SpeakerName.objects.filter(name="A. Kovan").delete()

    run = bring_in(people())

    assert Speaker.objects.get(name="Ports Office").kind == "ngo"
    assert not SpeakerName.objects.filter(name="A. Kovan").exists()
    line = run.lines.get(identifier="o2")
    assert line.outcome == "unchanged"
    assert line.notes_said == ["kind was changed here since the last import and stays “ngo”."]


def test_undo_of_an_import_leaves_no_trace_in_the_registry():
    before = counts()

    run = take_back(bring_in(people()))

    assert run.state == State.UNDONE
    assert run.undone_by is not None
    assert counts() == before
    assert set(run.lines.values_list("undo", flat=True)) == {"taken_back"}


def test_undo_of_changes_brings_back_every_field_and_name():
    bring_in(people())
    before = (list(Speaker.objects.values()), list(SpeakerName.objects.values_list("name", "kind")))
    persons = [{"id": "p1", "name": "Ada Mire", "country": "FR", "other_names": [{"name": "Ad"}]}]
    second = bring_in(people(persons=persons))

    take_back(second)

    after = (list(Speaker.objects.values()), list(SpeakerName.objects.values_list("name", "kind")))
    assert after == before
    again = hand_in(people(persons=persons))
    assert outcomes(again)["p1"] == "changed"


def test_undo_leaves_alone_what_somebody_changed_or_uses_since_and_shows_it():
    run = bring_in(people())
    ada = Speaker.objects.get(name="Ada Kovan")
    add_name(speaker=ada, name="Adda")
    StatementFactory(speaker=Speaker.objects.get(name="Ports Office"))

    take_back(run)

    left = {line.identifier: line.undo_said for line in run.lines.filter(undo="left")}
    assert set(left) == {"p1", "o1", "o2"}
    assert "also known as" in left["p1"]
    assert "statements" in left["o2"]
    assert not Membership.objects.exists()
    assert ada.names.count() == 3


def test_a_record_of_the_same_name_stays_apart_and_is_pointed_at():
    SpeakerFactory(name="Ada Kovan", slug="ada-kovan")

    run = bring_in(people())

    assert Speaker.objects.filter(name="Ada Kovan").count() == 2
    assert "(ada-kovan)" in run.lines.get(identifier="p1").notes_said[0]


def test_joining_by_name_takes_the_only_one_of_that_name():
    known = create_speaker(name="Ada Kovan", kind="person")
    ministry = create_speaker(name="Harbour Ministry", kind="ministry")
    post = create_post(label="Harbour Minister", organisation=ministry)
    add_membership(person=known, post=post, start="2019-02")

    run = bring_in(people(), matches_names=True)

    assert Speaker.objects.filter(name="Ada Kovan").get() == known
    assert Membership.objects.get().source_note == "page 3"
    assert outcomes(run)["m1"] == "changed"
    take_back(run)
    assert Membership.objects.get().source_note == ""
    assert not Identifier.objects.exists()


@pytest.mark.parametrize(
    "here",
    [
        pytest.param([("person", "FR"), ("person", "DE")], id="two-of-that-name"),
        pytest.param([("person", "DE")], id="another-country"),
        pytest.param([("company", "FR")], id="another-kind"),
    ],
)
def test_joining_by_name_needs_that_nothing_speaks_against_it(here):
    for n, (kind, country) in enumerate(here):
        SpeakerFactory(name="Ada Kovan", kind=kind, country=country, slug=f"ada-{n}")

    bring_in({"persons": [{"id": "p1", "name": "Ada Kovan", "country": "FR"}]}, matches_names=True)

    assert Speaker.objects.filter(name="Ada Kovan").count() == len(here) + 1


def test_a_known_wikidata_identifier_finds_the_record():
    known = create_speaker(name="A. Kovan", kind="person", wikidata="Q9001")

    run = bring_in(dump(ENTITIES).encode(), name="dump.json")

    assert run.format == "wikidata"
    assert Speaker.objects.get(wikidata="Q9001") == known
    known.refresh_from_db()
    assert (known.name, known.country) == ("Ada Kovan", "FR")
    mandate = Membership.objects.get()
    assert str(mandate.post) == "Harbour Minister, Harbour Ministry"
    assert str(mandate.on_behalf_of) == "Tide Party"
    assert Speaker.objects.get(name="Harbour Ministry").founded == "1974"
    again = bring_in(dump(ENTITIES).encode(), name="dump.json")
    assert set(outcomes(again).values()) == {"unchanged", "refused"}


def test_a_ministry_that_followed_another_does_so_here_and_undo_takes_it_back():
    data = dump([MINISTRY, HARBOURS]).encode()

    run = bring_in(data, name="dump.json")

    row = Succession.objects.get()
    assert (str(row.predecessor), str(row.successor)) == (
        "Harbour Ministry",
        "Ministry of Harbours and Roads",
    )
    assert (row.kind, row.on) == ("replaced", "2021-09-01")
    assert run.lines.get(section="succession").label == (
        "Harbour Ministry · Ministry of Harbours and Roads"
    )
    assert set(outcomes(bring_in(data, name="dump.json")).values()) == {"unchanged"}
    take_back(run)
    assert not Succession.objects.exists()
    assert not Speaker.objects.exists()


def test_identifiers_of_two_records_are_refused():
    create_speaker(name="Ada Kovan", kind="person", wikidata="Q1")
    create_speaker(name="Ada Mire", kind="person", slug="ada-mire")
    identifiers = [
        {"scheme": "wikidata", "identifier": "Q1"},
        {"scheme": "crossclaim", "identifier": "ada-mire"},
    ]

    run = hand_in({"persons": [{"id": "p", "name": "Ada", "identifiers": identifiers}]})

    assert run.lines.get().outcome == "refused"
    assert "two records here" in run.lines.get().notes_said[0]


def test_a_mandate_of_a_refused_record_is_refused_and_the_rest_goes_on():
    run = bring_in(people(persons=[{"id": "p1", "name": "…"}]))

    assert outcomes(run) == {
        "o1": "added",
        "o2": "added",
        "p1": "refused",
        "x": "added",
        "m1": "refused",
    }
    assert "“p1” is neither" in run.lines.get(identifier="m1").notes_said[0]


def test_an_import_goes_on_where_a_killed_worker_stopped(monkeypatch):
    monkeypatch.setattr("speakers.services.imports.N_BATCH", 2)
    run = hand_in(people())
    start_import(run=run, is_queued=False)

    assert go_on_with_import(import_id=run.pk, within_s=0.0)

    run.refresh_from_db()
    assert (run.state, run.n_done, run.n_records) == (State.IMPORTING, 2, 5)
    assert work(run).state == State.IMPORTED
    assert Speaker.objects.count() == 3
    assert go_on_with_import(import_id=run.pk, within_s=0.0) is False
    assert Speaker.objects.count() == 3


def test_looking_through_costs_a_few_queries_however_many_records(django_assert_max_num_queries):
    many = {"persons": [{"id": f"p{n}", "name": f"Person {n}"} for n in range(90)]}
    run = request_import(
        name="many.json", data=json.dumps(many).encode(), actor=None, is_queued=False
    )

    with django_assert_max_num_queries(14):
        go_on_with_import(import_id=run.pk, within_s=10.0)

    run.refresh_from_db()
    assert (run.state, run.n_done) == (State.CHECKED, 90)


def test_a_file_that_cannot_be_read_fails_with_the_reason():
    run = hand_in(b'{"persons": [}', name="broken.json")

    assert run.state == State.FAILED
    assert "Line 1 is not JSON" in run.failure


def test_a_file_over_the_limit_is_refused(settings):
    settings.IMPORT_MAX_BYTES = 10

    with pytest.raises(RegistryError, match="divide it"):
        hand_in(people())


def test_only_what_waits_for_a_decision_can_be_imported():
    run = hand_in(people())
    discard_import(run=run)

    with pytest.raises(RegistryError, match="moved on"):
        start_import(run=run)


def test_the_command_shows_imports_and_undoes(tmp_path):
    path, out = tmp_path / "people.csv", io.StringIO()
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([["id", "name"], ["p1", "Ada Kovan"], ["p2", "…"]])

    call_command("import_registry", str(path), "--dry-run", stdout=out)
    assert "Nothing was written" in out.getvalue()
    assert not Speaker.objects.exists()
    call_command("import_registry", str(path), stdout=out)
    assert "1 added, 0 changed, 0 unchanged, 1 refused." in out.getvalue()
    assert "line 3" in out.getvalue()
    run = RegistryImport.objects.first()
    call_command("import_registry", undo=run.pk, stdout=out)

    assert "1 records taken back." in out.getvalue()
    assert not Speaker.objects.exists()


def test_the_command_says_what_is_wrong(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_registry", str(tmp_path / "none.csv"))


def test_lines_keep_what_stood_before_and_after():
    bring_in(people())
    line = ImportLine.objects.get(identifier="p1")

    assert line.before is None
    assert line.after["values"]["name"] == "Ada Kovan"
