"""One database measured, in a process of its own: lines of JSON, each a row of one of the tables."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator

from bench.database import ROOT, open_database

WHAT = ("lists", "whole", "feed", "dump")


def measure(
    database: str, n_statements: int, what: list[str], *, n: int, n_rows: int
) -> Iterator[dict[str, object]]:
    """Yield what was asked for."""
    os.environ["SECRET_KEY"] = secrets.token_urlsafe(50)
    open_database(database)
    from bench.export.asking import ask, know
    from bench.export.partner import Client, taking_part
    from bench.export.streaming import follow_feed, read_lists
    from bench.pages.serving import serving

    with taking_part() as secret:
        if "lists" in what:
            with serving(database) as port:
                for row in ask(Client(port, secret), know(n_statements), n=n):
                    yield {"what": "lists", "row": row.as_dict()}
        if "whole" in what:
            for speed in read_lists(database, secret, n=n_rows):
                yield {"what": "whole", "speed": speed.as_dict()}
        if "feed" in what:
            for speed in follow_feed(database, secret, n=n_rows // 5):
                yield {"what": "feed", "speed": speed.as_dict()}
    if "dump" in what:
        yield from _dump(database)


def _dump(database: str) -> Iterator[dict[str, object]]:
    command = [sys.executable, "-m", "bench.export.dumping", database]
    ran = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    yield from map(json.loads, ran.stdout.splitlines())


def main() -> int:
    """Measure what the parent asked for."""
    asked = json.loads(sys.argv[1])
    sizes = {"n": asked["n"], "n_rows": asked["rows"]}
    for line in measure(asked["database"], asked["statements"], asked["what"], **sizes):
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
