"""Scopes as boxes to tick, for partners and for keys."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from partners.models import ApiKey, Partner, Scope


class ScopesForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form of a row that has `scopes`; what a key may do is among what its partner may."""

    class Meta:
        fields = "__all__"  # noqa: DJ007 - the admin names them

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "scopes" in self.fields:
            self.fields["scopes"] = forms.MultipleChoiceField(
                label=self.fields["scopes"].label,
                choices=Scope.choices,
                widget=forms.CheckboxSelectMultiple,
                initial=self.fields["scopes"].initial,
            )


class PartnerForm(ScopesForm):
    """A partner."""

    home = forms.URLField(
        label=_("home page"), max_length=500, required=False, assume_scheme="https"
    )

    class Meta(ScopesForm.Meta):
        model = Partner


class KeyAdminForm(ScopesForm):
    """A key."""

    class Meta(ScopesForm.Meta):
        model = ApiKey

    def clean(self) -> dict[str, Any]:
        """Refuse a scope that the partner's keys may not have."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        partner: Partner | None = cleaned.get("partner")
        if partner is not None and not set(cleaned.get("scopes", ())) <= set(partner.scopes):
            self.add_error("scopes", _t("This partner’s keys may not do all of this."))
        return cleaned
