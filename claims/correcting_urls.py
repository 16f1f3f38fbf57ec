"""The addresses by which statements are corrected and added; `claims.urls` includes them."""

from django.urls import path

from claims.views import adding, correcting

urlpatterns = [
    path("articles/<int:pk>/statements/add/", adding.add, name="statement-add"),
    path("statements/<int:pk>/correct/", correcting.correct, name="statement-correct"),
    path("statements/<int:pk>/split/", correcting.split, name="statement-split"),
    path("statements/<int:pk>/join/", correcting.join, name="statement-join"),
    path("statements/<int:pk>/speaker/", correcting.set_speaker, name="statement-speaker"),
    path("statements/<int:pk>/speaker/new/", correcting.add_speaker, name="statement-new-speaker"),
]
