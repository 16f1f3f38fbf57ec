"""Who published this? An outlet is found by its domain, or opened."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from articles.addresses import domain_of, parent_domains
from articles.models import Outlet


def find_or_open_outlet(*, url: str, site_name: str = "") -> Outlet | None:
    """Return the outlet whose domain `url` lies in, opened under `site_name` if there is none; None without a URL."""
    domain = domain_of(url)
    if not domain:
        return None
    return (
        _outlet_at(domain)
        or _outlet_without_domain(site_name, domain)
        or _open_outlet(domain, site_name)
    )


def _outlet_at(domain: str) -> Outlet | None:
    """The outlet with the longest domain that holds `domain`: "sport.example.org" before "example.org"."""
    found = Outlet.objects.filter(domain__in=parent_domains(domain)).order_by("pk")
    return max(found, key=lambda outlet: len(outlet.domain), default=None)


def _outlet_without_domain(site_name: str, domain: str) -> Outlet | None:
    outlet = Outlet.objects.filter(name=site_name, domain="").first() if site_name else None
    if outlet is None or domain_of(outlet.home) not in {"", *parent_domains(domain)}:
        return None
    outlet.domain = domain
    outlet.save(update_fields=["domain"])
    return outlet


def _open_outlet(domain: str, site_name: str) -> Outlet:
    """A site may call itself what it likes, so a name that is taken is told apart by the domain."""
    home = f"https://{domain}/"
    for name in dict.fromkeys([site_name or domain, f"{site_name} ({domain})"[:200]]):
        try:
            with transaction.atomic():
                return Outlet.objects.create(name=name, home=home, domain=domain)
        except IntegrityError:
            continue
    return Outlet.objects.get(name=f"{site_name} ({domain})"[:200])
