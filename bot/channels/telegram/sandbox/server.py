"""The double's HTTP side: the Bot API's addresses, long polling, webhooks, and its life in a thread of its own.

It runs in a thread with its own event loop, so it serves a bot in the same process, in another one, or written with either library,
and tests that are not asynchronous can drive its people.
"""

from __future__ import annotations

import asyncio
import contextlib
import copy
import json
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable
from typing import Any, Final, Self

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import FormData, UploadFile
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from bot.channels.telegram.sandbox.markup import Refused, bad
from bot.channels.telegram.sandbox.methods import METHODS, Files, Params, read_params, take_updates
from bot.channels.telegram.sandbox.page import PAGE
from bot.channels.telegram.sandbox.people import Group, NothingToPress, User
from bot.channels.telegram.sandbox.world import Fault, Recorded, World

TOKEN: Final = "1000000001:sandbox-token-of-nobody-000000000000"  # noqa: S105 (opens nothing but this double)
POLL_MOST: Final = 50  # seconds; Telegram ends a longer poll by itself
RETRY: Final = (0.1, 0.5, 1.0, 2.0, 5.0, 10.0)  # seconds between tries of a webhook
FIELD_MOST: Final = 64 * 1024 * 1024


class Sandbox:
    """`with Sandbox() as telegram:` and give the bot `telegram.url` as its API base and `telegram.token` as its token."""

    def __init__(
        self, host: str = "127.0.0.1", port: int = 0, token: str = TOKEN, clock: Callable[[], float] = time.time
    ) -> None:
        self.token = token
        self.world = World(token, clock)
        self._users: dict[int, User] = {}
        self._socket = _listening(host, port)
        self.url = f"http://{f'[{host}]' if ':' in host else host}:{self._socket.getsockname()[1]}"
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._wake = asyncio.Event()
        self.latency = 0.0
        """Seconds between what is sent and its answer, as over a slow network: who is killed then does not know that it was sent."""
        self._poll = 0
        self._polling = 0

    # ── Its life ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> Self:
        self._server = self._uvicorn()
        self._thread = threading.Thread(
            target=self._server.run, args=([self._socket],), name="telegram-sandbox", daemon=True
        )
        self._thread.start()
        while not self._server.started:
            if not self._thread.is_alive():
                raise RuntimeError("the sandbox did not start")
            time.sleep(0.005)
        return self

    def stop(self) -> None:
        if self._server is not None and self._thread is not None:
            self._server.should_exit = True
            self._woken()
            self._thread.join(10)
        self._socket.close()

    def serve(self) -> None:
        """In this thread, until interrupted."""
        self._server = self._uvicorn()  # known, so that a bot that polls is let go when it ends
        self._server.run([self._socket])

    def _uvicorn(self) -> uvicorn.Server:
        config = uvicorn.Config(
            self.app(), log_level="warning", access_log=False, lifespan="on", timeout_graceful_shutdown=1, ws="none"
        )
        return uvicorn.Server(config)

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/", self._page),
                Route("/sandbox/messages", self._told),
                Route("/sandbox/do", self._do, methods=["POST"]),
                Route("/file/bot{token}/{path:path}", self._file),
                Route("/bot{token}/{method}", self._call, methods=["GET", "POST"]),
            ],
            lifespan=self._lifespan,
        )

    @contextlib.asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        self._loop = asyncio.get_running_loop()
        self.world.wakers.append(self._woken)
        posting = asyncio.create_task(self._post_to_webhook())
        try:
            yield
        finally:
            self.world.wakers.remove(self._woken)
            posting.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await posting
            self._loop = None

    def _woken(self) -> None:
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop closed between the two lines
                self._loop.call_soon_threadsafe(self._wake.set)

    # ── For tests ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def user(
        self, number: int = 501, first_name: str = "Asha", language_code: str | None = "en", phone: str = ""
    ) -> User:
        """The person with this id; made at the first call."""
        return self._users.setdefault(number, User(self.world, number, first_name, language_code, phone))

    def group(self, title: str = "Sales", number: int = -4001) -> Group:
        """A group that the bot was added to."""
        return Group(self.world, number, title)

    @property
    def calls(self) -> list[Recorded]:
        """Every call but getUpdates, in the order in which they came."""
        with self.world.lock:
            return [one for one in self.world.calls if one.method != "getUpdates"]

    def fail(self, fault: Fault) -> None:
        """Answer so to the next `fault.times` calls that fit."""
        with self.world.lock:
            self.world.faults.append(fault)

    def storm(self, share: float, retry_after: int = 1, seed: int = 1) -> None:
        self.world.storm(share, retry_after, seed)

    def jump(self, update_id: int) -> None:
        """The next update gets this number, as after an idle week."""
        with self.world.lock:
            self.world.next_update = update_id

    def wait_for(self, seen: Callable[[], bool], seconds: float = 10.0) -> None:
        """Blocks until `seen`; AssertionError when it takes longer."""
        until = time.monotonic() + seconds
        with self.world.changed:
            while not seen():
                if time.monotonic() > until:
                    raise AssertionError(f"not seen within {seconds} s")
                self.world.changed.wait(0.05)

    @property
    def waiting(self) -> int:
        """Updates that the bot has not acknowledged."""
        with self.world.lock:
            return len(self.world.updates)

    # ── The Bot API ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _call(self, request: Request) -> Response:
        method, files = request.path_params["method"], dict[str, tuple[str, bytes]]()
        params: Params = {}
        try:
            self._known(request.path_params["token"])
            name = next((one for one in METHODS if one.lower() == method.lower()), None)
            if name is None:
                raise Refused(404, f"Not Found: method {method} is not modelled by this sandbox")
            given, files = await _form(request)
            params = read_params(METHODS[name], given, files)
            if name == "getUpdates":
                return _ok(await self._updates(params))
            answer = self._answered(name, params, files)
            if self.latency and name.startswith("send"):
                await asyncio.sleep(self.latency)
            return answer
        except Refused as refused:
            self._record(method, params, files, refused)
            return _refusal(refused)
        except ClientDisconnect:
            return Response(status_code=400)  # a bot that was killed in the middle of a request; nobody reads this

    def _known(self, token: str) -> None:
        if ":" not in token:
            raise Refused(404, "Not Found")
        if token != self.token:
            raise Refused(401, "Unauthorized")

    def _answered(self, name: str, params: Params, files: Files) -> Response:
        world = self.world
        with world.lock:
            fault = world.weather(name, params.get("chat_id"))
            if fault is not None and not fault.done:
                self._remember_wait(params, fault)
                raise Refused(fault.status, fault.description, fault.retry_after)
            result = copy.deepcopy(METHODS[name].run(world, params, files))
            self._record(name, params, files)
            if fault is not None:
                return _refusal(Refused(fault.status, fault.description))
            return _ok(result)

    def _remember_wait(self, params: Params, fault: Fault) -> None:
        chat = self.world.chats.get(params.get("chat_id", 0))
        if chat is None or fault.retry_after is None:
            return
        now = time.monotonic()
        if chat.refused_until > now:
            self.world.early.append(Recorded("early", dict(params), {}, now))
        chat.refused_until = max(chat.refused_until, now + fault.retry_after)

    def _record(self, method: str, params: Params, files: Files, refused: Refused | None = None) -> None:
        status, description = (refused.status, refused.description) if refused else (200, "")
        with self.world.lock:
            self.world.calls.append(Recorded(method, params, dict(files), self.world.clock(), status, description))
            self.world.notify()

    async def _updates(self, params: Params) -> list[dict[str, Any]]:
        """A second poller ends the first: whoever was waiting gets 409."""
        self._poll += 1
        mine, until = self._poll, time.monotonic() + min(max(params.get("timeout", 0), 0), POLL_MOST)
        self._wake.set()
        while True:
            if mine != self._poll:
                raise Refused(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                )
            self._wake.clear()
            with self.world.lock:
                found = take_updates(self.world, params)
            left = until - time.monotonic()
            if found or left <= 0 or (self._server is not None and self._server.should_exit):
                return found
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), min(left, 0.5))

    async def _file(self, request: Request) -> Response:
        try:
            self._known(request.path_params["token"])
        except Refused as refused:
            return _refusal(refused)
        with self.world.lock:
            found = next((one for one in self.world.files.values() if one.path == request.path_params["path"]), None)
        if found is None:
            return _refusal(Refused(404, "Not Found"))
        return Response(found.data, media_type="application/octet-stream")

    # ── Webhooks ────────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _post_to_webhook(self) -> None:
        """One update of a chat at a time, several chats at once; each again until it is answered 200."""
        busy: dict[int, asyncio.Task[None]] = {}
        async with httpx.AsyncClient(timeout=60) as client:
            try:
                while True:
                    await self._start_posts(client, busy)
                    await asyncio.sleep(0.005 if busy else 0.02)
            finally:
                for task in busy.values():
                    task.cancel()

    async def _start_posts(self, client: httpx.AsyncClient, busy: dict[int, asyncio.Task[None]]) -> None:
        for chat in [chat for chat, task in busy.items() if task.done()]:
            del busy[chat]
        with self.world.lock:
            hook, waiting = self.world.webhook, list(self.world.updates)
        for update in waiting if hook is not None else ():
            chat = _chat_of(update)
            if hook is not None and chat not in busy and len(busy) < hook.max_connections:
                busy[chat] = asyncio.create_task(self._post(client, update))

    async def _post(self, client: httpx.AsyncClient, update: dict[str, Any]) -> None:
        attempt = 0
        while (hook := self.world.webhook) is not None:
            headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
            try:
                answer = await client.post(hook.url, json=update, headers=headers)
                problem = (
                    None
                    if answer.is_success
                    else f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"
                )
            except httpx.HTTPError as error:
                problem = f"Connection failed: {type(error).__name__}"
            if problem is None:
                with self.world.lock:
                    self.world.updates = [one for one in self.world.updates if one is not update]
                    self.world.notify()
                return
            hook.last_error, hook.last_error_at = problem, int(self.world.clock())
            await asyncio.sleep(RETRY[min(attempt, len(RETRY) - 1)])
            attempt += 1

    # ── The page ────────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _page(self, _: Request) -> Response:
        return HTMLResponse(PAGE)

    async def _told(self, request: Request) -> Response:
        with self.world.lock:
            chat = self.world.chats.get(_number(request.query_params.get("user", "501")))
            return JSONResponse(copy.deepcopy(list(chat.messages.values())) if chat else [])

    async def _do(self, request: Request) -> Response:
        """`{user, says | data+message | shares: contact|location}` or multipart `file`s: several photos are an album."""
        async with request.form(max_part_size=FIELD_MOST) as form:
            try:
                await self._done(form)
            except NothingToPress:
                return JSONResponse({"ok": False}, 404)
        return JSONResponse({"ok": True})

    async def _done(self, form: FormData) -> None:
        user = self.user(_number(str(form.get("user", "501"))))
        files = [one for one in form.getlist("file") if isinstance(one, UploadFile)]
        photos = [await one.read() for one in files if one.content_type == "image/jpeg"]
        if len(photos) > 1 and len(photos) == len(files):
            user.album(photos)
        elif files:
            for data in photos:
                user.sends_photo(data)
            for one in files:
                if one.content_type != "image/jpeg":
                    user.sends_document(await one.read(), one.filename or "file", one.content_type or "")
        elif "data" in form:
            number = _number(str(form.get("message")))
            message = next((one for one in user.messages if one["message_id"] == number), None)
            if message is None:
                raise NothingToPress(f"no message {number}")
            user.taps(message, str(form["data"]))
        elif form.get("shares") == "contact":
            user.shares_contact()
        elif form.get("shares") == "location":
            user.shares_location(18.5204, 73.8567)
        else:
            user.says(str(form.get("says", "/start")))


def _listening(host: str, port: int) -> socket.socket:
    """Named as TCP: asyncio turns Nagle's delay off only for sockets that are, and with it each answer costs 40 ms."""
    listening = socket.socket(
        socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP
    )
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((host, port))
    listening.listen(256)
    return listening


async def _form(request: Request) -> tuple[dict[str, str], dict[str, tuple[str, bytes]]]:
    """Query string and body, urlencoded, multipart or JSON; all values as text, as a form has them."""
    given: dict[str, str] = dict(request.query_params)
    files: dict[str, tuple[str, bytes]] = {}
    if request.headers.get("content-type", "").startswith("application/json"):
        try:
            body = json.loads(await request.body() or b"{}")
        except ValueError:
            raise bad("can't parse JSON object") from None
        given |= {name: value if isinstance(value, str) else json.dumps(value) for name, value in body.items()}
        return given, files
    async with request.form(max_part_size=FIELD_MOST) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                files[name] = (value.filename or name, await value.read())
            else:
                given[name] = value
    return given, files


def _ok(result: Any) -> Response:
    return JSONResponse({"ok": True, "result": result})


def _refusal(refused: Refused) -> Response:
    body: dict[str, Any] = {"ok": False, "error_code": refused.status, "description": refused.description}
    if refused.retry_after is not None:
        body["parameters"] = {"retry_after": refused.retry_after}
    if refused.moved_to is not None:
        body["parameters"] = {"migrate_to_chat_id": refused.moved_to}
    return JSONResponse(body, refused.status)


def _chat_of(update: dict[str, Any]) -> int:
    body = next(value for name, value in update.items() if name != "update_id")
    number: int = body["from"]["id"]
    return number


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 501


def run(host: str = "127.0.0.1", port: int = 8081, token: str = TOKEN) -> Sandbox:
    """Serves until interrupted; what `saathi telegram-sandbox` does. The caller prints `url` and `token` beforehand if it wants."""
    sandbox = Sandbox(host, port, token)
    sandbox.serve()
    return sandbox
