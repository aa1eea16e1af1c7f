"""A lead in words: its fields with the labels of the flow that asked for them, in the partner's language. Pure.

A lead is shaped by the flow's own `fills:`; here the way back is made, from a field to the step that fills it, so that any flow's
leads are shown with that flow's labels and translations. A field that no step of the flow fills goes by its own name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from bot.web.portal.words import WORDS, Say
from flows.answers.display import display
from flows.model import Flow, Step
from flows.reading import labels_of
from flows.render import flow_text
from locales.catalog import Words
from locales.language_names import LANGUAGE_NAMES
from locales.languages import LANGUAGES

GROUPS: Final = ("contact", "business", "ids", "readiness", "export")
"""The lead's groups of fields, in the order in which a partner reads them; products and documents have places of their own."""
GOOD: Final = frozenset({"yes", True})
BAD: Final = frozenset({"no", "unknown", False})
_INSIDE: Final = frozenset({"language", "photos", "catalogue"})
"""Product fields and counts that are shown elsewhere."""
_OPEN: Final = frozenset({"district", "state", "state_code"})
"""Fields that come with the PIN code."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One field in words. `tone` is "good", "bad" or "" where it is neither; `note` what a check says of it."""

    name: str
    label: str
    text: str
    value: Any = None
    tone: str = ""
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Teller:
    """Says leads of one flow in one language."""

    language: str
    say: Say
    words: Words
    flow: Flow | None = None
    filled_by: Mapping[str, Step] = field(default_factory=dict)

    @staticmethod
    def of(flow: Flow | None, language: str, say: Say, words: Words) -> Teller:
        steps = flow.steps if flow is not None else ()
        return Teller(language, say, words, flow, {step.fills: step for step in steps if step.fills is not None})

    # Groups of fields ------------------------------------------------------------------------------------------------

    def group(self, lead: Mapping[str, Any], name: str) -> list[Fact]:
        """The fields of a group that say something."""
        fields = lead.get(name)
        if not isinstance(fields, Mapping):
            return []
        return [
            self.fact(f"{name}.{key}", value)
            for key, value in fields.items()
            if value not in (None, "", []) and not (name == "business" and key in _OPEN and "pincode" in fields)
        ]

    def products(self, lead: Mapping[str, Any]) -> list[list[Fact]]:
        """A list of fields a product, its name first."""
        found = []
        for product in lead.get("products") or ():
            if not isinstance(product, Mapping):
                continue
            facts = [
                self.fact(f"products.{key}", value)
                for key, value in product.items()
                if key not in _INSIDE and value not in (None, "", [])
            ]
            found.append(sorted(facts, key=lambda fact: fact.name != "products.name"))
        return found

    def rest(self, lead: Mapping[str, Any]) -> list[Fact]:
        """Answers that fill no field of the lead."""
        answers = lead.get("answers")
        if not isinstance(answers, Mapping):
            return []
        return [fact for name, value in answers.items() for fact in self._rest(name, value)]

    def answer(self, name: str, value: Any) -> Fact:
        """An answer by its step, as a paper's reading names it."""
        return self._of(self._step(name), name, value)

    def _rest(self, name: str, value: Any) -> Iterator[Fact]:
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            for one in value:
                yield from (
                    self._of(self._step(f"{name}.{key}"), key, inner) for key, inner in one.items() if key != "language"
                )
            return
        yield self._of(self._step(name), name, value)

    def fact(self, name: str, value: Any) -> Fact:
        """One field: "business.activity" and its value as the lead has it."""
        step = self.filled_by.get(name)
        return self._of(step if step is not None else self._of_kind(name), name, value)

    def _of(self, step: Step | None, name: str, value: Any) -> Fact:
        note, tone, source = "", _tone(step, value), ""
        if isinstance(value, Mapping) and "check" in value:
            note, source = str(value.get("note") or ""), str(value.get("source") or "")
            tone = {"ok": "good", "warn": "warn", "fail": "bad"}.get(str(value["check"]), "")
            value = value.get("value")
        return Fact(name, self.label(step, name), self.text(step, value), value, tone, note, source)

    # Words -----------------------------------------------------------------------------------------------------------

    def label(self, step: Step | None, name: str) -> str:
        """The flow's own short name of the answer; "legal_name" becomes "Legal name" where it has none.

        What a flow calls "your role" is another's to a partner: such fields have words of ours.
        """
        if f"field.{name}" in WORDS:
            return self.say(f"field.{name}")
        if step is not None and self.flow is not None and step.label:
            return flow_text(self.flow, self.language, f"{step.context}.label", step.label)
        if f"on-paper.{name}" in WORDS:
            return self.say(f"on-paper.{name}")
        return name.rpartition(".")[2].replace("_", " ").capitalize()

    def text(self, step: Step | None, value: Any) -> str:
        """A value as people write it."""
        if isinstance(value, Mapping) and value.get("state_code") and "amount" not in value:
            return ", ".join(one for one in (str(value.get("district") or ""), self.state(value["state_code"])) if one)
        if value in ("yes", True, "no", False) and (step is None or not step.options):
            return self.words.say("yes" if value in GOOD else "no", self.language, {})
        if step is None or self.flow is None:
            return _plain(value)
        if step.kind == "document":
            return self.words.say("files-count", self.language, {"count": _count(value)}, _count(value))
        if isinstance(value, Mapping) and step.kind != "money":
            value = value.get(step.kind, value.get("value", ""))
        return display(step, value, self.language, labels_of(self.flow, step, self.language))

    def state(self, code: Any) -> str:
        """The name of a GST state code."""
        try:
            return self.words.say(f"state.{code}", self.language, {})
        except KeyError:
            return str(code)

    def paper(self, kind: str) -> str:
        """A kind of paper as words: "GST registration certificate"."""
        try:
            found = self.words.say(f"problem.paper-{kind}", self.language, {})
        except KeyError:
            return kind.replace("_", " ").capitalize()
        return found[:1].upper() + found[1:]

    def score(self, lead: Mapping[str, Any]) -> list[tuple[str, int, int, list[tuple[str, int, int]]]]:
        """(title, points, most, [(why, points, most)]) of each part of the score."""
        found = []
        for part in lead["score"]["parts"]:
            prefix = f"{self.flow.id}.score.{part['id']}" if self.flow is not None else ""
            lines = [
                (self._own(f"{prefix}.{number}.say", str(line["say"])), int(line["points"]), int(line["most"]))
                for number, line in enumerate(part["lines"])
            ]
            found.append(
                (self._own(f"{prefix}.title", str(part["title"])), int(part["points"]), int(part["most"]), lines)
            )
        return found

    def _own(self, context: str, source: str) -> str:
        return source if self.flow is None else flow_text(self.flow, self.language, context, source)

    def option(self, fills: str, option_id: str) -> str:
        """The label of an option of the step that fills a field."""
        step = self.filled_by.get(fills)
        return option_id.replace("_", " ").capitalize() if step is None else self.text(step, option_id)

    def options(self, fills: str) -> list[tuple[str, str]]:
        """(id, label) of everything that can be chosen for a field."""
        step = self.filled_by.get(fills)
        return [] if step is None else [(one.id, self.option(fills, one.id)) for one in step.options]

    def _step(self, name: str) -> Step | None:
        return self.flow.by_id.get(name) if self.flow is not None else None

    def _of_kind(self, name: str) -> Step | None:
        """Identifiers that a flow only derives: a PAN out of the GST number."""
        kind = name.removeprefix("ids.")
        steps = self.flow.steps if self.flow is not None and name.startswith("ids.") else ()
        return next((step for step in steps if step.kind == kind), None)


def spoken(codes: Sequence[str], language: str) -> str:
    """Languages by their own names and those of the page's language: "தமிழ் (Tamil)"."""
    found = []
    for code in codes:
        known = LANGUAGES.get(code)
        if known is None:
            found.append(code)
        else:
            name = _name_in(language, code)
            found.append(known.endonym if known.endonym == name else f"{known.endonym} ({name})")
    return ", ".join(found)


def _name_in(language: str, code: str) -> str:
    """What a language is called in one in which the pages are: Hindi's name stands second in the table."""
    return LANGUAGE_NAMES[code].split("|")[1] if language == "hi" else LANGUAGES[code].english


def _tone(step: Step | None, value: Any) -> str:
    """Whether a readiness answer speaks for the lead or against it; only plain yes and no do."""
    if isinstance(value, bool):
        return "good" if value else "bad"
    if not isinstance(value, str) or (step is not None and step.kind not in ("choice", "yes_no")):
        return ""
    return "good" if value in GOOD else "bad" if value in BAD else ""


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(str(one) for one in value.values() if one not in (None, ""))
    if isinstance(value, list):
        return ", ".join(_plain(one) for one in value)
    return str(value)


def _count(value: Any) -> int:
    return len(value) if isinstance(value, list) else int(value) if isinstance(value, int) else 1
