"""The words of a made-up archive: topics, what is said on each, and who names whom. Nothing is quoted from anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

N_NAMES = 20_000
_EVENTS = (
    "fire at the grain port",
    "collapse of the rail bridge",
    "outbreak at the dairy",
    "strike at the bus depot",
    "flood in the lower town",
    "raid on the customs house",
    "spill at the paper mill",
    "closure of the night school",
    "tender for the ferry",
    "vote on the water bill",
    "sale of the city archive",
    "delay of the tram line",
    "blast at the fuel store",
    "ban on the harvest fair",
    "crash at the level crossing",
    "search of the union office",
    "leak at the power plant",
    "move of the cattle market",
    "cut of the school bus",
    "arrest of the harbour pilot",
)
_SYLLABLES = [
    "ba",
    "bel",
    "bor",
    "dal",
    "den",
    "dor",
    "el",
    "fen",
    "gar",
    "hal",
    "hol",
    "is",
    "ka",
    "kel",
    "lan",
    "lor",
    "mar",
    "mer",
    "nal",
    "nor",
    "os",
    "pel",
    "ral",
    "rin",
    "sal",
    "sen",
    "tar",
    "tol",
    "ul",
    "van",
    "vel",
    "wen",
    "zor",
]
# What may be said on a topic; two follow each other where they answer one question.
PROPOSITIONS = (
    "{n} people were hurt in the {topic}",
    "at least {n} people were hurt in the {topic}",
    "nobody had been warned before the {topic}",
    "the ministry had known of the danger for months before the {topic}",
    "neglect was the cause of the {topic}",
    "neglect was not the cause of the {topic}",
    "the inquiry into the {topic} will be open to the public",
    "calls for an open inquiry into the {topic} are overstating the matter",
)
_TAILS = (
    "",
    "",
    ", as papers seen by {name} show",
    " and that {name} would answer for it",
    ", whatever {name} may say",
    " since the meeting with {name}",
    ", in the words of the report that {name} wrote",
    " and the people of {name} have a right to know",
)
CUES = (
    ("said", "assert"),
    ("said", "assert"),
    ("told reporters", "assert"),
    ("warned", "warn"),
    ("claimed", "assert"),
    ("insisted", "assert"),
    ("denied", "deny"),
    ("promised", "promise"),
)
FIGURES = (4, 9, 12, 12, 12, 17, 17, 21, 30, 45)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on a topic, its kind of answer, and the claims that answer it by the proposition they restate."""

    text: str
    kind: str
    claims: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Wording:
    """All the words there are; `cumulated` weighs the names, the first of them most often."""

    topics: tuple[str, ...]
    names: tuple[str, ...]
    cumulated: tuple[float, ...]

    def name(self, rng: Random) -> str:
        """Return a name, frequent or rare."""
        return rng.choices(self.names, cum_weights=self.cumulated)[0]

    def prototypes(self) -> list[str]:
        """Return each proposition on each topic, topic by topic: what the vectors are shaken from."""
        return [p.format(topic=topic, n=12) for topic in self.topics for p in PROPOSITIONS]

    def say(self, topic: int, proposition: int, rng: Random) -> str:
        """Return one way to put a proposition."""
        figure = rng.choice(FIGURES)
        words = PROPOSITIONS[proposition].format(topic=self.topics[topic], n=figure)
        return words + rng.choice(_TAILS).format(name=self.name(rng))


def make_wording(n_topics: int, seed: int) -> Wording:
    """Return the words of an archive with so many topics."""
    rng = Random(seed)  # noqa: S311 - the same words every time
    names = _make_names(rng, N_NAMES)
    topics = tuple(f"{_EVENTS[i % len(_EVENTS)]} in {names[i]}" for i in range(n_topics))
    weights = accumulate(1 / (rank + 3) for rank in range(N_NAMES))
    return Wording(topics, names, tuple(weights))


def questions_on(topic: str) -> tuple[Asked, ...]:
    """Return the questions that a topic raises, one for two propositions each."""
    counts = tuple((f"{n} people were hurt.", str(n)) for n in sorted(set(FIGURES)))
    return (
        Asked(f"How many people were hurt in the {topic}?", "number", counts),
        Asked(
            f"Was anybody warned before the {topic}?",
            "yes_no",
            (("Nobody was warned.", "no"), ("The ministry had known for months.", "yes")),
        ),
        Asked(
            f"Was neglect the cause of the {topic}?",
            "yes_no",
            (("Neglect was the cause.", "yes"), ("Neglect was not the cause.", "no")),
        ),
        Asked(
            f"Should the inquiry into the {topic} be open?",
            "free",
            (("It must be open.", "open"), ("An open inquiry would overstate the matter.", "no")),
        ),
    )


def figure_in(words: str) -> str:
    """Return the first number in `words`."""
    return next(word for word in words.split() if word.isdigit())


def claim_answered(asked: Sequence[Asked], proposition: int, words: str) -> tuple[int, int]:
    """Return which question of a topic, and which of its claims, a statement of a proposition answers."""
    question, place = divmod(proposition, 2)
    if asked[question].kind != "number":
        return question, place
    answers = [answer for _, answer in asked[question].claims]
    return question, answers.index(figure_in(words))


def _make_names(rng: Random, n: int) -> tuple[str, ...]:
    names: dict[str, None] = {}
    while len(names) < n:
        names["".join(rng.choices(_SYLLABLES, k=rng.choice((2, 3, 3)))).capitalize()] = None
    return tuple(names)
