"""`saathi document inspect FILE`: what the bot would say to this file, and what it would read from it."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BufferedReader
from pathlib import Path
from typing import Any

import click

from bot.documents.inspection import DEFAULT, Inspection, size_problem
from bot.documents.papers import READ_PAPERS, UNREAD_KINDS
from bot.documents.sniff import sniff
from bot.documents.worker import Inspector
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

    @click.group("document")
    def document() -> None:
        """Look at papers as the bot does.

        Example: saathi document inspect gst.pdf
        """

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
        result = _inspected(file, kind, now)
        shown = _shown(result, say, language)
        click.echo(json.dumps(shown, ensure_ascii=False) if as_json else _told(shown, result))

    return document


def _inspected(file: Path, kind: str | None, now: str | None) -> Inspection:
    """In a worker, as in the server: the command line is not harmed by a hostile file either."""
    try:
        today = (datetime.fromisoformat(now) if now else datetime.now(UTC)).date()
    except ValueError as error:
        raise click.UsageError(f"--now: {error}") from error
    try:
        with file.open("rb") as opened:
            data = opened.read(DEFAULT.file_bytes + 1)
            if len(data) > DEFAULT.file_bytes:
                return _too_large(opened, data)
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror or error}") from error
    return asyncio.run(_in_worker(data, kind, today))


def _too_large(opened: BufferedReader, head: bytes) -> Inspection:
    """Measured and hashed, not loaded."""
    opened.seek(0)
    digest = hashlib.file_digest(opened, "sha256").hexdigest()
    size = opened.tell()
    problem = size_problem(size, DEFAULT)
    return Inspection(sniff(head), size, 0, digest, (problem,) if problem else ())


async def _in_worker(data: bytes, kind: str | None, today: date) -> Inspection:
    inspector = Inspector()
    try:
        return await inspector.inspect(data, kind, today)
    finally:
        await inspector.close()


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
