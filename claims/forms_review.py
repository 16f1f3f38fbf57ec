"""The forms of the workbench's settings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils.text import get_text_list
from django.utils.translation import gettext_lazy as _

from claims.models import Desk
from claims.review_keys import ACTS, clashes


class KeysForm(forms.Form):
    """One key for each act of the workbench; no key may stand for two."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for act in ACTS:
            self.fields[act.name] = forms.CharField(
                label=act.label,
                max_length=1,
                error_messages={"required": _("Every act needs a key: type one character.")},
                widget=forms.TextInput(
                    attrs={"size": 2, "autocomplete": "off", "autocapitalize": "off"}
                ),
            )

    def clean(self) -> dict[str, Any]:
        """Refuse a key that stands for two acts, or that cannot be pressed alone."""
        keys: dict[str, Any] = self.cleaned_data
        if len(keys) < len(ACTS):
            return keys
        for key, acts in clashes(keys):
            both = get_text_list([f"“{act.label}”" for act in acts], _("and"))
            message = _("“%(key)s” stands for %(acts)s: give each a key of its own.")
            for act in acts:
                self.add_error(
                    act.name, forms.ValidationError(message, params={"key": key, "acts": both})
                )
        return keys


class ViewForm(forms.Form):
    """A name for a view of the queue, and the desk it is shared with."""

    name = forms.CharField(max_length=80)
    desk = forms.ModelChoiceField(queryset=Desk.objects.none(), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["desk"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = user.desks.all()
