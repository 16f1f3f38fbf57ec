"""The claims of one Wikidata entity, read: best rank only, values as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Entity = Mapping[str, Any]
Claim = Mapping[str, Any]

_TIME = re.compile(r"\+(\d{4})-(\d\d)-(\d\d)T")
_YEAR, _MONTH, _DAY = 9, 10, 11


def best_claims(entity: Entity, prop: str) -> list[Claim]:
    """Return the claims of `prop` that say a value: the preferred ones, else the normal ones, never the deprecated."""
    return _best(entity, prop, only_preferred=True)


def all_claims(entity: Entity, prop: str) -> list[Claim]:
    """Return every claim of `prop` that says a value and is not deprecated: each mandate of P39 counts."""
    return _best(entity, prop, only_preferred=False)


def items(entity: Entity, *props: str) -> list[str]:
    """Return the items that the best claims of these properties name."""
    found = (item_of(claim["mainsnak"]) for prop in props for claim in best_claims(entity, prop))
    return [item for item in found if item]


def first_time(entity: Entity, prop: str) -> str:
    """Return the partial date of the best claim of `prop`; empty if there is none."""
    times = (time_of(claim["mainsnak"]) for claim in best_claims(entity, prop))
    return next((time for time in times if time), "")


def qualifiers(claim: Claim, prop: str) -> Sequence[Claim]:
    """Return the qualifiers of a claim by `prop`."""
    rows = (claim.get("qualifiers") or {}).get(prop) or ()
    return [snak for snak in rows if snak.get("snaktype") == "value"]


def references(claim: Claim, prop: str) -> Iterator[str]:
    """Yield the texts by which the references of a claim give `prop`."""
    for reference in claim.get("references") or ():
        for snak in (reference.get("snaks") or {}).get(prop) or ():
            value = _value(snak)
            if isinstance(value, str):
                yield value


def item_of(snak: Claim) -> str:
    """Return the item that a snak names; empty if it names none."""
    value = _value(snak)
    if not isinstance(value, dict):
        return ""
    number = value.get("numeric-id")
    return str(value.get("id") or (f"Q{number}" if number else ""))


def time_of(snak: Claim) -> str:
    """Return the date of a snak as precise as it is given; empty when it is known less closely than to the year."""
    value = _value(snak)
    match = _TIME.match(str(value.get("time", ""))) if isinstance(value, dict) else None
    if match is None or not isinstance(value, dict) or value.get("precision", 0) < _YEAR:
        return ""
    n_parts = {_YEAR: 1, _MONTH: 2}.get(value["precision"], 3)
    return "-".join(match.groups()[:n_parts])


def text_of(entity: Entity, part: str, language: str = "en") -> str:
    """Return label or description in `language`, else in any language."""
    rows = entity.get(part) or {}
    row = rows.get(language) or rows.get("mul") or next(iter(rows.values()), None)
    return str(row["value"]) if row else ""


def _best(entity: Entity, prop: str, *, only_preferred: bool) -> list[Claim]:
    claims = (entity.get("claims") or {}).get(prop) or []
    known = [
        claim
        for claim in claims
        if claim.get("rank") != "deprecated" and _value(claim.get("mainsnak") or {}) is not None
    ]
    preferred = [claim for claim in known if claim.get("rank") == "preferred"]
    return preferred if only_preferred and preferred else known


def _value(snak: Claim) -> Any:
    if snak.get("snaktype") != "value":
        return None
    return (snak.get("datavalue") or {}).get("value")
