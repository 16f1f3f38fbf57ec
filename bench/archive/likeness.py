"""What engines would have found in a shard: vectors, groups, and pairs read against each other."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence

import numpy as np

from analysis.matching.blocks import quantise
from bench.archive.shard import Shard, Stored
from bench.archive.tables import insert_rows
from bench.archive.wording import PROPOSITIONS
from claims.models import GroupMember, RatedPair, StatementGroup, StatementVector
from claims.vector_store import text_sha256

# How far a vector is shaken from that of its proposition: cosines of 0.6 to 0.98 between two of one kind.
LEAST_SHAKEN, MOST_SHAKEN = 0.15, 0.8
PER_ARTICLE = 2  # pairs that each member of a group is read in, about


def store_vectors(shard: Shard, seed: int, *, engine: str) -> None:
    """Store one vector a statement; copies of a story keep the words, and so the vector."""
    rng = np.random.default_rng([seed, shard.number])
    stored = shard.stored
    rows = [one.said.topic * len(PROPOSITIONS) + one.said.proposition for one in stored]
    base = shard.registry.prototypes[rows]
    noise = rng.standard_normal(base.shape, dtype=np.float32)
    noise /= np.linalg.norm(noise, axis=1, keepdims=True)
    vectors = base + noise * rng.uniform(LEAST_SHAKEN, MOST_SHAKEN, (len(rows), 1)).astype(
        np.float32
    )
    place = {one.pk: i for i, one in enumerate(stored)}
    for i, one in enumerate(stored):
        if one.copy_of is not None:
            vectors[i] = vectors[place[one.copy_of]]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    values, scales = quantise(vectors)
    later = dt.timedelta(minutes=5)
    insert_rows(
        StatementVector,
        ("id", "statement_id", "engine", "text_sha256", "values", "scale", "made_at", "looked_at"),
        (
            (
                one.pk,
                one.pk,
                engine,
                text_sha256(one.said.words),
                value.tobytes(),
                float(scale),
                one.at,
                one.at + later,
            )
            for one, value, scale in zip(stored, values, scales, strict=True)
        ),
    )


def store_groups(shard: Shard) -> None:
    """Store a group for what a shard says on one question of a topic, its members and some rated pairs."""
    groups: dict[tuple[int, int], list[Stored]] = {}
    for one in shard.stored:
        if one.status in ("proposed", "accepted"):
            groups.setdefault((one.said.topic, one.said.proposition // 2), []).append(one)
    pairs = [pair for members in groups.values() for pair in _pairs(members)]
    keys = {(a.pk, b.pk): shard.first_key * PER_ARTICLE + i for i, (a, b) in enumerate(pairs, 1)}
    insert_rows(
        RatedPair,
        ("id", "a_id", "b_id", "score", "likeness", "relation", "reasons", "features", "made_at"),
        (_rated(shard, keys[a.pk, b.pk], a, b) for a, b in pairs),
    )
    best = {shard_key: _best(members, keys) for shard_key, members in groups.items()}
    insert_rows(
        StatementGroup,
        ("id", "number", "rivals_id", "score", "made_at"),
        (
            (members[0].pk, members[0].pk, best[key], 0.9 if best[key] else 0.0, members[0].at)
            for key, members in groups.items()
        ),
    )
    insert_rows(
        GroupMember,
        ("id", "statement_id", "group_id", "score", "placed_at"),
        (
            (one.pk, one.pk, members[0].pk, 0.7, one.at)
            for members in groups.values()
            for one in members
        ),
    )


def _pairs(members: Sequence[Stored]) -> list[tuple[Stored, Stored]]:
    """Return pairs of one group from different articles, each member with its nearest in time."""
    pairs = []
    for i, one in enumerate(members):
        others = (other for other in members[i + 1 : i + 40] if other.article != one.article)
        pairs += [(one, other) for other, _ in zip(others, range(PER_ARTICLE), strict=False)]
    return pairs


def _is_rival(a: Stored, b: Stored) -> bool:
    return a.said.proposition != b.said.proposition


def _best(members: Sequence[Stored], keys: dict[tuple[int, int], int]) -> int | None:
    return next((keys[a.pk, b.pk] for a, b in _pairs(members) if _is_rival(a, b)), None)


def _rated(shard: Shard, key: int, a: Stored, b: Stored) -> tuple[object, ...]:
    relation = "disputes" if _is_rival(a, b) else "same"
    score = round(shard.rng.uniform(0.5, 0.99), 4) if _is_rival(a, b) else 0.05
    reasons = json.dumps([f"disputes what the second statement says: “{b.said.words[:60]}”"])
    features = '{"cue": 0.4, "inference": 0.7, "stance": -0.3, "likeness": 0.8}'
    return (key, a.pk, b.pk, score, 0.8, relation, reasons, features, max(a.at, b.at))
