"""All articles, newest first."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from articles.forms import ArticleFilterForm
from articles.models import Article

N_PAGE = 30


@require_GET
@login_required
def list_articles(request: HttpRequest) -> HttpResponse:
    """List the articles that the filters in the address leave."""
    form = ArticleFilterForm(request.GET)
    articles = form.chosen_from(Article.objects.listed().with_counts())
    context = {
        "form": form,
        "is_filtered": form.is_filtering,
        "page": Paginator(articles, N_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "articles/article_list.html", context)
