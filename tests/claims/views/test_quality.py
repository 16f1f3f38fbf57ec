from __future__ import annotations

import datetime as dt
import json

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.models import ExtractionRun, Recalibration
from tests.claims.quality.rows import decide, propose
from tests.factories import ArticleVersionFactory, DeskFactory, ExtractionRunFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


def decide_many(n_accepted, n_rejected, *, actor, version=None, **fields):
    version = version or ArticleVersionFactory()
    for n in range(n_accepted + n_rejected):
        verdict = "accept" if n < n_accepted else "reject"
        decide(propose(version=version, **fields), verdict, actor=actor)


def test_too_few_decisions_are_said_to_be_too_few(client_as, editor):
    decide_many(9, 0, actor=editor)

    page = client_as("editor").get("/quality/")

    assert "Too few decisions to tell" in page.content.decode()
    assert "9 proposals of the engine are decided here" in page.content.decode()


def test_rates_come_with_their_number_and_interval(client_as, editor):
    decide_many(8, 2, actor=editor)

    said = client_as("editor").get("/quality/").content.decode()

    assert "80 %" in said
    assert "of 10 decided · 49–94" in said
    assert "0.9–1.0: 80 % of 10." in " ".join(said.split())


def test_the_page_shows_the_very_last_act(client_as, editor):
    client = client_as("editor")
    decide_many(10, 0, actor=editor)
    client.get("/quality/")

    decide(propose(), "reject", actor=editor)

    assert "of 11 decided" in client.get("/quality/").content.decode()


def test_a_desk_and_days_narrow_it(client_as, editor):
    version, desk = ArticleVersionFactory(), DeskFactory(slug="city")
    desk.routes.create(outlet=version.article.outlet)
    with time_machine.travel(dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)):
        decide_many(10, 0, actor=editor, version=version)
    with time_machine.travel(dt.datetime(2026, 3, 8, 12, tzinfo=dt.UTC)):
        decide_many(2, 0, actor=editor, version=version)
    decide_many(5, 0, actor=editor)
    client = client_as("editor")

    narrow = client.get("/quality/?desk=city&since=2026-03-01&until=2026-03-04").content.decode()
    whole = client.get("/quality/?desk=nonsense&since=2026-02-31").content.decode()

    assert "of 10 decided" in narrow
    assert "of 17 decided" in whole


def test_the_page_asks_as_much_of_many_decisions_as_of_few(
    client_as, editor, django_assert_num_queries
):
    client = client_as("editor")
    decide_many(10, 0, actor=editor)
    client.get("/quality/")
    with CaptureQueriesContext(connection) as few:
        client.get("/quality/?since=2020-01-01")
        n_few = len(few)
    decide_many(30, 10, actor=editor)
    client.get("/quality/")

    with django_assert_num_queries(n_few):
        client.get("/quality/?since=2020-01-02")


@pytest.mark.parametrize(
    ("who", "status"),
    [("nobody", 302), ("viewer", 403), ("editor", 403), ("curator", 200), ("administrator", 200)],
)
def test_curators_take_corrections_out(client_as, who, status):
    assert client_as(who).get("/quality/corrections.jsonl").status_code == status


def test_corrections_come_as_a_file_and_line_by_line(client_as, editor):
    version = ArticleVersionFactory()
    ExtractionRunFactory(version=version, state=ExtractionRun.State.DONE)
    decide_many(2, 1, actor=editor, version=version)

    answer = client_as("curator").get("/quality/corrections.jsonl")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="corrections.jsonl"'
    (line,) = b"".join(answer.streaming_content).decode().splitlines()
    assert len(json.loads(line)["attributions"]) == 2


def test_the_download_is_offered_to_those_who_may(client_as, editor):
    assert "corrections.jsonl" in client_as("curator").get("/quality/").content.decode()
    assert "corrections.jsonl" not in client_as("editor").get("/quality/").content.decode()


def test_a_recalibration_in_use_is_shown_with_before_and_after(client_as, editor):
    decide_many(10, 0, actor=editor)
    figures = {"error": 0.31, "brier": 0.3, "log_loss": 0.9, "auc": 0.6}
    report = {"shipped": figures, "in_use": figures, "refitted": figures | {"error": 0.02}}
    Recalibration.objects.create(
        number=4,
        engine="engine@1",
        weights={},
        report=report,
        n_decisions=120,
        is_used=True,
        used_from=timezone.now(),
    )

    said = client_as("editor").get("/quality/").content.decode()

    assert "New runs are by engine@1+cal.4" in said
    assert "0.310" in said
    assert "0.020" in said


def test_the_masthead_leads_editors_there_and_nobody_else(client_as):
    assert "/quality/" in client_as("editor").get("/").content.decode()
    assert "/quality/" not in client_as("viewer").get("/").content.decode()
