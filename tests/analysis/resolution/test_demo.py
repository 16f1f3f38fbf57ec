"""The demo's articles show the right speakers."""

from __future__ import annotations

import pytest

from tests.analysis.resolution.demo import engine_rows, read_table


@pytest.mark.slow
def test_every_demo_article_shows_the_speakers_that_were_read_in_it():
    assert list(engine_rows()) == read_table()
