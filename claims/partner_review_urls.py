"""The pages where feeds of published reviews come in, and where their matches are judged."""

from django.urls import path

from claims.views import review_imports

urlpatterns = [
    path("imports/", review_imports.list_imports, name="review-import-list"),
    path("imports/<int:pk>/", review_imports.detail, name="review-import"),
    path("imports/<int:pk>/repeat/", review_imports.repeat, name="review-import-repeat"),
    path("imports/<int:pk>/undo/", review_imports.undo, name="review-import-undo"),
    path("judge/", review_imports.judge, name="partner-review-judge"),
]
