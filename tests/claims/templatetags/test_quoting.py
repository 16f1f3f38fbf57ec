"""Words in quotation marks, once."""

import pytest

from claims.templatetags.quoting import quoted


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        pytest.param("twelve people died", "“twelve people died”", id="indirect"),
        pytest.param("“The figure is 12,”", "“The figure is 12,”", id="direct"),
        pytest.param("„Zwölf Tote“", "„Zwölf Tote“", id="other-marks"),
    ],
)
def test_words_stand_in_quotation_marks_once(words, shown):
    assert quoted(words) == shown
