"""Things in a PDF that act by themselves, and streams that unpack to gigabytes.

A paper needs no script, no launching of programs, no files inside it. Names may be written `/J#61vaScript` and whole
objects may hide in compressed object streams, so names are unescaped and object streams unpacked (within a budget)
before looking. The content of other streams is left out: three random bytes spell `/JS` once in sixteen megabytes.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from bot.documents.inspection import Limits

_STREAM = re.compile(rb"stream\r?\n")
_END = b"endstream"
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_ACTIVE = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|Filespec|RichMedia|XFA|SubmitForm|ImportData|GoToE|GoToR|Movie|Sound|Rendition)"
    rb"(?=[\s/<\[(>\])]|$)"
)
_SIDE = re.compile(rb"/(Width|Height)\s+(\d{1,10})")
_MEANS = {b"JavaScript": "script", b"JS": "script", b"Launch": "program", b"RichMedia": "media", b"XFA": "form"}
_NESTED = 3


@dataclass(frozen=True, slots=True)
class Scan:
    """`active` names what was found, or None; `bomb` is true when unpacking went over the budget."""

    active: str | None
    bomb: bool


def scan(data: bytes, limits: Limits) -> Scan:
    """Looks through the whole file once; unpacks at most `limits.unpacked_bytes`."""
    plain: list[bytes] = []
    budget = limits.unpacked_bytes
    at = 0
    while found := _STREAM.search(data, at):
        head = data[at : found.start()]
        end = data.find(_END, found.end())
        end = len(data) if end < 0 else end
        plain.append(head)
        unpacked = _unpack(data[found.end() : end], head[-2048:], budget)
        if unpacked is None or _too_big(head[-2048:], limits):
            return Scan(None, bomb=True)
        budget -= len(unpacked)
        if b"/ObjStm" in head[-2048:]:
            plain.append(unpacked)
        at = end
    plain.append(data[at:])
    return Scan(_active(b"\n".join(plain)), bomb=False)


def _active(objects: bytes) -> str | None:
    names = _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), objects)
    found = _ACTIVE.search(names)
    return _MEANS.get(found[1], "attachment") if found else None


def _unpack(body: bytes, head: bytes, budget: int) -> bytes | None:
    """The stream unpacked, or b"" when it is not Flate; None over the budget."""
    if b"Flate" not in head and b"/Fl" not in head and b"#" not in head:
        return b""
    out = b""
    for _ in range(_NESTED):
        try:
            out = zlib.decompressobj().decompress(body, budget + 1)
        except zlib.error:
            return out
        if len(out) > budget:
            return None
        if out[:1] != b"\x78":
            return out
        body = out
    return None


def _too_big(head: bytes, limits: Limits) -> bool:
    """An image that says it is 60,000 pixels wide unpacks inside the renderer, whatever its own packing."""
    dictionary = head[max(head.rfind(b" obj"), 0) :]
    sides = {found[1]: int(found[2]) for found in _SIDE.finditer(dictionary)}
    return sides.get(b"Width", 0) * sides.get(b"Height", 0) > limits.pdf_image_pixels
