"""What the OpenAPI document says of where an answer leads: OpenAPI links from operation to operation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Link:
    """One way on from an answer: to `operation`, with `parameters` taken from the answer or from the request."""

    operation: str
    words: str
    parameters: Mapping[str, str]

    def as_dict(self) -> dict[str, Any]:
        """Return it as a Link Object."""
        return {
            "operationId": self.operation,
            "description": self.words,
            "parameters": dict(self.parameters),
        }


def _first_of(name: str, key: str) -> Link:
    return Link(
        f"{name}_retrieve", "The first of the page.", {key: f"$response.body#/results/0/{key}"}
    )


def _to_webhook(webhook: str) -> tuple[Link, ...]:
    """Return what can be done with the webhook whose id is at `webhook`."""
    of = {"id": webhook}
    return (
        Link("webhooks_retrieve", "The webhook.", of),
        Link("webhooks_test_create", "Send it a test message.", of),
        Link("webhooks_messages_list", "Its messages.", of),
        Link("webhooks_secret_create", "Give it a new secret.", of),
        Link("webhooks_off_create", "Switch it off.", of),
        Link("webhooks_on_create", "Switch it on.", of),
        Link("webhooks_destroy", "Remove it.", of),
    )


THE_WEBHOOK = {"id": "$request.path.id"}
LINKS: Mapping[str, tuple[Link, ...]] = {
    "articles_list": (_first_of("articles", "id"),),
    "articles_retrieve": (
        Link("statements_list", "Its statements.", {"article": "$response.body#/id"}),
    ),
    "statements_list": (_first_of("statements", "id"),),
    "statements_retrieve": (
        Link("articles_retrieve", "Its article.", {"id": "$response.body#/article/id"}),
        Link("speakers_retrieve", "Its speaker.", {"slug": "$response.body#/speaker/slug"}),
        Link("claims_retrieve", "What it bears on.", {"id": "$response.body#/claims/0/id"}),
    ),
    "speakers_list": (_first_of("speakers", "slug"),),
    "speakers_retrieve": (
        Link("statements_list", "Their statements.", {"speaker": "$response.body#/slug"}),
    ),
    "questions_list": (_first_of("questions", "slug"),),
    "questions_retrieve": (
        Link("claims_list", "Its claims.", {"question": "$response.body#/slug"}),
        Link(
            "statements_list",
            "The statements that bear on it.",
            {"question": "$response.body#/slug"},
        ),
    ),
    "claims_list": (_first_of("claims", "id"),),
    "claims_retrieve": (
        Link("questions_retrieve", "Its question.", {"slug": "$response.body#/question/slug"}),
        Link("statements_list", "The statements that bear on it.", {"claim": "$response.body#/id"}),
    ),
    "changes_list": (
        Link("changes_list", "What comes after the page.", {"cursor": "$response.body#/token"}),
    ),
    "dumps_list": (_first_of("dumps", "id"),),
    "dumps_create": (Link("dumps_retrieve", "Its manifest.", {"id": "$response.body#/id"}),),
    "dumps_retrieve": (
        Link(
            "dumps_files_retrieve",
            "Its first file.",
            {"id": "$response.body#/id", "name": "$response.body#/files/0/name"},
        ),
        Link(
            "changes_list", "What changed since it was begun.", {"cursor": "$response.body#/token"}
        ),
    ),
    "reviews_list": (_first_of("reviews", "id"),),
    "reviews_create": (Link("reviews_retrieve", "The review.", {"id": "$response.body#/id"}),),
    "reviews_retrieve": (
        Link("claims_retrieve", "The claim it is about.", {"id": "$response.body#/claim"}),
    ),
    "webhooks_list": _to_webhook("$response.body#/results/0/id"),
    "webhooks_create": _to_webhook("$response.body#/id"),
    "webhooks_test_create": (
        Link("webhooks_messages_list", "The messages of the webhook.", THE_WEBHOOK),
        Link(
            "webhooks_messages_replay",
            "Send it once more.",
            {**THE_WEBHOOK, "message": "$response.body#/id"},
        ),
    ),
    "webhooks_messages_list": (
        Link(
            "webhooks_messages_replay",
            "Send the first of the page once more.",
            {**THE_WEBHOOK, "message": "$response.body#/results/0/id"},
        ),
    ),
}


def describe_links(operation: dict[str, Any]) -> None:
    """Let the answers of `operation` that succeed name what they lead to."""
    links = LINKS.get(operation["operationId"], ())
    if not links:
        return
    [status] = [s for s in operation["responses"] if s in {"200", "201", "202"}]
    named = {f"{link.operation}_{n}": link.as_dict() for n, link in enumerate(links, start=1)}
    operation["responses"][status]["links"] = named
