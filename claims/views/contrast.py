"""The contrast page of a question, what is drawn and downloaded from it, and what an open page asks."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from claims.contrast import contrast_question
from claims.contrast.figures import draw_dots, read_points
from claims.contrast.form import FilterForm, list_active, read_filters, read_span
from claims.contrast.live import find_moved, version_of
from claims.contrast.moved import was_merged_since
from claims.contrast.table import stream_csv
from claims.contrast.timeline import NARROW, WIDE, draw_timeline
from claims.forms import ClaimForm
from claims.models import Question
from claims.public.embed_code import code_of_question
from claims.views.contrast_body import draw, draw_part
from claims.views.contrast_parts import PARTS
from claims.views.finding import of_question
from claims.views.public import sees_published_only, show_question
from claims.views.relating import relation_context


def _stood_then(request: HttpRequest, question: Question) -> bool:
    """Tell whether the request asks for a day on which the question was not merged yet."""
    cutoff = read_filters(request.GET).cutoff
    return cutoff is not None and was_merged_since(question, cutoff)


@require_GET
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the rival claims side by side: to members of the newsroom all there is, to everybody else what is published."""
    if sees_published_only(request):
        return show_question(request, slug)
    return _detail(request, slug=slug)


@of_question(stands_then=_stood_then)
def _detail(request: HttpRequest, question: Question) -> HttpResponse:
    return render_page(request, question, ClaimForm())


def render_page(
    request: HttpRequest, question: Question, form: ClaimForm, *, status: int = 200
) -> HttpResponse:
    """Answer with the whole page; `form` is the one that adds a claim."""
    filters = read_filters(request.GET)
    drawn = draw(question, filters, version_of(question), part=request.GET.get("part", ""))
    context = drawn.context() | {
        "filter_form": FilterForm(request.GET or None, choices=drawn.choices),
        "active": list_active(filters, drawn.choices),
        "filters": filters,
        "page_url": request.build_absolute_uri(),
        "printed_at": timezone.now(),
        "form": form,
        "code": code_of_question(question, request.build_absolute_uri),
        "can_add": request.user.has_perm("claims.add_claim"),
        **relation_context(request, question),
    }
    return render(request, "claims/question_detail.html", context, status=status)


@require_GET
@login_required
@of_question(stands_then=_stood_then)
def part(request: HttpRequest, question: Question, name: str) -> HttpResponse:
    """Draw one part of a long question's page."""
    if name not in PARTS:
        raise Http404
    return HttpResponse(draw_part(question, read_filters(request.GET), version_of(question), name))


@require_GET
@login_required
@of_question(stands_then=_stood_then)
def live(request: HttpRequest, question: Question) -> HttpResponse:
    """Answer 204 while nothing has changed since `version`, else with what moved and the body drawn anew."""
    version = version_of(question)
    if request.GET.get("version") == version:
        return HttpResponse(status=204)
    drawn = draw(question, read_filters(request.GET), version)
    shown = request.GET.get("n", "")
    moved = find_moved(
        drawn,
        figure=request.GET.get("figure", "")[:60],
        n_statements=int(shown) if shown.isascii() and shown.isdigit() else 0,
    )
    context = drawn.context() | {"moved": moved}
    return render(request, "claims/_contrast_moved.html", context)


@require_GET
@login_required
@of_question(stands_then=_stood_then)
def table(request: HttpRequest, question: Question) -> StreamingHttpResponse:
    """Download the page as CSV, filters included."""
    contrast = contrast_question(question, read_filters(request.GET))
    lines = stream_csv(contrast, base=request.build_absolute_uri("/")[:-1])
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{question.slug}.csv"'
    return response


@require_GET
@login_required
@of_question(stands_then=_stood_then)
def timeline_svg(request: HttpRequest, question: Question) -> HttpResponse:
    """Download the timeline as a drawing: the whole of it, or the moments of `span`, wide or narrow."""
    size = NARROW if request.GET.get("size") == NARROW.name else WIDE
    contrast = contrast_question(question, read_filters(request.GET))
    plot = draw_timeline(contrast, size, span=read_span(request.GET.get("span", "")))
    return _drawing(request, question, "timeline", plot)


@require_GET
@login_required
@of_question(stands_then=_stood_then)
def figures_svg(request: HttpRequest, question: Question) -> HttpResponse:
    """Download the dot plot of figures as a drawing."""
    plot = draw_dots(read_points(contrast_question(question, read_filters(request.GET))))
    return _drawing(request, question, "figures", plot)


def _drawing(request: HttpRequest, question: Question, name: str, plot: Any) -> HttpResponse:
    if plot is None:
        raise Http404
    context = {
        "plot": plot,
        "question": question,
        "is_file": True,
        "base": request.build_absolute_uri("/")[:-1],
    }
    response = render(
        request, f"claims/_contrast_{name}_svg.html", context, content_type="image/svg+xml"
    )
    response["Content-Disposition"] = f'attachment; filename="{question.slug}-{name}.svg"'
    return response
