"""The review: everything answered, in order, each line with a way to change it."""

from __future__ import annotations

from collections.abc import Iterable

from flows.draft import NO_INSTANCES, At, Draft
from flows.effects import Bot, Choice, Own, Phrase, Say, Verbatim
from flows.position import checks_at, walk
from flows.wording import label, own, progress, shown, value_at
from locales.digits import fold


def review(draft: Draft, at: At) -> Say:
    """Everything answered, in order, each line with a way to change it."""
    step = at.step
    assert step is not None
    words: list[Phrase] = [own(draft, f"{step.context}.ask", step.ask, at)]
    choices = [Choice("/submit", Bot("submit"), icon="✅")]
    for place in walk(draft):
        if place.step is not None and place.step.kind in ("note", "review", "end"):
            continue
        line = review_line(draft, place)
        if line is not None:
            words.append(line)
            if place.step is None or place.step.derive is None:  # what was computed changes with what it came from
                choices.append(Choice(f"/edit {place.path}", label(draft, place.path)))
    words.extend(_accepted_warnings(draft))
    return Say(
        "review",
        tuple(words),
        at.path,
        tuple(choices),
        None,
        progress(draft.flow, at),
        prompt=draft.prompt,
        personal=True,
    )


def review_line(draft: Draft, at: At) -> Phrase | None:
    """ "GST number: 27AAPFU0939F1ZV", or None for what has nothing to show."""
    if at.step is None:
        count = len(draft.instances.get(at.section.id, NO_INSTANCES).ids)
        title = Own(f"{at.section.context}.title", at.section.title)
        return Bot("line", {"label": title, "value": Verbatim(str(count))})
    if at.step.derive is not None:
        value = draft.value_in(at.step, at.instance)
        return None if value is None else Bot("line", {"label": label(draft, at.path), "value": shown(at.step, value)})
    if at.path not in draft.answers and at.path not in draft.reopened:
        return None
    key = "line-from-before" if at.path in draft.revived else "line"
    return Bot(key, {"label": label(draft, at.path), "value": value_at(draft, at.path)})


def is_listed(draft: Draft, at: At) -> bool:
    """Whether there is an answer to show; one that was taken up again stands until it is given anew."""
    if at.step is None or at.step.kind in ("note", "review", "end"):
        return False
    return at.path in draft.answers or at.path in draft.reopened


def listed(draft: Draft) -> list[At]:
    """The relevant places with an answer, in the flow's order: the lines of what was answered so far."""
    return [place for place in walk(draft) if is_listed(draft, place)]


def place_named(draft: Draft, places: Iterable[At], text: str) -> At | None:
    """The one place whose label, in the trader's language or the flow's own, is the whole of `text`."""
    wanted, table = fold(text), draft.flow.translations.get(draft.language) or {}
    found = []
    for place in places:
        step = place.step
        if step is None or place.instance is not None:
            continue
        if wanted in (fold(step.label), fold(table.get(f"{step.context}.label", ""))):
            found.append(place)
    return found[0] if wanted and len(found) == 1 else None


def _accepted_warnings(draft: Draft) -> list[Phrase]:
    """Warnings that the trader answered with "right as it is": listed, not asked again."""
    if not draft.acknowledged:
        return []
    found: list[Phrase] = []
    for place in walk(draft):
        for check in checks_at(draft.flow, place):
            draft.instance = place.instance
            if check.level == "should" and check.condition.test(draft) is False:
                found.append(Bot("you-confirmed", {"warning": own(draft, check.context, check.say, place)}))
    return found
