from __future__ import annotations

import pytest

from analysis.attribution.modality import find_modality
from analysis.types import CueClass, Span


def modality_of(text, cue, content, cue_class=CueClass.ASSERT):
    def spans(part):
        return (Span(text.index(part), text.index(part) + len(part)),) if part else ()

    found = find_modality(text, spans(cue), spans(content), cue_class)
    return [modality.value for modality in found]


@pytest.mark.parametrize(
    ("text", "cue", "content", "expected"),
    [
        ("She said the dam was sound.", "said", "the dam was sound", []),
        ("She said the dam may fail.", "said", "the dam may fail", ["hedged"]),
        ("She said it opened in May.", "said", "it opened in May", []),
        ("She said it opened on May 4.", "said", "it opened on May 4", []),
        ("The dam reportedly failed.", "reportedly", "The dam", ["hedged"]),
        ("He suggested the dam failed.", "suggested", "the dam failed", ["hedged"]),
        ("She said the dam did not fail.", "said", "the dam did not fail", ["negated"]),
        ("She said they didn’t know.", "said", "they didn’t know", ["negated"]),
        ("She said they know who did not pay.", "said", "they know who did not pay", []),
        ("She did not say why it failed.", "say", "why it failed", ["negated"]),
        ("“Who will pay?” she asked.", "asked", "“Who will pay?”", ["question"]),
        ("She said if it rains the dam would fail.", "said", "if it rains the dam would fail", ["hypothetical"]),
        ("She said it could fail if it were to rain.", "said", "it could fail if it were to rain", ["hedged", "hypothetical"]),
    ],
)  # fmt: skip
def test_modality_of_a_sentence(text, cue, content, expected):
    assert modality_of(text, cue, content) == expected


def test_if_after_asking_asks_and_does_not_suppose():
    text = "He asked if the dam was sound."

    assert modality_of(text, "asked", "if the dam was sound", CueClass.ASK) == ["question"]


def test_whether_asks_after_any_cue():
    text = "They will decide whether it stays."

    assert modality_of(text, "decide", "whether it stays") == ["question"]
