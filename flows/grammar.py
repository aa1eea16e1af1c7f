"""Reads a condition's text into Python's own syntax tree, and never more than that: nothing is compiled or run by Python.

`ast.parse` is not made for strangers' text: nested brackets exhaust its stack (MemoryError, RecursionError), a backslash makes it
warn, a NUL is a ValueError. So the text is scanned first, character by character, and what could only be junk is refused
with its place; the scan also knows the slips that people make (`=`, `&&`, curly quotes) and says what to write instead.
Offsets count characters from 0 within the text.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import Final

MOST_CHARACTERS: Final = 1000
MOST_BRACKETS: Final = 20
MOST_NODES: Final = 400
MOST_DEPTH: Final = 30


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """What is wrong in a condition, and where in its text."""

    offset: int
    code: str
    message: str


class ConditionError(Exception):
    """A condition cannot be used; `mistakes` holds everything that is wrong with it."""

    def __init__(self, mistakes: list[Mistake] | tuple[Mistake, ...]) -> None:
        self.mistakes = tuple(sorted(set(mistakes)))
        super().__init__("; ".join(mistake.message for mistake in self.mistakes))


def syntax_error(offset: int, message: str) -> ConditionError:
    return ConditionError([Mistake(offset, "condition-syntax", message)])


_SLIPS: Final = (
    (re.compile(r"&&?"), 'write "and" for "{0}"'),
    (re.compile(r"\|\|?"), 'write "or" for "{0}"'),
    (re.compile(r"!(?!=)"), 'write "not" for "{0}"'),
    (re.compile(r"<>"), 'write "!=" for "{0}"'),
    (re.compile(r"===|=>|=<|=(?!=)"), 'write "==" (or ">=", "<=") for "{0}"'),
    (re.compile(r"\b(AND|OR|NOT|IN)\b"), 'write "and", "or", "not", "in" in small letters, not "{0}"'),
    (re.compile(r"[“”‘’„«»]"), "use straight quotation marks for {0}"),
    (
        re.compile(r"(?<![\w.])\d[\d_]*(\.\d+)?[^\W\d_]"),
        'put quotation marks around a code, or a space after the number: "{0}"',
    ),
)
# Two-character signs first, so that the `=` in `>=` is never taken for a lone one.
_SIGN: Final = re.compile(r"==(?!=)|!=|<=|>=(?!=)")
_CLOSING: Final = {")": "(", "]": "[", "}": "{"}


def parse(source: str) -> ast.expr:
    """The syntax tree of a condition, its columns turned into character offsets (in `col_offset`).

    Raises ConditionError.
    """
    if len(source) > MOST_CHARACTERS:
        raise syntax_error(
            MOST_CHARACTERS, f"a condition has at most {MOST_CHARACTERS} characters, this one {len(source)}"
        )
    if not source.strip():
        raise syntax_error(0, "the condition is empty")
    text = re.sub(r"[\r\n\t]", " ", source)
    scan(text)
    start = len(text) - len(text.lstrip())
    try:
        tree = _tree(text[start:])
    except SyntaxError as error:
        # Python gives characters here, from 1, and 0 where the text ends too early.
        offset = start + error.offset - 1 if error.offset else len(text)
        raise syntax_error(min(offset, len(text.rstrip())), _syntax_words(error)) from None
    except (ValueError, MemoryError, RecursionError):
        raise syntax_error(start, "this is not a condition") from None
    _measure(tree)
    _to_characters(tree, text[start:], start)
    return tree


def _tree(text: str) -> ast.expr:
    """Python before 3.11.8 counts the depth of all threads' trees together, and may call a good one a SystemError
    (python/cpython#106905): then once more.
    """
    for _ in range(20):
        try:
            return ast.parse(text, mode="eval").body
        except SystemError:
            continue
    raise MemoryError


def _syntax_words(error: SyntaxError) -> str:
    message = error.msg or ""
    if "was never closed" in message or "unexpected EOF" in message:
        return "a bracket or a quotation mark is never closed"
    if "unterminated" in message:
        return "a quotation mark is never closed"
    return "this is not a condition: something is missing or too much here"


def scan(text: str) -> None:
    """Refuses what Python's parser should never see, and names common slips."""
    open_brackets: list[str] = []
    at = 0
    while at < len(text):
        character = text[at]
        if character in "\"'":
            end = text.find(character, at + 1)
            if end < 0:
                raise syntax_error(at, "a quotation mark is never closed")
            _refuse_in(text, at, end)
            at = end + 1
            continue
        if (
            character in "\\#;`$?@^~%"
            or (ord(character) < 32)
            or 0xD800 <= ord(character) <= 0xDFFF
            or character == "\x7f"
        ):
            raise syntax_error(at, f"a condition cannot contain {character!r}")
        if character in "([{":
            open_brackets.append(character)
            if len(open_brackets) > MOST_BRACKETS:
                raise syntax_error(at, f"brackets are nested more than {MOST_BRACKETS} deep")
        elif character in _CLOSING and (not open_brackets or open_brackets.pop() != _CLOSING[character]):
            raise syntax_error(at, f"{character} closes nothing")
        elif (sign := _SIGN.match(text, at)) is not None:
            at = sign.end()
            continue
        _refuse_slips(text, at)
        at += 1


def _refuse_in(text: str, start: int, end: int) -> None:
    for at in range(start, end):
        if text[at] == "\\" or ord(text[at]) < 32 or 0xD800 <= ord(text[at]) <= 0xDFFF:
            raise syntax_error(at, f"a text in a condition cannot contain {text[at]!r}")


def _refuse_slips(text: str, at: int) -> None:
    for pattern, message in _SLIPS:
        found = pattern.match(text, at)
        if found is not None:
            raise syntax_error(at, message.format(found.group()))


def _measure(tree: ast.expr) -> None:
    """Counts nodes and depth without recursion: the walk that follows is recursive."""
    nodes = 0
    level: list[ast.AST] = [tree]
    for _ in range(MOST_DEPTH * 2):  # an expression and its operator or context are two levels of the tree
        nodes += len(level)
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        if not level or nodes > MOST_NODES:
            break
    if level:
        raise syntax_error(0, "the condition is too long or nested too deeply: split it over several steps")


def _to_characters(tree: ast.expr, text: str, start: int) -> None:
    """`ast` counts bytes of UTF-8; people and editors count characters."""
    encoded = text.encode()
    for node in ast.walk(tree):
        if isinstance(node, ast.expr):
            node.col_offset = start + len(encoded[: node.col_offset].decode(errors="ignore"))
            if node.end_col_offset is not None:
                node.end_col_offset = start + len(encoded[: node.end_col_offset].decode(errors="ignore"))
