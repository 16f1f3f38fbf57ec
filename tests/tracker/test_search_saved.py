"""Saved searches: kept, run and forgotten by their owner alone."""

from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils.html import escape

from tests.factories import StatementFactory, UserFactory
from tracker.models import SavedSearch, SearchAlert

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_as, viewer):
    return client_as(viewer)


@pytest.fixture
def saved(viewer):
    return SavedSearch.objects.create(owner=viewer, name="Port", asked={"q": "twelve"})


def test_a_search_is_saved_from_its_page_and_run_from_the_list(client, viewer):
    said = StatementFactory()
    page = client.get(reverse("search"), {"q": "twelve", "status": "proposed", "sort": "newest"})

    client.post(reverse("search-save"), {"name": "Port", "asked": page.context["address"]})

    search = SavedSearch.objects.get(owner=viewer)
    assert search.asked == {"q": "twelve", "status": "proposed", "sort": "newest"}
    assert escape(search.get_absolute_url()) in client.get(reverse("search-saved")).content.decode()
    assert [r.statement for r in client.get(search.get_absolute_url()).context["results"]] == [said]


def test_the_same_name_is_written_over(client, viewer, saved):
    client.post(reverse("search-save"), {"name": "Port", "asked": "q=warning"})

    assert SavedSearch.objects.get(owner=viewer).asked == {"q": "warning"}


@pytest.mark.parametrize(("name", "asked"), [("", "q=x"), ("Port", ""), ("Port", "kind=wizard")])
def test_what_has_no_name_or_asks_nothing_is_not_saved(client, name, asked):
    response = client.post(reverse("search-save"), {"name": name, "asked": asked})

    assert not SavedSearch.objects.exists()
    assert "Nothing was saved" in str(next(iter(get_messages(response.wsgi_request))))


def test_deleting_takes_the_alerts_along(client, saved):
    SearchAlert.objects.create(search=saved, channel="email", target="desk@example.org")

    client.post(reverse("search-delete", args=[saved.pk]))

    assert not SavedSearch.objects.exists()
    assert not SearchAlert.objects.exists()


def test_nobody_touches_or_sees_the_searches_of_others(client):
    other = SavedSearch.objects.create(owner=UserFactory(), name="Secret", asked={"q": "x"})
    alert = SearchAlert.objects.create(search=other, channel="email", target="a@example.org")

    acts = [
        ("search-delete", other.pk),
        ("search-alert-add", other.pk),
        ("search-alert-delete", alert.pk),
    ]
    statuses = {client.post(reverse(name, args=[pk])).status_code for name, pk in acts}

    assert statuses == {404}
    assert "Secret" not in client.get(reverse("search-saved")).content.decode()
    assert SearchAlert.objects.exists()


@pytest.mark.parametrize(
    ("channel", "target"),
    [
        ("email", "desk@example.org"),
        ("webhook", "https://hooks.example.org/in"),
    ],
)
def test_an_alert_is_added_once(client, saved, channel, target):
    for _ in range(2):
        client.post(
            reverse("search-alert-add", args=[saved.pk]), {"channel": channel, "target": target}
        )

    alert = SearchAlert.objects.get()
    assert (alert.target, bool(alert.secret)) == (target, channel == "webhook")
    assert target in client.get(reverse("search-saved")).content.decode()


@pytest.mark.parametrize(
    ("channel", "target"),
    [
        ("email", "no address"),
        ("webhook", "desk@example.org"),
        ("webhook", "http://hooks.example.org/"),
        ("webhook", "https://localhost/"),
        ("webhook", "https://127.0.0.1/"),
        ("webhook", "https://169.254.169.254/latest"),
        ("webhook", "https://hooks.example.org:8443/"),
    ],
)
def test_an_address_that_must_not_be_asked_is_refused(client, saved, channel, target):
    given = {"channel": channel, "target": target}

    response = client.post(reverse("search-alert-add", args=[saved.pk]), given)

    assert response.status_code == 422
    assert not SearchAlert.objects.exists()


def test_the_list_says_in_words_what_is_asked(client, saved):
    SavedSearch.objects.update(asked={"q": "twelve", "status": "accepted", "stance": "denies"})

    page = client.get(reverse("search-saved")).content.decode()

    for line in ("Words: twelve", "Status: accepted", "Stance: denies"):
        assert line in page
