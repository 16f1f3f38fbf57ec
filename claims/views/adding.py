"""Adding a statement that the engine missed: words found or marked in the article, then saved."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.models import Article, ArticleVersion
from claims.correct_forms import AddForm
from claims.errors import ReviewError, SameWordsError, SelectorError
from claims.finding import find_places, guess_quotation
from claims.marking import Marking
from claims.services.adding import add_statement
from claims.views.acts import UNPROCESSABLE, actor_of, can_review
from claims.views.marking_page import Wanted, change_marking, draft_query, marking_context


@require_http_methods(["GET", "POST"])
@can_review
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the article to mark words in; add the statement, or change the marking by one step."""
    version = _version_of(request, get_object_or_404(Article, pk=pk))
    sent = request.POST if request.method == "POST" else request.GET
    try:
        marking = Marking.read(sent, version.text)
    except SelectorError as error:
        return _show(request, version, Marking(), message=str(error))
    if request.method == "GET":
        return _show(request, version, marking, status=200)
    if request.POST.get("do"):
        return _step(request, version, marking)
    return _add(request, version, marking)


def _add(request: HttpRequest, version: ArticleVersion, marking: Marking) -> HttpResponse:
    form = AddForm(request.POST)
    if not form.is_valid():
        return _show(request, version, marking, form=form)
    try:
        statement = add_statement(
            version=version,
            text_sha256=form.cleaned_data["text_sha256"],
            marking=marking,
            labels=form.labels(),
            speaker=form.cleaned_data["speaker"],
            actor=actor_of(request),
            why=form.cleaned_data["why"],
        )
    except SameWordsError as error:
        return _show(request, version, marking, form=form, message=str(error), same=error.same)
    except ReviewError as error:
        return _show(request, version, marking, form=form, message=str(error))
    messages.success(request, _("The statement is added and accepted."))
    return redirect(statement.detail_url)


def _step(request: HttpRequest, version: ArticleVersion, marking: Marking) -> HttpResponse:
    wanted = Wanted.read(request.POST)
    try:
        changed = change_marking(marking, version.text, wanted)
    except ReviewError as error:
        return _show(request, version, marking, form=AddForm(request.POST), message=str(error))
    query = draft_query(changed, request.POST, wanted)
    address = reverse("claims:statement-add", args=[version.article_id])
    return redirect(f"{address}?{query}#correct")


def _show(
    request: HttpRequest,
    version: ArticleVersion,
    marking: Marking,
    *,
    form: AddForm | None = None,
    status: int = UNPROCESSABLE,
    **shown: Any,
) -> HttpResponse:
    words = request.GET.get("find", "").strip()
    initial = {
        "text_sha256": version.text_sha256,
        "cue_class": "assert",
        "quotation": guess_quotation(version.text, marking.content),
        **{
            name: request.GET[name]
            for name in ("quotation", "cue_class", "speaker", "chosen")
            if name in request.GET
        },
        "modality": request.GET.getlist("modality"),
    }
    context = marking_context(request, version, marking, is_whole=True) | {
        "article": version.article,
        "form": form or AddForm(initial=initial),
        "words": words,
        "places": find_places(version.text, words),
        **shown,
    }
    return render(request, "claims/statement_add.html", context, status=status)


def _version_of(request: HttpRequest, article: Article) -> ArticleVersion:
    """Return the version that the page names by its number, else the newest."""
    asked = request.POST.get("version") or request.GET.get("version") or ""
    named = article.versions.filter(number=asked).first() if asked.isdecimal() else None
    return named or article.latest_version
