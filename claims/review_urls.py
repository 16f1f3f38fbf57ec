"""The addresses of the review workbench."""

from django.urls import path

from claims.views import (
    differences,
    review,
    review_list,
    review_settings,
    review_sides,
    second_marks,
)

urlpatterns = [
    path("", review.workbench, name="review"),
    path("list/", review_list.show_list, name="review-list"),
    path("differences/", differences.differences, name="differences"),
    path("keys/", review_settings.keys, name="review-keys"),
    path("views/save/", review_settings.save_view, name="review-view-save"),
    path("views/<int:pk>/delete/", review_settings.delete_view, name="review-view-delete"),
    path("<int:pk>/lease/", review_sides.lease, name="review-lease"),
    path("<int:pk>/story/", review_sides.story, name="review-story"),
    path("<int:pk>/second/", second_marks.mark, name="second-mark"),
    path("<int:pk>/link/", review_sides.link, name="review-link"),
]
