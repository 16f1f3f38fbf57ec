"""Statements as W3C Web Annotations: the words selected in the publisher's page, credited to their speaker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PROFILE = f'application/ld+json; profile="{CONTEXT}"'
Look = Mapping[str, Any]
Node = dict[str, Any]


def as_annotation(look: Look, *, href: str, with_context: bool = True) -> Node:
    """Return the look of a statement as an annotation: one target for each span of its content."""
    version, article = look["version"], look["article"]
    source = article["canonical_url"] or article["url"]
    state = {"type": "TimeState", "sourceDate": version["fetched_at"], "cached": article["url"]}
    spans = (look["selectors"] or {}).get("content", [])
    targets = [
        {"source": source, "selector": [_position(span), _quote(span)], "state": state}
        for span in spans
    ]
    node: Node = {"@context": CONTEXT} if with_context else {}
    node |= {
        "id": href,
        "type": "Annotation",
        "motivation": "identifying",
        "created": look["accepted_at"] or look["modified_at"],
        "modified": look["modified_at"],
        "body": _bodies(look),
        "target": targets[0]
        if len(targets) == 1
        else targets or {"source": source, "state": state},
    }
    return node


def as_page(nodes: Iterable[Node], *, url: str, first: str, next_url: str | None) -> Node:
    """Return annotations as a page of the collection that begins at `first`."""
    page: Node = {
        "@context": CONTEXT,
        "id": url,
        "type": "AnnotationPage",
        "partOf": {
            "id": first,
            "type": "AnnotationCollection",
            "label": "Statements",
            "first": first,
        },
        "items": list(nodes),
    }
    return page | ({"next": next_url} if next_url else {})


def _position(span: Look) -> Node:
    return dict(span["position"])


def _quote(span: Look) -> Node:
    """Return the quote selector; words around that are withheld are left out, not said to be none."""
    quote = dict(span["quote"])
    return {name: value for name, value in quote.items() if name in {"type", "exact"} or value}


def _bodies(look: Look) -> list[Node]:
    """Return who said it, and which claims it bears on."""
    speaker = look["speaker"]
    name = speaker["name"] if speaker else look["speaker_name"]
    bodies: list[Node] = []
    if name:
        bodies.append({"type": "TextualBody", "value": name, "purpose": "identifying"})
    bodies += [
        {
            "type": "TextualBody",
            "value": f"{claim['stance']} claim {claim['id']} of {claim['question']}",
            "purpose": "classifying",
        }
        for claim in look["claims"]
    ]
    if look.get("is_withdrawn"):
        bodies.append({"type": "TextualBody", "value": "withdrawn", "purpose": "tagging"})
    return bodies
