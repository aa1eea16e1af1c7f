"""The browser chat's HTTP contract: sessions, inputs, messages. The page itself is static and talks to this.

A session's name is a 256-bit secret that the browser holds; here only its keyed hash is known (it is an address of the channel "web").
Whoever starts another flow, or the same once more, goes on under the same secret: what is said is one conversation, and `seq` counts on.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from ipaddress import ip_address, ip_network
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from bot.app import App
from bot.arrival import Arrival, Outcome, TooMany
from bot.documents.intake import as_file
from bot.links import Link, read_link
from bot.web.bodies import CLOSE, bounded, whole
from bot.web.problems import ApiProblem
from bot.web.rates import Rates
from flows.inputs import COMMANDS, Chosen, Commanded, File, Input, Opened, Pressed, Sent, Typed
from flows.render import problem_text
from locales.languages import LANGUAGES
from storage import addresses, contacts, outbox, sessions
from storage.failures import Unacknowledged
from storage.ids import new_id, new_secret
from storage.outbox import Said
from storage.transaction import Transaction
from storage.writer import Busy

CHANNEL = "web"
TEXT_AT_MOST = 4000
"""Characters of one message; longer ones are refused with 413."""
ID_AT_MOST = 100
"""Characters of an input's own name."""
BODY_AT_MOST = 64_000
"""Bytes of a JSON request."""
UPLOAD_AT_MOST = 10_000_000 + 100_000
"""Bytes of a multipart request: one file and its wrapping."""
FILES_AT_MOST = 10
WAIT_FOR = 15.0
"""Seconds between two signs of life on a stream of events."""
LISTEN_FOR = 2.0
"""Seconds after which a stream looks whether the server stops."""
SEQ_AT_MOST = 2**31 - 1
"""No message has a higher number, and both databases hold it; whoever asks beyond has heard everything."""

# Identity papers must not lie on the disk unsealed, so an upload stays in memory; it is bounded above.
MultiPartParser.spool_max_size = UPLOAD_AT_MOST


BEGUN_AT_ONCE = 60
BEGUN_A_SECOND = 1.0
"""Conversations that one address of the internet may begin: many phones share one, a program that begins them in a loop does too."""


class NewSession(BaseModel):
    """What a chat begins with; all of it optional."""

    model_config = ConfigDict(extra="forbid")
    flow: str | None = Field(None, max_length=64)
    language: str | None = Field(None, max_length=8)
    start: str | None = Field(None, max_length=64)


class NewInput(BaseModel):
    """One input: exactly one of text, option, options, command."""

    model_config = ConfigDict(extra="forbid")
    id: str | None = Field(None, min_length=1, max_length=ID_AT_MOST)
    text: str | None = None
    option: str | None = Field(None, max_length=200)
    options: list[Annotated[str, Field(max_length=200)]] | None = Field(None, max_length=100)
    command: str | None = Field(None, max_length=200)
    step: str | None = Field(None, max_length=200)
    prompt: int | None = None


def chat_router(app: App) -> APIRouter:
    """The routes under /chat/sessions."""
    router = APIRouter(tags=["chat"])
    doorway = Rates(BEGUN_AT_ONCE, BEGUN_A_SECOND)

    @router.post("/chat/sessions", status_code=201)
    async def begin(request: Request) -> Response:
        _knock(doorway, request)
        wanted = await _read(request, NewSession)
        hint = await asyncio.to_thread(_hint, app, wanted.start)
        flow = wanted.flow or hint.flow or app.default_flow
        if not await asyncio.to_thread(app.is_published, flow):
            raise ApiProblem(404, "unknown-flow", f"there is no flow {flow!r}")
        if wanted.language is not None and wanted.language not in LANGUAGES:
            raise ApiProblem(422, "unknown-language", f"language is one of {', '.join(LANGUAGES)}")
        secret = new_secret()
        language = wanted.language or hint.language
        arrival = Arrival(
            CHANNEL, secret, "open", Opened(), app.clock(), flow=flow, language=language, facts=hint.facts()
        )
        outcome = await _receive(app, arrival)
        return JSONResponse({"session": secret, "messages": [public(one) for one in outcome.said]}, 201)

    @router.post("/chat/sessions/{session}/inputs")
    async def give(session: str, request: Request, authorization: Annotated[str | None, Header()] = None) -> Response:
        return await _give(app, _secret(session, authorization), request)

    @router.get("/chat/sessions/{session}/messages")
    async def messages(
        session: str,
        request: Request,
        after: Annotated[int, Query(ge=0)] = 0,
        authorization: Annotated[str | None, Header()] = None,
    ) -> Response:
        secret, after = _secret(session, authorization), min(after, SEQ_AT_MOST)
        talk = await asyncio.to_thread(app.database.view, lambda tx: talk_of(tx, secret))
        if "text/event-stream" in request.headers.get("accept", ""):
            last = request.headers.get("last-event-id", "")
            start = min(int(last), SEQ_AT_MOST) if re.fullmatch("[0-9]{1,18}", last) else after
            return StreamingResponse(
                _stream(app, talk.contact_id, start), media_type="text/event-stream", headers=_NO_STORE
            )
        said = await asyncio.to_thread(app.database.view, lambda tx: _said(tx, talk.session_ids, after))
        return JSONResponse({"messages": said}, headers=_NO_STORE)

    return router


def _knock(doorway: Rates, request: Request) -> None:
    """Raises ApiProblem 429. An address of a private network is a proxy that did not say for whom it asks, or this machine: not counted."""
    try:
        address = ip_address(request.client.host if request.client is not None else "")
    except ValueError:
        return
    if not address.is_global:
        return
    one = str(ip_network((address, 64), strict=False) if address.version == 6 else address)
    goes, headers = doorway.take(one)
    if not goes:
        raise ApiProblem(429, "too-many", "too many conversations at once: wait a moment", headers)


def _hint(app: App, start: str | None) -> Link:
    """What a start link says, as on Telegram, or just a flow's name; what is not published or not known is passed over."""
    link = read_link(start)
    flow = next((one for one in (link.flow, start) if one and app.is_published(one)), None)
    return replace(link, flow=flow, language=link.language if link.language in LANGUAGES else None)


_NO_STORE = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def _secret(session: str, authorization: str | None) -> str:
    """The bearer secret: from the header where it is given, else from the path."""
    scheme, _, token = (authorization or "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token.strip() else session


@dataclass(frozen=True, slots=True)
class Talk:
    """The conversation of one secret: `focus` is the session that inputs go to, `session_ids` all there were, the oldest first."""

    contact_id: str
    focus: str
    session_ids: tuple[str, ...]


def session_of(tx: Transaction, secret: str) -> str:
    """The id of the session that the holder of the secret talks to. Raises the 404."""
    return talk_of(tx, secret).focus


def talk_of(tx: Transaction, secret: str) -> Talk:
    """What the holder of the secret talks in. Raises the 404."""
    known = addresses.find_many(tx, [(CHANNEL, secret)]).get((CHANNEL, secret))
    contact = contacts.find(tx, known.contact_id) if known is not None else None
    if contact is None or contact.focus_session_id is None or contact.erased_at is not None:
        raise ApiProblem(404, "unknown-session", "there is no such session; begin a new one")
    return Talk(contact.id, contact.focus_session_id, tuple(sessions.ids_of_contact(tx, contact.id)))


# ── Inputs ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def _give(app: App, secret: str, request: Request) -> Response:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    talk = await asyncio.to_thread(app.database.view, lambda tx: talk_of(tx, secret))
    if kind == "multipart/form-data":
        arrival = await _upload(app, secret, talk.focus, request)
    elif kind in ("application/json", ""):
        arrival = _typed(app, secret, await _read(request, NewInput))
    else:
        raise ApiProblem(415, "unsupported-type", "send application/json, or multipart/form-data with a file")
    outcome = await _receive(app, arrival)
    if outcome.conflict:
        raise ApiProblem(409, "id-reused", f"the id {arrival.client_id!r} was used for another input; choose a new one")
    if outcome.gone:
        raise ApiProblem(404, "unknown-session", "there is no such session; begin a new one")
    return await answered(app, talk, outcome)


async def answered(app: App, talk: Talk, outcome: Outcome) -> Response:
    """What an input of the conversation led to."""
    said: Sequence[Mapping[str, Any]] = [public(one) for one in outcome.said]
    if outcome.repeated or talk.session_ids != (outcome.session_id,):  # numbered in its session only
        said = await asyncio.to_thread(app.database.view, lambda tx: _said_of(tx, talk.contact_id, outcome.key))
    return JSONResponse({"messages": said}, headers=_NO_STORE)


def _typed(app: App, secret: str, wanted: NewInput) -> Arrival:
    given, shown = _input(wanted)
    content = json.dumps(wanted.model_dump(exclude={"id"}, exclude_none=True), sort_keys=True)
    key = f"c:{wanted.id}" if wanted.id is not None else f"s:{new_id()}"
    return Arrival(
        CHANNEL, secret, key, given, app.clock(), shown=shown, client_id=wanted.id, content=content, insist=_insists(given),
        flow=given.argument if isinstance(given, Commanded) and given.name == "start" else None,
    )  # fmt: skip


def _insists(given: Input) -> bool:
    return isinstance(given, Commanded) and given.name == "start" and given.argument is not None


def _input(wanted: NewInput) -> tuple[Input, str]:
    """The engine's input, and what the trader is seen to have said."""
    given = [name for name in ("text", "option", "options", "command") if getattr(wanted, name) is not None]
    if len(given) != 1:
        raise ApiProblem(422, "invalid-request", "give exactly one of text, option, options, command")
    if wanted.text is not None:
        if len(wanted.text) > TEXT_AT_MOST:
            raise ApiProblem(413, "text-too-long", f"a message has at most {TEXT_AT_MOST} characters")
        return Typed(wanted.text), wanted.text
    if wanted.options is not None:
        return Chosen(tuple(wanted.options), wanted.step, wanted.prompt), ", ".join(wanted.options)
    if wanted.option is not None:
        if wanted.option.startswith("/start "):
            return Commanded("start", wanted.option.removeprefix("/start ")), wanted.option
        return Pressed(wanted.option, wanted.step, wanted.prompt), wanted.option
    name, _, argument = (wanted.command or "").removeprefix("/").partition(" ")
    if name not in COMMANDS:
        raise ApiProblem(422, "unknown-command", f"command is one of {', '.join(sorted(COMMANDS))}")
    return Commanded(name, argument.strip() or None), f"/{wanted.command}"


def _cleaned(given: Any) -> Any:
    """Whatever JSON holds, each text in it clean: the escape of a lone surrogate is good JSON."""
    match given:
        case str():
            return clean(given)
        case list():
            return [_cleaned(one) for one in given]
        case dict():
            return {clean(name): _cleaned(one) for name, one in given.items()}
        case _:
            return given


def clean(text: str) -> str:
    """NUL and lone surrogates would fail a whole batch in PostgreSQL."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode()


async def _upload(app: App, secret: str, session_id: str, request: Request) -> Arrival:
    contents, client_id, caption = await _parts(request)
    language = await asyncio.to_thread(app.database.view, lambda tx: _language(tx, session_id))
    for name, data in contents:
        _refuse(app, as_file("", name, data), language)
    content = hashlib.sha256(b"".join(hashlib.sha256(data).digest() for _, data in contents)).hexdigest()
    key = f"c:{client_id}" if client_id else f"s:{new_id()}"
    files, facts = await app.store(session_id, contents, f"{CHANNEL}:{secret}:{key}")
    return Arrival(
        CHANNEL, secret, key, Sent(files, caption), app.clock(),
        shown="📎 " + ", ".join(clean(name)[:80] or "file" for name, _ in contents),
        client_id=client_id or None, content=content, facts=facts,
    )  # fmt: skip


def _language(tx: Transaction, session_id: str) -> str:
    stored = sessions.find(tx, session_id)
    return str(stored.body["language"]) if stored is not None and stored.body else "en"


def _refuse(app: App, file: File, language: str) -> None:
    """A file that cannot be taken at all is refused before anything of it is stored, in the trader's words."""
    if file.problem is None:
        return
    status = {"file-too-large": 413, "file-type": 415, "file-heic": 415}.get(file.problem.key, 422)
    raise ApiProblem(status, file.problem.key, problem_text(file.problem, language, app.words))


async def _parts(request: Request) -> tuple[list[tuple[str, bytes]], str, str]:
    """The files of an upload, by name; its id and its caption, empty where there is none."""
    form = await _form(request)
    try:
        uploads = [part for name, part in form.multi_items() if name == "file" and isinstance(part, UploadFile)]
        if not uploads or len(uploads) > FILES_AT_MOST:
            raise ApiProblem(422, "invalid-request", f"send one to {FILES_AT_MOST} parts named file")
        client_id, caption = (
            clean(value) if isinstance(value := form.get(name), str) else "" for name in ("id", "text")
        )
        if len(client_id) > ID_AT_MOST:
            raise ApiProblem(422, "invalid-request", f"an id has at most {ID_AT_MOST} characters")
        return [(part.filename or "", await part.read()) for part in uploads], client_id, caption
    finally:
        await form.close()


async def _form(request: Request) -> FormData:
    too_large = ApiProblem(413, "file-too-large", "a file has at most 10 MB", headers=CLOSE)
    chunks = bounded(request, UPLOAD_AT_MOST, too_large)
    try:
        return await MultiPartParser(request.headers, chunks, max_files=FILES_AT_MOST, max_fields=5).parse()
    except (MultiPartException, KeyError):
        raise ApiProblem(
            422, "invalid-request", "the form cannot be read: send multipart/form-data with a part named file"
        ) from None


async def _read(request: Request, model: type[Any]) -> Any:
    """The JSON body as `model`; an empty body is an empty object."""
    raw = await whole(request, BODY_AT_MOST)
    try:
        given = _cleaned(json.loads(raw or b"{}"))
    except (ValueError, RecursionError):
        raise ApiProblem(422, "invalid-request", "the body is not JSON in UTF-8") from None
    try:
        return model.model_validate(given)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise ApiProblem(422, "invalid-request", f"{field}: {first['msg']}" if field else str(first["msg"])) from None


async def _receive(app: App, arrival: Arrival) -> Outcome:
    try:
        return await app.receive(arrival)
    except TooMany:
        raise ApiProblem(429, "too-many", "too much at once: wait a moment", headers={"Retry-After": "2"}) from None
    except (Busy, Unacknowledged):
        raise ApiProblem(503, "busy", "not stored yet: send it again", headers={"Retry-After": "1"}) from None


# ── Messages ────────────────────────────────────────────────────────────────────────────────────────────────────────


def public(body: Mapping[str, Any]) -> dict[str, Any]:
    """A stored message as the contract has it."""
    progress = body.get("progress")
    shown: dict[str, Any] = {
        "seq": body["seq"],
        "from": body["from"],
        "text": body["text"],
        "step": body.get("step"),
        "kind": body["kind"],
        "options": [{"id": one[0], "label": one[1]} for one in body.get("options", ())],
        "problem": body.get("problem"),
        "progress": {"at": progress[0], "of": progress[1]} if progress else None,
    }
    for name in ("id", "status", "lead", "number", "several", "request", "prompt", "path", "language"):
        if body.get(name):
            shown[name] = body[name]
    return shown


def _said(tx: Transaction, session_ids: Sequence[str], after: int) -> list[dict[str, Any]]:
    return [_public_of(one) for one in _all_said(tx, session_ids, after) if one.body is not None]


def _all_said(tx: Transaction, session_ids: Sequence[str], after: int) -> list[Said]:
    if len(session_ids) != 1:
        return [one for one in outbox.said_in(tx, session_ids) if one.seq > after]
    found: list[Said] = []
    while page := outbox.said(tx, session_ids[0], found[-1].seq if found else after):
        found += page
    return found


def _said_of(tx: Transaction, contact_id: str, key: bytes) -> list[dict[str, Any]]:
    """What one input led to: its messages carry its key."""
    prefix, session_ids = f"{key.hex()[:32]}:", sessions.ids_of_contact(tx, contact_id)
    return [
        _public_of(one) for one in _all_said(tx, session_ids, 0) if one.body is not None and one.key.startswith(prefix)
    ]


def _public_of(said: Said) -> dict[str, Any]:
    return public({**said.body, "seq": said.seq})


def _news(tx: Transaction, contact_id: str, after: int) -> tuple[str, list[dict[str, Any]]]:
    """The session to wait for, and what was said: another may have been begun meanwhile."""
    session_ids = sessions.ids_of_contact(tx, contact_id)
    return session_ids[-1], _said(tx, session_ids, after)


async def _stream(app: App, contact_id: str, after: int) -> AsyncIterator[str]:
    """Server-sent events: each message once, in order; a comment now and then keeps the connection alive."""
    yield "retry: 2000\n\n"
    while not app.stopping:
        start = after
        try:
            latest, said = await asyncio.to_thread(
                app.database.view, lambda tx, start=start: _news(tx, contact_id, start)
            )
        except Unacknowledged:
            return  # the page comes again by itself
        for one in said:
            after = one["seq"]
            yield f"id: {after}\ndata: {json.dumps(one, ensure_ascii=False)}\n\n"
        if not said and not await _woken(app, latest):
            yield ": still here\n\n"


async def _woken(app: App, session_id: str) -> bool:
    """Whether there is news, or the server stops; False after a while."""
    until = time.monotonic() + WAIT_FOR
    while not app.stopping and time.monotonic() < until:
        if await app.hub.wait(session_id, LISTEN_FOR):
            return True
    return app.stopping
