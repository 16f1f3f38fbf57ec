"""The W3C Web Annotation Data Model: https://www.w3.org/TR/annotation-model/ (section numbers in the code)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from partners.formats.annotations import CONTEXT
from partners.validation.places import Findings, Place, is_iri, is_language, is_text, read_moment

TYPES = {"Annotation", "AnnotationPage", "AnnotationCollection"}
MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip
SELECTORS = {
    "FragmentSelector", "CssSelector", "XPathSelector", "TextQuoteSelector", "TextPositionSelector",
    "DataPositionSelector", "SvgSelector", "RangeSelector",
}  # fmt: skip
DIRECTIONS = {"ltr", "rtl", "auto"}


def is_annotation(item: Place) -> bool:
    """Tell whether the item means to be an annotation, or a page or collection of them."""
    names = [one.value for one in item.at("@context").each()]
    return CONTEXT in names or bool(TYPES & set(item.types) and item.at("type").value)


def check_annotation(item: Place) -> Findings:
    """Return what is wrong with the annotation, or with the page or collection and the annotations in it."""
    findings = Findings()
    if CONTEXT not in [one.value for one in item.at("@context").each()]:
        findings.fault(
            item.at("@context"), _("“@context” has to hold %(context)s.") % {"context": CONTEXT}
        )
    kind = next((name for name in item.types if name in TYPES), "")
    if not kind:
        findings.fault(
            item.at("type"),
            _("“type” has to be Annotation, AnnotationPage or AnnotationCollection."),
        )
        return findings
    _CHECKS[kind](item, findings)
    return findings


def _check_one(item: Place, findings: Findings) -> None:
    """3.1, 3.3: identity, motivation, dates, bodies and targets."""
    _check_id(item, findings)
    if "Annotation" not in item.types:
        findings.fault(item.at("type"), _("“type” has to hold Annotation."))
    for motivation in item.at("motivation").each():
        if motivation.value not in MOTIVATIONS and not is_iri(motivation.value):
            findings.fault(motivation, _("“motivation” has to be one of the standard's words."))
    for name in ("created", "modified", "generated"):
        _check_moment(item.at(name), findings)
    targets = list(item.at("target").each())
    if not targets:
        findings.fault(item.at("target"), _("An annotation needs a “target”."))
    for target in targets:
        _check_resource(target, findings)
    for body in item.at("body").each():
        _check_body(body, findings)


def _check_id(item: Place, findings: Findings) -> None:
    if not is_iri(item.at("id").value):
        findings.fault(item.at("id"), _("“id” has to be one full address."))


def _check_moment(place: Place, findings: Findings) -> None:
    """3.3.1: one xsd:dateTime with its time zone."""
    if place.value is not None and read_moment(place.value, needs_zone=True) is None:
        findings.fault(place, _("This has to be one date and time with its time zone."))


def _check_body(body: Place, findings: Findings) -> None:
    """3.2.4: embedded texts; others are resources."""
    if "TextualBody" not in body.types:
        _check_resource(body, findings)
        return
    if not isinstance(body.at("value").value, str):
        findings.fault(body.at("value"), _("A TextualBody needs one “value”, a text."))
    for name in ("language", "processingLanguage"):
        for tag in body.at(name).each():
            if not is_language(tag.value):
                findings.fault(tag, _("This has to be a language tag, such as “en”."))
    for purpose in body.at("purpose").each():
        if purpose.value not in MOTIVATIONS and not is_iri(purpose.value):
            findings.fault(purpose, _("“purpose” has to be one of the standard's words."))
    direction = body.at("textDirection")
    if direction.value is not None and direction.value not in DIRECTIONS:
        findings.fault(direction, _("“textDirection” has to be ltr, rtl or auto."))


def _check_resource(resource: Place, findings: Findings) -> None:
    """3.2.1, 4: an address, or a part or state of what stands at one."""
    if not isinstance(resource.value, Mapping):
        if not is_iri(resource.value):
            findings.fault(resource, _("This has to be a full address, or an object."))
        return
    source = resource.at("source")
    if source.value is None:
        if not is_iri(resource.at("id").value):
            findings.fault(resource, _("A resource needs an “id”, or a “source”."))
        return
    if len(list(source.each())) != 1 or not (is_iri(source.value) or is_iri(source.at("id").value)):
        findings.fault(source, _("“source” has to be exactly one full address."))
    selectors = list(resource.at("selector").each())
    for selector in selectors:
        _check_selector(selector, findings)
    _compare(selectors, findings)
    for state in resource.at("state").each():
        _check_state(state, findings)


def _check_selector(selector: Place, findings: Findings) -> None:
    """4.2: the kinds of selectors."""
    if is_iri(selector.value):
        return
    if not SELECTORS & set(selector.types):
        findings.fault(selector.at("type"), _("This is no selector of the standard."))
    if "TextQuoteSelector" in selector.types:
        if not is_text(selector.at("exact").value):
            findings.fault(selector.at("exact"), _("A TextQuoteSelector needs one “exact”."))
        for name in ("prefix", "suffix"):
            around = selector.at(name)
            if around.value is not None and not isinstance(around.value, str):
                findings.fault(around, _("This has to be one text."))
    if {"TextPositionSelector", "DataPositionSelector"} & set(selector.types):
        _check_position(selector, findings)
    if {"FragmentSelector", "CssSelector", "XPathSelector"} & set(
        selector.types
    ) and not isinstance(selector.at("value").value, str):
        findings.fault(selector.at("value"), _("This selector needs one “value”."))


def _check_position(selector: Place, findings: Findings) -> None:
    ends = [selector.at(name) for name in ("start", "end")]
    for end in ends:
        if isinstance(end.value, bool) or not isinstance(end.value, int) or end.value < 0:
            findings.fault(end, _("A position needs “start” and “end”, whole numbers from 0 on."))
            return
    if ends[0].value > ends[1].value:
        findings.fault(ends[1], _("“end” lies before “start”."))


def _compare(selectors: list[Place], findings: Findings) -> None:
    """Two selectors of one target should select the same: positions count code points, not UTF-16 units."""
    quotes = [s.at("exact") for s in selectors if "TextQuoteSelector" in s.types]
    positions = [s for s in selectors if "TextPositionSelector" in s.types]
    if len(quotes) != 1 or len(positions) != 1 or not isinstance(quotes[0].value, str):
        return
    start, end = positions[0].at("start").value, positions[0].at("end").value
    if not isinstance(start, int) or not isinstance(end, int) or start > end:
        return
    n_quoted = len(quotes[0].value)
    if end - start != n_quoted:
        findings.advise(
            positions[0],
            _(
                "The position spans %(spans)s characters, the quotation beside it has %(has)s. Count Unicode code points, not UTF-16 units."
            )
            % {"spans": end - start, "has": n_quoted},
        )


def _check_state(state: Place, findings: Findings) -> None:
    """4.3.1: the time of a state."""
    if "TimeState" not in state.types:
        return
    dates = [state.at(name) for name in ("sourceDate", "sourceDateStart", "sourceDateEnd")]
    for date in dates:
        for one in date.each():
            _check_moment(one, findings)
    if (dates[1].value is None) != (dates[2].value is None):
        findings.fault(state, _("“sourceDateStart” and “sourceDateEnd” come together."))


def _check_page(item: Place, findings: Findings) -> None:
    """5.2: a page of a collection."""
    _check_id(item, findings)
    if not isinstance(item.at("items").value, list):
        findings.fault(item.at("items"), _("An AnnotationPage needs “items”, a list."))
    part_of = item.at("partOf")
    if not (is_iri(part_of.value) or is_iri(part_of.at("id").value)):
        findings.fault(part_of, _("An AnnotationPage has to name its collection in “partOf”."))
    for name in ("next", "prev"):
        page = item.at(name)
        if page.value is not None and not (is_iri(page.value) or is_iri(page.at("id").value)):
            findings.fault(page, _("This has to be the full address of a page."))
    for one in item.at("items").each():
        _check_one(one, findings)


def _check_collection(item: Place, findings: Findings) -> None:
    """5.1: a collection."""
    _check_id(item, findings)
    if not item.at("label").value:
        findings.advise(item.at("label"), _("A “label” would say what the collection holds."))
    total = item.at("total")
    is_count = isinstance(total.value, int) and not isinstance(total.value, bool)
    if total.value is not None and not (is_count and total.value >= 0):
        findings.fault(total, _("“total” has to be a whole number from 0 on."))
    first = item.at("first")
    if isinstance(first.value, Mapping):
        _check_page_inside(first, findings)
    elif not is_iri(first.value):
        findings.fault(
            first, _("“first” has to be the full address of the first page, or the page.")
        )


def _check_page_inside(page: Place, findings: Findings) -> None:
    for one in page.at("items").each():
        _check_one(one, findings)


_CHECKS: Mapping[str, Callable[[Place, Findings], None]] = {
    "Annotation": _check_one,
    "AnnotationPage": _check_page,
    "AnnotationCollection": _check_collection,
}
