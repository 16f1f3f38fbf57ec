"""What is typed on admin pages about statements."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.utils.translation import gettext_lazy as _

from claims.models import Claim, ClaimLink, Statement
from claims.models.question import Stance
from speakers.models import Speaker


class _ReasonedForm(forms.Form):
    why = forms.CharField(label=_("Why"), required=False, max_length=500)


class AssignSpeakerForm(_ReasonedForm):
    """The speaker to credit."""

    speaker = forms.ModelChoiceField(
        label=_("Speaker"),
        queryset=Speaker.objects.all(),
        widget=AutocompleteSelect(Statement._meta.get_field("speaker"), admin.site),  # noqa: SLF001
    )
    field_order = ["speaker", "why"]


class LinkToClaimForm(_ReasonedForm):
    """The claim, and what the statement does to it."""

    claim = forms.ModelChoiceField(
        label=_("Claim"),
        queryset=Claim.objects.all(),
        widget=AutocompleteSelect(ClaimLink._meta.get_field("claim"), admin.site),  # noqa: SLF001
    )
    stance = forms.ChoiceField(label=_("Stance"), choices=Stance.choices)
    field_order = ["claim", "stance", "why"]
