"""The registry: speakers, their names, the posts they hold and when, and what people judged of two records."""

from speakers.models.imports import Identifier, ImportLine, RegistryImport, Section
from speakers.models.judgement import Judgement
from speakers.models.likely_pair import LikelyPair
from speakers.models.mention_judgement import MentionJudgement
from speakers.models.name_key import NameKey
from speakers.models.name_start import NameStart
from speakers.models.posts import Membership, Post
from speakers.models.registry_event import RegistryEvent
from speakers.models.speaker import Speaker, SpeakerName
from speakers.models.succession import Parentage, Succession

__all__ = [
    "Identifier",
    "ImportLine",
    "Judgement",
    "LikelyPair",
    "Membership",
    "MentionJudgement",
    "NameKey",
    "NameStart",
    "Parentage",
    "Post",
    "RegistryEvent",
    "RegistryImport",
    "Section",
    "Speaker",
    "SpeakerName",
    "Succession",
]
