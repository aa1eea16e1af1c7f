"""Where Chromium is on this machine, and the flags with which tests start it."""

from __future__ import annotations

import os
import shutil

# Debian's and Google's names. SAATHI_CHROMIUM names another, for machines that keep it elsewhere.
_NAMES = ("chromium", "chromium-browser", "google-chrome")

# Root has no sandbox in a container; the rest keeps the browser from calling home.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium() -> str | None:
    """The path of a Chromium that can be run, or None."""
    named = os.environ.get("SAATHI_CHROMIUM")
    return next(filter(None, map(shutil.which, [named] if named else _NAMES)), None)
