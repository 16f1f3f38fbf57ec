"""A speaker with their statements."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from claims.judging_forms import JudgeForm
from claims.models import Statement
from claims.second.blind import open_to
from speakers.lines import INCLUDES, line_of
from speakers.models import Judgement, Post, Speaker

N_PAGE = 25
N_JUDGED = 50


@require_GET
@login_required
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who the speaker is, the posts held, and what they are credited with, newest first.

    The address of a record that was merged into another leads to that one.
    """
    speakers = Speaker.objects.select_related("parent__canonical", "canonical")
    speaker = get_object_or_404(speakers.with_names().with_roles(), slug=slug)
    if speaker.canonical is not None:
        return redirect(speaker)
    return render_page(request, speaker)


def render_page(
    request: HttpRequest,
    speaker: Speaker,
    *,
    judge_form: JudgeForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Answer with the page; `judge_form` is the one by which another record is judged against this one."""
    line, include = line_of(speaker), request.GET.get("include", "")
    shown = Statement.objects.by_records(line.roots(include)).shown().with_context().with_links()
    said = open_to(shown, request.user)
    pages = Paginator(said.order_by("-version__article__sort_at", "start"), N_PAGE)
    records = [speaker.pk, *(record.pk for record in speaker.merged.all())]
    posts = Post.objects.filter(Q(organisation=speaker) | Q(organisation__canonical=speaker))
    context = {
        "speaker": speaker,
        "memberships": speaker.all_memberships,
        "holders": posts.prefetch_related("memberships__person__canonical"),
        "line": line,
        "include": include if include in INCLUDES else "",
        "parentages": speaker.parentages.select_related("parent__canonical"),
        "judgements": _judgements(records),
        "judge_form": judge_form or JudgeForm(auto_id="judge_%s"),
        "can_judge": request.user.has_perm("speakers.add_judgement"),
        "page": pages.get_page(request.GET.get("page")),
    }
    return render(request, "claims/speaker_detail.html", context, status=status)


def _judgements(records: list[int]) -> list[Judgement]:
    """Return what was judged of these records and stands, newest first."""
    standing = Judgement.objects.standing().about(records)
    return list(standing.select_related("a__canonical", "b__canonical", "actor")[:N_JUDGED])
