"""A small flow in which every rule of the engine has a place, and ways to make another version of it."""

from __future__ import annotations

from typing import Final

from flows.effects import Bot, Say
from flows.loader import load
from flows.model import Flow
from tests.traders import Trader

SHOP: Final = """
flow: shop
title: A shop
sections:
  - section: start
    title: Start
    steps:
      - {step: hello, kind: note, say: Hello.}
      - {step: agree, kind: consent, ask: May we?, notice: We keep your answers., notice_version: 1, purpose: keep, required: false}
      - {step: name, kind: text, ask: "Your name?", help: On your papers., example: Ravi, label: Name}
      - step: sells
        kind: choice
        ask: What do you sell?
        label: Sells
        options: {food: Food, cloth: Cloth}
      - {step: fssai_no, kind: number, ask: Food number?, when: sells == "food", label: Food number}
      - {step: share, kind: consent, ask: Share?, when: sells == "food", notice: Seen by partners., purpose: share, required: false}
      - {step: since, kind: number, ask: Since which year?, label: Since, at_least: 1900, at_most: 2100}
      - {step: nick, kind: text, ask: A nickname?, label: Nickname, skippable: true}
  - section: money
    title: Money
    steps:
      - {step: low, kind: number, ask: The least?, label: Least}
      - step: high
        kind: number
        ask: The most?
        label: Most
        checks:
          - must: low <= high
            say: The least is more than the most.
          - should: high < 1000
            say: "{high} is a lot."
  - section: items
    title: Items
    repeat: {at_least: 1, at_most: 3, another: "Another?", item: Item}
    steps:
      - {step: name, kind: text, ask: Which item?, label: Item}
      - {step: pieces, kind: number, ask: How many?, label: How many}
  - section: close
    title: Close
    steps:
      - {step: look, kind: review, ask: All right?}
      - {step: over, kind: end, say: Thank you.}
"""


def shop(*changes: tuple[str, str], version: int = 1) -> Flow:
    """The shop, with pieces of its text replaced. Each piece must be there."""
    text = SHOP
    for old, new in changes:
        assert old in text, f"no {old!r} in the shop's text"
        text = text.replace(old, new, 1)
    return load(text, "shop.yaml", version)


def without(step: str) -> tuple[str, str]:
    """The change that takes a step of one line out."""
    line = next(line for line in SHOP.splitlines(keepends=True) if f"step: {step}," in line)
    return line, ""


def publish(trader: Trader, *changes: tuple[str, str]) -> Trader:
    """The trader's session goes on under another version, begun with their next input."""
    trader.flow = shop(*changes, version=trader.flow.version + 1)
    return trader


REPLIES: Final = {
    "agree": "[yes]", "name": "Ravi", "sells": "[food]", "fssai_no": "123", "share": "[yes]", "since": "2001", "nick": "Raju", "low": "5",
    "high": "50", "items.name": "Pots", "items.pieces": "7", "look": "[/submit]",
}  # fmt: skip


def at(step: str | None, flow: Flow | None = None, **replies: str) -> Trader:
    """A trader who has come as far as this step, perhaps with other replies."""
    return Trader(flow or shop()).reaches(step, {**REPLIES, **replies})


def keys(said: list[Say]) -> list[str]:
    """The bot's own words in what was said, by key."""
    return [word.key for say in said for word in say.words if isinstance(word, Bot)]
