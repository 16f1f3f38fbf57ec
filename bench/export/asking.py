"""One partner after another asks for a page of a list, narrowed as a fact-checker narrows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bench.export.partner import Client
from bench.pages.timing import Row, Times

AIM = "< 100"
Given = dict[str, object]


@dataclass(frozen=True, slots=True)
class Known:
    """What can be asked for: the most quoted first."""

    speakers: list[str]
    seldom: list[str]
    questions: list[str]
    words: tuple[str, ...]
    origins: list[int]
    n_statements: int

    def cursor(self, share: float) -> str:
        """Return a cursor after this share of all statements."""
        from partners.pagination import Cursor

        return Cursor(round(share * self.n_statements), is_forward=True).encode()


def know(n_statements: int) -> Known:
    """Return what the archive holds."""
    from articles.models import Origin
    from bench.archive.registry import n_topics_for
    from bench.archive.wording import make_wording
    from claims.models import Question
    from speakers.models import Speaker

    speakers = list(Speaker.objects.order_by("pk").values_list("slug", flat=True))
    questions = list(Question.objects.order_by("pk").values_list("slug", flat=True))
    names = make_wording(n_topics_for(n_statements), 1).names
    origins = list(Origin.objects.order_by("pk").values_list("pk", flat=True)[:1000])
    return Known(speakers, speakers[-200:], questions, names, origins, n_statements)


def ask(client: Client, known: Known, *, n: int) -> Iterator[Row]:
    """Measure each kind of list `n` times, each time about something else."""
    for path in {
        path for path, _given in CASES.values()
    }:  # each process of the server has seen a request
        for _ in range(8):
            client.page(path, {"page_size": 1})
    for name, (path, given) in CASES.items():
        times, n_rows = Times(), 0
        for number in range(n):
            asked = {key: value for key, value in given(known, number).items() if value != ""}
            with times.measured(name):
                page = client.page(path, asked)
            n_rows += len(page["results"])
        yield times.row(name, aim=AIM, note=f"{n_rows / n:.0f} rows a page")


def _speaker(known: Known, number: int) -> str:
    return known.speakers[number % len(known.speakers)]


def _question(known: Known, number: int) -> str:
    return known.questions[number % len(known.questions)]


def _week(number: int, days: int = 7) -> Given:
    first = dt.date(2022, 2, 1) + dt.timedelta(days=(number * 29) % 1300)
    return {"published_after": first, "published_before": first + dt.timedelta(days=days)}


def _later(known: Known) -> Given:
    return {"cursor": known.cursor(0.6)}


def _word(known: Known, number: int) -> str:
    return known.words[(number * 37) % len(known.words)].lower()


Case = tuple[str, Callable[[Known, int], Given]]
CASES: dict[str, Case] = {
    "statements, first page": ("statements", lambda k, i: {}),
    "statements, deep in the list": (
        "statements",
        lambda k, i: {"cursor": k.cursor((i % 97) / 100)},
    ),
    "what X said": ("statements", lambda k, i: {"speaker": _speaker(k, i)}),
    "what X said, a later page": (
        "statements",
        lambda k, i: {"speaker": _speaker(k, i), **_later(k)},
    ),
    "what X said about Y": (
        "statements",
        lambda k, i: {"speaker": _speaker(k, i % 7), "question": _question(k, i)},
    ),
    "what X said about Y between two dates": (
        "statements",
        lambda k, i: {
            "speaker": _speaker(k, i % 7),
            "question": _question(k, i // 7),
            **_week(i, 200),
        },
    ),
    "what a seldom quoted X said": (
        "statements",
        lambda k, i: {"speaker": k.seldom[i % len(k.seldom)]},
    ),
    "all of a question": ("statements", lambda k, i: {"question": _question(k, i)}),
    "all of a question, a later page": (
        "statements",
        lambda k, i: {"question": _question(k, i // 10), **_later(k)},
    ),
    "a question, denied": (
        "statements",
        lambda k, i: {"question": _question(k, i), "stance": "denies"},
    ),
    "whatever denies a claim": ("statements", lambda k, i: {"stance": "denies", **_later(k)}),
    "one claim": ("statements", lambda k, i: {"claim": 1 + i}),
    "a week": ("statements", lambda k, i: _week(i)),
    "a month, one outlet, direct quotations": (
        "statements",
        lambda k, i: {**_week(i, 30), "outlet": 1 + i % 60, "quotation": "direct"},
    ),
    "since a day": ("statements", lambda k, i: {"published_after": f"2024-{1 + i % 12:02}-01"}),
    "since a day, of a kind that never speaks": (
        "statements",
        lambda k, i: {"published_after": f"2023-{1 + i % 12:02}-01", "speaker_kind": "document"},
    ),
    "one outlet": ("statements", lambda k, i: {"outlet": 1 + i % 60}),
    "one outlet, a later page": ("statements", lambda k, i: {"outlet": 1 + i % 60, **_later(k)}),
    "directors, by the post held then": (
        "statements",
        lambda k, i: {"role": "director", **_week(i, 90)},
    ),
    "first reports of a week": ("statements", lambda k, i: {"independent": "first", **_week(i)}),
    "one report and its copies": (
        "statements",
        lambda k, i: {"origin": k.origins[i % len(k.origins)]},
    ),
    "direct quotations": ("statements", lambda k, i: {"quotation": "direct", **_later(k)}),
    "a speech act that nobody made": ("statements", lambda k, i: {"cue_class": "concede"}),
    "ministries": ("statements", lambda k, i: {"speaker_kind": "ministry"}),
    "documents, of which none speaks": ("statements", lambda k, i: {"speaker_kind": "document"}),
    "a name among the words": ("statements", lambda k, i: {"q": _word(k, i)}),
    "a phrase": ("statements", lambda k, i: {"q": '"were hurt in the fire"'}),
    "a common word": ("statements", lambda k, i: {"q": "danger", **_later(k)}),
    "a common word, said by X": (
        "statements",
        lambda k, i: {"q": "danger", "speaker": _speaker(k, i)},
    ),
    "a word that nobody used": ("statements", lambda k, i: {"q": f"zzqx{i}"}),
    "article and claims shown whole": (
        "statements",
        lambda k, i: {"question": _question(k, i), "expand": "article,claims"},
    ),
    "speakers": ("speakers", lambda k, i: {}),
    "speakers by name": ("speakers", lambda k, i: {"q": _word(k, i)[:4]}),
    "claims, the most reported": ("claims", lambda k, i: {}),
    "claims that twenty reports speak to": ("claims", lambda k, i: {"min_origins": 20}),
    "claims of a question": ("claims", lambda k, i: {"question": _question(k, i)}),
    "questions": ("questions", lambda k, i: {}),
    "articles of a week": ("articles", lambda k, i: _week(i)),
    "articles of an outlet": ("articles", lambda k, i: {"outlet": 1 + i % 60}),
}
