"""Editors at the second readings, all at once: the next one while one is read, a reading after a moment's thought."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from bench.pages.reviewing import COME_S, ITEM, NEXT, PLACE, SWAP, THINK_S, describe, one_in
from bench.pages.serving import Reader
from bench.pages.timing import Row, Times

PAGE = "/review/?verdict=second"


def read_second(readers: Sequence[Reader], *, for_s: float) -> Iterator[Row]:
    """Let all `readers` give second readings for so many seconds; measure what each waited for."""
    times = Times()
    come_s = min(COME_S, for_s)
    until = time.monotonic() + come_s + for_s
    with ThreadPoolExecutor(len(readers)) as pool:
        asked = [
            pool.submit(_read, reader, times, until, come_s, number)
            for number, reader in enumerate(readers)
        ]
        conflicts = sum(one.result() for one in asked)
    note = f"{describe(len(readers), 'reading', come_s)}; {conflicts} conflicts"
    for name in ("first second reading", "next, fetched ahead", "second reading given"):
        yield times.row(name, aim="< 100", note=note)


def _read(reader: Reader, times: Times, until: float, come_s: float, number: int) -> int:
    """Read until the time is up; return how many readings were refused."""
    rng = random.Random(number)  # noqa: S311 - a rhythm, not a secret
    conflicts = 0
    time.sleep(rng.uniform(0, come_s))
    with times.measured("first second reading"):
        shown = reader.get(PAGE).body
    while time.monotonic() < until and NEXT.search(shown):
        ahead = one_in(NEXT, shown).replace("&amp;", "&")
        with times.measured("next, fetched ahead"):
            fresh = reader.get(ahead, **SWAP).body
        time.sleep(rng.expovariate(1 / THINK_S))
        fields = {
            "act": rng.choice(("accept", "reject")),
            "statement": one_in(ITEM, shown),
            "at": one_in(PLACE, shown),
        }
        shows = {**SWAP, "Workbench-Shows": one_in(ITEM, fresh)}
        with times.measured("second reading given"):
            answer = reader.post(PAGE, fields, **shows)
        conflicts += answer.status == 409
        shown = answer.body if answer.body else fresh
    return conflicts
