"""What the admin edits on the page of a speaker or a post: names, posts and mandates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Field
from django.forms import BaseInlineFormSet, TextInput
from django.http import HttpRequest
from django.utils.translation import gettext as _t

from speakers.forms import MembershipForm
from speakers.models import Membership, Post, Speaker, SpeakerName
from speakers.names import name_key
from speakers.partial_dates import PartialDateField

if TYPE_CHECKING:
    from django.contrib.admin import TabularInline
    from django.forms import ModelForm

    NameInlineBase = TabularInline[SpeakerName, Speaker]
    PostInlineBase = TabularInline[Post, Speaker]
    MembershipInlineBase = TabularInline[Membership, Any]
    NameFormSetBase = BaseInlineFormSet[SpeakerName, Speaker, ModelForm[SpeakerName]]
else:
    NameInlineBase = PostInlineBase = MembershipInlineBase = admin.TabularInline
    NameFormSetBase = BaseInlineFormSet


class NameFormSet(NameFormSetBase):
    """Names of one speaker; no two may share a key."""

    def clean(self) -> None:
        """Refuse two names that look-ups cannot tell apart."""
        super().clean()
        seen: dict[str, str] = {}
        for form in self.forms:
            entered = getattr(form, "cleaned_data", {})
            name = entered.get("name")
            if not name or entered.get("DELETE"):
                continue
            other = seen.setdefault(name_key(name), name)
            if other is not name:
                message = _t("“%(one)s” and “%(other)s” are the same name to look-ups: keep one.")
                raise ValidationError(message, params={"one": other, "other": name})


SHORT_DATES: Mapping[type[Field[Any, Any]], Mapping[str, Any]] = {
    PartialDateField: {"widget": TextInput(attrs={"size": 10, "placeholder": "YYYY-MM-DD"})}
}


class NameInline(NameInlineBase):
    """What the speaker goes or went by."""

    model = SpeakerName
    formset = NameFormSet
    fields = ("name", "kind", "language", "start", "end")
    formfield_overrides = SHORT_DATES
    extra = 0

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Keep the field for a language tag as short as the tag."""
        if db_field.name == "language":
            kwargs["widget"] = TextInput(attrs={"size": 4})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class PostInline(PostInlineBase):
    """The posts that an organisation has."""

    model = Post
    extra = 0
    show_change_link = True


class MembershipInline(MembershipInlineBase):
    """The posts that a person holds or held."""

    model = Membership
    form = MembershipForm
    fk_name = "person"
    autocomplete_fields = ("post", "on_behalf_of")
    formfield_overrides = SHORT_DATES
    extra = 0


class HolderInline(MembershipInline):
    """Who holds or held a post."""

    fk_name = "post"
    autocomplete_fields = ("person", "on_behalf_of")
