"""Who calls the partner API, how often, and in which pages they read: keys, rates, cursors, entity tags.

A key is looked up at every call (a revoked one opens nothing from its commit on). Rates are counted in this process, a bucket a key:
they protect the server, they are not a price. Cursors are positions, not secrets: every list is limited to the caller's own rows
whatever the cursor says.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Final, Protocol, TypeVar

from fastapi import Header, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from pydantic import BeforeValidator
from starlette.exceptions import HTTPException
from starlette.types import Message

from bot.arrival import Arrival, Outcome, TooMany
from bot.turns import Turns
from bot.web.bodies import whole
from bot.web.problems import ApiProblem, on_http, on_invalid
from bot.web.rates import Rates
from storage import partners
from storage.database import Database
from storage.documents import DocumentStore
from storage.failures import Unacknowledged
from storage.partners import Partner, PartnerKey
from storage.times import from_datetime
from storage.transaction import Transaction
from storage.writer import Busy, Writer

T = TypeVar("T")

PAGE: Final = 50
PAGE_AT_MOST: Final = 200
ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
TAG: Final = r'^(\*|(W/)?"[\x21\x23-\x7e]{0,100}")$'
"""`*` or one entity tag. Ours are revisions in quotation marks; another is of no version of ours."""
BODY_AT_MOST: Final = 64_000
"""Bytes of a request: the longest note is 4,000 characters."""
CURSOR: Final = r"^[0-9]{1,18}\.[A-Za-z0-9_-]{1,64}$"
IDEMPOTENCY_KEY: Final = r"^[\x21-\x7e]{1,255}$"
MOMENT: Final = (
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?([Zz]|[+-][0-9]{2}:[0-9]{2})?)?"
)


class Host(Protocol):
    """What the API needs of the server."""

    @property
    def database(self) -> Database: ...
    @property
    def writer(self) -> Writer: ...
    @property
    def documents(self) -> DocumentStore: ...
    @property
    def turns(self) -> Turns: ...
    async def receive(self, arrival: Arrival) -> Outcome:
        """The durable outcome of an input. Raises Busy, Unacknowledged or TooMany."""

    def news(self, session_id: str | None) -> None:
        """Something was committed that others may be waiting for."""


@dataclass(frozen=True, slots=True)
class Caller:
    """A partner's program, known by its key."""

    partner: Partner
    key: PartnerKey
    headers: Mapping[str, str]
    """What its answers say about its rate."""

    def must_write(self) -> None:
        """Raises ApiProblem for a key that may only read."""
        if not self.key.may("write"):
            raise ApiProblem(403, "read-only-key", "this key may read but not write", self.headers)


def keyed(host: Host, rates: Rates) -> type[APIRoute]:
    """Routes whose caller is known and counted before anything else of the request is looked at, so that what is said of it and how
    much of it is read is for those who have a key. Every answer, a refusal too, says how many more calls may be made.
    """

    class Keyed(APIRoute):
        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            handle = super().get_route_handler()
            if not self.include_in_schema:
                return handle  # the description is open

            async def handled(request: Request) -> Response:
                who = request.state.caller = await _known(host, rates, request)
                try:
                    return await handle(await _read_through(request, json=self.body_field is not None))
                except ApiProblem as problem:
                    problem.headers = {**who.headers, **problem.headers}
                    raise
                except RequestValidationError as wrong:
                    return _with(who, await on_invalid(request, wrong))
                except HTTPException as wrong:
                    return _with(who, await on_http(request, wrong))

            return handled

    return Keyed


def caller(request: Request) -> Caller:
    """Whose request it is, on a route that is `keyed`."""
    found: Caller = request.state.caller
    return found


def writer(request: Request) -> Caller:
    """The same, if its key may change things. Raises ApiProblem 403."""
    who = caller(request)
    who.must_write()
    return who


def _with(who: Caller, response: Response) -> Response:
    response.headers.update(who.headers)
    return response


async def _read_through(request: Request, *, json: bool) -> Request:
    """The request with its body in hand. Raises ApiProblem: 413 too long, 415 neither empty nor JSON where JSON is asked for."""
    body = await whole(request, BODY_AT_MOST)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if (
        json
        and body
        and kind != "application/json"
        and not (kind.startswith("application/") and kind.endswith("+json"))
    ):
        raise ApiProblem(415, "unsupported-type", "send JSON, with Content-Type: application/json")

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return Request(request.scope, receive)


async def _known(host: Host, rates: Rates, request: Request) -> Caller:
    """Raises ApiProblem: 401 without a valid key, 429 too many, 422 for parameters that are not known."""
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    secret = secret.strip()
    if scheme.lower() != "bearer" or not secret:
        raise _unknown("give a key as `Authorization: Bearer sth_live_…`")
    found = await asyncio.to_thread(host.database.view, lambda tx: _signed_in(tx, secret))
    if found is None:
        raise _unknown("this key is not valid: it was revoked, has ended, or never was")
    partner, key, lately = found
    goes, headers = rates.take(key.id)
    if not goes:
        raise ApiProblem(429, "too-many-requests", "slow down; see Retry-After", headers)
    _no_strangers(request, headers)
    if not lately:
        with contextlib.suppress(Busy, Unacknowledged):
            await host.writer.ask(lambda tx: partners.used(tx, key.id))
    return Caller(partner, key, headers)


def _no_strangers(request: Request, headers: Mapping[str, str]) -> None:
    """A misspelt filter that is ignored would answer with everything: refuse it. Raises ApiProblem 422."""
    known = {one.alias for one in request.scope["route"].dependant.query_params}
    strange = sorted(set(request.query_params) - known)
    if strange:
        there_are = f"there are {', '.join(sorted(known))}" if known else "there are none"
        raise ApiProblem(422, "unknown-parameter", f"unknown: {', '.join(strange)[:100]}; {there_are}", headers)


def _signed_in(tx: Transaction, secret: str) -> tuple[Partner, PartnerKey, bool] | None:
    found = partners.by_key(tx, secret)
    return None if found is None else (*found, partners.used_lately(tx, found[1]))


def _unknown(why: str) -> ApiProblem:
    return ApiProblem(401, "unauthorized", why, {"WWW-Authenticate": 'Bearer realm="saathi"'})


async def read(host: Host, work: Callable[[Transaction], T]) -> T:
    """Read away from the event loop."""
    return await asyncio.to_thread(host.database.view, work)


async def write(host: Host, work: Callable[[Transaction], T]) -> T:
    """Write durably. Raises ApiProblem 503 when it is not known to be written."""
    return await durable(host.writer.ask(work))


async def durable(written: Awaitable[T]) -> T:
    """What the writer has been asked for. Raises ApiProblem 503 when it is not known to be written."""
    try:
        return await written
    except (Busy, Unacknowledged, TooMany):
        raise ApiProblem(
            503, "try-again", "the server is busy; the same request may be sent again", {"Retry-After": "2"}
        ) from None


def answer(
    who: Caller, body: Any, status: int = 200, *, tag: int | None = None, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """JSON that nobody stores on the way, with the caller's rate and the entity's tag."""
    more = {"Cache-Control": "no-store"} | ({} if tag is None else {"ETag": f'"{tag}"'})
    return JSONResponse(body, status, headers={**who.headers, **more, **(headers or {})})


def not_found(who: Caller) -> ApiProblem:
    return ApiProblem(404, "not-found", "there is no such thing", who.headers)


def is_id(text: str) -> bool:
    """Whether it can be an id at all: PostgreSQL refuses some characters with an error of its own."""
    return ID.fullmatch(text) is not None


def known_id(text: str) -> str:
    """An id from a path. Raises ApiProblem 404."""
    if not is_id(text):
        raise ApiProblem(404, "not-found", "there is no such thing")
    return text


def matches(header: str | None, tag: int | str) -> bool:
    """Whether an If-None-Match header names the entity as it is."""
    return header is not None and (
        header.strip() == "*" or f'"{tag}"' in (part.strip().removeprefix("W/") for part in header.split(","))
    )


def wanted_tag(header: str | None) -> int | None:
    """The revision that an If-Match header (of the form `TAG`) insists on; None: any. A weak tag, or one that we never gave, is no
    revision that there is.
    """
    if header is None or header == "*":
        return None
    return int(header[1:-1]) if re.fullmatch('"[0-9]{1,9}"', header, re.ASCII) else -1


def cursor_of(at: int, row_id: str) -> str:
    """Where a page ended."""
    return f"{at}.{row_id}"


def position(cursor: str | None) -> tuple[int, str]:
    """Where the next page begins; `cursor` is of the form `CURSOR`."""
    if cursor is None:
        return 0, ""
    at, _, row_id = cursor.partition(".")
    return int(at), row_id


def moment(text: object) -> object:
    """A time as RFC 3339 writes it, or a date. Raises ValueError: pydantic alone would take "7" for one too."""
    if not isinstance(text, str) or not re.fullmatch(MOMENT, text):
        raise ValueError("a time is written 2026-11-23T09:00:00Z")
    return datetime.fromisoformat(text.upper())


def since(at: datetime | None) -> int:
    """`updated_since` in microseconds; 0: since ever."""
    if at is None:
        return 0
    return max(0, from_datetime(at if at.tzinfo is not None else at.replace(tzinfo=UTC)))


Limit = Annotated[int, Query(ge=1, le=PAGE_AT_MOST)]
Cursor = Annotated[str | None, Query(pattern=CURSOR, description="The `next` of the page before.")]
Since = Annotated[datetime | None, BeforeValidator(moment), Query(description="Only what changed since this time.")]
IfMatch = Annotated[str | None, Header(pattern=TAG)]
IfNoneMatch = Annotated[str | None, Header(max_length=200)]
