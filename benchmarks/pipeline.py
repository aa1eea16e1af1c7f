"""Durable updates a second through receive, on the export flow, beside what the database allows and what a peer does.

    python benchmarks/pipeline.py [--seconds 60] [--yardsticks FOLDER]

Raw Telegram updates (JSON bytes) go in; decoded, received and committed, the outcome comes back: what a webhook does before it
answers. The yardsticks (`bench_floor.py`, `bench_aiogram.py`, in a folder beside this checkout or given) run in the same run,
alternating with ours, and only ratios are worth quoting: the machine is shared. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.servers import postgres, redis  # noqa: E402 - the path comes first when run as a file

ANSWERS = (
    "/start", "English", "yes", "yes", "yes", "Asha Devi", "owner", "9812345678", "asha@example.com", "skip", "no",
)  # fmt: skip
"""One conversation: the first eleven updates of an onboarding."""
CONCURRENCY = (1, 8, 32)


def main() -> None:
    """Run everything, or (with --ours) one measurement of our own in this process."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seconds", type=float, default=50, help="about how long all of it may take")
    options.add_argument("--yardsticks", type=Path, default=ROOT.parent / "shared" / "bench")
    options.add_argument("--ours", help=argparse.SUPPRESS)
    options.add_argument("--concurrency", type=int, default=32, help=argparse.SUPPRESS)
    options.add_argument("--updates", type=int, default=4000, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.ours:
        from bot.loop import run

        print(json.dumps(run(measure(given.ours, given.concurrency, given.updates))))
        return
    with tempfile.TemporaryDirectory(prefix="saathi-bench-") as name:
        folder = Path(name)
        (folder / "data").mkdir()
        with postgres(folder) as pg_port, redis(folder) as redis_port:
            run_all(folder, pg_port, redis_port, given.yardsticks, given.seconds)


# ── One measurement of ours ─────────────────────────────────────────────────────────────────────────────────────────


async def measure(url: str, concurrency: int, updates: int) -> dict[str, Any]:
    """Drive `updates` updates through receive, `concurrency` contacts at a time; in a fresh database."""
    began = time.perf_counter()
    from bot import library
    from bot.authoring.publish import seed
    from bot.channels.contract import Received
    from bot.channels.telegram.codec import decode, parsed
    from bot.desk import QueueDesk
    from bot.memory import settle
    from bot.receive import Receiver
    from bot.shelf import Shelf
    from bot.telegram.arrivals import arrival_of, input_of
    from bot.turns import Turns
    from storage import keyring, migrations
    from storage.database import Database
    from storage.writer import Writer

    database = Database.open(url)
    migrations.upgrade(database.engine)
    keyring.unlock(database, b"b" * 32)
    with database.write() as tx:
        seed(tx)
    writer = Writer(database)
    receiver = Receiver(database, writer, Turns(Shelf(), library.words(), QueueDesk()))
    settle()
    ready = time.perf_counter()

    async def talk(coming: list[bytes], times: list[float]) -> None:
        for raw in coming:
            start = time.perf_counter()
            received = decode(parsed(raw), datetime.now(UTC))
            assert isinstance(received, Received)
            await receiver.receive(arrival_of(received, input_of(received, None, None), received.key))
            times.append(time.perf_counter() - start)

    await talk(chats(10**7, 3), [])  # warm: tables of words, compiled statements, the flow
    first_done = time.perf_counter()
    each = max(1, updates // concurrency // len(ANSWERS))
    coming = [chats(1000 + worker * 100_000, each) for worker in range(concurrency)]
    times: list[float] = []
    start, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*(talk(its, times) for its in coming))
    wall, cpu = time.perf_counter() - start, time.process_time() - cpu
    writer.close()
    times.sort()
    return {
        "updates_per_s": round(len(times) / wall),
        "cpu_us": round(cpu / len(times) * 1e6),
        "p50_us": round(times[len(times) // 2] * 1e6),
        "p99_us": round(times[int(len(times) * 0.99)] * 1e6),
        "rss_mb": round(_resident_mb()),
        "ready_s": round(ready - began, 2),
        "first_update_s": round(first_done - began, 2),
    }


def chats(first: int, count: int) -> list[bytes]:
    """What so many people send, one after the other, a second between two; made beforehand, as the yardsticks' is."""
    return [
        update(first + chat, number, text, chat * len(ANSWERS))
        for chat in range(count)
        for number, text in enumerate(ANSWERS)
    ]


def update(chat: int, number: int, text: str, began: int = 0) -> bytes:
    """One raw update, as a webhook delivers it. `began`: when the chat did, in seconds of the run."""
    person = {"id": chat, "is_bot": False, "first_name": "Asha", "language_code": "hi"}
    message: dict[str, Any] = {
        "message_id": number * 2 + 1,
        "from": person,
        "chat": {"id": chat, "first_name": "Asha", "type": "private"},
        "date": 1_790_000_000 + began + number,
        "text": text,
    }
    if text.startswith("/"):
        message["entities"] = [{"offset": 0, "length": len(text), "type": "bot_command"}]
    return json.dumps({"update_id": chat * 100 + number, "message": message}).encode()


def _resident_mb() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


# ── The run ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def run_all(folder: Path, pg_port: int, redis_port: int | None, yardsticks: Path, seconds: float) -> None:
    """Alternate ours with the yardsticks until the time is used, at least once, then print medians and ratios."""
    peers = yardsticks.is_dir()
    if not peers:
        print(f"no yardsticks in {yardsticks}: only our own numbers", file=sys.stderr)
    if redis_port is None:
        print("no redis-server on this machine: aiogram with Redis is left out", file=sys.stderr)
    found: dict[str, list[dict[str, Any]]] = {}
    until = time.monotonic() + seconds
    rounds = 0
    while rounds == 0 or (rounds < 5 and time.monotonic() + (seconds / max(1, rounds + 1)) < until):
        rounds += 1
        for concurrency in CONCURRENCY if rounds == 1 else (32,):
            for name, url in (
                ("sqlite", f"sqlite:///{folder}/ours{rounds}-{concurrency}.db"),
                ("postgresql", _fresh(pg_port, f"ours{rounds}_{concurrency}")),
            ):
                count = {1: 300, 8: 1200, 32: 3000}[concurrency]
                line = _ours(url, concurrency, count)
                found.setdefault(f"{name}_{concurrency}", []).append(line)
                print(f"ours {name} at {concurrency}: {line}", file=sys.stderr)
        if peers:
            _peers(found, folder, pg_port, redis_port, yardsticks)
    print(json.dumps(summary(found, rounds)))


def _ours(url: str, concurrency: int, updates: int) -> dict[str, Any]:
    command = [sys.executable, __file__, "--ours", url, "--concurrency", str(concurrency), "--updates", str(updates)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    line: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return line


def _peers(
    found: dict[str, list[dict[str, Any]]], folder: Path, pg_port: int, redis_port: int | None, yardsticks: Path
) -> None:
    runs = {
        "floor_sqlite": [
            "bench_floor.py",
            "--backend",
            "sqlite-group",
            "--sync",
            "FULL",
            "--concurrency",
            "32",
            "--updates",
            "16000",
        ],
        "floor_postgresql": [
            "bench_floor.py",
            "--backend",
            "asyncpg-fn",
            "--concurrency",
            "32",
            "--port",
            str(pg_port),
            "--updates",
            "8000",
        ],
    }
    if redis_port is not None:
        address = f"redis://127.0.0.1:{redis_port}/0"
        runs["aiogram_redis"] = [
            "bench_aiogram.py",
            "--storage",
            "redis",
            "--concurrency",
            "8",
            "--redis",
            address,
            "--chats",
            "200",
        ]
    for name, command in runs.items():
        environment = {**os.environ, "PERF_DIR": str(folder)}
        done = subprocess.run(
            [sys.executable, str(yardsticks / command[0]), *command[1:]],
            capture_output=True,
            text=True,
            env=environment,
            cwd=folder,
        )
        if done.returncode:
            print(f"{name} did not run: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
            continue
        line = json.loads(done.stdout.splitlines()[-1])
        rate = line.get("tx_per_s") or line.get("updates_per_s")
        found.setdefault(name, []).append({"updates_per_s": rate})
        print(f"{name}: {rate}/s", file=sys.stderr)


def _fresh(port: int, name: str) -> str:
    import psycopg

    with psycopg.connect(f"postgresql://postgres@127.0.0.1:{port}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    return f"postgresql://postgres@127.0.0.1:{port}/{name}"


def summary(found: dict[str, list[dict[str, Any]]], rounds: int) -> dict[str, Any]:
    """Medians, and ours in relation to each yardstick."""
    rate = {name: statistics.median(one["updates_per_s"] for one in lines) for name, lines in found.items()}

    def ratio(ours: str, theirs: str) -> float | None:
        return round(rate[ours] / rate[theirs], 3) if ours in rate and theirs in rate else None

    best = found["sqlite_32"]
    return {
        "rounds": rounds,
        "updates_per_s": {name: round(value) for name, value in rate.items()},
        "ratio": {
            "sqlite_of_floor": ratio("sqlite_32", "floor_sqlite"),
            "postgresql_of_floor": ratio("postgresql_32", "floor_postgresql"),
            "sqlite_of_aiogram_redis": ratio("sqlite_32", "aiogram_redis"),
            "postgresql_of_aiogram_redis": ratio("postgresql_32", "aiogram_redis"),
        },
        "cpu_us_per_update": {
            name: min(one["cpu_us"] for one in found[name]) for name in found if "cpu_us" in found[name][0]
        },
        "resident_mb": max(one["rss_mb"] for one in best),
        "start_to_first_update_s": min(one["first_update_s"] for one in best),
    }


if __name__ == "__main__":
    main()
