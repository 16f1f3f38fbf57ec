"""The structural passes over the drafts of one window, in the order they build on each other."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.attribution.drafts import Draft
from analysis.attribution.steps.addressees import replace_addressees
from analysis.attribution.steps.appositions import join_appositions
from analysis.attribution.steps.continuations import join_continuations
from analysis.attribution.steps.datelines import trim_datelines
from analysis.attribution.steps.edges import trim_edges
from analysis.attribution.steps.fragments import join_fragments
from analysis.attribution.steps.naming import drop_namings
from analysis.attribution.steps.passive_agents import find_passive_agents
from analysis.attribution.steps.quotations import join_split_quotations
from analysis.attribution.steps.relative_clauses import split_relative_clauses
from analysis.attribution.steps.strays import drop_strays

STEPS = (
    split_relative_clauses,
    find_passive_agents,
    drop_namings,
    drop_strays,
    replace_addressees,
    join_appositions,
    join_split_quotations,
    join_fragments,
    trim_edges,
    trim_datelines,
)


def repair_drafts(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts mended: see docs/attribution.md#repairs for what each step is for."""
    mended = list(drafts)
    for step in STEPS:
        mended = step(text, mended)
    return mended


def repair_text(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts of a whole text mended where paragraphs of several windows belong together."""
    return join_continuations(text, drafts)
