"""The endpoints of the reconciliation API: plain JSON with CORS, for a key in the header or in the address."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from types import SimpleNamespace
from typing import Any, cast

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from rest_framework.request import Request

from claims.views.public import EMBED_POLICY
from partners.authentication import REALM
from partners.errors import ReconcileError
from partners.models import Scope
from partners.reconcile.answering import answer_batch
from partners.reconcile.asked import N_MOST_CANDIDATES, read_batch, read_extension
from partners.reconcile.extending import extend
from partners.reconcile.manifest import build_manifest
from partners.reconcile.suggesting import (
    propose_properties,
    suggest_entities,
    suggest_properties,
    suggest_types,
)
from partners.services.keys import find_key, note_use
from partners.services.usage import note_answer
from partners.throttling import KeyThrottle
from partners.visibility import described_speakers

View = Callable[..., HttpResponse]
SUGGESTIONS = {
    "entity": suggest_entities,
    "type": suggest_types,
    "property": suggest_properties,
}
N_SKIPPED = 10_000
_ALLOWED = {"GET", "HEAD", "POST"}


def for_keys(*, is_open: Callable[[HttpRequest], bool] | None = None) -> Callable[[View], View]:
    """Return a decorator: a usable key that may read, within its limits, CORS on every answer, errors as problems.

    A request for which `is_open` holds needs no key.
    """

    def wrap(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def guarded(request: HttpRequest, key: str = "", **names: str) -> HttpResponse:
            if request.method == "OPTIONS":
                return _with_cors(HttpResponse(status=204))
            if request.method not in _ALLOWED:
                return _with_cors(
                    _problem(405, "GET and POST are allowed.", Allow="GET, HEAD, POST, OPTIONS")
                )
            given = key or _bearer(request)
            if not given and is_open is not None and is_open(request):
                return _with_cors(view(request, key=key, **names))
            return _with_cors(_answer(request, given, lambda: view(request, key=key, **names)))

        return guarded

    return wrap


@for_keys(is_open=lambda request: not _asked(request))
def endpoint(request: HttpRequest, key: str) -> HttpResponse:
    """Return the manifest, or answer `queries` or `extend`."""
    asked = _asked(request)
    if "queries" in asked:
        return JsonResponse(answer_batch(read_batch(asked["queries"])))
    if "extend" in asked:
        return JsonResponse(extend(read_extension(asked["extend"])))
    here = request.build_absolute_uri(_address(key))
    site = request.build_absolute_uri("/").rstrip("/")
    return JsonResponse(build_manifest(endpoint=here, site=site, has_key=bool(key)))


@for_keys()
def suggest(request: HttpRequest, key: str, what: str) -> HttpResponse:
    """Suggest entities, types or properties for `prefix`, from `cursor` on."""
    found = SUGGESTIONS[what](
        request.GET.get("prefix", "")[:200], skip=_number(request, "cursor", 0, N_SKIPPED)
    )
    return JsonResponse({"result": found})


@for_keys()
def properties(request: HttpRequest, key: str) -> HttpResponse:
    """Propose properties to fetch for entities of `type`."""
    type_id = request.GET.get("type", "")
    limit = _number(request, "limit", N_MOST_CANDIDATES, N_MOST_CANDIDATES)
    found = propose_properties(type_id, limit=limit)
    return JsonResponse({"type": type_id, "limit": limit, "properties": found})


@csp_replace(EMBED_POLICY)
@xframe_options_exempt
@for_keys()
def preview(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """Show a public speaker in a small frame."""
    speaker: Any = get_object_or_404(described_speakers(), slug=slug)
    held = [mandate for record in (speaker, *speaker.merged.all()) for mandate in record.held]
    context = {"speaker": speaker, "held": sorted(held, key=lambda m: m.start, reverse=True)[:4]}
    return render(request, "partners/reconcile_preview.html", context)


def _asked(request: HttpRequest) -> dict[str, str]:
    given = request.POST if request.method == "POST" else request.GET
    return {name: str(given[name]) for name in ("queries", "extend") if name in given}


def _answer(request: HttpRequest, secret: str, act: Callable[[], HttpResponse]) -> HttpResponse:
    """Do `act` for the key, count it, and say what is wrong."""
    key = find_key(secret=secret) if secret else None
    if key is None:
        bearer = {"WWW-Authenticate": REALM}
        return _problem(
            401, "A valid key is needed, as Authorization: Bearer or in the address.", **bearer
        )
    note_use(key=key)
    throttle = KeyThrottle()
    asker = cast(Request, SimpleNamespace(user=key))
    if not key.may(Scope.READ):
        answer = _problem(403, "This key may not read.")
    elif not throttle.allow_request(asker, cast(Any, None)):
        wait_s = str(round(throttle.wait() or 1))
        answer = _problem(
            429, "The key has used up its requests for now.", **{"Retry-After": wait_s}
        )
    else:
        answer = _tried(act)
    for name, value in throttle.headers().items():
        answer[name] = value
    note_answer(key_id=key.pk, status=answer.status_code)
    return answer


def _tried(act: Callable[[], HttpResponse]) -> HttpResponse:
    try:
        return act()
    except ReconcileError as error:
        return _problem(error.status, str(error))
    except Http404:
        return _problem(404, "There is no such entity.")


def _bearer(request: HttpRequest) -> str:
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else ""


def _number(request: HttpRequest, name: str, default: int, most: int) -> int:
    given = request.GET.get(name, "")
    return min(int(given), most) if given.isdecimal() and len(given) < 10 else default


def _address(key: str) -> str:
    return reverse("partners:reconcile-key", args=[key]) if key else reverse("partners:reconcile")


def _problem(status: int, detail: str, **headers: str) -> HttpResponse:
    answer = JsonResponse(
        {"status": status, "detail": detail}, status=status, content_type="application/problem+json"
    )
    for name, value in headers.items():
        answer[name] = value
    return answer


def _with_cors(answer: HttpResponse) -> HttpResponse:
    """Let any page read the answer: it depends on the key alone, never on a session."""
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Access-Control-Allow-Methods"] = "GET, HEAD, POST, OPTIONS"
    answer["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
    answer["Access-Control-Max-Age"] = "86400"
    answer["Cache-Control"] = "private, no-cache"
    answer["Referrer-Policy"] = "no-referrer"  # the address may hold a key
    return answer
