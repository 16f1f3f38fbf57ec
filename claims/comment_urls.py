"""The addresses of comments, of sending back, and of notices; `claims.urls` includes them."""

from django.urls import path

from claims.views import comments

urlpatterns = [
    path("statements/<int:pk>/comments/", comments.comment, name="statement-comments"),
    path("statements/<int:pk>/return/", comments.send_back, name="statement-return"),
    path("people/suggest/", comments.suggest_people, name="people-suggest"),
    path("notices/", comments.notices, name="notices"),
]
