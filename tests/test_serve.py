"""How the server listens and what it runs on."""

from __future__ import annotations

import asyncio
import socket
import sys
from pathlib import Path

import pytest

from bot.commands.serve import _listen
from bot.loop import run
from bot.settings import Settings


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
