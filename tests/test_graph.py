"""The pictures of a flow hold every step and every dependence, whatever its texts hold; the reports hold every fault."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import pytest

from flows.fault_codes import CODES
from flows.faults import Fault
from flows.graph import depends, mermaid, svg
from flows.loader import load
from flows.report import report

DEFINITIONS: Final = sorted((Path(__file__).parent.parent / "flows" / "definitions").glob("*.yaml"))
ODD: Final = """\
flow: odd
title: A <b>bold</b> & "quoted" title
sections:
  - section: end
    title: End of "it" <i>
    steps:
      - {step: graph, kind: choice, ask: "<script>?", options: {a: A, b: B}}
      - {step: style, kind: text, when: 'graph in ("a", "b")', ask: "Why & how?"}
  - section: goods
    title: Goods
    when: graph != "b"
    repeat: {at_least: 0, at_most: 2, another: More?, item: Good}
    steps:
      - {step: subgraph, kind: text, ask: What?, suggest: style}
  - section: last
    title: Last
    steps:
      - {step: bye, kind: end, when: count(goods) > 0, say: Bye}
"""


@pytest.mark.parametrize(
    "text",
    [ODD, *(path.read_text(encoding="utf-8") for path in DEFINITIONS)],
    ids=["odd", *(path.stem for path in DEFINITIONS)],
)
def test_a_picture_holds_every_step_and_dependence(text: str) -> None:
    flow = load(text)
    root = ET.fromstring(svg(flow))
    drawn = ["".join(each.itertext()) for each in root.iter("{http://www.w3.org/2000/svg}text")]
    for step in flow.steps:
        assert step.id.rpartition(".")[2] in drawn
    paths = [each.get("class") for each in root.iter("{http://www.w3.org/2000/svg}path")]
    assert paths.count("depends") == len(list(depends(flow)))
    assert paths.count("order") == len(flow.steps) - 1
    width, height = int(root.get("width", "0")), int(root.get("height", "0"))
    for rect in root.iter("{http://www.w3.org/2000/svg}rect"):
        assert int(rect.get("x", "0")) + int(rect.get("width", "0")) <= width
        assert int(rect.get("y", "0")) + int(rect.get("height", "0")) <= height

    lines = mermaid(flow).splitlines()
    assert lines[0] == "flowchart TD"
    assert sum(".->" in line for line in lines) == len(list(depends(flow)))
    assert sum(" --> " in line for line in lines) == len(flow.steps) - 1
    assert sum(line.strip().startswith("subgraph ") for line in lines) == len(flow.sections)


def test_dependences_name_the_step_and_the_condition() -> None:
    assert list(depends(load(ODD))) == [
        ("graph", "style", 'graph in ("a", "b")'),
        ("graph", "section goods", 'graph != "b"'),
        ("goods.subgraph", "bye", "count(goods) > 0"),
    ]


def test_texts_cannot_break_out_of_the_picture() -> None:
    flow = load(ODD)
    assert "<script>" not in svg(flow)
    assert "<b>" not in svg(flow)
    picture = mermaid(flow)
    for line in picture.splitlines():
        assert len(re.findall('"', line)) in (0, 2), line
    assert "#lt;i#gt;" in picture
    assert not re.search(r"\b(graph|style|end|subgraph)\[", picture), "a bare id could be one of mermaid's own words"


FAULTS: Final = [
    Fault("flows/a,b.yaml", 4, 7, "never-asked", "error", '"x" is\nnever asked: 100%'),
    Fault("flows/a,b.yaml", 2, 1, "notice-version", "warning", "Zahl fehlt: ü"),
]


def test_reports() -> None:
    lines = report(FAULTS).splitlines()
    assert lines[0] == "flows/a,b.yaml:2:1: warning: Zahl fehlt: ü [notice-version]"
    assert lines[-1] == "1 error and 1 warning"
    assert report([]) == "no faults"
    assert json.loads(report(FAULTS, "json"))[1] == {
        "file": "flows/a,b.yaml", "line": 4, "col": 7, "code": "never-asked", "level": "error", "message": '"x" is\nnever asked: 100%',
    }  # fmt: skip
    assert json.loads(report([], "json")) == []
    assert report(FAULTS, "github").splitlines()[1] == (
        '::error file=flows/a%2Cb.yaml,line=4,col=7,title=never-asked::"x" is%0Anever asked: 100%25'
    )


def test_sarif() -> None:
    log = json.loads(report(FAULTS, "sarif"))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("error", "warning")
    place = run["results"][1]["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 4, "startColumn": 7}
    assert place["artifactLocation"]["uri"] == "flows/a%2Cb.yaml", "a reference, not a file's name"
    assert run["tool"]["driver"]["rules"][0]["shortDescription"]["text"] == CODES["never-asked"]


def test_its_words_can_be_read_by_day_and_by_night() -> None:
    """On its own sheet, with a tenth of the step's colour over it: 4.5:1 (WCAG 1.4.3)."""
    schemes = [
        dict(re.findall(r"--(\w+): #(\w+);", line)) for line in svg(load(ODD)).splitlines() if "--sheet:" in line
    ]
    assert len(schemes) == 2
    for colours in schemes:
        sheet = _light(colours["sheet"])
        for name in ("ink", "id", "end", "when"):
            least, most = sorted((sheet, _light(colours[name])))
            assert (most + 0.05) / (least + 0.05) >= 5.5, (name, colours)


def _light(colour: str) -> float:
    """Relative luminance of "1b4f8f" or "fff"."""
    whole = colour if len(colour) == 6 else "".join(2 * one for one in colour)
    parts = (int(whole[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
