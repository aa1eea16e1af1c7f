"""A few kills in the suite; hundreds by `python -m tests.kills`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import kills


@pytest.mark.slow
@pytest.mark.parametrize("way", ["polling", "webhook"])
def test_a_killed_bot_loses_and_doubles_nothing(tmp_path: Path, way: str) -> None:
    report = kills.telegram(tmp_path, way, kills=3, rate=30.0)
    assert report.given > 30
    assert report.is_well, report


@pytest.mark.slow
def test_a_killed_chat_loses_and_doubles_nothing(tmp_path: Path) -> None:
    report = kills.chat(tmp_path, kills=3, rate=60.0)
    assert report.given > 30
    assert report.is_well, report
