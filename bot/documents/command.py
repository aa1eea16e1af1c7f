"""`saathi document inspect FILE`: what the bot would say to this file, and what it would read from it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from bot.documents import ocr
from bot.documents.inspect import inspect
from bot.documents.inspection import DEFAULT, Inspection
from bot.documents.papers import READ_PAPERS, UNREAD_KINDS
from flows.problems import Problem
from locales.document_sentences import DOCUMENT_SENTENCES, named

Say = Callable[[Problem, str], str]
"""(problem, language code) -> what the trader is told."""


def say_in_english(problem: Problem, _language: str) -> str:
    """The source sentence: what is said where a language has no translation."""
    text = DOCUMENT_SENTENCES[problem.key]
    for name, value in named(problem.params, DOCUMENT_SENTENCES.__getitem__).items():
        text = text.replace("{" + name + "}", str(value))
    return text


def document_group(say: Say = say_in_english) -> click.Group:
    """The `document` commands; `say` gives a problem's sentence in a language."""

    @click.group("document", help="Look at papers as the bot does.")
    def document() -> None:
        pass

    @document.command("inspect", epilog="Example: saathi document inspect gst.pdf --kind gst --json")
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option(
        "--kind", type=click.Choice([*READ_PAPERS, *sorted(UNREAD_KINDS)]), help="The paper that was asked for."
    )
    @click.option("--language", default="en", show_default=True, help="Language of the sentences.")
    @click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
    @click.option("--now", "now", help="The time to judge by, as 2026-11-23 or 2026-11-23T09:00:00Z.")
    def inspect_command(file: Path, kind: str | None, language: str, as_json: bool, now: str | None) -> None:
        """Check FILE and read what it says, as when a trader sends it."""
        result = _inspected(_read(file), kind, now)
        shown = _shown(result, say, language)
        click.echo(json.dumps(shown, ensure_ascii=False) if as_json else _told(shown, result))

    return document


def _read(file: Path) -> bytes:
    """One byte more than is allowed is enough to know that it is too large."""
    try:
        with file.open("rb") as opened:
            data = opened.read(DEFAULT.file_bytes + 1)
            return data if len(data) <= DEFAULT.file_bytes else data + b"\x00" * max(file.stat().st_size - len(data), 0)
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror or error}") from error


def _inspected(data: bytes, kind: str | None, now: str | None) -> Inspection:
    try:
        today = (datetime.fromisoformat(now) if now else datetime.now(UTC)).date()
    except ValueError as error:
        raise click.UsageError(f"--now: {error}") from error
    installed = ocr.installed()
    result = inspect(data, kind, today=today)
    if not result.wants_ocr:
        return result
    if not installed:
        return replace(result, notes=(*result.notes, ocr.MISSING))
    return inspect(data, kind, today=today, ocr=ocr.engine())


def _shown(result: Inspection, say: Say, language: str) -> dict[str, Any]:
    plain = result.as_json()
    return {
        **{name: plain[name] for name in ("mime", "bytes", "pages", "sha256", "verdict")},
        "problems": [{"key": problem.key, "say": say(problem, language)} for problem in result.problems],
        "read": plain["read"],
        "paper": result.paper,
        "notes": list(result.notes),
    }


def _told(shown: dict[str, Any], result: Inspection) -> str:
    lines = [f"{shown['mime'] or 'unknown type'}, {shown['bytes']} bytes, {shown['pages']} page(s): {shown['verdict']}"]
    lines += [f"  {problem['key']}: {problem['say']}" for problem in shown["problems"]]
    lines += [f"  {name:<18} {field.value}   ({field.confidence:.2f})" for name, field in result.read.items()]
    lines += [f"  note: {note}" for note in shown["notes"]]
    return "\n".join(lines)


document = document_group()
