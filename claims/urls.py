"""The pages of statements: articles read, statements reviewed, speakers heard, questions contrasted."""

from django.urls import include, path

from claims.views import agreement, articles, contrast, public, quality, questions, statements

app_name = "claims"

urlpatterns = [
    path("", include("claims.suggestion_urls")),
    path("", include("claims.question_urls")),
    path("", include("claims.correcting_urls")),
    path("", include("claims.history_urls")),
    path("", include("claims.comment_urls")),
    path("", include("claims.speaker_urls")),
    path("", include("claims.curation_urls")),
    path("reviews/", include("claims.partner_review_urls")),
    path("articles/<int:pk>/", articles.detail, name="article-detail"),
    path("articles/<int:pk>/run/", articles.run_again, name="article-run"),
    path("review/", include("claims.review_urls")),
    path("statements/<int:pk>/", statements.detail, name="statement-detail"),
    path("statements/<int:pk>/embed/", public.embed_statement, name="statement-embed"),
    path("statements/<int:pk>/accept/", statements.accept, name="statement-accept"),
    path("statements/<int:pk>/reject/", statements.reject, name="statement-reject"),
    path("statements/<int:pk>/withdraw/", statements.withdraw, name="statement-withdraw"),
    path("statements/<int:pk>/spans/", statements.set_spans, name="statement-spans"),
    path("statements/<int:pk>/link/", statements.link, name="statement-link"),
    path("statements/<int:pk>/unlink/<int:claim_pk>/", statements.unlink, name="statement-unlink"),
    path("quality/", quality.show, name="quality"),
    path("quality/agreement/", agreement.show, name="agreement"),
    path("quality/corrections.jsonl", quality.corrections, name="quality-corrections"),
    path("events/<int:pk>/undo/", statements.undo, name="event-undo"),
    path("claims/<int:pk>/", public.show_claim, name="claim-detail"),
    path("questions/", questions.list_questions, name="question-list"),
    path("questions/add/", questions.add, name="question-add"),
    path("questions/<slug:slug>/", contrast.detail, name="question-detail"),
    path("questions/<slug:slug>/live/", contrast.live, name="question-live"),
    path("questions/<slug:slug>/parts/<slug:name>/", contrast.part, name="question-part"),
    path("questions/<slug:slug>/table.csv", contrast.table, name="question-table"),
    path("questions/<slug:slug>/timeline.svg", contrast.timeline_svg, name="question-timeline"),
    path("questions/<slug:slug>/figures.svg", contrast.figures_svg, name="question-figures"),
    path("questions/<slug:slug>/embed/", public.embed_question, name="question-embed"),
    path("questions/<slug:slug>/claims/", questions.add_rival, name="claim-add"),
]
