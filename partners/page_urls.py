"""Everything under `/partners/`: each partner's own page."""

from django.urls import path

from partners.views import keys, partner_page

app_name = "partner-pages"

urlpatterns = [
    path("", partner_page.show_partners, name="list"),
    path("<slug:slug>/", partner_page.show_partner, name="detail"),
    path("<slug:slug>/keys/add/", keys.add, name="key-add"),
    path("<slug:slug>/keys/<int:pk>/rotate/", keys.rotate, name="key-rotate"),
    path("<slug:slug>/keys/<int:pk>/off/", keys.switch_off, name="key-off"),
]
