"""What is asked of the search, typed or followed as a link; how it is saved, and who is told."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import validate_email
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from articles.addresses import parse_url
from articles.errors import FetchError
from articles.models import Outlet
from claims.models import Question, Statement
from claims.models.question import Stance
from claims.search.asked import Asked
from claims.search.words import MAX_CHARS
from speakers.lines import INCLUDES, roots_in_line
from speakers.models import Speaker
from tracker.models import SearchAlert

ANY = [("", _("any"))]
SORTS = [
    ("relevance", _("best match")),
    ("newest", _("newest first")),
    ("oldest", _("oldest first")),
]


class SearchForm(forms.Form):
    """What did X say about Y before Z, and every filter that a link may add; all of it stands in the address."""

    speaker = forms.CharField(
        label=_("What did (a speaker, by any name)"),
        max_length=300,
        required=False,
        widget=forms.TextInput(
            attrs={
                "list": "speaker-names",
                "autocomplete": "off",
                "placeholder": _("anybody"),
                "hx-get": reverse_lazy("speakers:speaker-suggest"),
                "hx-vals": '{"as": "options"}',
                "hx-trigger": "input changed delay:150ms, focus once",
                "hx-target": "#speaker-names",
            }
        ),
    )
    q = forms.CharField(
        label=_("say about (words)"),
        max_length=MAX_CHARS,
        required=False,
        widget=forms.TextInput(
            attrs={"type": "search", "data-key": "/", "placeholder": _("anything")}
        ),
    )
    since = forms.DateField(
        label=_("from"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    before = forms.DateField(
        label=_("before"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )

    include = forms.ChoiceField(
        label=_("Bodies before and after"),
        choices=[*ANY, *INCLUDES.items()],
        required=False,
        widget=forms.HiddenInput,
    )
    kind = forms.ChoiceField(
        label=_("Kind of speaker"),
        choices=[*ANY, *Speaker.Kind.choices],
        required=False,
        widget=forms.HiddenInput,
    )
    role = forms.CharField(
        label=_("Role then"), max_length=500, required=False, widget=forms.HiddenInput
    )
    question = forms.ModelChoiceField(
        label=_("Question"),
        queryset=Question.objects.order_by("pk"),
        to_field_name="slug",
        required=False,
        widget=forms.HiddenInput,
    )
    stance = forms.ChoiceField(
        label=_("Stance"),
        choices=[*ANY, *Stance.choices],
        required=False,
        widget=forms.HiddenInput,
    )
    outlet = forms.ModelChoiceField(
        label=_("Outlet"),
        queryset=Outlet.objects.all(),
        required=False,
        widget=forms.HiddenInput,
    )
    quotation = forms.ChoiceField(
        label=_("Quotation"),
        choices=[*ANY, *Statement.Quotation.choices],
        required=False,
        widget=forms.HiddenInput,
    )
    status = forms.ChoiceField(
        label=_("Status"),
        choices=[*ANY, *Statement.Status.choices],
        required=False,
        widget=forms.HiddenInput,
    )
    sort = forms.ChoiceField(
        label=_("Order"), choices=[*ANY, *SORTS], required=False, widget=forms.HiddenInput
    )

    def clean_q(self) -> str:
        """Return the words without what no database takes."""
        words: str = self.cleaned_data["q"]
        return words.encode("utf-8", "ignore").decode("utf-8").replace("\0", "")

    def clean_speaker(self) -> Speaker | None:
        """Return the one speaker of that slug or name; None if nobody is named."""
        name = self.cleaned_data["speaker"]
        if not name:
            return None
        found = [row.root for row in Speaker.objects.filter(slug=name)]
        found = found or list(Speaker.objects.named(name)[:2])
        if not found:
            raise forms.ValidationError(
                _("No registered speaker goes by that name. Search for it as words instead.")
            )
        if len(found) > 1:
            raise forms.ValidationError(
                _("Several speakers go by that name: choose one of those suggested.")
            )
        return found[0]

    def clean(self) -> dict[str, Any]:
        """Check the dates against each other."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        since, before = cleaned.get("since"), cleaned.get("before")
        if since and before and since >= before:
            raise forms.ValidationError(_("The first day must come before the last."))
        return cleaned

    @property
    def hidden_errors(self) -> bool:
        """Whether a filter of the address names what is not there."""
        return any(field.errors for field in self.hidden_fields())

    @property
    def visible_with_names(self) -> list[forms.BoundField]:
        """The fields that are typed; a speaker given by slug is shown by name where that is enough."""
        speaker = self.cleaned_data.get("speaker") if self.is_valid() else None
        if speaker is not None and not Speaker.objects.shared_keys([speaker.name]):
            given = {name: self.data.get(name, "") for name in self.data}
            self.data = {**given, "speaker": speaker.name}
        return self.visible_fields()

    @property
    def chosen(self) -> dict[str, str]:
        """What was asked for as the parameters of an address, without what is empty."""
        values = {name: _as_parameter(value) for name, value in self.cleaned_data.items() if value}
        return {
            name: value for name, value in values.items() if (name, value) != ("sort", SORTS[0][0])
        }

    @property
    def asked(self) -> Asked:
        """What was asked for, as `claims.search` takes it."""
        given = self.cleaned_data
        speaker = given["speaker"]
        return Asked(
            words=given["q"],
            speaker=speaker and speaker.pk,
            line=tuple(roots_in_line(speaker, given["include"])[1:]) if speaker else (),
            kind=given["kind"],
            role=given["role"],
            question=given["question"] and given["question"].pk,
            stance=given["stance"],
            outlet=given["outlet"] and given["outlet"].pk,
            quotation=given["quotation"],
            status=given["status"],
            since=given["since"],
            until=given["before"],
            sort=given["sort"] or SORTS[0][0],
        )


def _as_parameter(value: Any) -> str:
    if isinstance(value, Speaker | Question):
        return value.slug
    return str(value.pk) if isinstance(value, Outlet) else str(value)


class SaveForm(forms.Form):
    """The name under which a search is kept."""

    name = forms.CharField(label=_("Name"), max_length=120)


class AlertForm(forms.Form):
    """Where to tell of newly accepted statements that match."""

    channel = forms.ChoiceField(label=_("Tell by"), choices=SearchAlert.Channel.choices)
    target = forms.CharField(label=_("Address"), max_length=1000)

    def clean(self) -> dict[str, Any]:
        """Check that the address is one of its channel, and one that may be asked."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        target = cleaned.get("target", "")
        if cleaned.get("channel") == SearchAlert.Channel.EMAIL:
            self._check_mail(target)
        elif target:
            self._check_web(target)
        return cleaned

    def _check_mail(self, target: str) -> None:
        try:
            validate_email(target)
        except forms.ValidationError:
            self.add_error(
                "target", _("This is no e-mail address: give one such as desk@example.org.")
            )

    def _check_web(self, target: str) -> None:
        try:
            url = parse_url(target)
        except FetchError as error:
            self.add_error("target", str(error))
            return
        if url.scheme != "https":
            self.add_error("target", _("A webhook needs an address that begins with https://."))
