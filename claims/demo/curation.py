"""What the demo's curator judged of records, and what waits to be judged."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import User

from claims.demo.files import read_seed
from claims.services.link_proposals import propose_links
from speakers.models import Speaker
from speakers.services.judging import judge_pair
from speakers.services.pairs import Following
from speakers.tasks import compare_records


def curate(speakers: Mapping[str, Speaker], users: Mapping[str, User]) -> int:
    """Judge the pairs of `speakers.json`, then look for likely duplicates; return how many were judged."""
    rows = read_seed("speakers.json")["judgements"]
    for row in rows:
        judge_pair(
            one=speakers[row["one"]].pk,
            other=speakers[row["other"]].pk,
            verdict=row["verdict"],
            kept=speakers[row["kept"]].pk if row["kept"] else None,
            following=Following(speakers[row["predecessor"]].pk, row["how"], row["on"])
            if "predecessor" in row
            else None,
            actor=users[row["user"]],
            why=row["why"],
        )
    compare_records()
    propose_links()
    return len(rows)
