"""The list of published questions, which anybody may read."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import conditional_page

from claims.public.questions import list_published, load_questions

N_PAGE = 20
MOST_WORDS = 200  # letters of a search that are read
# For so long may a copy of the list be shown.
MAX_AGE_S = 60


@conditional_page
def list_public(request: HttpRequest) -> HttpResponse:
    """List the published questions, what changed last first; `q` keeps those that hold its words."""
    words = request.GET.get("q", "").strip()[:MOST_WORDS]
    changes = list_published(words)
    page = Paginator(list(changes), N_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "listed": load_questions(changes, page), "words": words}
    response = render(request, "claims/question_list_public.html", context)
    # Whoever is signed in has their name in it.
    whose = {"private": True} if request.user.is_authenticated else {"public": True}
    patch_cache_control(response, max_age=MAX_AGE_S, **whose)
    patch_vary_headers(response, ["Cookie"])
    return response
