"""The demo's articles show the right speakers."""

from __future__ import annotations

import pytest

from claims.demo.files import read_seed
from tests.analysis.resolution.demo import engine_rows, read_pages, read_table


@pytest.mark.slow
def test_every_demo_article_shows_the_speakers_that_were_read_in_it():
    assert list(engine_rows()) == read_table()


@pytest.mark.slow
def test_every_recorded_act_and_link_of_the_demo_finds_its_statement():
    said = {
        name: [" … ".join(span.of(text) for span in one.content) for one in found.attributions]
        for name, (text, found) in read_pages().items()
    }
    links = [
        row
        for question in read_seed("questions.json")
        for claim in question["claims"]
        for row in claim["statements"]
    ]

    acts = [*read_seed("acts.json"), *read_seed("withdrawn.json")]
    wanted = [(row["article"], row["words"]) for row in [*acts, *links]]

    assert [row for row in wanted if not any(row[1] in words for words in said[row[0]])] == []
