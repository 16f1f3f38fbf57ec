"""The desk."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from articles.models import Article, IngestAttempt
from claims.models import Question, ReviewEvent, Statement
from claims.queue.asked import Asked
from claims.queue.reading import count_waiting
from claims.second.blind import open_to

N_LISTED = 6


@require_GET
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """Show what waits, what is new, what is disputed and what was done last."""
    context = {
        "n_waiting": count_waiting(Asked(), cast(User, request.user)),
        "n_accepted": Statement.objects.accepted().count(),
        "n_articles": Article.objects.count(),
        "n_questions": Question.objects.count(),
        "n_failed": IngestAttempt.objects.failed().count(),
        "questions": Question.objects.with_counts()[:N_LISTED],
        "articles": Article.objects.listed()[:N_LISTED],
        "events": open_to(
            ReviewEvent.objects.select_related(
                "actor", "statement__version", "statement__speaker__canonical"
            ),
            request.user,
            statement="statement",
        )[:N_LISTED],
    }
    return render(request, "tracker/desk.html", context)
