"""A finished draft as the attribution that the rest of the project sees."""

from __future__ import annotations

from analysis.attribution.confidence import Calibration
from analysis.attribution.cues import classify_cue
from analysis.attribution.drafts import Draft
from analysis.attribution.modality import find_modality
from analysis.attribution.quotation import classify_quotation
from analysis.types import Attribution, Quotation


def describe_draft(text: str, draft: Draft, calibration: Calibration) -> Attribution:
    """Return the attribution with its quotation type, cue class, modality and confidence."""
    quotation = classify_quotation(text, draft.content)
    is_quoted = quotation is not Quotation.INDIRECT
    cue_class = classify_cue(text, draft.cue, quoted=is_quoted)
    return Attribution(
        source=draft.source,
        cue=draft.cue,
        content=draft.content,
        quotation=quotation,
        cue_class=cue_class,
        modality=find_modality(text, draft.cue, draft.content, cue_class),
        confidence=round(calibration.confidence(draft.signals), 4),
    )
