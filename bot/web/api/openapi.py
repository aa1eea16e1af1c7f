"""The API's own description, OpenAPI 3.1: made from the routes, with the committed schemas of lead and card put in.

What a route says of its problems is written beside the route; this adds what is true of all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute

from bot.handoff.schemas import schema

VERSION: Final = "1.0"
PROBLEM: Final[dict[str, Any]] = {
    "type": "object",
    "title": "Problem",
    "description": "RFC 9457, with a `code` that programs can rely on.",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
    },
}
_TEXT: Final[dict[str, Any]] = {"type": "string"}
_MAYBE: Final[dict[str, Any]] = {"type": ["string", "null"]}
OFFER: Final[dict[str, Any]] = {
    "type": "object",
    "title": "Offer",
    "required": ["id", "lead_id", "number", "state", "offered_at", "expires_at", "why", "token", "card"],
    "properties": {
        "id": _TEXT,
        "lead_id": _TEXT,
        "number": _TEXT,
        "state": {"enum": ["offered", "accepted", "declined", "expired", "withdrawn", "returned"]},
        "offered_at": _TEXT,
        "expires_at": _TEXT,
        "answered_at": _MAYBE,
        "reason": _MAYBE,
        "why": {"type": "string", "description": "Why this partner, in words."},
        "token": {"type": "integer"},
        "card": {"oneOf": [{"$ref": "#/components/schemas/Card"}, {"type": "null"}]},
    },
}
POOL_LEAD: Final[dict[str, Any]] = {
    "type": "object",
    "title": "Open lead",
    "required": ["lead_id", "number", "state", "created_at", "card"],
    "properties": {
        "lead_id": _TEXT,
        "number": _TEXT,
        "state": {"const": "open"},
        "created_at": _TEXT,
        "card": {"oneOf": [{"$ref": "#/components/schemas/Card"}, {"type": "null"}]},
    },
}
SUMMARY: Final[dict[str, Any]] = {
    "type": "object",
    "title": "How a lead stands",
    "required": ["id", "number", "status", "revision", "updated_at"],
    "properties": {"id": _TEXT, "number": _TEXT, "status": _TEXT, "revision": {"type": "integer"}, "updated_at": _TEXT},
}
WEBHOOK: Final[dict[str, Any]] = {
    "type": "object",
    "title": "Webhook",
    "required": ["id", "url", "events", "state", "failing_since", "disabled_why", "created_at"],
    "properties": {
        "id": _TEXT,
        "url": _TEXT,
        "events": {"type": "array", "items": _TEXT, "description": "Empty: all."},
        "state": {"enum": ["active", "disabled"]},
        "failing_since": _MAYBE,
        "disabled_why": _MAYBE,
        "created_at": _TEXT,
        "secret": {"type": "string", "description": "Only when it is made or replaced."},
    },
}
DELIVERY: Final[dict[str, Any]] = {
    "type": "object",
    "title": "Delivery",
    "required": [
        "id",
        "webhook_id",
        "event",
        "lead_id",
        "state",
        "attempts",
        "status",
        "error",
        "created_at",
        "tried_at",
    ],
    "properties": {
        "id": _TEXT,
        "webhook_id": _TEXT,
        "event": _TEXT,
        "lead_id": _MAYBE,
        "state": {"enum": ["new", "sent", "failed"]},
        "attempts": {"type": "integer"},
        "status": {"type": ["integer", "null"]},
        "error": _MAYBE,
        "created_at": _TEXT,
        "tried_at": _MAYBE,
    },
}
MEMBER: Final[dict[str, Any]] = {
    "type": "object",
    "title": "Member",
    "required": ["id", "name", "email", "role", "signs_in", "created_at"],
    "properties": {
        "id": _TEXT,
        "name": _TEXT,
        "email": {"type": "string", "description": "A hint such as a…@example.com: the address itself is not kept."},
        "role": {"enum": ["owner", "member", "reader"]},
        "signs_in": {"enum": ["link", "password"]},
        "created_at": _TEXT,
    },
}
_RATES: Final = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Problem answers that a route may give beside those of every route."""
    return {status: _problem(status) for status in statuses}


def listing(of: str) -> dict[str, Any]:
    """A 200 with a page of `of`."""
    return ok(
        {
            "type": "object",
            "required": ["items", "next"],
            "properties": {"items": {"type": "array", "items": {"$ref": f"#/components/schemas/{of}"}}, "next": _MAYBE},
        }
    )


def one(of: str) -> dict[str, Any]:
    """A 200 (or 201) with one `of`."""
    return ok({"$ref": f"#/components/schemas/{of}"})


def ok(content: dict[str, Any], description: str = "Done") -> dict[str, Any]:
    headers = {name: {"schema": {"type": "integer"}} for name in _RATES}
    return {"description": description, "headers": headers, "content": {"application/json": {"schema": content}}}


def _problem(status: int) -> dict[str, Any]:
    said = {
        400: "The body is not JSON", 401: "No valid key", 403: "The key may only read",
        404: "Not there, or another partner's", 409: "Somebody was first, or it is too late for that",
        410: "The offer has run out, or the trader took the lead back", 412: "It was changed since",
        413: "The body is too long", 415: "The body is not sent as JSON", 416: "Beyond the end",
        422: "The request does not fit its schema", 429: "Too many requests", 503: "Try again",
    }[status]  # fmt: skip
    return {
        "description": said,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def openapi(routes: Sequence[BaseRoute]) -> dict[str, Any]:
    """The description of these routes."""
    document = get_openapi(
        title="Saathi partner API",
        version=VERSION,
        openapi_version="3.1.0",
        description="Leads for partners: offers to accept or decline, leads and their papers, outcomes, webhooks, team.",
        routes=routes,
    )
    document["components"] = {
        "schemas": _schemas(document),
        "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
    }
    document["security"] = [{"key": []}]
    for path in document["paths"].values():
        for operation in path.values():
            answers = operation["responses"]
            for status in (401, 422, 429, 503, *((400, 413, 415) if "requestBody" in operation else ())):
                answers[str(status)] = _problem(status)
            for parameter in operation.get("parameters", []):
                parameter["schema"] = _given(parameter["schema"])
            operation["responses"] = dict(sorted(answers.items()))
    return document


def _given(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter that may be left out is not one that may be null: there is no null in a header or a query."""
    kinds = [kind for kind in schema.get("anyOf", []) if kind != {"type": "null"}]
    if len(kinds) != 1:
        return schema
    return {**{name: value for name, value in schema.items() if name not in ("anyOf", "title")}, **kinds[0]}


def _schemas(document: dict[str, Any]) -> dict[str, Any]:
    found = dict(document.get("components", {}).get("schemas", {}))
    for name in ("HTTPValidationError", "ValidationError"):
        found.pop(name, None)
    lead = schema("lead")
    for name, definition in lead["$defs"].items():
        found[f"Lead_{name}"] = definition
    plain = {name: value for name, value in lead.items() if name not in ("$schema", "$id", "$defs")}
    found["Lead"] = _moved(plain)
    found["Card"] = {name: value for name, value in schema("card").items() if name not in ("$schema", "$id")}
    return found | {
        "Problem": PROBLEM,
        "Offer": OFFER,
        "OpenLead": POOL_LEAD,
        "Summary": SUMMARY,
        "Webhook": WEBHOOK,
        "Delivery": DELIVERY,
        "Member": MEMBER,
    }


def _moved(value: Any) -> Any:
    """The same schema with its own definitions found among the components."""
    if isinstance(value, dict):
        return {
            key: inner.replace("#/$defs/", "#/components/schemas/Lead_") if key == "$ref" else _moved(inner)
            for key, inner in value.items()
        }
    return [_moved(inner) for inner in value] if isinstance(value, list) else value
