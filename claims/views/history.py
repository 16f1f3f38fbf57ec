"""The history: who did what, when, found again and taken back from here."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.models import Article
from claims.history.asked import KINDS, QUESTION_KINDS, REGISTRY_KINDS, Asked
from claims.history.reading import actors, leave_out_hidden, read_page
from claims.history.sentences import sentence_of
from claims.history.words import entries_of
from claims.models import Act, Statement
from claims.second.blind import open_to
from claims.views.acts import actor_of

N_EVENTS, N_UNDOS = 50, 20


@require_safe
@login_required
def list_acts(request: HttpRequest) -> HttpResponse:
    """List acts, newest first; the address says which."""
    asked, user = Asked.read(request.GET), actor_of(request)
    page = read_page(asked, user, after=request.GET.get("after", ""))
    context = {
        "asked": asked,
        "page": page,
        "newest_url": asked.address() if request.GET.get("after") else "",
        "older_url": asked.address(after=page.next_place) if page.next_place else "",
        "here": request.get_full_path(),
        "actors": actors(),
        "kinds": KINDS,
        "question_kinds": QUESTION_KINDS,
        "registry_kinds": REGISTRY_KINDS,
        "article": Article.objects.filter(pk=asked.article).first() if asked.article else None,
        "statement": open_to(Statement.objects.filter(pk=asked.statement), user).first()
        if asked.statement
        else None,
        "without_place": asked.with_(article=0, statement=0).address(),
        "can_review": user.has_perm("claims.review_statement"),
        "can_shape": user.has_perm("claims.change_question"),
        "can_judge": user.has_perm("speakers.add_judgement"),
    }
    return render(request, "claims/history.html", context)


@require_safe
@login_required
def show_act(request: HttpRequest, pk: int) -> HttpResponse:
    """Show all that one act did, and what undid it."""
    acts = Act.objects.select_related("actor", "article", "question", "undoes__undoes__undoes")
    act = get_object_or_404(acts, pk=pk)
    if act.pk in leave_out_hidden([act], request.user):
        raise Http404
    seen = open_to(act.events.order_by("pk"), request.user, statement="statement")
    events = seen.select_related(
        "actor",
        "undone_by__actor",
        "undoes",
        "statement__speaker__canonical",
        "statement__version__article",
    )
    without_texts = events.defer(
        "statement__version__text", "statement__version__raw", "statement__proposal"
    )
    page = Paginator(without_texts, N_EVENTS).get_page(request.GET.get("page"))
    context = {
        "act": act,
        "sentence": sentence_of(act),
        "page": page,
        "entries": entries_of(list(page)),
        "undone_in": [
            (undo, sentence_of(undo)) for undo in act.undone_in.select_related("actor")[:N_UNDOS]
        ],
        "can_review": request.user.has_perm("claims.review_statement"),
    }
    return render(request, "claims/act_detail.html", context)
