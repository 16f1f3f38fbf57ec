"""Everything under `/partners/`: each partner's own page."""

from django.urls import path

from partners.views import keys, partner_page, webhooks

app_name = "partner-pages"

urlpatterns = [
    path("", partner_page.show_partners, name="list"),
    path("<slug:slug>/", partner_page.show_partner, name="detail"),
    path("<slug:slug>/keys/add/", keys.add, name="key-add"),
    path("<slug:slug>/keys/<int:pk>/rotate/", keys.rotate, name="key-rotate"),
    path("<slug:slug>/webhooks/add/", webhooks.add, name="webhook-add"),
    path("<slug:slug>/webhooks/<int:pk>/", webhooks.show, name="webhook"),
    path("<slug:slug>/webhooks/<int:pk>/change/", webhooks.change, name="webhook-change"),
    path("<slug:slug>/webhooks/<int:pk>/secret/", webhooks.rotate, name="webhook-secret"),
    path("<slug:slug>/webhooks/<int:pk>/test/", webhooks.test, name="webhook-test"),
    path("<slug:slug>/webhooks/<int:pk>/switch/", webhooks.switch, name="webhook-switch"),
    path("<slug:slug>/webhooks/<int:pk>/remove/", webhooks.remove, name="webhook-remove"),
    path(
        "<slug:slug>/webhooks/<int:pk>/messages/<int:message>/replay/",
        webhooks.replay,
        name="webhook-replay",
    ),
    path("<slug:slug>/keys/<int:pk>/off/", keys.switch_off, name="key-off"),
]
