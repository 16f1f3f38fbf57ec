"""A partner as we advise them to be, in plain httpx and the `standardwebhooks` library: knows our API and nothing else.

It keeps its copy in one file, replaced as a whole after every page, so that it can be killed at any moment.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import httpx
import standardwebhooks

N_TRIES = 50


class Partner:
    """A mirror: `things` holds, by type and id, the bytes that our API serves for each thing."""

    def __init__(
        self, *, site: str, key: str, secret: str, file: Path, transport: httpx.BaseTransport
    ):
        headers = {"Authorization": f"Bearer {key}"}
        self.http = httpx.Client(base_url=site, headers=headers, transport=transport)
        self.webhook = standardwebhooks.Webhook(secret)
        self.file = file
        self.things: dict[str, str] = {}
        self.token = ""
        self.seen: list[str] = []
        self.has_news = False
        self.n_copies = 0
        if file.exists():
            kept = json.loads(file.read_text())
            self.things, self.token, self.seen = kept["things"], kept["token"], kept["seen"]

    def close(self) -> None:
        """Leave: what matters is in the file."""
        self.http.close()

    def ask(self, method: str, url: str) -> httpx.Response:
        """Ask until there is an answer that means something."""
        for _ in range(N_TRIES):
            try:
                answer = self.http.request(method, url)
            except httpx.TransportError:
                continue
            if answer.status_code < 500:
                return answer
        raise AssertionError(f"no answer from {url}")

    def check(self, body: bytes, headers: dict[str, str]) -> str:
        """Return the id of a message that is from us, and fresh; raises for any other."""
        self.webhook.verify(body, headers)
        return headers["webhook-id"]

    def note(self, message_id: str) -> None:
        """Take note of a message once. Work comes later."""
        if message_id not in self.seen:
            self.seen.append(message_id)
            self.has_news = True

    def order_copy(self) -> str:
        """Order a dump; return where to look for it."""
        answer = self.ask("POST", "/api/v1/dumps")
        assert answer.status_code == 202, answer.text
        return answer.headers["Location"]

    def take_copy(self, address: str) -> None:
        """Begin anew from a dump that is ready."""
        manifest = self.ask("GET", address).json()
        assert manifest["state"] == "ready", manifest
        things = {}
        for file in manifest["files"]:
            if file["format"] == "jsonl":
                for line in self.fetch(file).splitlines():
                    things[f"{file['type']} {json.loads(line)['id']}"] = line
        self.things, self.token = things, manifest["token"]
        self.n_copies += 1
        self.keep()

    def fetch(self, file: dict) -> str:
        """Return the lines of a file whose checksum is right."""
        for _ in range(N_TRIES):
            data = self.ask("GET", file["href"]).content
            if hashlib.sha256(data).hexdigest() == file["sha256"]:
                return gzip.decompress(data).decode()
        raise AssertionError(f"{file['name']} never came whole")

    def catch_up(self) -> bool:
        """Follow the feed to its end; return False if the token has expired and a new copy is needed."""
        url = f"/api/v1/changes?cursor={self.token}&page_size=20"
        self.has_news = False
        while url:
            answer = self.ask("GET", url)
            if answer.status_code == 410:
                return False
            page = answer.json()
            for entry in page["results"]:
                self.apply(entry)
            self.token, url = page["token"], page["next"]
            self.keep()
        return True

    def apply(self, entry: dict) -> None:
        """Apply one entry: keep what stands now, or let it go."""
        name = f"{entry['type']} {entry['id']}"
        answer = self.ask("GET", entry["href"]) if entry["href"] else None
        if answer is not None and answer.status_code == 200:
            self.things[name] = answer.text
        else:  # withdrawn, erased, or gone since: a later entry says which
            self.things.pop(name, None)

    def keep(self) -> None:
        """Write the copy under another name, then put it in place."""
        kept = {"things": self.things, "token": self.token, "seen": self.seen}
        new = self.file.with_suffix(".new")
        new.write_text(json.dumps(kept))
        new.replace(self.file)
