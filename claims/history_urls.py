"""The addresses of the history, and of acts on many statements."""

from django.urls import path

from claims.views import article_verdicts, history, undoing

urlpatterns = [
    path("history/", history.list_acts, name="history"),
    path("history/<int:pk>/", history.show_act, name="act-detail"),
    path("history/<int:pk>/undo/", undoing.undo, name="act-undo"),
    path("articles/<int:pk>/decide/", article_verdicts.decide, name="article-decide"),
]
