"""How the server listens and what it runs on."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import sys
import time
from pathlib import Path

import pytest

from bot.commands.serve import _listen
from bot.loop import run
from bot.settings import Settings
from tests.servers import SERVE, serving

IMPATIENT = f"""
import h11
from bot.web.punctual import WITHIN
WITHIN |= {{h11.IDLE: 2.0, h11.SEND_BODY: 9.0}}
{SERVE}
"""


def test_an_answer_on_a_kept_connection_is_not_held_back(tmp_path: Path) -> None:
    """Nagle's algorithm would wait 40 ms for the acknowledgement of its first half."""
    assert asyncio.run(_nodelay(tmp_path)) and run(_nodelay(tmp_path))


async def _nodelay(tmp: Path) -> bool:
    at_once: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def accept(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        taken = writer.get_extra_info("socket")
        at_once.set_result(taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    listening = _listen(Settings.load({"SAATHI_HOST": "127.0.0.1", "SAATHI_PORT": "0"}, tmp))
    async with await asyncio.start_server(accept, sock=listening):
        _, writer = await asyncio.open_connection(*listening.getsockname())
        writer.close()
        return bool(await at_once)


@pytest.mark.skipif(sys.platform == "win32", reason="there is none for Windows")
def test_a_server_runs_on_the_quicker_loop() -> None:
    async def name() -> str:
        return type(asyncio.get_running_loop()).__module__

    assert run(name()) == "uvloop"


def test_a_request_must_come_in_its_time_and_a_body_may_take_longer(tmp_path: Path) -> None:
    """A byte now and then must not hold a connection for ever; a photo on a slow line must arrive."""
    body = json.dumps({"flow": "quick_enquiry"}).encode()
    head = b"POST /chat/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n" % len(
        body
    )
    with serving(tmp_path, IMPATIENT, SAATHI_DEMO="0") as server, contextlib.ExitStack() as stack:

        def connected(sends: bytes) -> socket.socket:
            made = stack.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=0.1))
            made.sendall(sends)
            return made

        kept = connected(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        assert _heard(kept).startswith(b"HTTP/1.1 200")
        uploading = connected(head + b"\r\n" + body[:3])
        open_ = {"silent": connected(b""), "slow": connected(head + b"X: "), "kept": kept}
        assert _all_closed(open_), "a head, the first of a connection or a later one"
        uploading.sendall(body[3:])  # longer on its way than a head may be
        assert _heard(uploading).startswith(b"HTTP/1.1 201")
        assert _all_closed({"body": connected(head.replace(b"Length: %d" % len(body), b"Length: 64000") + b"\r\n")})
        assert "Traceback" not in server.log.read_text()


def _all_closed(open_: dict[str, socket.socket]) -> bool:
    """Sends a byte now and then, but for the silent, until the server has closed them all."""
    until = time.monotonic() + 60
    while open_ and time.monotonic() < until:
        _trickle(open_)
    return not open_


def _trickle(open_: dict[str, socket.socket]) -> None:
    """A byte more to each that talks; whichever the server has closed is taken out."""
    for name, one in list(open_.items()):
        try:
            if name != "silent":
                one.sendall(b"G")
            if one.recv(65536) == b"":
                del open_[name]
        except TimeoutError:
            continue
        except OSError:  # reset
            del open_[name]


def _heard(one: socket.socket) -> bytes:
    """The answer's head."""
    until, heard = time.monotonic() + 30, b""
    while time.monotonic() < until and b"\r\n\r\n" not in heard:
        with contextlib.suppress(TimeoutError):
            heard += one.recv(65536)
    return heard
