"""The curators' queue: two records side by side, one key a judgement."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.curation.asked import Asked
from claims.curation.card import lay_out
from claims.curation.head import count, head
from claims.curation.reading import Pair, load_pair, next_pair
from claims.errors import ReviewError
from claims.review_keys import keys_of
from claims.services.curation_undo import undo_last
from claims.views import curation_links
from claims.views.acts import CONFLICT, UNPROCESSABLE, actor_of, is_swap, needs, number_of
from claims.views.curation_done import note_done, read_done
from speakers.errors import RegistryError, StaleJudgementError
from speakers.models import Judgement, Succession
from speakers.sentences import sentence_of
from speakers.services.judging import judge_pair
from speakers.services.pairs import Following

can_judge = needs("speakers.add_judgement")
Verdict = Judgement.Verdict


@require_http_methods(["GET", "HEAD", "POST"])
@can_judge
def queue(request: HttpRequest) -> HttpResponse:
    """Show the pair named by `a` and `b`, else the one after a place, else the first; a posted judgement is written first."""
    asked = Asked.read(request.GET)
    if asked.is_links:
        return curation_links.queue(request, asked)
    if request.method == "POST":
        return _decide(request, asked)
    named = number_of(request.GET.get("a")), number_of(request.GET.get("b"))
    if all(named):
        pair = load_pair(*named, place=request.GET.get("after", ""))
        message = "" if pair else _("These two are one record, or one of them is gone.")
        return _render(request, asked, pair, message=message, tone="warning")
    return _render(request, asked, next_pair(asked, after=request.GET.get("after", "")))


def _decide(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Do what was posted, then show what comes next.

    A judgement that somebody else made meanwhile answers 409 with the pair as it stands now, another refusal 422.
    """
    place = request.POST.get("at", "")
    named = number_of(request.POST.get("a")), number_of(request.POST.get("b"))
    try:
        said, shown = _perform(request, named, place)
    except (RegistryError, ReviewError) as error:
        status = CONFLICT if isinstance(error, StaleJudgementError) else UNPROCESSABLE
        pair = load_pair(*named, place=place)
        return _render(request, asked, pair, message=str(error), tone="warning", status=status)
    if is_swap(request):
        pair = shown or next_pair(asked, after=place)
        return _render(request, asked, pair, message=said, tone="success")
    messages.success(request, said)
    more = {"a": str(shown.one.pk), "b": str(shown.other.pk)} if shown else {}
    return redirect(reverse("claims:curation") + asked.address(after=place, **more))


def _perform(request: HttpRequest, named: tuple[int, int], place: str) -> tuple[str, Pair | None]:
    """Do what was posted; return it in words, and the pair to show again after an undo."""
    actor, act = actor_of(request), request.POST.get("act", "")
    if act == "undo":
        undone = undo_last(done=read_done(request), actor=actor)
        return undone.said, load_pair(*undone.pair, place=place)
    done = judge_pair(
        one=named[0],
        other=named[1],
        verdict=act,
        kept=number_of(request.POST.get("kept")) if act == Verdict.SAME else None,
        following=_following(request) if act == Verdict.SUCCESSOR else None,
        seen=number_of(request.POST.get("seen")),
        actor=actor,
        why=request.POST.get("why", "").strip(),
    )
    note_done(request, done)
    what = sentence_of(done) if done else _("that is on record already")
    return _("Done: %(what)s.") % {"what": what}, None


def _following(request: HttpRequest) -> Following:
    given = request.POST
    on = given.get("on", "").strip()
    return Following(number_of(given.get("predecessor")), given.get("how", ""), on)


def _render(
    request: HttpRequest,
    asked: Asked,
    pair: Pair | None,
    *,
    message: str = "",
    tone: str = "",
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "asked": asked,
        "here": reverse("claims:curation") + asked.address(),
        "message": message,
        "tone": tone,
        "keys": keys_of(actor_of(request)),
        "waiting": count(asked),
        "card": lay_out(pair, actor_of(request)) if pair else None,
        "hows": Succession.Kind.choices,
        "next_url": asked.address(after=pair.place) if pair else "",
    }
    if is_swap(request):
        return render(request, "claims/_curation.html", context, status=status)
    return render(request, "claims/curation.html", context | head(asked), status=status)
