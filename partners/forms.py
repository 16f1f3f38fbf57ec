"""What a partner's people type in."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from partners.models import Kind, Partner, Scope

MOST_ITEM_CHARS = 500_000


class KeyForm(forms.Form):
    """A new key: what for, what it may do, until when."""

    label = forms.CharField(
        label=_("What it is for"),
        max_length=80,
        help_text=_("You will recognise it by this: “nightly import”, “newsroom plug-in”."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("It may"), widget=forms.CheckboxSelectMultiple, initial=[Scope.READ, Scope.EXCERPTS]
    )
    last_day = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Leave it empty for a key without an end."),
    )

    def __init__(self, *args: Any, partner: Partner, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = [(s.value, s.label) for s in Scope if s.value in partner.scopes]
        self.fields["scopes"].choices = allowed  # type: ignore[attr-defined]

    def clean_last_day(self) -> dt.date | None:
        """Refuse a day that is over."""
        day: dt.date | None = self.cleaned_data["last_day"]
        if day is not None and day < timezone.localdate():
            raise forms.ValidationError(_t("This day is over: choose a later one."))
        return day

    @property
    def expires_at(self) -> dt.datetime | None:
        """The end of the last day, in the site's zone; None for a key without an end."""
        day: dt.date | None = self.cleaned_data["last_day"]
        if day is None:
            return None
        return timezone.make_aware(dt.datetime.combine(day, dt.time.max))


class WebhookForm(forms.Form):
    """A webhook: where, what for, told of what."""

    url = forms.URLField(
        label=_("Address"),
        max_length=500,
        assume_scheme="https",
        help_text=_(
            "Messages are posted there. It begins with https:// and is reached from outside."
        ),
    )
    description = forms.CharField(label=_("What it is for"), max_length=80, required=False)
    types = forms.MultipleChoiceField(
        label=_("Told of"),
        choices=Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=list(Kind.values),
    )


class ItemForm(forms.Form):
    """An item to check: pasted, or where it is found; one of the two."""

    item = forms.CharField(
        label=_("The item"),
        required=False,
        max_length=MOST_ITEM_CHARS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text=_("JSON, or a page of HTML that holds JSON-LD."),
    )
    url = forms.CharField(
        label=_("Or its address"),
        required=False,
        max_length=1000,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        help_text=_("It is fetched once; addresses of private networks are refused."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse both, and neither."""
        values: dict[str, Any] = super().clean() or {}
        if bool(values.get("item", "").strip()) == bool(values.get("url", "").strip()):
            raise forms.ValidationError(_t("Paste an item, or give its address: one of the two."))
        return values
