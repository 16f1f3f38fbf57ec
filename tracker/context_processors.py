"""What every page may show."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from claims.models import Notice

N_COUNTED = 99  # more are not counted


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the site, as the masthead names it."""

    label: str
    url: str
    is_current: bool


def site(request: HttpRequest) -> dict[str, object]:
    """Return whether this is the demo, the sections with the current one marked, and how many notices are new.

    The notices are counted where a page shows them, and nowhere else.
    """
    return {
        "is_demo": settings.DEMO,
        "site_sections": _sections(request),
        "n_notices": SimpleLazyObject(lambda: _count_notices(request)),
    }


def _count_notices(request: HttpRequest) -> int:
    if not request.user.is_authenticated:
        return 0
    return Notice.objects.shown_to(request.user.pk).unread()[:N_COUNTED].count()


def _sections(request: HttpRequest) -> list[Section]:
    path = request.path
    listed = [
        (_("Desk"), reverse("desk")),
        (_("Review"), reverse("claims:review")),
        (_("Articles"), reverse("articles:article-list")),
        (_("Questions"), reverse("claims:question-list")),
        (_("Speakers"), reverse("speakers:speaker-list")),
        (_("History"), reverse("claims:history")),
        (_("Search"), reverse("search")),
        (_("API"), reverse("partners:docs")),
    ]
    user = getattr(request, "user", None)
    published = (_("Published questions"), reverse("claims:question-list"))
    if user is not None and user.has_perm("claims.review_statement"):
        listed.insert(-1, (_("Quality"), reverse("claims:quality")))
    if user is not None and user.has_perm("speakers.add_judgement"):
        listed.insert(5, (_("Curation"), reverse("claims:curation")))
    if user is not None and user.has_perm("partners.view_partner"):
        listed.insert(-1, (_("Partners"), reverse("partner-pages:list")))
    if getattr(request, "is_partner_apart", False):
        listed = [(_("Your access"), reverse("partner-pages:list")), published, listed[-1]]
    elif user is None or not user.is_authenticated:
        listed = [published, listed[-1]]
    desk = reverse("desk")
    return [
        Section(label, url, path == url if url == desk else path.startswith(url))
        for label, url in listed
    ]
