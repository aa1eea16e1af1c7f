"""`saathi read` and `saathi detect` as scripts call them: a line for each text, whatever it is, and exit 0."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.commands.read import READABLE, detect_command, read

FLOW = """
flow: stall
title: A stall
sections:
  - section: one
    title: One
    repeat: {at_least: 1, at_most: 2, another: "Another?", item: Thing}
    steps:
      - step: colour
        kind: choice
        ask: Which colour?
        options: {red: {label: Red, synonyms: [laal]}, blue: Sky blue, "7": Seven}
      - {step: age, kind: number, ask: How old?, at_most: 99}
"""
NASTY = (
    "",
    " ",
    "-",
    "--",
    "-5",
    "- 5 lakh",
    "-hello",
    "\u202e12",
    "\ud800",
    "👍",
    "%s",
    "{x}",
    "\x07",
    "0" * 5000,
    "लाख" * 2000,
)


def said(*args: str, given: str | bytes | None = None) -> list[dict[str, Any]]:
    run = CliRunner().invoke(read, args, input=given)
    assert run.exit_code == 0, run.output
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_a_line_for_each_text_in_order() -> None:
    assert said("number", "५ लाख", "none", "12.5") == [
        {"ok": True, "value": "500000", "display": "5,00,000"},
        {"ok": False, "problem": "not-a-number", "say": "Please send only a number, for example 500 or 5 lakh."},
        {"ok": True, "value": "12.5", "display": "12.5"},
    ]


def test_a_minus_begins_a_text_and_a_misspelt_option_does_not() -> None:
    assert [line["value"] for line in said("number", "-5", "--language", "hi", "- 12", "--", "--3")[:2]] == [
        "-5",
        "-12",
    ]
    wrong = CliRunner().invoke(read, ["number", "--langage", "hi", "5"])
    assert wrong.exit_code == 2 and "--language" in wrong.output
    assert CliRunner().invoke(detect_command, ["-नमस्ते", "- hello"]).exit_code == 0


def test_standard_input_a_line_each() -> None:
    lines = said("phone", "98123 45678", "-", given="9812345678\r\n\n+91 0\n")
    assert [line["ok"] for line in lines] == [True, True, False, False]
    assert len(said("text", "-", given=b"\xff\xfeRavi\nAsha\n")) == 2


@pytest.mark.parametrize("kind", [kind for kind in READABLE if kind not in ("choice", "choices")])
def test_no_text_of_any_kind_breaks_it(kind: str) -> None:
    for line in said(kind, "--", *NASTY, given=""):
        assert set(line) >= ({"ok", "value", "display"} if line["ok"] else {"ok", "problem", "say"})
        assert line["ok"] or (line["say"].strip() and "{" not in line["say"])


def test_options_of_a_step_and_its_limits(tmp_path: Path) -> None:
    (tmp_path / "stall.yaml").write_text(FLOW, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        step = ("--step", "stall.yaml.one.colour")
        lines = said("choice", "laal", "sky", "3", "7", "green", "9", *step)
        assert [line.get("value") for line in lines] == ["red", None, "7", "7", None, None]
        assert lines[1]["did_you_mean"] == ["blue"] and lines[1]["say"].endswith("Did you mean Sky blue?")
        assert lines[4]["problem"] == "choose-one"
        assert said("number", "100", "--step", "stall.yaml.one.age")[0]["problem"] == "number-too-big"


def test_a_near_miss_names_the_character_and_asks() -> None:
    (line,) = said("gstin", "27AAPFUO939F1ZV")
    assert line["say"] == "Character 8 looks mistyped: O, perhaps 0. Did you mean 27AAPFU0939F1ZV?"
    assert line["did_you_mean"][0]["pan"] == "AAPFU0939F"
    (line,) = said("date", "kal", "--now", "2026-11-23")
    assert line["say"].endswith("Which of these did you mean? 22 November 2026 / 24 November 2026")


def test_an_aadhaar_number_is_refused_and_not_repeated() -> None:
    (line,) = said("text", "2341 2341 2346")
    assert line["problem"] == "aadhaar" and "2341" not in json.dumps(line)


def test_a_command_is_the_whole_message_or_none() -> None:
    assert [line["value"] for line in said("command", "wapas", "please help", "back pain balm", "")] == [
        "back",
        "help",
        None,
        None,
    ]


@pytest.mark.parametrize(
    "args", [["nothing", "x"], ["choice", "x"], ["number"], ["number", "x", "--step", "none.such"]]
)
def test_a_wrong_use_is_one_line(args: list[str]) -> None:
    run = CliRunner().invoke(read, args)
    assert run.exit_code in (1, 2) and "Traceback" not in run.output
