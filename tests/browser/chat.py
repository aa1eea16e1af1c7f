"""A trader at the browser chat, for tests: looks at the page and uses it as a person would; asks the server only what it stored.

chat = Chat(page, server.url)
chat.opens()                  the page; waits for the first question
chat.presses("Yes")           a button under the last message
chat.says("5 lakh")           types and sends
chat.texts, chat.options      what stands there
chat.stored()                 the messages as the server has them
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import httpx
from playwright.sync_api import Locator, Page, expect

SLOW = 15_000
"""Milliseconds; two cores are shared with other tests."""


@dataclass(slots=True)
class Chat:
    """One page."""

    page: Page
    url: str

    def opens(self, query: str = "") -> None:
        self.page.goto(f"{self.url}/chat{query}")
        self.settles()

    def settles(self) -> None:
        """Nothing is on its way any more."""
        expect(self.page.locator(".m").first).to_be_visible(timeout=SLOW)
        expect(self.page.locator(".unsent")).to_have_count(0, timeout=SLOW)
        expect(self.page.locator("#typing")).to_be_hidden(timeout=SLOW)

    def button(self, label: str) -> Locator:
        return self.page.locator("#choices button").filter(has_text=label).first

    def presses(self, label: str) -> None:
        self.button(label).click()
        self.settles()

    def says(self, text: str) -> None:
        self.page.fill("#text", text)
        self.page.press("#text", "Enter")
        self.settles()

    def does(self, *steps: str) -> None:
        """ "[Yes]" presses, anything else is typed."""
        for step in steps:
            if step.startswith("["):
                self.presses(step[1:-1])
            else:
                self.says(step)

    def sends(self, name: str, mime: str, data: bytes) -> None:
        self.page.set_input_files("#files", {"name": name, "mimeType": mime, "buffer": data})

    @property
    def texts(self) -> list[str]:
        return [one.strip() for one in self.page.locator(".m").all_inner_texts()]

    @property
    def options(self) -> list[str]:
        return [one.strip() for one in self.page.locator("#choices button").all_inner_texts()]

    @property
    def session(self) -> str:
        found: str = self.page.evaluate("JSON.parse(localStorage.getItem('saathi.session'))")
        return found

    def stored(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = httpx.get(f"{self.url}/chat/sessions/{self.session}/messages").json()["messages"]
        return found

    def given(self, text: str) -> Sequence[dict[str, Any]]:
        """The trader's own messages of that text, as stored."""
        return [one for one in self.stored() if one["from"] == "trader" and one["text"] == text]

    def input(self, **body: Any) -> None:
        """Something given by the same trader elsewhere."""
        httpx.post(f"{self.url}/chat/sessions/{self.session}/inputs", json=body).raise_for_status()
