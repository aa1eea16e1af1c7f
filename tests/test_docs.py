"""The README tells the truth: its diagrams are drawn from the tables, its commands exist, its picture is there."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli import COMMANDS, cli
from bot.handoff.lives import mermaid as lead_diagram
from bot.library import load_flow
from flows.engine import advance
from flows.inputs import Commanded, HandedBack, Input, Opened, TakenOver, Typed
from flows.lives import MOVES, life
from flows.lives import mermaid as session_diagram
from flows.session import begin

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_the_diagrams_are_drawn_from_the_tables() -> None:
    assert f"```mermaid\n{session_diagram()}\n```" in README
    assert f"```mermaid\n{lead_diagram()}\n```" in README


def test_every_command_named_exists() -> None:
    named = set(re.findall(r"saathi ([a-z][a-z0-9-]*)", README))
    assert named <= set(COMMANDS)
    for name in COMMANDS:
        assert f"saathi {name}" in README, f"{name} is not in the README"


def test_every_command_has_an_example_on_lines_of_its_own() -> None:
    def walk(command: click.Command, name: str) -> None:
        context = click.Context(command, info_name=name)
        told = command.get_help(context)
        assert re.search(r"^ *Example: \S", told, re.MULTILINE), told
        assert "\\b" not in told, f"{name} shows click's mark for lines that stay lines"
        if isinstance(command, click.Group):
            for each in command.list_commands(context):
                walk(command.get_command(context, each) or command, f"{name} {each}")

    walk(cli, "saathi")


def test_every_picture_and_file_named_is_there() -> None:
    for path in re.findall(r"\]\(([\w./-]+)\)|`((?:bot|flows|locales|storage|docs)/[\w./-]+)`", README):
        name = next(filter(None, path))
        assert (ROOT / name).exists(), name


def test_a_session_moves_only_as_its_table_says() -> None:
    allowed = {(before, after) for (before, _), after in MOVES.items()}
    flow = load_flow("quick_enquiry")
    session = begin(flow.id, flow.version)
    inputs: list[Input] = [
        Opened(), Typed("shop"), Commanded("stop"), Typed("start"), TakenOver(), Typed("hello"), HandedBack(),
        Typed("Asha Traders"), Commanded("stop"), TakenOver(), Commanded("stop"), Typed("x"), Commanded("erase"), Typed("yes"),
    ]  # fmt: skip
    seen = set()
    for given in inputs:
        before = life(session)
        session, _ = advance(flow, session, given, NOW)
        seen.add((before, life(session)))
    assert {move for move in seen if move[0] != move[1]} <= allowed
    assert ("open", "paused") in seen
    assert ("human", "open") in seen
    assert life(session) == "ended"
