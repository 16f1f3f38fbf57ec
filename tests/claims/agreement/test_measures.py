from __future__ import annotations

import pytest

from claims.agreement.measures import Kappa, Overlap

# The example of Fleiss, Cohen and Everitt (1969): 200 subjects put into three kinds by two readers.
PUBLISHED = [[106, 10, 4], [22, 28, 10], [2, 12, 6]]


def table(rows, names="abc"):
    return {(names[i], names[j]): n for i, row in enumerate(rows) for j, n in enumerate(row) if n}


def test_kappa_and_its_standard_error_are_those_of_the_published_example():
    kappa = Kappa(table(PUBLISHED))

    low, high = kappa.bounds
    assert kappa.value == pytest.approx(0.429, abs=0.0005)
    assert ((high - low) / 2 / 1.959964) ** 2 == pytest.approx(0.002885, abs=0.000001)


def test_kappa_by_hand():
    # p_o = 0.7; p_e = 0.5 * 0.6 + 0.5 * 0.4 = 0.5; kappa = 0.2 / 0.5
    kappa = Kappa(table([[20, 5], [10, 15]]))

    assert (kappa.n, kappa.observed, kappa.by_chance) == (50, 0.7, 0.5)
    assert kappa.value == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        ([[25, 0], [0, 25]], 1.0),
        ([[25, 25], [25, 25]], 0.0),
        ([[0, 25], [25, 0]], -1.0),
    ],
    ids=["full", "chance", "against"],
)
def test_the_ends_of_the_scale(rows, value):
    assert Kappa(table(rows)).value == pytest.approx(value)


@pytest.mark.parametrize("cells", [{}, {("a", "a"): 30}], ids=["nothing", "all the same"])
def test_kappa_is_not_defined_of_nothing_or_of_one_verdict_for_all(cells):
    kappa = Kappa(cells)

    assert (kappa.value, kappa.bounds, kappa.range) == (None, None, "")


def test_where_all_agree_there_is_no_interval_to_tell_of():
    assert Kappa(table([[10, 0], [0, 10]])).bounds is None


def test_the_interval_narrows_with_the_readings_and_stays_on_the_scale():
    few, many = Kappa(table([[4, 1], [1, 4]])), Kappa(table([[400, 100], [100, 400]]))

    assert few.bounds[0] < many.bounds[0] < 0.6 < many.bounds[1] < few.bounds[1] <= 1.0
    assert (few.is_enough, few.is_sure, many.is_sure) == (True, False, True)


def test_f1_is_twice_what_both_marked_through_what_each_did():
    assert Overlap(first=30, second=10, both=10).f1 == 0.5
    assert Overlap().f1 is None
    assert (Overlap(30, 10, 10) + Overlap(10, 10, 10)).f1 == pytest.approx(40 / 60)
