"""The command `saathi`.

Errors are one clear line: exit 1 when something failed, 2 when the command line was wrong. `--debug` shows the trace.
"""

from __future__ import annotations

import sys
import traceback

import click

from bot.commands.db import db
from bot.commands.demo import demo
from bot.commands.flow import flow
from bot.commands.i18n import i18n
from bot.commands.lead import lead
from bot.commands.partner import partner
from bot.commands.play import play
from bot.commands.read import detect_command, read
from bot.commands.serve import serve
from bot.documents.command import document_group
from bot.library import problem_in
from bot.settings import SettingsError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="saathi")
@click.option("--debug", is_flag=True, help="Show the trace of an error.")
def cli(debug: bool) -> None:  # main reads the flag: parsing itself may fail
    """Saathi takes small traders, in their own language, through becoming exporters.

    Example: saathi --version
    """


for command in (serve, flow, i18n, play, read, detect_command, document_group(problem_in), partner, lead, db, demo):
    cli.add_command(command)


def main() -> None:
    """Run the command of this process and exit: 0 done, 1 failed, 2 used wrongly."""
    debug = "--debug" in sys.argv[1:]
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as wrong:
        click.echo(wrong.format_message(), err=True)
        sys.exit(2)
    except click.ClickException as wrong:
        _fail(wrong.format_message(), 2 if isinstance(wrong, click.UsageError) else 1, debug)
    except click.Abort:
        _fail("stopped", 1, debug)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except SettingsError as wrong:
        _fail(str(wrong), 1, debug)
    except Exception as wrong:  # noqa: BLE001 - the last place: one line, whatever it was
        _fail(f"{type(wrong).__name__}: {wrong} (--debug shows where)", 1, debug)


def _fail(line: str, code: int, debug: bool) -> None:
    if debug:
        traceback.print_exc()
    click.echo(f"saathi: {line}", err=True)
    sys.exit(code)
