"""The pages of suggestions; `claims.urls` includes them before the questions' own addresses."""

from django.urls import path

from claims.views import contrasting, proposed, suggestions

urlpatterns = [
    path("questions/proposed/", proposed.list_proposed, name="question-proposed"),
    path("questions/proposed/<int:pk>/dismiss/", proposed.dismiss, name="group-dismiss"),
    path("questions/proposed/<int:pk>/reopen/", proposed.reopen, name="group-reopen"),
    path("statements/<int:pk>/contrast/", contrasting.contrast, name="statement-contrast"),
    path(
        "questions/<slug:slug>/suggestions/", suggestions.list_suggestions, name="suggestion-list"
    ),
    path("suggestions/<int:pk>/confirm/", suggestions.confirm, name="suggestion-confirm"),
    path("suggestions/<int:pk>/refuse/", suggestions.refuse, name="suggestion-refuse"),
    path("suggestions/<int:pk>/keep-out/", suggestions.keep_out, name="suggestion-keep-out"),
]
