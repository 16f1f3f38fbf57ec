"""How an entry of the change feed looks outside."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from partners.models import Change, Kind
from partners.serializers.fields import MomentField

LOOKS = ("Article", "Statement", "Speaker", "Question", "Claim")


@extend_schema_field(
    {"oneOf": [*({"$ref": f"#/components/schemas/{name}"} for name in LOOKS), {"type": "null"}]}
)
class ItemField(serializers.Field[Any, Any, Any, Any]):
    """The thing that changed, as it stands now."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(source="*", required=False, **kwargs)

    def to_representation(self, value: Change) -> Any:
        """Return its look, null if it is not published."""
        return None if value.is_gone else self.context["items"].get((value.kind, value.item_id))


class ChangeSerializer(serializers.Serializer[Change]):
    """One change of one thing. It says that something changed; what stands now is at `href`.

    The context holds `hrefs`, and `items` if those were asked for, by type and id.
    """

    sequence = serializers.IntegerField(help_text="Counts from 1, without a gap, in this order.")
    type = serializers.ChoiceField(
        Kind.choices, source="kind", help_text="What sort of thing it is."
    )
    id = serializers.IntegerField(source="item_id", help_text="The thing's id.")
    act = serializers.ChoiceField(
        Change.Act.choices,
        help_text="`created` and `changed`: keep what stands now. `withdrawn`: hide it, it may come back. "
        "`erased`: delete every copy of it.",
    )
    at = MomentField(help_text="When the entry was made. Order by `sequence`, never by this.")
    href = serializers.SerializerMethodField(
        help_text="Where the thing stands in this API; null if it is withdrawn or erased."
    )
    item = ItemField(
        help_text="The thing as it stands now, which may be newer than the entry; null if it is not "
        "published. Only with `expand=item`."
    )

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """Return the fields, without `item` where it was not asked for."""
        fields = super().get_fields()
        if self.context.get("items") is None and "hrefs" in self.context:
            del fields["item"]
        return fields

    @extend_schema_field({"type": ["string", "null"], "format": "uri"})
    def get_href(self, change: Change) -> str | None:
        """Return the absolute address."""
        if change.is_gone:
            return None
        href: str | None = self.context["hrefs"].get((change.kind, change.item_id))
        return href
