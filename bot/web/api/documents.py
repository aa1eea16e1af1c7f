"""A document through the API: never a link to the store, always through the present assignment, every look written down."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import APIRouter, Header, Request, Response

from bot.handoff.reporting import may_see
from bot.web.api.access import Caller, Host, IfNoneMatch, caller, known_id, matches, read, write
from bot.web.api.openapi import problems
from bot.web.problems import ApiProblem
from storage import audit, document_rows, leads
from storage.crypto import ContactKey
from storage.document_rows import StoredDocument
from storage.documents import Missing
from storage.transaction import Transaction

_ENDINGS: Final = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}
_RANGE: Final = re.compile(r"bytes=([0-9]{0,15})-([0-9]{0,15})")


@dataclass(frozen=True, slots=True)
class Found:
    document: StoredDocument
    key: ContactKey
    kind: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the request's headers ask for: Range, If-Range, If-None-Match."""

    part: str | None = None
    if_range: str | None = None
    if_none_match: str | None = None


def document_routes(router: APIRouter, host: Host) -> None:
    """The route of a lead's papers."""

    @router.get(
        "/leads/{lead_id}/documents/{document_id}",
        responses={
            304: {"description": "As you have it"},
            200: {"description": "The file", "content": {"application/octet-stream": {}, "application/pdf": {}, "image/*": {}}},
            206: {"description": "A part of it", "content": {"application/octet-stream": {}, "application/pdf": {}, "image/*": {}}},
            **problems(404, 416),
        },
    )  # fmt: skip
    async def document(
        request: Request,
        lead_id: str,
        document_id: str,
        range: Annotated[str | None, Header()] = None,
        if_range: Annotated[str | None, Header(max_length=200)] = None,
        if_none_match: IfNoneMatch = None,
    ) -> Response:
        """A paper of a lead that you hold at this moment; ranges are understood. The look is written down."""
        wanted = Wanted(range, if_range, if_none_match)
        return await document_response(host, caller(request), known_id(lead_id), known_id(document_id), wanted)


async def document_response(host: Host, who: Caller, lead_id: str, document_id: str, wanted: Wanted) -> Response:
    """The file or the range of it that was asked for. A document never changes, so its id is its tag. Raises ApiProblem 404, 416."""
    found = await read(host, lambda tx: _allowed(tx, who.partner.id, lead_id, document_id))
    if found is None:
        raise ApiProblem(404, "not-found", "there is no such document", who.headers)
    stored = found.document
    tag = {"ETag": f'"{stored.id}"'}
    if matches(wanted.if_none_match, stored.id):
        return Response(status_code=304, headers={**who.headers, **tag})
    try:
        data = await asyncio.to_thread(host.documents.get, found.key, stored.contact_id, stored.id, stored.storage_key)
    except Missing:
        raise ApiProblem(404, "not-found", "there is no such document", who.headers) from None
    await write(
        host, lambda tx: audit.note(tx, f"partner:{who.partner.id}", "document-viewed", document_id, stored.contact_id)
    )
    headers = {
        **who.headers,
        **tag,
        "Accept-Ranges": "bytes",
        "Cache-Control": "no-store",
        "Content-Disposition": f'attachment; filename="{found.kind}-{stored.id[:8]}.{_ENDINGS.get(stored.mime, "bin")}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    # Whoever has a part of something else gets all of this.
    part = _part(wanted.part, len(data)) if wanted.if_range in (None, tag["ETag"]) else None
    if part is None:
        return Response(data, 200, headers, stored.mime)
    start, end = part
    headers["Content-Range"] = f"bytes {start}-{end - 1}/{len(data)}"
    return Response(data[start:end], 206, headers, stored.mime)


def _allowed(tx: Transaction, partner_id: str, lead_id: str, document_id: str) -> Found | None:
    """The document, if the partner holds the lead and the lead holds the document, at this moment."""
    lead = leads.find(tx, lead_id)
    if lead is None or lead.body is None or not may_see(lead, partner_id):
        return None
    listed: list[dict[str, Any]] = lead.body["lead"]["documents"]
    kind = next((str(one["kind"]) for one in listed if one["id"] == document_id), None)
    stored = document_rows.find(tx, document_id) if kind is not None else None
    if kind is None or stored is None or stored.deleted_at is not None or stored.contact_id != lead.contact_id:
        return None
    return Found(stored, tx.key(stored.contact_id), kind)


def _part(wanted: str | None, size: int) -> tuple[int, int] | None:
    """The one range that a Range header names; None: all of it (also for several ranges, as RFC 9110 allows)."""
    found = _RANGE.fullmatch(wanted.strip()) if wanted is not None else None
    if found is None or found[1] == found[2] == "":
        return None
    if found[1] == "":
        start, end = max(0, size - int(found[2])), size
    else:
        start, end = int(found[1]), min(size, int(found[2]) + 1 if found[2] else size)
        if found[2] and int(found[2]) < start:
            return None
    if start >= size or start >= end:
        raise ApiProblem(
            416, "range-not-satisfiable", f"the document has {size} bytes", {"Content-Range": f"bytes */{size}"}
        )
    return start, end
