"""Each phenomenon of naming a source, in sentences written for this project (`sentences.txt`, `more_sentences.txt`)."""

from __future__ import annotations

import pytest

from tests.analysis.resolution.sentences import FILES, Row, differences, read_rows

ROWS = [row for path in FILES for row in read_rows(path)]


@pytest.mark.parametrize("row", ROWS, ids=[row.title for row in ROWS])
def test_sentence_gives_the_speaker(row: Row):
    assert differences(row) == []
