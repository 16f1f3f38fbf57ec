from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from analysis.attribution.model import ENGINE
from analysis.types import Attribution, CueClass, Extraction, Quotation, Span
from claims.models import Outcome, Recalibration, Statement
from claims.services.counting import count_outcomes
from claims.services.recalibrating import (
    read_decisions,
    recalibrated,
    used_recalibration,
)
from claims.services.runs import store_extraction
from tests.claims.quality.rows import decide, propose
from tests.factories import TEXT, ArticleVersionFactory, ExtractionRunFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def decisions():
    """Editors who accept six in ten of what the engine is nine tenths sure of."""
    actor = UserFactory()
    versions = ArticleVersionFactory.create_batch(10)
    for n in range(120):
        verdict = "reject" if n % 5 < 2 else "accept"
        statement = propose(version=versions[n // 5 % 10], engine=ENGINE)
        decide(statement, verdict, actor=actor)


def read_by(engine):
    """What the engine would find in the text of the factories: one statement, of confidence 0.9."""
    start = TEXT.index("twelve people died")
    content = (Span(start, start + len("twelve people died in the fire")),)
    attribution = Attribution(
        (), (), content, Quotation.INDIRECT, CueClass.ASSERT, (), confidence=0.9
    )
    return Extraction((attribution,), (None,), engine=engine)


def say(capsys, *args, **options):
    call_command("recalibrate", *args, **options)
    return capsys.readouterr().out


def test_a_refit_is_reported_and_put_to_use(decisions, capsys):
    said = say(capsys)

    row = Recalibration.objects.get()
    assert f"120 decisions on proposals of {ENGINE}, 72 accepted." in said
    assert f"New runs are by {ENGINE}+cal.1" in said
    assert "expected calibration error      0.3000    0.3000" in said
    assert (row.is_used, row.number, row.n_decisions) == (True, 1, 120)
    assert row.report["refitted"]["error"] < 0.1


def test_a_dry_run_changes_nothing(decisions, capsys):
    say(capsys, dry_run=True)

    assert not Recalibration.objects.exists()


def test_a_refit_that_is_no_better_is_not_put_to_use(decisions, capsys):
    say(capsys)

    assert "does as well or better" in say(capsys)
    assert Recalibration.objects.count() == 1


def test_what_is_no_better_is_put_to_use_by_force(decisions, capsys):
    say(capsys)

    say(capsys, force=True)

    assert used_recalibration(engine=ENGINE).number == 2


def test_too_few_decisions_change_nothing():
    with pytest.raises(CommandError, match="there are 0 decisions"):
        call_command("recalibrate")


def test_a_recalibration_is_taken_out_of_use_and_put_back(decisions, capsys):
    say(capsys)

    assert "is in use again" in say(capsys, reset=True)
    assert used_recalibration(engine=ENGINE) is None
    assert "+cal.1" in say(capsys, use=1)
    assert used_recalibration(engine=ENGINE).number == 1
    assert "in use" in say(capsys, list=True)


def test_a_number_that_does_not_exist_says_which_there_are(decisions, capsys):
    say(capsys)

    with pytest.raises(CommandError, match="no recalibration 7; there are: 1"):
        call_command("recalibrate", use=7)


def test_a_new_run_is_recalibrated_and_its_decisions_are_read_with_the_plain_confidence(
    decisions, capsys
):
    say(capsys)
    run = ExtractionRunFactory()
    extraction = read_by(ENGINE)

    changed = recalibrated(extraction)
    store_extraction(run=run, extraction=changed, seconds=0.1)
    statement = Statement.objects.get(run=run)
    decide(statement, "accept", actor=UserFactory())
    count_outcomes()

    outcome = Outcome.objects.get(pk=statement.pk)
    assert outcome.engine == f"{ENGINE}+cal.1"
    assert outcome.confidence == pytest.approx(0.6, abs=0.05)
    assert outcome.plain_confidence == 0.9
    assert len(read_decisions(engine=ENGINE)) == 121


def test_another_engine_keeps_its_own_confidence(decisions, capsys):
    say(capsys)
    extraction = read_by("another@2")

    assert recalibrated(extraction) == extraction


def test_one_at_a_time_is_in_use(decisions, capsys):
    say(capsys)
    say(capsys, force=True)

    used = Recalibration.objects.filter(is_used=True)
    assert list(used.values_list("number", flat=True)) == [2]
