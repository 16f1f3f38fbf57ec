"""Imports of reviews, second readings, proposed links and recalibrations in the admin: read, never written."""

from __future__ import annotations

import json

import pytest
from django.utils import timezone

from claims.models import LinkProposal, Recalibration, SecondReading
from claims.services.partner_reviews import decide_partner_review
from tests.claims.services.test_review_imports import feed, take
from tests.claims.test_review_feeds import review
from tests.factories import ClaimFactory, SpeakerFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db
IMPORTS = "/admin/claims/reviewimport/"
STATE = {"verdict": "accepted", "speaker": None}
LISTS = ("reviewimport", "secondreading", "linkproposal", "recalibration")


def _page(run):
    return f"{IMPORTS}{run.pk}/change/"


def _reading(**fields):
    return SecondReading.objects.create(
        **{
            "statement": StatementFactory(status="accepted"),
            "first_reader": UserFactory(),
            "reader": UserFactory(),
            "read_at": timezone.now(),
            "week": timezone.now().date(),
            "first_verdict": "accepted",
            "verdict": "rejected",
            "first": STATE,
            "second": STATE,
            "differs": ["verdict"],
            "is_open": True,
            **fields,
        }
    )


def _proposal(**fields):
    return LinkProposal.objects.create(
        **{"name": "the board", "speaker": SpeakerFactory(), "alias": "Board", "score": 0.7}
        | fields
    )


def _recalibration(number, **fields):
    figures = {"error": 0.1, "brier": 0.2, "log_loss": 0.4, "auc": 0.8}
    report = dict.fromkeys(("shipped", "in_use", "refitted"), figures)
    return Recalibration.objects.create(
        number=number, engine="rules", weights={}, n_decisions=900, report=report, **fields
    )


@pytest.mark.parametrize("who", ["editor", "curator", "administrator"])
@pytest.mark.parametrize("model", LISTS)
def test_staff_read_and_nobody_writes(client_as, who, model):
    rows = (take(ClaimFactory()), _reading(), _proposal(), _recalibration(1))
    row = dict(zip(LISTS, rows, strict=True))[model]
    client, path = client_as(who), f"/admin/claims/{model}/"

    assert client.get(path).status_code == 200
    assert client.get(f"{path}add/").status_code == 403
    assert client.get(f"{path}{row.pk}/change/").status_code == 200
    assert client.post(f"{path}{row.pk}/change/", {"score": 1}).status_code == 403
    assert client.post(f"{path}{row.pk}/delete/", {"post": "yes"}).status_code == 403


def test_an_import_tells_what_came_of_each_review(client_as):
    claim = ClaimFactory()
    rows = [review(url=f"https://checks.example/{n}") for n in range(2)] + [review(url="")]
    run = take(claim, json.dumps(rows).encode(), hits=1)

    answer = client_as("curator").get(_page(run))

    page = answer.text
    assert [row["outcome"] for row in answer.context["rows"]] == ["matched", "unmatched", "refused"]
    assert f'href="/admin/claims/claim/{claim.pk}/change/">{claim}</a>' in page
    assert "Why." in page
    assert "0.90" in page
    assert "unusable" in page


def test_a_report_is_narrowed_to_one_outcome(client_as):
    run = take(ClaimFactory(), hits=2)

    page = client_as("curator").get(f"{_page(run)}?outcome=unmatched")

    assert [row["row"] for row in page.context["rows"]] == [3]
    assert 'aria-current="true"' in page.text


def test_a_long_report_is_paged(client_as, monkeypatch):
    monkeypatch.setattr("claims.admin.imports.N_ROWS", 2)
    run = take(ClaimFactory())

    page = client_as("curator").get(f"{_page(run)}?page=2")

    assert [row["row"] for row in page.context["rows"]] == [3]
    assert "Page 2 of 2" in page.text


def test_a_failed_import_says_why(client_as):
    run = take(ClaimFactory())
    run.state, run.failure = "failed", "The feed is not UTF-8."
    run.save(update_fields=["state", "failure"])

    listed = client_as("curator").get(IMPORTS, {"q": "utf-8"}).text
    page = client_as("curator").get(_page(run)).text

    assert run.failure in listed
    assert run.failure in page


def test_the_list_counts_what_was_suggested_and_what_waits(client_as):
    run = take(ClaimFactory(), hits=2)
    decided = run.reviews.first()
    decide_partner_review(
        review_id=decided.pk, shown="suggested", state="confirmed", actor=UserFactory()
    )

    [row] = client_as("curator").get(IMPORTS).context["cl"].result_list
    led = client_as("curator").get(f"/admin/claims/partnerreview/?came_with__exact={run.pk}")

    assert (row.n_suggested, row.n_undecided) == (2, 1)
    assert led.context["cl"].result_count == 2


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param({"state__exact": "done"}, 2, id="state"),
        pytest.param({"state__exact": "failed"}, 0, id="other-state"),
        pytest.param({"is_dry_run__exact": "1"}, 1, id="trials"),
        pytest.param({"q": "feed.json"}, 2, id="file"),
        pytest.param({"q": "elsewhere"}, 0, id="no-hit"),
    ],
)
def test_imports_are_searched_and_filtered(client_as, asked, found):
    claim = ClaimFactory()
    take(claim, is_dry_run=True)
    take(claim)

    assert client_as("curator").get(IMPORTS, asked).context["cl"].result_count == found


@pytest.mark.parametrize(("who", "is_led"), [("viewer", False), ("editor", True)])
def test_only_who_may_import_is_led_to_the_undo(client, make_member, who, is_led):
    run = take(ClaimFactory())
    client.force_login(make_member(who, is_staff=True))

    page = client.get(_page(run)).text

    assert (run.get_absolute_url() in page) is is_led


def test_an_import_that_is_gone_leads_back_to_the_admin(client_as):
    assert client_as("curator").get(f"{IMPORTS}99/change/").status_code == 302
    assert client_as("curator").get(f"{IMPORTS}none/change/").status_code == 302


@pytest.mark.parametrize("model", LISTS)
def test_lists_cost_the_same_for_many_rows(client_as, django_assert_max_num_queries, model):
    client, path = client_as("curator"), f"/admin/claims/{model}/"
    _fill(1)
    client.get(path)
    with django_assert_max_num_queries(20) as few:
        client.get(path)
    _fill(6)

    with django_assert_max_num_queries(20) as many:
        client.get(path)

    assert len(many) == len(few)


def test_a_page_costs_the_same_for_many_reviews(client_as, django_assert_max_num_queries):
    client = client_as("curator")
    few_rows, many_rows = take(ClaimFactory(), feed(1)), take(ClaimFactory(), feed(9), hits=9)
    client.get(_page(few_rows))
    with django_assert_max_num_queries(20) as few:
        client.get(_page(few_rows))

    with django_assert_max_num_queries(20) as many:
        client.get(_page(many_rows))

    assert len(many) == len(few)


def _fill(n):
    for _number in range(n):
        made_by = UserFactory()
        run = take(ClaimFactory())
        run.made_by = made_by
        run.save(update_fields=["made_by"])
        _reading()
        _proposal(name=f"the board of {made_by.pk}")
        _recalibration(Recalibration.objects.count() + 1)


def test_a_second_reading_leads_to_both_side_by_side(client_as):
    reading = _reading()

    page = client_as("curator").get("/admin/claims/secondreading/").text

    assert f'href="/review/differences/?statement={reading.pk}">verdict</a>' in page


def test_a_proposed_link_leads_to_the_queue(client_as):
    proposal = _proposal()

    page = client_as("curator").get("/admin/claims/linkproposal/").text

    assert f'href="/curation/?which=links&amp;link={proposal.pk}"' in page


@pytest.mark.parametrize(("asked", "found"), [("", 2), ("yes", 1), ("unsure", 0), ("no", 2)])
def test_proposed_links_that_wait_are_told_from_those_without_statements(client_as, asked, found):
    _proposal()
    StatementFactory(speaker_name="the Port Board", speaker_kind="agency", status="proposed")
    _proposal(name="the Port Board", kind="agency")

    answer = client_as("curator").get("/admin/claims/linkproposal/", {"waiting": asked})

    assert answer.context["cl"].result_count == found


def test_a_recalibration_shows_its_figures(client_as):
    row = _recalibration(1)

    page = client_as("curator").get(f"/admin/claims/recalibration/{row.pk}/change/").text

    assert "Brier score: 0.200 → 0.200 → 0.200" in page
