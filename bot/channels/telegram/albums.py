"""An album comes as separate updates that share a `media_group_id`; it is one answer. Pure: `feed` and `due` take the time.

It is complete when a second has passed since its last part, or as soon as the same person does anything else: Telegram sends the parts
one behind another, so whatever follows ends it. Order is kept: what ends an album comes out behind it.

Parts are durable before this sees them (inbox rows). Several processes therefore keep no `Waiting` of their own: they `merge` the rows
of one album when its timer falls due, under the contact's lock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from bot.channels.contract import Received
from flows.inputs import Sent

QUIET_FOR: Final = 1.0  # seconds
MOST: Final = 10  # Bot API: 2-10 files in an album


@dataclass(frozen=True, slots=True)
class Album:
    parts: tuple[Received, ...]
    due_at: float
    """Seconds, of the clock that `feed` is called with."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Albums not complete yet, one an address."""

    albums: Mapping[str, Album] = field(default_factory=dict)

    def next_due(self) -> float | None:
        return min((album.due_at for album in self.albums.values()), default=None)


def feed(waiting: Waiting, one: Received, now: float) -> tuple[Waiting, tuple[Received, ...]]:
    """What is ready once `one` has come: itself, an album that it ends, or nothing yet."""
    open_album = waiting.albums.get(one.address)
    if open_album is not None and any(part.key == one.key for part in open_album.parts):
        return waiting, ()  # delivered again
    if open_album is not None and one.album == open_album.parts[0].album:
        return _put(waiting, one.address, Album((*open_album.parts, one), now + QUIET_FOR)), ()
    ended = () if open_album is None else (merge(open_album.parts),)
    if one.album is None:
        return _put(waiting, one.address, None), (*ended, one)
    return _put(waiting, one.address, Album((one,), now + QUIET_FOR)), ended


def due(waiting: Waiting, now: float) -> tuple[Waiting, tuple[Received, ...]]:
    """The albums that have been quiet long enough."""
    ready = [album for album in waiting.albums.values() if album.due_at <= now]
    rest = {address: album for address, album in waiting.albums.items() if album.due_at > now}
    return Waiting(rest), tuple(merge(album.parts) for album in ready)


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


def collected(batch: Iterable[Received]) -> tuple[Received, ...]:
    """A batch in which every album is complete, as when stored rows are claimed after their quiet second."""
    waiting, ready = Waiting(), list[Received]()
    for one in batch:
        waiting, out = feed(waiting, one, 0.0)
        ready += out
    return (*ready, *due(waiting, QUIET_FOR)[1])


def _put(waiting: Waiting, address: str, album: Album | None) -> Waiting:
    rest = {name: one for name, one in waiting.albums.items() if name != address}
    return Waiting(rest if album is None else {**rest, address: album})
