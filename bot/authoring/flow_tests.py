"""Authors' tests: conversations beside a flow, as `<flow>.test.txt`, run by `saathi flow test`.

A test begins with `== its name`, perhaps `== its name | hi` for the language to begin in. Lines are inputs as in a script of
`saathi play`; a line beginning with `?` says what must be true then:

    ? step gstin              the question that stands now        ? not asked gstin      it was not asked in this test
    ? kind problem            of the last thing said              ? problem gstin-check  its key
    ? says PAN                the last turn's words hold this      ? option yes           it can be pressed now
    ? status completed        of the session                      ? answer gstin.state_code = 27
    ? no answer gstin         nothing is stored there
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from bot import library
from bot.conversation import Conversation
from bot.script import ScriptError, SendFiles, read_line
from flows.abilities import TERMINAL
from flows.effects import Say
from flows.model import Flow
from flows.profile import display_path
from flows.render import render


@dataclass(frozen=True, slots=True)
class Outcome:
    """One test: passed if `failure` is empty. `line` counts from 1."""

    name: str
    file: str
    line: int
    failure: str = ""


@dataclass(slots=True)
class _Run:
    conversation: Conversation
    said: list[Say] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)

    def take(self, said: list[Say]) -> None:
        self.said = said
        for say in said:
            if say.kind in ("question", "confirm", "review") and say.step is not None:
                path = display_path(self.conversation.session, say.step)
                if path is not None:
                    self.asked.add(path)

    def words(self) -> str:
        session = self.conversation.session
        return "\n".join(
            message.text
            for say in self.said
            for message in render(say, self.conversation.flow, session.language, TERMINAL, library.words())
        )


def run_tests(flow: Flow, text: str, file: str, clock: Callable[[], datetime]) -> Iterator[Outcome]:
    """Every test of a file, in order. Files that a test sends are looked for beside it."""
    beside = Path(file).parent
    for name, language, lines in _tests(text):
        start = lines[0][0] if lines else 1
        conversation = Conversation(flow, clock, language)
        run = _Run(conversation)
        run.take(conversation.open())
        failure, at = "", start
        for number, line in lines:
            failure = _step(run, line, number, beside)
            if failure:
                at = number
                break
        yield Outcome(name, file, at, failure)


def _tests(text: str) -> Iterator[tuple[str, str, list[tuple[int, str]]]]:
    name, language, lines = "", "en", list[tuple[int, str]]()
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if line.startswith("=="):
            if name:
                yield name, language, lines
            name, _, code = (part.strip() for part in line[2:].partition("|"))
            language, lines = code or "en", []
        elif line and not line.startswith("#"):
            name = name or "unnamed"
            lines.append((number, line))
    if name:
        yield name, language, lines


def _step(run: _Run, line: str, number: int, beside: Path) -> str:
    """What is wrong after this line; empty if nothing is."""
    if line.startswith("?"):
        return _expect(run, line[1:].strip())
    try:
        step = read_line(line, number)
        if isinstance(step, SendFiles):
            run.take(run.conversation.send([beside / name for name in step.names]))
        else:
            run.take(run.conversation.give(step))
    except ScriptError as wrong:
        return str(wrong)
    except OSError as wrong:
        return f"{wrong.filename} cannot be read: {wrong.strerror}"
    return ""


def _expect(run: _Run, wanted: str) -> str:
    verb, _, rest = wanted.partition(" ")
    rest = rest.strip()
    if verb in ("not", "no"):
        return _expect_not(run, rest)
    session = run.conversation.session
    match verb:
        case "step":
            asked = display_path(session, session.asked.path) if session.asked is not None else None
            return _same("the question", asked, rest)
        case "status":
            return _same("the status", session.status, rest)
        case "kind":
            return _same("the kind", run.said[-1].kind if run.said else None, rest)
        case "problem":
            return _same("the problem", next((say.problem for say in run.said if say.problem), None), rest)
        case "says":
            return "" if rest in run.words() else f"expected the words {rest!r}, said was {run.words()!r}"
        case "option":
            options = [choice.id for say in run.said for choice in say.choices]
            return "" if rest in options else f"expected the option {rest!r}, there are {', '.join(options) or 'none'}"
        case "answer":
            return _expect_answer(run, rest)
        case _:
            return f"there is no expectation {verb!r}: step, status, kind, problem, says, option, answer, no answer, not asked"


def _expect_not(run: _Run, rest: str) -> str:
    verb, _, name = rest.partition(" ")
    if verb == "asked":
        return f"{name} was asked" if name.strip() in run.asked else ""
    value = run.conversation.result()["answers"].get(name.strip())
    return "" if value is None else f"expected no answer to {name.strip()}, there is {value!r}"


def _expect_answer(run: _Run, rest: str) -> str:
    name, mark, value = (part.strip() for part in rest.partition("="))
    answers = run.conversation.result()["answers"]
    found: Any = answers.get(name)
    if found is None and "." in name:
        head, _, field_name = name.rpartition(".")
        holder = answers.get(head)
        found = holder.get(field_name) if isinstance(holder, dict) else None
    if not mark:
        return "" if found is not None else f"expected an answer to {name}, there is none"
    return _same(name, found if isinstance(found, str) else json.dumps(found, ensure_ascii=False), value)


def _same(what: str, found: object, wanted: str) -> str:
    return "" if found == wanted else f"expected {what} to be {wanted!r}, it is {found!r}"
