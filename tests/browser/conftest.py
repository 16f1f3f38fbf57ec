"""Journeys through the pages in a real browser, with a real worker beside them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AbstractUser
from django.test import Client
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from tests.conftest import need_or_skip

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_BROWSER = "Chromium is not installed (Debian or Ubuntu: sudo apt install chromium), or name it in CHROMIUM"
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, so that `-m "not browser"` leaves them all out."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


def find_browser() -> str | None:
    """Return the path of a Chromium: the one named in CHROMIUM, else one on the PATH."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Start the machine's own Chromium, without anything that asks the network."""
    path = find_browser()
    if path is None:
        need_or_skip(NO_BROWSER)
    flags = [
        "no-sandbox",
        "disable-gpu",
        "disable-quic",
        "disable-dev-shm-usage",
        "no-first-run",
        "disable-sync",
    ]
    quiet = ["disable-background-networking", "disable-component-update"]
    return {"executable_path": path, "args": [f"--{flag}" for flag in flags + quiet]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """English, UTC and no animation; the Content-Security-Policy stays on."""
    return {
        **browser_context_args,
        "reduced_motion": "reduce",
        "locale": "en-GB",
        "timezone_id": "UTC",
    }


@pytest.fixture
def page_as(
    context: BrowserContext,
    live_server: LiveServer,
    client_as: Callable[[str | AbstractUser], Client],
) -> Callable[[str | AbstractUser], Page]:
    """Return a function that opens a page logged in as a user or as one of the cast."""

    def login(who: str | AbstractUser) -> Page:
        cookies = client_as(who).cookies
        if "sessionid" in cookies:
            context.add_cookies(
                [{"name": "sessionid", "value": cookies["sessionid"].value, "url": live_server.url}]
            )
        return context.new_page()

    return login


@pytest.fixture
def complaints(context: BrowserContext) -> Iterator[list[str]]:
    """Collect what the browser complains about; the test fails when the list is not empty at its end.

    A policy that blocks our own scripts or styles shows up here.
    """
    said: list[str] = []
    context.on(
        "console", lambda message: said.append(message.text) if message.type == "error" else None
    )
    context.on("weberror", lambda error: said.append(str(error.error)))
    yield said
    assert not said, f"the browser complained: {said}"
