"""The registry: speakers, their names, the posts they hold and when."""

from speakers.models.posts import Membership, Post
from speakers.models.speaker import Speaker, SpeakerName

__all__ = ["Membership", "Post", "Speaker", "SpeakerName"]
