"""The addresses of a speaker's page and of what curators judge there."""

from django.urls import path

from claims.views import judging, speakers

urlpatterns = [
    path("speakers/<slug:slug>/", speakers.detail, name="speaker-detail"),
    path("speakers/<slug:slug>/judge/", judging.judge, name="speaker-judge"),
    path("judgements/<int:pk>/take-back/", judging.take_back, name="judgement-take-back"),
    path("history/registry/<int:pk>/undo/", judging.undo, name="registry-event-undo"),
]
