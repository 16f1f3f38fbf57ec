"""Entities of Wikidata read into records."""

from __future__ import annotations

import json

import pytest

from speakers.importing.reading import read_records
from speakers.importing.records import Section


def item(number):
    return {
        "snaktype": "value",
        "datavalue": {"value": {"id": number}, "type": "wikibase-entityid"},
    }


def time(stamp, precision):
    value = {"time": f"+{stamp}T00:00:00Z", "precision": precision}
    return {"snaktype": "value", "datavalue": {"value": value, "type": "time"}}


def claim(snak, *, rank="normal", id_="", qualifiers=None, url=""):
    given = {"mainsnak": snak, "rank": rank, "id": id_, "qualifiers": qualifiers or {}}
    if url:
        snak = {"snaktype": "value", "datavalue": {"value": url}}
        given["references"] = [{"snaks": {"P854": [snak]}}]
    return given


def entity(number, label, aliases=(), **claims):
    return {
        "id": number,
        "type": "item",
        "labels": {"en": {"language": "en", "value": label}},
        "descriptions": {"en": {"language": "en", "value": f"about {label}"}},
        "aliases": {"en": [{"language": "en", "value": alias} for alias in aliases]},
        "claims": claims,
    }


PERSON = entity(
    "Q9001",
    "Ada Kovan",
    ["A. Kovan"],
    P31=[claim(item("Q5"))],
    P27=[claim(item("Q142"))],
    P39=[
        claim(
            item("Q9003"),
            id_="Q9001$m1",
            qualifiers={
                "P580": [time("2019-02-00", 10)],
                "P582": [time("2021-08-31", 11)],
                "P4100": [item("Q9004")],
            },
            url="https://gazette.example/4",
        ),
        claim(item("Q9009"), id_="Q9001$m2"),
        claim(item("Q9003"), id_="Q9001$m3", rank="deprecated"),
    ],
)
MINISTRY = entity(
    "Q9002",
    "Harbour Ministry",
    P31=[claim(item("Q192350"))],
    P17=[claim(item("Q142"))],
    P571=[claim(time("1974-00-00", 9)), claim(time("1970-00-00", 9), rank="deprecated")],
    P576=[claim(time("1900-00-00", 7))],
)
POSITION = entity(
    "Q9003", "Harbour Minister", P31=[claim(item("Q83307"))], P2389=[claim(item("Q9002"))]
)
PARTY = entity("Q9004", "Tide Party", P31=[claim(item("Q7278"))])
RIVER = entity("Q9005", "A river", P31=[claim(item("Q4022"))])
HARBOURS = entity(
    "Q9006",
    "Ministry of Harbours and Roads",
    P31=[claim(item("Q192350"))],
    P1365=[
        claim(item("Q9002"), qualifiers={"P585": [time("2021-09-01", 11)]}),
        claim(item("Q9999")),
    ],
)
ENTITIES = [PERSON, MINISTRY, POSITION, PARTY, RIVER]


def dump(entities):
    return "[\n" + ",\n".join(map(json.dumps, entities)) + "\n]"


def special(entities):
    return json.dumps({"entities": {one["id"]: one for one in entities}})


def lines(entities):
    return "\n".join(map(json.dumps, entities)) + "\n"


@pytest.mark.parametrize("write", [dump, special, lines])
def test_people_bodies_positions_and_mandates_are_read(write):
    records = read_records(write(ENTITIES), format_="wikidata")

    found = {record.identifier: record for record in records}
    assert set(found) == {"Q9001", "Q9002", "Q9003", "Q9004", "Q9005", "Q9001$m1", "Q9001$m2"}
    ada, mandate = found["Q9001"], found["Q9001$m1"]
    assert ada.values["country"] == "FR"
    assert [name.name for name in ada.names] == ["A. Kovan"]
    assert found["Q9002"].values["founded"] == "1974"
    assert "dissolved" not in found["Q9002"].values
    assert found["Q9003"].refs == {"organisation": "Q9002"}
    assert mandate.refs == {"person": "Q9001", "post": "Q9003", "on_behalf_of": "Q9004"}
    assert mandate.values == {
        "start": "2019-02",
        "end": "2021-08-31",
        "source": "https://gazette.example/4",
    }


def test_what_cannot_be_read_says_what_to_do():
    records = read_records(dump(ENTITIES), format_="wikidata")

    problems = {one.identifier: str(one.problem) for one in records if one.problem}

    assert set(problems) == {"Q9005", "Q9001$m2"}
    assert "P31: Q4022" in problems["Q9005"]
    assert "Q9009 is not in the file" in problems["Q9001$m2"]


def test_what_follows_what_is_read_between_bodies_of_the_file():
    records = read_records(dump([MINISTRY, HARBOURS]), format_="wikidata")

    (after,) = [one for one in records if one.section == Section.SUCCESSION]
    assert after.refs == {"predecessor": "Q9002", "successor": "Q9006"}
    assert after.values == {"kind": "replaced", "on": "2021-09-01"}


def test_a_succession_that_both_bodies_tell_is_read_once_with_its_date():
    told = entity(
        "Q9002", "Harbour Ministry", P31=[claim(item("Q192350"))], P1366=[claim(item("Q9006"))]
    )

    for entities in ([told, HARBOURS], [HARBOURS, told]):
        records = read_records(dump(entities), format_="wikidata")

        (after,) = [one for one in records if one.section == Section.SUCCESSION]
        assert after.refs == {"predecessor": "Q9002", "successor": "Q9006"}
        assert after.values["on"] == "2021-09-01"


def test_the_line_of_a_dump_is_that_of_the_entity():
    records = read_records(dump(ENTITIES), format_="wikidata")

    assert {one.identifier: one.line for one in records if one.section != Section.MEMBERSHIP} == {
        "Q9001": 2,
        "Q9002": 3,
        "Q9003": 4,
        "Q9004": 5,
        "Q9005": 6,
    }
