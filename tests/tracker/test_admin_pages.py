"""Every table has a page in the admin, or a reason why nobody would want one."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib import admin

OURS = ("articles", "claims", "partners", "speakers", "tracker")
DERIVED = "made anew from other rows at will"
OWN = "somebody's own, on their own pages"
WITHOUT_PAGE = {
    "claims.StatementVector": DERIVED,
    "claims.ClaimVector": DERIVED,
    "claims.GroupMember": "found by the search of groups, and on the pages of suggestions",
    "claims.Outcome": DERIVED,
    "claims.OutcomeCount": DERIVED,
    "claims.QualityState": "how far the counting is, one row",
    "claims.QueueEntry": DERIVED,
    "claims.ReadingDue": "would tell second readers who read first and how",
    "claims.Story": "set in the queue, where its articles stand",
    "claims.Notice": OWN,
    "claims.QueueView": OWN,
    "claims.KeyChoice": OWN,
    "claims.Skip": OWN,
    "claims.Lease": "over within minutes; the queue names who has a statement open",
    "partners.Touch": "seconds old; the feed's page says how many wait",
    "partners.PublishedItem": DERIVED,
    "partners.ClaimCount": DERIVED,
    "partners.StatementWeek": DERIVED,
    "partners.Recount": "seconds old: the counts that no longer hold",
    "partners.FeedState": "one row; the feed's page says what it holds",
    "partners.KeyUsage": "counted by day on the partner's page",
    "partners.KeyProblem": "listed on the partner's page",
    "partners.KeyedRequest": "answers kept for a day, so that a repeated request gets them again",
    "speakers.NameKey": DERIVED,
    "speakers.NameStart": DERIVED,
}  # fmt: skip


def test_every_table_has_a_page_in_the_admin_or_a_reason():
    pages = admin.site._registry
    inlines = {inline.model for page in pages.values() for inline in page.inlines}
    histories = {model.history.model for model in apps.get_models() if hasattr(model, "history")}
    shown = {*pages, *inlines, *histories}
    ours = [model for app in OURS for model in apps.get_app_config(app).get_models()]

    without = {model._meta.label for model in ours if model not in shown}

    assert without == set(WITHOUT_PAGE)


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["curator", "administrator"])
def test_every_list_that_the_admin_offers_opens_and_is_searched(client_as, who):
    client = client_as(who)
    offered = [
        model["admin_url"]
        for app in client.get("/admin/").context["app_list"]
        for model in app["models"]
        if model["admin_url"]
    ]

    refused = [at for at in offered if client.get(at, {"q": "x y"}).status_code != 200]

    assert len(offered) > 20
    assert refused == []
