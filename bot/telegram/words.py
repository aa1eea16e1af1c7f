"""The channel's own words, from the catalog: on keyboards, in the command menu, on the bot's profile."""

from __future__ import annotations

from bot.channels.telegram import keyboards
from bot.channels.telegram.menus import COMMANDS, Profile
from locales.catalog import Words
from locales.languages import LANGUAGES


def keyboard_words(words: Words, language: str) -> keyboards.Words:
    """What stands on buttons that every keyboard may have."""
    return keyboards.Words(
        done=words.say("telegram.done", language, {}),
        change=words.say("telegram.change", language, {}),
        share_phone=words.say("telegram.share-phone", language, {}),
        share_location=words.say("telegram.share-location", language, {}),
    )


def stale(words: Words, language: str) -> str:
    """The toast of a button that means nothing any more."""
    return words.say("telegram.stale", language, {})


def profile(words: Words, language: str) -> Profile:
    """The bot in one language."""
    return Profile(
        commands={name: words.say(f"telegram.command-{name}", language, {}) for name in COMMANDS},
        description=words.say("telegram.description", language, {}),
        short_description=words.say("telegram.short-description", language, {}),
    )


def profiles(words: Words) -> dict[str, Profile]:
    """Every language in which it is said; where a catalog lacks it, the app's own fall-back is better than English twice."""
    spoken = [one for one in LANGUAGES if not words.fell_back("telegram.description", one)]
    return {language: profile(words, language) for language in spoken}
