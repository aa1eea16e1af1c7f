"""What there is to translate: every English text with its context, its place and what its translator should know.

The context is the key: a sentence's key for the bot's own words, the path of ids for a flow's (`export_onboarding.gstin.ask`). It stays
when a step is moved, so its translations stay; when the English under it changes, its translations turn fuzzy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any, BinaryIO, Final, Literal

from flows.fit import limits
from flows.loader import Outline, read
from flows.model import TOLD_KINDS, Flow, Option, Section, Step
from flows.schema import OptionFile
from flows.yaml_text import Keys
from locales.catalog import FillError, Plural, Text, placeholders
from locales.sentences import SENTENCES

Domain = Literal["bot", "flows"]
DOMAINS: Final[tuple[Domain, ...]] = ("bot", "flows")
Part = Literal["text", "question", "notice", "label", "option", "short", "describe", "synonyms", "example", "button"]

SPOKEN_KINDS: Final = frozenset({"text", "number", "money", "date", "country", "countries"})
"""Kinds whose examples are words. A GST number is the same in every language."""
BUTTONS: Final = frozenset(
    "yes no i-agree i-do-not-agree skip keep-it submit add-another no-more no-more-files ask-a-person right-as-it-is none-of-these".split()
)
"""Keys of the bot's words that stand alone on a button."""
ROOM: Final[Mapping[str, int]] = {"telegram.description": 512, "telegram.short-description": 120}
"""Characters that a place outside the conversation has for some of the bot's words (Bot API: setMyDescription and its sister)."""
_MAIN_FILE: Final = "sentences.py"


@dataclass(frozen=True, slots=True)
class Message:
    """One text to translate."""

    context: str
    source: Text
    file: str
    line: int
    col: int
    part: Part = "text"
    comments: tuple[str, ...] = ()
    step: Step | None = None
    option: Option | None = None

    @property
    def optional(self) -> bool:
        """Words that people may type are a help, not a duty."""
        return self.part == "synonyms"

    @property
    def reference(self) -> str:
        return f"{self.file}:{self.line}"


# ── The bot's own words ─────────────────────────────────────────────────────────────────────────────────────────────


def bot_messages() -> list[Message]:
    """The bot's own sentences, in the order of their files."""
    found: list[Message] = []
    folder = resources.files("locales")
    names = sorted(one.name for one in folder.iterdir() if one.name.endswith("_sentences.py"))
    for name in (_MAIN_FILE, *names):
        found += _sentences((folder / name).read_text(encoding="utf-8"), name)
    taken = {message.context for message in found}
    found += [Message(key, text, f"locales/{_MAIN_FILE}", 1, 1) for key, text in SENTENCES.items() if key not in taken]
    return list({message.context: message for message in found}.values())


def _sentences(text: str, name: str) -> Iterator[Message]:
    group = ""
    for number, line in enumerate(text.split("\n"), 1):
        if heading := re.fullmatch(r"    # (.+)", line):
            group = heading[1]
        key = re.match(r'    "([a-z0-9_.-]+)":', line)
        context = _context(key[1], name) if key is not None else None
        if context is None:
            continue
        source = SENTENCES[context]
        part: Part = "button" if context in BUTTONS else "text"
        comments = (*([group] if group else []), *_about(source))
        if part == "button":
            comments = (*comments, "A button: at most 20 characters.")
        if context in ROOM:
            comments = (*comments, f"At most {ROOM[context]} characters.")
        yield Message(context, source, f"locales/{name}", number, 5, part, comments)


def _context(key: str, name: str) -> str | None:
    """The whole key of a sentence; the smaller files leave out what all their keys begin with."""
    prefixes = ("",) if name == _MAIN_FILE else (f"{name.partition('_')[0]}.", "problem.", "")
    return next((prefix + key for prefix in prefixes if prefix + key in SENTENCES), None)


def _about(source: Text) -> tuple[str, ...]:
    texts = (source.one, source.other) if isinstance(source, Plural) else (source,)
    try:
        names = sorted({name for text in texts for name in placeholders(text)})
    except FillError:
        names = []
    return (f"Keep as they are: {', '.join(f'{{{name}}}' for name in names)}",) if names else ()


# ── A flow's words ──────────────────────────────────────────────────────────────────────────────────────────────────


def flow_messages(outline: Outline) -> list[Message]:
    """The texts of a flow, in the file's order; none of a flow that could not be understood."""
    if outline.flow is None or outline.file is None:
        return []
    return list(_Extract(outline, outline.flow).all())


class _Extract:
    """Goes through a flow; every text is said with its place."""

    def __init__(self, outline: Outline, flow: Flow) -> None:
        self.outline = outline
        self.flow = flow

    def all(self) -> Iterator[Message]:
        yield self.message(f"{self.flow.id}.title", self.flow.title, ("title",), ("The flow's title.",))
        for at, section in enumerate(self.flow.sections):
            yield from self.section(section, ("sections", at))
            for step in section.steps:
                keys = self.outline.origins.get(step.id)
                if keys is not None and self.flow.by_id.get(step.id) is step:
                    yield from self.step(step, keys)
        yield from self.score()

    def message(
        self,
        context: str,
        text: str,
        keys: Keys,
        comments: tuple[str, ...] = (),
        part: Part = "text",
        step: Step | None = None,
        option: Option | None = None,
    ) -> Message:
        place = self.outline.document.fault(keys, "", "")
        about = (*comments, *_about(text))
        return Message(context, text, place.file, place.line, place.col, part, about, step, option)

    def section(self, section: Section, keys: Keys) -> Iterator[Message]:
        yield self.message(f"{section.context}.title", section.title, (*keys, "title"), ("A section's title.",))
        if section.repeat is not None:
            at = (*keys, "repeat")
            yield self.message(f"{section.context}.another", section.repeat.another, (*at, "another"), (), "question")
            about = ("What one of them is called; also used on buttons.",)
            yield self.message(f"{section.context}.item", section.repeat.item, (*at, "item"), about, "label")

    def step(self, step: Step, keys: Keys) -> Iterator[Message]:
        file = self.outline.step_files[step.id]
        about = (f"{step.kind}: {step.id}",)
        told = step.kind in TOLD_KINDS
        if step.ask:
            name = "say" if told and file.say else "ask"
            yield self.message(
                f"{step.context}.{'say' if told else 'ask'}", step.ask, (*keys, name), about, "question", step
            )
        if step.consent is not None and step.consent.notice:
            yield self.message(f"{step.context}.notice", step.consent.notice, (*keys, "notice"), about, "notice", step)
        if step.suggest_say:
            yield self.message(
                f"{step.context}.suggest_say", step.suggest_say, (*keys, "suggest_say"), about, "question", step
            )
        if step.help:
            yield self.message(
                f"{step.context}.help", step.help, (*keys, "help"), (f"Help with: {step.ask}",), "text", step
            )
        if step.example and step.kind in SPOKEN_KINDS and any(letter.isalpha() for letter in step.example):
            comment = (f"An example, as people would type it, for: {step.ask}",)
            yield self.message(f"{step.context}.example", step.example, (*keys, "example"), comment, "example", step)
        if file.label or (not told and step.kind != "review"):
            comment = (f"Short name of the answer to: {step.ask}",)
            yield self.message(f"{step.context}.label", step.label, (*keys, "label"), comment, "label", step)
        for option in step.options:
            yield from self.option(step, option, (*keys, "options", option.id))
        for number, check in enumerate(file.checks):
            about_check = ("Said when two answers do not fit together.",)
            context = f"{step.context}.checks.{number}.say"
            yield self.message(context, check.say, (*keys, "checks", number, "say"), about_check, "text", step)

    def option(self, step: Step, option: Option, keys: Keys) -> Iterator[Message]:
        offered = (self.outline.step_files[step.id].options or {}).get(option.id)
        mapping = isinstance(offered, OptionFile)
        prefix = f"{step.context}.options.{option.id}"
        about = (f"Answer to: {step.ask}",)
        room = tuple(f"{one.channel} shows {limit.most} {limit.unit}" for one, limit in limits(step))
        short_room = (f"At most: {'; '.join(room)}",) if room else ()
        label_at = (*keys, "label") if mapping else keys
        label_room = () if option.short else short_room
        yield self.message(f"{prefix}.label", option.label, label_at, about + label_room, "option", step, option)
        if option.short:
            yield self.message(
                f"{prefix}.short", option.short, (*keys, "short"), about + short_room, "short", step, option
            )
        if option.describe:
            yield self.message(
                f"{prefix}.describe", option.describe, (*keys, "describe"), about, "describe", step, option
            )
        if option.synonyms:
            comment = (
                *about,
                "Optional: what people type for it in your language, in its script and in Roman letters, with commas.",
            )
            words = ", ".join(option.synonyms)
            yield self.message(f"{prefix}.synonyms", words, (*keys, "synonyms"), comment, "synonyms", step, option)

    def score(self) -> Iterator[Message]:
        about = ("Shown to partners and in the office.",)
        for at, part in enumerate(self.flow.score):
            keys: Keys = ("score", at)
            yield self.message(f"{part.context}.title", part.title, (*keys, "title"), about)
            for line in part.lines:
                number = int(line.context.split(".")[-2])
                yield self.message(line.context, line.say, (*keys, "points", number, "say"), about)


def extract_flow(
    fileobj: BinaryIO, keywords: Mapping[str, Any], comment_tags: Mapping[str, Any], options: Mapping[str, Any]
) -> Iterator[tuple[int, str, tuple[str, str], list[str]]]:
    """Babel's interface of extractors: `[extractors] flow = bot.i18n.extract:extract_flow`, `[flow: flows/definitions/*.yaml]`."""
    text = fileobj.read().decode("utf-8-sig")
    for message in flow_messages(read(text)):
        assert isinstance(message.source, str)
        yield message.line, "pgettext", (message.context, message.source), list(message.comments)
