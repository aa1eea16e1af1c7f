"""Ids of things others can name: 128 random bits, 22 letters that are safe in a URL.

Contacts, sessions, documents, leads, offers and partners are named by such strings, made before the row exists: they
go into tokens, links and files, must not be guessable or countable from outside, and law 5 wants them derived from the
inbox key (`Vault.derived_id`). Events, outbox rows and audit lines are named by the database's own integers: they are
never shown, and their order is the order of writing.
"""

import base64
import secrets

ID_LENGTH = 22


def new_id() -> str:
    """A fresh unguessable id."""
    return short(secrets.token_bytes(16))


def new_secret() -> str:
    """A 256-bit bearer secret: shown once, stored only as a keyed hash."""
    return secrets.token_urlsafe(32)


def short(raw: bytes) -> str:
    """Sixteen bytes as 22 letters, of which the first is no hyphen: a command line would take the id for an option."""
    text = base64.urlsafe_b64encode(raw[:16]).rstrip(b"=").decode()
    return "_" + text[1:] if text.startswith("-") else text
