"""A partner's copy of everything, kept through the change feed alone."""

from __future__ import annotations

KINDS = {
    "article": "articles",
    "statement": "statements",
    "speaker": "speakers",
    "question": "questions",
    "claim": "claims",
}


def read_all(api, url):
    """Return the rows of all pages from `url` on."""
    rows = []
    while url:
        page = api.get(url).json()
        rows += page["results"]
        url = page["next"]
    return rows


def read_lists(api):
    """Return everything that the lists serve, by type and id."""
    return {
        (kind, row["id"]): row
        for kind, name in KINDS.items()
        for row in read_all(api, f"/api/v1/{name}?page_size=200")
    }


def follow(api, token=None, **parameters):
    """Return the entries since `token`, and the token to go on with."""
    query = "&".join(f"{k}={v}" for k, v in {"page_size": 200, **parameters}.items())
    url = f"/api/v1/changes?{query}" + (f"&cursor={token}" if token else "")
    entries = []
    while url:
        answer = api.get(url)
        assert answer.status_code == 200, answer.content
        page = answer.json()
        entries += page["results"]
        url, token = page["next"], page["token"]
    return entries, token


class Mirror:
    """The copy, and where it stands."""

    def __init__(self, api):
        self.api, self.things, self.token = api, {}, None
        self.entries = []

    def catch_up(self):
        """Apply what is new."""
        new, self.token = follow(self.api, self.token, expand="item")
        self.entries += new
        for entry in new:
            thing = entry["type"], entry["id"]
            if entry["item"] is None:
                self.things.pop(thing, None)
            else:
                self.things[thing] = entry["item"]
