"""What a public page says to machines: the same JSON-LD as the API's, where the API has it, and how to embed it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString

from claims.public.questions import PublicQuestion
from partners.catalogue import CATALOGUE, Context
from partners.formats.annotations import PROFILE
from partners.formats.jsonld import as_document, as_feed, as_node
from partners.serializers.fields import MomentField

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


@register.inclusion_tag("partners/_published_data.html", takes_context=True)
def published_questions(
    context: Mapping[str, Any], listed: Sequence[PublicQuestion], name: str
) -> dict[str, Any]:
    """Show these questions as a `DataFeed`, each as the API shows it, and where the list's other forms are."""
    request: HttpRequest = context["request"]
    questions = CATALOGUE["question"]
    absolute = request.build_absolute_uri
    ids = [one.question.pk for one in listed]
    looks = dict(questions.looks(ids, Context(absolute=absolute)))
    hrefs = {pk: absolute(questions.href(look["slug"])) for pk, look in looks.items()}
    feed = as_feed(
        [as_node("question", looks[pk], href=hrefs[pk]) for pk in ids if pk in looks],
        url=absolute(),
        name=name,
        licence=settings.DATA_LICENCE,
        modified={
            hrefs[one.question.pk]: MomentField().to_representation(one.changed_at)
            for one in listed
            if one.question.pk in hrefs
        },
    )
    href = absolute(reverse("partners:question-list"))
    return {
        "json_ld": write_in_page(feed),
        "forms": [(media_type, f"{href}.{ending}") for ending, media_type in FORMS.items()],
    }


def write_in_page(document: Mapping[str, Any]) -> SafeString:
    """Return a document as JSON that may stand in a `script` element: no sign in it can end the element."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), default=str)
    return SafeString(text.translate(_UNSAFE))


def _oembed_url(absolute: Any, url: str, name: str) -> str:
    query = urlencode({"url": url, "format": name})
    return str(absolute(f"{reverse('partners:oembed')}?{query}"))
