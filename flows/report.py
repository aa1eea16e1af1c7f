"""Faults for people and for programs: plain lines, JSON, GitHub's annotations, SARIF. Pure: each gives a text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, Literal, TypeAlias, get_args
from urllib.parse import quote

from flows.fault_codes import CODES
from flows.faults import Fault

Format: TypeAlias = Literal["text", "json", "github", "sarif"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)


def report(faults: Iterable[Fault], format: Format = "text") -> str:
    """The faults as one text, without a line break at its end."""
    return _FORMATS[format](sorted(faults))


def _text(faults: list[Fault]) -> str:
    lines = [
        f"{fault.file}:{fault.line}:{fault.col}: {fault.level}: {fault.message} [{fault.code}]" for fault in faults
    ]
    errors = sum(1 for fault in faults if fault.level == "error")
    counted = [_counted(errors, "error"), _counted(len(faults) - errors, "warning")]
    return "\n".join([*lines, " and ".join(each for each in counted if each) or "no faults"])


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}" if number else ""


def _json(faults: list[Fault]) -> str:
    return json.dumps([fault.as_json() for fault in faults], ensure_ascii=False, indent=2)


def _github(faults: list[Fault]) -> str:
    """https://docs.github.com/actions/reference/workflow-commands-for-github-actions: one command a line, its own escapes."""
    return "\n".join(
        f"::{fault.level} file={_escaped(fault.file, ':,')},line={fault.line},col={fault.col},"
        f"title={_escaped(fault.code, ':,')}::{_escaped(fault.message)}"
        for fault in faults
    )


def _escaped(text: str, also: str = "") -> str:
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _sarif(faults: list[Fault]) -> str:
    """SARIF 2.1.0, which code hosts show beside the lines."""
    used = sorted({fault.code for fault in faults})
    run = {
        "tool": {
            "driver": {
                "name": "saathi flow check",
                "rules": [{"id": code, "shortDescription": {"text": CODES.get(code, code)}} for code in used],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(fault, used.index(fault.code)) for fault in faults],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _sarif_result(fault: Fault, rule: int) -> dict[str, Any]:
    place = {
        "artifactLocation": {"uri": quote(fault.file.replace("\\", "/"), safe="/:")},
        "region": {"startLine": fault.line, "startColumn": fault.col},
    }
    return {
        "ruleId": fault.code,
        "ruleIndex": rule,
        "level": fault.level,
        "message": {"text": fault.message},
        "locations": [{"physicalLocation": place}],
    }


_FORMATS: Final[Mapping[str, Callable[[list[Fault]], str]]] = {
    "text": _text,
    "json": _json,
    "github": _github,
    "sarif": _sarif,
}
