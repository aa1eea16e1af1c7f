"""A lead's papers: opened or downloaded by whoever holds the lead at this moment, each time written into the audit first.

Nothing that a stranger has uploaded may run on our pages: a paper is sent as its checked type, sandboxed, from no cache.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from bot.handoff.number import display_number
from bot.handoff.reporting import may_see
from bot.web.portal.hall import Hall, NotThere, Visitor
from storage import audit, leads
from storage.documents import Missing
from storage.transaction import Transaction

SHOWN: Final = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}
"""What a browser may show itself, and how a download of it is called. Anything else is only downloaded."""
CHUNK: Final = 64 * 1024
_PICTURE_POLICY: Final = (
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
)
_PDF_POLICY: Final = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
# A browser's own viewer of PDF does not run in a sandbox; a PDF with a script in it was refused when it came.


@dataclass(frozen=True, slots=True)
class Found:
    """A paper that may be looked at now."""

    mime: str
    kind: str
    number: str


def papers_room(router: APIRouter, hall: Hall) -> None:
    """`/partner/leads/{id}/documents/{document_id}`."""

    @router.get("/leads/{lead_id}/documents/{document_id}")
    async def show(request: Request, lead_id: str, document_id: str, download: bool = False) -> Response:
        visitor = await hall.visitor(request)
        action = "document-downloaded" if download else "document-viewed"
        found = await hall.write(lambda tx: _opened(tx, visitor, lead_id, document_id, action))
        if found is None:
            raise NotThere
        data = await _bytes(hall, document_id)
        if data is None:
            raise NotThere
        return _sent(found, data, download)


def _opened(tx: Transaction, visitor: Visitor, lead_id: str, document_id: str, action: str) -> Found | None:
    """Whether it may be seen, and the line in the audit, in one transaction."""
    lead = leads.find(tx, lead_id)
    if lead is None or lead.body is None or not may_see(lead, visitor.partner.id):
        return None
    documents: list[dict[str, Any]] = lead.body["lead"]["documents"]
    one = next((one for one in documents if one["id"] == document_id), None)
    if one is None:
        return None
    audit.note(tx, visitor.actor, action, document_id, lead.contact_id)
    mime = str(one.get("mime") or "application/octet-stream")
    return Found(mime, str(one["kind"]), display_number(lead.id))


async def _bytes(hall: Hall, document_id: str) -> bytes | None:
    try:
        return await asyncio.to_thread(hall.app.fetch, document_id)
    except Missing:
        return None


def _sent(found: Found, data: bytes, download: bool) -> Response:
    ending = SHOWN.get(found.mime)
    kind = "".join(letter for letter in found.kind if letter.isalnum() or letter in "_-") or "paper"
    how = "inline" if ending is not None and not download else "attachment"
    headers = {
        "Content-Disposition": f'{how}; filename="{found.number}-{kind}.{ending or "bin"}"',
        "Content-Length": str(len(data)),
        "Cache-Control": "no-store",
        "Content-Security-Policy": _PDF_POLICY if found.mime == "application/pdf" else _PICTURE_POLICY,
    }
    media = found.mime if ending is not None else "application/octet-stream"
    return StreamingResponse(_chunks(data), media_type=media, headers=headers)


def _chunks(data: bytes) -> Iterator[bytes]:
    for start in range(0, len(data), CHUNK):
        yield data[start : start + CHUNK]
