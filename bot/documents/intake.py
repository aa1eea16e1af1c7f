"""Between the document inspector and the engine: a received file as the engine's `File`, an inspection as its `PaperRead`."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from bot.documents.inspection import DEFAULT, REFUSED, Inspection
from bot.documents.polyglot import second_nature
from bot.documents.sniff import looks_heic, sniff
from flows.effects import ReadPaper
from flows.inputs import File, PaperRead
from flows.problems import Problem, problem

SURE_ENOUGH = 0.6
"""Below this confidence a field is not even suggested: a wrong suggestion costs more than a question."""


def as_file(file_id: str, name: str, data: bytes, limit: int = DEFAULT.file_bytes) -> File:
    """The quick look at a received file: its true type and size, before it is stored. The slow look is `ReadPaper`."""
    mime = sniff(data)
    return File(
        file_id, mime or "", len(data), hashlib.sha256(data).hexdigest(), name, quick_problem(data, mime, limit)
    )


def quick_problem(data: bytes, mime: str | None, limit: int = DEFAULT.file_bytes) -> Problem | None:
    """Why a file cannot be taken at all, as far as its first bytes and its size tell."""
    if not data:
        return problem("file-empty")
    if len(data) > limit:
        return problem("file-too-large", megabytes=-(-len(data) // 1_000_000), most=limit // 1_000_000)
    if mime is None:
        return problem("file-heic") if looks_heic(data[:64]) else problem("file-type")
    return None


def to_keep(file: File, data: bytes) -> tuple[File, bytes]:
    """What is stored of a received file: a picture without where, when and with which phone it was taken.

    The file stays known by what came, so that the same file sent again is recognised. Looked at before it is cleaned is what
    cleaning would hide: a program behind the picture. Blocking; takes tens of milliseconds.
    """
    if not file.mime.startswith("image/"):
        return file, data
    if second_nature(data, file.mime):
        return replace(file, problem=problem("file-polyglot")), b""
    from bot.documents.clean import clean  # Pillow comes with the first picture

    try:
        return file, clean(data, file.mime)
    except Exception:  # noqa: BLE001 - whatever a hostile picture breaks in a library, it is the picture that is broken
        return replace(file, problem=problem("file-broken")), b""


def as_reading(effect: ReadPaper, seen: Inspection) -> PaperRead:
    """What the inspector found, as the engine takes it: the trader is told the first problem, so one that refuses goes first."""
    fields = {name: read.value for name, read in seen.read.items() if read.confidence >= SURE_ENOUGH}
    problems = tuple(sorted(seen.problems, key=lambda one: one.key not in REFUSED))
    return PaperRead(effect.path, effect.file_id, seen.verdict, problems, fields, seen.paper, seen.pages)
