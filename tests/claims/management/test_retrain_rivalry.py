from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command

from claims.models import LinkSuggestion, RatedPair
from claims.services.learning import read_decisions, reranker_path
from claims.services.relations import judge_statements
from tests.factories import ArticleVersionFactory, ClaimLinkFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def var_dir(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def version():
    return ArticleVersionFactory()


def decided(version, state, features, relation="denies"):
    statement = StatementFactory(version=version, status="accepted")
    link = ClaimLinkFactory(statement=statement, state=state)
    return LinkSuggestion.objects.create(link=link, relation=relation, features=features)


def learn_that_hedges_compete(version, n=30):
    """A world in which editors take what the fixed weights think little of."""
    for _ in range(n):
        decided(version, "confirmed", {"hedged": 1.0})
        decided(version, "refused", {"amplified": 1.0})


def test_decisions_come_from_suggestions_and_judgements(version):
    decided(version, "confirmed", {"denied": 1.0})
    decided(version, "refused", {"turned": 1.0})
    decided(version, "suggested", {"number": 1.0})
    decided(version, "confirmed", {"clear": 1.0}, relation="same")
    one, other = StatementFactory(), StatementFactory()
    RatedPair.objects.create(
        a=one, b=other, score=0.4, likeness=0.5, relation="none", features={"named": 1.0}
    )
    judge_statements(one=one, other=other, verdict="unrelated", actor=UserFactory())

    assert read_decisions() == [
        ({"named": 1.0}, False),
        ({"denied": 1.0}, True),
        ({"turned": 1.0}, False),
    ]


def test_what_is_learnt_is_measured_and_written(version, capsys):
    learn_that_hedges_compete(version)

    call_command("retrain_rivalry")

    said = capsys.readouterr().out
    assert "60 decisions, 30 of them rivals. AUC before 0.000, after 1.000" in said
    assert json.loads(reranker_path().read_text())["n_decisions"] == 60


def test_a_dry_run_writes_nothing(version):
    learn_that_hedges_compete(version)

    call_command("retrain_rivalry", dry_run=True)

    assert not reranker_path().exists()


def test_too_few_decisions_say_how_many_are_needed(version):
    decided(version, "confirmed", {"denied": 1.0})

    with pytest.raises(CommandError, match="need 40 decisions"):
        call_command("retrain_rivalry")
