"""Names as look-ups compare them."""

from __future__ import annotations

import re
import unicodedata

_TITLES = re.compile(r"^(?:mr|mrs|ms|dr|sir|prof|professor|the)\b\.?\s+", re.IGNORECASE)
_APART = re.compile(r"[^\w]+", re.UNICODE)


def name_key(name: str) -> str:
    """Return `name` folded for comparison: no case, accents, punctuation, leading article or title.

    "The Ministry of Health" and "ministry of  health" share a key; "U.S." becomes "us".
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = re.sub(r"(?<=\b\w)\.(?=\w?\b)", "", plain)
    plain = re.sub(r"['’]s\b", " ", plain)
    plain = _TITLES.sub("", plain.strip())
    return _APART.sub(" ", plain.casefold()).strip()
