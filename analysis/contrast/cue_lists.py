"""The words by which news denies, makes light of, hedges or stresses; this project's own lists.

They are read as stems (`analysis.contrast.stems`), so one form of each word is enough.
"""

from __future__ import annotations

from analysis.contrast.stems import stem
from analysis.contrast.words import word_set

NEGATIONS = word_set(
    "not no never none nobody nothing neither nor without cannot nowhere hardly barely scarcely "
    "unable ain't"
)


def _stems(row: str) -> frozenset[str]:
    return frozenset(stem(word) for word in row.split())


DENIALS = _stems(
    "deny denial reject refute rebut dismiss disavow repudiate contradict dispute disclaim gainsay "
    "rubbish false falsely falsehood untrue untruth baseless unfounded groundless fabricated fabrication "
    "hoax hoaxer fake faked bogus phony phoney sham debunk debunked myth lie liar lying invented "
    "made-up discredit disprove disproved wrong incorrect inaccurate mistaken misinformation "
    "disinformation propaganda nonsense preposterous ridiculous absurd slander smear libel "
    "satire satirical parody prank spoof photoshopped doctored fictional fiction "
    "retract retraction correction rumor rumour unproven impossible implausible"
)
MINIMISERS = _stems(
    "overstate overstatement exaggerate exaggerated exaggeration downplay minimise minimize inflate "
    "inflated overblown overestimate understate trivial negligible isolated pretext excuse ploy "
    "alarmist alarmism scaremongering misleading mislead distort distorted distortion misrepresent "
    "mischaracterise mischaracterize misquote selective unproven unverified doubt doubtful dubious "
    "sceptical skeptical skeptic question questionable implausible suspicious "
    "controversial blow out-of-proportion politically-motivated scapegoat smokescreen cover"
) - {"cover", "blow", "question", "select", stem("unproven")}
LIGHT_PHRASES = {
    stem(verb): frozenset(small.split())
    for verb, small in {
        "play": "down",
        "talk": "down",
        "brush": "off aside away",
        "shrug": "off",
        "laugh": "off",
        "wave": "away aside off",
        "explain": "away",
        "blow": "proportion",
    }.items()
}
PRETEXTS = _stems("pretext excuse ploy smokescreen scapegoat")
OPPOSERS = _stems(
    "oppose against refuse decline resist ban block halt stop prevent fail lack cancel avoid "
    "deadlock veto boycott quit abandon scrap shelve withdraw"
)
HEDGES = _stems(
    "may might could reportedly allegedly alleged possible possibly possibility perhaps likely "
    "unconfirmed apparently appear seem suggest rumour rumor unclear uncertain potential potentially "
    "probably supposedly purported purportedly maybe"
)
QUALIFIERS = _stems(
    "but however although though except unless partly partially only some somewhat historically "
    "depend caveat difference differ difficulty concern yet nevertheless nonetheless"
)
AMPLIFIERS = _stems(
    "serious grave severe major significant massive huge critical urgent extreme grow global "
    "dangerous deadly threat danger security concern risk stress emphasise emphasize warn underline "
    "highlight alarming unprecedented widespread many"
)
ACTS = _stems(
    "request demand ask urge agree promise pledge vow offer invite plan intend call welcome support "
    "coordinate cooperate"
)
SMALL = word_set(
    "a an the of to in on at for and or is are was were be been being am by with from as that this these "
    "those it its his her their our my your he she they we i you them him us me have has had do does did "
    "will would shall should can could may might must not no nor so if than then there here who whom "
    "whose which what when where why how about into over under after before between during through "
    "out up down off again also very just more most other some such only own same too s t don now any "
    "all both each few while because until against upon among per via but however although though said "
    "say says told tell added new part group people being one two three four five six seven eight "
    "nine ten eleven twelve dozen hundred thousand million billion least"
)
