"""Everything that speaker resolution reads off one text, built in one pass."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from analysis.names.reasons import Reason
from analysis.resolution.appositions import read_apposition
from analysis.resolution.headline import read_headline
from analysis.resolution.names import Name, find_names
from analysis.resolution.organisations import Organisations
from analysis.resolution.owners import own_by_country
from analysis.resolution.people import People, Person
from analysis.resolution.tokens import Tokens, tokenise
from analysis.types import Attribution, Span, SpeakerKind


@dataclass(frozen=True, slots=True)
class Found:
    """A source linked inside one article; equal `key` means the same speaker.

    `place` is where a speaker without a name of its own was spoken of, when not at the source itself; `by_way_of` the outlet that
    the source names and the words are not its own.
    """

    key: str
    speaker_name: str
    kind: SpeakerKind
    role: str | None
    affiliation: str | None
    reasons: tuple[Reason, ...]
    score: float
    gender: str | None = None
    is_plural: bool = False
    place: Span | None = None
    by_way_of: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """The tokens, names, people and organisations of one text."""

    text: str
    tokens: Tokens
    names: tuple[Name, ...]
    people: People
    organisations: Organisations
    line_starts: tuple[int, ...]
    person_names: tuple[Name, ...]
    person_starts: tuple[int, ...]
    content_starts: tuple[int, ...]
    content_ends: tuple[int, ...]
    sentence_starts: tuple[int, ...]
    pronouns: dict[int, Found | None] = field(default_factory=dict)

    def line_of(self, offset: int) -> int:
        """Return the number of the non-empty line that holds `offset`."""
        return bisect_right(self.line_starts, offset)

    def sentence_of(self, offset: int) -> int:
        """Return the number of the sentence that holds `offset`."""
        return bisect_right(self.sentence_starts, offset)

    def name_at(self, i: int) -> Name | None:
        """Return the name that opens at token `i`, if one does."""
        start = self.tokens.starts[i] if i < len(self.tokens.starts) else -1
        k = bisect_left(self.names, start, key=lambda name: name.start)
        return self.names[k] if k < len(self.names) and self.names[k].start == start else None

    def in_content(self, offset: int) -> bool:
        """Tell whether `offset` lies inside what somebody is credited with."""
        k = bisect_right(self.content_starts, offset) - 1
        return k >= 0 and offset < self.content_ends[k]

    def people_before(self, offset: int, *, limit: int) -> list[tuple[Name, Person]]:
        """Return up to `limit` mentions of people before `offset`, nearest first."""
        stop = bisect_left(self.person_starts, offset)
        found: list[tuple[Name, Person]] = []
        for name in reversed(self.person_names[max(0, stop - limit) : stop]):
            person = self.people.of_name(name)
            if person is not None:
                found.append((name, person))
        return found


def build_article(text: str, attributions: Sequence[Attribution]) -> Article:
    """Return the index of `text`; sources of attributions are evidence that a run is a person."""
    tokens = tokenise(text)
    names = find_names(tokens)
    headline = read_headline(tokens)
    people = People(tokens, names, headline)
    _add_sources(tokens, names, people, attributions)
    linked = tuple(name for name in names if people.of_name(name))
    starts = tuple(name.start for name in linked)
    spans = _merged(span for a in attributions for span in a.content)
    text_start = headline.end if headline.in_capitals else 0
    organisations = Organisations(tokens, names, frozenset(starts), text_start)
    organisations.join_acronyms()
    own_by_country(tokens, organisations, attributions)
    return Article(
        text=text,
        tokens=tokens,
        names=names,
        people=people,
        organisations=organisations,
        line_starts=_line_starts(text),
        person_names=linked,
        person_starts=starts,
        content_starts=tuple(start for start, _ in spans),
        content_ends=tuple(end for _, end in spans),
        sentence_starts=tuple(t.start for t in tokens.items if t.is_first and t.is_word),
    )


def _add_sources(
    tokens: Tokens, names: Sequence[Name], people: People, attributions: Sequence[Attribution]
) -> None:
    starts = [name.start for name in names]
    for attribution in attributions:
        for span in attribution.source[:1]:
            k = bisect_left(starts, span.start)
            name = names[k] if k < len(names) else None
            if name is None or name.is_possessive:
                continue
            if read_apposition(tokens.items, name.end_i) is not None:
                continue  # "Lumen Tern, a storage company, said"
            if name.start == span.start and name.end <= span.end + 2:
                people.add_source(name)


def _line_starts(text: str) -> tuple[int, ...]:
    starts: list[int] = []
    position = 0
    for line in text.split("\n"):
        if line.strip():
            starts.append(position)
        position += len(line) + 1
    return tuple(starts)


def _merged(spans: Iterable[Span]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted((span.start, span.end) for span in spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
