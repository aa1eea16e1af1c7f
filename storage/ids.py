"""Ids of things others can name: 22 letters that are safe in a URL, of which nobody can guess the next.

Contacts, sessions, documents, leads, offers and partners are named by such strings, made before the row exists: they
go into tokens, links and files, must not be guessable or countable from outside, and law 5 wants them derived from the
inbox key (`Vault.derived_id`). Events, outbox rows and audit lines are named by the database's own integers: they are
never shown, and their order is the order of writing.

Where there are many of a kind, an id begins with its time and goes on with 90 bits that cannot be foreseen. What is talked about in
one hour was mostly begun in one hour: its rows then lie side by side in every index, a commit of many conversations touches two
thirds fewer pages of them (measured), and those of long ago can rest on the disk.
"""

import base64
import secrets

ID_LENGTH = 22
_IN_ORDER = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
"""The letters of base64url in the order in which databases sort them."""
_STAMP = tuple(range(36, -1, -6))
"""Seven letters of six bits: milliseconds until the year 2109."""


def new_id() -> str:
    """A fresh unguessable id."""
    return short(secrets.token_bytes(16))


def new_secret() -> str:
    """A 256-bit bearer secret: shown once, stored only as a keyed hash."""
    return secrets.token_urlsafe(32)


def short(raw: bytes, at: int | None = None) -> str:
    """Sixteen bytes as 22 letters, of which the first is no hyphen: a command line would take the id for an option.

    `at`, in microseconds: the first seven letters say when, and sort so.
    """
    text = base64.urlsafe_b64encode(raw[:16]).rstrip(b"=").decode()
    if at is not None:
        text = _stamp(at) + text[len(_STAMP) :]
    return "_" + text[1:] if text.startswith("-") else text


def _stamp(at: int) -> str:
    milliseconds = at // 1000
    return "".join([_IN_ORDER[milliseconds >> shift & 63] for shift in _STAMP])
