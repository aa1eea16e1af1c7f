"""What a person sees of the bot before and beside the conversation: its command menu, its description, its short description.

Telegram shows them in the language of the app, which in India is mostly English; so they are set once for every language, and again
for a chat (`BotCommandScopeChat`) as soon as its person has chosen one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.channels.contract import Call
from locales.graphemes import graphemes

COMMANDS: Final = ("language", "back", "skip", "review", "help", "human", "status", "mydata", "later", "stop")
"""In the order in which they are shown; the words are the catalog's."""
COMMAND_DESCRIPTION: Final = 256  # Bot API, BotCommand
DESCRIPTION: Final = 512  # Bot API, setMyDescription: shown in an empty chat
SHORT_DESCRIPTION: Final = 120  # Bot API, setMyShortDescription: on the profile, and with a shared link


@dataclass(frozen=True, slots=True)
class Profile:
    """The bot in one language. `commands`: name of COMMANDS -> what it does."""

    commands: Mapping[str, str]
    description: str = ""
    short_description: str = ""


def profile_calls(profiles: Mapping[str, Profile], default: str = "en") -> tuple[Call, ...]:
    """Sent at every start; the same again costs nothing. `default` is for apps in a language that we do not speak."""
    calls: list[Call] = []
    if default in profiles:
        calls += _calls(profiles[default], None)
    for language, profile in profiles.items():
        calls += _calls(profile, language)
    return tuple(calls)


def chat_menu(chat: str, profile: Profile) -> Call:
    """The command menu of one chat, whatever the app's language is."""
    return Call("setMyCommands", {"commands": _menu(profile), "scope": {"type": "chat", "chat_id": int(chat)}})


def forget_chat_menu(chat: str) -> Call:
    """After an erase: nothing remembers which language this chat had."""
    return Call("deleteMyCommands", {"scope": {"type": "chat", "chat_id": int(chat)}})


def _calls(profile: Profile, language: str | None) -> list[Call]:
    code = {} if language is None else {"language_code": language}
    private = {"type": "all_private_chats"}
    return [
        Call("setMyCommands", {"commands": _menu(profile), "scope": private, **code}),
        Call("setMyDescription", {"description": _cut(profile.description, DESCRIPTION), **code}),
        Call(
            "setMyShortDescription", {"short_description": _cut(profile.short_description, SHORT_DESCRIPTION), **code}
        ),
    ]


def _menu(profile: Profile) -> list[dict[str, str]]:
    return [
        {"command": name, "description": _cut(profile.commands[name], COMMAND_DESCRIPTION)}
        for name in COMMANDS
        if profile.commands.get(name)
    ]


def _cut(text: str, most: int) -> str:
    """At most `most` characters, never in the middle of a letter."""
    if len(text) <= most:
        return text
    kept = ""
    for letter in graphemes(text):
        if len(kept) + len(letter) >= most:
            break
        kept += letter
    return kept + "…"
