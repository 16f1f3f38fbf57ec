"""What editors type, checked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from analysis.types import Span
from claims.models import Claim, Question, Statement
from claims.models.question import Stance


class ActForm(forms.Form):
    """An act on one statement as the page showed it."""

    row_version = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(label=_("Why"), max_length=500, required=False)


class SpansForm(ActForm):
    """The words of each role, typed or pasted as they stand in the text, one span a line."""

    content = forms.CharField(label=_("Content"), widget=forms.Textarea(attrs={"rows": 4}))
    cue = forms.CharField(label=_("Cue"), required=False, widget=forms.Textarea(attrs={"rows": 1}))
    source = forms.CharField(
        label=_("Source"), required=False, widget=forms.Textarea(attrs={"rows": 1})
    )

    def __init__(self, *args: Any, statement: Statement, **kwargs: Any) -> None:
        self.statement = statement
        if not args and "data" not in kwargs:
            kwargs["initial"] = {"row_version": statement.row_version} | {
                role: "\n".join(selector["exact"] for selector in getattr(statement, role))
                for role in ("content", "cue", "source")
            }
        super().__init__(*args, **kwargs)

    def clean_content(self) -> list[Span]:
        """Return the spans of the content."""
        return self._spans("content")

    def clean_cue(self) -> list[Span]:
        """Return the spans of the cue."""
        return self._spans("cue")

    def clean_source(self) -> list[Span]:
        """Return the spans of the source."""
        return self._spans("source")

    def _spans(self, role: str) -> list[Span]:
        lines = [line.strip() for line in self.cleaned_data[role].splitlines() if line.strip()]
        return [self._span(line, near=self._near(role, line)) for line in lines]

    def _near(self, role: str, line: str) -> int:
        """Return where to look first: where these words, or this role, stood before."""
        old = getattr(self.statement, role)
        same = [s["start"] for s in old if line in s["exact"] or s["exact"] in line]
        return same[0] if same else self.statement.start

    def _span(self, line: str, *, near: int) -> Span:
        """Return the span of `line` that begins nearest to `near`."""
        text = self.statement.version.text
        places = []
        at = text.find(line)
        while at >= 0:
            places.append(at)
            at = text.find(line, at + 1)
        if not places:
            message = _(
                "“%(words)s” does not stand in the article: copy the words exactly as they are printed."
            )
            raise forms.ValidationError(message, params={"words": line[:80]})
        start = min(places, key=lambda place: abs(place - near))
        return Span(start, start + len(line))


class ClaimChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice of claims, each named with its question."""

    def label_from_instance(self, obj: Claim) -> str:
        """Return the question and the claim."""
        return f"{obj.question.text} — {obj.text}"


class LinkForm(ActForm):
    """Say what the statement does to a claim."""

    claim = ClaimChoiceField(
        label=_("Claim"),
        queryset=Claim.objects.select_related("question").order_by("question__text", "text"),
    )
    stance = forms.ChoiceField(label=_("Stance"), choices=Stance.choices)


class QuestionForm(forms.ModelForm):  # type: ignore[type-arg]
    """Open a question."""

    class Meta:
        model = Question
        fields = ["text", "answer_kind", "unit", "summary"]
        help_texts = {
            "text": _(
                "Neutral, and open to every answer: “How many people died?”, not “Why did so many die?”"
            ),
            "unit": _("For numbers: what is counted, such as “dead” or “tonnes”."),
        }

    def clean_text(self) -> str:
        """Return the question, which must be told apart from the others."""
        text: str = self.cleaned_data["text"]
        if not slugify(text):
            raise forms.ValidationError(_("Write the question in words."))
        return text


class ClaimForm(forms.ModelForm):  # type: ignore[type-arg]
    """Add a rival claim to a question."""

    class Meta:
        model = Claim
        fields = ["text", "answer"]
        help_texts = {
            "text": _("One answer as a plain sentence that somebody could hold."),
            "answer": _("The answer in a word or a figure: “12”, “no”, “the port authority”."),
        }
