"""The registry: speakers, their names, the posts they hold and when, and what people judged of two records."""

from speakers.models.judgement import Judgement
from speakers.models.name_key import NameKey
from speakers.models.posts import Membership, Post
from speakers.models.registry_event import RegistryEvent
from speakers.models.speaker import Speaker, SpeakerName

__all__ = [
    "Judgement",
    "Membership",
    "NameKey",
    "Post",
    "RegistryEvent",
    "Speaker",
    "SpeakerName",
]
