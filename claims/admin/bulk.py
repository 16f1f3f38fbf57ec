"""One act on many statements: one service call each, one `batch` for all, and a report of what did not work."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.errors import ConflictError, ReviewError
from claims.models import Statement

# Two fields a row in the form, of the 1000 that Django takes; and a page must answer in seconds.
N_MOST = 400
N_REPORTED = 5


@dataclass(frozen=True, slots=True)
class Chosen:
    """A statement, the row version that the page showed, and the place of the tick in the list."""

    statement_id: int
    row_version: int
    words: str


# Acts on one row within a batch; tells whether the row changed.
Act = Callable[[Chosen, uuid.UUID], bool]


@dataclass(slots=True)
class Tally:
    """What became of a bulk act."""

    n_done: int = 0
    n_unchanged: int = 0
    conflicts: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)


def version_field(statement: Statement) -> SafeString:
    """Return the hidden field that carries the row version shown in a list to the action."""
    return format_html(
        '<input type="hidden" name="row_version_{}" value="{}">',
        statement.pk,
        statement.row_version,
    )


def chosen_statements(request: HttpRequest, queryset: QuerySet[Statement]) -> list[Chosen]:
    """Return the ticked statements at the row versions that the page showed.

    A ticked row that has left the filtered list meanwhile is still among them: its conflict is reported
    instead of passing it over in silence.
    """
    if request.POST.get("select_across") == "1":
        rows = queryset
    else:
        rows = Statement.objects.filter(pk__in=request.POST.getlist(ACTION_CHECKBOX_NAME))
    listed = rows.order_by("pk").values_list("pk", "row_version", "words")[: N_MOST + 1]
    return [
        Chosen(pk, _shown_version(request, pk, default=now), words) for pk, now, words in listed
    ]


def act_on_each(chosen: Iterable[Chosen], act: Act) -> Tally:
    """Call `act` for every row with one new batch; what one refuses does not stop the others."""
    tally, batch = Tally(), uuid.uuid4()
    for row in chosen:
        try:
            has_changed = act(row, batch)
        except ConflictError as error:
            tally.conflicts.append(f"“{row.words[:60]}”: {error}")
        except ReviewError as error:
            tally.refusals.append(f"“{row.words[:60]}”: {error}")
        else:
            if has_changed:
                tally.n_done += 1
            else:
                tally.n_unchanged += 1
    return tally


def report(request: HttpRequest, tally: Tally) -> None:
    """Tell the user how many were done, how many stood so already, and what stopped the rest."""
    if tally.n_done:
        message = ngettext("%(n)d statement changed.", "%(n)d statements changed.", tally.n_done)
        messages.success(request, message % {"n": tally.n_done})
    if tally.n_unchanged:
        message = ngettext("%(n)d stood so already.", "%(n)d stood so already.", tally.n_unchanged)
        messages.info(request, message % {"n": tally.n_unchanged})
    _report_some(request, tally.conflicts)
    _report_some(request, tally.refusals)


def report_too_many(request: HttpRequest) -> None:
    """Tell the user to choose fewer."""
    messages.error(request, _("Choose at most %(n)d statements at a time.") % {"n": N_MOST})


def _report_some(request: HttpRequest, lines: list[str]) -> None:
    for line in lines[:N_REPORTED]:
        messages.warning(request, line)
    n_more = len(lines) - N_REPORTED
    if n_more > 0:
        message = ngettext("… and %(n)d more.", "… and %(n)d more.", n_more)
        messages.warning(request, message % {"n": n_more})


def _shown_version(request: HttpRequest, pk: int, *, default: int) -> int:
    shown = request.POST.get(f"row_version_{pk}", "")
    return int(shown) if shown.isdecimal() else default
