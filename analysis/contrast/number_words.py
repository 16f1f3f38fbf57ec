"""The words of numbers: small ones, scales, parts, and vague amounts with the bounds they are read as."""

from __future__ import annotations

from analysis.contrast.words import word_index

ONES = word_index(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
TENS = {
    name: 10 * number
    for name, number in word_index(
        "twenty thirty forty fifty sixty seventy eighty ninety", first=2
    ).items()
}
ORDINALS = word_index(
    "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    first=2,
)
DECADES = {name.replace("ty", "ties"): value for name, value in TENS.items()}
SCALES = {
    "hundred": 100.0,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
    "k": 1e3,
    "mn": 1e6,
    "mln": 1e6,
    "bn": 1e9,
    "tn": 1e12,
    "lakh": 1e5,
    "crore": 1e7,
}
GLUED_SCALES = {"k", "bn", "tn", "mn", "mln"}
PARTS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10}
VAGUE = {
    "tens of thousands": (20_000, 99_999),
    "hundreds of thousands": (200_000, 999_999),
    "tens of millions": (2e7, 99_999_999),
    "hundreds of millions": (2e8, 999_999_999),
    "several hundred": (200, 900),
    "several thousand": (2_000, 9_000),
    "several dozen": (24, 96),
    "a few hundred": (200, 600),
    "a few thousand": (2_000, 6_000),
    "a few dozen": (24, 60),
    "a handful of": (2, 7),
    "a handful": (2, 7),
    "a couple of": (2, 2),
    "a couple": (2, 2),
    "a few": (2, 7),
    "dozens": (24, 99),
    "scores": (40, 99),
    "hundreds": (200, 999),
    "thousands": (2_000, 9_999),
    "millions": (2e6, 9_999_999),
    "several": (3, 9),
}
NOTHING = ("no one", "nobody", "none", "no", "not a single", "not one", "not any")
