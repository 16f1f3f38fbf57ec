"""The benchmark of pages at a small size: every row is measured, on either database, and the archive stays as it was."""

import os
import subprocess
import sys
from argparse import Namespace

import pytest

from bench.database import ROOT, environment_of
from bench.pages.command import write_table
from bench.pages.timing import Row, Times, percentile
from scripts.with_postgres import MISSING, find_binaries
from scripts.with_postgres import serving as serving_postgres

ROWS = {
    "contrast page, first drawing",
    "search: a phrase",
    "accept",
    "suggestions for a new statement",
}


@pytest.mark.parametrize(("share", "expected"), [(0.5, 10), (0.95, 19), (0.99, 20), (1.0, 20)])
def test_a_percentile_is_a_time_that_was_measured(share, expected):
    assert percentile(list(range(1, 21)), share) == expected


def test_what_was_not_measured_has_no_row():
    with pytest.raises(ValueError, match="accept"):
        Times().row("accept", aim="< 100")


def test_the_table_sets_the_databases_side_by_side():
    columns = {
        "SQLite": [Row("accept", "< 100", 7, 20.4, 61.0, 80.0, "20 editors")],
        "PostgreSQL": [Row("accept", "< 100", 7, 10.0, 30.6, 40.0)],
    }

    table = "\n".join(write_table(columns, Namespace(statements=1_000_000, n=7, only=None)))

    assert "1,000,000 statements" in table
    assert "`python -m bench pages --statements 1000000 --n 7`" in table
    assert "| what | aim (p95) | SQLite | PostgreSQL | how |" in table
    assert "| accept | < 100 | 20 / **61** / 80 | 10 / **31** / 40 | 7 times; 20 editors |" in table


def measure(database):
    command = [sys.executable, "-m", "bench", "pages", "--statements", "2000", "--n", "2"]
    ran = subprocess.run(
        [*command, "--database", database],
        cwd=ROOT,
        env={**os.environ, "DEBUG": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr[-2000:]
    return ran.stdout


def count(database):
    script = "from claims.models import Statement; print(Statement.objects.count())"
    ran = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", script],
        cwd=ROOT,
        env={**os.environ, **environment_of(database)},
        capture_output=True,
        text=True,
        check=True,
    )
    return int(ran.stdout.split()[-1])


@pytest.fixture(params=["sqlite", "postgres"])
def database(request, tmp_path):
    if request.param == "sqlite":
        yield str(tmp_path / "archive.sqlite3")
        return
    binaries = find_binaries()
    if binaries is None:
        pytest.skip(MISSING)
    with serving_postgres(binaries) as url:
        yield url


@pytest.mark.slow
def test_every_page_is_measured_and_measuring_again_finds_the_same_archive(database):
    measured = measure(database)
    again = measure(database)

    for name in ROWS:
        assert f"\n| {name} |" in measured
        assert f"\n| {name} |" in again
    assert count(database) == 2000
