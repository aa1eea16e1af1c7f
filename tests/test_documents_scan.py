"""The virus scanner's protocol, against a small clamd that speaks it."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.documents.scan import Clamd, ScanFailed, clamd_at, problem_of, scan

VIRUS = b"a test signature, not a virus"


class FakeClamd:
    """INSTREAM as clamd does it: refuses what it does not know, and streams above its limit."""

    def __init__(self, limit: int = 25_000_000, reply: bytes | None = None) -> None:
        self.limit = limit
        self.reply = reply
        self.received = b""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        command = await reader.readuntil(b"\x00")
        answer = b"UNKNOWN COMMAND" if command != b"zINSTREAM\x00" else await self._stream(reader)
        writer.write((self.reply or answer) + b"\x00")
        await writer.drain()
        writer.close()

    async def _stream(self, reader: asyncio.StreamReader) -> bytes:
        self.received = b""
        while size := struct.unpack(">I", await reader.readexactly(4))[0]:
            self.received += await reader.readexactly(size)
            if len(self.received) > self.limit:
                return b"INSTREAM size limit exceeded. ERROR"
        return b"stream: Test-Signature FOUND" if VIRUS in self.received else b"stream: OK"


def with_clamd(fake: FakeClamd, path: Path, play: Callable[[Clamd], Awaitable[None]]) -> None:
    async def go() -> None:
        server = await asyncio.start_unix_server(fake.serve, path)
        async with server:
            await play(Clamd(path=str(path), seconds=2))

    asyncio.run(go())


def test_a_clean_file_and_one_that_is_not(tmp_path: Path) -> None:
    fake = FakeClamd()

    async def play(clamd: Clamd) -> None:
        large = bytes(range(256)) * 1000
        assert await scan(large, clamd) is None
        assert fake.received == large
        assert await scan(b"x" * 70_000 + VIRUS, clamd) == "Test-Signature"
        found = await problem_of(VIRUS, clamd)
        assert found is not None
        assert found.key == "file-virus"
        assert await problem_of(b"clean", clamd) is None

    with_clamd(fake, tmp_path / "clamd.sock", play)


def test_over_tcp() -> None:
    async def go() -> None:
        server = await asyncio.start_server(FakeClamd().serve, "127.0.0.1", 0)
        async with server:
            port = server.sockets[0].getsockname()[1]
            assert await scan(VIRUS, clamd_at(f"tcp://127.0.0.1:{port}")) == "Test-Signature"

    asyncio.run(go())


@pytest.mark.parametrize("reply", [b"INSTREAM size limit exceeded. ERROR", b"", b"stream: maybe", b"\xff\xff"])
def test_what_is_not_understood_is_not_clean(tmp_path: Path, reply: bytes) -> None:
    async def play(clamd: Clamd) -> None:
        with pytest.raises(ScanFailed):
            await scan(b"data", clamd)
        found = await problem_of(b"data", clamd)
        assert found is not None
        assert found.key == "file-unscanned"

    with_clamd(FakeClamd(reply=reply or b" "), tmp_path / "clamd.sock", play)


def test_a_scanner_that_is_not_there_or_says_nothing(tmp_path: Path) -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    async def go() -> None:
        absent = await problem_of(b"data", Clamd(path=str(tmp_path / "absent.sock")))
        assert absent is not None
        assert absent.key == "file-unscanned"
        server = await asyncio.start_unix_server(silent, tmp_path / "silent.sock")
        async with server:
            waiting = replace(clamd_at(f"unix://{tmp_path}/silent.sock"), seconds=0.2)
            with pytest.raises(ScanFailed, match="TimeoutError"):
                await scan(b"data", waiting)

    asyncio.run(go())


def test_unconfigured_it_does_nothing() -> None:
    assert asyncio.run(problem_of(VIRUS, None)) is None


@pytest.mark.parametrize("url", ["", "clamd", "http://localhost:3310", "unix://", "tcp://"])
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(ValueError, match="unix:///path or tcp"):
        clamd_at(url)
