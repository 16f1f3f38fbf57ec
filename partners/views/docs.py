"""The API's documentation, open to everybody."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from partners.examples import list_examples
from partners.openapi import openapi_document
from partners.problems import KINDS
from partners.reference import list_components, list_operations

DEMO_KEY = "demo-partner-key"


@require_safe
def show_docs(request: HttpRequest) -> HttpResponse:
    """Show the quick start and the reference; in the demo, the examples run as printed."""
    document = openapi_document()
    address = request.build_absolute_uri(reverse("partners:statement-list"))
    return render(
        request,
        "partners/docs_page.html",
        {
            "examples": list_examples(
                address=address, key=DEMO_KEY if settings.DEMO else "YOUR-KEY"
            ),
            "operations": list_operations(document),
            "components": list_components(document),
        },
    )


@require_safe
def show_problems(request: HttpRequest) -> HttpResponse:
    """Show what each kind of problem means and what to do about it."""
    return render(request, "partners/problems_page.html", {"kinds": KINDS})
