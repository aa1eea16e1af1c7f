"""The hook for a virus scanner: clamd's own INSTREAM protocol over a Unix or TCP socket.

Not configured, it does nothing. Configured, a file is kept only after clamd said OK: when the scanner cannot be reached
the trader is asked to send the file again, because "probably clean" is not an answer.

    zINSTREAM NUL, then chunks of (four bytes of length, data), then four zero bytes; the reply is
    "stream: OK", "stream: <name> FOUND" or "... ERROR", ended by NUL.        (clamd(8), "COMMANDS")
"""

from __future__ import annotations

import asyncio
import contextlib
import struct
from dataclasses import dataclass
from urllib.parse import urlsplit

from flows.problems import Problem

_CHUNK = 64 * 1024
_LONGEST_REPLY = 4096


@dataclass(frozen=True, slots=True)
class Clamd:
    """Where clamd listens: a Unix socket's path, or a host and port."""

    path: str | None = None
    host: str | None = None
    port: int = 3310
    seconds: float = 20.0


class ScanFailed(Exception):
    """The scanner could not be reached or did not understand: ours to mend, not the trader's."""


def clamd_at(url: str) -> Clamd:
    """`unix:///run/clamav/clamd.ctl` or `tcp://127.0.0.1:3310`. Raises ValueError for anything else."""
    parts = urlsplit(url)
    if parts.scheme == "unix" and parts.path:
        return Clamd(path=parts.path)
    if parts.scheme == "tcp" and parts.hostname:
        return Clamd(host=parts.hostname, port=parts.port or 3310)
    raise ValueError("a clamd address is unix:///path or tcp://host:port")


async def scan(data: bytes, clamd: Clamd) -> str | None:
    """The name of what was found in `data`, None for nothing. Raises ScanFailed."""
    try:
        async with asyncio.timeout(clamd.seconds):
            reply = await _instream(data, clamd)
    except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError) as error:
        raise ScanFailed(f"clamd: {type(error).__name__} {error}".strip()) from error
    if reply == "stream: OK":
        return None
    if reply.startswith("stream: ") and reply.endswith(" FOUND"):
        return reply.removeprefix("stream: ").removesuffix(" FOUND")
    raise ScanFailed(f"clamd answered {reply[:80]!r}")


async def problem_of(data: bytes, clamd: Clamd | None) -> Problem | None:
    """What to tell the trader: None when the file is clean or no scanner is configured."""
    if clamd is None:
        return None
    try:
        found = await scan(data, clamd)
    except ScanFailed:
        return Problem("file-unscanned", {})
    return Problem("file-virus", {}) if found else None


async def _instream(data: bytes, clamd: Clamd) -> str:
    if clamd.path is not None:
        reader, writer = await asyncio.open_unix_connection(clamd.path, limit=_LONGEST_REPLY)
    else:
        reader, writer = await asyncio.open_connection(clamd.host, clamd.port, limit=_LONGEST_REPLY)
    try:
        writer.write(b"zINSTREAM\x00")
        for at in range(0, len(data), _CHUNK):
            chunk = data[at : at + _CHUNK]
            writer.write(struct.pack(">I", len(chunk)) + chunk)
            await writer.drain()
        writer.write(struct.pack(">I", 0))
        await writer.drain()
        return (await reader.readuntil(b"\x00"))[:-1].decode("utf-8", "replace").strip()
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()
