import pytest

from analysis.contrast.antonyms import are_antonyms, read_antonyms
from analysis.contrast.stems import stem
from analysis.contrast.wording import read_wording


@pytest.mark.parametrize(
    "forms",
    [
        pytest.param("deny denies denied denying", id="y-to-ies"),
        pytest.param("stop stops stopped stopping", id="doubled-consonant"),
        pytest.param("overstate overstates overstated overstating", id="silent-e"),
        pytest.param("fall fell fallen", id="irregular"),
    ],
)
def test_forms_of_a_word_share_a_stem(forms):
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("text", "negations", "denials", "minimisers"),
    [
        pytest.param("The gate was not locked.", ["not"], [], [], id="negation"),
        pytest.param("The gate wasn’t locked.", ["wasn’t"], [], [], id="contraction"),
        pytest.param("Not only the mayor resigned.", [], [], [], id="not-only"),
        pytest.param("There is no doubt about it.", [], [], [], id="no-doubt"),
        pytest.param("The report is not false.", [], [], [], id="denial-undone"),
        pytest.param("The report is false.", [], ["false"], [], id="denial"),
        pytest.param("She is exaggerating the risk.", [], [], ["exaggerating"], id="minimiser"),
    ],
)
def test_words_are_read_by_what_they_do(text, negations, denials, minimisers):
    wording = read_wording(text)

    assert [word.text for word in wording.negations] == negations
    assert [word.text for word in wording.denials] == denials
    assert [word.text for word in wording.minimisers] == minimisers


def test_what_is_made_light_of_is_known():
    wording = read_wording("The mayor is exaggerating the threat of the flood.")

    assert {stem("threat"), stem("flood")} <= wording.objects


def test_antonyms_hold_both_ways():
    table = read_antonyms()

    assert len(table) > 500
    assert all(word in table[other] for word, others in table.items() for other in others)


@pytest.mark.parametrize(
    ("one", "other", "is_opposed"),
    [("open", "close", True), ("stable", "unstable", True), ("road", "bridge", False)],
)
def test_words_oppose_by_the_list_or_by_a_prefix(one, other, is_opposed):
    assert are_antonyms(stem(one), stem(other)) is is_opposed
