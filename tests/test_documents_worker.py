"""The worker dies, hangs or eats memory; the inspector answers and goes on."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.documents import ocr
from bot.documents.inspection import DEFAULT
from bot.documents.samples import SAMPLE_FIRM, gst_certificate
from bot.documents.worker import Cage, Inspector
from tests.papers import firm
from tests.papers.hostile import never_ending
from tests.papers.photos import phone_photo

GOOD = gst_certificate(SAMPLE_FIRM)
HEAVY = never_ending()


def kernels_page(inspector: Inspector, name: str) -> bytes:
    return Path(f"/proc/{inspector.pid}/{name}").read_bytes()


def run(play: Callable[[Inspector], Awaitable[None]], cage: Cage | None = None) -> None:
    async def go() -> None:
        inspector = Inspector(cage=cage, with_ocr=False) if cage else Inspector(with_ocr=False)
        try:
            await play(inspector)
        finally:
            await inspector.close()

    asyncio.run(go())


def test_a_good_file_is_read_in_the_worker_as_without_it() -> None:
    from bot.documents.inspect import inspect

    async def play(inspector: Inspector) -> None:
        assert await inspector.inspect(GOOD, "gst") == inspect(GOOD, "gst")

    run(play)


def test_a_killed_worker_is_started_again() -> None:
    async def play(inspector: Inspector) -> None:
        await inspector.start()
        first = inspector.pid
        assert first is not None
        os.kill(first, signal.SIGKILL)
        await asyncio.sleep(0.2)
        assert (await inspector.inspect(GOOD, "gst")).verdict == "ok"
        assert inspector.pid not in (None, first)

    run(play)


async def kill_in_the_middle(inspector: Inspector) -> None:
    pid = inspector.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    await asyncio.sleep(0.1)
    os.kill(pid, signal.SIGKILL)


def test_a_file_whose_worker_is_killed_in_the_middle_is_picked_up_again() -> None:
    async def play(inspector: Inspector) -> None:
        await inspector.start()
        killed = inspector.pid
        kill = asyncio.create_task(kill_in_the_middle(inspector))
        await asyncio.sleep(0)
        assert (await inspector.inspect(GOOD, "gst")).verdict == "ok"
        await kill
        assert inspector.pid not in (None, killed)

    run(play)


def test_a_file_that_kills_two_workers_is_broken_and_the_next_is_read() -> None:
    async def play(inspector: Inspector) -> None:
        await inspector.start()
        asked = asyncio.create_task(inspector.inspect(HEAVY[sorted(HEAVY)[0]], "gst"))
        killed: list[int] = []
        while not asked.done():
            await asyncio.sleep(0.05)
            pid = inspector.pid
            if pid is not None and pid not in killed and caged(inspector):
                killed.append(pid)
                os.kill(pid, signal.SIGKILL)
        assert [problem.key for problem in (await asked).problems] == ["file-broken"]
        assert len(killed) == 2
        assert (await inspector.inspect(GOOD, "gst")).verdict == "ok"

    run(play)


def caged(inspector: Inspector) -> bool:
    """Whether the worker has started: it may write no files any more."""
    limit = next(line for line in kernels_page(inspector, "limits").splitlines() if line.startswith(b"Max file size"))
    return limit.split()[3] == b"0"


@pytest.mark.parametrize("name", sorted(HEAVY))
def test_a_file_that_never_ends_is_ended(name: str) -> None:
    async def play(inspector: Inspector) -> None:
        result = await inspector.inspect(HEAVY[name], "gst")
        assert (result.verdict, [problem.key for problem in result.problems]) == ("refused", ["file-broken"])
        assert result.bytes == len(HEAVY[name])
        assert (await inspector.inspect(GOOD, "gst")).verdict == "ok"

    run(play, Cage(seconds=1.5))


def test_memory_is_limited_by_the_kernel() -> None:
    async def play(inspector: Inspector) -> None:
        await inspector.start()
        limits = kernels_page(inspector, "limits").decode()
        line = next(line for line in limits.splitlines() if line.startswith("Max address space"))
        assert 0 < int(line.split()[3]) < 400_000_000
        assert "Max file size             0 " in limits

    run(play)


def test_the_worker_inherits_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAATHI_SECRET_KEY", "do-not-tell")

    async def play(inspector: Inspector) -> None:
        await inspector.start()
        assert b"do-not-tell" not in kernels_page(inspector, "environ")

    run(play)


def test_many_at_once_are_taken_one_after_another() -> None:
    async def play(inspector: Inspector) -> None:
        papers = [gst_certificate(firm(seed)) for seed in range(6)]
        results = await asyncio.gather(*(inspector.inspect(paper, "gst") for paper in papers))
        assert [result.read["gstin"].value for result in results] == [firm(seed).gstin for seed in range(6)]

    run(play)


def test_an_abandoned_question_does_not_answer_the_next() -> None:
    async def play(inspector: Inspector) -> None:
        await inspector.start()
        asked = asyncio.create_task(inspector.inspect(gst_certificate(firm(1)), "gst"))
        await asyncio.sleep(0.001)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        assert (await inspector.inspect(gst_certificate(firm(2)), "gst")).read["gstin"].value == firm(2).gstin

    run(play)


def test_too_large_and_empty_files_do_not_reach_the_worker() -> None:
    async def play(inspector: Inspector) -> None:
        large = await inspector.inspect(b"\xff\xd8\xff" + bytes(DEFAULT.file_bytes), "gst")
        empty = await inspector.inspect(b"", "gst")
        assert [large.problems[0].key, empty.problems[0].key] == ["file-too-large", "file-empty"]
        assert inspector.pid is None

    run(play)


def test_without_ocr_a_photo_is_taken_and_the_operator_is_told_in_one_line() -> None:
    async def play(inspector: Inspector) -> None:
        result = await inspector.inspect(phone_photo(GOOD, 1), "gst")
        assert (result.verdict, result.read) == ("ok", {})
        assert result.notes == (ocr.MISSING,)
        assert "\n" not in ocr.MISSING

    run(play)
