"""How a dump looks outside: its manifest."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from partners.models import Dump, DumpFile, Kind
from partners.serializers.fields import MomentField, WordsField


class DumpFileSerializer(serializers.Serializer[DumpFile]):
    """One file of a dump."""

    name = serializers.CharField(help_text="What it is called: `statements-0001.jsonl.gz`.")
    type = serializers.ChoiceField(
        Kind.choices, source="kind", help_text="What its rows are, as the API serves them."
    )
    part = serializers.IntegerField(help_text="Counts from 1 within the type and format.")
    format = serializers.ChoiceField(
        DumpFile.Format.choices,
        help_text="`jsonl`: one JSON object a line, packed with gzip. `parquet`: the same in columns.",
    )
    rows = serializers.IntegerField(source="n_rows", help_text="How many rows it holds.")
    bytes = serializers.IntegerField(source="n_bytes", help_text="How long it is.")
    sha256 = serializers.CharField(help_text="SHA-256 of the file, hexadecimal.")
    href = serializers.SerializerMethodField(help_text="Where it is fetched, with the same key.")

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_href(self, file: DumpFile) -> str:
        """Return the absolute address."""
        return str(self.context["absolute"](file.get_absolute_url()))


class DumpSerializer(serializers.Serializer[Dump]):
    """A copy of everything that is published, and how to go on from it."""

    id = serializers.IntegerField(help_text="Its id.")
    state = serializers.ChoiceField(
        Dump.State.choices, help_text="`files` and `token` can be used once it is `ready`."
    )
    created_at = MomentField(help_text="When it was asked for.")
    finished_at = MomentField(allow_null=True, help_text="When it was ready, or given up.")
    token = WordsField(
        help_text="Go on with it as `cursor` of the change feed; null until the copy has begun."
    )
    error = WordsField(help_text="Why it was given up.")
    files = serializers.SerializerMethodField(
        help_text="Its files, each with a checksum; empty until it is ready."
    )

    @extend_schema_field(DumpFileSerializer(many=True))
    def get_files(self, dump: Dump) -> Any:
        """Return the manifest."""
        files = dump.files.all() if dump.state == Dump.State.READY else []
        return DumpFileSerializer(files, many=True, context=self.context).data  # type: ignore[arg-type]
