"""The only writer of speakers and their names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from speakers.errors import RegistryError
from speakers.kinds import are_compatible
from speakers.models import Speaker, SpeakerName
from speakers.names import name_key
from speakers.services.name_keys import index_speaker

_MAX_SLUG = 100
_N_TRIES = 20
# Addresses under /speakers/ that are pages of their own.
_RESERVED_SLUGS = frozenset({"add", "imports", "suggest", "warnings"})


def create_speaker(
    *,
    name: str,
    kind: str,
    slug: str | None = None,
    country: str = "",
    wikidata: str = "",
    description: str = "",
    parent: Speaker | None = None,
    names: Iterable[str] = (),
    is_provisional: bool = False,
) -> Speaker:
    """Return the speaker of this name and kind, made now unless the registry has it.

    The name and every one of `names` become `SpeakerName` rows with their keys. A speaker that is already
    there keeps its own columns and gets the names it lacks. Namesakes stay apart by their slug, country or
    Wikidata identifier. A provisional speaker is never made beside one of a compatible kind that goes by its
    name. Two callers at once get one speaker. Raises `RegistryError` for a name without letters
    or digits, an unknown kind, or a slug that belongs to a speaker of another name.
    """
    name = _checked_name(name)
    if kind not in Speaker.Kind.values:
        raise RegistryError(_("“%(kind)s” is not a kind of speaker.") % {"kind": kind})
    country = country.upper()
    with transaction.atomic():
        for _try in range(_N_TRIES):
            # The slug is chosen before the look-up: a rival who commits in between then takes the slug,
            # the insert fails, and the next turn finds the rival's row. The other order makes two rows.
            free_slug = slug or next(_free_slugs(name))
            found = (
                _find_by_slug(slug=slug, name=name)
                if slug
                else _find_same(
                    name=name,
                    kind=kind,
                    country=country,
                    wikidata=wikidata,
                    is_loose=is_provisional,
                )
            )
            if found is not None:
                if _add_missing_names(found, names):
                    index_speaker(speaker=found)
                return found
            try:
                with transaction.atomic():
                    speaker = Speaker.objects.create(
                        name=name,
                        slug=free_slug,
                        kind=kind,
                        country=country,
                        wikidata=wikidata,
                        description=description,
                        parent=parent,
                        is_provisional=is_provisional,
                    )
                    _store_name(speaker, name, kind=SpeakerName.Kind.FULL)
            except IntegrityError:
                continue
            _add_missing_names(speaker, names)
            index_speaker(speaker=speaker)
            return speaker
    raise RegistryError(
        _("“%(name)s” could not be added: other people are adding it too. Try again.")
        % {"name": name}
    )


def add_name(
    *,
    speaker: Speaker,
    name: str,
    kind: str = SpeakerName.Kind.ALIAS,
    language: str = "en",
    start: str = "",
    end: str = "",
) -> SpeakerName:
    """Return the row by which `speaker` goes by `name`; made now unless a name with the same key is there."""
    name = _checked_name(name)
    row = SpeakerName(
        speaker=speaker,
        name=name,
        key=name_key(name),
        kind=kind,
        language=language,
        start=start,
        end=end,
    )
    row.clean_fields()
    with transaction.atomic():
        row, is_new = SpeakerName.objects.get_or_create(
            speaker=speaker,
            key=row.key,
            defaults={"name": name, "kind": kind, "language": language, "start": start, "end": end},
        )
        if is_new:
            index_speaker(speaker=speaker)
    return row


def set_names(*, speaker: Speaker, names: Iterable[SpeakerName]) -> None:
    """Make `names`, rows that are not stored yet, the names of `speaker`: what it has besides them goes."""
    wanted = {row.key: row for row in names}
    speaker.names.exclude(key__in=wanted).delete()
    for key, row in wanted.items():
        kept = {"name": row.name, "kind": row.kind, "language": row.language}
        kept |= {"start": row.start, "end": row.end}
        SpeakerName.objects.update_or_create(speaker=speaker, key=key, defaults=kept)
    index_speaker(speaker=speaker)


def rename_speaker(*, speaker: Speaker, name: str) -> Speaker:
    """Return `speaker` under its new full name; the old one stays findable as a former name.

    The slug stays, so that addresses handed out before keep working.
    """
    name = _checked_name(name)
    with transaction.atomic():
        speaker = Speaker.objects.select_for_update().get(pk=speaker.pk)
        old = speaker.name
        speaker.name = name
        speaker.save(update_fields=["name"])
        sync_full_name(speaker=speaker)
        if name_key(old) != name_key(name):
            add_name(speaker=speaker, name=old, kind=SpeakerName.Kind.FORMER)
    return speaker


def sync_full_name(*, speaker: Speaker) -> None:
    """Make `speaker.name` the one full name among its names; a full name of another key becomes a former one."""
    key = name_key(speaker.name)
    speaker.names.filter(kind=SpeakerName.Kind.FULL).exclude(key=key).update(
        kind=SpeakerName.Kind.FORMER
    )
    row = add_name(speaker=speaker, name=speaker.name, kind=SpeakerName.Kind.FULL)
    if row.kind != SpeakerName.Kind.FULL or row.name != speaker.name:
        row.kind, row.name = SpeakerName.Kind.FULL, speaker.name
        row.save(update_fields=["kind", "name"])
    index_speaker(speaker=speaker)


def check_speakers(*, speaker_ids: Iterable[int]) -> int:
    """Take the provisional ones among these speakers over from the engine; return how many there were."""
    with transaction.atomic():
        speakers = list(
            Speaker.objects.select_for_update().filter(pk__in=speaker_ids, is_provisional=True)
        )
        for speaker in speakers:  # one by one: the history of the registry is kept by `save`
            speaker.is_provisional = False
            speaker.save(update_fields=["is_provisional"])
    return len(speakers)


def suggest_slug(name: str) -> str:
    """Return a slug made from `name` that no speaker has yet."""
    return next(_free_slugs(_checked_name(name)))


def _checked_name(name: str) -> str:
    name = " ".join(name.split())
    if not name_key(name):
        raise RegistryError(
            _("A speaker's name needs letters or digits: “%(name)s” has none.") % {"name": name}
        )
    if len(name) > 300:
        raise RegistryError(_("A speaker's name has at most 300 characters."))
    return name


def _find_by_slug(*, slug: str, name: str) -> Speaker | None:
    found = Speaker.objects.filter(slug=slug).first()
    if found is not None and not found.names.filter(key=name_key(name)).exists():
        raise RegistryError(
            _("The slug “%(slug)s” belongs to %(speaker)s: choose another.")
            % {"slug": slug, "speaker": found.name}
        )
    return found


def _find_same(
    *, name: str, kind: str, country: str, wikidata: str, is_loose: bool
) -> Speaker | None:
    """Return the speaker that a second call would make again; `is_loose` takes any name and any compatible kind."""
    rows = SpeakerName.objects.filter(key=name_key(name)).select_related("speaker__canonical")
    if not is_loose:
        rows = rows.filter(kind=SpeakerName.Kind.FULL, speaker__kind=kind)
    for row in rows.order_by("speaker_id"):
        same = row.speaker.root
        is_same = _agree(same.country, country) and _agree(same.wikidata, wikidata)
        if is_same and are_compatible(kind, same.kind):
            return same
    return None


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other


def _free_slugs(name: str) -> Iterator[str]:
    """Slugs for `name` that are free now, the plainest first."""
    stem = slugify(name)[:_MAX_SLUG].strip("-")
    if not stem:  # a name in letters that ASCII does not have
        stem = "speaker-" + hashlib.sha256(name_key(name).encode()).hexdigest()[:10]
    taken = set(Speaker.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    taken |= _RESERVED_SLUGS
    if stem not in taken:
        yield stem
    n = 2
    while True:
        if f"{stem}-{n}" not in taken:
            yield f"{stem}-{n}"
        n += 1


def _store_name(speaker: Speaker, name: str, *, kind: str) -> None:
    SpeakerName.objects.create(speaker=speaker, name=name, key=name_key(name), kind=kind)


def _add_missing_names(speaker: Speaker, names: Iterable[str]) -> bool:
    """Store those of `names` that the speaker lacks; tell whether there were any."""
    known = set(speaker.names.values_list("key", flat=True))
    rows: dict[str, SpeakerName] = {}
    for name in names:
        plain = _checked_name(name)
        kind = SpeakerName.Kind.ACRONYM if _is_acronym(plain) else SpeakerName.Kind.ALIAS
        key = name_key(plain)
        if key not in known:
            rows.setdefault(key, SpeakerName(speaker=speaker, name=plain, key=key, kind=kind))
    SpeakerName.objects.bulk_create(rows.values(), ignore_conflicts=True)
    return bool(rows)


def _is_acronym(name: str) -> bool:
    letters = name.replace(".", "")
    return 2 <= len(letters) <= 8 and letters.isalpha() and letters.isupper()
