"""One page with three doors: paste, files, an address."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from articles.errors import IngestError
from articles.forms import DOORS, AddressForm, DoorForm, FilesForm, PasteForm
from articles.models import IngestAttempt
from articles.services.submission import submit_file, submit_text, submit_url
from articles.views.permissions import UNPROCESSABLE, actor_of, can_add


@require_http_methods(["GET", "POST"])
@can_add
def add(request: HttpRequest) -> HttpResponse:
    """Show the three forms; take in what one of them was sent with."""
    forms: dict[str, DoorForm] = {door: form_class() for door, form_class in DOORS.items()}
    if request.method == "GET":
        return render(request, "articles/article_add.html", {"forms": forms})
    door = request.POST.get("door", "")
    form = DOORS.get(door, PasteForm)(request.POST, request.FILES)
    attempts = _submit(request, form) if form.is_valid() else []
    if form.is_valid():
        return redirect(attempts[0]) if len(attempts) == 1 else redirect("articles:attempt-list")
    forms[form.door] = form
    return render(request, "articles/article_add.html", {"forms": forms}, status=UNPROCESSABLE)


def _submit(request: HttpRequest, form: DoorForm) -> list[IngestAttempt]:
    """Hand in what the form holds; what is refused becomes an error beside its field."""
    if isinstance(form, FilesForm):
        return _submit_files(request, form)
    try:
        if isinstance(form, AddressForm):
            return [submit_url(**form.cleaned_data, submitted_by=actor_of(request))]
        return [submit_text(**form.cleaned_data, submitted_by=actor_of(request))]
    except IngestError as error:
        form.add_error(form.main_field, str(error))
        return []


def _submit_files(request: HttpRequest, form: FilesForm) -> list[IngestAttempt]:
    values = dict(form.cleaned_data)
    files: list[UploadedFile[Any]] = values.pop("files")
    attempts = []
    for file in files:
        name = file.name or ""
        try:
            attempts.append(
                submit_file(name=name, data=file.read(), submitted_by=actor_of(request), **values)
            )
        except IngestError as error:
            form.add_error("files", _("“%(name)s”: %(error)s") % {"name": name, "error": error})
    if attempts and form.errors:
        message = ngettext(
            "%(n)d of the files was handed in; the others are listed below.",
            "%(n)d of the files were handed in; the others are listed below.",
            len(attempts),
        )
        messages.success(request, message % {"n": len(attempts)})
    return attempts
