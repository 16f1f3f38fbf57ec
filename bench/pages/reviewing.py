"""Editors at the queue, all at once: the list, the next item while one is read, a verdict after a moment's thought."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from bench.pages.serving import Reader
from bench.pages.timing import Row, Times

THINK_S = 3.0  # between two verdicts of one editor, on average: 1,200 an hour
COME_S = 20.0  # within which all have come
SWAP = {"HX-Request": "true"}
ITEM = re.compile(r'data-item="(\d+)"')
NEXT = re.compile(r'data-next="([^"]+)"')
VERSION = re.compile(r'name="row_version"\s+value="(\d+)"')
PLACE = re.compile(r'name="at"\s+value="([^"]*)"')


def review(readers: Sequence[Reader], *, for_s: float) -> Iterator[Row]:
    """Let all `readers` review for so many seconds; measure what each waited for."""
    times = Times()
    come_s = min(COME_S, for_s)
    until = time.monotonic() + come_s + for_s
    with ThreadPoolExecutor(len(readers)) as pool:
        asked = [
            pool.submit(_review, reader, times, until, come_s, number)
            for number, reader in enumerate(readers)
        ]
        conflicts = sum(one.result() for one in asked)
    note = f"{describe(len(readers), 'verdict', come_s)}; {conflicts} conflicts"
    for name in ("queue as a list", "first item", "next item, fetched ahead", "accept"):
        yield times.row(name, aim="< 100", note=note)


def describe(n: int, what: str, come_s: float) -> str:
    """Return how many work at once, and how fast."""
    return f"{n} editors who come within {come_s:g} s, a {what} about every {THINK_S:g} s each"


def _review(reader: Reader, times: Times, until: float, come_s: float, number: int) -> int:
    """Review until the time is up; return how many verdicts were refused."""
    rng = random.Random(number)  # noqa: S311 - a rhythm, not a secret
    conflicts = 0
    time.sleep(rng.uniform(0, come_s))
    with times.measured("queue as a list"):
        reader.get("/review/list/")
    with times.measured("first item"):
        shown = reader.get("/review/").body
    while time.monotonic() < until and NEXT.search(shown):
        item, ahead = one_in(ITEM, shown), one_in(NEXT, shown).replace("&amp;", "&")
        with times.measured("next item, fetched ahead"):
            fresh = reader.get(ahead, **SWAP).body
        time.sleep(rng.expovariate(1 / THINK_S))
        fields = {
            "act": "accept",
            "statement": item,
            "row_version": one_in(VERSION, shown),
            "at": one_in(PLACE, shown),
        }
        shows = {**SWAP, "Workbench-Shows": one_in(ITEM, fresh)}
        with times.measured("accept"):
            answer = reader.post("/review/", fields, **shows)
        conflicts += answer.status == 409
        shown = answer.body if answer.body else fresh
        if rng.random() < 0.05:
            with times.measured("queue as a list"):
                reader.get("/review/list/")
    return conflicts


def one_in(pattern: re.Pattern[str], text: str) -> str:
    """Return what `pattern` finds in a page; without it nothing can be measured."""
    found = pattern.search(text)
    if found is None:
        raise SystemExit(f"the page has nothing like {pattern.pattern}:\n{text[:2000]}")
    return found[1]
