"""The quick start's examples; `docs/api.md` prints the same, and a test runs them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """A program that runs as printed."""

    slug: str
    name: str
    code: str


CURL = """\
curl -s -H 'Authorization: Bearer {key}' '{address}?page_size=2'
"""

PYTHON = """\
import json
from urllib.request import Request, urlopen

url = "{address}?quotation=direct"
while url:
    request = Request(url, headers={{"Authorization": "Bearer {key}"}})
    with urlopen(request) as answer:
        page = json.load(answer)
    for statement in page["results"]:
        speaker = statement["speaker"] or {{"name": statement["speaker_name"]}}
        print(speaker["name"], "-", statement["words"])
    url = page["next"]
"""

JAVASCRIPT = """\
// Node 18 or newer: save as statements.mjs and run "node statements.mjs".
let url = "{address}?quotation=direct";
while (url) {{
  const answer = await fetch(url, {{ headers: {{ Authorization: "Bearer {key}" }} }});
  const page = await answer.json();
  for (const statement of page.results) {{
    console.log(statement.speaker?.name ?? statement.speaker_name, "-", statement.words);
  }}
  url = page.next;
}}
"""


MIRROR = """\
import json
from urllib.request import Request, urlopen

site, copy, token = "{site}", {{}}, None
url = f"{{site}}/api/v1/changes?expand=item"
while url:
    request = Request(url, headers={{"Authorization": "Bearer {key}"}})
    with urlopen(request) as answer:
        page = json.load(answer)
    for change in page["results"]:
        thing = (change["type"], change["id"])
        if change["item"] is None:
            copy.pop(thing, None)
        else:
            copy[thing] = change["item"]
    token, url = page["token"], page["next"]
print(len(copy), "things; go on with", token)
"""


def list_examples(*, address: str, key: str) -> list[Example]:
    """Return the examples, asking for the statements at `address`, and for what changes at its site, with `key`."""
    site = address.partition("/api/")[0]
    return [
        Example("curl", "curl", CURL.format(address=address, key=key)),
        Example("python", "Python", PYTHON.format(address=address, key=key)),
        Example("javascript", "JavaScript", JAVASCRIPT.format(address=address, key=key)),
        Example("mirror", "Python: keep a copy of everything", MIRROR.format(site=site, key=key)),
    ]
