"""What names are looked up by while somebody types."""

from __future__ import annotations

from django.db import models

from speakers.models.speaker import SpeakerName

MAX_START = 40


class NameStart(models.Model):
    """A name's look-up key from the beginning of one of its words on: "foreign ministry", "ministry".

    Derived: written by `speakers.services.name_keys`, made anew at will. Words that are typed are the beginning of one of
    them, so an index answers for a registry of any size. Cut at `MAX_START` characters.
    """

    name = models.ForeignKey(SpeakerName, on_delete=models.CASCADE, related_name="starts")
    key = models.CharField(max_length=MAX_START, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "key"], name="name_start_once")]

    def __str__(self) -> str:
        return self.key
