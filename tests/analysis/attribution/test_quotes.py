from __future__ import annotations

import pytest

from analysis.attribution.quotes import find_all_quotations, find_lines


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        pytest.param("He said “not now” and left.", ["“not now”"], id="curly"),
        pytest.param('He said "not now" and left.', ['"not now"'], id="straight"),
        pytest.param("Er sagte «nein» und ging.", ["«nein»"], id="guillemets"),
        pytest.param("He said “not now\nand left.", ["“not now"], id="open-to-end-of-paragraph"),
        pytest.param('He said "no and "yes" twice.', ['"no and "yes"'], id="straight-opened-twice"),
        pytest.param("it ended” there", ["”"], id="closed-but-never-opened"),
        pytest.param("“a” and “b”", ["“a”", "“b”"], id="two"),
        pytest.param("no marks, but it’s late", [], id="apostrophe"),
    ],
)
def test_quotations_are_found_by_paragraph(text, quoted):
    assert [text[a:b] for a, b in find_all_quotations(text)] == quoted


def test_lines_leave_out_blank_ones():
    text = "one\n\n  \ntwo"

    assert [text[a:b] for a, b in find_lines(text)] == ["one", "two"]
