"""Making something once under an Idempotency-Key: a request whose answer was lost is sent again and finds what it made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Final, TypeVar

from fastapi import Header, Request

from bot.handoff.lives import Refusal
from bot.web.api.access import IDEMPOTENCY_KEY, Caller
from bot.web.problems import ApiProblem
from storage import idempotency
from storage.idempotency import Asked
from storage.transaction import Transaction

T = TypeVar("T")
Key = Annotated[str | None, Header(alias="Idempotency-Key", pattern=IDEMPOTENCY_KEY)]
REUSED: Final = "idempotency-key-reused"


def asked(request: Request, given: Mapping[str, Any]) -> str:
    """What a request asks for, in one line."""
    return f"{request.method} {request.url.path} {sorted(given.items())!r}"


def once(who: Caller, key: str | None, request: Request, given: Mapping[str, Any] | None = None) -> Asked | None:
    """The request as its key names it; None without a key."""
    return None if key is None else Asked(who.partner.id, key, asked(request, given or {}))


def made(
    tx: Transaction, this: Asked | None, make: Callable[[], tuple[str, T] | Refusal], find: Callable[[str], T | None]
) -> T | Refusal:
    """What `make` made (with its id), or what it made the first time. What was refused may be asked for again under the same key."""
    before = idempotency.begin(tx, this.owner, this.key, this.request) if this is not None else None
    if before is not None:
        found = find(str(before.outcome.get("id"))) if before.same else None
        return Refusal("not-found" if before.same else REUSED) if found is None else found
    result = make()
    if this is not None and isinstance(result, Refusal):
        idempotency.give_up(tx, this)
    elif this is not None and not isinstance(result, Refusal):
        idempotency.finish(tx, this.owner, this.key, 200, {"id": result[0]})
    return result if isinstance(result, Refusal) else result[1]


def reused(who: Caller) -> ApiProblem:
    return ApiProblem(409, REUSED, "this Idempotency-Key came with another request before", who.headers)
