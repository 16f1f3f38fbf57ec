"""A page that checks an item against the standards of exchange: pasted by anybody, fetched for whoever is signed in."""

from __future__ import annotations

import json
from collections.abc import Callable

from django.contrib.auth.models import User
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles.errors import IngestError
from articles.fetching import fetch_item
from claims.views.acts import UNPROCESSABLE
from partners.catalogue import CATALOGUE, Context
from partners.formats.annotations import as_annotation
from partners.formats.jsonld import as_document
from partners.forms import ItemForm
from partners.models import Kind
from partners.validation.checking import check_text

# Fetching holds a thread of the web process: so many in a minute for each user.
FETCHES, WINDOW_S = 10, 60
_EXAMPLES = {
    "claim": (Kind.CLAIM, as_document, gettext_lazy("a claim of ours")),
    "statement": (Kind.STATEMENT, as_document, gettext_lazy("a statement of ours")),
    "annotation": (Kind.STATEMENT, None, gettext_lazy("a statement as a Web Annotation")),
}


@require_http_methods(["GET", "HEAD", "POST"])
def validate(request: HttpRequest) -> HttpResponse:
    """Show the form, filled with an item of ours if asked for; posted, show what each standard says."""
    if request.method != "POST":
        item = _example(request.GET.get("example", ""), request.build_absolute_uri)
        return _page(request, ItemForm(initial={"item": item}))
    form = ItemForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=UNPROCESSABLE)
    url = form.cleaned_data["url"].strip()
    try:
        text = _fetch(url, request) if url else form.cleaned_data["item"]
    except IngestError as error:
        form.add_error("url" if request.user.is_authenticated else None, str(error))
        return _page(request, form, status=UNPROCESSABLE)
    return _page(request, form, checked=check_text(text), checked_url=url)


def _page(
    request: HttpRequest, form: ItemForm, *, status: int = 200, **found: object
) -> HttpResponse:
    context = {
        "form": form,
        "examples": [(name, label) for name, (_kind, _make, label) in _EXAMPLES.items()],
        "may_fetch": request.user.is_authenticated,
        **found,
    }
    return render(request, "partners/validator_page.html", context, status=status)


def _fetch(url: str, request: HttpRequest) -> str:
    """Return what stands at `url`; raises `IngestError` for whoever is not signed in or asks too often."""
    if not isinstance(request.user, User):
        raise IngestError(_("Sign in to have an address fetched, or paste the item."))
    counter = f"partners:validator:{request.user.pk}"
    cache.add(counter, 0, timeout=WINDOW_S)
    try:
        n_fetched = cache.incr(counter)
    except ValueError:  # the window ended between the two calls
        n_fetched = 1
    if n_fetched > FETCHES:
        raise IngestError(_("You have had many addresses fetched: wait a minute."))
    return fetch_item(url).text


def _example(name: str, absolute: Callable[[str], str]) -> str:
    """Return the latest item of ours of the kind asked for, as the API serves it; empty if there is none."""
    if name not in _EXAMPLES:
        return ""
    kind, make, _label = _EXAMPLES[name]
    listed = CATALOGUE[kind]
    rows = listed.published().order_by("-pk")
    rated = rows.filter(partner_reviews__state="confirmed") if kind == Kind.CLAIM else rows
    pk = rated.values_list("pk", flat=True).first() or rows.values_list("pk", flat=True).first()
    found = list(listed.looks([pk] if pk else [], Context(absolute=absolute)))
    if not found:
        return ""
    [(key, look)] = found
    href = absolute(listed.href(key))
    document = make(kind, look, href=href) if make else as_annotation(look, href=href)
    return json.dumps(document, ensure_ascii=False, indent=2, default=str)
