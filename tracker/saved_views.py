"""Saved searches and their alerts: everybody keeps their own."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tracker.forms import AlertForm, SaveForm, SearchForm
from tracker.models import SavedSearch, SearchAlert
from tracker.saved import add_alert, remove_alert, remove_search, save_search
from tracker.search_page import describe_asked


@require_GET
@login_required
def list_saved(request: HttpRequest) -> HttpResponse:
    """Show the reader's saved searches with their alerts."""
    return _show_list(request)


@require_POST
@login_required
def save(request: HttpRequest) -> HttpResponse:
    """Keep the search at the address given under the name given; the same name is written over."""
    form = SaveForm(request.POST)
    search = SearchForm(QueryDict(request.POST.get("asked", "")))
    if not form.is_valid() or not search.is_valid() or not search.chosen:
        messages.error(
            request, _("Nothing was saved: give the search a name, and ask for something.")
        )
        return redirect("search")
    name = form.cleaned_data["name"]
    saved = save_search(owner=cast(User, request.user), name=name, asked=search.chosen)
    messages.success(request, _("“%(name)s” is saved.") % {"name": saved.name})
    return redirect("search-saved")


@require_POST
@login_required
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a saved search and its alerts."""
    search = _own(request, pk)
    remove_search(search=search)
    messages.success(request, _("“%(name)s” is gone.") % {"name": search.name})
    return redirect("search-saved")


@require_POST
@login_required
def alert_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell the address given of newly accepted statements that match."""
    search = _own(request, pk)
    form = AlertForm(request.POST, auto_id=f"alert-{pk}-%s")
    if not form.is_valid():
        return _show_list(request, wrong=(pk, form))
    add_alert(search=search, **form.cleaned_data)
    messages.success(request, _("From now on newly accepted statements are told there."))
    return redirect("search-saved")


@require_POST
@login_required
def alert_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell that address no more."""
    alert = get_object_or_404(SearchAlert, pk=pk, search__owner=request.user)
    remove_alert(alert=alert)
    messages.success(request, _("The alert is gone."))
    return redirect("search-saved")


def _own(request: HttpRequest, pk: int) -> SavedSearch:
    return get_object_or_404(SavedSearch, pk=pk, owner=request.user)


def _show_list(request: HttpRequest, *, wrong: tuple[int, AlertForm] | None = None) -> HttpResponse:
    user = cast(User, request.user)
    searches = SavedSearch.objects.filter(owner=user).prefetch_related("alerts")
    rows = [
        (
            search,
            describe_asked(search.asked),
            wrong[1]
            if wrong and wrong[0] == search.pk
            else AlertForm(auto_id=f"alert-{search.pk}-%s", initial={"target": user.email}),
        )
        for search in searches
    ]
    return render(
        request, "tracker/search_saved.html", {"rows": rows}, status=422 if wrong else 200
    )
