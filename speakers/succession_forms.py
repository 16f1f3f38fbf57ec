"""What is typed of how one body became another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from speakers.errors import RegistryError
from speakers.models import Succession
from speakers.services.successions import check_succession

if TYPE_CHECKING:
    SuccessionFormBase = forms.ModelForm[Succession]
else:
    SuccessionFormBase = forms.ModelForm


class SuccessionForm(SuccessionFormBase):
    """A succession, as the admin takes it."""

    source = forms.URLField(
        label=_("Source"), required=False, max_length=1000, assume_scheme="https"
    )

    class Meta:
        model = Succession
        fields = ["predecessor", "successor", "kind", "on", "source"]

    def clean(self) -> dict[str, Any]:
        """Refuse what `add_succession` would refuse."""
        cleaned = super().clean() or self.cleaned_data
        predecessor = cleaned.get("predecessor")
        successor = cleaned.get("successor")
        # The body whose page it is may be new, and is then in no line yet.
        if predecessor and successor and predecessor.pk and successor.pk and "on" in cleaned:
            try:
                check_succession(
                    predecessor=predecessor,
                    successor=successor,
                    kind=cleaned.get("kind", ""),
                    on=cleaned["on"],
                )
            except RegistryError as error:
                raise forms.ValidationError(str(error)) from error
        return cleaned
