"""A few kills in the suite; a hundred each way in `make soak`, or as many as SAATHI_KILLS says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests import kills, servers

KILLS = int(os.environ.get("SAATHI_KILLS", "3"))
RATE = 60.0 if KILLS > 3 else 30.0
"""Inputs a second; in the suite the machine does much else."""


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    if KILLS > 3:
        monkeypatch.setattr(servers, "READY_WITHIN", 300.0)


@pytest.mark.slow
@pytest.mark.parametrize("way", ["polling", "webhook"])
def test_a_killed_bot_loses_and_doubles_nothing(tmp_path: Path, way: str) -> None:
    report = kills.telegram(tmp_path, way, KILLS, RATE)
    assert report.given > 30
    assert report.is_well, report


@pytest.mark.slow
def test_a_killed_chat_loses_and_doubles_nothing(tmp_path: Path) -> None:
    report = kills.chat(tmp_path, KILLS, 60.0)
    assert report.given > 30
    assert report.is_well, report
