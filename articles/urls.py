"""The pages of adding and listing articles. One article's own page belongs to `claims`."""

from django.urls import path

from articles.views import adding, attempts, lists

app_name = "articles"

urlpatterns = [
    path("", lists.list_articles, name="article-list"),
    path("add/", adding.add, name="article-add"),
    path("attempts/", attempts.list_attempts, name="attempt-list"),
    path("attempts/<int:pk>/", attempts.detail, name="attempt-detail"),
    path("attempts/<int:pk>/retry/", attempts.retry, name="attempt-retry"),
]
