"""Addresses of the registry; a speaker's own page, `/speakers/<slug>/`, belongs to `claims`."""

from django.urls import path

from speakers import views

app_name = "speakers"

urlpatterns = [
    path("", views.list_speakers, name="speaker-list"),
    path("add/", views.add_speaker, name="speaker-add"),
    path("suggest/", views.suggest_speakers, name="speaker-suggest"),
]
