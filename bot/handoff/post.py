"""One webhook request over the wire: to an address that was checked, with the original server name, without redirects, bounded.

httpx's own transport would resolve the name again; so the connection is made here, to the one address that `reach` allowed.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Mapping
from typing import Final

from bot.handoff.reach import Target, Unreachable, public

WITHIN: Final = 15.0
"""Seconds for all of it: connecting, sending, the answer's first 64 kB."""
READ_AT_MOST: Final = 64 * 1024


async def post(target: Target, body: bytes, headers: Mapping[str, str], *, loopback: bool = False) -> int:
    """Send and give the status. Raises Unreachable with a code for the log: never what the receiver wrote."""
    try:
        async with asyncio.timeout(WITHIN):
            address = public(await _resolve(target), loopback=loopback)
            return await _exchange(target, address, body, headers)
    except TimeoutError:
        raise Unreachable("timeout") from None
    except ssl.SSLCertVerificationError:
        raise Unreachable("bad-certificate") from None
    except ssl.SSLError:
        raise Unreachable("tls-failed") from None
    except (OSError, EOFError):
        raise Unreachable("no-connection") from None


async def _resolve(target: Target) -> list[str]:
    """All addresses of the name, IPv4 first (many small servers have broken IPv6)."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError):
        raise Unreachable("no-address") from None
    return [str(one[4][0]) for one in sorted(found, key=lambda one: one[0] != socket.AF_INET)]


async def _exchange(target: Target, address: str, body: bytes, headers: Mapping[str, str]) -> int:
    context = ssl.create_default_context() if target.secure else None
    name = target.host if context is not None else None
    reader, writer = await asyncio.open_connection(
        address, target.port, ssl=context, server_hostname=name, limit=READ_AT_MOST
    )
    try:
        lines = [
            f"POST {target.path} HTTP/1.1",
            f"Host: {_host(target)}",
            "Connection: close",
            f"Content-Length: {len(body)}",
        ]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        writer.write("\r\n".join([*lines, "", ""]).encode("ascii") + body)
        await writer.drain()
        status = await _status(reader)
        await _drain(reader)
        return status
    finally:
        writer.transport.abort()  # a polite goodbye over TLS could wait for the other side


def _host(target: Target) -> str:
    host = f"[{target.host}]" if ":" in target.host else target.host
    return host if target.port == (443 if target.secure else 80) else f"{host}:{target.port}"


async def _status(reader: asyncio.StreamReader) -> int:
    """The status of the final answer; 1xx are passed over."""
    for _ in range(8):
        line = (await _line(reader)).decode("latin-1").split(" ", 2)
        if len(line) < 2 or not line[0].startswith("HTTP/1.") or not line[1].strip().isdecimal():
            raise Unreachable("not-http")
        status = int(line[1])
        if status >= 200:
            return status
        while (await _line(reader)).strip():
            pass
    raise Unreachable("not-http")


async def _line(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readline()
    except ValueError:  # longer than anything that is a header
        raise Unreachable("not-http") from None


async def _drain(reader: asyncio.StreamReader) -> None:
    """Read a little, so that a polite server is not cut off while it answers; what it says is of no interest."""
    try:
        async with asyncio.timeout(1):
            await reader.read(READ_AT_MOST)
    except (TimeoutError, OSError):
        return
