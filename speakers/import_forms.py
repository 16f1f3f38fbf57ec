"""What curators type about a file for the registry."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from speakers.models import ImportLine, RegistryImport


class ImportForm(forms.Form):
    """A file to look through."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("Popolo as JSON or CSV, or entities of Wikidata as JSON; UTF-8."),
        widget=forms.FileInput(attrs={"accept": ".json,.jsonl,.ndjson,.csv,.tsv"}),
    )
    format = forms.ChoiceField(
        label=_("Format"),
        required=False,
        choices=[("", _("tell by the file")), *RegistryImport.Format.choices],
    )
    scheme = forms.CharField(
        label=_("List"),
        required=False,
        max_length=60,
        help_text=_(
            "Whose identifiers these are, such as “parliament”. Files of one list find each other's records again. "
            "Left empty, it is the file's name."
        ),
    )
    matches_names = forms.BooleanField(
        label=_("Join with records by name"),
        required=False,
        help_text=_(
            "A record without a known identifier is taken for the only one here of its full name and kind, if neither "
            "country nor Wikidata speaks against it. Else it becomes a record of its own."
        ),
    )


class LineFilterForm(forms.Form):
    """Which lines of an import are shown."""

    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[("", _("all records")), *ImportLine.Outcome.choices, ("left", _("left alone"))],
    )
