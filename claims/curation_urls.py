"""The addresses of the curators' queue."""

from django.urls import path

from claims.views import curation

urlpatterns = [
    path("curation/", curation.queue, name="curation"),
]
