"""Published reviews: how often a review is matched with the claim that says the same, and how often with a wrong one.

The feeds and their claims were written for this (`bench/_reviews/`) before anything was measured on them, each after the matching
had been mended by those before it. So only what a feed gave at first sight tells what to expect of others. Each in an
empty database, on SQLite; no statement is linked to any claim, so that a claim's own words are all there is.
"""

from __future__ import annotations

import csv
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.database import databases, open_database
from bench.figures import Figure, measure_apart, write_figures

# What each feed gave when it was first measured, before anybody had looked at what came of a review.
FIRST_SIGHT = {
    "": "first sight, before mending: precision .80 (24 of 30), recall .60",
    "second_": "first sight, mended by the first feed: precision .87 (13 of 15), recall .62; unmended .75 and .57",
    "third_": "first sight, mended by both: precision .81 (17 of 21), recall .74; mended by all three since",
}
FOLDER = Path(__file__).resolve().parent / "_reviews"
Row = dict[str, str]


def measure() -> Iterator[Figure]:
    """Yield precision and recall, what each sort of review came to, and what a review costs; in a new process."""
    for feed in FIRST_SIGHT:
        _engine, database = next(databases("reviews", is_new=True))
        suffix = f"{feed}feed.tsv"
        yield from measure_apart("bench.reviews", database, feed, suffix=suffix)


def read_rows(name: str) -> list[Row]:
    """Return the rows of a file of claims or of reviews."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def match_feed(reviewed: Sequence[Row]) -> tuple[list[str], float]:
    """Return the claim that each review was matched with, empty if with none, and the seconds that all took."""
    from claims.models import Claim, ReviewImport
    from claims.review_matching import match_reviews
    from claims.services.review_imports import request_import

    feed = [_as_claim_review(number, row["reviewed"]) for number, row in enumerate(reviewed)]
    data = json.dumps(feed).encode()
    run = request_import(source="feed", data=data, actor=None, is_dry_run=True, queue=False)
    started = time.perf_counter()
    match_reviews(run.pk)
    seconds = time.perf_counter() - started
    texts = dict(Claim.objects.values_list("pk", "text"))
    report = ReviewImport.objects.get(pk=run.pk).report
    return [texts.get(line.get("claim", 0), "") for line in report], seconds


def measure_matching(feed: str) -> Iterator[Figure]:
    """Yield the figures of one feed, in a database that is empty."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    _store_claims(feed)
    reviewed = read_rows(f"{feed}feed.tsv")
    match_feed(reviewed[:1])  # the models are loaded now
    matched, seconds = match_feed(reviewed)
    pairs = [
        (row["sort"], row["claim"], found) for row, found in zip(reviewed, matched, strict=True)
    ]
    n_right = sum(bool(found) and found == wanted for _sort, wanted, found in pairs)
    n_found = sum(bool(found) for _sort, _wanted, found in pairs)
    n_there = sum(bool(wanted) for _sort, wanted, _found in pairs)
    yield Figure(
        "precision",
        n_right / max(n_found, 1),
        "",
        "> 0.95",
        f"{n_right} of {n_found} matches are right; {FIRST_SIGHT[feed]}",
    )
    yield Figure(
        "recall",
        n_right / n_there,
        "",
        "",
        f"{n_right} of {n_there} reviews that a claim says the same as",
    )
    for sort, n in Counter(sort for sort, _wanted, _found in pairs).items():
        n_so = sum(found == wanted for of, wanted, found in pairs if of == sort)
        yield Figure(f"treated rightly: {sort}", n_so, f"of {n}")
    yield Figure(
        "reviews matched", len(pairs) / seconds, "reviews/s", "", "models loaded, one process"
    )


def _store_claims(feed: str) -> None:
    from claims.models import Claim, Question

    for number, row in enumerate(read_rows(f"{feed}claims.tsv")):
        question, _is_new = Question.objects.get_or_create(
            text=row["question"], defaults={"slug": f"q{number}", "answer_kind": row["kind"]}
        )
        Claim.objects.create(question=question, text=row["claim"], slug=f"c{number}")


def _as_claim_review(number: int, words: str) -> dict[str, object]:
    return {
        "@type": "ClaimReview",
        "url": f"https://checks.example/{number}",
        "claimReviewed": words,
        "author": {"name": "Checks"},
        "reviewRating": {"alternateName": "Checked"},
    }


def main(arguments: Sequence[str]) -> int:
    """Measure on one database."""
    database, feed = arguments
    open_database(database)
    write_figures(measure_matching(feed))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
