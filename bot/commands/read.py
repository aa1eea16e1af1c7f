"""`saathi read KIND TEXT…` and `saathi detect TEXT…`: what the bot understands of a reply."""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import click

from bot import library
from bot.clock import clock_at
from bot.commands.lines import json_line
from bot.commands.play import open_flow
from flows.answers import Accepted, BareStep, DidYouMean, StepLike, read_answer
from flows.answers.aadhaar import find_aadhaar
from flows.answers.display import display
from flows.kinds import KINDS
from flows.model import Flow, Step
from flows.problems import Problem
from flows.reading import labels_of
from flows.render import problem_text
from locales.commands import read_command
from locales.detect import detect
from locales.languages import LANGUAGES

TOLD = frozenset({"note", "document", "review", "end", "consent"})
READABLE = sorted((set(KINDS) - TOLD) | {"command"})


_AN_OPTION = re.compile(r"--[a-z][a-z-]+")


class OfTexts(click.Command):
    """A command of texts as traders type them: "-500" and "- 5 lakh" are texts; what looks like a misspelt --option is not."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        known = {
            name: isinstance(one, click.Option) and not one.is_flag for one in self.get_params(ctx) for name in one.opts
        }
        options: list[str] = []
        texts: list[str] = []
        rest = iter(args)
        for arg in rest:
            name, given, _ = arg.partition("=")
            if arg == "--":
                texts += rest
            elif name in known or _AN_OPTION.fullmatch(name):
                options.append(arg)
                if known.get(name) and not given:
                    options += itertools.islice(rest, 1)
            else:
                texts.append(arg)
        return super().parse_args(ctx, [*options, "--", *texts])


@click.command("read", cls=OfTexts)
@click.argument("kind", type=click.Choice(READABLE), metavar="KIND")
@click.argument("texts", nargs=-1, required=True)
@click.option(
    "--language", default="en", show_default=True, type=click.Choice([*LANGUAGES]), help="The trader's language."
)
@click.option("--step", "step_name", help="FLOW.STEP whose options and limits to use; FLOW is a name or a file.")
@click.option("--json", "as_json", is_flag=True, help="A JSON object a line (this is also the default).")
@click.option("--now", "now", help="Fix the clock for words such as today.")
def read(
    kind: str, texts: tuple[str, ...], language: str, step_name: str | None, as_json: bool, now: str | None
) -> None:
    """Say what the bot understands of each TEXT as an answer of KIND; with - a line each from standard input.

    \b
    Example: saathi read money "साढ़े बारह लाख" --language hi
             saathi read choice "kapda" --step export_onboarding.products.category
    """  # noqa: D301 - click wants the character itself
    today = clock_at(now)().date()
    flow, step = _step(kind, step_name)
    for text in lines_of(texts):
        click.echo(json_line(understood(kind, text, language, today, flow, step)))


def lines_of(texts: tuple[str, ...]) -> Iterator[str]:
    """The texts given, or the lines of standard input in the place of "-"."""
    for text in texts:
        if text == "-":
            for line in sys.stdin.buffer:
                yield line.decode("utf-8", "surrogateescape").rstrip("\r\n")
        else:
            yield text


def _step(kind: str, name: str | None) -> tuple[Flow | None, StepLike]:
    if name is None:
        if kind in ("choice", "choices"):
            raise click.UsageError(f"{kind} wants --step FLOW.STEP: its options are there")
        return None, BareStep(kind)
    flow_name, step_id = _parted(name)
    flow = open_flow(flow_name)
    step = flow.by_id.get(step_id)
    if step is None:
        raise click.UsageError(f"{flow_name} has no step {step_id!r}; it has: {', '.join(flow.by_id)}")
    if step.kind != kind:
        raise click.UsageError(f"{name} is of kind {step.kind}, not {kind}")
    return flow, step


def _parted(name: str) -> tuple[str, str]:
    """Flow and step of "shop.colour", "shop.items.colour", "folder/shop.yaml.items.colour"."""
    in_file = re.fullmatch(r"(.+?\.ya?ml)\.(.+)", name)
    if in_file:
        return in_file[1], in_file[2]
    flow, _, step = name.partition(".")
    return flow, step


def understood(kind: str, text: str, language: str, today: date, flow: Flow | None, step: StepLike) -> dict[str, Any]:
    """One line of the answer."""
    if kind == "command":
        found = read_command(text, language)
        return {"ok": True, "value": found, "display": found or ""}
    if find_aadhaar(text, kind):
        return _refusal(Problem("aadhaar"), language)
    labels = labels_of(flow, step, language) if flow is not None and isinstance(step, Step) else None
    match read_answer(step, text, language, today, labels):
        case Accepted(value, _, caution):
            line = {"ok": True, "value": value, "display": display(step, value, language, labels)}
            if caution is not None:
                line["caution"] = caution.key
            return line
        case DidYouMean(candidates, why):
            shown = [display(step, one, language, labels) for one in candidates]
            return {**_refusal(why, language, shown), "did_you_mean": list(candidates)}
        case Problem() as why:
            return _refusal(why, language)


def _refusal(why: Problem, language: str, meant: Sequence[str] = ()) -> dict[str, Any]:
    say = [problem_text(why, language, library.words())]
    if len(meant) == 1:
        say.append(library.words().say("did-you-mean", language, {"value": meant[0]}))
    elif meant:
        say += [library.words().say("did-you-mean-one", language, {}), " / ".join(meant)]
    return {"ok": False, "problem": why.key, "say": " ".join(say)}


@click.command("detect", cls=OfTexts)
@click.argument("texts", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="A JSON object a line (this is also the default).")
def detect_command(texts: tuple[str, ...], as_json: bool) -> None:
    """Say in which language each TEXT is; with - a line each from standard input.

    \b
    Example: saathi detect "मला मदत हवी आहे" "mujhe madad chahiye"
    """  # noqa: D301 - click wants the character itself
    for text in lines_of(texts):
        found = detect(text)
        line = {
            "language": found.language,
            "script": found.script,
            "sure": found.sure,
            "candidates": list(found.candidates),
        }
        click.echo(json_line(line))
