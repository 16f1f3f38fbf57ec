"""One verdict for all statements of an article that wait: what it would decide is shown, then it is one act."""

from __future__ import annotations

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from articles.models import Article
from claims.models import Statement
from claims.services.bulk import Asked, Decided, decide_statements
from claims.views.acts import CONFLICT, UNPROCESSABLE, actor_of, can_review

STATUSES = {"accept": Statement.Status.ACCEPTED, "reject": Statement.Status.REJECTED}


@require_http_methods(["GET", "HEAD", "POST"])
@can_review
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the statements of the newest version that wait, or give those that were shown the verdict.

    What somebody changed since is left as it is and told of; 409 with the fresh list if that is all of it.
    """
    article = get_object_or_404(Article, pk=pk)
    given = request.POST if request.method == "POST" else request.GET
    act = given.get("act", "")
    if act not in STATUSES:
        messages.error(request, _("Choose whether to accept or to reject them."))
        return redirect(article)
    if request.method != "POST":
        return _render(request, article, act)
    asked = _asked(request, article)
    if not asked:
        return _render(
            request, article, act, message=_("No statement was chosen."), status=UNPROCESSABLE
        )
    why = request.POST.get("why", "").strip()[:500]
    done = decide_statements(asked=asked, status=STATUSES[act], actor=actor_of(request), why=why)
    if done.act is None and done.conflicts:
        return _render(request, article, act, message=done.conflicts[0][1], status=CONFLICT)
    _tell(request, done)
    return redirect(article)


def _asked(request: HttpRequest, article: Article) -> list[Asked]:
    """Return what was shown, as `key:row version`; statements of other articles are left out."""
    written = [
        one for one in request.POST.getlist("statement") if re.fullmatch(r"\d{1,17}:\d{1,9}", one)
    ]
    pairs = [one.split(":") for one in written]
    versions = {int(key): int(row_version) for key, row_version in pairs}
    known = Statement.objects.in_article(article).filter(pk__in=versions)
    return [Asked(key, versions[key]) for key in known.values_list("pk", flat=True)]


def _tell(request: HttpRequest, done: Decided) -> None:
    if done.act is not None:
        n_done = ngettext("%(n)d statement decided.", "%(n)d statements decided.", done.n_done)
        link = format_html(
            '{} <a href="{}">{}</a>',
            n_done % {"n": done.n_done},
            done.act.get_absolute_url(),
            _("See it in the history, or undo it"),
        )
        messages.success(request, link)
    else:
        messages.info(request, _("Nothing changed: they stood so already."))
    for statement, why in done.conflicts:
        messages.warning(request, f"“{statement}”: {why}")


def _render(
    request: HttpRequest, article: Article, act: str, *, message: str = "", status: int = 200
) -> HttpResponse:
    waiting = Statement.objects.of(article.latest_version).proposed().with_context()
    context = {
        "article": article,
        "act": act,
        "statements": list(waiting),
        "message": message,
    }
    return render(request, "claims/article_decide.html", context, status=status)
