import pytest

from analysis.contrast.places import find_places, may_be_same_place
from analysis.contrast.speakers import is_same_speaker, names_speaker


@pytest.mark.parametrize(
    ("a", "b", "is_same"),
    [
        pytest.param("It began in Chad.", "It began in Peru.", False, id="two-countries"),
        pytest.param("It began in Lima.", "It began in Peru.", True, id="capital"),
        pytest.param("It began near Port Orsel.", "It began in Orsel.", True, id="shorter-name"),
        pytest.param("It began in May.", "It began in Peru.", True, id="month-is-no-place"),
        pytest.param("It began.", "It began in Peru.", True, id="none-named"),
    ],
)
def test_places_are_told_apart(a, b, is_same):
    assert may_be_same_place(find_places(a), find_places(b)) is is_same


@pytest.mark.parametrize(
    ("text", "speaker", "word"),
    [
        ("Paris is exaggerating.", "French Foreign Ministry", "Paris"),
        ("The company hid the waste.", "Orsel Chemical Company", "company"),
        ("Roe was wrong.", "Ana Roe", "Roe"),
        ("The mayor was wrong.", "Ana Roe", None),
        ("The mayor was wrong.", None, None),
    ],
)
def test_a_text_names_a_speaker_by_country_body_or_name(text, speaker, word):
    assert names_speaker(text, speaker) == word


def test_speakers_are_the_same_by_name_only():
    assert is_same_speaker("Ana Roe", "ana  roe")
    assert not is_same_speaker("Ana Roe", None)
