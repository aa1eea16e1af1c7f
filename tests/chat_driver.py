"""Goes through any flow over the browser chat's HTTP contract, knowing nothing of its steps: answers by kind, retries every input."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from bot.documents.samples import sample_papers

ASKING = ("question", "confirm", "warning", "review", "problem")
Message = Mapping[str, Any]


@dataclass
class Chatter:
    """One trader at the HTTP contract. `words` are typed where words are wanted: step -> text, "" for any other."""

    client: httpx.Client
    words: Mapping[str, str]
    language: str = "hi"
    presses: Mapping[str, str] = field(default_factory=dict)
    retries: int = 2
    session: str = ""
    heard: list[Message] = field(default_factory=list)
    count: int = 0

    def begin(self, **wanted: str) -> None:
        answer = self.client.post("/chat/sessions", json=wanted)
        assert answer.status_code == 201, answer.text
        body = answer.json()
        self.session = body["session"]
        self.heard += body["messages"]

    @property
    def path(self) -> str:
        return f"/chat/sessions/{self.session}"

    def give(self, send: Callable[[str], httpx.Response]) -> list[Message]:
        """One input, sent as often as an impatient network does; every repeat is answered the same."""
        self.count += 1
        answers = [send(f"input-{self.count}") for _ in range(self.retries)]
        for answer in answers:
            assert answer.status_code == 200, answer.text
            assert answer.json() == answers[0].json()
        messages: list[Message] = answers[0].json()["messages"]
        self.heard += messages
        return messages

    def gives(self, **body: Any) -> list[Message]:
        return self.give(lambda name: self.client.post(f"{self.path}/inputs", json={**body, "id": name}))

    def sends(self, name: str, data: bytes, mime: str) -> list[Message]:
        return self.give(
            lambda key: self.client.post(f"{self.path}/inputs", data={"id": key}, files={"file": (name, data, mime)})
        )

    def hears(self, within: float = 20.0) -> list[Message]:
        """What comes without a further input: what a paper said."""
        after = self.heard[-1]["seq"]
        until = time.monotonic() + within
        while time.monotonic() < until:
            answer = self.client.get(f"{self.path}/messages", params={"after": after})
            messages: list[Message] = answer.json()["messages"]
            if any(one["from"] == "bot" for one in messages):
                self.heard += messages
                return messages
            time.sleep(0.1)
        raise AssertionError("nothing came")

    def finishes(self, at_most: int = 120) -> Message:
        """Answer whatever is asked until the conversation is over; its last message."""
        messages = self.heard
        for _ in range(at_most):
            if messages[-1].get("status"):
                return messages[-1]
            asked = next((one for one in reversed(messages) if one["from"] == "bot" and one["kind"] in ASKING), None)
            messages = self.hears() if asked is None else self._answers(asked)
        raise AssertionError(f"not over after {at_most} inputs; last: {self.heard[-1]}")

    def _answers(self, asked: Message) -> list[Message]:
        step, options = asked["step"] or "", [one["id"] for one in asked["options"]]
        papers = {paper.kind: paper for paper in sample_papers()}
        if step in self.presses and self.presses[step] in options:
            return self.gives(option=self.presses[step])
        if step in self.words and asked["kind"] != "confirm":
            return self.gives(text=self.words[step])
        if asked["kind"] == "review":
            return self.gives(option="/submit")
        if self.language in options and len(options) > 5:
            return self.gives(option=self.language)
        if asked.get("request") == "file" and "/done" not in options:
            kind = "gst" if "first" in step else "photo" if "photo" in step else ""
            if kind or "/skip" not in options:
                paper = papers[kind or "photo"]
                return self.sends(paper.name, paper.data, paper.mime)
        for wanted in ("yes", "/done", "/right", "/skip", *options):
            if wanted in options:
                return self.gives(option=wanted)
        return self.gives(text=self.words[""])
