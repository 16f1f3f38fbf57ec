"""Everything under `/api/`: version 1, and its documentation for people."""

from __future__ import annotations

from django.urls import include, path, re_path
from django.views.generic import RedirectView
from rest_framework.routers import SimpleRouter
from rest_framework.urlpatterns import format_suffix_patterns

from partners import api
from partners.views import docs as views
from partners.views.oembed import oembed
from partners.views.validator import validate

app_name = "partners"

router = SimpleRouter(trailing_slash=False)
router.register("v1/articles", api.ArticleViewSet, basename="article")
router.register("v1/statements", api.StatementViewSet, basename="statement")
router.register("v1/speakers", api.SpeakerViewSet, basename="speaker")
router.register("v1/questions", api.QuestionViewSet, basename="question")
router.register("v1/claims", api.ClaimViewSet, basename="claim")
SUFFIXES = ["json", "jsonld", "annotation", "csv", "jsonl", "parquet"]
published = format_suffix_patterns(router.urls, allowed=SUFFIXES)

router = SimpleRouter(trailing_slash=False)
router.register("v1/changes", api.ChangeViewSet, basename="change")
router.register("v1/dumps", api.DumpViewSet, basename="dump")
router.register("v1/webhooks", api.WebhookViewSet, basename="webhook")
router.register("v1/reviews", api.ReviewViewSet, basename="review")
MESSAGES = r"^v1/webhooks/(?P<id>[0-9]{1,18})/messages"
DUMP_FILE = (
    r"^v1/dumps/(?P<id>[0-9]{1,18})/files/(?P<name>[a-z]{1,10}-[0-9]{4,9}\.(jsonl\.gz|parquet))$"
)

urlpatterns = [
    path("docs/", views.show_docs, name="docs"),
    path("", include("partners.reconcile_urls")),
    path("validate/", validate, name="validate"),
    path("oembed", oembed, name="oembed"),
    path("docs/problems/", views.show_problems, name="problems"),
    path("v1/", RedirectView.as_view(pattern_name="partners:docs"), name="root"),
    path("v1/schema", api.SchemaView.as_view(), name="schema"),
    *published,
    *router.urls,
    re_path(DUMP_FILE, api.DumpFileView.as_view(), name="dump-file"),
    re_path(f"{MESSAGES}$", api.WebhookMessagesView.as_view(), name="webhook-messages"),
    re_path(
        rf"{MESSAGES}/(?P<message>[0-9]{{1,18}})/replay$",
        api.WebhookReplayView.as_view(),
        name="webhook-replay",
    ),
    re_path(r"^v1/[\s\S]*$", api.nothing_or_slash, name="nothing"),
]
