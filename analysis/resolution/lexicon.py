"""Word lists of speaker resolution: places, first names, roles, head nouns, outlets.

Everything is read once from `data/` into frozen sets and dicts, keyed by lower-case words.
"""

from __future__ import annotations

import csv
import json
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from analysis.types import SpeakerKind

_DATA: Final = Path(__file__).parent / "data"
_WORDS: Final[dict[str, str]] = json.loads((_DATA / "words.json").read_text(encoding="utf-8"))
_NAMES: Final[dict[str, list[str]]] = json.loads(
    (_DATA / "first_names.json").read_text(encoding="utf-8")
)


def fold(text: str) -> str:
    """Return `text` in lower case, with straight apostrophes and single spaces."""
    return " ".join(text.replace("’", "'").lower().split())


def join_words(words: Iterable[str]) -> str:
    """Return words as running text: possessive marks close up to the word before."""
    text = " ".join(words).replace(" ’s", "’s").replace(" 's", "'s").replace(" ,", ",")
    return text.replace(" ’ ", "’ ").replace(" ' ", "' ")


def _word_set(key: str) -> frozenset[str]:
    return frozenset(_WORDS[key].split())


def _phrase_list(key: str) -> tuple[str, ...]:
    return tuple(_WORDS[key].split("|"))


FUNCTION: Final = _word_set("function")
NUMBERS: Final = _word_set("number")
QUANTIFIERS: Final = _word_set("quantifier")
TITLES_M: Final = _word_set("title_m")
TITLES_F: Final = _word_set("title_f")
TITLES: Final = TITLES_M | TITLES_F | _word_set("title_u")
ROLES_M: Final = _word_set("role_m")
ROLES_F: Final = _word_set("role_f")
WEAK_ROLES: Final = _word_set("weak_role")
EXPERTS: Final = _word_set("expert")
ROLES: Final = _word_set("role") | ROLES_M | ROLES_F | EXPERTS
ROLE_MODIFIERS: Final = _word_set("role_modifier")
DOMAINS: Final = _word_set("domain")
GENERIC_TAILS: Final = _word_set("generic_org_tail")
STATEMENT_NOUNS: Final = _word_set("statement_noun")
REPORT_NOUNS: Final = _word_set("report_noun")
DOCUMENT_NOUNS: Final = _word_set("document_noun")
COLLECTIVE_NOUNS: Final = _word_set("collective_noun")
ANONYMOUS_NOUNS: Final = _word_set("anonymous_noun")
ANONYMOUS_PHRASES: Final = _phrase_list("anonymous_phrase")

_ORG_ORDER: Final = (
    SpeakerKind.MINISTRY,
    SpeakerKind.COURT,
    SpeakerKind.LEGISLATURE,
    SpeakerKind.PARTY,
    SpeakerKind.ARMED_GROUP,
    SpeakerKind.MILITARY,
    SpeakerKind.IGO,
    SpeakerKind.AGENCY,
    SpeakerKind.GOVERNMENT,
    SpeakerKind.COMPANY,
    SpeakerKind.NGO,
    SpeakerKind.MEDIA,
)


def _org_heads() -> dict[str, SpeakerKind]:
    heads: dict[str, SpeakerKind] = {}
    for kind in _ORG_ORDER:
        for word in _WORDS[f"org_{kind.value}"].split():
            heads.setdefault(word, kind)
    return heads


ORG_HEADS: Final = _org_heads()

_KNOWN_KEYS: Final = {
    "outlets": SpeakerKind.MEDIA,
    "igos": SpeakerKind.IGO,
    "armed_groups": SpeakerKind.ARMED_GROUP,
    "companies": SpeakerKind.COMPANY,
    "ngos": SpeakerKind.NGO,
    "agencies": SpeakerKind.AGENCY,
    "ministries": SpeakerKind.MINISTRY,
    "militaries": SpeakerKind.MILITARY,
    "parties": SpeakerKind.PARTY,
    "legislatures": SpeakerKind.LEGISLATURE,
}


def _known() -> dict[str, SpeakerKind]:
    known: dict[str, SpeakerKind] = {}
    for key, kind in _KNOWN_KEYS.items():
        for name in _phrase_list(key):
            known.setdefault(fold(name).removeprefix("the "), kind)
    return known


KNOWN_ORGS: Final = _known()


def _metonyms() -> dict[str, tuple[SpeakerKind, str | None]]:
    found: dict[str, tuple[SpeakerKind, str | None]] = {}
    for line in _phrase_list("metonyms"):
        name, kind, government = line.split("=")
        found[fold(name)] = (SpeakerKind(kind), government or None)
    return found


METONYMS: Final = _metonyms()
OUTLETS: Final = frozenset(fold(name).removeprefix("the ") for name in _phrase_list("outlets"))


def _places() -> tuple[dict[str, str], dict[str, str], dict[str, str], dict[str, str]]:
    """Return country, demonym and capital names to country, and country to demonym."""
    countries: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    capitals: dict[str, str] = {}
    adjective: dict[str, str] = {}
    with (_DATA / "places.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            name = row["name"]
            for alias in (name, *row["aliases"].split("|")):
                countries.setdefault(fold(alias), name)
            forms = [form for form in row["demonyms"].split("|") if form]
            for form in forms:
                demonyms.setdefault(fold(form), name)
            adjective[name] = forms[0] if forms else name
            if row["capital"]:
                capitals.setdefault(fold(row["capital"]), name)
    countries.pop("", None)
    return countries, demonyms, capitals, adjective


COUNTRIES, DEMONYMS, CAPITALS, ADJECTIVE_OF = _places()
ADJECTIVE_OF["United States"] = "U.S."
NICKNAMES: Final = {
    "joe": "joseph", "bob": "robert", "bill": "william", "jim": "james", "mike": "michael",
    "tom": "thomas", "dave": "david", "dan": "daniel", "chris": "christopher", "steve": "steven",
    "ben": "benjamin", "tim": "timothy", "ed": "edward", "ted": "edward", "rick": "richard",
    "dick": "richard", "chuck": "charles", "liz": "elizabeth", "kate": "katherine",
    "jeff": "jeffrey", "greg": "gregory", "matt": "matthew", "tony": "anthony", "andy": "andrew",
    "nick": "nicholas", "sam": "samuel", "ken": "kenneth", "ron": "ronald", "don": "donald",
    "larry": "lawrence", "jerry": "gerald", "pat": "patrick", "pete": "peter", "josh": "joshua",
    "mitch": "mitchell", "bernie": "bernard", "debbie": "deborah", "sue": "susan", "bobby": "robert",
}  # fmt: skip
FIRST_NAMES_M: Final = frozenset(" ".join(_NAMES["m"]).lower().split())
FIRST_NAMES_F: Final = frozenset(" ".join(_NAMES["f"]).lower().split())
FIRST_NAMES: Final = (
    FIRST_NAMES_M | FIRST_NAMES_F | frozenset(" ".join(_NAMES["u"]).lower().split())
)
_UNSURE: Final = frozenset(" ".join(_NAMES["u"]).lower().split())


def is_first_name(word: str) -> bool:
    """Tell whether a word is a known first name; accents do not count ("José", "Jose")."""
    low = word.lower()
    return low in FIRST_NAMES or (not low.isascii() and _without_accents(low) in FIRST_NAMES)


def _without_accents(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def gender_of_first_name(word: str) -> str | None:
    """Return "m" or "f" for a first name that is nearly always one of them, else None."""
    low = word.lower()
    if not low.isascii() and low not in FIRST_NAMES:
        low = _without_accents(low)
    if low in _UNSURE or (low in FIRST_NAMES_M) == (low in FIRST_NAMES_F):
        return None
    return "m" if low in FIRST_NAMES_M else "f"


def country_of(words: str) -> str | None:
    """Return the country that `words` name, as noun ("China") or demonym ("Chinese")."""
    low = fold(words)
    return COUNTRIES.get(low) or DEMONYMS.get(low)


def singular(word: str) -> str:
    """Return a plain singular of a lower-case English noun; unchanged when it has none."""
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ses", "shes", "ches")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def is_role(word: str) -> bool:
    """Tell whether a word, singular, names what a person does ("minister", "Chairwoman")."""
    return word.lower() in ROLES


def is_plural_role(word: str) -> bool:
    """Tell whether a word is the plural of a role ("ministers")."""
    low = word.lower()
    base = singular(low)
    return base != low and base in ROLES
