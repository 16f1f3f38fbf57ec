"""Files for the registry, in and out, and what is to be looked at in it afterwards."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from speakers.errors import RegistryError
from speakers.import_forms import ImportForm, LineFilterForm
from speakers.models import ImportLine, RegistryImport
from speakers.popolo import popolo_text
from speakers.services.imports import (
    discard_import,
    request_import,
    resume_import,
    start_import,
    undo_import,
)
from speakers.warnings import find_warnings

N_PAGE = 25
N_LINES = 100
N_WARNINGS = 200
STANDS_STILL_S = 180
View = Callable[..., HttpResponse]


def _can_import(view: View) -> View:
    permission = "speakers.add_registryimport"
    return login_required(permission_required(permission, raise_exception=True)(view))


@require_http_methods(["GET", "POST"])
@_can_import
def list_imports(request: HttpRequest) -> HttpResponse:
    """Show the imports, newest first, and take a file in."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        entered = form.cleaned_data
        try:
            run = request_import(
                name=entered["file"].name,
                data=entered["file"].read(),
                actor=cast(User, request.user),
                format_=entered["format"],
                scheme=entered["scheme"],
                matches_names=entered["matches_names"],
            )
        except RegistryError as error:
            form.add_error("file", str(error))
        else:
            return redirect(run)
    runs = RegistryImport.objects.with_outcomes().defer("text").order_by("-pk")
    context = {"form": form, "page": Paginator(runs, N_PAGE).get_page(request.GET.get("page"))}
    status = 422 if form.errors else 200
    return render(request, "speakers/import_list.html", context, status=status)


@require_GET
@_can_import
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far an import is, and what each record does or would do; a script that asks gets the fragment."""
    runs = RegistryImport.objects.with_outcomes().defer("text")
    run = get_object_or_404(runs, pk=pk)
    form = LineFilterForm(request.GET)
    lines = _chosen(run, form.cleaned_data["show"] if form.is_valid() else "")
    quiet_s = (timezone.now() - run.state_at).total_seconds()
    context = {
        "run": run,
        "form": form,
        "page": Paginator(lines, N_LINES).get_page(request.GET.get("page")),
        "stands_still": run.is_running and quiet_s > STANDS_STILL_S,
    }
    is_part = "HX-Request" in request.headers
    template = "speakers/_import.html" if is_part else "speakers/import_detail.html"
    return render(request, template, context)


@require_POST
@_can_import
def act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Import what was shown, throw it away, undo the import, or hand one that stands still to the worker again."""
    run = get_object_or_404(RegistryImport.objects.defer("text"), pk=pk)
    acts: dict[str, Callable[[], None]] = {
        "start": lambda: start_import(run=run),
        "discard": lambda: discard_import(run=run),
        "undo": lambda: undo_import(run=run, actor=cast(User, request.user)),
        "resume": lambda: resume_import(run=run),
    }
    if act not in acts:
        raise Http404
    try:
        acts[act]()
    except RegistryError as error:
        messages.error(request, str(error))
    return redirect(run)


def _chosen(run: RegistryImport, show: str) -> QuerySet[ImportLine]:
    lines = run.lines.to_show()
    if show == "left":
        return lines.filter(undo=ImportLine.Undo.LEFT)
    if show:
        return lines.filter(outcome=show)
    return lines.urgent_first()


@require_GET
@login_required
def download(request: HttpRequest) -> StreamingHttpResponse:
    """Send the registry as Popolo JSON, row by row."""
    response = StreamingHttpResponse(popolo_text(), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="popolo.json"'
    return response


@require_GET
@login_required
@permission_required("speakers.change_membership", raise_exception=True)
def list_warnings(request: HttpRequest) -> HttpResponse:
    """Show curators the mandates whose dates cannot all be right."""
    found = list(islice(find_warnings(), N_WARNINGS + 1))
    context = {"warnings": found[:N_WARNINGS], "is_cut": len(found) > N_WARNINGS}
    return render(request, "speakers/warning_list.html", context)
