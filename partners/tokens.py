"""Tokens: a place in the feed, as partners keep it."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass

from partners.models import FeedState

# Twenty bytes in base64; the last four are a check, so that a token of ours which has expired is told from a text
# that never was one. The pattern stands in the OpenAPI document.
TOKEN_PATTERN = "^[A-Za-z0-9_-]{26}[AEIMQUYcgkosw048]$"  # noqa: S105 - the shape of one
N_CHECK = 4


@dataclass(frozen=True, slots=True)
class Token:
    """After the entry `sequence` of the feed that is called `epoch`."""

    epoch: str
    sequence: int

    def encode(self) -> str:
        """Return the text that partners keep and hand back, and must not look into."""
        packed = bytes.fromhex(self.epoch) + self.sequence.to_bytes(8, "big")
        return base64.urlsafe_b64encode(packed + _check(packed)).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str) -> Token | None:
        """Return the token that `text`, which looks like one, stands for; None if no feed has ever given it."""
        whole = base64.urlsafe_b64decode(text + "=")
        packed, check = whole[:-N_CHECK], whole[-N_CHECK:]
        if check != _check(packed):
            return None
        return cls(epoch=packed[:8].hex(), sequence=int.from_bytes(packed[8:], "big"))

    def is_good_in(self, state: FeedState) -> bool:
        """Tell whether the feed can go on from here without leaving anything out."""
        return self.epoch == state.epoch and state.forgotten <= self.sequence <= state.head


def looks_like_token(text: str) -> bool:
    """Tell whether `text` has the shape of a token."""
    return re.fullmatch(TOKEN_PATTERN.strip("^$"), text, re.ASCII) is not None


def token_at(state: FeedState, sequence: int) -> str:
    """Return the token after `sequence`."""
    return Token(epoch=state.epoch, sequence=sequence).encode()


def _check(packed: bytes) -> bytes:
    return hashlib.sha256(b"crossclaim feed" + packed).digest()[:N_CHECK]
