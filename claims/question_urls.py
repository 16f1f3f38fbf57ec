"""What is done to a question's shape; `claims.urls` includes these before the questions' own addresses."""

from django.urls import path

from claims.views import merging, partner_reviews, question_history, relations, splitting, ties

urlpatterns = [
    path("questions/<slug:slug>/merge/", merging.merge, name="question-merge"),
    path("questions/<slug:slug>/split/", splitting.split, name="question-split"),
    path("questions/<slug:slug>/history/", question_history.history, name="question-history"),
    path("question-events/<int:pk>/undo/", question_history.undo, name="question-event-undo"),
    path("questions/<slug:slug>/relations/", relations.relate, name="claim-relate"),
    path("relations/<int:pk>/remove/", relations.unrelate, name="claim-unrelate"),
    path("questions/<slug:slug>/reviews/", partner_reviews.reviews, name="partner-review-list"),
    path("partner-reviews/<int:pk>/", partner_reviews.decide, name="partner-review-decide"),
    path("statements/<int:pk>/ties/", ties.show, name="statement-ties"),
    path("statements/<int:pk>/judge/", ties.judge, name="statement-judge"),
    path("groups/<int:pk>/tie/", ties.tie_whole_group, name="group-tie"),
    path("ties/<int:pk>/remove/", ties.untie, name="tie-remove"),
    path("judgements/<int:pk>/remove/", ties.unjudge, name="judgement-remove"),
]
