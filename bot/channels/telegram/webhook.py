"""Webhook: what proves that a request is Telegram's, and the calls that set it up. The route itself only commits, then answers 200."""

from __future__ import annotations

import hmac
from typing import Final

from bot.channels.contract import Call
from bot.channels.telegram.transport import ALLOWED_UPDATES

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (a header's name)
PATH: Final = "/telegram/webhook"
MOST_BYTES: Final = 1_000_000
"""Far above any update: a text is 4096 characters and files are not in it."""


def is_telegram(given: str | None, secret: str) -> bool:
    """Whether the header holds the secret, in a time that tells nothing about it. An empty secret accepts nobody."""
    return bool(secret) and hmac.compare_digest((given or "").encode("utf-8", "surrogatepass"), secret.encode())


def set_webhook(public_url: str, secret: str, connections: int = 40) -> Call:
    """Updates waiting at Telegram stay: nothing that was said while we were away is lost."""
    return Call(
        "setWebhook",
        {
            "url": public_url.rstrip("/") + PATH, "secret_token": secret, "allowed_updates": list(ALLOWED_UPDATES),
            "max_connections": connections, "drop_pending_updates": False,
        },
    )  # fmt: skip


def drop_webhook() -> Call:
    """Before polling: while a webhook is set, getUpdates is a conflict."""
    return Call("deleteWebhook", {"drop_pending_updates": False})
