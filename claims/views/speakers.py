"""A speaker: who they are, the posts held, what they said, on what, when and where."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.judging_forms import JudgeForm
from claims.speaker_page.page import load_speaker, read_page
from speakers.models import Judgement, Speaker

N_JUDGED = 50


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a speaker: to members of the newsroom all there is, to everybody else what is published.

    The address of a record that was merged into another leads to that one.
    """
    speaker = load_speaker(slug)
    if speaker is None:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise Http404(_("There is no such speaker."))
    if speaker.canonical is not None and request.user.is_authenticated:
        return redirect(speaker)
    return render_page(request, speaker.root)


def render_page(
    request: HttpRequest,
    speaker: Speaker,
    *,
    judge_form: JudgeForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Answer with the page; `judge_form` is the one by which another record is judged against this one."""
    page = read_page(speaker, request.GET, request.user)
    if page is None:
        return redirect_to_login(request.get_full_path())
    can_judge = request.user.has_perm("speakers.add_judgement")
    context = {
        "speaker": speaker,
        "heard": page,
        "judgements": [] if page.scope.is_public else _judgements(page.records),
        "judge_form": judge_form or JudgeForm(auto_id="judge_%s"),
        "can_judge": can_judge,
    }
    return render(request, "claims/speaker_detail.html", context, status=status)


def _judgements(records: Collection[int]) -> list[Judgement]:
    """Return what was judged of these records and stands, newest first."""
    standing = Judgement.objects.standing().about(records)
    return list(standing.select_related("a__canonical", "b__canonical", "actor")[:N_JUDGED])
