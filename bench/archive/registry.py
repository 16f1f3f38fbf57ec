"""What an archive has once: editors, outlets, speakers with posts, questions with their claims."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

import numpy as np
from django.contrib.auth.models import Group, User
from django.utils import timezone
from django.utils.text import slugify
from numpy.typing import NDArray

from analysis.matching.blocks import quantise
from articles.models import Outlet
from bench.archive.tables import insert_rows
from bench.archive.wording import Asked, Wording, make_wording, questions_on
from claims.models import Claim, ClaimVector, Question
from claims.vector_store import text_sha256
from speakers.models import Membership, Post, Speaker, SpeakerName
from speakers.names import name_key

Floats = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Floats]

FIRST = dt.datetime(2022, 1, 3, 6, tzinfo=dt.UTC)
LAST = dt.datetime(2025, 12, 31, 18, tzinfo=dt.UTC)
N_EDITORS = 20
N_OUTLETS = 60
N_POSTS = 300
EDITOR = "archive-editor-{}"
_KINDS = (
    "person",
    "person",
    "person",
    "person",
    "ministry",
    "agency",
    "company",
    "ngo",
    "party",
    "office",
)
_FIRST_NAMES = (
    "Ada",
    "Bren",
    "Cora",
    "Dov",
    "Edda",
    "Finn",
    "Gerda",
    "Henk",
    "Ida",
    "Joss",
    "Kira",
    "Lev",
)


@dataclass(frozen=True, slots=True)
class Voice:
    """A registered speaker, as statements name it."""

    pk: int
    name: str
    kind: str


@dataclass(frozen=True)
class Registry:
    """What statements refer to. The first speakers speak most often, as `cumulated` says."""

    wording: Wording
    voices: tuple[Voice, ...]
    cumulated: tuple[float, ...]
    asked: tuple[tuple[Asked, ...], ...]
    claims: dict[tuple[int, int, int], int]
    prototypes: Floats


def n_speakers_for(n_statements: int) -> int:
    """Return how many speakers so many statements have."""
    return min(5_000, max(20, n_statements // 100))


def n_topics_for(n_statements: int) -> int:
    """Return how many topics so many statements are about."""
    return min(400, max(4, n_statements // 1_000))


def plan_registry(n_statements: int, seed: int, embed: Embed) -> Registry:
    """Return the registry of an archive; nothing is stored."""
    rng = Random(f"{seed}:registry")  # noqa: S311 - the same rows every time
    wording = make_wording(n_topics_for(n_statements), seed)
    voices = tuple(_voice(i, wording, rng) for i in range(n_speakers_for(n_statements)))
    asked = tuple(questions_on(topic) for topic in wording.topics)
    keys = [
        (t, q, c)
        for t, on_topic in enumerate(asked)
        for q, one in enumerate(on_topic)
        for c in range(len(one.claims))
    ]
    return Registry(
        wording,
        voices,
        tuple(accumulate(1 / (rank + 8) for rank in range(len(voices)))),
        asked,
        {key: i + 1 for i, key in enumerate(keys)},
        embed(wording.prototypes()),
    )


def store_registry(registry: Registry, seed: int, *, engine: str, embed: Embed) -> None:
    """Store it all; called once, in a transaction."""
    rng = Random(f"{seed}:stored registry")  # noqa: S311 - the same rows every time
    _store_editors()
    insert_rows(
        Outlet,
        ("id", "name", "home", "domain"),
        (
            (
                i,
                f"The {registry.wording.names[i]} Post",
                f"https://outlet{i}.example/",
                f"outlet{i}.example",
            )
            for i in range(1, N_OUTLETS + 1)
        ),
    )
    insert_rows(
        Speaker,
        ("id", "name", "slug", "kind"),
        ((v.pk, v.name, f"{slugify(v.name)}-{v.pk}", v.kind) for v in registry.voices),
    )
    insert_rows(
        SpeakerName,
        ("speaker_id", "name", "key", "kind"),
        ((v.pk, v.name, name_key(v.name), "full") for v in registry.voices),
    )
    _store_posts(registry.voices, rng)
    _store_questions(registry, engine=engine, embed=embed)


def _voice(i: int, wording: Wording, rng: Random) -> Voice:
    kind, name = rng.choice(_KINDS), wording.name(rng)
    names = {
        "person": f"{rng.choice(_FIRST_NAMES)} {name}",
        "ministry": f"Ministry of {name}",
        "agency": f"{name} Agency",
        "company": f"{name} Works",
        "party": f"{name} Party",
    }
    return Voice(i + 1, names.get(kind, f"{name} Council"), kind)


def _store_editors() -> None:
    group = Group.objects.get(name="editor")
    for number in range(1, N_EDITORS + 1):
        name = EDITOR.format(number)
        user, _is_new = User.objects.get_or_create(username=name, defaults={"is_staff": True})
        user.groups.add(group)


def _store_posts(voices: Sequence[Voice], rng: Random) -> None:
    people = [v for v in voices if v.kind == "person"]
    bodies = [v for v in voices if v.kind != "person"]
    n_posts = min(N_POSTS, len(bodies))
    insert_rows(
        Post,
        ("id", "label", "organisation_id"),
        ((i + 1, "director", bodies[i].pk) for i in range(n_posts)),
    )
    held = (
        (person.pk, rng.randrange(n_posts) + 1, f"{rng.choice((2020, 2021, 2022, 2024))}", "")
        for person in rng.sample(people, min(len(people), 3 * n_posts))
    )
    insert_rows(Membership, ("person_id", "post_id", "start", "end"), held)


def _store_questions(registry: Registry, *, engine: str, embed: Embed) -> None:
    now = timezone.now()
    asked = [
        (t, q, one) for t, on_topic in enumerate(registry.asked) for q, one in enumerate(on_topic)
    ]
    insert_rows(
        Question,
        ("id", "text", "slug", "answer_kind", "created_at"),
        (
            (i, one.text, f"{slugify(one.text)[:100]}-{i}", one.kind, FIRST)
            for i, (_, _, one) in enumerate(asked, 1)
        ),
    )
    claims = [
        (registry.claims[t, q, c], i, f"claim-{c + 1}", text, answer, FIRST)
        for i, (t, q, one) in enumerate(asked, 1)
        for c, (text, answer) in enumerate(one.claims)
    ]
    insert_rows(Claim, ("id", "question_id", "slug", "text", "answer", "created_at"), claims)
    texts = [f"{asked[question - 1][2].text} {text}" for _, question, _, text, _, _ in claims]
    values, scales = quantise(embed(texts))
    vectors = (
        (claim[0], engine, text_sha256(text), value.tobytes(), float(scale), now)
        for claim, text, value, scale in zip(claims, texts, values, scales, strict=True)
    )
    insert_rows(
        ClaimVector, ("claim_id", "engine", "text_sha256", "values", "scale", "looked_at"), vectors
    )
