"""Say -> messages: a pure planner that picks the first rung that fits the channel: buttons, list, paged list, numbered text.

Everything that can be pressed can also be typed, so the last rung (a numbered list in the text) always works: a label that does not
fit is never silence. Which rung was taken is in the message, so that a channel can report what did not fit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from typing import Any, Final, Literal

from flows.abilities import Abilities, Length
from flows.answers.display import display
from flows.draft import split_path
from flows.effects import Bot, Choice, Fixed, InWords, Own, Phrase, Progress, Request, Say, SayKind, Shown, Verbatim
from flows.kinds import KINDS
from flows.model import Flow, Step
from flows.problems import Problem
from flows.reading import labels_of
from flows.record import record
from flows.session import Pending
from locales.catalog import Words, fill
from locales.document_sentences import named
from locales.graphemes import graphemes
from locales.languages import LANGUAGES
from locales.numbers import in_words

Layout = Literal["none", "buttons", "list", "pages", "numbered"]


@record
class Button:
    """One thing to press. `id` is the option's id, or a command beginning with "/"."""

    id: str
    label: str
    """As shown on the button: fits the channel."""
    full: str
    """The whole label, for lists and readers."""
    describe: str = ""


@record
class Message:
    """What a channel is given to show. `prompt` and `step` go into the buttons' tokens."""

    kind: SayKind
    text: str
    step: str | None = None
    options: tuple[Button, ...] = ()
    layout: Layout = "none"
    several: bool = False
    request: Request | None = None
    problem: str | None = None
    progress: Progress | None = None
    prompt: int = 0
    language: str = "en"
    personal: bool = False


@record
class Speaker:
    """Finds the words: a flow's own, and the bot's. `facts` are what only the shell knows, such as the lead's number."""

    flow: Flow
    words: Words
    language: str
    facts: Mapping[str, str] = field(default_factory=dict)

    def phrase(self, phrase: Phrase) -> str:
        """The words of one phrase in the language."""
        match phrase:
            case Own():
                return self._own(phrase.context, phrase.source, phrase.params)
            case Verbatim(text):
                return text
            case Bot("endonym"):
                known = LANGUAGES.get(self.language)
                return known.endonym if known is not None else self.language
            case Bot(key, params, count):
                return self.words.say(key, self.language, self._params(self._named(params)), count)
            case Shown(kind, value, step):
                return self._shown(kind, value, step)
            case InWords(value):
                return in_words(value, self.language)

    def _own(self, context: str, source: str, params: Mapping[str, Any]) -> str:
        text = flow_text(self.flow, self.language, context, source)
        if "{" not in text:
            return text
        return fill(
            text,
            {"…": "…", **self._params(params)},
            LANGUAGES[self.language].rtl if self.language in LANGUAGES else False,
        )

    def _named(self, params: Mapping[str, Any]) -> Mapping[str, Any]:
        """Kinds of paper are said as words."""
        if "asked" in params or "got" in params:
            return named(params, lambda key: self.words.say(f"problem.{key}", self.language, {}))
        return params

    def _params(self, params: Mapping[str, Any]) -> Mapping[str, object]:
        if not params:
            return self.facts
        return {**self.facts, **{name: self._param(value) for name, value in params.items()}}

    def _param(self, value: Any) -> object:
        if isinstance(value, Own | Bot | Shown | InWords | Verbatim):
            return self.phrase(value)
        return value

    def _shown(self, kind: str, value: Any, step_id: str | None) -> str:
        step = self.flow.by_id.get(step_id) if step_id is not None else None
        if kind == "state":
            return self.words.say(f"state.{value['state_code']}", self.language, {})
        if kind == "document" and isinstance(value, list):
            return self.words.say("files-count", self.language, {"count": len(value)}, len(value))
        if kind in ("yes_no", "consent"):
            choice = value.get("choice") if isinstance(value, dict) else value
            return self.words.say("yes" if choice == "yes" else "no", self.language, {})
        if step is None or kind not in KINDS:
            return str(value)
        if kind == "pincode" and isinstance(value, dict) and value.get("state_code"):
            value = {**value, "state": self._shown("state", value, None)}
        return display(step, value, self.language, labels_of(self.flow, step, self.language))


@lru_cache(maxsize=16384)
def flow_text(flow: Flow, language: str, context: str, source: str) -> str:
    """The flow's words in the language or the next of its fall-back chain; at last the author's own."""
    known = LANGUAGES.get(language)
    for code in (language, *(known.fallbacks if known is not None else ())):
        if code == "en":
            break
        found = flow.text(code, context, "")
        if found:
            return found
    return source


def render(
    say: Say, flow: Flow, language: str, abilities: Abilities, words: Words, facts: Mapping[str, str] | None = None
) -> list[Message]:
    """The messages of one thing said, in order; the buttons stand under the last.

    Raises nothing for a text or label of any length: the next simpler rung is taken.
    """
    if isinstance(say.words, Fixed) and isinstance(say.choices, Fixed):
        parts, layout, options = _fixed(flow, words, language, abilities, say.words, say.choices, say.several)
    else:
        speaker = Speaker(flow, words, language, facts or {})
        parts, layout, options = _composed(speaker, abilities, say.words, say.choices, say.several)
    progress = say.progress
    told = [
        Message(say.kind, part, say.step, language=language, personal=say.personal, progress=progress)
        for part in parts[:-1]
    ]
    last = Message(
        say.kind, parts[-1], say.step, options, layout, say.several, say.request, say.problem, progress, say.prompt, language, say.personal
    )  # fmt: skip
    return [*told, last]


Composed = tuple[Sequence[str], Layout, tuple[Button, ...]]
"""The text in its parts, and what stands under the last."""


def _composed(
    speaker: Speaker, abilities: Abilities, phrases: tuple[Phrase, ...], choices: tuple[Choice, ...], several: bool
) -> Composed:
    text = "\n".join([speaker.phrase(phrase) for phrase in phrases])
    layout, options = plan(tuple(wording(speaker, choice) for choice in choices), abilities)
    if layout == "numbered":
        text = _numbered(speaker, text, options, several)
    limit = abilities.text_with_buttons if layout in ("buttons", "list", "pages") else abilities.text
    return [text] if limit.holds(text) else split(text, limit.most), layout, options


@lru_cache(maxsize=8192)
def _fixed(
    flow: Flow,
    words: Words,
    language: str,
    abilities: Abilities,
    phrases: Fixed[Phrase],
    choices: Fixed[Choice],
    several: bool,
) -> Composed:
    """What is the same for everybody is put together once: nobody's own words stay behind here."""
    return _composed(Speaker(flow, words, language), abilities, phrases, choices, several)


@record
class Wording:
    """The ways to write one option, best first: the whole label, then shorter ones, each with its icon and without."""

    id: str
    labels: tuple[str, ...]
    describe: str = ""

    def at(self, index: int) -> Button:
        return Button(self.id, self.labels[index], self.labels[0], self.describe)


def wording(speaker: Speaker, choice: Choice) -> Wording:
    """How an option can be written in the speaker's language."""
    full = speaker.phrase(choice.label)
    short = speaker.phrase(choice.short) if choice.short is not None else full
    icon = f"{choice.icon} " if choice.icon else ""
    describe = speaker.phrase(choice.describe) if choice.describe is not None else ""
    return Wording(choice.id, (icon + full, full, icon + short, short), describe)


def plan(options: tuple[Wording, ...], abilities: Abilities) -> tuple[Layout, tuple[Button, ...]]:
    """The first rung that fits, with the labels that it shows. All options of a message are written the same way."""
    if not options:
        return "none", ()
    if len(options) <= abilities.buttons and (shown := _fitting(options, abilities.button)) is not None:
        return "buttons", shown
    if len(options) <= abilities.list_rows and (shown := _fitting(options, abilities.row)) is not None:
        describes = all(abilities.row_describe.holds(one.describe) for one in options)
        return "list", shown if describes else tuple(Button(one.id, one.label, one.full) for one in shown)
    if abilities.page and (shown := _fitting(options, abilities.button)) is not None:
        return "pages", shown
    return "numbered", tuple(one.at(0) for one in options)


def _fitting(options: tuple[Wording, ...], limit: Length) -> tuple[Button, ...] | None:
    for index in range(4):
        if all(limit.holds(one.labels[index]) for one in options):
            return tuple(one.at(index) for one in options)
    return None


def _numbered(speaker: Speaker, text: str, options: tuple[Button, ...], several: bool) -> str:
    lines = [text, *(f"{number}. {option.full}" for number, option in enumerate(options, 1))]
    lines.append(speaker.words.say("numbered-several" if several else "numbered", speaker.language, {}))
    return "\n".join(lines)


def split(text: str, most: int) -> list[str]:
    """`text` in pieces of at most `most` characters, cut between lines where possible, else between words, never inside a letter."""
    pieces: list[str] = []
    rest = text
    while len(rest) > most:
        cut = rest.rfind("\n", 1, most + 1)
        if cut < most // 4:
            cut = rest.rfind(" ", 1, most + 1)
        if cut < most // 4:
            cut = len("".join(_letters(rest, most)))
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    pieces.append(rest)
    return [piece for piece in pieces if piece] or [""]


def _letters(text: str, most: int) -> list[str]:
    taken: list[str] = []
    length = 0
    for letter in graphemes(text[: most + 64]):
        if length + len(letter) > most:
            break
        taken.append(letter)
        length += len(letter)
    return taken or [text[:most]]


_CONSENTS: Final = {"yes": "i-agree", "no": "i-do-not-agree"}
_BUTTONS: Final[Mapping[str, str]] = {
    "yes": "yes", "no": "no", "/skip": "skip", "/keep": "keep-it", "/another": "add-another", "/done": "no-more",
    "/submit": "submit", "/right": "right-as-it-is", "/human": "ask-a-person", "/back": "page.back",
    "/review": "page.review", "/language": "page.language", "/help": "page.help", "/stop": "page.stop", "/mydata": "page.mydata",
    "/erase": "page.erase", "/later": "not-now", "/status": "telegram.command-status",
}  # fmt: skip
"""Options that every flow has -> the key of their words."""


_CONFIRMATIONS: Final = frozenset({"suggestion", "changed", "filled", "guess", "erase", "withdraw"})
"""What is open in front of a step and has buttons of its own for yes and no."""


def said_of(
    flow: Flow, step: Step | None, option: str, language: str, words: Words, pending: Pending | None = None
) -> str:
    """An option or a command in the words of its button: what a trader is seen to have said. `pending`: what was open in front of
    the step, whose yes is not the step's ("Delete it all?" asked at a consent is answered by no consent).
    """
    if pending is not None and pending.kind in _CONFIRMATIONS:
        candidates = pending.data.get("candidates", ())
        if step is not None and option.isdecimal() and 1 <= int(option) <= len(candidates):
            return display(step, candidates[int(option) - 1], language, labels_of(flow, step, language))
        if option in ("yes", "no"):
            return words.say("none-of-these" if option == "no" and len(candidates) > 1 else option, language, {})
    if step is not None and step.kind == "language" and option in LANGUAGES:
        return LANGUAGES[option].endonym
    known = step.option(option) if step is not None else None
    if step is not None and known is not None:
        label = flow_text(flow, language, f"{step.context}.options.{option}.label", known.label)
        return f"{known.icon} {label}" if known.icon else label
    name, _, path = option.partition(" ")
    if name == "/language" and path in LANGUAGES:
        return LANGUAGES[path].endonym
    if name == "/remove":
        return words.say("remove-it", language, {"label": _item(flow, path, language)})
    if name == "/edit":
        named_step = flow.by_id.get(split_path(path)[0])
        return (
            f"✏️ {flow_text(flow, language, f'{named_step.context}.label', named_step.label)}"
            if named_step is not None
            else "✏️"
        )
    key = (_CONSENTS if step is not None and step.kind == "consent" else _BUTTONS).get(option, _BUTTONS.get(option))
    try:
        return words.say(key, language, {}) if key is not None else option
    except KeyError:
        return option


def _item(flow: Flow, path: str, language: str) -> str:
    """What a repeated section calls one of its items."""
    section = next((one for one in flow.sections if one.id == path.partition("#")[0]), None)
    if section is None or section.repeat is None:
        return path
    return flow_text(flow, language, f"{section.context}.item", section.repeat.item)


def problem_text(why: Problem, language: str, words: Words) -> str:
    """The sentence of a problem, outside any flow."""
    params = why.params
    if "asked" in params or "got" in params:
        params = named(params, lambda key: words.say(f"problem.{key}", language, {}))
    return words.say(f"problem.{why.key}", language, params)


def message_to_json(message: Message) -> dict[str, Any]:
    """For the outbox."""
    body: dict[str, Any] = {"kind": message.kind, "text": message.text, "language": message.language}
    if message.step is not None:
        body["step"] = message.step
    if message.options:
        body["options"] = [[one.id, one.label, one.full, one.describe] for one in message.options]
        body["layout"] = message.layout
        body["prompt"] = message.prompt
    if message.several:
        body["several"] = True
    if message.request is not None:
        body["request"] = message.request
    if message.problem is not None:
        body["problem"] = message.problem
    if message.personal:
        body["personal"] = True
    if message.progress is not None:
        body["progress"] = [message.progress.at, message.progress.of]
    return body


def message_from_json(body: Mapping[str, Any]) -> Message:
    """The message that `message_to_json` wrote."""
    progress = body.get("progress")
    return Message(
        kind=body["kind"],
        text=body["text"],
        step=body.get("step"),
        options=tuple(Button(*one) for one in body.get("options", ())),
        layout=body.get("layout", "none"),
        several=body.get("several", False),
        request=body.get("request"),
        problem=body.get("problem"),
        progress=Progress(*progress) if progress else None,
        prompt=body.get("prompt", 0),
        language=body["language"],
        personal=body.get("personal", False),
    )
