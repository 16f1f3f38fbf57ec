"""Counted nouns: their singular, which words mean the same thing, and where a phrase ends."""

from __future__ import annotations

from typing import Final

from analysis.contrast.words import word_set

IRREGULAR: Final = {
    "people": "person",
    "persons": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "policemen": "policeman",
    "policewomen": "policewoman",
    "gunmen": "gunman",
    "fishermen": "fisherman",
    "feet": "foot",
    "mice": "mouse",
    "lives": "life",
    "wives": "wife",
    "thieves": "thief",
    "knives": "knife",
    "halves": "half",
    "crises": "crisis",
    "bases": "base",
    "buses": "bus",
    "viruses": "virus",
    "pence": "penny",
    "centuries": "century",
    "inches": "inch",
    "aircraft": "aircraft",
    "troops": "troop",
    "police": "police",
    "personnel": "personnel",
    "sheep": "sheep",
    "cattle": "cattle",
    "media": "media",
    "dead": "dead",
    "wounded": "wounded",
    "injured": "injured",
    "casualties": "casualty",
    "series": "series",
    "species": "species",
    "yuan": "yuan",
    "yen": "yen",
    "sterling": "sterling",
    "celsius": "celsius",
    "fatalities": "fatality",
}
NOT_PLURAL: Final = word_set(
    "is was has this its his us as ss yes thus does less always perhaps across plus minus various "
    "previous serious religious famous dangerous numerous mass class press gas bus virus crisis "
    "business congress illness process access success loss glass grass cross sometimes whereas "
    "besides towards afterwards kills says claims asserts"
)
STOPS: Final = word_set(
    "of in at on by to for from with and or but that which who whom whose while when after before "
    "as since until during over under near the a an is are was were be been being has have had do "
    "does did will would could should may might must can not than if because into out up down off "
    "through across against between among about around despite including inside outside last this "
    "next each every per it he she they we you i there said says say went came died fled"
)
SAME: Final = {
    "plane": "aircraft",
    "airplane": "aircraft",
    "aeroplane": "aircraft",
    "jet": "aircraft",
    "airliner": "aircraft",
    "jetliner": "aircraft",
    "warplane": "aircraft",
    "home": "house",
    "dwelling": "house",
    "folk": "person",
    "individual": "person",
    "human": "person",
    "soldier": "soldier",
    "troop": "soldier",
    "serviceman": "soldier",
    "policeman": "police officer",
    "policewoman": "police officer",
    "officer": "police officer",
    "police": "police officer",
    "kid": "child",
    "youngster": "child",
    "militant": "fighter",
    "insurgent": "fighter",
    "rebel": "fighter",
    "gunman": "fighter",
    "jihadist": "fighter",
    "guerrilla": "fighter",
    "protester": "protester",
    "demonstrator": "protester",
    "marcher": "protester",
    "assault": "attack",
    "strike": "strike",
    "airstrike": "strike",
    "job": "job",
    "post": "job",
    "car": "car",
    "automobile": "car",
    "lorry": "truck",
    "mp": "lawmaker",
    "legislator": "lawmaker",
    "parliamentarian": "lawmaker",
    "blast": "explosion",
    "detonation": "explosion",
    "shot": "round",
    "household": "house",
    "apartment": "flat",
    "firm": "company",
    "quake": "earthquake",
    "tremor": "earthquake",
    "migrant": "migrant",
    "vessel": "ship",
    "boat": "boat",
    "employee": "worker",
    "staff": "worker",
    "worker": "worker",
    "pupil": "student",
    "student": "student",
    "civilian": "civilian",
    "noncombatant": "civilian",
    "reporter": "journalist",
    "journalist": "journalist",
    "ballot": "vote",
    "vote": "vote",
    "detainee": "prisoner",
    "prisoner": "prisoner",
    "inmate": "prisoner",
}
SMALLER_GROUPS: Final = frozenset(
    "child woman man civilian soldier police-officer fighter journalist foreigner girl boy "
    "teenager infant baby guard pilot firefighter rescuer doctor nurse medic tourist bodyguard "
    "student teacher".replace("-", " ").split()
) | {"police officer"}
PEOPLE: Final = SMALLER_GROUPS | word_set(
    "passenger worker miner villager resident patient voter protester refugee migrant prisoner hostage "
    "farmer fan guest tourist visitor traveller commuter member deputy delegate minister official "
    "victim survivor casualty employee pupil spectator participant supporter volunteer sailor "
    "fisherman driver crew citizen inhabitant local adult pensioner lawyer judge politician activist "
    "leader recruit conscript veteran candidate guest witness suspect believer pilgrim customer "
    "subscriber user reader family engineer technician labourer contractor scientist researcher diplomat "
    "peacekeeper paramedic surgeon climber hiker skier swimmer cyclist pedestrian motorist shopper diner "
    "trader vendor broker banker builder electrician mechanic priest monk nun imam cleric pastor bishop "
    "senator lawmaker congressman councillor mayor governor ambassador envoy spy agent ranger marine cadet "
    "airman paratrooper commando mercenary smuggler trafficker thief robber attacker bomber assailant "
    "extremist terrorist separatist dissident defector settler nomad herder shepherd hunter poacher widow "
    "orphan relative neighbour bystander onlooker donor taxpayer tenant homeowner cook clerk aide "
    "translator interpreter photographer cameraman musician dancer actor player athlete referee coach "
    "looter rioter striker picket parent mother father grandmother teacher lecturer professor applicant "
    "respondent delegate negotiator observer monitor inspector detective constable sergeant captain"
)
# What is counted in wider or in narrower words: "90 vehicles" may be the "140 cars" of another.
WIDER: Final = {
    "car": "vehicle",
    "truck": "vehicle",
    "bus": "vehicle",
    "van": "vehicle",
    "house": "building",
    "flat": "house",
    "boat": "ship",
    "job": "worker",
    "helicopter": "aircraft",
}
EVERYONE: Final = frozenset({"", "person", "victim", "other", "casualty", "life", "body"})


ANIMALS: Final = word_set(
    "cow sheep goat pig chicken bird dog cat horse cattle camel elephant whale fish bear wolf fox deer "
    "buffalo donkey animal livestock turtle dolphin monkey hen duck turkey mink seal rhino lion tiger"
)


def singular(word: str) -> str:
    """Return the singular of a lower-case noun, or the word itself."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word in NOT_PLURAL or not word.endswith("s") or word.endswith("ss") or len(word) < 3:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("xes", "ches", "shes", "sses", "zes")):
        return word[:-2]
    return word[:-1]


def is_plural(word: str) -> bool:
    """Tell whether a lower-case word looks like a plural noun."""
    return singular(word) != word or word in _PLURAL_AS_IT_IS


_PLURAL_AS_IT_IS = word_set(
    "aircraft police personnel sheep cattle crew staff clergy livestock deer"
)


def head_noun(words: tuple[str, ...], *, is_one: bool) -> str:
    """Return the noun that a number counts, in the singular and by its common name, or "".

    `words` are the lower-case words after the number, up to six. The head is the first plural
    ("three police officers were"), for one thing the last word before a small word.
    """
    phrase: list[str] = []
    for word in words:
        if not word[0].isalpha() or word in STOPS:
            break
        phrase.append(word)
    found = ""
    for word in phrase:
        if is_plural(word):
            found = singular(word)
        elif found:
            break
    if not found and is_one and phrase:
        found = phrase[0] if len(phrase) == 1 else phrase[-1]
    return SAME.get(found, found)


def count_why(one: str, other: str) -> str:
    """Return "" when counts of two nouns may be of one thing, else "definition" or "unit".

    "Passengers" may be the "people" on board; soldiers and civilians are two groups of people.
    """
    if one == other or not (one and other) or {one, other} == {"employed", "worker"}:
        return ""
    if WIDER.get(one) == other or WIDER.get(other) == one:
        return ""
    if "man" in {one, other} and {one, other} & {"soldier", "fighter", "police officer"}:
        return ""  # "a garrison of 900 men"
    are_people = [noun in PEOPLE or noun == "person" for noun in (one, other)]
    if not all(are_people):
        return "unit"
    return "" if may_compare(one, other) else "definition"


def may_compare(one: str, other: str) -> bool:
    """Tell whether two groups of people may be the same people: "12 people" and "12 miners"."""
    if one == other or "other" in {one, other}:
        return True
    if one in EVERYONE or other in EVERYONE:
        named = other if one in EVERYONE else one
        return named in EVERYONE or named not in SMALLER_GROUPS
    return False
