"""Bad files: none takes the inspector down, none costs too much, each is told why it was not taken."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from pathlib import Path

import pytest

from bot.documents.clean import clean
from bot.documents.command import say_in_english
from bot.documents.inspect import inspect
from bot.documents.sniff import sniff
from bot.documents.worker import PLAIN, Inspector
from locales.document_sentences import DOCUMENT_SENTENCES
from tests.papers.hostile import corpus, locked_pdf, whole_files

SECONDS, MEGABYTES = 5.0, 300


def test_three_hundred_bad_files_each_get_a_reason_in_time_and_memory() -> None:
    asyncio.run(_send_all())


async def _send_all() -> None:
    inspector = Inspector(with_ocr=False)
    await inspector.start()
    seen: set[str] = set()
    for bad in corpus():
        assert bad.name not in seen, "names are unique"
        seen.add(bad.name)
        if inspector.pid is None:
            await inspector.start()
        start = time.perf_counter()
        result = await inspector.inspect(bad.data, bad.kind)
        took = time.perf_counter() - start
        keys = {problem.key for problem in result.problems}
        assert result.verdict != "ok", (bad.name, result)
        assert keys, bad.name
        assert not bad.reasons or keys & bad.reasons, (bad.name, keys)
        assert took < SECONDS, (bad.name, took)
        assert _peak_megabytes(inspector.pid) < MEGABYTES, bad.name
        for problem in result.problems:
            assert "{" not in say_in_english(problem, "en"), problem
    assert len(seen) >= 300
    await inspector.close()


def _peak_megabytes(pid: int | None) -> int:
    """Of the worker, if it still lives; the kernel's limit holds it to the same while it dies."""
    status = Path(f"/proc/{pid}/status")
    if pid is None or not status.exists():
        return 0
    peak = [line for line in status.read_text().splitlines() if line.startswith("VmHWM:")]
    return int(peak[0].split()[1]) // 1024 if peak else 0


def test_the_cage_is_smaller_than_the_promise() -> None:
    """A worker holds about 65 MB once its libraries are loaded."""
    assert PLAIN.headroom + 70_000_000 <= MEGABYTES * 1_000_000
    assert PLAIN.seconds <= SECONDS


@pytest.mark.parametrize("name", sorted(whole_files()))
def test_the_whole_files_that_were_cut_are_good_ones(name: str) -> None:
    """Else the corpus proves nothing."""
    result = inspect(whole_files()[name], None)
    assert (result.verdict, result.problems) == ("ok", ()), name


def test_the_locked_file_opens_with_an_empty_password() -> None:
    """So the lock is a right one, and it is the password that locks it."""
    assert inspect(locked_pdf(""), "photo").problems[0].key == "image-blank"
    assert inspect(locked_pdf("x"), "photo").problems[0].key == "pdf-encrypted"


def test_every_reason_has_a_sentence_that_says_what_to_do() -> None:
    for key, text in DOCUMENT_SENTENCES.items():
        if not key.startswith("paper-") or key == "paper-expired":
            assert "lease" in text, key
            assert len(text) < 200, key


@pytest.mark.parametrize("name", sorted(whole_files()))
def test_a_few_changed_bytes_never_raise(name: str) -> None:
    """Whatever the verdict: the command line inspects without a worker, and shows no traceback."""
    data = whole_files()[name]
    chance = random.Random(name)
    for _ in range(25):
        changed = bytearray(data[: chance.randrange(20, len(data))] if chance.random() < 0.3 else data)
        for _ in range(chance.randrange(1, 12)):
            at = chance.randrange(min(len(changed), 600) if chance.random() < 0.7 else len(changed))
            changed[at] = chance.randrange(256)
        assert inspect(bytes(changed), "gst").verdict in ("ok", "ask_again", "refused")
        with contextlib.suppress(ValueError):
            clean(bytes(changed), sniff(bytes(changed)) or "application/pdf")
