"""The formats of lists and rows, chosen by `Accept` or by the ending of the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string
from rest_framework.renderers import BaseRenderer, JSONRenderer

from partners import withdrawn
from partners.catalogue import CATALOGUE
from partners.formats import jsonld, tables
from partners.formats.annotations import PROFILE, as_annotation, as_page
from partners.openapi import openapi_document

WRITE_PARQUET = "partners.formats.parquet.write_parquet"


class LookRenderer(BaseRenderer):
    """Renders looks; a problem is JSON in whatever format was asked for."""

    charset: str | None = None

    def render(self, data: Any, media_type: Any = None, context: Any = None) -> bytes:
        """Return a page, a row, or a problem as bytes."""
        if context["response"].status_code != 200:
            return JSONRenderer().render(data)
        is_page = context["view"].action == "list"
        return self.render_page(data, context) if is_page else self.render_row(data, context)

    def render_page(self, page: Mapping[str, Any], context: Mapping[str, Any]) -> bytes:
        """Return a page of a list."""
        raise NotImplementedError

    def render_row(self, look: Mapping[str, Any], context: Mapping[str, Any]) -> bytes:
        """Return one row."""
        raise NotImplementedError


class JsonLdRenderer(LookRenderer):
    """schema.org: a `DataFeed`, or one thing."""

    media_type = "application/ld+json"
    format = "jsonld"

    def render_page(self, page: Mapping[str, Any], context: Mapping[str, Any]) -> bytes:
        """Return the page as a `DataFeed`."""
        kind = context["view"].kind
        nodes = [
            jsonld.as_node(kind, look, href=_href(kind, look, context)) for look in page["results"]
        ]
        url = context["request"].build_absolute_uri()
        feed = jsonld.as_feed(nodes, url=url, name=f"{kind}s", licence=settings.DATA_LICENCE)
        return JSONRenderer().render(feed)

    def render_row(self, look: Mapping[str, Any], context: Mapping[str, Any]) -> bytes:
        """Return the thing as a document."""
        kind = context["view"].kind
        href = _href(kind, look, context)
        return JSONRenderer().render(jsonld.as_document(kind, look, href=href))


class AnnotationRenderer(LookRenderer):
    """W3C Web Annotation: a page of a collection, or one annotation. Statements only."""

    media_type = PROFILE
    format = "annotation"

    def render_page(self, page: Mapping[str, Any], context: Mapping[str, Any]) -> bytes:
        """Return the page as an `AnnotationPage`."""
        nodes = [
            as_annotation(look, href=_href("statement", look, context), with_context=False)
            for look in page["results"]
        ]
        request = context["request"]
        first = request.build_absolute_uri(request.path)
        url = request.build_absolute_uri()
        document = as_page(nodes, url=url, first=first, next_url=page["next"])
        return JSONRenderer().render(document)

    def render_row(self, look: Mapping[str, Any], context: Mapping[str, Any]) -> bytes:
        """Return the statement as an `Annotation`."""
        href = _href("statement", look, context)
        return JSONRenderer().render(as_annotation(look, href=href))


class TableRenderer(LookRenderer):
    """A table; a row is a table of one."""

    def render_page(self, page: Mapping[str, Any], context: Mapping[str, Any]) -> bytes:
        """Return the rows of the page."""
        return self.write(page["results"], context["view"].kind)

    def render_row(self, look: Mapping[str, Any], context: Mapping[str, Any]) -> bytes:
        """Return the one row."""
        return self.write([look], context["view"].kind)

    def write(self, looks: Sequence[Mapping[str, Any]], kind: str) -> bytes:
        """Return looks of `kind`."""
        raise NotImplementedError


class CsvRenderer(TableRenderer):
    """CSV, with the same columns on every page."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def write(self, looks: Sequence[Mapping[str, Any]], kind: str) -> bytes:
        """Return the rows under a line of names."""
        schemas = openapi_document()["components"]["schemas"]
        columns = list(tables.columns_of(schemas[CATALOGUE[kind].component], schemas))
        if looks:
            columns = [name for name in columns if name.partition(".")[0] in looks[0]]
            columns += [withdrawn.MARK] if withdrawn.MARK in looks[0] else []
        return tables.write_csv(looks, columns).encode()


class JsonlRenderer(TableRenderer):
    """JSON, one object a line."""

    media_type = "application/jsonl"
    format = "jsonl"

    def write(self, looks: Sequence[Mapping[str, Any]], kind: str) -> bytes:
        """Return the rows, one a line."""
        return tables.write_jsonl(looks).encode()


class ParquetRenderer(TableRenderer):
    """Parquet, with the columns of the dumps. Arrow is loaded with the first such answer of a process."""

    media_type = "application/vnd.apache.parquet"
    format = "parquet"

    def write(self, looks: Sequence[Mapping[str, Any]], kind: str) -> bytes:
        """Return the rows in typed columns."""
        written: bytes = import_string(WRITE_PARQUET)(CATALOGUE[kind].component, looks)
        return written


EVERYWHERE = (JSONRenderer, JsonLdRenderer, CsvRenderer, JsonlRenderer, ParquetRenderer)


def _href(kind: str, look: Mapping[str, Any], context: Mapping[str, Any]) -> str:
    listed = CATALOGUE[kind]
    key = look["slug"] if listed.key == "slug" else look["id"]
    return str(context["request"].build_absolute_uri(listed.href(key)))
