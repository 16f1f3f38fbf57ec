"""A partner's person at their own page: from a first key to a request that is counted."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from rest_framework.test import APIClient

from partners.models import WebhookEndpoint, WebhookTry
from partners.services.access import add_member
from partners.services.webhooks import send_test
from tests.browser.test_pages import violations
from tests.factories import ApiKeyFactory, PartnerFactory, UserFactory

PAGE = "/partners/a-partner/"


@pytest.fixture
def manager(transactional_db):
    user = UserFactory(username="manager")
    add_member(partner=PartnerFactory(), user=user, is_manager=True)
    return user


def test_a_key_is_made_used_and_switched_off(page_as, live_server, manager, complaints):
    page = page_as(manager)
    page.goto(f"{live_server.url}/")
    expect(page).to_have_url(f"{live_server.url}{PAGE}")
    page.get_by_text("Make a new key").click()
    page.get_by_role("region", name="Keys").get_by_label("What it is for").fill("nightly import")
    page.get_by_role("button", name="Make the key").click()
    secret = page.get_by_label("Key", exact=True).input_value()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == secret

    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert client.get("/api/v1/claims").status_code == 200
    assert client.get("/api/v1/claims?colour=red").status_code == 400
    page.get_by_role("link", name="I have copied it").click()

    expect(page.get_by_role("heading", name="nightly import")).to_be_visible()
    expect(page.get_by_text("2 requests")).to_be_visible()
    expect(page.get_by_text("GET /api/v1/claims?colour=red")).to_be_visible()
    page.get_by_text("Switch off").click()
    page.get_by_role("button", name="Switch this key off").click()
    expect(page.get_by_text("it opens nothing any more")).to_be_visible()
    assert client.get("/api/v1/claims").status_code == 401


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page_as, live_server, manager, complaints, scheme):
    ApiKeyFactory(key="a-key")
    APIClient().get("/api/v1/claims?colour=red", headers={"authorization": "Bearer a-key"})
    page = page_as(manager)
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{live_server.url}{PAGE}")
    page.get_by_text("Make a new key").click()

    assert violations(page) == []


def test_a_form_that_comes_back_with_a_fault_has_the_focus_there(page_as, live_server, manager):
    page = page_as(manager)
    page.goto(f"{live_server.url}{PAGE}")
    page.get_by_text("Add a webhook").click()
    page.get_by_label("Address").fill("https://localhost/hook")
    page.get_by_role("button", name="Add the webhook").click()

    expect(page.get_by_text("is a name inside a private network")).to_be_in_viewport()
    expect(page.get_by_label("Address")).to_be_focused()


@pytest.fixture
def webhook(manager):
    partner = PartnerFactory()
    endpoint = WebhookEndpoint.objects.create(partner=partner, url="https://partner.example/hook")
    message = send_test(endpoint=endpoint)
    WebhookTry.objects.create(message=message, error="no answer within 20 seconds", took_ms=20000)
    return endpoint


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_about_a_webhook(
    page_as, live_server, manager, webhook, complaints, scheme
):
    page = page_as(manager)
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{live_server.url}{webhook.get_absolute_url()}")
    page.get_by_text("Body", exact=False).first.click()

    assert violations(page) == []


def test_a_webhook_is_tried_out_and_switched_off(page_as, live_server, manager, webhook):
    page = page_as(manager)
    page.goto(f"{live_server.url}{webhook.get_absolute_url()}")
    page.get_by_role("button", name="Send a test message").click()
    expect(page.get_by_text("A test message is on its way")).to_be_visible()
    expect(page.get_by_role("heading", name="webhook.test")).to_have_count(2)

    page.get_by_role("button", name="Switch off").click()

    expect(page.get_by_text("Switched off by manager.")).to_be_visible()
    page.get_by_role("button", name="Switch on").click()
    expect(page.get_by_text("in use")).to_be_visible()


@pytest.mark.parametrize("name", ["partner", "webhook"])
def test_a_phone_does_not_scroll_sideways(page_as, live_server, manager, webhook, complaints, name):
    ApiKeyFactory(key="a-key")
    APIClient().get("/api/v1/claims?colour=red", headers={"authorization": "Bearer a-key"})
    page = page_as(manager)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(live_server.url + (PAGE if name == "partner" else webhook.get_absolute_url()))

    assert page.evaluate("document.documentElement.scrollWidth") <= 360
