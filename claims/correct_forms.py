"""What editors type and choose while correcting, checked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from claims.forms import ActForm
from claims.models import Statement
from claims.services.correcting import Labels, NewSpeaker
from speakers.models import Speaker
from speakers.names import name_key

N_CANDIDATES = 8


class LabelsForm(forms.Form):
    """How near the words are to the speaker's own, what the cue does, how firmly the content is put."""

    quotation = forms.ChoiceField(label=_("Quotation"), choices=Statement.Quotation.choices)
    cue_class = forms.ChoiceField(label=_("Speech act"), choices=Statement.CueClass.choices)
    modality = forms.MultipleChoiceField(
        label=_("Modality"),
        choices=Statement.Modality.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def labels(self) -> Labels:
        """Return what was chosen."""
        entered = self.cleaned_data
        return Labels(entered["quotation"], entered["cue_class"], tuple(entered["modality"]))


class CorrectForm(LabelsForm, ActForm):
    """The labels of a stored statement; its words come as a marking beside them."""


class SpeakerFieldForm(forms.Form):
    """A speaker of the registry, found by any of their names; `chosen` tells namesakes apart.

    After a name that fits nobody, or several, `candidates` are the speakers to choose from.
    """

    speaker = forms.CharField(
        label=_("Speaker"),
        max_length=300,
        help_text=_("Any name of a speaker; suggestions appear as you type."),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "data-speaker": "",
                "data-suggest": reverse_lazy("speakers:speaker-suggest"),
            }
        ),
    )
    chosen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.candidates: list[Speaker] = []
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Put the one speaker meant in the place of the name typed."""
        cleaned = super().clean() or self.cleaned_data
        name = cleaned.get("speaker")
        if not name:
            cleaned["speaker"] = None
            return cleaned
        found = self._find(name, cleaned.pop("chosen", ""))
        if len(found) == 1:
            return cleaned | {"speaker": found[0]}
        self.candidates = list(Speaker.objects.suggested(name).with_names()[:N_CANDIDATES])
        if found:
            message = _("Several speakers go by that name: choose one.")
        else:
            message = _("No registered speaker goes by that name: add them first.")
        raise forms.ValidationError({"speaker": message})

    def _find(self, name: str, slug: str) -> list[Speaker]:
        """Return the speaker chosen if `name` still is one of theirs, else all who go by it, else by the slug."""
        named = list(Speaker.objects.named(name)[: N_CANDIDATES + 1])
        if slug:
            chosen = Speaker.objects.filter(slug=slug).first()
            if chosen is not None and (chosen.root in named or not named):
                return [chosen.root]
        return named or [row.root for row in Speaker.objects.filter(slug=name)]


class CreditForm(SpeakerFieldForm, ActForm):
    """Credit a statement to a speaker of the registry."""


class NewSpeakerForm(ActForm):
    """A speaker that the registry lacks, and the statement is credited to."""

    name = forms.CharField(label=_("Full name"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "—"), *Speaker.Kind.choices])
    description = forms.CharField(
        label=_("Role or description"),
        required=False,
        max_length=500,
        help_text=_("What tells them apart: “harbour master of Sable Point”."),
    )

    def clean_name(self) -> str:
        """Refuse a name that look-ups could never find."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        if not name_key(name):
            raise forms.ValidationError(_("A name needs letters or digits."))
        return name

    def described(self) -> NewSpeaker:
        """Return the speaker as described."""
        entered = self.cleaned_data
        return NewSpeaker(entered["name"], entered["kind"], description=entered["description"])


class AddForm(LabelsForm, SpeakerFieldForm):
    """What is known of a statement that the engine missed, besides its words."""

    why = forms.CharField(label=_("Why"), max_length=500, required=False)
    text_sha256 = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["speaker"].required = False


class SecondForm(LabelsForm, SpeakerFieldForm):
    """What a second reader corrects besides the words; without a speaker the one proposed is meant."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["speaker"].required = False
