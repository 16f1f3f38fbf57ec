"""The groups that a migration makes."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from claims.groups import GROUPS, drop_groups, grant_groups

pytestmark = pytest.mark.django_db


def _codes(group: str) -> set[str]:
    permissions = Group.objects.get(name=group).permissions.select_related("content_type")
    return {f"{p.content_type.app_label}.{p.codename}" for p in permissions}


@pytest.mark.parametrize(
    ("code", "groups"),
    [
        ("articles.view_article", "viewer editor curator administrator"),
        ("speakers.view_historicalspeaker", "viewer editor curator administrator"),
        ("claims.view_reviewevent", "viewer editor curator administrator"),
        ("articles.add_article", "editor curator administrator"),
        ("claims.review_statement", "editor curator administrator"),
        ("claims.change_claimlink", "editor curator administrator"),
        ("claims.add_question", "editor curator administrator"),
        ("claims.change_claim", "editor curator administrator"),
        ("claims.add_statement", "editor curator administrator"),
        ("claims.add_claimrelation", "editor curator administrator"),
        ("claims.change_statementjudgement", "editor curator administrator"),
        ("speakers.add_speaker", "curator administrator"),
        ("speakers.delete_speakername", "curator administrator"),
        ("speakers.change_post", "curator administrator"),
        ("speakers.add_membership", "curator administrator"),
        ("articles.change_outlet", "curator administrator"),
        ("articles.add_feed", "curator administrator"),
        ("claims.delete_question", "administrator"),
        ("articles.delete_article", "administrator"),
        ("auth.change_user", "administrator"),
        ("partners.add_apikey", "administrator"),
        ("django_q.view_ormq", "administrator"),
        ("tracker.view_workerbeat", "administrator"),
    ],
)
def test_what_each_group_may_do(code, groups):
    assert [group for group in GROUPS if code in _codes(group)] == groups.split()


def test_each_group_has_all_that_the_one_before_has():
    assert _codes("viewer") < _codes("editor") < _codes("curator") < _codes("administrator")


def test_administrators_have_every_permission():
    assert len(_codes("administrator")) == Permission.objects.count()


def test_granting_twice_changes_nothing_and_takes_nothing_away():
    editor = Group.objects.get(name="editor")
    editor.permissions.add(Permission.objects.get(codename="add_outlet"))
    before = {group: _codes(group) for group in GROUPS}

    grant_groups(_apps(), SimpleNamespace(connection=connection))

    assert {group: _codes(group) for group in GROUPS} == before


def test_dropping_leaves_other_groups():
    Group.objects.create(name="interns")

    drop_groups(_apps(), SimpleNamespace(connection=connection))

    assert list(Group.objects.values_list("name", flat=True)) == ["interns"]


@pytest.mark.django_db(transaction=True)
def test_the_migration_goes_back_and_forth():
    call_command("migrate", "claims", "0001", verbosity=0)
    assert not Group.objects.filter(name__in=GROUPS).exists()

    call_command("migrate", verbosity=0)

    assert Group.objects.filter(name__in=GROUPS).count() == len(GROUPS)


def _apps():
    """The models as migrations know them."""
    executor = MigrationExecutor(connection)
    return executor.loader.project_state(executor.loader.graph.leaf_nodes()).apps
