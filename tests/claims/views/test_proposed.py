from __future__ import annotations

import pytest
from django.urls import reverse

from claims.models import GroupMember, RatedPair, StatementGroup
from claims.services.grouping import rate_groups
from claims.services.relations import judge_statements
from tests.factories import ClaimLinkFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db

PAGE = "claims:question-proposed"


@pytest.fixture
def editor(client_as):
    return client_as("editor")


def make_group(score=0.8, relation="denies"):
    a, b = StatementFactory(), StatementFactory()
    group = StatementGroup.objects.create(number=a.pk)
    for statement in (a, b):
        GroupMember.objects.create(statement=statement, group=group)
    RatedPair.objects.create(
        a=a, b=b, score=score, likeness=0.6, relation=relation, reasons=["A denies it."]
    )
    rate_groups([a.pk])
    group.refresh_from_db()
    return group


def listed(client):
    return list(client.get(reverse(PAGE)).context["page"])


def test_a_group_with_rivals_is_proposed_with_both_and_the_reasons(editor):
    group = make_group()

    page = editor.get(reverse(PAGE)).content.decode()

    assert page.count(group.rivals.a.words) == 2
    assert "A denies it." in page
    assert reverse("claims:statement-contrast", args=[group.rivals.a_id]) in page


@pytest.mark.parametrize(("score", "relation"), [(0.3, "denies"), (0.9, "same")])
def test_a_group_without_likely_rivals_is_not_proposed(editor, score, relation):
    make_group(score, relation)

    assert listed(editor) == []


def test_a_group_that_bears_on_a_question_is_not_proposed(editor):
    ClaimLinkFactory(statement=make_group().rivals.b)

    assert listed(editor) == []


def test_a_pair_judged_unrelated_is_no_rivalry(editor):
    group = make_group()
    pair = group.rivals
    judge_statements(one=pair.a, other=pair.b, verdict="unrelated", actor=UserFactory())

    rate_groups([pair.a_id])

    assert listed(editor) == []


def test_a_dismissed_group_is_never_proposed_again(editor):
    group = make_group()

    editor.post(reverse("claims:group-dismiss", args=[group.pk]))
    rate_groups([group.rivals.a_id])

    assert listed(editor) == []
    group.refresh_from_db()
    assert (group.state, group.decided_by.username) == ("dismissed", "editor")


def test_a_dismissal_is_taken_back(editor):
    group = make_group()
    editor.post(reverse("claims:group-dismiss", args=[group.pk]))

    editor.post(reverse("claims:group-reopen", args=[group.pk]))

    assert listed(editor) == [group]


def test_htmx_gets_the_list_with_an_undo(editor):
    group = make_group()

    address = reverse("claims:group-dismiss", args=[group.pk])
    page = editor.post(address, headers={"HX-Request": "true"}).content.decode()

    assert page.lstrip().startswith('<div id="proposed"')
    assert reverse("claims:group-reopen", args=[group.pk]) in page


def test_the_list_asks_as_many_queries_for_many_groups(editor, django_assert_max_num_queries):
    for _ in range(8):
        make_group()

    with django_assert_max_num_queries(8):
        assert len(listed(editor)) == 8


@pytest.mark.parametrize("act", ["dismiss", "reopen"])
@pytest.mark.parametrize(("who", "status"), [("nobody", 302), ("viewer", 403), ("editor", 302)])
def test_who_may_decide_on_a_group(client_as, act, who, status):
    group = make_group()

    response = client_as(who).post(reverse(f"claims:group-{act}", args=[group.pk]))

    assert response.status_code == status
    if act == "dismiss":
        group.refresh_from_db()
        assert (group.state == "dismissed") == (who == "editor")
