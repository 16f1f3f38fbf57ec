"""What is typed in a comment, and why a statement is sent back."""

from __future__ import annotations

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from claims.services.comments import N_LETTERS


class CommentForm(forms.Form):
    """A comment; `@name` tells whoever goes by that name."""

    text = forms.CharField(
        label=_("Comment"),
        max_length=N_LETTERS,
        help_text=_("Write @ and a user’s name to tell them: @mara. Nobody can change it later."),
        widget=forms.Textarea(
            attrs={
                "rows": 3,
                "autocomplete": "off",
                "data-mentions": "",
                "data-suggest": reverse_lazy("claims:people-suggest"),
            }
        ),
    )


class ReturnForm(forms.Form):
    """Why a decided statement goes back to the queue."""

    row_version = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(
        label=_("Why it goes back"),
        max_length=500,
        help_text=_("It is decided anew, by anybody. Whoever decided it reads this."),
    )
