"""Ids of things others can name: 22 letters that are safe in a URL, of which nobody can guess the next.

Contacts, sessions, documents, leads, offers and partners are named by such strings, made before the row exists: they
go into tokens, links and files, must not be guessable or countable from outside, and law 5 wants them derived from the
inbox key (`Vault.derived_id`). Events, outbox rows and audit lines are named by the database's own integers: they are
never shown, and their order is the order of writing.

Where there are many of a kind, an id begins with its time and goes on with 84 bits that cannot be foreseen. What is talked about in
one hour was mostly begun in one hour: its rows then lie side by side in every index, a commit of many conversations touches half
the pages (measured), and those of long ago can rest on the disk.
"""

import base64
import secrets

ID_LENGTH = 22
_STAMP = 8
"""Letters of five bits: hundredths of a second until the year 2318. Digits and small letters sort alike in every collation."""


def new_id() -> str:
    """A fresh unguessable id."""
    return short(secrets.token_bytes(16))


def new_secret() -> str:
    """A 256-bit bearer secret: shown once, stored only as a keyed hash."""
    return secrets.token_urlsafe(32)


def short(raw: bytes, at: int | None = None) -> str:
    """Sixteen bytes as 22 letters, of which the first is no hyphen: a command line would take the id for an option.

    `at`, in microseconds: the first eight letters say when, and sort so.
    """
    text = base64.urlsafe_b64encode(raw[:16]).rstrip(b"=").decode()
    if at is not None:
        return _stamp(at) + text[_STAMP:]
    return "_" + text[1:] if text.startswith("-") else text


def _stamp(at: int) -> str:
    hundredths = at // 10_000 & (1 << 5 * _STAMP) - 1
    return base64.b32hexencode(hundredths.to_bytes(5, "big")).decode().lower()
