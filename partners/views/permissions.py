"""Who may see and change a partner's page: its own people, and whoever administers partners here."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from claims.views.acts import actor_of
from partners.models import Partner, PartnerMember

View = Callable[..., HttpResponse]


def partners_of(request: HttpRequest) -> QuerySet[Partner]:
    """Return the partners whose pages the signed-in user may see."""
    user = actor_of(request)
    if user.has_perm("partners.view_partner"):
        return Partner.objects.all()
    return Partner.objects.filter(memberships__user=user)


def may_manage(request: HttpRequest, partner: Partner) -> bool:
    """Tell whether the user may make and change the keys and webhooks of `partner`."""
    user = actor_of(request)
    if user.has_perm("partners.change_partner"):
        return True
    return PartnerMember.objects.filter(partner=partner, user=user, is_manager=True).exists()


def of_partner(*, to_manage: bool = False) -> Callable[[View], View]:
    """Return a decorator: the view gets the partner of the address's slug.

    Without a log-in it leads to one. A partner that the user may not see is not there (404), and one that they may
    only see cannot be changed (403).
    """

    def wrap(view: View) -> View:
        @login_required
        @wraps(view)
        def checked(request: HttpRequest, slug: str, **kwargs: object) -> HttpResponse:
            partner = partners_of(request).filter(slug=slug).first()
            if partner is None:
                raise Http404
            if to_manage and not may_manage(request, partner):
                raise PermissionDenied
            return view(request, partner, **kwargs)

        return checked

    return wrap
