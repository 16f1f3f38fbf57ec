"""The curators' queue of names in articles: which record a name means, one key a judgement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.curation.asked import Asked
from claims.curation.head import count, head
from claims.curation.links import LinkCard, load_link, named_in, next_link
from claims.errors import ReviewError
from claims.models import LinkProposal
from claims.review_keys import keys_of
from claims.services.bulk import Asked as Chosen
from claims.services.crediting import credit_statements
from claims.services.curation_undo import undo_last
from claims.services.link_proposals import is_local
from claims.views.acts import CONFLICT, UNPROCESSABLE, actor_of, is_swap, number_of
from claims.views.curation_done import note_done, read_done
from speakers.errors import RegistryError, StaleJudgementError
from speakers.sentences import sentence_of
from speakers.services.mentions import judge_mention
from speakers.services.registry import add_name


def queue(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Show the proposal named by `link`, else the one after a place, else the first; a posted judgement is written first."""
    if request.method == "POST":
        return _decide(request, asked)
    place, named = request.GET.get("after", ""), number_of(request.GET.get("link"))
    card = load_link(named, actor_of(request), place=place) if named else None
    return _render(request, asked, card or next_link(asked, actor_of(request), after=place))


def _decide(request: HttpRequest, asked: Asked) -> HttpResponse:
    place, key = request.POST.get("at", ""), number_of(request.POST.get("link"))
    again = 0
    try:
        if request.POST.get("act") == "undo":
            undone = undo_last(done=read_done(request), actor=actor_of(request))
            said, again = undone.said, undone.proposal_id
        else:
            said = _judge(request, LinkProposal.objects.select_related("speaker").get(pk=key))
    except LinkProposal.DoesNotExist:
        gone = _("This proposal is gone: it was looked for anew.")
        card = next_link(asked, actor_of(request), after=place)
        return _render(request, asked, card, message=gone, tone="warning", status=UNPROCESSABLE)
    except (RegistryError, ReviewError) as error:
        status = CONFLICT if isinstance(error, StaleJudgementError) else UNPROCESSABLE
        card = load_link(key, actor_of(request), place=place)
        return _render(request, asked, card, message=str(error), tone="warning", status=status)
    if not is_swap(request):
        messages.success(request, said)
        more = {"link": str(again)} if again else {}
        return redirect(reverse("claims:curation") + asked.address(after=place, **more))
    card = load_link(again, actor_of(request), place=place) if again else None
    return _render(
        request,
        asked,
        card or next_link(asked, actor_of(request), after=place),
        message=said,
        tone="success",
    )


def _judge(request: HttpRequest, proposal: LinkProposal) -> str:
    """Do what was posted on a proposal; return it in words."""
    act, actor = request.POST.get("act", ""), actor_of(request)
    if act == "same":
        done = credit_statements(
            asked=list(_ticked(request)), speaker=proposal.speaker, actor=actor
        )
        note_done(request, done.act)
        said = ngettext(
            "%(n)d statement is credited to %(speaker)s.",
            "%(n)d statements are credited to %(speaker)s.",
            done.n_done,
        ) % {"n": done.n_done, "speaker": proposal.speaker}
        if request.POST.get("keep") and not is_local(proposal.name, proposal.kind):
            add_name(speaker=proposal.speaker, name=proposal.name)
        return " ".join([said, *(why for _row, why in done.conflicts)])
    event = judge_mention(
        named=named_in(proposal),
        speaker_id=proposal.speaker_id,
        verdict=act,
        seen=number_of(request.POST.get("seen")),
        actor=actor,
    )
    note_done(request, event)
    what = sentence_of(event) if event else _("that is on record already")
    return _("Done: %(what)s.") % {"what": what}


def _ticked(request: HttpRequest) -> Iterator[Chosen]:
    for ticked in request.POST.getlist("statement"):
        key, _colon, row_version = ticked.partition(":")
        yield Chosen(number_of(key), number_of(row_version))


def _render(
    request: HttpRequest,
    asked: Asked,
    card: LinkCard | None,
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
        "link": card,
        "may_keep": card is not None and not is_local(card.proposal.name, card.proposal.kind),
        "next_url": asked.address(after=card.place) if card else "",
    }
    if is_swap(request):
        return render(request, "claims/_curation.html", context, status=status)
    return render(request, "claims/curation.html", context | head(asked), status=status)
