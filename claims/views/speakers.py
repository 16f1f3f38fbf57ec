"""A speaker with their statements."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from claims.models import Statement
from speakers.models import Speaker

N_PAGE = 25


@require_GET
@login_required
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who the speaker is, the posts held, and what they are credited with, newest first."""
    speaker = get_object_or_404(Speaker.objects.select_related("parent"), slug=slug)
    said = Statement.objects.by(speaker).shown().with_context().with_links()
    pages = Paginator(said.order_by("-version__article__sort_at", "start"), N_PAGE)
    context = {
        "speaker": speaker,
        "names": speaker.names.exclude(name=speaker.name),
        "memberships": speaker.memberships.select_related("post__organisation"),
        "holders": speaker.posts.prefetch_related("memberships__person"),
        "page": pages.get_page(request.GET.get("page")),
    }
    return render(request, "claims/speaker_detail.html", context)
