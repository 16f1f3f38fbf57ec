"""Lines of a page that are not the article: credits, notices, menus, biographies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from analysis.types import Span

_LONGEST_NOTICE: Final = 400
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY: Final = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_TIME: Final = r"\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s?[A-Z]{2,4})?"
_DATE: Final = (
    rf"{_DAY}(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\s+\d{{4}}"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
)

# Whole-line patterns, matched from the first word; each is linear (no nested repeats).
_LINE: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:advertisement|sponsored(?: content)?|promoted|story continues below(?: advertisement)?|scroll to continue|article continues below.{0,40})\W*$",
        r"(?:load|show|see|view|read) (?:more|all)(?: (?:stories|articles|news|comments|posts|results|here|about .{1,60}|from .{1,60}|on .{1,40}))?\W*$",
        r"(?:read|see|read also|see also|also read|more on this|related|recommended|watch|listen|don['’]t miss|must read|most read)(?: more| next| also| now)?\s*:\s",
        r"(?:in other news|related (?:stories|articles|topics|news|content|posts)|more (?:stories|news|articles|on this story|from [^.,;:!?]{1,40}|top stories)|most (?:popular|read|viewed)|trending(?: now| stories)?|you (?:may|might) (?:also )?like|recommended(?: for you| stories)?|top stories|latest news|editors?['’]? picks?|what to read next|up next|keep reading|continue reading.{0,40}|further reading|popular now|around the web|from our partners)\W*$",
        r"(?:share|tweet|email|e-mail|print|save|copy link|comments?|reply|follow|subscribe|sign up|sign in|log in|register|menu|search|home|close|next|previous|skip|play|pause|listen|watch|bookmark|facebook|twitter|whatsapp|linkedin|reddit|pinterest|instagram|telegram)(?:[ |/,·•]+(?:and|on|via|to|this|the|article|story|share|tweet|email|print|save|link|comments?|reply|follow|subscribe|facebook|twitter|x|whatsapp|linkedin|reddit|pinterest|instagram|telegram|more|us|with friends|page|main|content)){0,10}\W*$",
        r"(?:leave a (?:comment|reply)|post a comment|join the (?:conversation|discussion)|view comments|\d{1,6} (?:comments?|shares?|views|likes))\W*$",
        r"please (?:let us know if|enable javascript|sign in|log in|subscribe|support|consider (?:supporting|donating|subscribing)|share this|read our|note that this (?:article|story|page)|refresh)\b",
        r"(?:sign up|subscribe)(?: now| here| today)? (?:for|to) (?:our|the|free|your|\w+['’]s|daily|weekly|email|e-mail|news|this|breaking)\b.{0,200}$",
        r"(?:get|receive) (?:our|the|the latest|more|breaking|daily)\b.{0,80}\b(?:newsletter|inbox|alerts?|email)\b.{0,120}$",
        r"(?:follow|like|find) .{1,60} on (?:facebook|twitter|x|instagram|linkedin|telegram|youtube|google|flipboard|tiktok)\b.{0,120}$",
        r"(?:download|get|install) (?:our|the) .{0,30}\bapp\b.{0,80}$",
        r"(?:we|this (?:site|website)|our (?:site|website)|by (?:continuing|using|clicking)).{0,60}\b(?:cookies?|privacy policy|terms of (?:use|service))\b.{0,300}$",
        r"(?:cookie|privacy|terms|editorial|comment(?:s|ing)?)(?: and \w+)? (?:policy|settings|preferences|notice|of use|of service|guidelines)\W*$",
        r"(?:copyright\b.{0,20}(?:\d{4}|©|\(c\))|©|\(c\) ?\d{4}).{0,300}$",
        r"all rights reserved\b.{0,200}$",
        r"this material may not be published, broadcast\b.{0,200}$",
        r"(?:for (?:syndication|reprint|licensing|permissions?)|reprints? (?:and|&)|to (?:license|republish|reprint) this)\b.{0,200}$",
        r"(?:this (?:article|story|post|piece|op-ed) (?:was|has been|is) (?:originally )?(?:published|republished|updated|corrected|amended|adapted|part of|produced)|originally published)\b.{0,300}$",
        r"(?:editor['’]?s?['’]? notes?|correction|corrections|clarification|publisher['’]s note|disclaimer|disclosure)(?: \([^)\n]{1,40}\))?(?:,? [\w, ]{1,30})?\s*[:—–]\s",
        r"this (?:is|was) an? (?:demonstration|demo|sample|specimen|test|placeholder|fictional|invented|example) (?:text|article|story|page|report|piece|post)\b.{0,360}$",
        r"(?:all|the) (?:names|persons|people|outlets?|characters|places|events)\b.{0,80}\bare (?:fictional|fictitious|invented|made up)\b.{0,200}$",
        r"(?:update|updated)(?: \([^)\n]{1,40}\))?\s*[:—–]\s.{0,100}$",
        r"(?:an earlier|a previous) version of this (?:article|story|report|post|headline|column)\b",
        r"(?:contact|email|e-mail|write to|reach) (?:the (?:author|reporter|writer|editor)|us|him|her|\w+ \w+) at\b.{0,120}$",
        r"(?:got|have) a (?:tip|story|confidential tip|news tip)\b.{0,200}$",
        r"(?:reporting|additional reporting|writing|editing|compiled|edited|translated|with (?:files|reporting|additional reporting|inputs?)) (?:by|from)\b.{0,200}$",
        r"\((?:reporting|additional reporting|writing|editing|compiled|edited)\b.{0,300}$",
        r"(?:photo|photos|image|images|picture|pictures|photograph|photo credit|image credit|credit|credits|caption|file photo|featured image|illustration|graphic|video)(?: (?:by|credit|courtesy of|from|via|source))?\s*(?::|/|©|by\b)\s*.{0,160}$",
        r"(?:photo|image|picture|photograph|video)s? (?:courtesy|credits?|via|source)\b.{0,120}$",
        r"(?:ap|afp|reuters|getty|epa|upi|dpa|ani|pti|bloomberg|shutterstock|istock|alamy|wikimedia|xinhua|tass|zuma|pa|nurphoto|anadolu)(?: (?:photo|images?|pictures?|pool|file|file photo|news|wire|press))?\s*/\s*.{1,60}$",
        r"(?:getty images|shutterstock|istock|ap photo|ap images|reuters photo|wikimedia commons|flickr)(?:\W.{0,60})?$",
        r"(?:tags?|filed under|topics?|keywords?|categories|category|posted in|posted by|posted on|section)\s*:\s*.{0,200}$",
        r"(?:\d{1,3}\s?[-–]?\s?min(?:ute)?s?(?: read| ago)?|\d{1,2} (?:hours?|days?|weeks?) ago|just now)\W*$",
        rf"(?:(?:first |last )?(?:published|updated|posted|modified|created)(?: on| at)?:?\s*)?(?:{_DAY})?{_DATE}(?:[\s,|•·-]*(?:at )?{_TIME})?\W*$",
        rf"(?:first |last )?(?:published|updated|posted|modified)(?: on| at)?:?\s*.{{0,20}}(?:{_DATE}|{_TIME}|ago)(?:[\s,|•·-]*(?:at )?{_TIME})?.{{0,20}}$",
        rf"{_TIME}\W*$",
        r"(?:loading|error|404|page not found|javascript is (?:disabled|required))\b.{0,40}$",
        r"(?:click|tap) (?:here|on|to|below|through)\b.{0,160}$",
        r"(?:view|see|show) (?:the )?(?:gallery|slideshow|full (?:image|screen|size)|photos?|original)\W*$",
        r"(?:support (?:our|independent) journalism|donate now|become a (?:member|subscriber)|already a subscriber)\b.{0,200}$",
        r"https?://\S+\W*$|www\.\S+\W*$",
        r"[-_=*•·~—–\s|]{3,}$",
    )
)
_BYLINE: Final = re.compile(
    r"by (?:[A-Z][\w.'’-]*|de|van|von|al|bin)(?: (?:[A-Z][\w.'’-]*|de|van|von|al|bin|and|&|,)){0,8}(?:,? .{0,60})?$",
    re.IGNORECASE,
)
_BYLINE_EXACT: Final = re.compile(
    r"(?:By|BY|Written by|Posted by|Story by|Reported by) [A-Z][\w.'’-]*(?:,? (?:[A-Z][\w.'’-]*|de|van|von|al|bin|and|&)){0,9}"
    r"(?:\s*[|•·,/-]\s*[\w .,:'’/@-]{0,60})?$"
)
_BIOGRAPHY: Final = re.compile(
    r"([A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|van|von|al|bin)){1,4}),? "
    r"(?:(?:is|was|has been|serves? as|served as|works? as|worked as) (?:a|an|the|our|currently|now|co-\w+|\w+['’]s|[\w-]*(?:editor|reporter|writer|director|professor|columnist|correspondent)\b)"
    r"|(?:covers?|covered|writes?|reports?|teaches|blogs?) (?:\w+[ ,]+){0,6}?(?:for|at|from|on|about)\b)"
)
_BIOGRAPHY_NOUN: Final = re.compile(
    r"\b(?:editor|reporter|correspondent|columnist|journalist|writer|contributor|fellow|professor|author|producer|analyst|intern|"
    r"freelancer|freelance|blogger|photographer|researcher|director|lecturer|playwright|scholar|historian|covers?|writes?|reports?|blogs?)\b"
)
_BIOGRAPHY_REACH: Final = 160
_NOT_A_NAME: Final = frozenset(["He", "She", "It", "They", "We", "You", "I", "The", "This", "That", "These", "Those", "There", "Its", "His", "Her", "Their", "A", "An", "In", "On", "At", "As", "If", "But", "And"])  # fmt: skip
_TERMINAL: Final = (".", "!", "?", "”", '"', "’", "'", ":", "…", ";", ")")


@dataclass(frozen=True, slots=True)
class _Line:
    """One non-empty line, stripped, with the offsets of its words."""

    start: int
    end: int
    words: str


def find_furniture(text: str) -> tuple[Span, ...]:
    """Return the spans of whole lines that are not part of the article, in text order.

    The first line is the headline and never furniture. A biography counts only at the end of the
    text or beside other furniture. Precision first: a line that reads like prose is kept.

    Rules: docs/resolution.md#furniture.
    """
    lines = _lines(text)
    marked = [k > 0 and _is_notice(line.words) for k, line in enumerate(lines)]
    _mark_biographies(lines, marked)
    return tuple(Span(line.start, line.end) for line, hit in zip(lines, marked, strict=True) if hit)


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    position = 0
    for raw in text.split("\n"):
        words = raw.strip()
        if words:
            start = position + raw.index(words[0])
            found.append(_Line(start, start + len(words), words))
        position += len(raw) + 1
    return found


def _is_notice(words: str) -> bool:
    """Tell whether one line, by its own words, is a credit, notice, menu or byline."""
    if len(words) > _LONGEST_NOTICE:
        return False
    if any(pattern.match(words) for pattern in _LINE):
        return True
    return _BYLINE_EXACT.match(words) is not None and not words.endswith(_TERMINAL)


def _mark_biographies(lines: list[_Line], marked: list[bool]) -> None:
    """Mark author biographies among the last lines, furniture apart."""
    last = len(lines) - 1
    while last > 0 and marked[last]:
        last -= 1
    for k in (last, last - 1):
        if k < 2 or k < len(lines) // 2 or not _is_biography(lines, marked, k):
            return
        marked[k] = True


def _is_biography(lines: list[_Line], marked: list[bool], k: int) -> bool:
    """Tell whether line `k` presents somebody whom the article itself never names."""
    words = lines[k].words
    match = _BIOGRAPHY.match(words)
    if match is None or '"' in words or "“" in words:
        return False
    name = match.group(1).split()
    if name[0] in _NOT_A_NAME or not _BIOGRAPHY_NOUN.search(words[:_BIOGRAPHY_REACH]):
        return False
    return not any(
        name[-1] in line.words for line, hit in zip(lines[:k], marked[:k], strict=True) if not hit
    )
