"""The change feed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from partners.api.base import PartnerView
from partners.catalogue import CATALOGUE, Context
from partners.feed_pages import FeedPages
from partners.models import Change
from partners.serializers.changes import ChangeSerializer
from partners.services.feed import publish_changes
from partners.services.serving import look_again_at

Thing = tuple[str, int]


@extend_schema_view(list=extend_schema(summary="Follow what changes", tags=["changes"]))
class ChangeViewSet(PartnerView, ListModelMixin, GenericViewSet[Change]):
    """What was published, changed, withdrawn or erased, in the order in which it was committed.

    Follow `next` until it is null, keep `token`, and come back with it as `cursor` at any later time. A token
    that answers 410 has expired: make a full copy again, from the newest dump or from the lists.
    """

    queryset = Change.objects.order_by("sequence")
    serializer_class = ChangeSerializer
    pagination_class = FeedPages
    filter_backends = []
    extra_statuses = (410,)

    def known_parameters(self) -> set[str]:
        """Return what the feed takes."""
        return {"cursor", "expand", "page_size", "start", "type"}

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Return a page; what was committed before the request is in the feed."""
        publish_changes()
        pages = FeedPages()
        changes = pages.paginate_queryset(self.get_queryset(), request, view=self)
        context = find_things(changes, self.look_context(), with_items=pages.asked.with_items)
        serializer = ChangeSerializer(context=context)
        return pages.get_paginated_response([serializer.to_representation(c) for c in changes])


def find_things(changes: Sequence[Change], context: Context, *, with_items: bool) -> dict[str, Any]:
    """Return what `ChangeSerializer` needs: the addresses of the things that changed and, if asked for, their looks."""
    ids: dict[str, set[int]] = defaultdict(set)
    for change in changes:
        if not change.is_gone:
            ids[change.kind].add(change.item_id)
    hrefs: dict[Thing, str] = {}
    items: dict[Thing, Any] = {}
    for kind, of_kind in ids.items():
        listed = CATALOGUE[kind]
        for item_id, key in listed.keys(of_kind).items():
            hrefs[kind, item_id] = context.absolute(listed.href(key))
        if with_items:
            served = dict.fromkeys(((kind, item_id) for item_id in of_kind), "")
            for item_id, look, digest in listed.digested_looks(of_kind, context):
                items[kind, item_id], served[kind, item_id] = look, digest
            look_again_at(served)
    return {"hrefs": hrefs, "items": items if with_items else None}
