"""Who speaks to a claim: each speaker with their statements, copies of one report folded together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from claims.contrast.said import Said

# Of 100: house style changes a word or two of a wire story, a new statement changes more.
COPY_RATIO = 85
N_REPORTS = 3


@dataclass(frozen=True)
class Report:
    """The same words from one origin: where they stood first, and the outlets that carried them too."""

    first: Said
    copies: tuple[Said, ...]


@dataclass(frozen=True)
class Holder:
    """One speaker's statements on one claim, oldest first."""

    said: tuple[Said, ...]
    is_whole: bool = False
    posts: tuple[str, ...] = ()
    window: tuple[int, int | None] = (0, None)

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """The statements with copies of one report folded into the first of them."""
        folded: list[list[Said]] = []
        by_origin: dict[tuple[int, str], list[list[Said]]] = {}
        for one in self.said:
            near = by_origin.setdefault((one.origin_id, one.stance), [])
            same = next((group for group in near if _is_copy(group[0], one)), None)
            if same is None:
                group = [one]
                near.append(group)
                folded.append(group)
            else:
                same.append(one)
        return tuple(Report(group[0], tuple(group[1:])) for group in folded)

    @property
    def shown(self) -> tuple[Report, ...]:
        """The reports that the page shows: the first few, or those of a claim shown whole that fall on the page."""
        return self.reports[slice(*self.window)] if self.is_whole else self.reports[:N_REPORTS]

    @property
    def n_more(self) -> int:
        """How many reports wait behind "show all"."""
        return 0 if self.is_whole else len(self.reports) - len(self.shown)

    @property
    def first(self) -> Said:
        """The earliest of them."""
        return self.said[0]

    @property
    def label(self) -> str:
        """The speaker's name."""
        return self.first.label

    @cached_property
    def role(self) -> str:
        """The first role that an article gave; empty if a post of the registry begins with the same words."""
        role = next((one.role_words for one in self.said if one.role_words), "")
        is_known = any(post.casefold().startswith(role.casefold()) for post in self.posts)
        return "" if is_known else role


def group_holders(
    said: Iterable[Said], *, is_whole: bool, posts: dict[int, tuple[str, ...]]
) -> tuple[Holder, ...]:
    """Group by speaker; speakers in order of their first words on the claim."""
    groups: dict[tuple[int | None, str], list[Said]] = {}
    for one in sorted(said, key=lambda s: s.order):
        groups.setdefault(one.holder_key, []).append(one)
    return tuple(
        Holder(tuple(group), is_whole, posts.get(group[0].statement_id, ()))
        for group in groups.values()
    )


def _is_copy(first: Said, other: Said) -> bool:
    """Tell whether `other` is `first` again: one origin and stance are given, the words the same but for an edit."""
    return fuzz.ratio(first.words, other.words) >= COPY_RATIO
