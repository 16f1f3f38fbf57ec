"""Ways to ask for speakers, as words that chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from speakers.names import name_key

if TYPE_CHECKING:
    from speakers.models import Speaker


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    """Speakers."""

    def named(self, name: str) -> SpeakerQuerySet:
        """Speakers one of whose names is `name`, case, accents and titles aside."""
        return self.filter(names__key=name_key(name)).distinct()

    def matching(self, words: str) -> SpeakerQuerySet:
        """Speakers one of whose names holds `words`; all of them when `words` is blank."""
        key = name_key(words)
        return self.filter(Q(names__key__contains=key)).distinct() if key else self

    def checked(self) -> SpeakerQuerySet:
        """Speakers that a curator has seen."""
        return self.filter(is_provisional=False)
