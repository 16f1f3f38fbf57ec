"""Which rows of the registry the records of a file mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_noop as _

from speakers.importing.records import Record, Said, Section
from speakers.kinds import are_compatible
from speakers.models import Identifier, Post, RegistryImport, Speaker, SpeakerName
from speakers.names import name_key
from speakers.services.import_found import SECTIONS, Found, find_rows, identifiers_with_rows

WIKIDATA, OWN = "wikidata", "crossclaim"
# A row by its key; a record of the file that is not stored yet by its identifier.
Target = int | str

_NO_SUCH = _(
    "“%(id)s” is neither a record of this file that can be imported nor known from an earlier one: add it, or correct it first."
)
_TWO_ROWS = _(
    "its identifiers belong to two records here, “%(one)s” and “%(other)s”: judge first whether they are one."
)
_OTHER_KIND = _("“%(name)s” is a %(kind)s here: correct the kind in one of the two places.")
_NAMESAKE = _(
    "the registry has a “%(name)s” already (%(slug)s): the two stay apart until a curator judges them the same."
)


class RefusedError(Exception):
    """The record cannot be imported; `said` says why and what to do."""

    def __init__(self, message: str, **values: str) -> None:
        super().__init__(message)
        self.said = Said(message, values)


@dataclass(slots=True)
class Lookup:
    """Finds rows for one import; `pending` labels the records of the file that would be added before.

    `load` fetches at once what a stretch of records may mean; what is asked of other records is fetched one by one.
    """

    run: RegistryImport
    pending: dict[tuple[str, str], str] = field(default_factory=dict)
    _found: Found = field(default_factory=Found)

    def load(self, records: Sequence[Record]) -> None:
        """Fetch what these records may mean, as it stands now, and let go of what was fetched before."""
        self._found = find_rows(self.run.scheme, records)

    def own(self, record: Record) -> Identifier | None:
        """Return the identifier by which the row of `record` was stored earlier."""
        if not record.identifier:
            return None
        return self.stored(self.run.scheme, record.section, record.identifier)

    def targets(self, record: Record) -> dict[str, Target]:
        """Return what the references of `record` mean; raises `RefusedError` for one that means nothing."""
        return {
            name: self._target(SECTIONS[name], identifier)
            for name, identifier in record.refs.items()
            if not (name == "organisation" and record.section == Section.MEMBERSHIP)
        }

    def speaker(self, record: Record) -> Speaker | None:
        """Return the one speaker that `record` means, by identifiers, or by name where the import asks for it.

        Raises `RefusedError` if identifiers name two, or one of another kind.
        """
        rows = list(self._by_identifiers(record))
        if not rows and self.run.matches_names:
            rows = self._by_name(record)
        other = next((row for row in rows if row.root != rows[0].root), None)
        if other is not None:
            raise RefusedError(_TWO_ROWS, one=rows[0].name, other=other.name)
        if not rows:
            return None
        if not are_compatible(record.values["kind"], rows[0].kind):
            kind = str(rows[0].get_kind_display())
            raise RefusedError(_OTHER_KIND, name=rows[0].name, kind=kind)
        return rows[0]

    def namesake(self, record: Record) -> Iterator[Said]:
        """Yield a note if somebody else goes by the name of a record that is to be added."""
        name = record.values["name"]
        slug = self._found.slugs.get(name_key(name))
        if slug is not None:
            yield Said(_NAMESAKE, {"name": name, "slug": slug})

    def label_of(self, name: str, target: Target) -> str:
        """Return what a related row is called, or a record of the file that is not stored yet."""
        if isinstance(target, str):
            return self.pending.get((SECTIONS[name], target), target)
        known = self._found.labels.get((name == "post", target))
        if known is not None:
            return known
        model: Any = Post if name == "post" else Speaker
        return str(model.objects.filter(pk=target).first() or "")

    def stored(self, scheme: str, section: str, identifier: str) -> Identifier | None:
        """Return the stored identifier, with its row."""
        key = (scheme, section, identifier)
        if key in self._found.asked:
            return self._found.identifiers.get(key)
        return (
            identifiers_with_rows()
            .filter(scheme=scheme, section=section, identifier=identifier)
            .first()
        )

    def _by_identifiers(self, record: Record) -> Iterator[Speaker]:
        own = self.own(record)
        if own is not None and own.speaker is not None:
            yield own.speaker
        item = record.values.get("wikidata")
        if item:
            yield from self._found.by_item.get(item, ())
        for scheme, identifier in record.identifiers:
            if scheme == OWN:
                yield from Speaker.objects.filter(slug=identifier).select_related("canonical")
            else:
                stored = self.stored(scheme, record.section, identifier)
                if stored is not None and stored.speaker is not None:
                    yield stored.speaker

    def _by_name(self, record: Record) -> list[Speaker]:
        """Return the speaker of that full name if there is one alone, and country and identifiers do not contradict."""
        values = record.values
        rows = SpeakerName.objects.filter(
            key=name_key(values["name"]), kind=SpeakerName.Kind.FULL, speaker__canonical=None
        ).select_related("speaker")
        speakers = {row.speaker for row in rows if are_compatible(values["kind"], row.speaker.kind)}
        if len(speakers) != 1:
            return []
        (found,) = speakers
        fields = ((found.country, values.get("country")), (found.wikidata, values.get("wikidata")))
        is_taken = found.identifiers.filter(scheme=self.run.scheme).exists()
        agrees = all(not here or not there or here == there for here, there in fields)
        return [found] if agrees and not is_taken else []

    def _target(self, section: Section, identifier: str) -> Target:
        stored = self.stored(self.run.scheme, section, identifier)
        if stored is not None:
            return stored.post_id or stored.speaker_id or 0
        if (section, identifier) in self.pending:
            return identifier
        if self.run.scheme == WIKIDATA and section != Section.POST:
            found = Speaker.objects.filter(wikidata=identifier).order_by("canonical", "pk").first()
            if found is not None:
                return found.pk
        raise RefusedError(_NO_SUCH, id=identifier)
