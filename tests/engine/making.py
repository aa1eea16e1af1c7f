"""Flows, publishes and replies made up at random, so that the laws are not only about flows that somebody wrote.

A made flow is the plain data of a flow file. Every draw comes from one `Random`, which Hypothesis drives and shrinks.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random
from typing import Any, Final

from flows.effects import Say
from flows.faults import DefinitionError
from flows.inputs import (
    Amend,
    Chosen,
    Commanded,
    File,
    HandedBack,
    Input,
    Opened,
    PaperRead,
    Pressed,
    Reminded,
    Sent,
    SharedContact,
    SharedLocation,
    TakenOver,
    Typed,
    Unsupported,
)
from flows.loader import load
from flows.model import Flow
from flows.problems import Problem
from flows.session import Session

Made = dict[str, Any]

KINDS: Final = (
    "text",
    "text",
    "number",
    "choice",
    "choice",
    "yes_no",
    "choices",
    "date",
    "phone",
    "pincode",
    "money",
    "note",
    "document",
    "consent",
    "country",
)
OPTIONS: Final = {"a": "Apples", "b": "Bananas", "c": "Cherries", "d": "Dates"}
GOOD: Final[dict[str, Sequence[str]]] = {
    "text": ("Asha Traders", "Ravi", "27 Nehru Road"),
    "number": ("3", "12", "५०", "2000"),
    "yes_no": ("yes", "no", "haan"),
    "choice": ("apples", "Bananas", "1", "2"),
    "choices": ("apples, bananas", "1", "1 2"),
    "date": ("1 April 2020", "15/08/2019"),
    "phone": ("98123 45678",),
    "pincode": ("422001", "110011"),
    "money": ("₹500", "2 lakh"),
    "country": ("Germany", "UAE"),
    "consent": ("yes", "yes", "yes", "no"),
}
GARBAGE: Final = (
    "",
    " ",
    "?",
    "1",
    "99",
    "yes",
    "no",
    "back",
    "skip",
    "help",
    "keep",
    "done",
    "hello",
    "stop",
    "start",
    "review",
    "language",
    "human",
    "mydata",
    "status",
    "erase",
    "withdraw",
    "more",
    "/",
    "/edit",
    "/edit nothing",
    "/edit s1.1.x1",
    "/erase-yes",
    "/remove s1#1",
    "/withdraw-yes",
    "/right",
    "/submit",
    "/another",
    "/done",
    "/keep",
    "\x00",
    "\ud800",
    "'; drop table",
    "पाँच",
    "{x1}",
    "%s",
    "2345 6789 0124",
    "x" * 5000,
    "👍",
    "\n\n",
    "𝟙",
    "1e999",
    "-1",
    "٣",
    "NaN",
    "/language hi",
    "हिन्दी",
    "/language xx",
)
COMMANDS: Final = (
    "back",
    "back",
    "skip",
    "help",
    "stop",
    "later",
    "review",
    "edit",
    "another",
    "done",
    "remove",
    "keep",
    "right",
    "submit",
    "language",
    "human",
    "mydata",
    "withdraw",
    "erase",
    "status",
    "start",
    "resume",
    "nonsense",
    "erase-yes",
)


@dataclass(slots=True)
class _Known:
    """A step that later conditions may name."""

    name: str
    kind: str
    options: tuple[str, ...] = ()
    section: str = ""
    """The repeat that it is in, if it is in one."""


@dataclass(slots=True)
class _Maker:
    rng: Random
    known: list[_Known] = field(default_factory=list)
    repeats: list[str] = field(default_factory=list)
    made: int = 0

    def flow(self) -> Made:
        sections = [self.section(number) for number in range(1, self.rng.randint(2, 4))]
        last = [{"step": "look_over", "kind": "review", "ask": "All right?"}] if self.rng.random() < 0.7 else []
        if last and self.rng.random() < 0.2:
            last.append({"step": "after", "kind": "yes_no", "ask": "And now?"})
        last.append({"step": "over", "kind": "end", "say": "Thank you."})
        sections.append({"section": "closing", "title": "Closing", "steps": last})
        return {"flow": "made", "title": "Made", "sections": sections}

    def section(self, number: int) -> Made:
        name = f"s{number}"
        made: Made = {"section": name, "title": f"Section {number}"}
        if number > 1 and self.rng.random() < 0.3:
            made["when"] = self.condition("")
        inside = ""
        if self.rng.random() < 0.35:
            inside = name
            least = self.rng.randint(0, 2)
            made["repeat"] = {
                "at_least": least,
                "at_most": max(1, least + self.rng.randint(0, 2)),
                "another": "More?",
                "item": "Thing",
            }
        made["steps"] = [self.step(inside) for _ in range(self.rng.randint(1, 4))]
        if inside:
            self.repeats.append(name)
        return made

    def step(self, inside: str) -> Made:
        self.made += 1
        rng, bare = self.rng, f"x{self.made}"
        kind = rng.choice(KINDS)
        made: Made = {"step": bare, "kind": kind, "say" if kind == "note" else "ask": f"Words of {bare}?"}
        if self.visible(inside) and rng.random() < 0.4:
            made["when"] = self.condition(inside)
        options: tuple[str, ...] = ()
        if kind in ("choice", "choices"):
            options = tuple(rng.sample(sorted(OPTIONS), rng.randint(2, 4)))
            made["options"] = {option: OPTIONS[option] for option in options}
        if kind == "consent":
            made |= {"notice": "We keep this.", "notice_version": 1, "purpose": f"purpose_{bare}"}
            made["required"] = rng.random() < 0.5
        if kind not in ("note",) and rng.random() < 0.35:
            made["skippable"] = True
        if kind == "document":
            texts = [one for one in self.known if one.kind in ("text", "number") and one.section == inside]
            made["paper"] = "other"
            if texts and rng.random() < 0.5:
                made["reads"] = {"legal_name": rng.choice(texts).name.rpartition(".")[2]}
            if rng.random() < 0.3:
                made["count"] = {"at_least": rng.randint(1, 2), "at_most": 3}
        same = [one for one in self.known if one.kind == kind and one.section in ("", inside)]
        if kind in ("text", "number", "date", "phone") and same and rng.random() < 0.3:
            made["derive" if rng.random() < 0.3 else "suggest"] = _bare(rng.choice(same), inside)
            if "derive" in made:
                made.pop("skippable", None)
        me = _Known(f"{inside}.{bare}" if inside else bare, kind, options, inside)
        if kind != "note":
            self.known.append(me)
            if rng.random() < 0.3:
                level = rng.choice(("must", "should"))
                made["checks"] = [{level: self.about(me, inside), "say": f"{bare} looks odd."}]
        return made

    def visible(self, inside: str) -> list[_Known]:
        return [one for one in self.known if one.kind != "note"]

    def about(self, me: _Known, inside: str) -> str:
        others = [one for one in self.visible(inside) if one is not me]
        if others and self.rng.random() < 0.6:
            return f"{self.atom(me, inside)} or {self.atom(self.rng.choice(others), inside)}"
        return self.atom(me, inside)

    def condition(self, inside: str) -> str:
        seen = self.visible(inside)
        if not seen:
            return "year() > 2000"
        first = self.atom(self.rng.choice(seen), inside)
        chance = self.rng.random()
        if chance < 0.6:
            return first
        if chance < 0.75:
            return f"not ({first})"
        return f"{first} {self.rng.choice(('and', 'or'))} {self.atom(self.rng.choice(seen), inside)}"

    def atom(self, one: _Known, inside: str) -> str:
        rng = self.rng
        outside = bool(one.section) and one.section != inside
        name = one.name if outside else _bare(one, inside)
        match one.kind:
            case "choice":
                said = f'{name} {rng.choice(("==", "!="))} "{rng.choice(one.options)}"'
            case "choices":
                said = f'"{rng.choice(one.options)}" in {name}'
            case "yes_no":
                said = f'{name} == "{rng.choice(("yes", "no"))}"'
            case "number":
                said = f"{name} > {rng.choice((5, 40))}"
            case "date":
                said = f"{name}.year < 2020"
            case "consent":
                said = f'{name}.choice == "yes"'
            case "document":
                said = f'{name}.verdict == "ok"'
            case _:
                said = f"answered({name})"
        if not outside:
            return said
        if one.section in self.repeats and rng.random() < 0.2:
            return f"count({one.section}) > {rng.randint(0, 2)}"
        return f"{rng.choice(('any', 'all'))}({said})"


def _bare(one: _Known, inside: str) -> str:
    return one.name.removeprefix(f"{inside}.") if inside else one.name


def make_flow(rng: Random) -> tuple[Made, Flow]:
    """A flow that loads. What the loader refuses (it is stricter than this maker) is made anew."""
    for _ in range(20):
        made = _Maker(rng).flow()
        flow = flow_of_made(made, 1)
        if flow is not None:
            return made, flow
    plain = {
        "flow": "made",
        "title": "Made",
        "sections": [{"section": "s1", "title": "One", "steps": [{"step": "x1", "kind": "text", "ask": "Words?"}]}],
    }
    flow = flow_of_made(plain, 1)
    assert flow is not None
    return plain, flow


def flow_of_made(made: Made, version: int) -> Flow | None:
    """The flow of made data; None where the loader refuses it. JSON is YAML too."""
    return _loaded(json.dumps(made), version)


@lru_cache(maxsize=512)
def _loaded(text: str, version: int) -> Flow | None:
    try:
        return load(text, "made.yaml", version)
    except DefinitionError:
        return None


def publish(rng: Random, made: Made, version: int) -> tuple[Made, Flow]:
    """Another version: steps come, go, are renamed, change kind, options, whether they can be skipped, their notice; sections are
    renamed, begin and cease to repeat.
    """
    for _ in range(6):
        changed = copy.deepcopy(made)
        for _ in range(rng.randint(1, 3)):
            _change(rng, changed, version)
        flow = flow_of_made(changed, version)
        if flow is not None:
            return changed, flow
    flow = flow_of_made(made, version)
    assert flow is not None
    return made, flow


def _change(rng: Random, made: Made, version: int) -> None:
    section = rng.choice(made["sections"])
    steps: list[Made] = section["steps"]
    place = rng.randrange(len(steps))
    step = steps[place]
    match rng.randrange(11):
        case 0 if len(steps) > 1 and step["kind"] != "end":
            steps.pop(place)
        case 1:
            steps.insert(
                place,
                {"step": f"n{version}_{rng.randrange(1000)}", "kind": rng.choice(("text", "yes_no")), "ask": "New?"},
            )
        case 2 if step["kind"] not in ("end", "review"):
            old = step["step"]
            step["step"], step["was"] = f"{old}_r{version}", old
        case 3:
            step["skippable"] = not step.get("skippable", False)
        case 4 if step.get("options"):
            gone = rng.choice(sorted(step["options"]))
            label = step["options"].pop(gone)
            if rng.random() < 0.5:
                step["options"][f"{gone}{version}"] = {
                    "label": label if isinstance(label, str) else "Renamed",
                    "was": gone,
                }
        case 5 if step["kind"] == "consent":
            step["notice_version"] += 1
        case 6 if step["kind"] in ("text", "number", "phone"):
            step["kind"] = rng.choice(("text", "number", "phone"))
            step.pop("derive", None)
            step.pop("suggest", None)
        case 7:
            step.pop("when", None)
        case 8 if "repeat" in section:
            section["repeat"]["at_least"] = rng.randint(0, section["repeat"]["at_most"])
        case 9 if "repeat" in section:
            old = section["section"]
            section["section"], section["was"] = f"{old}_r{version}", old
        case 10 if any(each["kind"] in ("end", "review") for each in steps) is False:
            repeat = section.pop("repeat", None)
            if repeat is None:
                section["repeat"] = {"at_least": 1, "at_most": 3, "another": "More?", "item": "Thing"}


# ── What happens ────────────────────────────────────────────────────────────────────────────────────────────────────


def choices_of(said: Sequence[Say]) -> Iterator[Pressed | Chosen]:
    """Every button of what was said, with its token."""
    for say in said:
        for choice in say.choices:
            yield Pressed(choice.id, say.step, say.prompt)


def good_reply(rng: Random, flow: Flow, session: Session, said: Sequence[Say]) -> Input:
    """What a willing trader does about the present question."""
    asking = next((say for say in reversed(said) if say.step is not None), None)
    if session.asked is None or asking is None:
        return Opened()
    step = flow.by_id.get(_definition(session.asked.path))
    buttons = list(choices_of([asking]))
    if step is None or session.pending is not None or step.kind == "review" or (buttons and rng.random() < 0.4):
        if step is None:
            return Commanded(rng.choice(("another", "done", "done")))
        return rng.choice(buttons) if buttons else Commanded("done")
    if step.kind == "document":
        return sent(rng)
    if step.skippable and rng.random() < 0.15:
        return Commanded("skip")
    if step.kind == "choices":
        taken = rng.sample(step.options, rng.randint(1, len(step.options)))
        return Chosen(tuple(option.id for option in taken), session.asked.path, session.asked.prompt)
    return Typed(rng.choice(GOOD.get(step.kind, ("something",))))


def any_input(
    rng: Random, flow: Flow, session: Session, heard: Sequence[Say], files: Sequence[tuple[str, str]]
) -> Input:
    """Anything at all, from anybody: stale and foreign buttons, nonsense, commands, files, what other parts of the system send."""
    paths = [
        *session.answers,
        *session.reopened,
        *flow.by_id,
        *flow.section_of,
        "s1#1",
        "s1#9.x1",
        "nowhere",
        "x#y.z",
        "",
    ]
    match rng.randrange(16):
        case 0 | 1:
            return Typed(rng.choice(GARBAGE))
        case 2:
            return Typed(rng.choice(GOOD[rng.choice(sorted(GOOD))]))
        case 3 | 4:
            old = list(choices_of(heard[-12:]))
            return rng.choice(old) if old else Pressed("yes")
        case 5:
            return Pressed(
                rng.choice(("a", "yes", "no", "/right", "/keep", "old", "new", "1", "zz", "")),
                rng.choice([*paths, None]),
                rng.choice((None, 0, session.prompt, 7)),
            )
        case 6:
            return Chosen(
                tuple(rng.sample(("a", "b", "zz", "/skip"), rng.randint(0, 3))),
                rng.choice([*paths, None]),
                rng.choice((None, session.prompt)),
            )
        case 7 | 8:
            name = rng.choice(COMMANDS)
            return Commanded(
                name,
                rng.choice([*paths, None, "hi", "s1.1", "s1.1.x1"]) if name in ("edit", "remove", "language") else None,
            )
        case 9:
            return sent(rng)
        case 10:
            return rng.choice(
                (
                    SharedContact("+919812345678"),
                    SharedContact("junk"),
                    SharedContact("123", own=False),
                    SharedLocation(12.9, 77.6),
                    SharedLocation(0, 0, "422001"),
                    Unsupported("voice"),
                    Unsupported("?"),
                )
            )
        case 11 if files:
            return reading(rng, *rng.choice(files))
        case 12:
            return rng.choice((Opened(), Reminded(1), Reminded(2)))
        case 13:
            return rng.choice(
                (TakenOver(), HandedBack(), HandedBack(), Amend((rng.choice(paths),), "again"), Amend(()))
            )
        case _:
            return good_reply(rng, flow, session, heard[-4:])


def sent(rng: Random) -> Sent:
    """A file or an album; sometimes one that cannot be used."""
    files = []
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        number = rng.randrange(6)
        bad = Problem("file-empty") if rng.random() < 0.1 else None
        files.append(File(f"f{number}", "image/jpeg", 1000 + number, f"{number:064d}", "photo.jpg", bad))
    return Sent(tuple(files), rng.choice(("", "", "my paper")))


def reading(rng: Random, path: str, file_id: str) -> PaperRead:
    """What comes of reading a file."""
    if rng.random() < 0.3:
        return PaperRead(path, file_id, "ask_again", (Problem("file-broken"),) if rng.random() < 0.5 else ())
    fields = {"legal_name": rng.choice(("Sharma Handicrafts", "45", "Ravi"))} if rng.random() < 0.7 else {}
    return PaperRead(path, file_id, "ok", (), fields, None, 1)


def _definition(path: str) -> str:
    from flows.draft import split_path

    return split_path(path)[0]
