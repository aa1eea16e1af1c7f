"""An album comes as separate updates that share a `media_group_id`; it is one answer.

Its parts are held as rows (bot/telegram/rows.py): it is complete when a second has passed since the last one, or as soon as the same
person does anything else. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.channels.contract import Received
from flows.inputs import Sent


def merge(parts: Sequence[Received]) -> Received:
    """One input of all the files, in the order in which the person chose them; the first caption there is.

    The key is the first part's, so it does not depend on which parts came before a restart; `parts` holds every part's.
    """
    ordered = sorted(parts, key=lambda one: one.order)
    sent = [one.input for one in ordered if isinstance(one.input, Sent)]
    caption = next((one.caption for one in sent if one.caption), "")
    downloaded = tuple(file for one in sent for file in one.files)
    return replace(
        ordered[0],
        input=Sent(downloaded, caption),
        files=tuple(file for one in ordered for file in one.files),
        parts=tuple(one.key for one in ordered),
        at=ordered[-1].at,
    )
