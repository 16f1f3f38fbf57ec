"""Every address of the site; each app keeps its own."""

from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import include, path

from tracker import health, saved_views, search_views, views

urlpatterns = [
    path("", views.desk, name="desk"),
    path("search/", search_views.search, name="search"),
    path("search/saved/", saved_views.list_saved, name="search-saved"),
    path("search/save/", saved_views.save, name="search-save"),
    path("search/saved/<int:pk>/delete/", saved_views.delete, name="search-delete"),
    path("search/saved/<int:pk>/alerts/", saved_views.alert_add, name="search-alert-add"),
    path("search/alerts/<int:pk>/delete/", saved_views.alert_delete, name="search-alert-delete"),
    path("healthz", health.healthz, name="healthz"),
    path("login/", auth.LoginView.as_view(), name="login"),
    path("logout/", auth.LogoutView.as_view(), name="logout"),
    path("articles/", include("articles.urls")),
    path("speakers/", include("speakers.urls")),
    path("", include("claims.urls")),
    path("api/", include("partners.urls")),
    path("partners/", include("partners.page_urls")),
    path("admin/", admin.site.urls),
]
