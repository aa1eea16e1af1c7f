"""`saathi play FLOW`: converse with a flow in the terminal, or run a script of a conversation. Nothing is stored."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from bot import library
from bot.clock import clock_at
from bot.commands.lines import json_line
from bot.commands.named_flow import published_flow
from bot.conversation import Conversation
from bot.script import ScriptError, SendFiles, Step, read_line, read_script
from flows.abilities import CHANNELS, Abilities
from flows.effects import Say
from flows.faults import DefinitionError
from flows.model import Flow
from flows.profile import display_path
from flows.render import Message, render
from locales.languages import LANGUAGES


@click.command("play")
@click.argument("flow")
@click.option(
    "--language", default="en", show_default=True, type=click.Choice([*LANGUAGES]), help="Language to begin in."
)
@click.option(
    "--channel", default="terminal", show_default=True, type=click.Choice([*CHANNELS]), help="Whose limits to keep."
)
@click.option("--script", "script", help="A file of inputs, a line each; - reads standard input.")
@click.option("--json", "as_json", is_flag=True, help="A JSON object a line for each thing said, and a result last.")
@click.option("--version", "version", type=int, help="A published version; without it the live one, or the packaged.")
@click.option("--now", "now", help="Fix the clock: 2026-11-23 or 2026-11-23T09:00:00Z.")
def play(
    flow: str, language: str, channel: str, script: str | None, as_json: bool, version: int | None, now: str | None
) -> None:
    """Converse with FLOW, a published flow's name or a file, in the terminal. Nothing is stored.

    \b
    Example: saathi play quick_enquiry
             saathi play export_onboarding --language hi --script talk.txt --json
    """  # noqa: D301 - click wants the character itself
    chosen = open_flow(flow, version)
    steps = _script(script) if script is not None else []
    conversation = Conversation(chosen, clock_at(now), language)
    show = Shower(conversation, CHANNELS[channel], as_json)
    show.said(conversation.open())
    if script is None:
        _talk(conversation, show)
    for line, step in steps:
        show.trader(line, step)
        show.said(give(conversation, step, Path(script or "").parent))
    show.result()


def open_flow(name: str, version: int | None = None) -> Flow:
    """The flow to play; a fault is a click error with every place in it."""
    try:
        return published_flow(name, version)
    except DefinitionError as wrong:
        raise click.ClickException(f"{name} has faults:\n{wrong}") from None
    except LookupError as wrong:
        raise click.ClickException(str(wrong)) from None
    except OSError as wrong:  # without strerror: "there is no flow of that name"
        raise click.ClickException(
            f"{name} cannot be read: {wrong.strerror}" if wrong.strerror else str(wrong)
        ) from None


def _script(script: str) -> list[tuple[str, Step]]:
    """The lines of a script, all of them understood before the first is given."""
    try:
        text = sys.stdin.read() if script == "-" else Path(script).read_text(encoding="utf-8-sig")
        return [(line, step) for _, line, step in read_script(text)]
    except UnicodeDecodeError:
        raise click.ClickException(f"{script} is not UTF-8 text") from None
    except OSError as wrong:
        raise click.ClickException(f"{script} cannot be read: {wrong.strerror}") from None
    except ScriptError as wrong:
        raise click.ClickException(str(wrong)) from None


def give(conversation: Conversation, step: Step, beside: Path) -> list[Say]:
    """One input of a script. Files are looked for where the command runs, then beside the script."""
    if not isinstance(step, SendFiles):
        return conversation.give(step)
    try:
        paths = [Path(name) if Path(name).exists() else beside / name for name in step.names]
        return conversation.send(paths)
    except OSError as wrong:
        raise click.ClickException(f"{wrong.filename} cannot be read: {wrong.strerror}") from None
    except ValueError:  # a name with NUL
        raise click.ClickException(f"{' '.join(step.names)!r} cannot be read: no file has such a name") from None


def _talk(conversation: Conversation, show: Shower) -> None:
    """A person at the terminal."""
    if not show.as_json:
        click.secho("Type your answer; [/back], [/review], @file as in a script; Ctrl-D ends.", dim=True, err=True)
    while conversation.session.status == "open":
        try:
            line = input("> " if sys.stdin.isatty() and not show.as_json else "")
        except EOFError:
            break
        if not line.strip():
            continue
        try:
            step = read_line(line.strip())
            show.trader(line.strip(), step)
            show.said(give(conversation, step, Path()))
        except (ScriptError, click.ClickException) as wrong:
            click.secho(str(wrong), fg="red", err=True)


class Shower:
    """Prints a conversation, for people or as JSON lines."""

    def __init__(
        self, conversation: Conversation, abilities: Abilities, as_json: bool, write: Callable[[str], Any] = click.echo
    ) -> None:
        self.conversation = conversation
        self.abilities = abilities
        self.as_json = as_json
        self._write = write

    def said(self, says: Iterable[Say]) -> None:
        """What the bot says."""
        for say in says:
            for message in self._messages(say):
                if self.as_json:
                    self._json(self.line(message))
                else:
                    self._tell(message)

    def _messages(self, say: Say) -> list[Message]:
        session = self.conversation.session
        return render(say, self.conversation.flow, session.language, self.abilities, library.words())

    def line(self, message: Message) -> dict[str, Any]:
        """A message as `--json` shows it."""
        progress = message.progress
        return {
            "from": "bot",
            "step": display_path(self.conversation.session, message.step),
            "kind": message.kind,
            "text": message.text,
            "options": [{"id": one.id, "label": one.label} for one in message.options],
            "problem": message.problem,
            "progress": {"at": progress.at, "of": progress.of} if progress is not None else None,
        }

    def trader(self, line: str, step: Step) -> None:
        """What the trader does; people at a terminal have just typed it."""
        asked = self.conversation.session.asked
        if self.as_json:
            self._json(
                {
                    "from": "trader",
                    "step": display_path(self.conversation.session, asked.path) if asked else None,
                    "text": line,
                }
            )
        elif not sys.stdin.isatty():
            self._write(click.style(f"> {line}", fg="green"))

    def _tell(self, message: Message) -> None:
        head = (
            f"{message.progress.at}/{message.progress.of}  "
            if message.progress is not None and message.kind == "question"
            else ""
        )
        colour = {"problem": "yellow", "warning": "yellow", "receipt": "green"}.get(message.kind)
        self._write(click.style(head, dim=True) + click.style(message.text, fg=colour))
        for number, option in enumerate(message.options, 1):
            mark = click.style(f"  {number}. ", dim=True)
            self._write(f"{mark}{option.label}" + click.style(f"  [{option.id}]", dim=True))

    def result(self) -> None:
        """How it ended."""
        result = self.conversation.result()
        if self.as_json:
            self._json({"result": result})
            return
        self._write(
            click.style(f"-- {result['status']}" + (f" at {result['step']}" if result["step"] else ""), dim=True)
        )
        if result["profile"] is not None:
            self._write(json.dumps(result["profile"], ensure_ascii=False, indent=2))
        if result["score"] is not None:
            self._write(f"score {result['score']['total']} ({result['score']['band']})")

    def _json(self, line: dict[str, Any]) -> None:
        self._write(json_line(line))
