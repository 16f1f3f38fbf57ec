"""Dumps: listed, asked for, and fetched file by file."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import parse_etags
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from partners.api.base import PartnerView
from partners.models import Dump, DumpFile, Scope
from partners.representations import AnyNegotiation
from partners.serializers.dumps import DumpSerializer
from partners.services.dumping import request_dump

CONTENT_TYPES = {
    DumpFile.Format.JSONL: "application/gzip",
    DumpFile.Format.PARQUET: "application/vnd.apache.parquet",
}


@extend_schema_view(
    list=extend_schema(summary="List dumps", tags=["dumps"]),
    retrieve=extend_schema(summary="Read the manifest of a dump", tags=["dumps"]),
    create=extend_schema(
        summary="Ask for a dump",
        tags=["dumps"],
        request=None,
        responses={202: OpenApiResponse(DumpSerializer, description="It will be written.")},
    ),
)
class DumpViewSet(PartnerView, ReadOnlyModelViewSet[Dump]):
    """Copies of everything, one made every night and more when they are asked for; the newest are kept.

    Each carries the token of the change feed that goes on from it. One that is asked for while another waits is that one.
    """

    queryset = Dump.objects.none()
    serializer_class = DumpSerializer
    filter_backends = []
    http_method_names = ["get", "head", "post"]
    lookup_value_regex = "[0-9]{1,19}"

    def known_parameters(self) -> set[str]:
        """Return what the list takes; nothing else takes any."""
        return {"cursor", "page_size"} if self.action == "list" else set()

    def required_scopes(self) -> Collection[str]:
        """Ask for the right to words where a dump is made: it holds them."""
        return (Scope.READ, Scope.EXCERPTS) if self.request.method == "POST" else (Scope.READ,)

    def get_queryset(self) -> QuerySet[Dump]:
        """Return the dumps, each with its files."""
        return Dump.objects.prefetch_related("files")

    def create(self, request: Request) -> Response:
        """Order a dump, and say where to look for it."""
        dump = request_dump(asked_by=request.user)  # type: ignore[arg-type]
        address = request.build_absolute_uri(reverse("partners:dump-detail", args=[dump.pk]))
        return Response(self.get_serializer(dump).data, status=202, headers={"Location": address})


class DumpFileView(PartnerView):
    """One file of a dump."""

    content_negotiation_class = AnyNegotiation

    def required_scopes(self) -> Collection[str]:
        """Ask for the right to words: they are in it."""
        return (Scope.READ, Scope.EXCERPTS)

    @extend_schema(
        summary="Fetch a file of a dump",
        tags=["dumps"],
        responses={(200, kind): OpenApiTypes.BINARY for kind in CONTENT_TYPES.values()},
    )
    def get(self, request: Request, id: int, name: str) -> HttpResponseBase:  # noqa: A002 - the address's word
        """Return the bytes; they never change, and the tag is their SHA-256."""
        files = DumpFile.objects.filter(dump=id, dump__state=Dump.State.READY)
        file = get_object_or_404(files.select_related("dump"), **_parts_of(name))
        etag = f'"{file.sha256}"'
        asked = parse_etags(request.headers.get("If-None-Match", ""))
        if etag in asked or "*" in asked:
            answer: HttpResponseBase = HttpResponseNotModified()
        else:
            answer = FileResponse(
                file.path.open("rb"),
                as_attachment=True,
                filename=file.name,
                content_type=CONTENT_TYPES[DumpFile.Format(file.format)],
            )
        answer["ETag"] = etag
        answer["Cache-Control"] = "private, max-age=31536000, immutable"
        return answer


def _parts_of(name: str) -> dict[str, Any]:
    """Return the columns that `name`, which the address has checked, stands for."""
    stem, _, ending = name.partition(".")
    kinds, _, part = stem.rpartition("-")
    form = DumpFile.Format.PARQUET if ending == "parquet" else DumpFile.Format.JSONL
    return {"kind": kinds.removesuffix("s"), "part": int(part), "format": form}
