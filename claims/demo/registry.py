"""The demo's outlets, speakers, posts and memberships."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from articles.models import Outlet
from claims.demo.files import read_seed
from speakers.models import Post, Speaker
from speakers.services.posts import add_membership, create_post
from speakers.services.registry import create_speaker


def load_outlets() -> dict[str, Outlet]:
    """Open the demo's outlets; return them by name."""
    return {row["name"]: _open_outlet(row) for row in read_seed("outlets.json")}


def load_registry() -> dict[str, Speaker]:
    """Register the demo's speakers with their names, posts and memberships; return them by slug."""
    data = read_seed("speakers.json")
    speakers: dict[str, Speaker] = {}
    for row in _parents_first(data["speakers"]):
        speakers[row["slug"]] = create_speaker(
            name=row["name"],
            kind=row["kind"],
            slug=row["slug"],
            country=row["country"],
            wikidata=row["wikidata"],
            description=row["description"],
            parent=speakers.get(row["parent"] or ""),
            names=row["names"],
            is_provisional=row.get("is_provisional", False),
        )
    posts: dict[str, Post] = {
        row["slug"]: create_post(label=row["label"], organisation=speakers[row["organisation"]])
        for row in data["posts"]
    }
    for row in data["memberships"]:
        add_membership(
            person=speakers[row["person"]],
            post=posts[row["post"]],
            start=row["start"] or "",
            end=row["end"] or "",
        )
    return speakers


def _open_outlet(row: dict[str, Any]) -> Outlet:
    domain = (urlsplit(row["home"]).hostname or "").removeprefix("www.")
    outlet, _ = Outlet.objects.update_or_create(name=row["name"], defaults=row | {"domain": domain})
    return outlet


def _parents_first(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows with every parent before its parts; raises `ValueError` on a parent that is not listed."""
    done: dict[str, dict[str, Any]] = {}
    waiting = list(rows)
    while waiting:
        ready = [row for row in waiting if not row["parent"] or row["parent"] in done]
        if not ready:
            raise ValueError(f"no such parent: {sorted({row['parent'] for row in waiting})}")
        done |= {row["slug"]: row for row in ready}
        waiting = [row for row in waiting if row["slug"] not in done]
    return list(done.values())
