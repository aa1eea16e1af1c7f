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
import bot.web.heads
bot.web.heads.HEAD_WITHIN = 3.0
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


def test_a_head_must_come_whole_in_time_and_a_body_may_take_longer(tmp_path: Path) -> None:
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

        silent, slow, uploading = connected(b""), connected(head + b"X: "), connected(head + b"\r\n")
        kept = connected(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        assert _heard(kept).startswith(b"HTTP/1.1 200")
        trickle, until = iter(body), time.monotonic() + 60
        open_ = {"silent": silent, "slow": slow, "kept": kept}
        for byte in trickle:  # longer than a head may take
            uploading.sendall(bytes([byte]))
            _trickle(open_, ("slow", "kept"))
        assert _heard(uploading).startswith(b"HTTP/1.1 201")
        while open_ and time.monotonic() < until:
            _trickle(open_, ("slow", "kept"))
        assert open_ == {}, "closed by the server"


def _heard(one: socket.socket) -> bytes:
    until, heard = time.monotonic() + 30, b""
    while time.monotonic() < until and b"\r\n\r\n" not in heard:
        with contextlib.suppress(TimeoutError):
            heard += one.recv(65536)
    return heard


def _trickle(open_: dict[str, socket.socket], talking: tuple[str, ...]) -> None:
    """A byte more to each of those that talk; whichever the server has closed is taken out."""
    for name, one in list(open_.items()):
        try:
            if name in talking:
                one.sendall(b"G" if name == "kept" else b"x")
            if one.recv(65536) == b"":
                del open_[name]
        except TimeoutError:
            continue
        except OSError:  # reset
            del open_[name]
