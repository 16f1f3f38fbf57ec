"""Dates, weekdays and times of day in a text, and which of them say when something was reported."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.contrast.words import word_index

_MONTHS = {
    name.lower(): number
    for number in range(1, 13)
    for name in (calendar.month_name[number], calendar.month_abbr[number])
} | {"sept": 9}
_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name, start=1)}
_MONTH = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
_DATE = re.compile(
    rf"\b(?:(?P<iso>\d{{4}}-\d\d-\d\d)"
    rf"|(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m1>{_MONTH})\b\.?(?:,? (?P<y1>(?:19|20)\d\d))?"
    rf"|(?P<m2>{_MONTH})\b\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.]*\d| ?[ap]\.?m)(?:,? (?P<y2>(?:19|20)\d\d)\b)?"
    rf"|(?:(?:in|since|by|during|last|early|late|mid|of|until|from) |mid-)(?P<m3>{_MONTH})\b(?: (?P<y3>(?:19|20)\d\d)\b)?"
    rf"|(?P<m4>{_MONTH}) (?P<y4>(?:19|20)\d\d)\b"
    r"|(?:(?:in|since|by|during|of|until|from|early|late|before|after) )(?P<y5>(?:19|20)\d\d)\b(?!,\d)(?! [a-z]+s\b))",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?\b", re.IGNORECASE
)
_CLOCK = re.compile(
    r"(?P<q>\b(?:between|from|around|about|at about|shortly before|just before|before|by"
    r"|shortly after|just after|after|until|some time after) )?"
    r"(?:\b(?P<h0>\d{1,2})(?:[:.](?P<n0>\d\d))? (?:and|to) )?"
    r"(?:\b(?P<h1>\d{1,2})(?:[:.](?P<n1>\d\d))? ?(?P<half>[ap])\.?m\b\.?"
    r"|\b(?P<h2>[01]?\d|2[0-4]):(?P<n2>[0-5]\d)\b(?! ?(?:minutes|seconds))"
    r"|\b(?P<word>noon|midday|midnight)\b"
    r"|\b(?P<past>half past|quarter past|quarter to|(?:five|ten|twenty) (?:past|to)) "
    r"(?P<h4>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
    r"(?P<part3> in the (?:morning|afternoon|evening)| at night)?"
    r"|\b(?P<h3>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?: o[’']clock(?: (?P<part1>in the (?:morning|afternoon|evening)|at night))?"
    r"| (?P<part2>in the (?:morning|afternoon|evening)|at night)))",
    re.IGNORECASE,
)
_REPORTING = re.compile(
    r"\b(?:said|says|told|reported|announced|confirmed|stated|added|insisted|claimed|statement"
    r"|wrote|spokesman|spokeswoman|briefing|interview)\b(?: \w+){0,4}? (?:on|late|early|late on|early on )?\s*$",
    re.IGNORECASE,
)
_HOURS = word_index("one two three four five six seven eight nine ten eleven twelve", first=1)
_PAST = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20}
_RELATIVE = re.compile(
    r"\b(?:(?:last|this|next) (?:year|month|week|decade|century|winter|summer|spring|autumn|season)"
    r"|yesterday|today|tomorrow|tonight|(?:a|one|two|three|ten) (?:years?|months?|weeks?|days?) ago)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, a weekday or a time of day; `kind` is "date", "weekday" or "time of day".

    `low` and `high` are minutes of the day, the number of the weekday, or days since year 1 (of
    the year 2000 when the text gives no year). `is_reported` marks the day on which something was
    said, which is not the day on which it happened.
    """

    start: int
    end: int
    kind: str
    low: float
    high: float
    has_year: bool = True
    has_day: bool = True
    is_reported: bool = False

    def words(self) -> tuple[str, str]:
        """Return the earliest and the latest moment as `2026-05-09`, `05-09`, `21:40`, `Tuesday`."""
        return self._word(self.low), self._word(self.high)

    def _word(self, value: float) -> str:
        if self.kind == "weekday":
            return calendar.day_name[int(value) - 1]
        if self.kind == "time of day":
            return f"{int(value) // 60:02d}:{int(value) % 60:02d}"
        day = dt.date.fromordinal(int(value))
        return day.isoformat() if self.has_year else day.strftime("%m-%d")


def find_moments(text: str) -> tuple[Moment, ...]:
    """Return the dates, weekdays and times of day of `text` in order."""
    found = [*_find_dates(text), *_find_weekdays(text), *_find_clock(text)]
    return tuple(sorted(found, key=lambda moment: moment.start))


def find_relative(text: str) -> frozenset[str]:
    """Return the words that place a text in time from where it stands: "last year", "today"."""
    return frozenset(match.group().lower() for match in _RELATIVE.finditer(text))


def _find_dates(text: str) -> Iterator[Moment]:
    for match in _DATE.finditer(text):
        part = match.groupdict()
        is_reported = bool(_REPORTING.search(text[: match.start()]))
        if part["iso"]:
            year, month, day = (int(number) for number in part["iso"].split("-"))
        else:
            year = int(_first(part, "y") or 0)
            month = _MONTHS.get((_first(part, "m") or "").lower(), 0)
            day = int(_first(part, "d") or 0)
        bounds = _date_bounds(year, month, day)
        if bounds:
            low, high = (float(bound.toordinal()) for bound in bounds)
            yield Moment(
                *match.span(), "date", low, high, bool(year), bool(day), is_reported=is_reported
            )


def _first(part: dict[str, str | None], letter: str) -> str | None:
    return next((part[f"{letter}{n}"] for n in range(1, 6) if part.get(f"{letter}{n}")), None)


def _date_bounds(year: int, month: int, day: int) -> tuple[dt.date, dt.date] | None:
    of = year or 2000
    try:
        if not month:
            return dt.date(of, 1, 1), dt.date(of, 12, 31)
        if not day:
            return dt.date(of, month, 1), dt.date(of, month, calendar.monthrange(of, month)[1])
        return dt.date(of, month, day), dt.date(of, month, day)
    except ValueError:
        return None


def _find_weekdays(text: str) -> Iterator[Moment]:
    for match in _WEEKDAY.finditer(text):
        number = _WEEKDAYS[match[1].lower()]
        is_reported = bool(_REPORTING.search(text[: match.start()]))
        yield Moment(*match.span(), "weekday", number, number, is_reported=is_reported)


def _find_clock(text: str) -> Iterator[Moment]:
    for match in _CLOCK.finditer(text):
        at = _minute(match)
        if at is None:
            continue
        low, high = _clock_bounds((match["q"] or "").strip().lower(), at, match)
        yield Moment(*match.span(), "time of day", low, high)


def _minute(match: re.Match[str]) -> int | None:
    if match["word"]:
        return 0 if match["word"].lower() == "midnight" else 720
    if match["h2"]:
        return int(match["h2"]) % 24 * 60 + int(match["n2"])
    word = (match["h1"] or match["h3"] or match["h4"]).lower()
    hour = _HOURS[word] if word in _HOURS else int(word)
    part = (match["part1"] or match["part2"] or match["part3"] or "").lower()
    is_late = (match["half"] or "").lower() == "p" or "afternoon" in part or "evening" in part
    if "night" in part:
        is_late = hour >= 6
    if hour > 12 or (match["half"] and not hour):
        return None
    minutes = _PAST[match["past"].lower().split()[0]] if match["past"] else int(match["n1"] or 0)
    minutes = -minutes if (match["past"] or "").lower().endswith("to") else minutes
    return ((hour % 12 + 12 * is_late) * 60 + minutes) % 1440


def _clock_bounds(qualifier: str, at: int, match: re.Match[str]) -> tuple[float, float]:
    if match["h0"] and int(match["h0"]) <= 12:
        first = int(match["h0"]) % 12 * 60 + int(match["n0"] or 0)
        first += 720 if first + 720 < at else 0
        return float(min(first, at)), float(at)
    if qualifier.endswith("before"):
        near = qualifier != "before"
        return float(max(0, at - 30)) if near else 0.0, float(at - 1)
    if qualifier.endswith("after"):
        near = qualifier in {"shortly after", "just after"}
        return float(at + 1), float(min(1439, at + 30)) if near else 1439.0
    if qualifier in {"around", "about", "at about"}:
        return float(max(0, at - 15)), float(min(1439, at + 15))
    if qualifier in {"by", "until"}:
        return 0.0, float(at)
    return float(at), float(at)
