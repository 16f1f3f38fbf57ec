"""The benchmark of exports at a small size: every row is measured, and the archive stays as it was."""

import json
import os
import subprocess
import sys
from argparse import Namespace

import pytest

from bench.database import ROOT, environment_of
from bench.export.asking import CASES
from bench.export.command import write_sections
from bench.export.measured import Speed, own_peak_mib
from bench.pages.timing import Row

COUNT = """
import django; django.setup()
from partners.models import ApiKey, Change, Dump, Partner, PublishedItem, Touch
from django_q.models import OrmQ
print([m.objects.count() for m in (ApiKey, Change, Dump, Partner, PublishedItem, Touch, OrmQ)])
"""


def test_a_section_sets_the_databases_side_by_side():
    columns = {
        "SQLite": {
            "lists": [Row("a week", "< 100", 50, 20.4, 61.0, 80.0, "50 rows a page")],
            "dump": [Speed("dump, Parquet", 1_000, 0.25, 200.4, "1 file")],
        },
        "PostgreSQL": {
            "lists": [Row("a week", "< 100", 50, 10.0, 30.6, 40.0, "50 rows a page")],
            "dump": [Speed("dump, Parquet", 1_000, 0.5, 190.0, "1 file")],
        },
    }

    asked = Namespace(statements=1_000_000, n=50, rows=9, only=["lists", "dump"])
    sections = dict(write_sections(columns, asked))

    lists, dump = sections["export: lists"], sections["export: dump"]
    command = (
        "`python -m bench export --statements 1000000 --n 50 --rows 9 --only lists --only dump`"
    )
    assert command in lists
    assert "| what | aim (p95) | SQLite | PostgreSQL | how |" in lists
    assert (
        "| a week | < 100 | 20 / **61** / 80 | 10 / **31** / 40 | 50 times; 50 rows a page |"
        in lists
    )
    assert (
        "| dump, Parquet | **4,000** /s, 200 MiB | **2,000** /s, 190 MiB | 1,000; 1 file |" in dump
    )


def test_the_memory_of_a_process_is_the_most_it_had():
    held = bytes(range(256)) * 200_000
    most = own_peak_mib()
    del held

    assert own_peak_mib() > 0.9 * most > 45


@pytest.mark.slow
def test_every_list_is_asked_for_and_nothing_stays(tmp_path):
    database = str(tmp_path / "small.sqlite3")
    command = [sys.executable, "-m", "bench", "export", "--statements", "2000", "--n", "2"]
    ran = subprocess.run(
        [*command, "--rows", "500", "--database", database],
        cwd=ROOT,
        env={**os.environ, "DEBUG": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr[-2000:]
    for name in (*CASES, "statements, CSV", "feed, read with what changed", "dump, Parquet"):
        assert f"| {name} |" in ran.stdout
    environment = {**os.environ, **environment_of(database)}
    count = [sys.executable, "-c", COUNT]
    counted = subprocess.run(count, cwd=ROOT, env=environment, capture_output=True, check=True)
    assert json.loads(counted.stdout) == [0] * 7
