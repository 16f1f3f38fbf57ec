"""JSON schemas of the Reconciliation Service API 0.2, written from the text of the specification (its sections in brackets)."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string", "minLength": 1}
_URI: Schema = {"type": "string", "pattern": "^https?://"}
_ID_NAME: Schema = {"id": _TEXT, "name": _TEXT}
_THING: Schema = {"type": "object", "properties": _ID_NAME, "required": ["id", "name"]}
_TYPE: Schema = {
    **_THING,
    "properties": {**_ID_NAME, "broader": {"type": "array", "items": _THING}},
}
_SERVICE: Schema = {
    "type": "object",
    "properties": {"service_url": _URI, "service_path": {"type": "string", "pattern": "^/"}},
    "required": ["service_url", "service_path"],
}
_VIEW: Schema = {
    "type": "object",
    "properties": {"url": {"type": "string", "pattern": r"\{\{id\}\}"}},
    "required": ["url"],
}
_SETTING: Schema = {
    "type": "object",
    "properties": {
        "name": _TEXT,
        "label": _TEXT,
        "type": {"enum": ["number", "text", "checkbox", "select"]},
        "help_text": {"type": "string"},
        "default": {},
    },
    "required": ["name", "label", "type"],
    "additionalProperties": False,
}

# 3.1 Service Manifest, 5.1 Preview Metadata, 6.1 Suggest Metadata, 7.1 Data Extension Metadata
MANIFEST: Schema = {
    "type": "object",
    "properties": {
        "versions": {"type": "array", "items": {"enum": ["0.1", "0.2"]}, "minItems": 1},
        "name": _TEXT,
        "identifierSpace": _URI,
        "schemaSpace": _URI,
        "documentation": _URI,
        "defaultTypes": {"type": "array", "items": _TYPE},
        "view": _VIEW,
        "preview": {
            **_VIEW,
            "properties": {
                **_VIEW["properties"],
                "width": {"type": "integer", "minimum": 1},
                "height": {"type": "integer", "minimum": 1},
            },
            "required": ["url", "width", "height"],
        },
        "suggest": {
            "type": "object",
            "properties": dict.fromkeys(("entity", "property", "type"), _SERVICE),
            "additionalProperties": False,
        },
        "extend": {
            "type": "object",
            "properties": {
                "propose_properties": _SERVICE,
                "property_settings": {"type": "array", "items": _SETTING},
            },
            "additionalProperties": False,
        },
        "batchSize": {"type": "integer", "minimum": 1},
        "authentication": {
            "type": "object",
            "properties": {"type": {"enum": ["http", "apiKey", "oauth2", "openIdConnect"]}},
            "required": ["type"],
        },
    },
    "required": ["versions", "name", "identifierSpace", "schemaSpace"],
    "additionalProperties": False,
}

# 4.2 Reconciliation Query Responses
RESULTS: Schema = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "properties": {
            "result": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        **_ID_NAME,
                        "description": {"type": "string"},
                        "type": {"type": "array", "items": _THING},
                        "score": {"type": "number"},
                        "match": {"type": "boolean"},
                        "features": {
                            "type": "array",
                            "items": {
                                "type": "object",
                                "properties": {"id": _TEXT, "value": {"type": ["number", "boolean"]}},
                                "required": ["id", "value"],
                                "additionalProperties": False,
                            },
                        },
                    },
                    "required": ["id", "name", "score", "match"],
                    "additionalProperties": False,
                },
            }
        },
        "required": ["result"],
        "additionalProperties": False,
    },
}  # fmt: skip

# 6.3 Suggest Responses
SUGGESTIONS: Schema = {
    "type": "object",
    "properties": {
        "result": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    **_ID_NAME,
                    "description": {"type": "string"},
                    "notable": {"type": "array", "items": {"anyOf": [_TEXT, _THING]}},
                },
                "required": ["id", "name"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["result"],
}

# 7.2 Data Extension Property Proposals
PROPOSALS: Schema = {
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "limit": {"type": "integer"},
        "properties": {"type": "array", "items": _THING},
    },
    "required": ["type", "properties"],
    "additionalProperties": False,
}

# 7.4 Data Extension Responses
EXTENSION: Schema = {
    "type": "object",
    "properties": {
        "meta": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {**_ID_NAME, "type": _THING},
                "required": ["id", "name"],
                "additionalProperties": False,
            },
        },
        "rows": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "additionalProperties": {
                    "type": "array",
                    "items": {
                        "oneOf": [
                            {"type": "object", "properties": {"str": {"type": "string"}}, "required": ["str"], "additionalProperties": False},
                            {**_THING, "additionalProperties": False},
                        ]
                    },
                },
            },
        },
    },
    "required": ["meta", "rows"],
    "additionalProperties": False,
}  # fmt: skip
