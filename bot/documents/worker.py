"""Inspection in a process of its own, so that a hostile file can take down nothing but that process.

The worker is a plain Python program that reads frames from its standard input and writes frames to its standard output:
four bytes of length, then JSON; a file's bytes follow its request as a second frame. JSON and not pickle, because
what comes back may have been made by whoever took the worker over. It inherits no environment, so no secrets; it may
write no file, open few, and its memory and processor time are limited by the kernel. The parent kills it when the wall
clock says so, starts a new one, and answers "file-broken" for the file that did it.

OCR needs ten times the memory and time. It runs in a second worker with wider limits, which sees only files that the
first has found sound.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import os
import signal
import struct
import sys
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, BinaryIO

from bot.documents import ocr
from bot.documents.inspection import DEFAULT, Inspection, Limits, from_json, size_problem
from bot.documents.sniff import sniff
from flows.problems import Problem

_HEAD = struct.Struct(">I")
_MOST_ANSWER = 1_000_000
_MOST_FRAME = 32_000_000
_LEAST_AGAIN = 1.0
"""Seconds for a file whose worker was killed under it."""


@dataclass(frozen=True, slots=True)
class Cage:
    """What one worker may use. With its start of a second, the slowest file is answered within five.

    `headroom` is address space in bytes beyond what it holds once its libraries are loaded.
    """

    seconds: float = 3.0
    headroom: int = 230_000_000
    start_within: float = 20.0


PLAIN = Cage()
WITH_OCR = Cage(seconds=60.0, headroom=2_500_000_000, start_within=60.0)
"""A page took 3 to 6 s and 0.9 GB on two cores; three turns are tried at worst."""


class Inspector:
    """Inspects files one at a time in a worker that is restarted whenever it dies.

    `async inspect(data, kind)` never raises for a bad file. `close` ends the workers; a closed Inspector may start again.
    """

    def __init__(self, limits: Limits = DEFAULT, cage: Cage = PLAIN, *, with_ocr: bool | None = None) -> None:
        self._plain = _Worker(cage, reads_pictures=False)
        use_ocr = ocr.installed() if with_ocr is None else with_ocr
        self._ocr = _Worker(WITH_OCR, reads_pictures=True) if use_ocr else None
        self._limits = limits

    async def start(self) -> None:
        """Loads the first worker, so that the first file does not wait for it. OCR starts when it is first needed."""
        await self._plain.start()

    async def inspect(self, data: bytes, kind: str | None, today: date | None = None) -> Inspection:
        """See `inspect.inspect`. A file that kills the worker, or takes too long, is "file-broken"."""
        wrong_size = size_problem(len(data), self._limits)
        if wrong_size is not None:
            return _not_looked_into(data, wrong_size)
        first = await self._plain.ask(data, kind, today)
        if first is None:
            return _not_looked_into(data, Problem("file-broken", {}))
        if not first.wants_ocr:
            return first
        if self._ocr is None:
            return replace(first, notes=(*first.notes, ocr.MISSING))
        read = await self._ocr.ask(data, kind, today)
        return read if read is not None else replace(first, notes=(*first.notes, "OCR took too long or failed"))

    async def close(self) -> None:
        """Ends both workers and waits for them."""
        await self._plain.close()
        if self._ocr is not None:
            await self._ocr.close()

    @property
    def pid(self) -> int | None:
        """The first worker's process id, None when it is not running."""
        return self._plain.pid


def _not_looked_into(data: bytes, problem: Problem) -> Inspection:
    return Inspection(sniff(data), len(data), 0, hashlib.sha256(data).hexdigest(), (problem,))


class _Worker:
    """One child process and the order of the questions to it."""

    def __init__(self, cage: Cage, *, reads_pictures: bool) -> None:
        self._cage = cage
        self._reads_pictures = reads_pictures
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process is not None and self._process.returncode is None else None

    async def start(self) -> None:
        async with self._turn:
            await self._running()

    async def ask(self, data: bytes, kind: str | None, today: date | None) -> Inspection | None:
        """None when two workers died of the file, or it took too long.

        A worker may be ended from outside (by the kernel, short of memory; by hand): the file is picked up again, once, with
        the time that the first has left, so that a file which kills gains nothing by it.
        """
        loop = asyncio.get_running_loop()
        async with self._turn:
            seconds, request = self._cage.seconds, {"kind": kind, "today": today.isoformat() if today else None}
            for _ in range(2):
                process = await self._running()
                began = loop.time()
                try:
                    async with asyncio.timeout(seconds):
                        return await _exchange(process, request, data)
                except (EOFError, ConnectionError):
                    await self._kill()
                    seconds = max(_LEAST_AGAIN, seconds - (loop.time() - began))
                except (TimeoutError, OSError, ValueError, KeyError, TypeError):
                    await self._kill()
                    return None
                except asyncio.CancelledError:
                    # A half-written frame would be taken for the beginning of the next question.
                    await self._kill()
                    raise
            return None

    async def close(self) -> None:
        async with self._turn:
            await self._kill()

    async def _running(self) -> asyncio.subprocess.Process:
        if self._process is not None and self._process.returncode is None:
            return self._process
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot.documents.worker",
            json.dumps({"headroom": self._cage.headroom, "seconds": self._cage.seconds, "ocr": self._reads_pictures}),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={
                "PYTHONPATH": os.pathsep.join(sys.path),
                "PATH": os.defpath,
                "LANG": "C.UTF-8",
                "OMP_NUM_THREADS": "2",
            },
            start_new_session=True,
            limit=_MOST_ANSWER,
        )
        self._process = process
        async with asyncio.timeout(self._cage.start_within):
            assert process.stdout is not None
            await _read_frame(process.stdout)
        return process

    async def _kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            # Not process.kill(): it may reap a child that has just died, behind asyncio's back, which then warns.
            with contextlib.suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)
        await process.wait()
        # The transport closes its pipes in the next turns of the loop; without this, its warning ends up in a test.
        await asyncio.sleep(0)


async def _exchange(process: asyncio.subprocess.Process, request: dict[str, Any], data: bytes) -> Inspection:
    assert process.stdin is not None
    assert process.stdout is not None
    head = json.dumps(request).encode()
    process.stdin.write(_HEAD.pack(len(head)) + head + _HEAD.pack(len(data)))
    process.stdin.write(data)
    await process.stdin.drain()
    return from_json(json.loads(await _read_frame(process.stdout)))


async def _read_frame(stream: asyncio.StreamReader) -> bytes:
    """Raises EOFError when the worker is gone, ValueError for a frame that no honest worker sends."""
    size = _HEAD.unpack(await stream.readexactly(_HEAD.size))[0]
    if size > _MOST_ANSWER:
        raise ValueError("an answer too long")
    return await stream.readexactly(size)


# ---- the child


def main() -> None:
    """The worker's own loop: ends when its standard input does."""
    options = json.loads(sys.argv[1])
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # Whatever a C library prints must not be taken for a frame.
    os.dup2(2, 1)
    reader = ocr.engine() if options["ocr"] else None
    from bot.documents.inspect import inspect

    _warm(inspect)
    _cage(int(options["headroom"]))
    _send(sink, b"ready")
    while (head := _receive(source)) is not None:
        request = json.loads(head)
        data = _receive(source)
        if data is None:
            return
        _more_seconds(float(options["seconds"]))
        today = date.fromisoformat(request["today"]) if request["today"] else None
        try:
            result = inspect(data, request["kind"], today=today, ocr=reader)
        except MemoryError:
            result = _not_looked_into(data, Problem("file-bomb", {}))
        _send(sink, json.dumps(result.as_json()).encode())


def _warm(inspect: Any) -> None:
    """Loads every library before memory is counted, by inspecting papers of our own."""
    from bot.documents.samples import sample_papers

    for sample in sample_papers():
        inspect(sample.data, sample.kind)


def _cage(headroom: int) -> None:
    """No files written, few opened, no core dump, and memory up to what is used now plus the headroom."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    with contextlib.suppress(OSError, ValueError):
        with open("/proc/self/statm", encoding="ascii") as counted:  # noqa: PTH123 - a kernel's page, not a file
            now = int(counted.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + headroom, now + headroom))


def _more_seconds(seconds: float) -> None:
    """The kernel counts processor time over the process's life: allow this file's share on top of what was used."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    allowed = int(used.ru_utime + used.ru_stime + 2 * seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.RLIM_INFINITY))


def _receive(source: BinaryIO) -> bytes | None:
    head = source.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    size = _HEAD.unpack(head)[0]
    if size > _MOST_FRAME:
        return None
    body = source.read(size)
    return body if len(body) == size else None


def _send(sink: BinaryIO, body: bytes) -> None:
    sink.write(_HEAD.pack(len(body)) + body)
    sink.flush()


if __name__ == "__main__":
    main()
