"""Which kind of speaker a body is, by the word that a Popolo file has for it."""

from __future__ import annotations

from speakers.models import Speaker

Kind = Speaker.Kind

_WORDS: dict[str, str] = {
    Kind.OFFICE: "office;executive office;presidency",
    Kind.MINISTRY: "ministry;department;government department",
    Kind.GOVERNMENT: "government;cabinet;executive;local government;municipality;city",
    Kind.AGENCY: "agency;government agency;authority;regulator;commission;committee;police;public body",
    Kind.MILITARY: "military;army;navy;air force;armed forces",
    Kind.PARTY: "party;political party;parliamentary group;faction",
    Kind.LEGISLATURE: "legislature;parliament;chamber;upper house;lower house;assembly;council",
    Kind.COURT: "court;tribunal",
    Kind.COMPANY: "company;corporation;business;enterprise;bank",
    Kind.NGO: "ngo;non-governmental organisation;non-governmental organization;nonprofit;charity;union;"
    "trade union;association;foundation;think tank",
    Kind.IGO: "igo;intergovernmental organisation;intergovernmental organization;international organisation;"
    "international organization",
    Kind.ARMED_GROUP: "armed group;militia;rebel group",
    Kind.MEDIA: "media;newspaper;news agency;broadcaster",
}
_KINDS = {word: str(kind) for kind, words in _WORDS.items() for word in words.split(";")}


def kind_of_classification(words: str) -> str:
    """Return the kind of speaker for a Popolo `classification`; empty when the word is not known."""
    plain = " ".join(words.replace("_", " ").split()).casefold()
    return _KINDS.get(plain, "")
