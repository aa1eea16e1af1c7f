"""Recorded conversations: the engine still says the same, word for word (`python -m tests.engine.record` records them anew)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.replaying import files, replay


@pytest.mark.parametrize("file", files(), ids=lambda file: file.stem)
def test_the_conversation_goes_as_recorded(file: Path) -> None:
    recorded = file.read_text(encoding="utf-8")
    assert replay(recorded) == recorded, "if this is meant, run: python -m tests.engine.record"


def test_there_are_conversations() -> None:
    assert len(files()) >= 8
    assert all("< " in file.read_text(encoding="utf-8") for file in files()), "one was never recorded"
