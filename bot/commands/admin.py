"""`saathi admin link`: the one way in. The link goes to the terminal and nowhere else."""

from __future__ import annotations

import json

import click

from bot.commands.opened import opened
from bot.settings import Settings
from bot.web.sign_in import admin_link


@click.group("admin")
def admin() -> None:
    """The admin's desk.

    Example: saathi admin link
    """


@admin.command("link")
@click.option("--json", "as_json", is_flag=True, help="JSON, for programs.")
def link(as_json: bool) -> None:
    """Print a one-time sign-in address, alone on a line. It works once, for 15 minutes.

    Example: saathi admin link
    """
    with opened() as database:
        made = admin_link(database, Settings.load().base_url)
    click.echo(json.dumps({"url": made}) if as_json else made)
