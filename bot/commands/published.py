"""`saathi flow list|publish|diff|rollback|pull|replay`: the versions in the database. They run beside a server: it notices by itself."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from bot.authoring.difference import DiffLine, difference
from bot.authoring.drafts import flow_of, prepare, publish_prepared, translations_for
from bot.authoring.publish import Forecast, faults_of, forecast, roll_back, seed
from bot.authoring.replay import LIMIT, replay
from bot.commands.opened import now_option, opened
from bot.library import packaged_flows
from bot.shelf import compiled
from flows.faults import DefinitionError, Fault
from flows.loader import read
from flows.model import Flow
from flows.report import report
from storage import flow_versions, sessions
from storage.database import Database
from storage.flow_versions import FlowVersion
from storage.times import iso
from storage.transaction import Transaction

AUTHOR = "command line"
json_option = click.option("--json", "as_json", is_flag=True, help="JSON, for programs.")


@contextmanager
def shelf(now: str | None = None) -> Iterator[Database]:
    """The database with its versions. A new one has the packaged flows as their first, as the server would find it."""
    with opened(now) as database:
        known = database.view(flow_versions.live_numbers)
        if any(one.name.removesuffix(".yaml") not in known for one in packaged_flows()):
            with database.write() as tx:
                seed(tx)
        yield database


@click.command("list")
@json_option
def list_flows(as_json: bool) -> None:
    """The flows that are published, each with its live version and how many people are inside.

    Example: saathi flow list --json
    """
    with shelf() as database, database.read() as tx:
        inside: dict[str, int] = {}
        for flow, _, status, number in sessions.counts(tx):
            inside[flow] = inside.get(flow, 0) + (number if status == "open" else 0)
        found = [_line(tx, one, inside.get(one.flow, 0)) for one in flow_versions.all_live(tx)]
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for one in found:
        note = "; ".join(one["note"].splitlines())
        click.echo(f"{one['flow']:<28} version {one['version']} of {one['versions']}, {one['inside']} inside  {note}")


def _line(tx: Transaction, live: FlowVersion, inside: int) -> dict[str, Any]:
    history = flow_versions.history(tx, live.flow)
    return {
        "flow": live.flow,
        "title": compiled(live).title,
        "version": live.version,
        "versions": len(history),
        "inside": inside,
        "note": live.note,
        "author": live.author,
        "published_at": iso(live.published_at),
    }


# Publishing -----------------------------------------------------------------------------------------------------------


@click.command("publish")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--note", help="What changes, and why; kept in the history.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@json_option
@now_option
def publish_flow(path: Path, note: str | None, yes: bool, as_json: bool, now: str | None) -> None:
    """Check a flow file and make it the live version, after telling what that does to the people inside.

    A file with errors is refused, with all of them. At a terminal it asks before it publishes.

    Example: saathi flow publish export_onboarding.yaml --note "Asks for the IEC later"
    """
    text = _text(path)
    faults = faults_of(text, str(path))
    if any(fault.level == "error" and fault.file == str(path) for fault in faults):
        _refuse(faults, as_json)
    with shelf(now) as database:
        with database.read() as tx:
            draft, live = _draft(tx, text, str(path))
            seen = forecast(tx, draft)
        prepared = prepare(text, str(path), live)
        if not as_json:
            _tell_faults(faults)
            _tell_forecast(draft.id, live, seen)
            if not yes and sys.stdin.isatty():
                click.confirm("Publish?", abort=True)
        with database.write() as tx:
            made = publish_prepared(tx, prepared, note=note or f"from {path.name}", author=AUTHOR)
    changed = live is None or made.version != live.version
    if as_json:
        click.echo(
            json.dumps(
                {
                    "flow": made.flow,
                    "version": made.version,
                    "changed": changed,
                    "faults": [fault.as_json() for fault in faults],
                    "forecast": forecast_json(seen),
                },
                ensure_ascii=False,
            )
        )
    elif changed:
        click.secho(f"{made.flow}: version {made.version} is live", fg="green")
    else:
        click.echo(f"{made.flow}: the same as version {made.version}, which is live; nothing was published")


def _refuse(faults: list[Fault], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"faults": [fault.as_json() for fault in faults]}, ensure_ascii=False))
    else:
        click.echo(report(faults, "text"))
    raise click.ClickException("not published: the errors come first")


def _tell_faults(faults: list[Fault]) -> None:
    if faults:
        click.echo(report(faults, "text"), err=True)


def _draft(tx: Transaction, text: str, name: str) -> tuple[Flow, FlowVersion | None]:
    """The draft as it would run, and what it would replace. Raises click.ClickException with the faults."""
    try:
        named = read(text, name).flow
        live = flow_versions.live(tx, named.id) if named is not None else None
        version = max((one.version for one in flow_versions.history(tx, named.id)), default=0) + 1 if named else 1
        return flow_of(text, named.id if named else name, version, translations_for(text, live)), live
    except DefinitionError as wrong:
        raise click.ClickException(f"{name} has faults:\n{wrong}") from None


def forecast_json(seen: Forecast) -> dict[str, Any]:
    """For programs."""
    return {
        "inside": seen.inside,
        "unchanged": seen.unchanged,
        "asked_something_else": seen.asked_something_else,
        "to_confirm": seen.to_confirm,
        "set_aside": seen.set_aside,
        "by_step": dict(seen.by_step),
    }


def _tell_forecast(flow: str, live: FlowVersion | None, seen: Forecast) -> None:
    if live is None:
        click.echo(f"{flow} is new: nobody is inside.")
        return
    if not seen.inside:
        click.echo("Nobody is inside: nobody notices anything.")
        return
    click.echo(f"{seen.inside} people are inside; {seen.unchanged} of them notice nothing.")
    for number, what in (
        (seen.asked_something_else, "are asked something else next"),
        (seen.to_confirm, "answers no longer fit and are offered again"),
        (seen.set_aside, "answers are set aside, their step is gone"),
    ):
        if number:
            click.echo(f"  {number:>5} {what}")
    for step, number in seen.by_step.items():
        click.echo(f"  {number:>5} at {step}")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise click.ClickException(f"{path} is not UTF-8 text") from None
    except OSError as wrong:
        raise click.ClickException(f"{path} cannot be read: {wrong.strerror}") from None


# Comparing, going back, taking a copy ---------------------------------------------------------------------------------


@click.command("diff")
@click.argument("flow")
@click.argument("old", type=int, required=False)
@click.argument("new", type=int, required=False)
@json_option
def diff(flow: str, old: int | None, new: int | None, as_json: bool) -> None:
    """What changed in a flow's text: between two versions, from a version to the live one, or from the live one to a file.

    \b
    Example: saathi flow diff export_onboarding 1 2
             saathi flow diff export_onboarding
             saathi flow diff my_flow.yaml
    """  # noqa: D301 - click wants the character itself
    with shelf() as database, database.read() as tx:
        if flow.endswith((".yaml", ".yml")):
            before, after, names = _against_file(tx, Path(flow))
        else:
            before, after, names = _versions(tx, flow, old, new)
    lines = difference(before, after)
    if as_json:
        told = {
            "from": names[0],
            "to": names[1],
            "changed": bool(lines),
            "lines": [_shown(line) for line in lines],
        }
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    click.echo(f"--- {names[0]}\n+++ {names[1]}")
    for line in lines:
        click.secho(_shown(line), fg={"+": "green", "-": "red", "@": "cyan"}.get(line.mark))


def _shown(line: DiffLine) -> str:
    return line.text if line.mark == "@" else line.mark + line.text


def _against_file(tx: Transaction, path: Path) -> tuple[str, str, tuple[str, str]]:
    text = _text(path)
    _, live = _draft(tx, text, str(path))
    name = f"{live.flow} version {live.version}" if live is not None else "(not published)"
    return live.definition if live is not None else "", text, (name, str(path))


def _versions(tx: Transaction, flow: str, old: int | None, new: int | None) -> tuple[str, str, tuple[str, str]]:
    """Without numbers, the live version against the one before it."""
    live = _live(tx, flow)
    after = live if new is None else _version(tx, flow, new)
    number = old if old is not None else max(1, after.version - 1)
    before = _version(tx, flow, number)
    return before.definition, after.definition, (f"{flow} version {before.version}", f"{flow} version {after.version}")


def _live(tx: Transaction, flow: str) -> FlowVersion:
    found = flow_versions.live(tx, flow)
    if found is None:
        names = ", ".join(sorted(flow_versions.live_numbers(tx)))
        raise click.ClickException(f"no version of {flow} is published; there are: {names}")
    return found


def _version(tx: Transaction, flow: str, number: int) -> FlowVersion:
    found = flow_versions.find(tx, flow, number)
    if found is None:
        there = ", ".join(str(one.version) for one in reversed(flow_versions.history(tx, flow)))
        raise click.ClickException(f"{flow} has no version {number}; there are: {there or 'none'}")
    return found


@click.command("rollback")
@click.argument("flow")
@click.argument("version", type=int, required=False)
@click.option("--note", default="", help="Why it goes back; kept in the history.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@json_option
@now_option
def rollback(flow: str, version: int | None, note: str, yes: bool, as_json: bool, now: str | None) -> None:
    """Make an earlier version of FLOW live again; without VERSION, the one before the live one.

    Answers that were set aside are found again; nobody loses any.

    Example: saathi flow rollback export_onboarding 1 --note "The new question confused people"
    """
    with shelf(now) as database:
        with database.read() as tx:
            live = _live(tx, flow)
            number = version if version is not None else live.version - 1
            if number < 1:
                raise click.ClickException(f"{flow} is at its first version: there is nothing to go back to")
            wanted = compiled(_version(tx, flow, number))
            seen = forecast(tx, wanted)
        if not as_json:
            _tell_forecast(flow, live, seen)
            if not yes and sys.stdin.isatty():
                click.confirm(f"Go back from version {live.version} to {number}?", abort=True)
        with database.write() as tx:
            made = roll_back(tx, flow, number, note, AUTHOR)
    if as_json:
        told = {"flow": flow, "version": made.version, "from": live.version, "forecast": forecast_json(seen)}
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        click.secho(f"{flow}: version {made.version} is live", fg="green")


@click.command("pull")
@click.argument("flow")
@click.option("--version", "version", type=int, help="Another version than the live one.")
@click.option(
    "--out", type=click.Path(path_type=Path), help="Where to write; FLOW.yaml here unless given, - for the screen."
)
@click.option("--force", is_flag=True, help="Write over a file that says something else.")
@json_option
def pull(flow: str, version: int | None, out: Path | None, force: bool, as_json: bool) -> None:
    """Write a published version's text to a file, to be edited and published again.

    Example: saathi flow pull export_onboarding --out flows/export_onboarding.yaml
    """
    with shelf() as database, database.read() as tx:
        found = _live(tx, flow) if version is None else _version(tx, flow, version)
    if out is not None and str(out) == "-":
        click.echo(found.definition, nl=False)
        return
    path = out or Path(f"{flow}.yaml")
    path = path / f"{flow}.yaml" if path.is_dir() else path
    if path.exists() and not force and _text(path) != found.definition:
        raise click.ClickException(
            f"{path} is there and says something else: `saathi flow diff {path}` shows what; --force writes over it"
        )
    try:
        path.write_text(found.definition, encoding="utf-8", newline="\n")
    except OSError as wrong:
        raise click.ClickException(f"{path} cannot be written: {wrong.strerror}") from None
    if as_json:
        click.echo(json.dumps({"flow": flow, "version": found.version, "file": str(path)}))
    else:
        click.echo(f"{path}: version {found.version} of {flow}")


# Replaying ------------------------------------------------------------------------------------------------------------


@click.command("replay")
@click.argument("draft")
@click.option(
    "--limit", default=LIMIT, show_default=True, type=click.IntRange(1, 100_000), help="The latest conversations."
)
@json_option
def replay_draft(draft: str, limit: int, as_json: bool) -> None:
    """Give a draft what real people said: for how many something would change, and where first. Nothing is stored, no value is shown.

    Example: saathi flow replay export_onboarding.yaml --limit 500
    """
    text = _text(Path(draft))
    faults = faults_of(text, draft)
    if any(fault.level == "error" and fault.file == draft for fault in faults):
        _refuse(faults, as_json)
    with shelf() as database, database.read() as tx:
        made, live = _draft(tx, text, draft)
        if live is None:
            raise click.ClickException(f"no version of {made.id} is published: there is nothing to replay")
        done = replay(tx, compiled(live), made, limit)
    if as_json:
        click.echo(json.dumps({"flow": made.id, "version": live.version, **done.as_json()}, ensure_ascii=False))
        return
    click.echo(f"{done.conversations} conversations, {done.inputs} inputs: {done.changed} would have gone otherwise")
    for at, there, number in done.first_changes:
        click.echo(f"  {number:>5} first at {at}, where the draft has {there}")
    if done.left_out:
        click.echo(f"  {done.left_out:>5} left out: erased, or nothing of them was kept")


COMMANDS = (list_flows, publish_flow, diff, rollback, pull, replay_draft)
