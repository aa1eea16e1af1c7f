"""What a button carries: at most 64 ASCII bytes that know the session, the step, the option and the prompt. Never a label.

    verb revision | session | prompt | path | option        "o0|k3f9|c|products#2.name|yes"

Numbers are in base 36. What does not fit is replaced by `~` and a short hash, the path first, then the option: `expand` finds the
words again among those of the flow. Revision is the count of changes made to the keyboard in place. It makes (chat, message, token)
the identity of *one* press: the same tap delivered twice, even under two update ids, is one token; the next press of the same toggle
is another, since the keyboard was edited in between.
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

MOST: Final = 64  # bytes: Bot API, InlineKeyboardButton.callback_data
Verb = Literal["option", "toggle", "page", "done"]
_VERBS: Final[dict[Verb, str]] = {"option": "o", "toggle": "t", "page": "p", "done": "d"}
_LETTERS: Final = {letter: verb for verb, letter in _VERBS.items()}
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Token:
    verb: Verb
    session: str
    prompt: int
    path: str
    option: str
    """The option's id or a command; for a pager the page."""
    revision: int = 0


def encode(token: Token) -> str:
    """Always 1-64 bytes of ASCII."""
    head = _VERBS[token.verb] + _base36(token.revision)
    session, path, option = (_plain(part) for part in (token.session, token.path, token.option))
    for attempt in (
        (session, path, option),
        (session, hashed(token.path), option),
        (session, hashed(token.path), hashed(token.option)),
        (hashed(token.session), hashed(token.path), hashed(token.option)),
    ):
        text = "|".join((head, attempt[0], _base36(token.prompt), attempt[1], attempt[2]))
        if len(text) <= MOST:
            return text
    raise ValueError(f"prompt {token.prompt} and revision {token.revision} do not fit a token of {MOST} bytes")


def decode(text: str) -> Token | None:
    """None for what no bot of ours wrote."""
    parts = text.split("|")
    if len(parts) != 5 or len(text) > MOST or not text.isascii() or not parts[0]:
        return None
    verb = _LETTERS.get(parts[0][0])
    revision, prompt = _from_base36(parts[0][1:]), _from_base36(parts[2])
    if verb is None or revision is None or prompt is None:
        return None
    return Token(verb, parts[1], prompt, parts[3], parts[4], revision)


def unhash(part: str, words: Iterable[str]) -> str:
    """The word of which `part` is the hash; `part` itself if it is none, or of none of them."""
    if not part.startswith("~"):
        return part
    return next((word for word in words if hashed(word) == part), part)


@lru_cache(maxsize=8192)
def hashed(word: str) -> str:
    """9 characters: 40 bits, ample among one flow's words."""
    return (
        "~" + b32encode(hashlib.blake2s(word.encode("utf-8", "surrogatepass"), digest_size=5).digest()).decode().lower()
    )


def _plain(word: str) -> str:
    return hashed(word) if not word.isascii() or not word.isprintable() or "|" in word or word.startswith("~") else word


def _base36(number: int) -> str:
    text = ""
    number = max(number, 0)
    while True:
        number, digit = divmod(number, 36)
        text = _DIGITS[digit] + text
        if not number:
            return text


def _from_base36(text: str) -> int | None:
    if not 0 < len(text) <= 12 or any(letter not in _DIGITS for letter in text):
        return None
    return int(text, 36)
