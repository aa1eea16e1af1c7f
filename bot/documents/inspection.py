"""What an inspection found: plain frozen values that cross processes as JSON.

Verdicts follow from problems by one table, so that no code path can forget to refuse: a file that may hurt somebody,
or that must not be kept, is *refused* (nothing of it is stored); a paper that is merely hard to use is *asked again*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from flows.problems import Problem

Verdict = Literal["ok", "ask_again", "refused"]
Box = tuple[float, float, float, float]

SURE = 0.9
"""From this confidence on a value may be shown as read; below it, it is a guess that the trader has to look at."""

REFUSED: frozenset[str] = frozenset(
    {
        "file-empty",
        "file-too-large",
        "file-type",
        "file-heic",
        "file-broken",
        "file-bomb",
        "file-script",
        "file-polyglot",
        "file-virus",
        "pdf-too-many-pages",
        "aadhaar-on-paper",
    }
)
ASK_AGAIN: frozenset[str] = frozenset(
    {
        "pdf-encrypted",
        "image-too-small",
        "image-dark",
        "image-blurred",
        "image-blank",
        "wrong-paper",
        "not-readable",
        "page-missing",
        "cut-off",
        "paper-expired",
        "file-unscanned",
    }
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. Sizes in bytes and pixels; the defaults hold a run under 5 s and 300 MB."""

    file_bytes: int = 10_000_000
    pages: int = 10
    jpeg_pixels: int = 52_000_000
    """A 50-megapixel phone photo. JPEG is decoded at a fraction of its size, so it may be larger than the others."""
    other_pixels: int = 24_000_000
    """PNG and WEBP have to be decoded whole: four bytes a pixel."""
    shorter_side: int = 600
    """Below this, small print is not legible on a photo of an A4 page."""
    jpeg_scans: int = 64
    """A progressive JPEG has about ten; each one costs a pass over the whole picture."""
    unpacked_bytes: int = 80_000_000
    """All streams of a PDF together."""
    text_chars: int = 40_000
    pdf_image_pixels: int = 60_000_000


DEFAULT = Limits()


@dataclass(frozen=True, slots=True)
class ReadField:
    """One thing that a paper says. `page` counts from 1; `box` is left, top, right, bottom as fractions of the page."""

    value: str
    confidence: float
    page: int
    box: Box | None = None

    @property
    def sure(self) -> bool:
        return self.confidence >= SURE


@dataclass(frozen=True, slots=True)
class Inspection:
    """The result for one file. `paper` is the kind recognised from its words; `look` a perceptual hash (64 hex digits).

    `notes` are for the operator (for example that OCR is not installed), never for the trader.
    """

    mime: str | None
    bytes: int
    pages: int
    sha256: str
    problems: tuple[Problem, ...] = ()
    read: Mapping[str, ReadField] = field(default_factory=dict)
    paper: str | None = None
    look: str | None = None
    notes: tuple[str, ...] = ()
    wants_ocr: bool = False
    """The file is sound and is a picture of a paper; only OCR could say more."""

    @property
    def verdict(self) -> Verdict:
        return verdict_of(self.problems)

    def as_json(self) -> dict[str, Any]:
        """Plain data, complete enough for `from_json` to give the same value back."""
        return {
            "mime": self.mime,
            "bytes": self.bytes,
            "pages": self.pages,
            "sha256": self.sha256,
            "verdict": self.verdict,
            "problems": [{"key": problem.key, "params": dict(problem.params)} for problem in self.problems],
            "read": {
                name: {"value": one.value, "confidence": one.confidence, "page": one.page, "box": one.box}
                for name, one in self.read.items()
            },
            "paper": self.paper,
            "look": self.look,
            "notes": list(self.notes),
            "wants_ocr": self.wants_ocr,
        }


def from_json(data: Mapping[str, Any]) -> Inspection:
    """Raises KeyError, TypeError or ValueError when `data` was not made by `as_json`."""
    return Inspection(
        mime=data["mime"],
        bytes=int(data["bytes"]),
        pages=int(data["pages"]),
        sha256=str(data["sha256"]),
        problems=tuple(Problem(str(one["key"]), dict(one["params"])) for one in data["problems"]),
        read={str(name): _field(one) for name, one in data["read"].items()},
        paper=data["paper"],
        look=data["look"],
        notes=tuple(data["notes"]),
        wants_ocr=bool(data["wants_ocr"]),
    )


def _field(data: Mapping[str, Any]) -> ReadField:
    box = data["box"]
    return ReadField(str(data["value"]), float(data["confidence"]), int(data["page"]), tuple(box) if box else None)


def size_problem(size: int, limits: Limits) -> Problem | None:
    """What is wrong with a file of `size` bytes before anybody looks into it."""
    if size == 0:
        return Problem("file-empty", {})
    if size > limits.file_bytes:
        megabytes, most = -(-size // 1_000_000), limits.file_bytes // 1_000_000
        return Problem("file-too-large", {"megabytes": megabytes, "most": most})
    return None


def verdict_of(problems: tuple[Problem, ...]) -> Verdict:
    """The worst of the problems decides."""
    keys = {problem.key for problem in problems}
    if keys & REFUSED:
        return "refused"
    return "ask_again" if keys & ASK_AGAIN else "ok"
