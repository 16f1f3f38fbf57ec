"""An item, or a page that holds items, checked against each standard that it means to keep to."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from articles.page_metadata import find_json_ld
from partners.validation.claim_review import check_claim_reviews, reviews_in
from partners.validation.places import Finding, Findings, Place
from partners.validation.schema_org import check_schema_org, is_schema_org
from partners.validation.web_annotation import check_annotation, is_annotation

MOST_ITEMS = 20


@dataclass(frozen=True, slots=True)
class Result:
    """What one standard says of one item. Faults come first; no finding at all means that it passes."""

    standard: str
    url: str
    is_meant: bool
    findings: tuple[Finding, ...] = ()

    @property
    def n_faults(self) -> int:
        """How often the standard is broken."""
        return sum(finding.is_fault for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Checked:
    """One item: what it calls itself, and the results; `broken` says why it could not be read at all."""

    title: str
    results: tuple[Result, ...] = ()
    broken: str = ""


_STANDARDS: tuple[
    tuple[str, str, Callable[[Place], Any], Callable[[Place], Findings]], ...
] = (
    ("JSON-LD, schema.org", "https://schema.org", is_schema_org, check_schema_org),
    (
        "ClaimReview",
        "https://schema.org/ClaimReview",
        lambda item: any(True for _review in reviews_in(item)),
        check_claim_reviews,
    ),
    (
        "W3C Web Annotation",
        "https://www.w3.org/TR/annotation-model/",
        is_annotation,
        check_annotation,
    ),
)  # fmt: skip


def check_text(text: str) -> list[Checked]:
    """Return what each standard says of the items in `text`: JSON, or a page of HTML with JSON-LD in it."""
    if not text.lstrip().startswith("<"):
        return [check_json(text)]
    blocks = find_json_ld(text)
    if not blocks:
        says = _("The page holds no JSON-LD: no element “script” of type “application/ld+json”.")
        return [Checked(_("Page"), broken=says)]
    return [check_json(block) for block in blocks[:MOST_ITEMS]]


def check_json(text: str) -> Checked:
    """Return what each standard says of the item that `text` is."""
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        says = _("This is no JSON: line %(line)s, character %(column)s (%(why)s).") % {
            "line": error.lineno,
            "column": error.colno,
            "why": error.msg,
        }
        return Checked(_("Item"), broken=says)
    except RecursionError:
        return Checked(_("Item"), broken=_("This is nested too deep to be read."))
    return check_item(document)


def check_item(document: Any) -> Checked:
    """Return what each standard says of a parsed item; a list is checked thing by thing."""
    things = list(Place(document).each())
    if not things or not all(isinstance(thing.value, dict) for thing in things):
        return Checked(_("Item"), broken=_("An item is a JSON object, or a list of them."))
    title = ", ".join(dict.fromkeys(name for thing in things for name in thing.types))
    results = []
    for standard, url, is_meant, check in _STANDARDS:
        meant = [thing for thing in things if is_meant(thing)]
        found = [finding for thing in meant for finding in check(thing).found]
        found.sort(key=lambda finding: not finding.is_fault)
        results.append(Result(standard, url, bool(meant), tuple(found)))
    if not any(result.is_meant for result in results):
        return Checked(title or _("Item"), broken=_nothing_meant())
    return Checked(title or _("Item"), tuple(results))


def _nothing_meant() -> str:
    return _(
        "Nothing says which standard the item keeps to: its “@context” is neither https://schema.org nor http://www.w3.org/ns/anno.jsonld."
    )
