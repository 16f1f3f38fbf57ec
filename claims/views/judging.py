"""What curators judge of two records, on the page of either: merged, kept apart, taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.judging_forms import OTHER, JudgeForm
from claims.views.acts import UNPROCESSABLE, actor_of, needs, next_url
from claims.views.speakers import render_page
from speakers.errors import RegistryError
from speakers.models import Judgement, Speaker
from speakers.sentences import sentence_of
from speakers.services.judging import judge_pair, take_back_judgement
from speakers.services.undoing import undo_registry_event

can_judge = needs("speakers.add_judgement")


@require_POST
@can_judge
def judge(request: HttpRequest, slug: str) -> HttpResponse:
    """Judge the speaker of this slug against the one named in the form."""
    speaker = get_object_or_404(Speaker.objects.standing(), slug=slug)
    form = JudgeForm(request.POST, auto_id="judge_%s")
    if form.is_valid():
        other = form.cleaned_data["speaker"]
        kept = other if form.cleaned_data["kept"] == OTHER else speaker
        verdict = form.cleaned_data["verdict"]
        try:
            event = judge_pair(
                one=speaker.pk,
                other=other.pk,
                verdict=verdict,
                kept=kept.pk if verdict == Judgement.Verdict.SAME else None,
                actor=actor_of(request),
                why=form.cleaned_data["why"],
            )
        except RegistryError as error:
            form.add_error("speaker", str(error))
        else:
            said = sentence_of(event) if event else _("that is on record already")
            messages.success(request, _("Done: %(what)s.") % {"what": said})
            return redirect(kept)
    return render_page(request, speaker, judge_form=form, status=UNPROCESSABLE)


@require_POST
@can_judge
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a judgement back: a merge is undone."""
    judgement = get_object_or_404(Judgement.objects.select_related("a"), pk=pk)
    try:
        event = take_back_judgement(judgement_id=pk, actor=actor_of(request))
    except RegistryError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Done: %(what)s.") % {"what": sentence_of(event)})
    return redirect(next_url(request, judgement.a.get_absolute_url()))


@require_POST
@can_judge
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo an act on the registry."""
    try:
        event = undo_registry_event(event_id=pk, actor=actor_of(request))
    except RegistryError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Done: %(what)s.") % {"what": sentence_of(event)})
    return redirect(next_url(request, reverse("claims:history")))
