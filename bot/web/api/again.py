"""Asking the trader for a paper once more, through the API."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from bot.arrival import Arrival
from bot.handoff import again, notes, reporting
from bot.handoff.lives import Refusal
from bot.library import words
from bot.web.api.access import Host, answer, durable, known_id, write, writer
from bot.web.api.acting import problem_of, summary
from bot.web.api.once import REUSED, Key, once
from bot.web.api.openapi import one, problems
from flows.session import Session
from storage import idempotency, leads, sessions
from storage.idempotency import Asked
from storage.ids import new_id
from storage.transaction import Transaction


class Again(BaseModel):
    """Why a paper is asked for once more: said to the trader in the trader's language, with your words after it."""

    model_config = ConfigDict(title="Again")
    reason: Literal[again.REASONS]  # type: ignore[valid-type]
    words: str = Field("", max_length=again.WORDS_AT_MOST)


def again_routes(router: APIRouter, host: Host) -> None:
    """The route that asks for a paper again."""

    @router.post(
        "/leads/{lead_id}/documents/{document_id}/again",
        responses={200: one("Summary"), **problems(403, 404, 409)},
    )
    async def ask_again(
        request: Request, lead_id: str, document_id: str, given: Again, idempotency: Key = None
    ) -> Response:
        """Ask the trader for a paper once more, in the chat. What comes is in the lead; `document.received` tells you."""
        who = writer(request)
        lead, document, nonce = known_id(lead_id), known_id(document_id), idempotency or new_id()
        this = once(who, idempotency, request, given.model_dump())
        asked = await write(host, lambda tx: _asked_again(tx, who.partner.id, lead, document, given, nonce, this))
        if isinstance(asked, Refusal):
            raise problem_of(asked, who)
        outcome = await durable(host.receive(asked[0]))
        shown = await write(host, lambda tx: _noted_again(tx, who.partner.id, lead, asked[1], outcome.repeated))
        if outcome.gone or shown is None:
            raise problem_of(Refusal("not-found"), who)
        return answer(who, shown, headers={"Idempotency-Replayed": "true"} if outcome.repeated else None)


def _asked_again(
    tx: Transaction, partner_id: str, lead_id: str, document_id: str, given: Again, nonce: str, this: Asked | None
) -> tuple[Arrival, str] | Refusal:
    """The input that reopens the paper, and what the trader is told; refused for a paper of a lead that is not the partner's."""
    if (refused := notes.unfit(given.words)) is not None:
        return refused
    # The input itself is taken once a key; here the key is only kept from another request.
    before = idempotency.begin_many(tx, [this])[0] if this is not None else None
    if before is not None and not before.same:
        return Refusal(REUSED)
    lead = leads.find(tx, lead_id)
    if lead is None or lead.body is None or not reporting.may_see(lead, partner_id):
        return Refusal("not-found")
    kinds = {str(one["id"]): str(one["kind"]) for one in lead.body["lead"]["documents"]}
    stored = sessions.find(tx, lead.session_id)
    if document_id not in kinds or stored is None or stored.body is None:
        return Refusal("not-found")
    session = Session.from_json(stored.body)
    path = again.path_of(session, document_id)
    if path is None:
        return Refusal("not-found")
    said = again.in_words(words(), session.language, kinds[document_id], given.reason, given.words)
    return again.arrival(tx, stored, partner_id, path, said, nonce), said


def _noted_again(tx: Transaction, partner_id: str, lead_id: str, said: str, repeated: bool) -> dict[str, Any] | None:
    lead = leads.load_many(tx, [lead_id]).get(lead_id)
    if lead is None or not reporting.may_see(lead, partner_id):
        return None
    if not repeated:
        again.note(tx, lead, partner_id, said)
    return summary(lead)
