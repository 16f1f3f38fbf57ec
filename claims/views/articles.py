"""The article as a newspaper would set it, its statements marked and listed beside it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from articles.models import Article, ArticleVersion
from claims.highlighting import mark_version
from claims.models import Statement
from claims.querysets import SHOWN
from claims.roles import note_roles
from claims.second.blind import Viewer, due_for, veil
from claims.services.runs import request_run
from claims.views.acts import can_review, is_swap


@require_GET
@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one version of an article; the newest unless `?version=` names another."""
    article = get_object_or_404(Article.objects.select_related("outlet", "origin"), pk=pk)
    versions = list(article.versions.defer("raw").order_by("-number"))
    wanted = request.GET.get("version", "")
    version = next((v for v in versions if str(v.number) == wanted), versions[0])
    statements = _statements(version, request.user)
    n_waiting = sum(not statement.is_decided for statement in statements)
    veil(statements, request.user)
    note_roles(statements)
    context = {
        "article": article,
        "version": version,
        "versions": versions,
        "run": version.runs.first(),
        "paragraphs": mark_version(version, statements),
        "statements": statements,
        "n_waiting": n_waiting if version == versions[0] else 0,
        "current": request.GET.get("statement", ""),
        "copies": article.origin.articles.exclude(pk=article.pk).select_related("outlet"),
        "can_review": request.user.has_perm("claims.review_statement"),
    }
    template = "claims/_reading.html" if is_swap(request) else "claims/article_detail.html"
    return render(request, template, context)


def _statements(version: ArticleVersion, viewer: Viewer) -> list[Statement]:
    """Return what the page marks; also what was rejected, while its second reading hides that from `viewer`."""
    rows = Statement.objects.of(version).with_context().with_links()
    unread = due_for(viewer).filter(pk=OuterRef("pk"))
    return list(rows.filter(Q(status__in=SHOWN) | Q(status="rejected") & Exists(unread)))


@require_POST
@can_review
def run_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for another run of the newest version."""
    article = get_object_or_404(Article, pk=pk)
    request_run(version=article.latest_version)
    messages.success(
        request, _("The article will be read again. What editors decided stays as it is.")
    )
    return redirect(article)
