"""The real `saathi serve` for tests: a process of its own, on a free port, over a new data folder.

with serving(folder) as server:
    httpx.get(server.url + "/healthz")
    server.kill()        as `kill -9` does
    server.start()       on the same port and data
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

READY_WITHIN = 120.0
"""Seconds until a server that does not come is given up; two cores are shared with the other tests."""
STOPPED_WITHIN = 15.0
SERVE = "from bot.cli import main; main()"


@dataclass(slots=True)
class Server:
    """A running server. Its output goes to `log`."""

    data: Path
    port: int
    environ: Mapping[str, str]
    program: str = SERVE
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.data / "serve.log"

    def start(self) -> None:
        """Start and wait until it is ready. Raises AssertionError with the log where it does not get so far."""
        program = [sys.executable, "-c", self.program, "serve"]
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(program, cwd=self.data, env=dict(self.environ), stdout=out, stderr=out)
        until = time.monotonic() + READY_WITHIN
        while not self._ready():
            ended = self.process.poll()
            assert ended is None, f"serve ended with {ended}:\n{self.log.read_text()}"
            assert time.monotonic() < until, f"serve is not ready:\n{self.log.read_text()}"
            time.sleep(0.1)

    def _ready(self) -> bool:
        try:
            return httpx.get(f"{self.url}/readyz", timeout=5).status_code == 200
        except httpx.TransportError:
            return False

    def stop(self) -> int:
        """SIGTERM; the exit code."""
        return self._end(signal.SIGTERM)

    def kill(self) -> None:
        """No goodbye."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> int:
        if self.process is None:
            return 0
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            code = self.process.wait(STOPPED_WITHIN)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        self.process = None
        return code


@contextmanager
def serving(data: Path, program: str = SERVE, port: int | None = None, **settings: str) -> Iterator[Server]:
    """A started server over `data`, in demo mode unless told otherwise; stopped at the end. `settings` go into its environment.

    `program` is what Python runs.
    """
    data.mkdir(parents=True, exist_ok=True)
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("SAATHI_")}
    root = str(Path(__file__).parent.parent)
    port = port or free_port()
    environ = {
        **inherited, "PYTHONPATH": root, "SAATHI_DATA_DIR": str(data), "SAATHI_PORT": str(port), "SAATHI_DEMO": "1", **settings,
    }  # fmt: skip
    server = Server(data, port, environ, program)
    try:
        server.start()
        yield server
    finally:
        server.stop()


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
