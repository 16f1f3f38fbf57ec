"""Files read into records: formats, lines, and what is wrong with a row."""

from __future__ import annotations

import json

import pytest

from speakers.errors import RegistryError
from speakers.importing.reading import decode, guess_format, read_records
from speakers.importing.records import Section

POPOLO = """{
  "persons": [
    {"id": "p1", "name": "Ada Kovan",
     "other_names": [{"name": "A. Kovan"}, {"name": "Ada Mire", "end_date": "2001", "note": "former name"}],
     "identifiers": [{"scheme": "wikidata", "identifier": "Q9001"}, {"scheme": "VIAF", "identifier": "77"}]},
    {"id": "p2", "name": "…"},
    {"id": "p1", "name": "Ada Kovan"}
  ],
  "organizations": [
    {"id": "o2", "name": "Ports Office", "classification": "agency", "parent_id": "o1"},
    {"id": "o1", "name": "Harbour Ministry", "classification": "Ministry", "founding_date": "1974"}
  ],
  "posts": [{"id": "x", "label": "Harbour Minister", "organization_id": "o1"}],
  "memberships": [
    {"person_id": "p1", "post_id": "x", "start_date": "2019-02", "sources": [{"url": "https://a.example/", "note": "p. 3"}]}
  ]
}
"""


def by_id(records):
    return {record.identifier: record for record in records}


def test_popolo_json_is_read_with_the_line_of_each_object():
    records = read_records(POPOLO, format_="popolo")

    assert [(one.section, one.identifier, one.line) for one in records] == [
        (Section.ORGANISATION, "o1", 11),
        (Section.ORGANISATION, "o2", 10),
        (Section.PERSON, "p1", 3),
        (Section.PERSON, "p2", 6),
        (Section.PERSON, "p1", 7),
        (Section.POST, "x", 13),
        (Section.MEMBERSHIP, "", 15),
    ]
    ada = records[2]
    assert [(name.name, name.kind, name.end) for name in ada.names] == [
        ("A. Kovan", "alias", ""),
        ("Ada Mire", "former", "2001"),
    ]
    assert ada.values["wikidata"] == "Q9001"
    assert ada.identifiers == (("viaf", "77"),)
    assert records[-1].values["source_note"] == "p. 3"


def test_rows_that_cannot_be_imported_say_what_to_do():
    records = read_records(POPOLO, format_="popolo")

    problems = {(one.line): str(one.problem) for one in records if one.problem}

    assert problems == {
        6: "it has no name: give “name” letters or digits.",
        7: "the identifier “p1” stands on line 3 already: keep one of the two.",
    }


@pytest.mark.parametrize(
    ("row", "words"),
    [
        pytest.param({"name": "Ada", "kind": "wizard"}, "no kind of speaker", id="kind"),
        pytest.param({"name": "Ada", "country": "FRA"}, "two letters", id="country"),
        pytest.param({"name": "Ada", "wikidata": "42"}, "such as Q42", id="wikidata"),
        pytest.param({"name": 5}, "no text", id="number-for-a-name"),
        pytest.param({"name": "Ada", "other_names": "A."}, "no list", id="names-not-a-list"),
        pytest.param({"name": "Órgão", "classification": "guild"}, "says no kind", id="class"),
        pytest.param(
            {"name": "Office", "classification": "agency", "founding_date": "May 1974"},
            "YYYY-MM",
            id="date",
        ),
        pytest.param({"organization_id": "o1"}, "no label", id="post-without-label"),
        pytest.param({"person_id": "p1"}, "names no post", id="mandate-of-nothing"),
        pytest.param(
            {"person_id": "p", "post_id": "x", "start_date": "2020", "end_date": "2019"},
            "ends (2019) before it starts (2020)",
            id="turned",
        ),
        pytest.param(
            {"person_id": "p", "post_id": "x", "sources": [{"url": "gazette 4"}]},
            "source_note",
            id="source-without-address",
        ),
    ],
)
def test_a_bare_list_is_read_and_each_mistake_is_told(row, words):
    (record,) = read_records(json.dumps([row]), format_="popolo")

    assert words in str(record.problem)


def test_parts_of_each_other_are_refused():
    rows = [
        {"id": one, "name": f"Office {one}", "classification": "agency", "parent_id": other}
        for one, other in ("ab", "ba")
    ]

    records = read_records(json.dumps({"organizations": rows}), format_="popolo")

    assert all("part of itself" in str(record.problem) for record in records)


def test_csv_rows_are_told_apart_by_type_or_by_their_columns():
    text = (
        "id;name;other_names;classification;person_id;organization_id;role;start_date\n"
        "o1;Harbour Ministry;HM;ministry;;;;\n"
        '"p1";"Kovan, ""Ada""";A. Kovan;;;;;\n'
        ";;;;p1;o1;Adviser;2019\n"
    )

    records = read_records(text, format_="csv")

    assert [(one.section, one.line) for one in records] == [
        (Section.ORGANISATION, 2),
        (Section.PERSON, 3),
        (Section.POST, 4),
        (Section.MEMBERSHIP, 4),
    ]
    assert records[1].values["name"] == 'Kovan, "Ada"'
    assert records[3].refs == {"person": "p1", "organisation": "o1", "post": "o1/Adviser"}


def test_a_csv_with_unknown_columns_is_refused_whole():
    with pytest.raises(RegistryError, match="surname"):
        read_records("id,surname\n1,Kovan\n", format_="csv")


def test_broken_json_is_refused_with_its_line():
    with pytest.raises(RegistryError, match="Line 3"):
        read_records('{\n "persons": [\n  {"id": }\n ]}', format_="popolo")


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(RegistryError, match="UTF-8"):
        decode(b"\xff\xfe\x00")


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.csv", "id,name", "csv"),
        ("a.json", '{"persons": []}', "popolo"),
        ("a.json", '[{"name": "Ada"}]', "popolo"),
        ("a.json", '{"entities": {}}', "wikidata"),
        ("a.json", '[\n{"id": "Q1", "labels": {}}', "wikidata"),
    ],
)
def test_the_format_is_told_by_the_file(name, text, expected):
    assert guess_format(name, text) == expected
