"""A double of Telegram's Bot API that speaks HTTP, so that either client library runs against it with only its base URL changed.

It is a product: `saathi telegram-sandbox` lets the author of a flow try it in a browser without a token. It behaves as Telegram does in
what a conversation meets (limits, errors, albums, retry_after, file sizes, redelivery) and refuses the rest with 404 or 400 and words,
because a double that nods at everything proves nothing. `NOT_MODELLED` says what is left out.
"""

from bot.channels.telegram.sandbox.people import Group, User
from bot.channels.telegram.sandbox.server import Sandbox, run
from bot.channels.telegram.sandbox.world import Fault, Recorded

NOT_MODELLED = (
    "channels, what people in a group say to each other, forum topics",
    "inline mode, payments, stickers and games sent by the bot, business accounts, forwarding",
    "entities given as lists, MarkdownV2, link previews, custom emoji, media edited in place, files sent by URL",
    "webhooks with a certificate or a fixed address, answers to a webhook that hold a method, TLS",
    "how long Telegram keeps undelivered updates (24 hours) and how it spaces webhook retries beyond the first minute",
)

__all__ = ["NOT_MODELLED", "Fault", "Group", "Recorded", "Sandbox", "User", "run"]
