"""`saathi document …` with the bot's words in every language."""

from __future__ import annotations

from bot.documents.command import document_group
from bot.library import problem_in

document = document_group(problem_in)
