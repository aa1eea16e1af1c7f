"""What holds for every test: no network beyond this machine, Hypothesis repeatable, browser tests with a browser."""

from __future__ import annotations

import os
import socket
from collections import Counter
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.chromium import find_chromium

NO_CHROMIUM = "no Chromium"

pytest_plugins = ["tests.databases"]  # SQLite and PostgreSQL, for whoever asks

# A test that fails must fail again: no dead-lines (two cores, shared), no chance. A soak explores.
settings.register_profile(
    "ci", deadline=None, derandomize=True, max_examples=60, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("soak", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--require-browser", action="store_true", help="fail where browser tests would be left out")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--require-browser") and find_chromium() is None:
        raise pytest.UsageError("--require-browser: there is no Chromium: install it or set SAATHI_CHROMIUM")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if find_chromium() is None:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line which browser tests were left out, and how to have them."""
    left_out = Counter(
        report.nodeid.partition("::")[0]
        for report in terminalreporter.getreports("skipped")
        if isinstance(report.longrepr, tuple) and report.longrepr[2].endswith(NO_CHROMIUM)
    )
    if left_out:
        files = ", ".join(f"{file} ({count})" for file, count in sorted(left_out.items()))
        terminalreporter.write_line(f"browser tests left out, no Chromium (set SAATHI_CHROMIUM): {files}")


class NetworkRefused(Exception):
    """A test reached for the world."""


def _on_this_machine(host: object) -> bool:
    """Loopback addresses and `localhost`; any other name would already ask a name server."""
    if host in (None, "", b"", "localhost", b"localhost"):
        return True
    text = host.decode() if isinstance(host, bytes) else str(host)
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


@pytest.fixture(autouse=True, scope="session")
def no_network_but_loopback() -> Iterator[None]:
    """Refuse every connection and look-up that would leave this machine."""
    real_connect, real_connect_ex, real_look_up = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guard(sock: socket.socket, address: Any) -> None:
        if sock.family in (socket.AF_INET, socket.AF_INET6) and not _on_this_machine(address[0]):
            raise NetworkRefused(f"tests stay on this machine: connect to {address!r}")

    def connect(sock: socket.socket, address: Any) -> None:
        guard(sock, address)
        real_connect(sock, address)

    def connect_ex(sock: socket.socket, address: Any) -> int:
        guard(sock, address)
        return real_connect_ex(sock, address)

    def look_up(host: Any, *rest: Any, **named: Any) -> Any:
        if not _on_this_machine(host):
            raise NetworkRefused(f"tests stay on this machine: look up {host!r}")
        return real_look_up(host, *rest, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        patch.setattr(socket.socket, "connect_ex", connect_ex)
        patch.setattr(socket, "getaddrinfo", look_up)
        yield
