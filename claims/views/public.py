"""Pages for whoever is not of the newsroom, and the frames that other pages show of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from claims.contrast import contrast_question
from claims.contrast.embed import build_embed, find_withdrawn
from claims.models import Claim, Question
from claims.public.embed_code import code_of_question, code_of_statement
from claims.public.statement import read_statement
from claims.views.finding import of_question

View = Callable[..., HttpResponseBase]
EMBED_POLICY = {
    "default-src": [NONE],
    "script-src": [NONE],
    "connect-src": [NONE],
    "manifest-src": [NONE],
    "style-src": [SELF],
    "font-src": [SELF],
    "img-src": [SELF],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": ["*"],
}
# How many speakers the page of a question shows of each claim, and how many statements that of a claim.
N_OF_QUESTION, N_OF_CLAIM = 6, 40
# For so long may what a frame shows be out of date.
EMBED_MAX_AGE_S = 60


def framed(view: View) -> View:
    """Return the view as any other page may frame it: without scripts, and a minute old at most."""
    policed: View = csp_replace(EMBED_POLICY)(xframe_options_exempt(view))
    return require_safe(cache_control(public=True, max_age=EMBED_MAX_AGE_S)(policed))


def sees_published_only(request: HttpRequest) -> bool:
    """Tell whether whoever asks is not of the newsroom: signed out, or of a partner."""
    return not request.user.is_authenticated or getattr(request, "is_partner_apart", False)


def show_question(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a published question to anybody; what is not published leads to the log-in, like what there is not."""
    question = Question.objects.select_related("merged_into").filter(slug=slug).first()
    if question is None or not question.standing.is_published:
        return redirect_to_login(request.get_full_path())
    if question.merged_into is not None:
        return redirect(question.standing)
    contrast = contrast_question(question, is_public=True)
    context = {
        "question": question,
        "contrast": contrast,
        "embed": build_embed(
            contrast, n_excerpts=N_OF_QUESTION, withdrawn=find_withdrawn(question)
        ),
        "code": code_of_question(question, request.build_absolute_uri),
    }
    return render(request, "claims/question_public.html", context)


def show_statement(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a published statement to anybody, and say of one that was published what became of it, with status 410."""
    found = read_statement(pk)
    if found is None:
        return redirect_to_login(request.get_full_path())
    context = {
        "found": found,
        "statement": found.statement,
        "code": code_of_statement(found.statement, request.build_absolute_uri),
    }
    status = 410 if found.is_gone else 200
    return render(request, "claims/statement_public.html", context, status=status)


@require_safe
def show_claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who asserts a claim and who denies it, as far as it is published; one that was folded leads to where it stands."""
    claim = (
        Claim.objects.select_related("question__merged_into", "folded_into").filter(pk=pk).first()
    )
    if claim is not None and claim.folded_into is not None:
        return redirect(claim.folded_into.detail_url)
    if claim is None or not claim.question.is_published:
        if sees_published_only(request):
            return redirect_to_login(request.get_full_path())
        if claim is None:
            raise Http404
        return redirect(claim)
    contrast = contrast_question(claim.question, is_public=True)
    own = [column for column in contrast.columns if column.claim == claim]
    embed = build_embed(replace(contrast, columns=tuple(own)), n_excerpts=N_OF_CLAIM, is_whole=True)
    context = {"claim": claim, "question": claim.question, "embed": embed, "contrast": contrast}
    return render(request, "claims/claim_public.html", context)


@framed
@of_question()
def embed_question(request: HttpRequest, question: Question) -> HttpResponse:
    """Show a published question to anybody, for a frame in another page; no scripts, no log-in."""
    if not question.is_published:
        raise Http404
    contrast = contrast_question(question, is_public=True)
    context = {
        "question": question,
        "contrast": contrast,
        "embed": build_embed(contrast, withdrawn=find_withdrawn(question)),
        "page_url": request.build_absolute_uri(question.get_absolute_url()),
        "now": timezone.now(),
    }
    return render(request, "claims/question_embed.html", context)


@framed
def embed_statement(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one published statement to anybody, for a frame in another page; one that was taken back says so in its place."""
    found = read_statement(pk)
    if found is None:
        raise Http404
    context = {
        "found": found,
        "statement": found.statement,
        "page_url": request.build_absolute_uri(found.statement.detail_url),
        "now": timezone.now(),
    }
    return render(request, "claims/statement_embed.html", context)
