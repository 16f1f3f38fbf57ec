"""Steps that look past a span's edge: who was told, roles before names, other sentences and paragraphs."""

from __future__ import annotations

import pytest

from analysis.attribution.drafts import SIGNALS, Draft
from analysis.attribution.steps.addressees import replace_addressees
from analysis.attribution.steps.appositions import join_appositions
from analysis.attribution.steps.continuations import join_continuations
from analysis.attribution.steps.strays import drop_strays
from analysis.types import Span

BLANK = (0.0,) * len(SIGNALS)


def draft_of(text, source, cue, *content):
    def span(part):
        return Span(text.index(part), text.index(part) + len(part))

    return Draft((span(source),) if source else (), (span(cue),), tuple(map(span, content)), BLANK)


def words(text, spans):
    return [span.of(text) for span in spans]


ADDRESSEES = [
    pytest.param(
        "“Too late,” Ada Brook, the union’s secretary, told Harbour Wire.",
        ("Harbour Wire", "told", "“Too late,”"),
        "Ada Brook, the union’s secretary",
        id="named-subject-after-quotation",
    ),
    pytest.param(
        "‘Too late,’ the mayor later told Harbour Wire.",
        ("Harbour Wire", "told", "‘Too late,’"),
        "the mayor",
        id="single-marks-and-adverb",
    ),
    pytest.param(
        "The quay held. Oskar Lind assured reporters that it would.",
        ("reporters", "assured", "that it would"),
        "Oskar Lind",
        id="subject-opens-the-sentence",
    ),
    pytest.param(
        "“Is it late?” asked Ada Brook.",
        ("Ada Brook", "asked", "“Is it late?”"),
        "Ada Brook",
        id="inverted-subject-stays",
    ),
    pytest.param(
        "On Monday warned Ada Brook that it was late.",
        ("Ada Brook", "warned", "that it was late"),
        "Ada Brook",
        id="a-date-is-no-subject",
    ),
    pytest.param(
        "“Too late,” said Ada Brook.",
        ("Ada Brook", "said", "“Too late,”"),
        "Ada Brook",
        id="said-has-no-addressee",
    ),
]


@pytest.mark.parametrize(("text", "parts", "source"), ADDRESSEES)
def test_who_was_told_is_not_the_source(text, parts, source):
    (mended,) = replace_addressees(text, [draft_of(text, *parts)])

    assert words(text, mended.source) == [source]


APPOSITIONS = [
    pytest.param(
        "The plan failed, its chair, Petra Lind, said.",
        ("Petra Lind", "said", "The plan failed, its chair"),
        ["its chair, Petra Lind"],
        ["The plan failed"],
        id="role-swallowed-by-the-content",
    ),
    pytest.param(
        "“The plan failed,” the board’s deputy chair, Petra Lind, said.",
        ("Petra Lind", "said", "“The plan failed,”"),
        ["the board’s deputy chair, Petra Lind"],
        ["“The plan failed,”"],
        id="role-left-outside",
    ),
    pytest.param(
        "He bought fish, the bread, Petra Lind said.",
        ("Petra Lind", "said", "He bought fish, the bread"),
        ["Petra Lind"],
        ["He bought fish, the bread"],
        id="a-thing-is-no-role",
    ),
]


@pytest.mark.parametrize(("text", "parts", "source", "content"), APPOSITIONS)
def test_role_before_a_name_belongs_to_the_source(text, parts, source, content):
    (mended,) = join_appositions(text, [draft_of(text, *parts)])

    assert words(text, mended.source) == source
    assert words(text, mended.content) == content


class TestContinuations:
    TEXT = "Ada Brook said: “We tried.\n\n“Then we left.\n\n“Nobody came.” It rained.\n\n“Other,” he said."

    def test_open_quotation_goes_on_until_it_is_closed(self):
        (mended,) = join_continuations(
            self.TEXT, [draft_of(self.TEXT, "Ada Brook", "said:", "“We tried.")]
        )

        assert words(self.TEXT, mended.content) == [
            "“We tried.",
            "“Then we left.",
            "“Nobody came.”",
        ]

    def test_closed_quotation_ends_with_its_paragraph(self):
        text = "Ada Brook said: “We tried.”\n\n“Then we left.”"

        (mended,) = join_continuations(text, [draft_of(text, "Ada Brook", "said:", "“We tried.”")])

        assert words(text, mended.content) == ["“We tried.”"]

    def test_quotation_with_a_cue_of_its_own_is_left_to_it(self):
        text = "Ada Brook said: “We tried.\n\n“We left,” Oskar Lind said."
        first = draft_of(text, "Ada Brook", "said:", "“We tried.")
        second = draft_of(text, "Oskar Lind", "said.", "“We left,”")

        mended, _ = join_continuations(text, [first, second])

        assert words(text, mended.content) == ["“We tried."]


STRAYS = [
    pytest.param(
        "She read out 19 names. She said that it would go on.",
        ("She", "said", "19 names", "that it would go on"),
        ["that it would go on"],
        id="part-of-the-sentence-before",
    ),
    pytest.param(
        "“We tried.” She was tired. She said that it would go on.",
        ("She", "said", "“We tried.”", "that it would go on"),
        ["“We tried.”", "that it would go on"],
        id="quotation-stays",
    ),
    pytest.param(
        "The street, she said, was dark.",
        ("she", "said", "The street", "was dark"),
        ["The street", "was dark"],
        id="one-sentence-around-the-cue",
    ),
    pytest.param(
        "The dam is old. It will break, she said.",
        ("she", "said", "The dam is old.", "It will break"),
        ["The dam is old.", "It will break"],
        id="whole-sentence-stays",
    ),
]


@pytest.mark.parametrize(("text", "parts", "content"), STRAYS)
def test_part_of_another_sentence_is_dropped(text, parts, content):
    (mended,) = drop_strays(text, [draft_of(text, *parts)])

    assert words(text, mended.content) == content
