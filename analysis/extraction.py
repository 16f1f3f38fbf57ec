"""The whole way from a text to its attributions and their speakers."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.attribution.describing import describe_draft
from analysis.attribution.drafts import Draft
from analysis.attribution.finding import find_drafts
from analysis.attribution.model import ENGINE, Model, load_model
from analysis.attribution.repair import repair_drafts, repair_text
from analysis.furniture import find_furniture
from analysis.resolution import resolve_speakers
from analysis.types import Extraction, Span


def extract(text: str, model: Model | None = None) -> Extraction:
    """Return every attribution of `text` in text order, each with its speaker.

    Any string will do, of any length: windows that fail are passed over and counted. The shipped
    model is loaded at the first call; `model` is for measuring another.
    """
    model = model or load_model()
    furniture = find_furniture(text)
    drafts, n_skipped = draft_attributions(text, model, furniture)
    attributions = tuple(describe_draft(text, draft, model.calibration) for draft in drafts)
    return Extraction(
        attributions=attributions,
        speakers=resolve_speakers(text, attributions),
        furniture=furniture,
        engine=ENGINE,
        n_skipped=n_skipped,
    )


def draft_attributions(
    text: str, model: Model, furniture: Sequence[Span] = ()
) -> tuple[list[Draft], int]:
    """Return the drafts of a whole text in order, and how many windows failed."""
    found: list[Draft] = []
    n_skipped = 0
    for drafts in find_drafts(text, model, furniture):
        if drafts is None:
            n_skipped += 1
        else:
            found += repair_drafts(text, drafts)
    found.sort(key=lambda draft: (draft.start, draft.end))
    return repair_text(text, found), n_skipped
