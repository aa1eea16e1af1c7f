"""What stands around every request, with any application inside."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive, Scope, Send

from bot.web.frame import HEADERS, Frame

Inside = Callable[[Scope, Receive, Send], Awaitable[None]]
START = {"type": "http.response.start", "status": 200}


def answered(inside: Inside, method: str = "GET") -> list[Message]:
    """What the server underneath was given to send."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": method, "path": "/secret", "headers": []}
    asyncio.run(Frame(inside)(scope, receive, send))
    return sent


async def page(scope: Scope, _: Receive, send: Send) -> None:
    assert scope["method"] == "GET"
    await send({**START, "headers": [(b"x-frame-options", b"SAMEORIGIN")]})
    await send({"type": "http.response.body", "body": b"words", "more_body": False})


def test_every_answer_has_the_headers_and_a_page_may_say_its_own() -> None:
    start, body = answered(page)
    headers = {name.decode().lower(): value.decode() for name, value in start["headers"]}
    assert headers == {name.lower(): value for name, value in HEADERS.items()} | {"x-frame-options": "SAMEORIGIN"}
    assert body["body"] == b"words"


def test_a_head_is_answered_as_a_get_without_its_body() -> None:
    start, body = answered(page, "HEAD")
    assert (start["status"], body["body"]) == (200, b"")


@pytest.mark.parametrize(("raised", "status"), [(ValueError("her name"), 500), (ClientDisconnect(), 400)])
def test_what_is_raised_before_the_answer_becomes_one(raised: Exception, status: int) -> None:
    async def breaks(*_: object) -> None:
        raise raised

    start, *rest = answered(breaks)
    assert start["status"] == status
    assert b"her name" not in b"".join(one["body"] for one in rest)


def test_an_answer_that_breaks_off_gets_no_second_beginning() -> None:
    async def breaks(scope: Scope, receive: Receive, send: Send) -> None:
        await send({**START, "headers": []})
        raise ValueError("her name")

    assert [one["type"] for one in answered(breaks)] == ["http.response.start"]
