"""A session's life as a table, from which the documentation's diagram is drawn. The tests hold every turn of the engine against it.

A session is open, completed or ended (`Session.status`). While open it may be paused or in a human's hands (`Session.mode`); while
completed it may have paths reopened, an amendment.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flows.session import Session

MOVES: Final[Mapping[tuple[str, str], str]] = {
    ("open", "answered, edited, published"): "open",
    ("open", "stop, later"): "paused",
    ("paused", "anything written"): "open",
    ("paused", "taken over"): "human",
    ("paused", "erased"): "ended",
    ("open", "taken over"): "human",
    ("human", "handed back"): "open",
    ("human", "stop"): "paused",
    ("human", "erased"): "ended",
    ("open", "submitted, or an end that completes"): "completed",
    ("open", "an end, a needed consent refused, erased"): "ended",
    ("completed", "corrected, or a paper asked again"): "amending",
    ("amending", "answered"): "amending",
    ("amending", "all settled: the lead follows"): "completed",
    ("completed", "erased"): "ended",
    ("amending", "erased"): "ended",
}
"""(life, what happened) -> life."""


def life(session: Session) -> str:
    """Which of the table's lives a session is in."""
    if session.status == "completed":
        return "amending" if session.asked is not None or session.reopened else "completed"
    if session.status == "open" and session.mode is not None:
        return session.mode
    return session.status


def mermaid() -> str:
    """The table as a Mermaid state diagram."""
    arrows = [f"    {before} --> {after}: {what}" for (before, what), after in MOVES.items()]
    return "\n".join(["stateDiagram-v2", "    [*] --> open: opened", *arrows])
