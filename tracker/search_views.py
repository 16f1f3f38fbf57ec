"""The search page: statements by their words, who said them, where, when and about what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from claims.models import Statement
from claims.search.context import Piece, cut_context, with_text_around
from claims.search.matching import Found, find_statements
from claims.search.words import parse_words
from claims.second.blind import Viewer, open_to
from speakers.models import Speaker
from tracker.forms import SearchForm
from tracker.search_page import (
    describe_bound,
    draw_dates,
    list_facets,
    list_filters,
    list_lines,
    list_sorts,
)

N_PAGE = 20
N_SPEAKERS = 6


@dataclass(frozen=True, slots=True)
class Result:
    """A statement and the sentence it stands in."""

    statement: Statement
    pieces: list[Piece]


@require_GET
@login_required
def search(request: HttpRequest) -> HttpResponse:
    """Show what matches, with the facets of all of it; without anything asked, say what can be asked."""
    form = SearchForm(request.GET)
    if not form.is_valid() or not form.chosen:
        context = {"form": form, "is_asked": False}
        return render(request, "tracker/search.html", context, status=422 if form.errors else 200)
    found, number = _find(form, request.GET.get("page", ""))
    words = form.cleaned_data["q"]
    context = {
        "form": form,
        "is_asked": True,
        "words": words,
        "address": urlencode(form.chosen),
        "n_found": found.n_total,
        "bound": describe_bound(form, found),
        "page": Paginator(range(found.n_total), N_PAGE).get_page(number),
        "results": load_results(found.ids, words, request.user),
        "filters": list_filters(form),
        "lines": list_lines(form),
        "sorts": list_sorts(form),
        "facets": list_facets(form, found),
        "dates": draw_dates(form, found),
        "speakers": Speaker.objects.matching(words)[:N_SPEAKERS] if words else [],
    }
    return render(request, "tracker/search.html", context)


def load_results(ids: Sequence[int], words: str, viewer: Viewer) -> list[Result]:
    """Return the statements `ids` in that order, each in the words around it; none that is hidden from `viewer`."""
    rows = with_text_around(Statement.objects.with_links().filter(pk__in=ids))
    statements: Any = open_to(rows, viewer)
    by_id = {statement.pk: statement for statement in statements}
    sought = parse_words(words)
    return [Result(by_id[i], cut_context(by_id[i], sought)) for i in ids if i in by_id]


def _find(form: SearchForm, page: str) -> tuple[Found, int]:
    """Return what was found and the number of its page; a page past the end is the last one."""
    number = min(int(page), 10**6) if page.isascii() and page.isdigit() and int(page) else 1
    found = find_statements(form.asked, offset=(number - 1) * N_PAGE, n_page=N_PAGE)
    if not found.ids and found.n_total:
        number = -(-found.n_total // N_PAGE)
        found = find_statements(form.asked, offset=(number - 1) * N_PAGE, n_page=N_PAGE)
    return found, number
