"""The registry: speakers, their names, the posts they hold and when."""

from speakers.models.name_key import NameKey
from speakers.models.posts import Membership, Post
from speakers.models.speaker import Speaker, SpeakerName

__all__ = ["Membership", "NameKey", "Post", "Speaker", "SpeakerName"]
