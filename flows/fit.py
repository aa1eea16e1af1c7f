"""Whether labels fit where channels show them: the checker's look at the limits that the renderer keeps.

A label that fits nowhere is still sent, as a numbered text; but the author should know, and can mend it with `short:`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flows.abilities import TELEGRAM, WHATSAPP, Abilities, Length
from flows.faults import Fault
from flows.loader import Outline
from flows.model import Step
from locales.graphemes import graphemes

SHOWN_ON = (WHATSAPP, TELEGRAM)


def labels_fit(outline: Outline) -> Iterator[Fault]:
    """A fault for each option whose shortest label no rung of some channel can show as a button or a row."""
    if outline.flow is None:
        return
    for step in outline.flow.steps:
        origin = outline.origins.get(step.id)
        if origin is None:
            continue
        for option in step.options:
            label = option.short or option.label
            for abilities, limit in limits(step):
                if not limit.holds(label):
                    message = too_long(label, "en", abilities, limit)
                    yield outline.document.fault((*origin, "options", option.id), "label-length", message)
                    break


def limits(step: Step) -> Iterable[tuple[Abilities, Length]]:
    """The most that each channel can show for one option of this step."""
    for abilities in SHOWN_ON:
        if 0 < len(step.options) <= abilities.list_rows:
            yield abilities, abilities.row
        elif abilities.page:
            yield abilities, abilities.button


def too_long(label: str, language: str, abilities: Abilities, limit: Length) -> str:
    """Names the label, its length, the limit, what would not be seen, and the remedy."""
    letters = graphemes(label)
    kept: list[str] = []
    for letter in letters:
        if not limit.holds("".join([*kept, letter])):
            break
        kept.append(letter)
    where = f"a {abilities.channel.capitalize()} {'list' if limit is abilities.row else 'button'}"
    lost = "".join(letters[len(kept) :])
    return f'label "{label}" is {limit.of(label)} {limit.unit} in {language}; {where} shows {limit.most}, "{lost}" is lost: add short:'
