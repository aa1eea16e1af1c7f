"""The command `saathi`.

Errors are one clear line: exit 1 when something failed, 2 when the command line was wrong. `--debug` shows the trace.

A command's module is imported when it is asked for: `saathi read` must not wait for a web server's libraries.
"""

from __future__ import annotations

import importlib
import io
import sys
import traceback
from typing import Final

import click

from bot.memory import loading
from bot.settings import SettingsError

COMMANDS: Final[dict[str, tuple[str, str, str]]] = {
    "serve": ("bot.commands.serve", "serve", "Serve the chat, the partner portal and API, and the admin pages."),
    "play": ("bot.commands.play", "play", "Converse with a flow in the terminal, or run a script of it."),
    "read": ("bot.commands.read", "read", "Say what the bot understands of a reply."),
    "detect": ("bot.commands.read", "detect_command", "Say in which language a text is."),
    "flow": ("bot.commands.flow", "flow", "Check, test, draw and publish flows."),
    "i18n": ("bot.commands.i18n", "i18n", "Translate the bot and its flows."),
    "document": ("bot.commands.document", "document", "Look at papers as the bot does."),
    "partner": ("bot.commands.partner", "partner", "Add partners, make their keys."),
    "lead": ("bot.commands.lead", "lead", "List, show, explain, export, release and merge leads."),
    "contact": ("bot.commands.contact", "contact", "Show, export or erase one person's data."),
    "admin": ("bot.commands.admin", "admin", "Make a sign-in link for an admin."),
    "db": ("bot.commands.db", "db", "Upgrade, check, back up and restore the database."),
    "demo": ("bot.commands.demo", "demo", "Make or remove the example data."),
    "doctor": ("bot.commands.doctor", "doctor", "Check that everything is set up."),
    "telegram-sandbox": (
        "bot.commands.sandbox",
        "sandbox",
        "Run a Telegram Bot API double for authors without a token.",
    ),
}
"""Name -> module, attribute, what `saathi --help` says of it."""


class Lazily(click.Group):
    """A group whose commands are imported when they are run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        with loading():
            command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, told) for name, (_, _, told) in COMMANDS.items()])


@click.group(cls=Lazily, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="saathi")
@click.option("--debug", is_flag=True, help="Show the trace of an error; it may stand after a command too.")
def cli(debug: bool) -> None:  # main reads the flag: parsing itself may fail
    """Saathi takes small traders, in their own language, through becoming exporters.

    Example: saathi play export_onboarding --language hi
    """


def main() -> None:
    """Run the command of this process and exit: 0 done, 1 failed, 2 used wrongly."""
    words, debug = _debug(sys.argv[1:])
    if sys.stdin is None:  # started with it closed: nobody will type anything
        sys.stdin = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    try:
        cli.main(words, standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as wrong:
        click.echo(wrong.format_message(), err=True)
        sys.exit(2)
    except click.ClickException as wrong:
        _fail(" ".join(wrong.format_message().split()), 2 if isinstance(wrong, click.UsageError) else 1, debug)
    except click.Abort:
        _fail("stopped", 1, debug)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except BrokenPipeError:
        sys.exit(1)  # whoever read our output has enough
    except SettingsError as wrong:
        _fail(str(wrong), 1, debug)
    except Exception as wrong:  # noqa: BLE001 - the last place: one line, whatever it was
        _fail(_in_a_line(wrong), 1, debug)


def _in_a_line(wrong: Exception) -> str:
    kind = type(wrong)
    if kind.__name__ in ("DatabaseError", "DocumentStoreError", "Unacknowledged") and not kind.__module__.startswith(
        "sqlalchemy"
    ):
        return str(wrong)
    if kind.__module__.startswith("sqlalchemy"):
        from storage.failures import in_words

        if (words := in_words(wrong)) is not None:
            return words
    return f"{kind.__name__}: {' '.join(str(wrong).split())} (--debug shows where)"


def _debug(words: list[str]) -> tuple[list[str], bool]:
    """The command line without `--debug`, which may stand anywhere before a lone `--`: also after the command, as people add it."""
    end = words.index("--") if "--" in words else len(words)
    kept = [word for word in words[:end] if word != "--debug"]
    return kept + words[end:], len(kept) < end


def _fail(line: str, code: int, debug: bool) -> None:
    if debug:
        traceback.print_exc()
    click.echo(f"saathi: {line}", err=True)
    sys.exit(code)
