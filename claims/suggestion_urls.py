"""The pages of suggestions; `claims.urls` includes them before the questions' own addresses."""

from django.urls import path

from claims.views import contrasting, suggestions

urlpatterns = [
    path("statements/<int:pk>/contrast/", contrasting.contrast, name="statement-contrast"),
    path(
        "questions/<slug:slug>/suggestions/", suggestions.list_suggestions, name="suggestion-list"
    ),
    path("suggestions/<int:pk>/confirm/", suggestions.confirm, name="suggestion-confirm"),
    path("suggestions/<int:pk>/refuse/", suggestions.refuse, name="suggestion-refuse"),
]
