from __future__ import annotations

import pytest

from tests.claims.agreement.rows import read_twice
from tests.factories import DeskFactory

pytestmark = pytest.mark.django_db

PAGE = "/quality/agreement/"


@pytest.fixture
def editor(client_as):
    return client_as("editor")


def read_many(n, **fields):
    for i in range(n):
        read_twice(
            "accepted" if i % 3 else "rejected", "accepted" if i % 4 else "rejected", **fields
        )


def test_without_second_readings_it_says_what_to_do(editor):
    page = editor.get(PAGE).content.decode()

    assert "Too few second readings to tell" in page
    assert "Read what waits a second time" in page


def test_figures_plot_and_table_say_the_same(editor):
    read_many(24)

    response = editor.get(PAGE)

    kappa = response.context["agreement"].whole.kappa
    page = response.content.decode()
    assert page.count(f"{kappa.value:.2f}") >= 4  # in all, in the plot, its week and its desk
    assert f"kappa {kappa.value:.2f} of 24" in page
    assert kappa.range in page


@pytest.mark.parametrize(("n", "warns"), [(24, True), (60, False)])
def test_few_readings_come_with_a_warning(editor, n, warns):
    read_many(n)

    assert (
        "the true figure may lie far from the one shown" in editor.get(PAGE).content.decode()
    ) == warns


def test_where_both_say_the_same_of_all_kappa_is_not_defined(editor):
    for _ in range(12):
        read_twice()

    page = editor.get(PAGE).content.decode()

    assert "not defined: both said the same of all" in page
    assert "100 %" in page


def test_filters_stand_in_the_address(editor):
    port = DeskFactory(name="Port desk", slug="port")
    read_many(12, desk=port)
    read_many(12)

    page = editor.get(f"{PAGE}?desk=port&since=2026-03-01&until=nonsense")

    assert page.context["agreement"].whole.kappa.n == 12
    assert '<option value="port" selected>' in " ".join(page.content.decode().split())


def test_a_desk_without_readings_leads_back_to_all(editor):
    DeskFactory(slug="port")
    read_many(12)

    assert "Show every desk and day" in editor.get(f"{PAGE}?desk=port").content.decode()


@pytest.mark.parametrize(("group", "status"), [("viewer", 403), ("editor", 200), ("curator", 200)])
def test_reviewers_see_it(client_as, group, status):
    assert client_as(group).get(PAGE).status_code == status


def test_queries_do_not_grow_with_readings(editor, django_assert_max_num_queries):
    read_many(30)

    with django_assert_max_num_queries(10):
        editor.get(PAGE)
