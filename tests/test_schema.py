"""The schema that editors use is the one that the loader reads by."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import jsonschema
import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from bot.cli import cli
from flows.form import read_flow
from flows.kinds import KINDS
from flows.schema import OPTION_PATTERN, FlowFile, schema_json

FLOWS: Final = Path(__file__).parent.parent / "flows"
DEFINITIONS: Final = sorted((FLOWS / "definitions").glob("*.yaml"))


def test_the_committed_schema_is_the_models() -> None:
    """Write it again with `saathi flow schema`."""
    assert (FLOWS / "flow.schema.json").read_text(encoding="utf-8") == schema_json()


def test_the_command_prints_the_file_as_it_is_committed() -> None:
    assert CliRunner().invoke(cli, ["flow", "schema"]).output == schema_json()


def test_the_schema_is_a_schema() -> None:
    schema = json.loads(schema_json())
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["required"] == ["flow", "title", "sections"]
    assert schema["additionalProperties"] is False
    assert schema["$defs"]["StepFile"]["properties"]["kind"]["enum"] == list(KINDS)
    assert schema["$defs"]["StepFile"]["properties"]["help"]["description"]


@pytest.mark.parametrize("path", DEFINITIONS, ids=lambda path: path.stem)
def test_our_flows_satisfy_the_schema(path: Path) -> None:
    """As an editor reads it: numbers and true or false are such, and words are words (YAML 1.2)."""
    data = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(json.loads(schema_json())).validate(data)


STEP: Final = {"step": "a", "kind": "text", "ask": "What?"}


def flow(**step: Any) -> dict[str, Any]:
    return {"flow": "f", "title": "F", "sections": [{"section": "s", "title": "S", "steps": [{**STEP, **step}]}]}


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("aks", "x", 'a step has no key "aks". Did you mean "ask"?'),
        ("when", None, "when: has nothing after it"),
        ("help", ["x"], "help: wants a text here"),
        ("skippable", "no", 'skippable: is true or false, not "no"'),
        ("checks", {"must": "x"}, "checks: wants a list"),
        ("options", ["yes", "no"], "options: wants a mapping"),
        ("options", {"/back": "Back"}, '"/back" cannot be the id of an option'),
        ("options", {"a,b": "Both"}, '"a,b" cannot be the id of an option'),
        ("options", {"a": {"short": "A"}}, "this option has no label: add label:"),
        ("options", {"a": {"label": "A", "colour": "red"}}, 'an option has no key "colour". It has label, short'),
        ("count", {"at_least": "some"}, 'at_least: wants a whole number, not "some"'),
        ("min_length", "-1", "min_length: is at least 0"),
        ("currency", "rupees", "is not a currency"),
        ("outcome", "done", "outcome: is one of 'completed' or 'ended', not \"done\""),
        ("fills", "Contact.Name", '"Contact.Name" cannot be used for fills'),
        ("ask", "x" * 4001, "ask: is longer than 4000 characters"),
        ("was", ["a b"], '"a b" cannot be used for was'),
        ("step", "9a", '"9a" cannot be used for step'),
        ("kind", "txt", 'there is no kind "txt". Did you mean "text"?'),
    ],
)
def test_faults_are_said_in_plain_words(key: str, value: Any, message: str) -> None:
    file, wrong = read_flow(flow(**{key: value}))
    assert file is not None, "what is wrong is taken out, the rest is read"
    assert [message in each.message for each in wrong] == [True], wrong


def test_one_fault_hides_no_other_and_moves_nothing() -> None:
    data = flow()
    data["sections"][0]["steps"] = ["junk", {"step": "b"}, {**STEP, "skippable": "x"}]
    file, wrong = read_flow(data)
    assert file is not None
    assert [(each.keys[-2:], each.code) for each in wrong] == [
        (("steps", 0), "type"),
        (("steps", 1), "missing-key"),
        ((2, "skippable"), "type"),
    ]
    assert [step.step for step in file.sections[0].steps] == ["unnamed", "b", "a"]


@pytest.mark.parametrize(
    "data", [None, [], "x", {}, {"sections": None}, {"sections": [None]}, {"flow": {}, "score": {}, "languages": "en"}]
)
def test_whatever_it_is_it_is_read_or_refused(data: Any) -> None:
    file, wrong = read_flow(data)
    assert wrong
    assert file is None or isinstance(file, FlowFile)


def test_numbers_and_truths_from_yaml_are_taken_as_they_are_written() -> None:
    file, wrong = read_flow(flow(example="27", label="2024", skippable="true", min_length="3", at_least="true"))
    assert wrong == []
    assert file is not None
    step = file.sections[0].steps[0]
    assert (step.example, step.label, step.skippable, step.min_length) == ("27", "2024", True, 3)
    assert OPTION_PATTERN.startswith("^[A-Za-z0-9]")
