"""`saathi flow …`: check, test, draw and publish flows."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from bot import library
from bot.authoring.flow_tests import Outcome, run_tests
from bot.clock import clock_at
from bot.commands.play import open_flow
from bot.commands.published import COMMANDS
from bot.i18n.faults import bot_faults, translations_fit
from flows.checker import check_text
from flows.faults import Fault
from flows.fit import labels_fit
from flows.graph import mermaid, svg
from flows.report import FORMATS, Format, report
from flows.schema import schema_json


@click.group("flow")
def flow() -> None:
    """Check, test, draw and publish flows.

    Example: saathi flow check
    """


@flow.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format", "form", default="text", show_default=True, type=click.Choice(FORMATS), help="How to write the faults."
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
def check(paths: tuple[Path, ...], form: Format, as_json: bool) -> None:
    """Find everything wrong with flow files before anybody is inside; without PATH, with all that come with Saathi, and with
    the translations of the bot's own words.

    Ends with 1 if there is an error.

    \b
    Example: saathi flow check my_flow.yaml
             saathi flow check flows/ --format github
    """  # noqa: D301 - click wants the character itself
    faults = [fault for name, text in texts_of(paths) for fault in faults_of(text, name)]
    faults += [] if paths else bot_faults()
    form = "json" if as_json else form
    written = report(faults, form)
    if written:
        click.echo(written)
    sys.exit(1 if any(fault.level == "error" for fault in faults) else 0)


def faults_of(text: str, name: str) -> list[Fault]:
    """Everything wrong with one flow's text, and with its translations."""
    return check_text(text, name, more=[labels_fit, translations_fit])


def texts_of(paths: Iterable[Path]) -> list[tuple[str, str]]:
    """(name, text) of the files: those given, those in a folder given, or all that come with Saathi."""
    files = [file for path in paths for file in _files(path)]
    if not files and not list(paths):
        return [(f"flows/definitions/{one.name}", one.read_text(encoding="utf-8")) for one in library.packaged_flows()]
    return [(str(file), _text(file)) for file in files]


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(one for one in path.rglob("*.y*ml") if one.suffix in (".yaml", ".yml"))
    if not path.exists() and path.suffix == "":
        try:
            return [Path(library.flow_text(str(path))[1])]
        except FileNotFoundError as wrong:
            raise click.ClickException(str(wrong)) from None
    return [path]


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig", errors="surrogateescape")
    except OSError as wrong:
        raise click.ClickException(f"{file} cannot be read: {wrong.strerror}") from None


@flow.command("test")
@click.argument("names", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="A JSON object a line.")
@click.option(
    "--now", "now", default="2026-11-23T09:00:00Z", show_default=True, help="The time at which the tests run."
)
def test(names: tuple[str, ...], as_json: bool, now: str) -> None:
    """Run the conversations beside flows (FLOW.test.txt); without NAME, of all that come with Saathi.

    \b
    Example: saathi flow test export_onboarding
             saathi flow test my_flow.yaml
    """  # noqa: D301 - click wants the character itself
    failed = ran = 0
    for name in names or [one.name.removesuffix(".yaml") for one in library.packaged_flows()]:
        tested = open_flow(name)
        found = library.tests_of(name)
        if found is None:
            click.secho(f"{name} has no tests: write {Path(name).stem}.test.txt beside it", fg="yellow", err=True)
            continue
        for outcome in run_tests(tested, *found, clock_at(now)):
            ran += 1
            failed += bool(outcome.failure)
            click.echo(_told(outcome, as_json))
    if not as_json:
        click.secho(f"{ran - failed} passed, {failed} failed", fg="red" if failed else "green")
    sys.exit(1 if failed else 0)


def _told(outcome: Outcome, as_json: bool) -> str:
    if as_json:
        return json.dumps(
            {
                "test": outcome.name,
                "file": outcome.file,
                "line": outcome.line,
                "ok": not outcome.failure,
                "failure": outcome.failure,
            },
            ensure_ascii=False,
        )
    if not outcome.failure:
        return click.style("ok    ", fg="green") + outcome.name
    return click.style("FAIL  ", fg="red") + f"{outcome.name}\n      {outcome.file}:{outcome.line}: {outcome.failure}"


@flow.command("graph")
@click.argument("name")
@click.option("--format", "form", default="mermaid", show_default=True, type=click.Choice(["mermaid", "svg"]))
@click.option("--out", type=click.Path(path_type=Path), help="Write here instead of to the screen.")
def graph(name: str, form: str, out: Path | None) -> None:
    """Draw a flow.

    Example: saathi flow graph export_onboarding --format svg --out flow.svg
    """
    drawn = svg(open_flow(name)) if form == "svg" else mermaid(open_flow(name))
    if out is None:
        click.echo(drawn)
        return
    try:
        out.write_text(drawn, encoding="utf-8")
    except OSError as wrong:
        raise click.ClickException(f"{out} cannot be written: {wrong.strerror}") from None
    click.echo(f"{out} written", err=True)


@flow.command("schema")
def schema() -> None:
    """Print the JSON Schema of flow files, for editors.

    Example: saathi flow schema > flow.schema.json
    """
    click.echo(schema_json(), nl=False)


for one in COMMANDS:
    flow.add_command(one)
