"""Finding the question that an address names: one that was merged leads on to where it lives now."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.models import Question

Rest = ParamSpec("Rest")
Answer = TypeVar("Answer", bound=HttpResponseBase)
StandsThen = Callable[[HttpRequest, Question], bool]


def of_question(
    *, stands_then: StandsThen | None = None
) -> Callable[
    [Callable[Concatenate[HttpRequest, Question, Rest], Answer]],
    Callable[..., Answer | HttpResponse],
]:
    """Return a decorator that gives the view the question of `slug`.

    A merged one redirects to the same page of the question it was merged into, with the query; what was posted is
    not done, and a message says why. `stands_then` tells whether a request asks for a day before the merge.
    """

    def wrap(
        view: Callable[Concatenate[HttpRequest, Question, Rest], Answer],
    ) -> Callable[..., Answer | HttpResponse]:
        @wraps(view)
        def found(
            request: HttpRequest, slug: str, *args: Rest.args, **kwargs: Rest.kwargs
        ) -> Answer | HttpResponse:
            question = get_object_or_404(Question.objects.select_related("merged_into"), slug=slug)
            if question.merged_into is None or (stands_then and stands_then(request, question)):
                return view(request, question, *args, **kwargs)
            return _lead_on(request, question)

        return found

    return wrap


def _lead_on(request: HttpRequest, question: Question) -> HttpResponse:
    standing = question.standing
    if request.method not in {"GET", "HEAD"}:
        messages.warning(
            request,
            _("“%(question)s” was merged into this question meanwhile: nothing was written.")
            % {"question": question},
        )
        return redirect(standing)
    match: Any = request.resolver_match
    address = reverse(match.view_name, args=[standing.slug])
    query = request.META.get("QUERY_STRING", "")
    return redirect(f"{address}?{query}" if query else address)
