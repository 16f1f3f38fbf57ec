"""What names are looked up by when they are spelt otherwise."""

from __future__ import annotations

from django.db import models

from speakers.models.speaker import SpeakerName


class NameKey(models.Model):
    """One key of a name (`analysis.names.keys`). Derived: written by `speakers.services.name_keys`, made anew at will.

    Names that may be one speaker's share a key; the index on it answers for a registry of any size.
    """

    name = models.ForeignKey(SpeakerName, on_delete=models.CASCADE, related_name="look_up_keys")
    key = models.CharField(max_length=48)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "name"], name="name_key_once")]

    def __str__(self) -> str:
        return self.key
