"""What the reconciliation service says of itself."""

from __future__ import annotations

from typing import Any

from partners.reconcile.asked import N_BATCH
from partners.reconcile.vocabulary import BROAD

PREVIEW_SIZE = (400, 220)


def build_manifest(*, endpoint: str, site: str, has_key: bool) -> dict[str, Any]:
    """Return the manifest of the service at `endpoint`; with the key in its address it asks for no other credentials."""
    manifest: dict[str, Any] = {
        "versions": ["0.1", "0.2"],
        "name": "Crossclaim: speakers",
        "identifierSpace": f"{site}/speakers/",
        "schemaSpace": f"{site}/api/docs/#Speaker",
        "documentation": f"{site}/api/docs/",
        "defaultTypes": [{"id": key, "name": name} for key, name in BROAD.items()],
        "view": {"url": f"{site}/speakers/{{{{id}}}}/"},
        "preview": {
            "url": f"{endpoint}/preview/{{{{id}}}}",
            "width": PREVIEW_SIZE[0],
            "height": PREVIEW_SIZE[1],
        },
        "suggest": {
            what: {"service_url": endpoint, "service_path": f"/suggest/{what}"}
            for what in ("entity", "property", "type")
        },
        "extend": {
            "propose_properties": {"service_url": endpoint, "service_path": "/properties"},
            "property_settings": [
                {
                    "name": "on",
                    "label": "On the day",
                    "type": "text",
                    "default": "",
                    "help_text": "For roles and organisations: YYYY, YYYY-MM or YYYY-MM-DD; blank for all there ever were.",
                }
            ],
        },
        "batchSize": N_BATCH,
    }
    if not has_key:
        manifest["authentication"] = {"type": "http", "scheme": "bearer"}
    return manifest
