"""Which speech act a reporting word names: base forms by class, phrases, and irregular forms."""

from __future__ import annotations

from analysis.types import CueClass

VERBS: dict[CueClass, str] = {
    CueClass.ASSERT: """say tell state announce report claim argue explain declare reply answer respond
        tweet write note observe remark mention comment conclude continue emphasize emphasise stress
        reiterate repeat reveal disclose signal describe testify assert contend maintain recall add
        confirm insist affirm aver attest quip joke quote cite read show indicate suggest point speak
        talk post express inform brief relate recount narrate portray characterize characterise
        term call label dub depict highlight underline underscore outline detail elaborate clarify
        specify summarize summarise stipulate release publish share shout yell chant cry whisper
        exclaim interject chime counter rejoin retort agree rule find determine establish verify
        document record list put proclaim profess tout boast brag praise laud hail applaud credit
        thank welcome endorse support defend justify vouch swear certify acclaim celebrate
        broadcast relay convey communicate notify remind assure acquaint advise""",
    CueClass.DENY: """deny reject refute rebut dismiss disavow repudiate contradict dispute disclaim
        gainsay disown renounce rebuff decline refuse negate""",
    CueClass.ACCUSE: """accuse allege blame charge condemn denounce criticize criticise slam blast
        rebuke decry deplore lambast lambaste censure fault attack assail castigate chastise chide
        berate indict implicate incriminate impeach indict slander ridicule mock deride scold
        reprimand admonish bash excoriate skewer rip hit complain lament""",
    CueClass.DEMAND: """demand urge order request require insist-on exhort implore beg plead appeal
        command instruct direct press petition summon recommend propose ask-for lobby push oblige
        beseech entreat mandate""",
    CueClass.PROMISE: "promise vow pledge commit guarantee undertake offer swear-to volunteer",
    CueClass.PREDICT: """predict forecast foresee project anticipate expect prophesy envision envisage
        foretell prognosticate estimate""",
    CueClass.DOUBT: "doubt question challenge suspect distrust mistrust disbelieve wonder query",
    CueClass.ASK: "ask inquire enquire interrogate quiz poll survey",
    CueClass.CONCEDE: """admit acknowledge concede confess grant allow recognize recognise apologize
        apologise own-up backtrack retract""",
    CueClass.WARN: "warn caution threaten alert forewarn",
    CueClass.THINK: """think believe feel consider hope fear want wish know understand imagine assume
        suppose reckon guess see view regard deem judge perceive figure realize realise remember
        forget decide plan intend dream worry favor favour prefer like love hate oppose disagree
        desire seek aim hold interpret presume speculate surmise conceive learn sense trust mean
        regret rue concern aspire contemplate mull weigh eye ponder appreciate value admire respect
        resent dislike crave need envy discover notice hear assess calculate""",
}
NOUNS: dict[str, CueClass] = {
    "statement": CueClass.ASSERT, "claim": CueClass.ASSERT, "assertion": CueClass.ASSERT,
    "announcement": CueClass.ASSERT, "comment": CueClass.ASSERT, "remark": CueClass.ASSERT,
    "report": CueClass.ASSERT, "declaration": CueClass.ASSERT, "testimony": CueClass.ASSERT,
    "argument": CueClass.ASSERT, "finding": CueClass.ASSERT, "insistence": CueClass.ASSERT,
    "suggestion": CueClass.ASSERT, "contention": CueClass.ASSERT, "assurance": CueClass.ASSERT,
    "confirmation": CueClass.ASSERT, "explanation": CueClass.ASSERT, "message": CueClass.ASSERT,
    "denial": CueClass.DENY, "rejection": CueClass.DENY, "dismissal": CueClass.DENY,
    "refusal": CueClass.DENY, "repudiation": CueClass.DENY, "rebuttal": CueClass.DENY,
    "accusation": CueClass.ACCUSE, "allegation": CueClass.ACCUSE, "criticism": CueClass.ACCUSE,
    "condemnation": CueClass.ACCUSE, "complaint": CueClass.ACCUSE, "denunciation": CueClass.ACCUSE,
    "indictment": CueClass.ACCUSE, "call": CueClass.DEMAND, "demand": CueClass.DEMAND,
    "request": CueClass.DEMAND, "plea": CueClass.DEMAND, "appeal": CueClass.DEMAND,
    "recommendation": CueClass.DEMAND, "proposal": CueClass.DEMAND, "order": CueClass.DEMAND,
    "ultimatum": CueClass.DEMAND, "promise": CueClass.PROMISE, "vow": CueClass.PROMISE,
    "pledge": CueClass.PROMISE, "commitment": CueClass.PROMISE, "guarantee": CueClass.PROMISE,
    "offer": CueClass.PROMISE, "prediction": CueClass.PREDICT, "forecast": CueClass.PREDICT,
    "expectation": CueClass.PREDICT, "projection": CueClass.PREDICT, "estimate": CueClass.PREDICT,
    "doubt": CueClass.DOUBT, "skepticism": CueClass.DOUBT, "scepticism": CueClass.DOUBT,
    "uncertainty": CueClass.DOUBT, "suspicion": CueClass.DOUBT, "question": CueClass.ASK,
    "inquiry": CueClass.ASK, "enquiry": CueClass.ASK, "admission": CueClass.CONCEDE,
    "acknowledgment": CueClass.CONCEDE, "acknowledgement": CueClass.CONCEDE,
    "concession": CueClass.CONCEDE, "confession": CueClass.CONCEDE, "apology": CueClass.CONCEDE,
    "warning": CueClass.WARN, "threat": CueClass.WARN, "caution": CueClass.WARN,
    "belief": CueClass.THINK, "hope": CueClass.THINK, "fear": CueClass.THINK,
    "view": CueClass.THINK, "opinion": CueClass.THINK, "thought": CueClass.THINK,
    "feeling": CueClass.THINK, "concern": CueClass.THINK, "idea": CueClass.THINK,
    "plan": CueClass.THINK, "desire": CueClass.THINK, "wish": CueClass.THINK,
    "certain": CueClass.THINK, "confident": CueClass.THINK, "convinced": CueClass.THINK,
    "sure": CueClass.THINK, "afraid": CueClass.THINK, "hopeful": CueClass.THINK,
    "skeptical": CueClass.DOUBT, "sceptical": CueClass.DOUBT, "critical": CueClass.ACCUSE,
    "according": CueClass.ASSERT, "per": CueClass.ASSERT, "via": CueClass.ASSERT,
}  # fmt: skip
PHRASES: dict[str, CueClass] = {
    "cast doubt": CueClass.DOUBT, "casts doubt": CueClass.DOUBT, "casting doubt": CueClass.DOUBT,
    "raised doubts": CueClass.DOUBT, "called into question": CueClass.DOUBT,
    "call into question": CueClass.DOUBT, "calls into question": CueClass.DOUBT,
    "raised questions": CueClass.DOUBT, "raises questions": CueClass.DOUBT,
    "called for": CueClass.DEMAND, "calls for": CueClass.DEMAND, "call for": CueClass.DEMAND,
    "calling for": CueClass.DEMAND, "called on": CueClass.DEMAND, "calls on": CueClass.DEMAND,
    "calling on": CueClass.DEMAND, "call on": CueClass.DEMAND, "called upon": CueClass.DEMAND,
    "asked for": CueClass.DEMAND, "asks for": CueClass.DEMAND, "asking for": CueClass.DEMAND,
    "asked to": CueClass.DEMAND, "insisted on": CueClass.DEMAND, "pressed for": CueClass.DEMAND,
    "pointed the finger": CueClass.ACCUSE, "took aim": CueClass.ACCUSE, "lashed out": CueClass.ACCUSE,
    "laid the blame": CueClass.ACCUSE, "took responsibility": CueClass.CONCEDE,
    "claimed responsibility": CueClass.CONCEDE, "owned up": CueClass.CONCEDE,
    "backed down": CueClass.CONCEDE, "swore to": CueClass.PROMISE, "pushed back": CueClass.DENY,
    "shot down": CueClass.DENY, "hit back": CueClass.DENY, "no doubt": CueClass.THINK,
    "sounded the alarm": CueClass.WARN, "sound the alarm": CueClass.WARN,
    "raised the alarm": CueClass.WARN, "made up": CueClass.THINK, "ruled out": CueClass.DENY,
    "rules out": CueClass.DENY, "rule out": CueClass.DENY, "turned down": CueClass.DENY,
    "wanted to know": CueClass.ASK, "wants to know": CueClass.ASK,
}  # fmt: skip
IRREGULAR: dict[str, str] = {
    "said": "say", "told": "tell", "wrote": "write", "written": "write", "spoke": "speak",
    "spoken": "speak", "swore": "swear", "sworn": "swear", "thought": "think", "felt": "feel",
    "knew": "know", "known": "know", "understood": "understand", "saw": "see", "seen": "see",
    "foresaw": "foresee", "foreseen": "foresee", "foretold": "foretell", "put": "put",
    "read": "read", "found": "find", "sought": "seek", "held": "hold", "heard": "hear",
    "meant": "mean", "forgot": "forget", "forgotten": "forget", "shown": "show", "hit": "hit",
    "began": "begin", "pled": "plead", "besought": "beseech", "learnt": "learn",
    "undertook": "undertake", "undertaken": "undertake", "dreamt": "dream",
    "broadcast": "broadcast", "lying": "lie", "'s": "say",
}  # fmt: skip


def inflect(base: str) -> tuple[str, ...]:
    """Return the regular forms of an English verb: itself, -s, -ed, -ing."""
    if base.endswith("e"):
        return base, f"{base}s", f"{base}d", f"{base[:-1]}ing", f"{base}ing"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base, f"{base[:-1]}ies", f"{base[:-1]}ied", f"{base}ing"
    plural = f"{base}es" if base.endswith(("s", "sh", "ch", "x", "z")) else f"{base}s"
    doubled = base + base[-1]
    return base, plural, f"{base}ed", f"{base}ing", f"{doubled}ed", f"{doubled}ing"


def make_lexicon() -> dict[str, CueClass]:
    """Return the class of every form of every reporting word; verbs win over nouns."""
    lexicon = {f"{noun}{end}": kind for noun, kind in NOUNS.items() for end in ("", "s")}
    bases = {base: kind for kind, words in VERBS.items() for base in words.split()}
    for base, kind in bases.items():
        for form in inflect(base):
            lexicon[form] = kind
    for form, base in IRREGULAR.items():
        if base in bases:
            lexicon[form] = bases[base]
    return lexicon
