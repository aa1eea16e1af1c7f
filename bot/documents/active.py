"""Things in a PDF that act by themselves, and streams that unpack to gigabytes.

A paper needs no script, no launching of programs, no files inside it. Names may be written `/J#61vaScript`, and whole
objects may hide in compressed object streams: names are unescaped and object streams unpacked, within a budget, before
looking. Only names too long to occur by chance in compressed data are looked for; every script action carries one
(ISO 32000-1, 12.6.4: the type of a script action is /JavaScript, the shorter /JS only holds its text).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from bot.documents.inspection import Limits

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_END = b"endstream"
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_ACTIVE = re.compile(
    rb"/(JavaScript|Launch|EmbeddedFiles?|Filespec|RichMedia|XFA|SubmitForm|ImportData|GoToE|GoToR|Movie|Sound|Rendition)"
    rb"(?=[\s/<\[(>\])]|$)"
)
_OTHER_PACKING = re.compile(rb"/(ASCIIHex|ASCII85|LZW|RunLength|AHx|A85|RL|Crypt)")
_SIDE = re.compile(rb"/(Width|Height)\s+(\d{1,10})")
_MEANS = {b"JavaScript": "script", b"Launch": "program", b"RichMedia": "media", b"XFA": "form"}
_NESTED = 3
"""A stream packed more often than this is a bomb."""
_LONGEST_HEAD = 4096
_PIECE = 1 << 18
_KEPT = 4_000_000
"""An object stream holds a few hundred objects."""


@dataclass(frozen=True, slots=True)
class Scan:
    """`active` names what was found, or None; `bomb` is true when unpacking went over the budget."""

    active: str | None
    bomb: bool


def scan(data: bytes, limits: Limits) -> Scan:
    """Looks through the whole file once; unpacks at most `limits.unpacked_bytes`."""
    objects = [data]
    budget = limits.unpacked_bytes
    at = 0
    while found := _STREAM.search(data, at):
        dictionary = _unescaped(_dictionary(data[max(at, found.start() - _LONGEST_HEAD) : found.start()]))
        end = data.find(_END, found.end())
        end = len(data) if end < 0 else end
        unpacked = _unpack(data[found.end() : end], dictionary, budget)
        if unpacked is None or _too_big(dictionary, limits):
            return Scan(None, bomb=True)
        budget -= unpacked[0]
        if b"/ObjStm" in dictionary:
            if _OTHER_PACKING.search(dictionary):
                # No program that means well packs its objects twice; it is done to pass by a look like this one.
                return Scan("script", bomb=False)
            objects.append(unpacked[1])
        at = end + len(_END)
    return Scan(_active(b"\n".join(objects)), bomb=False)


def _dictionary(head: bytes) -> bytes:
    """The stream's own dictionary: what stands behind the last `obj`."""
    return head[max(head.rfind(b" obj"), 0) :]


def _unescaped(names: bytes) -> bytes:
    return _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), names)


def _active(objects: bytes) -> str | None:
    found = _ACTIVE.search(_unescaped(objects))
    return _MEANS.get(found[1], "attachment") if found else None


def _unpack(body: bytes, head: bytes, budget: int) -> tuple[int, bytes] | None:
    """(bytes unpacked, the first of them) of a stream; nothing when it is not Flate; None over the budget.

    Only `_KEPT` bytes are held at once, so that a bomb costs time alone, and little of it.
    """
    if b"/Fl" not in head:
        return 0, b""
    size, kept = 0, bytearray()
    pieces: Iterator[bytes] = iter((body,))
    for _ in range(_NESTED):
        pieces = _inflated(pieces)
        first = next(pieces, b"")
        pieces = chain((first,), pieces)
        if first[:1] != b"\x78":
            break
    else:
        return None
    for piece in pieces:
        size += len(piece)
        if size > budget:
            return None
        if len(kept) < _KEPT:
            kept += piece
    return size, bytes(kept)


def _inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Ends quietly where the stream is broken: a renderer shows what came before."""
    unpacker = zlib.decompressobj()
    try:
        for piece in pieces:
            out = unpacker.decompress(piece, _PIECE)
            while out:
                yield out
                out = unpacker.decompress(unpacker.unconsumed_tail, _PIECE)
    except zlib.error:
        return


def _too_big(dictionary: bytes, limits: Limits) -> bool:
    """An image that says it is 60,000 pixels wide unpacks inside the renderer, whatever its own packing."""
    sides = {found[1]: int(found[2]) for found in _SIDE.finditer(dictionary)}
    return sides.get(b"Width", 0) * sides.get(b"Height", 0) > limits.pdf_image_pixels
