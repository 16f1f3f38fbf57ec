"""The demo's desks, and what its editors have set up in the queue."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import User

from articles.models import Outlet
from claims.demo.acts import Replay
from claims.demo.files import read_seed
from claims.models import Desk, DeskRoute, Statement
from claims.services.setup import save_view
from claims.services.stories import set_breaking, take_story
from claims.services.verdicts import mark_unsure


def load_desks(outlets: Mapping[str, Outlet], users: Mapping[str, User]) -> dict[str, Desk]:
    """Open the demo's desks with their editors and routes; return them by slug."""
    desks = {}
    for row in read_seed("desks.json")["desks"]:
        desk, _ = Desk.objects.get_or_create(slug=row["slug"], defaults={"name": row["name"]})
        desk.editors.set(users[name] for name in row["editors"])
        for topic in row["topics"]:
            DeskRoute.objects.get_or_create(desk=desk, topic=topic)
        for name in row["outlets"]:
            DeskRoute.objects.get_or_create(desk=desk, outlet=outlets[name])
        desks[desk.slug] = desk
    return desks


def set_up_queue(replay: Replay, desks: Mapping[str, Desk]) -> None:
    """Take stories, mark one as breaking, set statements aside as unsure, and keep views."""
    rows = read_seed("desks.json")
    for row in rows["taken"]:
        origin = replay.versions[row["article"]].article.origin_id
        take_story(origin_id=origin, editor=replay.users[row["user"]])
    for article in rows["breaking"]:
        set_breaking(origin_id=replay.versions[article].article.origin_id, is_breaking=True)
    for row in rows["unsure"]:
        statement = replay.find(row["article"], row["words"])
        if statement is not None and statement.status == Statement.Status.PROPOSED:
            mark_unsure(
                statement_id=statement.pk,
                row_version=statement.row_version,
                actor=replay.users[row["user"]],
                why=row["why"],
            )
    for row in rows["views"]:
        save_view(
            owner=replay.users[row["user"]],
            name=row["name"],
            asked=row["asked"],
            desk=desks.get(row["desk"]),
        )
