"""What a curator says of two records."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.correct_forms import SpeakerFieldForm
from speakers.models import Judgement

THIS, OTHER = "this", "other"


class JudgeForm(SpeakerFieldForm):
    """Another record of the registry, what it is to this one, and which of the two stands for both if they are the same."""

    verdict = forms.ChoiceField(
        label=_("They are"),
        choices=[
            choice
            for choice in Judgement.Verdict.choices
            if choice[0] != Judgement.Verdict.SUCCESSOR
        ],
        initial=Judgement.Verdict.SAME,
        widget=forms.RadioSelect,
    )
    kept = forms.ChoiceField(
        label=_("If they are the same, statements are shown under"),
        choices=[(THIS, _("this record")), (OTHER, _("the other record"))],
        initial=THIS,
        widget=forms.RadioSelect,
    )
    why = forms.CharField(label=_("Why"), required=False, max_length=500)

    field_order = ("speaker", "chosen", "verdict", "kept", "why")
