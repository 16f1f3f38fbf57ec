"""The shapes of schema.org that statements, claims and articles are exchanged in, as JSON-LD.

Members and what may stand in them are those of https://schema.org (version 29) for the types named here; what `Thing` and
`CreativeWork` lend is allowed everywhere. Other types are left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from partners.validation.places import Findings, Place, is_address, is_date, is_language, is_text

CONTEXTS = {f"{scheme}://schema.org{end}" for scheme in ("http", "https") for end in ("", "/")}
MOST_NODES = 5_000

_AGENT = ("Person", "Organization")
_WORK: Mapping[str, tuple[str, ...]] = {
    "text": ("text",),
    "name": ("text",),
    "headline": ("text",),
    "url": ("address",),
    "sameAs": ("address",),
    "inLanguage": ("language", "Language"),
    "datePublished": ("date",),
    "dateModified": ("date",),
    "dateCreated": ("date",),
    "author": _AGENT,
    "creator": _AGENT,
    "publisher": ("Organization", "Person"),
    "correction": ("CorrectionComment", "text", "address"),
    "isBasedOn": ("address", "CreativeWork", "Product"),
}
# Of each type: the members it has to have here, and what else may stand in which of its members.
SHAPES: Mapping[str, tuple[tuple[str, ...], Mapping[str, tuple[str, ...]]]] = {
    "Claim": (
        ("text|name",),
        {"appearance": ("CreativeWork",), "firstAppearance": ("CreativeWork",), "claimInterpreter": _AGENT},
    ),
    "Quotation": (("text",), {"spokenByCharacter": _AGENT}),
    "NewsArticle": (("headline|name", "url|@id"), {"dateline": ("text",)}),
    "Article": (("headline|name", "url|@id"), {}),
    "CorrectionComment": (("text",), {}),
    "Person": (("name",), {"memberOf": ("Organization", "Role"), "alternateName": ("text",)}),
    "Organization": (("name",), {"parentOrganization": ("Organization", "Role"), "alternateName": ("text",)}),
    "Role": ((), {"startDate": ("date",), "endDate": ("date",), "roleName": ("text", "address")}),
    "Question": (("name|text",), {"suggestedAnswer": ("Answer",), "acceptedAnswer": ("Answer",)}),
    "Answer": (("text|name",), {}),
    "DataFeed": (("dataFeedElement",), {"dataFeedElement": ("DataFeedItem", "Thing"), "sdLicense": ("address",)}),
    "DataFeedItem": (("item",), {"item": ("Thing",), "dateDeleted": ("date",)}),
    "ClaimReview": (("claimReviewed",), {"claimReviewed": ("text",), "reviewRating": ("Rating",), "itemReviewed": ("Thing",)}),
    "Rating": ((), {"author": _AGENT, "alternateName": ("text",), "bestRating": ("number", "text"), "worstRating": ("number", "text"), "ratingValue": ("number", "text")}),
}  # fmt: skip
_ORGANISATIONS = (
    "GovernmentOrganization", "PoliticalParty", "Corporation", "NGO", "NewsMediaOrganization",
)  # fmt: skip
_PARENTS = {
    **dict.fromkeys(_ORGANISATIONS, "Organization"),
    "ReportageNewsArticle": "NewsArticle", "AnalysisNewsArticle": "NewsArticle", "OpinionNewsArticle": "NewsArticle",
    "NewsArticle": "Article", "Article": "CreativeWork", "Claim": "CreativeWork", "Quotation": "CreativeWork",
    "ClaimReview": "Review", "Review": "CreativeWork", "Question": "Comment", "Answer": "Comment",
    "CorrectionComment": "Comment", "Comment": "CreativeWork", "DataFeed": "Dataset", "Dataset": "CreativeWork",
    "WebPage": "CreativeWork", "VideoObject": "CreativeWork", "ImageObject": "CreativeWork",
    "AudioObject": "CreativeWork", "SocialMediaPosting": "Article", "BlogPosting": "SocialMediaPosting",
    "Report": "Article", "DataFeedItem": "Intangible", "OrganizationRole": "Role",
}  # fmt: skip
_VALUES: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "text": (is_text, gettext_noop("a text")),
    "address": (is_address, gettext_noop("a full web address")),
    "date": (is_date, gettext_noop("a date in ISO 8601, such as 2026-03-11")),
    "language": (is_language, gettext_noop("a language tag, such as “en”")),
    "number": (
        lambda value: isinstance(value, int | float) and not isinstance(value, bool),
        gettext_noop("a number"),
    ),
}


def is_schema_org(place: Place) -> bool:
    """Tell whether the item says that it speaks in the words of schema.org."""
    return any(one.value in CONTEXTS or _names_it(one.value) for one in place.at("@context").each())


def check_schema_org(item: Place) -> Findings:
    """Return what is wrong with the shapes of the item and of every node in it."""
    findings = Findings()
    if not is_schema_org(item):
        findings.fault(item.at("@context"), _("“@context” has to be https://schema.org."))
    roots = list(item.at("@graph").each()) or [item]
    for root in roots:
        if not root.types:
            findings.fault(root.at("@type"), _("There is no “@type”: nothing says what this is."))
    for n_nodes, node in enumerate(node for root in roots for node in nodes_in(root)):
        if n_nodes >= MOST_NODES:
            findings.advise(node, _("The item is very large: from here on nothing was checked."))
            break
        _check_node(node, findings)
    return findings


def nodes_in(place: Place) -> Iterator[Place]:
    """Yield every object in the item, the outermost first."""
    waiting = [place]
    while waiting:
        one = waiting.pop()
        if isinstance(one.value, list):
            waiting += reversed(list(one.each()))
        elif isinstance(one.value, Mapping):
            yield one
            names = [name for name in one.value if name not in {"@context", "@graph"}]
            waiting += reversed([one.at(name) for name in names])


def is_a(name: str, kind: str) -> bool:
    """Tell whether the type `name` is `kind`, or one of its kinds."""
    known: str | None = name
    while known is not None and known != kind:
        known = _PARENTS.get(known)
    return known == kind


def _names_it(context: Any) -> bool:
    return isinstance(context, Mapping) and context.get("@vocab") in CONTEXTS


def _check_node(node: Place, findings: Findings) -> None:
    for name in node.types:
        shape = next((SHAPES[kind] for kind in SHAPES if is_a(name, kind)), None)
        shape = SHAPES.get(name, shape)
        if shape is None:
            continue
        for needed in shape[0]:
            options = needed.split("|")
            if not any(node.at(option).value not in (None, "", []) for option in options):
                findings.fault(
                    node.at(options[0]),
                    _("A %(type)s needs %(members)s.")
                    % {"type": name, "members": _either([f"“{option}”" for option in options])},
                )
        allowed = shape[1] if is_a(name, "Role") else {**_WORK, **shape[1]}
        for member, kinds in allowed.items():
            for value in node.at(member).each():
                _check_value(value, name, member, kinds, findings)
        if name == "Quotation" and node.at("spokenByCharacter").value is not None:
            findings.advise(
                node.at("spokenByCharacter"),
                _(
                    "“spokenByCharacter” is for characters of fiction: name who said it in “creator”."
                ),
            )


def _check_value(
    value: Place, name: str, member: str, kinds: tuple[str, ...], findings: Findings
) -> None:
    if isinstance(value.value, Mapping):
        if not value.types and value.at("@id").value is not None:
            return  # a node that is described elsewhere
        known = [one for one in value.types if one in _PARENTS or one in SHAPES]
        wanted = [kind for kind in kinds if kind not in _VALUES]
        is_right = "Thing" in wanted or any(is_a(one, kind) for one in known for kind in wanted)
        if value.types and (is_right or not known):
            return
    elif any(_VALUES[kind][0](value.value) for kind in kinds if kind in _VALUES):
        return
    elif is_address(value.value) and not set(kinds) <= set(_VALUES):
        return  # the address of a node
    findings.fault(
        value,
        _("“%(member)s” of a %(type)s has to be %(kinds)s.")
        % {
            "member": member,
            "type": name,
            "kinds": _either([_(_VALUES[kind][1]) if kind in _VALUES else kind for kind in kinds]),
        },
    )


def _either(words: list[str]) -> str:
    """Return “a, b or c”."""
    if len(words) < 2:
        return "".join(words)
    return _("%(some)s or %(last)s") % {"some": ", ".join(words[:-1]), "last": words[-1]}
