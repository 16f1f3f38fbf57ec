"""Acts on many statements, and what was taken back of them: something to look at in the demo's history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User

from articles.models import ArticleVersion
from claims.demo.files import read_seed
from claims.models import Act, Statement
from claims.services.bulk import Asked, decide_statements
from claims.services.undo_plan import plan_undo
from claims.services.undoing import undo_act

STATUSES = {"accept": Statement.Status.ACCEPTED, "reject": Statement.Status.REJECTED}


def make_history(versions: Mapping[str, ArticleVersion], users: Mapping[str, User]) -> int:
    """Do the bulk acts and undos of `history.json`; return how many acts that made.

    A verdict is on the first `n` statements that wait, or, where a colleague's bulk act stands on the article, on
    the first `n` of that act. `undo` takes the newest act back, `undo rest` what nobody has changed of the
    user's own.
    """
    rows = read_seed("history.json")
    for row in rows:
        actor = users[row["user"]]
        if row["act"] in STATUSES:
            _decide(versions[row["article"]], row, actor)
        else:
            acts = actor.acts if row["act"] == "undo rest" else Act.objects
            act = acts.undoable().exclude(kind=Act.Kind.UNDO).order_by("-pk")[0]
            undo_act(act_id=act.pk, actor=actor, seen=plan_undo(act).seen, why=row["why"])
    return len(rows)


def _decide(version: ArticleVersion, row: Mapping[str, Any], actor: User) -> None:
    standing = Act.objects.on_article(version.article_id).undoable().filter(n_statements__gt=1)
    bulk = standing.exclude(actor=actor).order_by("-pk").first()
    if bulk is not None:
        keys = bulk.events.order_by("pk").values("statement")
        chosen = Statement.objects.of(version).filter(pk__in=keys)
    else:
        chosen = Statement.objects.of(version).proposed()
    decide_statements(
        asked=[Asked(one.pk, one.row_version) for one in chosen[: row["n"]]],
        status=STATUSES[row["act"]],
        actor=actor,
        why=row["why"],
    )
