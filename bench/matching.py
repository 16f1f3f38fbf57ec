"""Same statement, same story: MAP@5, B-cubed F, and the cost of a search, beside words or meaning alone.

`python -m bench matching`. Quality needs the annotated rows, which are not in the repository: their folder is
`../shared/contrast/dev`, or what `CROSSCLAIM_MATCHING` names; without it only speed is measured. One thread.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.matching.blocks import WIDTH
from analysis.matching.bm25 import WordIndex
from analysis.matching.embedding import embed
from analysis.matching.grouping import Grouping
from analysis.matching.searching import TextIndex, to_embed
from analysis.matching.vectors import Near, VectorIndex
from analysis.matching.words import clean_post, find_terms
from bench.figures import Figure

DATA = Path(os.environ.get("CROSSCLAIM_MATCHING", "../shared/contrast/dev"))
SIZES = (10_000, 100_000, 1_000_000)
N_SEARCHES = 50
N_MADE_UP = 2_000
N_SHUFFLES, LONGEST_RUN = 5, 4
LONE_THRESHOLD = 0.45  # the best one for cosines alone, found on these very rows

Floats = NDArray[np.float32]
Row = dict[str, Any]


def measure() -> Iterator[Figure]:
    """Yield every figure; quality first, so that its vectors can seed the speed rows."""
    vectors = embed(make_sentences(N_MADE_UP))
    if (DATA / "match_corpus.jsonl").exists():
        found: list[Floats] = []
        yield from measure_matching(found)
        vectors = found[0]
        yield from measure_grouping()
    yield from measure_speed(vectors)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield Figure("peak memory of all this", peak, "MB")


def measure_matching(found: list[Floats]) -> Iterator[Figure]:
    """Yield MAP@5 and recall of both together and of each alone."""
    corpus, queries = read_rows("match_corpus.jsonl"), read_rows("match_queries.jsonl")
    texts = [to_embed(row["text"], row.get("title") or "") for row in corpus]
    asked = [to_embed(row["text"]) for row in queries]
    start = time.process_time()
    vectors, query_vectors = embed(texts), embed(asked)
    n_embedded = (len(texts) + len(asked)) / (time.process_time() - start)
    found.append(vectors)
    index = TextIndex(engine="bench")
    index.add(range(len(texts)), texts, vectors)
    ids = [row["id"] for row in corpus]
    ways: dict[str, Callable[[int], Sequence[Near]]] = {
        "words and meaning": lambda i: index.search(asked[i], query_vectors[i]),
        "BM25 alone": lambda i: index.words.search(find_terms(asked[i])),
        "vectors alone": lambda i: index.vectors.search(query_vectors[i]),
        "vectors alone, exact": lambda i: index.vectors.search(query_vectors[i], is_exact=True),
    }
    for name, search in ways.items():
        start = time.perf_counter()
        ranked = [[ids[near.key] for near in search(i)] for i in range(len(asked))]
        per_s = len(asked) / (time.perf_counter() - start)
        wanted = [set(row["relevant"]) for row in queries]
        aim = ">= 0.81" if name == "words and meaning" else ""
        note = f"{len(asked)} posts over {len(ids):,} claims; {per_s:,.0f} queries/s, vectors given"
        yield Figure(f"MAP@5, {name}", mean_precision(ranked, wanted, 5), "", aim, note)
        yield Figure(f"R@5, {name}", recall(ranked, wanted, 5), "")
    yield Figure("texts embedded", n_embedded, "per CPU second", note="title and text, 1 thread")


def measure_grouping() -> Iterator[Figure]:
    """Yield B-cubed figures in the order given, shuffled and in short runs, and by cosines alone."""
    rows = read_rows("group_events.jsonl")
    yield from measure_groups("event sentences", rows, aim=">= 0.82")
    headlines = {row["b"]["text"]: row["group"] for row in read_rows("compete_news.jsonl")}
    some = [{"text": text, "group": group} for text, group in headlines.items()]
    yield from measure_groups("headlines", some, aim="")
    by_letter = sorted(some, key=lambda row: row["text"])
    yield from itertools.islice(measure_groups("headlines by letter", by_letter, aim=""), 2)


def measure_groups(name: str, rows: Sequence[Row], *, aim: str) -> Iterator[Figure]:
    vectors = embed([clean_post(row["text"]) for row in rows])
    for told, orders in make_orders(rows).items():
        found: list[tuple[float, float, float]] = []
        lone: list[tuple[float, float, float]] = []
        start = time.perf_counter()
        for order in orders:
            grouping, gold = Grouping(), [rows[i]["group"] for i in order]
            placed = [
                grouping.place(
                    at, rows[i]["text"], vectors[i], follows=at - 1 if at else None
                ).group
                for at, i in enumerate(order)
            ]
            found.append(score_groups(placed, gold))
        per_s = len(rows) * len(orders) / (time.perf_counter() - start)
        for order in orders:
            gold = [rows[i]["group"] for i in order]
            lone.append(score_groups(group_by_cosine(vectors[order]), gold))
        precision, recalled, f = np.mean(found, axis=0)
        note = f"P {precision:.3f} R {recalled:.3f}; {len(rows)} items, {per_s:,.0f} items/s, vectors given"
        yield Figure(
            f"B-cubed F, {name}, {told}", float(f), "", aim if told == "as given" else "", note
        )
        precision, recalled, f = np.mean(lone, axis=0)
        note = (
            f"P {precision:.3f} R {recalled:.3f}; top 3, threshold {LONE_THRESHOLD}, the best here"
        )
        yield Figure(f"B-cubed F, {name}, {told}, cosines alone", float(f), "", note=note)


def make_orders(rows: Sequence[Row]) -> dict[str, list[list[int]]]:
    """Return the orders in which rows are grouped: as given, shuffled, and in short runs of a story."""
    given = list(range(len(rows)))
    shuffled, runs = [], []
    for seed in range(1, N_SHUFFLES + 1):
        drawn = random.Random(seed)  # noqa: S311 - a fixed shuffle, no secret
        shuffled.append(drawn.sample(given, len(given)))
        parts: list[list[int]] = []
        for i in given:
            is_new = not parts or rows[parts[-1][-1]]["group"] != rows[i]["group"]
            if is_new or len(parts[-1]) >= drawn.randint(1, LONGEST_RUN):
                parts.append([])
            parts[-1].append(i)
        drawn.shuffle(parts)
        runs.append([i for part in parts for i in part])
    return {
        "as given": [given],
        f"shuffled, mean of {N_SHUFFLES}": shuffled,
        f"in runs of 1 to {LONGEST_RUN}, mean of {N_SHUFFLES}": runs,
    }


def measure_speed(seeds: Floats) -> Iterator[Figure]:
    """Yield milliseconds a search and memory, on vectors made by shaking real ones."""
    random_state = np.random.default_rng(0)
    index, n_held = VectorIndex(), 0
    for size in SIZES:
        while n_held < size:
            n = min(10_000, size - n_held)
            index.add(range(n_held, n_held + n), shake(seeds, n, random_state))
            n_held += n
        queries = shake(seeds, N_SEARCHES, random_state)
        exact, exact_ms = timed(lambda query: index.search(query, is_exact=True), queries[:10])
        quick, quick_ms = timed(index.search, queries)
        hit = np.mean(
            [len(keys_of(a) & keys_of(b)) / 20 for a, b in zip(exact, quick, strict=False)]
        )
        aim = "< 100" if size == max(SIZES) else ""
        note = f"p95 {np.percentile(quick_ms, 95):.1f} ms; {hit:.3f} of the exact 20 found"
        yield Figure(
            f"search, {size:,} vectors, median", float(np.median(quick_ms)), "ms", aim, note
        )
        yield Figure(f"exact search, {size:,} vectors, median", float(np.median(exact_ms)), "ms")
        yield Figure(f"memory, {size:,} vectors", index.n_bytes / 1e6, "MB")
    yield from measure_words(SIZES[1])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "vectors.bin"
        start = time.perf_counter()
        index.save(path, engine="bench")
        saved = time.perf_counter() - start
        start = time.perf_counter()
        VectorIndex.load(path, engine="bench")
        note = f"{path.stat().st_size / 1e6:,.0f} MB; load {time.perf_counter() - start:.1f} s"
        yield Figure(f"save {SIZES[-1]:,} vectors", saved, "s", note=note)


def measure_words(size: int) -> Iterator[Figure]:
    """Yield the cost of BM25 over made-up sentences."""
    words, sentences = WordIndex(), make_sentences(size)
    words.add_new(range(size), [find_terms(sentence) for sentence in sentences])
    queries = [find_terms(sentence) for sentence in sentences[:N_SEARCHES]]
    _, ms = timed(lambda i: words.search(queries[i]), range(len(queries)))
    note = f"few different words, long postings; {words.n_bytes / 1e6:.1f} MB"
    yield Figure(f"BM25 search, {size:,} texts, median", float(np.median(ms)), "ms", note=note)


def make_sentences(n: int) -> list[str]:
    """Return `n` made-up sentences of news."""
    drawn = random.Random(0)  # noqa: S311 - a fixed draw, no secret
    who = [
        "minister",
        "mayor",
        "spokesman",
        "general",
        "director",
        "bishop",
        "union",
        "court",
        "bank",
        "council",
    ]
    did = ["denied", "confirmed", "said", "warned", "promised", "claimed", "doubted", "announced"]
    what = [
        "bridge",
        "port",
        "budget",
        "treaty",
        "election",
        "strike",
        "fire",
        "vaccine",
        "tax",
        "dam",
        "school",
        "mine",
    ]
    was = [
        "closed",
        "sold",
        "rebuilt",
        "delayed",
        "attacked",
        "cancelled",
        "doubled",
        "found",
        "rejected",
    ]
    return [
        f"The {drawn.choice(who)} of Town{drawn.randrange(5000)} {drawn.choice(did)} that the "
        f"{drawn.choice(what)} was {drawn.choice(was)} by {drawn.randrange(2, 99)} {drawn.choice(who)}s."
        for _ in range(n)
    ]


def shake(seeds: Floats, n: int, random_state: np.random.Generator) -> Floats:
    """Return unit vectors around real ones: a cosine of about 0.8 to the one each came from."""
    rows = seeds[random_state.integers(len(seeds), size=n)]
    noise = random_state.standard_normal((n, WIDTH), dtype=np.float32) * np.float32(
        0.75 / WIDTH**0.5
    )
    made = rows + noise
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), dtype=np.float32)


def timed(act: Callable[[Any], list[Near]], over: Any) -> tuple[list[list[Near]], list[float]]:
    results, ms = [], []
    for each in over:
        start = time.perf_counter()
        results.append(act(each))
        ms.append(1000 * (time.perf_counter() - start))
    return results, ms


def group_by_cosine(vectors: Floats) -> list[int]:
    """Return online groups by the mean cosine of the three closest members: the baseline."""
    cosines, placed = vectors @ vectors.T, [0]
    for i in range(1, len(vectors)):
        closest: dict[int, list[float]] = {}
        for j in np.argsort(-cosines[i, :i], kind="stable"):
            closest.setdefault(placed[j], []).append(float(cosines[i, j]))
        means = {group: float(np.mean(near[:3])) for group, near in closest.items()}
        best = max(means, key=lambda group: means[group])
        placed.append(best if means[best] >= LONE_THRESHOLD else i)
    return placed


def mean_precision(
    ranked: Sequence[Sequence[str]], wanted: Sequence[set[str]], depth: int
) -> float:
    """Return mean average precision over the first `depth` answers."""
    total = 0.0
    for answers, relevant in zip(ranked, wanted, strict=True):
        n_hits = 0
        for rank, answer in enumerate(answers[:depth], start=1):
            if answer in relevant:
                n_hits += 1
                total += n_hits / rank / min(depth, len(relevant))
    return total / len(ranked)


def recall(ranked: Sequence[Sequence[str]], wanted: Sequence[set[str]], depth: int) -> float:
    """Return the mean share of what was wanted among the first `depth` answers."""
    shares = [
        len(set(answers[:depth]) & relevant) / len(relevant)
        for answers, relevant in zip(ranked, wanted, strict=True)
    ]
    return float(np.mean(shares))


def score_groups(placed: Sequence[int], gold: Sequence[str]) -> tuple[float, float, float]:
    """Return B-cubed precision, recall and F."""
    n_placed, n_gold = Counter(placed), Counter(gold)
    both = list(zip(placed, gold, strict=True))
    n_both = Counter(both)
    precision = sum(n_both[pair] / n_placed[pair[0]] for pair in both) / len(both)
    found = sum(n_both[pair] / n_gold[pair[1]] for pair in both) / len(both)
    return precision, found, 2 * precision * found / (precision + found)


def read_rows(name: str) -> list[Row]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def keys_of(found: Sequence[Near]) -> set[int]:
    return {near.key for near in found}
