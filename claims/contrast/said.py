"""One statement on one claim, as plain values: a question may have thousands, and no page needs their rows."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from django.db.models import TextField
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _

from articles.paths import path_to
from claims.contrast.moments import iso, written
from claims.models import Statement
from claims.models.question import Stance
from claims.selectors import Selector, lead_words
from claims.text_fragments import fragment_url
from speakers.models import Speaker

ANONYMOUS = Speaker.Kind.ANONYMOUS.value

# What is read of a link, in the order of the fields of `Said`; the text of a version is never among it.
COLUMNS: tuple[str | Combinable, ...] = (
    "pk",
    "claim_id",
    "stance",
    "state",
    "created_at",
    "statement_id",
    "statement__status",
    "statement__words",
    Cast("statement__content", TextField()),
    Cast("statement__cue", TextField()),
    "statement__cue_class",
    "statement__quotation",
    "statement__speaker_name",
    "statement__speaker_kind",
    "statement__role_words",
    "statement__relayed_by",
    Coalesce("statement__speaker__canonical_id", "statement__speaker_id"),
    *(
        Coalesce(f"statement__speaker__canonical__{name}", f"statement__speaker__{name}")
        for name in ("name", "slug", "kind", "parent_id")
    ),
    "statement__version__article_id",
    "statement__version__article__title",
    "statement__version__article__canonical_url",
    "statement__version__article__language",
    "statement__version__article__state",
    "statement__version__article__sort_at",
    "statement__version__article__first_seen_at",
    "statement__version__article__origin_id",
    "statement__version__article__outlet_id",
    "statement__version__article__outlet__name",
    "statement__version__article__outlet__excerpt_limit",
    Cast("statement__modified_at", TextField()),
)
# What of a link, and of a row of `COLUMNS`, tells whether the row has to be read again.
SIGNATURE: tuple[str | Combinable, ...] = (
    "pk",
    "claim_id",
    "stance",
    Cast("statement__modified_at", TextField()),
)
# Link, claim, stance, and the moment of the statement's last change.
Signature = tuple[int, int, str, str]


@dataclass(frozen=True)
class Said:
    """One statement on one claim, with what it does to it.

    `at` is when the article that carries it was published, or first seen; `kind` and `speaker_name` are those of
    the article, `registered_*` those of the record that stands for the speaker in the registry, None for a speaker
    nobody has registered. `selectors` is the content as JSON, `cues` the reporting words: of thousands, few are read. `stamp` changes with the
    statement.
    """

    link_id: int
    claim_id: int
    stance: str
    state: str
    linked_at: dt.datetime
    statement_id: int
    status: str
    words: str
    selectors: str
    cues: str
    cue_class: str
    quotation: str
    speaker_name: str
    speaker_kind: str
    role_words: str
    relayed_by: str
    speaker_id: int | None
    registered_name: str | None
    speaker_slug: str | None
    registered_kind: str | None
    speaker_parent_id: int | None
    article_id: int
    title: str
    url: str | None
    language: str
    article_state: str
    at: dt.datetime
    first_seen_at: dt.datetime
    origin_id: int
    outlet_id: int | None
    outlet_name: str | None
    excerpt_limit: int | None
    stamp: str

    @classmethod
    def of(cls, row: tuple[Any, ...]) -> Said:
        """Return the statement of one row of `COLUMNS`."""
        one = cls.__new__(cls)
        one.__dict__.update(zip(_NAMES, row, strict=True))  # a frozen class sets field by field
        return one

    @property
    def signature(self) -> Signature:
        """What `SIGNATURE` reads of it."""
        return self.link_id, self.claim_id, self.stance, self.stamp

    @cached_property
    def content(self) -> list[Selector]:
        """Where the words stand in the version's text."""
        found: list[Selector] = json.loads(self.selectors)
        return found

    @property
    def lead(self) -> str:
        """The reporting words in front of words that are not quoted: `lead_words`."""
        if self.quotation == Statement.Quotation.DIRECT:
            return ""
        return lead_words(json.loads(self.cues), self.content)

    @property
    def when(self) -> str:
        """When it was published, for people to read."""
        return written(self.at)

    @property
    def when_iso(self) -> str:
        """When it was published, for machines."""
        return iso(self.at)

    @property
    def label(self) -> str:
        """The speaker's registered name, else the name in the article, else that there is none."""
        return self.registered_name or self.speaker_name or _("no named source")

    @property
    def kind(self) -> str:
        """The kind of speaker: the registry's, else the article's."""
        return self.registered_kind or self.speaker_kind

    @property
    def is_anonymous(self) -> bool:
        """Whether nobody with a name stands behind it."""
        return self.kind == ANONYMOUS or not (self.registered_name or self.speaker_name)

    @property
    def is_relayed(self) -> bool:
        """Whether the article had it from another outlet: what was told to its own reporters is first-hand."""
        own = (self.outlet_name or "").casefold()
        return bool(self.relayed_by) and self.relayed_by.casefold() != own

    @property
    def is_corrected(self) -> bool:
        """Whether the publisher has corrected the article since."""
        return self.article_state == "corrected"

    @property
    def stance_label(self) -> str:
        """The stance, for people to read."""
        return str(Stance(self.stance).label)

    @property
    def outlet(self) -> str:
        """The outlet, or the article's title where no outlet is known."""
        return self.outlet_name or self.title

    @property
    def href(self) -> str:
        """The place of these words in the article's page."""
        return f"{path_to('claims:article-detail', self.article_id)}?statement={self.statement_id}#s{self.statement_id}"

    @property
    def speaker_href(self) -> str:
        """The page of the registered speaker; empty for others."""
        return path_to("claims:speaker-detail", self.speaker_slug) if self.speaker_slug else ""

    @property
    def publisher_href(self) -> str:
        """The publisher's address, opening at the first words; empty without an address."""
        return fragment_url(self.url, self.content[0]) if self.url and self.content else ""

    @cached_property
    def holder_key(self) -> tuple[int | None, str]:
        """A registered speaker is one holder; an unregistered one only inside the same article, with "the" or without."""
        if self.speaker_id is not None:
            return self.speaker_id, ""
        return None, f"{self.article_id}:{self.speaker_name.casefold().removeprefix('the ')}"

    @property
    def order(self) -> tuple[dt.datetime, int]:
        """The place in time, settled by the row where two are of one moment."""
        return self.at, self.statement_id


_NAMES = tuple(field.name for field in fields(Said))
