"""A flow as a picture: sections as groups, steps as boxes, what each depends on as dashed labelled arrows.

There is no pointer walking through this graph. Solid arrows are only the order in which steps come up for asking; a dashed arrow
says that a step is asked when something is true of another's answer. `mermaid` is for pages that draw it themselves; `svg` is
complete in itself and readable on a light ground and on a dark one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Final

from flows.model import TOLD_KINDS, Flow, Section, Step


def depends(flow: Flow) -> Iterator[tuple[str, str, str]]:
    """Each dependence: the step that is looked at, the step (or section) that depends on it, the condition."""
    for section in flow.sections:
        if section.when is not None:
            for name in section.when.names:
                yield _step_named(flow, name), f"section {section.id}", section.when.source
        for step in section.steps:
            if step.when is not None:
                for name in step.when.names:
                    yield _step_named(flow, name), step.id, step.when.source


def _step_named(flow: Flow, name: str) -> str:
    """A repeat's own id stands for its first step."""
    return name if name in flow.by_id else flow.section_of[name].steps[0].id


# --- mermaid ----------------------------------------------------------------------------------------------------------------------


def mermaid(flow: Flow) -> str:
    """A mermaid flowchart."""
    lines = ["flowchart TD"]
    for section in flow.sections:
        lines.append(f'  subgraph {_node("section " + section.id)}["{_quoted(_heading(section))}"]')
        lines.append("    direction TB")
        lines += [f"    {_node(step.id)}{_box(step)}" for step in section.steps]
        lines.append("  end")
    ids = [_node(step.id) for step in flow.steps]
    lines += [f"  {one} --> {other}" for one, other in pairwise(ids)]
    lines += [
        f'  {_node(one)} -. "{_quoted(" ".join(when.split()))}" .-> {_node(other)}'
        for one, other, when in depends(flow)
    ]
    return "\n".join(lines) + "\n"


def _node(path: str) -> str:
    """An id that mermaid never takes for one of its own words ("end")."""
    return "s_" + path.replace(".", "__").replace(" ", "_")


def _box(step: Step) -> str:
    words = f'"{_quoted(_own_id(step))}<br/><i>{_quoted(_kind_words(step))}</i>"'
    if step.kind == "end":
        return f"([{words}])"
    return f"({words})" if step.kind in TOLD_KINDS else f"[{words}]"


def _quoted(text: str) -> str:
    """Mermaid's own escapes inside quotation marks."""
    for character, written in (("#", "#35;"), ('"', "#quot;"), ("<", "#lt;"), (">", "#gt;")):
        text = text.replace(character, written)
    return text


def _own_id(step: Step) -> str:
    return step.id.rpartition(".")[2]


def _kind_words(step: Step) -> str:
    words = [step.kind]
    if step.derive is not None:
        words.append(f"= {step.derive.source}")
    elif step.suggest is not None:
        words.append(f"suggests {step.suggest.source}")
    if step.skippable:
        words.append("may be skipped")
    return ", ".join(words)


def _heading(section: Section) -> str:
    if section.repeat is None:
        return section.title
    return f"{section.title} ({section.repeat.at_least} to {section.repeat.at_most} times)"


# --- SVG --------------------------------------------------------------------------------------------------------------------------

_BOX_WIDTH: Final = 280
_BOX_HEIGHT: Final = 44
_GAP: Final = 18
_GROUP_PAD: Final = 16
_HEADING: Final = 30
_LEFT: Final = 24
_LANE: Final = 16
"""Between two dashed arrows side by side."""
_LABEL: Final = 8
_CHARACTER: Final = 6.4
"""Width of a letter of the labels, in pixels, at their size: an estimate on the safe side for Latin letters."""
_MOST_LABEL: Final = 60

# Colours of middle lightness: they stand out on white and on black alike. Boxes are only tinted, the ground shines through.
_STYLE: Final = """
  svg { --sheet: #fff; --ink: #46525a; --id: #1b4f8f; --end: #8a4b00; --when: #8a2f73; --line: #7b828b; background: var(--sheet); }
  @media (prefers-color-scheme: dark) {
    svg { --sheet: #1b2420; --ink: #c3cdc8; --id: #9cc3f5; --end: #f0b765; --when: #eba6d8; --line: #8a958f; }
  }
  text { font: 13px system-ui, sans-serif; fill: var(--ink); }
  .id { font-weight: 600; fill: var(--id); }
  .kind, .when { font-size: 11px; }
  .heading { font-weight: 600; }
  .group { fill: #8884; fill-opacity: .25; stroke: #8888; }
  .step { fill: var(--id); fill-opacity: .08; stroke: var(--id); }
  .told { fill: #8881; stroke: var(--line); }
  .end { fill: var(--end); fill-opacity: .1; stroke: var(--end); }
  .order { stroke: var(--line); fill: none; }
  #tip path { fill: var(--line); }
  .depends { stroke: var(--when); fill: none; stroke-dasharray: 5 4; }
  .when { fill: var(--when); }
"""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A box's upper edge; all boxes stand in one column."""

    top: int

    @property
    def middle(self) -> int:
        return self.top + _BOX_HEIGHT // 2


def svg(flow: Flow) -> str:
    """A complete SVG document."""
    places: dict[str, _Placed] = {}
    groups: list[str] = []
    boxes: list[str] = []
    top = 48
    for section in flow.sections:
        start = top
        top += _HEADING
        places[f"section {section.id}"] = _Placed(start - _BOX_HEIGHT // 2 + _HEADING // 2)
        for step in section.steps:
            places[step.id] = _Placed(top)
            boxes.append(_svg_box(step, top))
            top += _BOX_HEIGHT + _GAP
        groups.append(_svg_group(section, start, top - start - _GAP + _GROUP_PAD))
        top += _GROUP_PAD + _GAP
    arrows = [_svg_order(places[one.id], places[other.id]) for one, other in pairwise(flow.steps)]
    dashed, width = _svg_dependences(flow, places)
    return (
        "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{top}" viewBox="0 0 {width} {top}" role="img">',
                f"<title>{escape(flow.title)}</title>",
                f"<style>{_STYLE}</style>",
                '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
                '<path d="M0 0 L8 4 L0 8 z"/></marker></defs>',
                f'<text class="heading" x="{_LEFT}" y="28">{escape(flow.title)} ({escape(flow.id)}, version {flow.version})</text>',
                *groups,
                *arrows,
                *boxes,
                *dashed,
                "</svg>",
            ]
        )
        + "\n"
    )


def _svg_group(section: Section, top: int, height: int) -> str:
    width = _BOX_WIDTH + 2 * _GROUP_PAD
    return (
        f'<rect class="group" x="{_LEFT}" y="{top}" width="{width}" height="{height}" rx="8"/>'
        f'<text class="heading" x="{_LEFT + _GROUP_PAD}" y="{top + 20}">{escape(_cut(_heading(section), 40))}</text>'
    )


def _svg_box(step: Step, top: int) -> str:
    look = "end" if step.kind == "end" else "told" if step.kind in TOLD_KINDS else "step"
    left = _LEFT + _GROUP_PAD
    return (
        f"<g><title>{escape(step.ask)}</title>"
        f'<rect class="{look}" x="{left}" y="{top}" width="{_BOX_WIDTH}" height="{_BOX_HEIGHT}" rx="6"/>'
        f'<text class="id" x="{left + 10}" y="{top + 18}">{escape(_cut(_own_id(step), 36))}</text>'
        f'<text class="kind" x="{left + 10}" y="{top + 35}">{escape(_cut(_kind_words(step), 44))}</text></g>'
    )


def _svg_order(one: _Placed, other: _Placed) -> str:
    middle = _LEFT + _GROUP_PAD + _BOX_WIDTH // 2
    return f'<path class="order" marker-end="url(#tip)" d="M{middle} {one.top + _BOX_HEIGHT} V{other.top - 1}"/>'


def _svg_dependences(flow: Flow, places: dict[str, _Placed]) -> tuple[list[str], int]:
    """Dashed arrows to the right of the column, each in the first lane that is free between its ends; and the picture's width."""
    lanes: list[int] = []
    """The lowest point that each lane is taken down to."""
    drawn: list[tuple[int, _Placed, _Placed, str]] = []
    for one, other, when in sorted(depends(flow), key=lambda each: (places[each[0]].top, places[each[1]].top)):
        start, stop = places[one], places[other]
        lane = next((at for at, taken in enumerate(lanes) if taken < start.top), len(lanes))
        if lane == len(lanes):
            lanes.append(0)
        lanes[lane] = stop.top
        drawn.append((lane, start, stop, _cut(" ".join(when.split()), _MOST_LABEL)))
    right = _LEFT + 2 * _GROUP_PAD + _BOX_WIDTH
    labels = right + (len(lanes) + 1) * _LANE + _LABEL
    parts: list[str] = []
    labelled: dict[tuple[int, str], None] = {}
    for lane, start, stop, when in drawn:
        across = right + (lane + 1) * _LANE
        edge = right - _GROUP_PAD
        parts.append(
            f'<path class="depends" marker-end="url(#tip)" d="M{edge} {start.middle} H{across} V{stop.middle} H{edge + 1}"/>'
        )
        labelled[stop.middle, when] = None
    parts += [f'<text class="when" x="{labels}" y="{y + 4}">{escape(when)}</text>' for y, when in labelled]
    longest = max((len(when) for _, when in labelled), default=0)
    return parts, int(labels + longest * _CHARACTER) + _LEFT


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
