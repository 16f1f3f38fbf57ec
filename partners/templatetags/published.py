"""What a public page says to machines: the same JSON-LD as the API's, where the API has it, and how to embed it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString

from partners.catalogue import CATALOGUE, Context
from partners.formats.annotations import PROFILE
from partners.formats.jsonld import as_document

register = template.Library()
# The forms that a row of the API has, by ending.
FORMS = {
    "json": "application/json",
    "jsonld": "application/ld+json",
    "csv": "text/csv",
    "jsonl": "application/jsonl",
}
EMBEDDED = {"question", "statement"}
# What could end the element it stands in, or the line of a script, as JSON writes it otherwise.
_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@register.inclusion_tag("partners/_published_data.html", takes_context=True)
def published_data(context: Mapping[str, Any], kind: str, pk: int) -> dict[str, Any]:
    """Show the JSON-LD of the thing and where its other forms are; nothing of one that is not published."""
    request: HttpRequest = context["request"]
    listed = CATALOGUE[kind]
    absolute = request.build_absolute_uri
    found = dict(listed.looks([pk], Context(absolute=absolute)))
    if not found:
        return {}
    look = found[pk]
    href = absolute(listed.href(look["slug"] if listed.key == "slug" else pk))
    forms = FORMS | ({"annotation": PROFILE} if kind == "statement" else {})
    return {
        "json_ld": write_in_page(as_document(kind, look, href=href)),
        "forms": [(media_type, f"{href}.{ending}") for ending, media_type in forms.items()],
        "oembed": [
            (media_type, _oembed_url(absolute, look["url"], name))
            for name, media_type in (
                ("json", "application/json+oembed"),
                ("xml", "text/xml+oembed"),
            )
            if kind in EMBEDDED
        ],
    }


def write_in_page(document: Mapping[str, Any]) -> SafeString:
    """Return a document as JSON that may stand in a `script` element: no sign in it can end the element."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), default=str)
    return SafeString(text.translate(_UNSAFE))


def _oembed_url(absolute: Any, url: str, name: str) -> str:
    query = urlencode({"url": url, "format": name})
    return str(absolute(f"{reverse('partners:oembed')}?{query}"))
