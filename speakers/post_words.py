"""A post in words."""

from __future__ import annotations


def name_post(label: str, organisation: str) -> str:
    """Return the post and where it is; the label alone where it says so: "Spokesman of the Interior Ministry"."""
    is_named = organisation.casefold() in label.casefold()
    return label if is_named else f"{label}, {organisation}"
