"""Word forms brought together: "denies", "denied" and "denying" share one stem."""

from __future__ import annotations

from functools import lru_cache

_IRREGULAR = {
    form: base
    for base, forms in {
        "be": "is are was were been being am",
        "have": "has had having",
        "say": "said",
        "tell": "told",
        "know": "knew known",
        "take": "took taken",
        "give": "gave given",
        "go": "went gone goes",
        "come": "came",
        "find": "found",
        "hold": "held",
        "keep": "kept",
        "leave": "left",
        "lose": "lost",
        "win": "won",
        "rise": "rose risen",
        "fall": "fell fallen",
        "grow": "grew grown",
        "begin": "began begun",
        "break": "broke broken",
        "build": "built",
        "buy": "bought",
        "sell": "sold",
        "send": "sent",
        "shoot": "shot",
        "fight": "fought",
        "flee": "fled",
        "forbid": "forbade forbidden",
        "steal": "stole stolen",
        "strike": "struck",
        "throw": "threw thrown",
        "withdraw": "withdrew withdrawn",
        "write": "wrote written",
        "pay": "paid",
        "die": "died dying dies",
        "lie": "lied lying lies",
        "mislead": "misled",
        "see": "saw seen",
        "get": "got gotten",
        "make": "made",
        "think": "thought",
        "bring": "brought",
        "person": "people persons",
        "man": "men",
        "woman": "women",
        "child": "children",
        "life": "lives",
        "terror": "terrorism terrorist terrorists",
    }.items()
    for form in forms.split()
}
_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the stem of a lower-case word: equal for its forms, not always a word itself."""
    word = word.removesuffix("'s")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) <= 3:
        return word
    if word.endswith(("ies", "ied")):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    for ending in ("ing", "ed", "es", "s"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 2 and _may_end(rest, ending):
            return _finish(rest)
    return _finish(word)


def _may_end(rest: str, ending: str) -> bool:
    if ending == "s":
        return not rest.endswith(("s", "u", "i"))
    if ending == "es":
        return rest.endswith(("s", "x", "z", "ch", "sh"))
    return bool(_VOWELS & set(rest))


def _finish(rest: str) -> str:
    """Take a final "e" away, and one of two equal consonants: "stopp" and "stop" become one."""
    if len(rest) > 3 and rest[-1] == rest[-2] and rest[-1] not in "lsaeiou":
        rest = rest[:-1]
    return rest[:-1] if len(rest) > 3 and rest.endswith("e") else rest
