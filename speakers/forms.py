"""What people type about speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from speakers.errors import RegistryError
from speakers.models import Membership, Speaker
from speakers.names import name_key
from speakers.services.posts import check_mandate

if TYPE_CHECKING:
    MembershipFormBase = forms.ModelForm[Membership]
else:
    MembershipFormBase = forms.ModelForm


class SpeakerSearchForm(forms.Form):
    """The search and the filter above the list."""

    q = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("all kinds")), *Speaker.Kind.choices]
    )


class SpeakerForm(forms.Form):
    """A speaker to add."""

    name = forms.CharField(label=_("Full name"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "—"), *Speaker.Kind.choices])
    aliases = forms.CharField(
        label=_("Other names"),
        required=False,
        help_text=_("One on each line: acronyms, short forms, former names."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    country = forms.CharField(
        label=_("Country"),
        required=False,
        help_text=_("Two letters, such as FR."),
        validators=[RegexValidator(r"^[A-Za-z]{2}$", _("Write two letters, such as FR."))],
    )
    wikidata = forms.CharField(
        label=_("Wikidata"),
        required=False,
        validators=[RegexValidator(r"^Q[1-9]\d*$", _("Write an identifier such as Q42."))],
    )
    description = forms.CharField(label=_("Description"), required=False, max_length=500)
    is_another = forms.BooleanField(
        label=_("This is somebody else"),
        required=False,
        help_text=_(
            "Tick this to add a second speaker who goes by a name that is in the registry."
        ),
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_name(self) -> str:
        """Refuse a name that look-ups could never find."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        if not name_key(name):
            raise forms.ValidationError(_("A name needs letters or digits."))
        return name

    def clean_aliases(self) -> list[str]:
        """Split the lines; lines without letters or digits are dropped."""
        lines = str(self.cleaned_data["aliases"]).splitlines()
        too_long = [line for line in lines if len(line.strip()) > 300]
        if too_long:
            raise forms.ValidationError(_("A name has at most 300 characters."))
        return [line.strip() for line in lines if name_key(line)]

    def clean(self) -> dict[str, Any]:
        """Refuse a second speaker of the same name, unless the user says that it is somebody else."""
        cleaned = super().clean() or {}
        name, kind = cleaned.get("name"), cleaned.get("kind")
        if name and kind and not cleaned.get("is_another"):
            known = Speaker.objects.named(name).of_kind(kind).first()
            if known is not None:
                message = _(
                    "%(name)s is in the registry already (%(slug)s). Is this somebody else?"
                )
                raise forms.ValidationError(
                    message, params={"name": known.name, "slug": known.slug}
                )
        return cleaned


class MembershipForm(MembershipFormBase):
    """A mandate, as the admin takes it."""

    source = forms.URLField(
        label=_("Source"), required=False, max_length=1000, assume_scheme="https"
    )

    class Meta:
        model = Membership
        fields = ["person", "post", "start", "end", "on_behalf_of", "source", "source_note"]

    def clean(self) -> dict[str, Any]:
        """Refuse a mandate that `add_membership` would refuse."""
        cleaned = super().clean() or self.cleaned_data
        person = cleaned.get("person")
        if person is not None and "start" in cleaned and "end" in cleaned:
            try:
                check_mandate(person=person, start=cleaned["start"], end=cleaned["end"])
            except RegistryError as error:
                raise forms.ValidationError(str(error)) from error
        return cleaned
