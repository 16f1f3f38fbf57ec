"""A partner mirrors a newsroom at work through dump, feed and webhooks, under faults, and ends with the very same bytes."""

from __future__ import annotations

import datetime as dt
import random

import pytest
import time_machine
from django.utils import timezone

from partners.courier import send_message
from partners.models import WebhookMessage
from partners.services.delivering import make_messages, take_messages
from partners.services.feed import publish_all_changes, restart_feed
from partners.services.webhooks import add_endpoint
from partners.tasks import write_dump
from tests.factories import ApiKeyFactory
from tests.partners.changing import Newsroom
from tests.partners.faults import FaultyTransport, lead_to
from tests.partners.mirroring import KINDS
from tests.partners.simulator import Partner

N_ROUNDS = 12
HOST = "partner.example"


class World:
    """Us, the partner, and what lies between them."""

    def __init__(self, seed, site, file, monkeypatch):
        self.chance = random.Random(seed)  # noqa: S311 - the same faults every time
        self.newsroom = Newsroom(seed)
        self.key = ApiKeyFactory(key="a-partners-key")
        lead_to(monkeypatch, HOST, self.receive)
        url = f"https://{HOST}/crossclaim"
        self.endpoint, secret = add_endpoint(partner=self.key.partner, url=url)
        self.settings = {"site": site, "key": "a-partners-key", "secret": secret, "file": file}
        self.late: list = []
        self.n_messages, self.n_copies = 0, 0
        self.partner = None
        self.partner = self.start_partner()

    def start_partner(self, share=0.25):
        """Start the partner's program: anew, or after it was killed."""
        if self.partner is not None:
            self.partner.close()
        return Partner(transport=FaultyTransport(self.chance, share), **self.settings)

    def receive(self, body, headers):
        """The partner's machine: at times it fails, hangs up, or takes a message now and looks at it later, out of order."""
        self.n_messages += 1
        fate = self.chance.random()
        if fate < 0.2:
            return 500
        message_id = self.partner.check(body, headers)
        if fate < 0.4:
            self.late.append(message_id)
            self.chance.shuffle(self.late)
            return 200
        self.partner.note(message_id)
        return 503 if fate < 0.5 else 204  # 503: it took the message and says that it failed

    def send_messages(self):
        """What the worker does, with the clock moved on so that tries come due."""
        publish_all_changes()
        make_messages()
        for message in take_messages(limit=20):
            send_message(message)
        if self.late and self.chance.random() < 0.5:
            self.partner.note(self.late.pop())

    def copy(self):
        """A new copy from a dump."""
        address = self.partner.order_copy()
        write_dump(int(address.rsplit("/", 1)[1]))
        self.partner.take_copy(address)
        self.n_copies += 1


def whole(site):
    """Return the bytes that our API serves for every published thing."""
    partner = Partner(
        transport=FaultyTransport(random.Random(0), 0.0),  # noqa: S311
        **{**site, "file": site["file"].with_name("none")},
    )
    things = {}
    for kind, name in KINDS.items():
        url = f"/api/v1/{name}?page_size=200"
        while url:
            page = partner.ask("GET", url).json()
            for row in page["results"]:
                key = row["slug"] if kind in {"speaker", "question"} else row["id"]
                thing = partner.ask("GET", f"/api/v1/{name}/{key}")
                things[f"{kind} {row['id']}"] = thing.text
            url = page["next"]
    partner.close()
    return things


@pytest.mark.parametrize("seed", range(2))
def test_a_mirror_under_faults_ends_byte_equal(
    live_server, transactional_db, settings, tmp_path, monkeypatch, seed
):
    settings.SITE_URL, settings.DUMPS_DIR = live_server.url, tmp_path / "dumps"
    world = World(seed, live_server.url, tmp_path / "copy.json", monkeypatch)
    world.copy()
    with time_machine.travel(timezone.now()) as clock:
        for number in range(N_ROUNDS):
            for _ in range(world.chance.randrange(1, 6)):
                world.newsroom.act()
            world.send_messages()
            if world.chance.random() < 0.3:
                world.partner = world.start_partner()  # killed, and started from what it had kept
                world.partner.has_news = True  # it looks once when it starts
            if number == N_ROUNDS // 2:
                restart_feed()  # we restored a backup
                world.partner.has_news = True
            if world.partner.has_news and not world.partner.catch_up():
                world.copy()
            clock.shift(dt.timedelta(minutes=7))
        while WebhookMessage.objects.filter(state="waiting").exists() or world.late:
            world.send_messages()
            clock.shift(dt.timedelta(hours=1))
    if world.partner.has_news:
        assert world.partner.catch_up()

    world.partner.close()

    assert world.partner.things == whole(world.settings)
    assert world.n_copies == 2
    assert world.n_messages > N_ROUNDS / 2
