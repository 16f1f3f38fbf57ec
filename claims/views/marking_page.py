"""What a page shows that lets an editor mark words: the text, the spans one by one, and the steps between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from articles.models import ArticleVersion
from claims.borders import Border, Step, Unit
from claims.errors import ReviewError
from claims.highlighting import mark_draft
from claims.marking import ROLES, Marking

N_AROUND = 2
FIRST = "content.0"


@dataclass(frozen=True, slots=True)
class Row:
    """One span as a line to choose: `key` is its role and its place among the spans of that role."""

    key: str
    role: str
    number: int
    place: int
    words: str
    written: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a form asks to be done to a marking that is not saved, and to which span."""

    do: str
    at: str
    border: Border

    @classmethod
    def read(cls, posted: QueryDict) -> Wanted:
        """Return what was posted; the end of the first content span where it says nothing else."""
        border = posted.get("border", "")
        return cls(
            do=posted.get("do", ""),
            at=posted.get("at", FIRST),
            border=Border(border) if border in set(Border) else Border.END,
        )


def list_rows(text: str, marking: Marking) -> list[Row]:
    """Return the spans of all roles as lines, numbered from 1."""
    places = [(role, i, span) for role in ROLES for i, span in enumerate(marking.spans(role))]
    return [
        Row(
            key=f"{role}.{i}",
            role=role,
            number=number,
            place=i + 1,
            words=" ".join(span.of(text).split()),
            written=f"{span.start}-{span.end}",
        )
        for number, (role, i, span) in enumerate(places, start=1)
    ]


def change_marking(marking: Marking, text: str, wanted: Wanted) -> Marking:
    """Return the marking after what a button asked; raises `ReviewError` where it cannot be done."""
    role, _dot, place = wanted.at.partition(".")
    index = int(place) if place.isdecimal() else -1
    act, _colon, rest = wanted.do.partition(":")
    if act == "move":
        by, _colon, unit = rest.partition(":")
        if by in {"1", "-1"} and unit in set(Unit):
            return marking.step(text, role, index, Step(wanted.border, int(by), Unit(unit)))
    if act == "add" and rest in ROLES:
        return marking.add(text, rest)
    if act == "remove":
        return marking.remove(role, index)
    if act == "cut":
        return marking.cut(text, role, index)
    if act == "whole":
        return marking
    raise ReviewError(_("The page asked for nothing that can be done: press one of its buttons."))


def marking_context(
    request: HttpRequest, version: ArticleVersion, marking: Marking, *, is_whole: bool
) -> dict[str, Any]:
    """Return what `claims/_marking.html` needs."""
    sent = request.POST if request.method == "POST" else request.GET
    wanted = Wanted.read(sent)
    rows = list_rows(version.text, marking)
    keys = [row.key for row in rows]
    return {
        "version": version,
        "paragraphs": mark_draft(version, marking, n_around=None if is_whole else N_AROUND),
        "rows": rows,
        "at": wanted.at if wanted.at in keys else FIRST,
        "border": wanted.border,
        "is_whole": is_whole,
        "borders": [
            (Border.START, _("start")),
            (Border.END, _("end")),
            (Border.BOTH, _("both")),
        ],
    }


def has_marking(sent: QueryDict) -> bool:
    """Tell whether an address or a form brings a marking of its own."""
    return any(role in sent for role in ROLES)


def draft_query(marking: Marking, sent: QueryDict, wanted: Wanted) -> str:
    """Return the query by which a page shows the marking again, with what else was entered on it."""
    query = QueryDict(mutable=True)
    for role, span in marking.written():
        query.appendlist(role, span)
    for name in ("quotation", "cue_class", "modality", "speaker", "chosen", "version", "whole"):
        if name in sent:
            query.setlist(name, sent.getlist(name))
    if wanted.do == "whole":
        query["whole"] = "1"
    query["at"] = wanted.at
    query["border"] = wanted.border
    return query.urlencode()
