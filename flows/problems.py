"""Why a reply was not accepted. The trader can fix a problem; an error is ours.

A problem is a key and what its sentence needs; the sentences are in `locales/problem_sentences.py`, translated under the context
`problem.<key>`. Parameters are plain text or whole numbers and never hold a whole reply: at most the few characters that look wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from flows.record import record

Param = str | int


@record
class Problem:
    """`key` is stable kebab-case; `params` are what the sentence's placeholders name."""

    key: str
    params: Mapping[str, Param] = field(default_factory=dict)


def problem(key: str, **params: Param) -> Problem:
    """`problem("gstin-length", got=14)`."""
    return Problem(key, params)
