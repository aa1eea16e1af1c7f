"""The contact sheet: every step in every language on every channel as chat bubbles, on one page for a reviewer without an account.

It asks the renderer that also serves the channels, so what does not fit there is seen not to fit here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Final

from bot import library
from flows.abilities import CHANNELS, TERMINAL, Abilities
from flows.effects import Bot, Choice, Own, Phrase, Say, SayKind, Verbatim
from flows.model import TOLD_KINDS, Flow, Section, Step
from flows.render import Message, render
from flows.wording import language_choices, option_choice
from locales.catalog import FillError, placeholders
from locales.languages import LANGUAGES, Language

STYLE: Final = """
body{font:15px/1.45 system-ui,"Noto Sans",sans-serif;margin:1rem;background:#eef1f4;color:#17202a}
h1{font-size:1.4rem}h2{font-size:1.15rem;margin:2rem 0 .3rem}h3{font:600 .8rem system-ui;margin:1.4rem 0 .4rem;color:#44525f}
.row{display:grid;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr));gap:.7rem}
.row{content-visibility:auto;contain-intrinsic-size:auto 30rem}
.cell{background:#dfe5ea;border-radius:.6rem;padding:.5rem;min-width:0}
.who{display:flex;justify-content:space-between;font-size:.72rem;color:#44525f;margin:.3rem 0}
.bubble{background:#fff;border-radius:.2rem .9rem .9rem .9rem;padding:.5rem .7rem;margin:.2rem 0}
.bubble{white-space:pre-wrap;overflow-wrap:anywhere}
[dir=rtl] .bubble{border-radius:.9rem .2rem .9rem .9rem}
.keys{display:flex;flex-wrap:wrap;gap:.25rem;margin:.3rem 0 .5rem}
.keys span{border:1px solid #2f6f9f;color:#184a6e;border-radius:1rem;padding:.15rem .7rem;background:#f7fbff;overflow-wrap:anywhere}
.keys.list span,.keys.pages span{flex-basis:100%;border-radius:.4rem}
small{color:#56636f;display:block}
.fell{outline:2px solid #c2410c}
nav a{margin-right:.8rem}
"""


def contact_sheet(flows: Sequence[Flow], languages: Sequence[str]) -> str:
    """The page. A cell whose question is not translated is outlined."""
    body = "".join(_flow(flow, languages) for flow in flows)
    title = f"{sum(len(flow.steps) for flow in flows)} steps, {len(languages)} languages, {len(CHANNELS)} channels"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head>"
        f"<body><p>{title}. Outlined: not translated.</p>{body}</body></html>\n"
    )


def _flow(flow: Flow, languages: Sequence[str]) -> str:
    links = "".join(f'<a href="#{flow.id}-{one.id}">{escape(one.title)}</a>' for one in flow.sections)
    body = "".join(_section(flow, section, languages) for section in flow.sections)
    return f"<h1>{escape(flow.title)}</h1><nav>{links}</nav>{body}"


def _section(flow: Flow, section: Section, languages: Sequence[str]) -> str:
    parts = [f'<h2 id="{flow.id}-{section.id}">{escape(section.title)}</h2>']
    parts += [
        _row(flow, step.id, f"{step.id} · {step.kind}", _say(flow, step), languages)
        for step in section.steps
        if step.ask
    ]
    if section.repeat is not None:
        choices = (Choice("/another", Bot("add-another"), icon="➕"), Choice("/done", Bot("no-more"), icon="✅"))
        say = Say("question", (Own(f"{section.context}.another", section.repeat.another),), section.id, choices)
        parts.append(_row(flow, section.id, f"{section.id} · one more?", say, languages))
    return "".join(parts)


def _row(flow: Flow, anchor: str, title: str, say: Say, languages: Sequence[str]) -> str:
    cells = "".join(_cell(flow, say, LANGUAGES[code]) for code in languages)
    return f'<h3 id="{flow.id}-step-{anchor}">{escape(title)}</h3><div class="row">{cells}</div>'


def _cell(flow: Flow, say: Say, language: Language) -> str:
    first = say.words[0]
    fell = isinstance(first, Own) and language.code != "en" and not flow.text(language.code, first.context, "")
    shown = sorted(_shown(flow, say, language.code), key=lambda one: one[1])
    parts: list[str] = []
    for bubbles, channels in groupby(shown, key=lambda one: one[1]):
        names = ", ".join(channel for channel, _ in channels)
        parts.append(f'<div class="who"><span>{escape(language.endonym)}</span><span>{names}</span></div>{bubbles}')
    direction = ' dir="rtl"' if language.rtl else ""
    return f'<div class="cell{" fell" if fell else ""}" lang="{language.code}"{direction}>{"".join(parts)}</div>'


def _shown(flow: Flow, say: Say, language: str) -> Iterator[tuple[str, str]]:
    for abilities in CHANNELS.values():
        if abilities is not TERMINAL or say.choices:
            yield abilities.channel, "".join(_bubble(message) for message in _rendered(flow, say, language, abilities))


def _rendered(flow: Flow, say: Say, language: str, abilities: Abilities) -> list[Message]:
    try:
        return render(say, flow, language, abilities, library.words())
    except FillError as wrong:
        return [Message("problem", f"⚠ {wrong}", language=language)]


def _bubble(message: Message) -> str:
    keys = "".join(
        f"<span>{escape(one.label)}{f'<small>{escape(one.describe)}</small>' if one.describe else ''}</span>"
        for one in message.options
    )
    shown = f'<div class="keys {message.layout}">{keys}</div>' if keys and message.layout != "numbered" else ""
    return f'<div class="bubble">{escape(message.text)}</div>{shown}'


def _say(flow: Flow, step: Step) -> Say:
    """The plain question, as somebody sees it who answered nothing yet: placeholders show their names."""
    told = step.kind in TOLD_KINDS
    words: list[Phrase] = []
    if step.consent is not None and step.consent.notice:
        words.append(_own(f"{step.context}.notice", step.consent.notice))
    words.append(_own(f"{step.context}.{'say' if told else 'ask'}", step.ask))
    if step.example:
        words.append(Bot("example", {"example": Own(f"{step.context}.example", step.example)}))
    kind: SayKind = "note" if told else "review" if step.kind == "review" else "question"
    return Say(kind, tuple(words), step.id, _choices(flow, step))


def _own(context: str, source: str) -> Own:
    return Own(context, source, {name: Verbatim(f"[{name}]") for name in placeholders(source)})


def _choices(flow: Flow, step: Step) -> tuple[Choice, ...]:
    skip = (Choice("/skip", Bot("skip"), icon="⏭"),) if step.skippable else ()
    match step.kind:
        case "yes_no":
            return (Choice("yes", Bot("yes"), icon="✅"), Choice("no", Bot("no"), icon="❌"), *skip)
        case "consent":
            return (Choice("yes", Bot("i-agree"), icon="✅"), Choice("no", Bot("i-do-not-agree"), icon="❌"), *skip)
        case "language":
            return language_choices(flow)
        case "review":
            return (Choice("/submit", Bot("submit"), icon="✅"),)
        case _:
            return (*(option_choice(step, option) for option in step.options), *skip)
