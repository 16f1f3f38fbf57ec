"""Looks are made by the hundred, of rows that have whatever a look shows: serializers that ask no more than that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from types import MethodType
from typing import Any, TypeVar

from rest_framework import serializers

Row = TypeVar("Row")
# A member's name, the attributes that lead to its value, and what shows the value.
Member = tuple[str, Sequence[str], Callable[[Any], Any]]


class LookSerializer(serializers.Serializer[Row]):
    """Shows a row as its parent class does, without asking of each row what is the same for all.

    Whatever comes after something that is none is null. Raises `AttributeError` where a row lacks what is shown.
    """

    def to_representation(self, instance: Any) -> Any:
        """Return the look of the row."""
        look = {}
        for name, attributes, show in self._members:
            value = instance
            for attribute in attributes:
                value = value[attribute] if type(value) is dict else getattr(value, attribute)
                if value is None:
                    break
            if type(value) is MethodType:
                value = value()
            look[name] = None if value is None else show(value)
        return look

    @cached_property
    def _members(self) -> list[Member]:
        return [
            (name, field.source_attrs, field.to_representation)
            for name, field in self.fields.items()
            if not field.write_only
        ]


class SharedSerializer(LookSerializer[Row]):
    """Looks at a row once, however many things on a page show it, for each context. They share the look, so nobody may change it."""

    def to_representation(self, instance: Row) -> Any:
        """Return the look of the row, the one there is if there is one."""
        looks: dict[Any, Any] = instance.__dict__.setdefault("_looks", {})
        context = self.context
        how = type(self), context.get("absolute"), context.get("with_words")
        if how not in looks:
            looks[how] = super().to_representation(instance)
        return looks[how]
