import pytest

from analysis.contrast.asking import Asked, what_is_asked


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("How many people died at Port Orsel?", Asked.NUMBER),
        ("What share of the voters stayed at home?", Asked.NUMBER),
        ("At what time was the order given?", Asked.WHEN),
        ("When did the gates open?", Asked.WHEN),
        ("Where was the meeting held?", Asked.WHERE),
        ("In which town was he seen?", Asked.WHERE),
        ("Who destroyed the bridge?", Asked.WHO),
        ("What caused the explosion?", Asked.OPEN),
        ("How serious is the threat?", Asked.OPEN),
        ("Did the ministry receive a warning?", Asked.SIDES),
        ("Schools should ban phones", Asked.SIDES),
        (" ", None),
        (None, None),
    ],
)
def test_a_question_tells_what_it_asks_for(question, asked):
    assert what_is_asked(question) is asked
