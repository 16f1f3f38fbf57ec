"""What people type to add and find articles, checked."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from articles.cleaning import replace_unstorable
from articles.models import Article, IngestAttempt, Outlet
from articles.querysets import ArticleQuerySet, IngestAttemptQuerySet


class DoorForm(forms.Form):
    """One of the doors by which an article comes in; `main_field` gets the errors of the whole."""

    door: ClassVar[str]
    main_field: ClassVar[str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Three forms stand on one page: their ids must differ.
        super().__init__(*args, **{"auto_id": f"{self.door}-%s", **kwargs})


class PastedField(forms.CharField):
    """A text that may hold what no database takes; that is dropped, not complained about."""

    def to_python(self, value: Any) -> str:
        """Return the text without NUL and lone surrogates."""
        return replace_unstorable(super().to_python(value) or "")


class PasteForm(DoorForm):
    """A text, pasted."""

    door = "paste"
    main_field = "text"

    title = forms.CharField(
        label=_("Title"),
        max_length=500,
        required=False,
        help_text=_("Left empty, the first line of the text is the title."),
    )
    text = PastedField(
        label=_("Text of the article"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("In English. Paragraphs stay as you paste them."),
        error_messages={"required": _("There is no text: paste the words of an article.")},
    )
    outlet = forms.ModelChoiceField(
        label=_("Outlet"), queryset=Outlet.objects.all(), required=False, empty_label=_("not known")
    )
    published_at = forms.DateTimeField(
        label=_("Published"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


class ManyFilesInput(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several uploaded files, as a list."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Return every file, each checked as a file field checks its one."""
        check = super().clean
        items = data if isinstance(data, list | tuple) and data else [data]
        return [check(item, initial) for item in items]


class FilesForm(DoorForm):
    """Files of plain text or HTML."""

    door = "files"
    main_field = "files"

    files = ManyFilesField(  # type: ignore[assignment] # fields leave the class body
        label=_("Files"),
        # An empty file is refused by the service, which says which one it was.
        allow_empty_file=True,
        widget=ManyFilesInput(attrs={"accept": ".txt,.html,.htm,text/plain,text/html"}),
        help_text=_("Plain text or saved web pages; several at once if you like."),
        error_messages={"required": _("No file was chosen: choose at least one.")},
    )
    outlet = forms.ModelChoiceField(
        label=_("Outlet"),
        queryset=Outlet.objects.all(),
        required=False,
        empty_label=_("as the page says"),
    )


class AddressForm(DoorForm):
    """The address of a page."""

    door = "address"
    main_field = "url"

    url = forms.CharField(
        label=_("Address"),
        max_length=1000,
        widget=forms.URLInput(attrs={"placeholder": "https://", "autocomplete": "off"}),
        help_text=_("The page is fetched once, now. Only public addresses are asked."),
        error_messages={"required": _("There is no address: give one that begins with https://.")},
    )


DOORS: dict[str, type[DoorForm]] = {form.door: form for form in (PasteForm, FilesForm, AddressForm)}


class FilterForm(forms.Form):
    """Filters in the address of a list; one that makes no sense filters nothing."""

    @property
    def is_filtering(self) -> bool:
        """Whether anything is left out."""
        return self.is_valid() and any(self.cleaned_data.values())

    @property
    def chosen(self) -> dict[str, Any]:
        """What was chosen, without the empty fields."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class ArticleFilterForm(FilterForm):
    """Which articles to list."""

    q = forms.CharField(label=_("Words in the title"), max_length=200, required=False)
    outlet = forms.ModelChoiceField(
        label=_("Outlet"), queryset=Outlet.objects.all(), required=False, empty_label=_("all")
    )
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("all")), *Article.State.choices], required=False
    )

    def chosen_from(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        """Return those of `articles` that were asked for."""
        chosen = self.chosen
        words = chosen.pop("q", "")
        return articles.filter(**chosen).titled(words)


class AttemptFilterForm(FilterForm):
    """Which attempts to list."""

    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("all")), *IngestAttempt.State.choices], required=False
    )

    def chosen_from(self, attempts: IngestAttemptQuerySet) -> IngestAttemptQuerySet:
        """Return those of `attempts` that were asked for."""
        return attempts.filter(**self.chosen)
