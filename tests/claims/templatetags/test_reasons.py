"""Why a speaker was proposed is said in the reader's language."""

from __future__ import annotations

from analysis.resolution import resolve_speakers
from analysis.types import Attribution, CueClass, Quotation, Span
from claims.services.runs import proposal_of
from claims.templatetags.reasons import reasons_said

TEXT = "Ada Brook said the levy was theft."
GERMAN = "„%(said)s“ steht mit vollem Namen da."


def _speaker():
    said = Attribution(
        (Span(0, 9),),
        (Span(10, 14),),
        (Span(15, 33),),
        Quotation.INDIRECT,
        CueClass.ASSERT,
        (),
        1.0,
    )
    (resolved,) = resolve_speakers(TEXT, [said])
    return proposal_of(said, resolved, engine="test")["speaker"]


def test_a_reason_is_said_in_the_language_of_the_reader(monkeypatch):
    monkeypatch.setattr("speakers.reasons.gettext", {"“%(said)s” is named in full.": GERMAN}.get)

    assert reasons_said(_speaker()) == ["„Ada Brook“ steht mit vollem Namen da."]


def test_a_reason_stored_before_stands_as_it_was_written():
    assert reasons_said({"reasons": ["“Ada Brook” is named in full."]}) == [
        "“Ada Brook” is named in full."
    ]
