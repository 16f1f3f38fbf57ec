"""The form that says how two claims stand to each other, and the list of what was said."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from claims.contrast.beside import SAYS
from claims.models import Claim, ClaimRelation, Question, WhyNot


class RelationForm(forms.Form):
    """What one claim of a question does to another."""

    claim = forms.ModelChoiceField(label=gettext_lazy("This claim"), queryset=Claim.objects.none())
    kind = forms.ChoiceField(label=gettext_lazy("does this"), choices=list(SAYS.items()))
    other = forms.ModelChoiceField(label=gettext_lazy("to this one"), queryset=Claim.objects.none())
    why = forms.ChoiceField(
        label=gettext_lazy("If they cannot be compared, why"),
        choices=[("", "–"), *WhyNot.choices],
        required=False,
    )

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("claim", "other"):
            claims = question.claims.standing().order_by("pk")
            self.fields[name].queryset = claims  # type: ignore[attr-defined]


def relation_context(request: HttpRequest, question: Question) -> dict[str, Any]:
    """Return what the question's page shows an editor: the form, and what stands, with a way to remove it."""
    if not request.user.has_perm("claims.add_claimrelation"):
        return {}
    rows = ClaimRelation.objects.filter(claim__question=question, other__question=question)
    return {
        "relation_form": RelationForm(question=question, auto_id="relation_%s"),
        "relations": [
            (row, SAYS[ClaimRelation.Kind(row.kind)])
            for row in rows.select_related("claim", "other", "actor")
        ],
    }
