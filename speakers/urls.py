"""Addresses of the registry; a speaker's own page, `/speakers/<slug>/`, belongs to `claims`."""

from django.urls import path

from speakers import import_views, views

app_name = "speakers"

urlpatterns = [
    path("", views.list_speakers, name="speaker-list"),
    path("add/", views.add_speaker, name="speaker-add"),
    path("imports/", import_views.list_imports, name="import-list"),
    path("imports/<int:pk>/", import_views.detail, name="import-detail"),
    path("imports/<int:pk>/<slug:act>/", import_views.act, name="import-act"),
    path("popolo.json", import_views.download, name="popolo"),
    path("warnings/", import_views.list_warnings, name="warning-list"),
    path("suggest/", views.suggest_speakers, name="speaker-suggest"),
]
