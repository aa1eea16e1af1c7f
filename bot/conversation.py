"""A conversation without a database: the engine, with its effects carried out on the spot. `play`, authors' tests and the admin's
preview of a draft all run this; the session passes through JSON between every two inputs, as it does when it is stored.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.documents.inspection import Inspection
from bot.documents.intake import as_file, as_reading
from flows.effects import Effect, ReadPaper, Say
from flows.engine import advance
from flows.inputs import Input, Opened, PaperRead, Sent
from flows.model import Flow
from flows.problems import Problem
from flows.profile import display_path, profile, relevant_answers
from flows.score import score
from flows.session import Session, begin


@dataclass(slots=True)
class Conversation:
    """One trader with one flow. `said` gets everything the bot says, in order."""

    flow: Flow
    clock: Callable[[], datetime]
    language: str = "en"
    session: Session = field(init=False)
    files: dict[str, bytes] = field(default_factory=dict)
    effects: list[Effect] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.session = begin(self.flow.id, self.flow.version, self.language)

    def open(self) -> list[Say]:
        """The first thing said."""
        return self.give(Opened())

    def give(self, given: Input) -> list[Say]:
        """What the bot says to `given`, and to what comes of it: a paper is read at once."""
        said: list[Say] = []
        waiting: list[Input] = [given]
        while waiting:
            stored = Session.from_json(json.loads(json.dumps(self.session.to_json())))
            self.session, effects = advance(self.flow, stored, waiting.pop(0), self.clock())
            self.effects.extend(effects)
            for effect in effects:
                if isinstance(effect, Say):
                    said.append(effect)
                elif isinstance(effect, ReadPaper):
                    waiting.append(self._read(effect))
        return said

    def send(self, names: Sequence[str | Path], caption: str = "") -> list[Say]:
        """Send files from disk, several as one album. Raises OSError for one that cannot be read."""
        return self.send_bytes([(Path(name).name, Path(name).read_bytes()) for name in names], caption)

    def send_bytes(self, files: Sequence[tuple[str, bytes]], caption: str = "") -> list[Say]:
        """Send files by name and content."""
        sent = []
        for name, data in files:
            file = as_file(hashlib.sha256(data).hexdigest()[:16], name, data)
            self.files[file.id] = data
            sent.append(file)
        return self.give(Sent(tuple(sent), caption))

    def _read(self, effect: ReadPaper) -> PaperRead:
        # PDFium and Pillow, which a conversation without papers does not need.
        from bot.documents.inspect import inspect

        data = self.files.get(effect.file_id)
        if data is None:
            return PaperRead(effect.path, effect.file_id, "ask_again", (Problem("file-broken"),))
        seen: Inspection = inspect(data, None if effect.paper == "other" else effect.paper, today=self.clock().date())
        return as_reading(effect, seen)

    def result(self) -> dict[str, Any]:
        """How it stands, as `saathi play --json` ends."""
        now = self.clock()
        done = self.session.status == "completed"
        asked = self.session.asked
        return {
            "status": self.session.status,
            "step": display_path(self.session, asked.path) if asked is not None else None,
            "answers": relevant_answers(self.flow, self.session, now),
            "profile": profile(self.flow, self.session, now) if done else None,
            "score": score(self.flow, self.session, now).as_json() if done and self.flow.score else None,
        }
