"""PO files, read with the place of every character and written the same way each time.

`locales.catalog` reads translations to speak them; a checker must also say *where* in the file something is wrong, and an update must
keep what a translator wrote beside the words. So this reads everything: comments, references, flags, the sentence as it was when it was
translated, and what became obsolete. As there, the header's plural forms are not believed, and a file is refused, never guessed at.

One line a string (cut only after a line break), no dates, entries in the source's order: a changed sentence is a diff of a few lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from babel import Locale
from babel.plural import to_gettext

from locales.catalog import MAX_PO_BYTES, CatalogError, Plural, Text
from locales.languages import LANGUAGES

COMPLETE_HEADER: Final = "X-Complete"
"""Set to yes once nothing was missing. From then on a missing translation is an error, so completeness is never lost unseen."""

_ESCAPES: Final[Mapping[str, str]] = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
_KEYWORD: Final = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[(\d{1,3})\])?)\s*(?=\")")
_QUOTED: Final = re.compile(r'"((?:[^"\\]|\\.)*)"\s*')


@dataclass(frozen=True, slots=True)
class Piece:
    """One quoted string; `line` and `col` (of its first character, inside the quotation mark) count from 1."""

    raw: str
    line: int
    col: int


@dataclass(frozen=True, slots=True)
class Written:
    """A text as it stands in a file: pieces that follow one another."""

    text: str = ""
    pieces: tuple[Piece, ...] = ()

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of a character of the text; of its end when `offset` lies beyond."""
        place = (1, 1)
        for piece in self.pieces:
            col = piece.col
            for _, width in _characters(piece):
                if offset == 0:
                    return piece.line, col
                col, offset = col + width, offset - 1
            place = (piece.line, col)
        return place


def _characters(piece: Piece) -> Iterable[tuple[str, int]]:
    """The characters that a piece means, each with its width in the file."""
    raw, at = piece.raw, 0
    while at < len(raw):
        if raw[at] != "\\":
            yield raw[at], 1
            at += 1
            continue
        meant = _ESCAPES.get(raw[at + 1])
        if meant is None:
            raise CatalogError(piece.line, f"\\{raw[at + 1]} means nothing here: write \\\\ for a backslash")
        yield meant, 2
        at += 2


@dataclass(slots=True)
class Entry:
    """One sentence and its translation: one form, or the two plural forms one and other."""

    context: str
    source: Text
    forms: tuple[Written, ...] = ()
    fuzzy: bool = False
    notes: tuple[str, ...] = ()
    """A translator's own comments (`# …`); kept."""
    comments: tuple[str, ...] = ()
    """Comments for the translator (`#. …`); extracted anew each time."""
    references: tuple[str, ...] = ()
    previous: tuple[str, ...] = ()
    """Lines of `#| …`: the English as it was translated, while the entry is fuzzy."""
    obsolete: bool = False
    line: int = 1

    @property
    def text(self) -> Text | None:
        """The translation, whole or not at all."""
        texts = [form.text for form in self.forms]
        if not texts or not all(texts):
            return None
        return Plural(texts[0], texts[1]) if isinstance(self.source, Plural) and len(texts) == 2 else texts[0]


@dataclass(slots=True)
class PoFile:
    """The translations of one language and domain as a translator keeps them."""

    language: str
    entries: list[Entry] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        return self.headers.get(COMPLETE_HEADER) == "yes"

    def by_context(self) -> dict[str, Entry]:
        """The entries in use."""
        return {entry.context: entry for entry in self.entries if not entry.obsolete}


def written(text: Text | None) -> tuple[Written, ...]:
    """The forms of a text that stands in no file yet."""
    match text:
        case None:
            return ()
        case Plural(one, other):
            return (Written(one), Written(other))
        case str():
            return (Written(text),)


# ── Reading ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def parse(data: bytes, language: str) -> PoFile:
    """Everything in a PO file.

    Raises CatalogError, with a line, for a file over 5 MB, not UTF-8, not PO, of another language, with an entry without a context or
    with one context twice.
    """
    if len(data) > MAX_PO_BYTES:
        raise CatalogError(0, f"the file has {len(data)} bytes, the limit is {MAX_PO_BYTES}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise CatalogError(data.count(b"\n", 0, fault.start) + 1, "not UTF-8: save the file as UTF-8") from None
    reader = _Reader(language)
    # Only line ends that editors mean: str.splitlines would also cut at U+2028 inside a translation.
    for number, line in enumerate(re.split(r"\r\n?|\n", text), 1):
        reader.take(line, number)
    reader.finish()
    return reader.file


class _Reader:
    """Takes lines, fills a PoFile."""

    def __init__(self, language: str) -> None:
        self.file = PoFile(language)
        self.seen: dict[str, int] = {}
        self.begin()

    def begin(self) -> None:
        self.strings: dict[str, list[Piece]] = {}
        self.remarks: dict[str, list[str]] = {"#": [], "#.": [], "#:": [], "#,": [], "#|": []}
        self.obsolete = False
        self.current: list[Piece] | None = None
        self.line = 0

    def take(self, line: str, number: int) -> None:
        stripped = line.strip()
        if stripped.startswith("#~"):
            self.obsolete = True
            line = line.replace("#~", "  ", 1)
            stripped = line.strip()
            if stripped.startswith("|"):
                return
        if not stripped:
            self.finish()
        elif stripped.startswith("#"):
            self.remark(stripped)
        else:
            self.string(line, number)

    def remark(self, stripped: str) -> None:
        if self.strings:
            self.finish()
        mark = stripped[:2] if stripped[:2] in self.remarks else "#"
        self.remarks[mark].append(stripped[len(mark) :].strip())

    def string(self, line: str, number: int) -> None:
        start = len(line) - len(line.lstrip())
        keyword = _KEYWORD.match(line, start)
        if keyword is not None:
            start = keyword.end()
            self.keyword(keyword[1], number)
        quoted = _QUOTED.fullmatch(line, start)
        if quoted is None or self.current is None:
            raise CatalogError(number, f"not a line of a PO file: {line.strip()[:60]}")
        self.current.append(Piece(quoted[1], number, quoted.start(1) + 1))

    def keyword(self, name: str, number: int) -> None:
        if (name == "msgctxt" and self.strings) or (name == "msgid" and "msgid" in self.strings):
            obsolete = self.obsolete
            self.finish()
            self.obsolete = obsolete
        if name in self.strings:
            raise CatalogError(number, f"{name} is here twice")
        self.line = self.line or number
        self.current = self.strings.setdefault(name, [])

    def finish(self) -> None:
        if self.strings:
            self.add()
        if self.strings or not any(self.remarks.values()):
            self.begin()

    def add(self) -> None:
        strings = {name: _joined(pieces) for name, pieces in self.strings.items()}
        if "msgid" not in strings:
            raise CatalogError(self.line, "the entry has no msgid")
        source = strings["msgid"].text
        context = strings.get("msgctxt", Written()).text
        if not source and not context:
            self.header(strings.get("msgstr", Written()).text)
            return
        if not context:
            raise CatalogError(self.line, "the entry has no msgctxt: extract the texts again, contexts are the keys")
        if not self.obsolete and context in self.seen:
            raise CatalogError(self.line, f"{context} was already translated in line {self.seen[context]}: keep one")
        if not self.obsolete:
            self.seen[context] = self.line
        self.file.entries.append(self.entry(context, source, strings))

    def entry(self, context: str, source: str, strings: Mapping[str, Written]) -> Entry:
        plural = strings.get("msgid_plural")
        names = sorted(name for name in strings if name.startswith("msgstr["))
        forms = tuple(strings[name] for name in names) if names else (strings.get("msgstr", Written()),)
        return Entry(
            context,
            Plural(source, plural.text) if plural is not None else source,
            forms,
            any("fuzzy" in flags for flags in self.remarks["#,"]),
            tuple(self.remarks["#"]),
            tuple(self.remarks["#."]),
            tuple(one for line in self.remarks["#:"] for one in line.split()),
            tuple(self.remarks["#|"]),
            self.obsolete,
            self.line,
        )

    def header(self, text: str) -> None:
        for line in text.split("\n"):
            name, found, value = line.partition(":")
            if found:
                self.file.headers[name.strip()] = value.strip()
        said = self.file.headers.get("Language", "")
        if said and said.partition("_")[0] != self.file.language.partition("-")[0]:
            raise CatalogError(
                self.line,
                f'the header says "Language: {said}", expected {self.file.language}: change the line or the file',
            )


def _joined(pieces: list[Piece]) -> Written:
    texts = (piece.raw if "\\" not in piece.raw else "".join(one for one, _ in _characters(piece)) for piece in pieces)
    return Written("".join(texts), tuple(pieces))


# ── Writing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def write(file: PoFile) -> str:
    """The text of a PO file."""
    blocks = [_header(file)]
    blocks += [_block(entry) for entry in file.entries if not entry.obsolete]
    blocks += [_block(entry) for entry in file.entries if entry.obsolete]
    return "\n\n".join(blocks) + "\n"


def _header(file: PoFile) -> str:
    headers = {
        "Project-Id-Version": "saathi",
        "Language": file.language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms(file.language),
    }
    kept = {name: value for name, value in file.headers.items() if name == COMPLETE_HEADER or name.startswith("Last-")}
    lines = "".join(f"{name}: {value}\n" for name, value in {**headers, **kept}.items())
    known = LANGUAGES.get(file.language)
    title = f"# Saathi in {known.english} ({known.endonym})." if known else "# Saathi, to be translated."
    return f"{title}\n{_string('msgid', '')}\n{_string('msgstr', lines)}"


def plural_forms(language: str) -> str:
    """The line of gettext for the language's CLDR plurals. Only other tools read it."""
    return to_gettext(Locale.parse(language or "en").plural_form)


def _block(entry: Entry) -> str:
    lines = [f"# {note}".rstrip() for note in entry.notes]
    lines += [f"#. {comment}" for comment in entry.comments]
    if entry.references:
        lines.append("#: " + " ".join(entry.references))
    if entry.fuzzy:
        lines.append("#, fuzzy")
        lines += [f"#| {line}" for line in entry.previous]
    lines += _strings(entry)
    return "\n".join(lines)


def _strings(entry: Entry) -> list[str]:
    strings = [("msgctxt", entry.context)]
    forms = [form.text for form in entry.forms]
    if isinstance(entry.source, Plural):
        strings += [("msgid", entry.source.one), ("msgid_plural", entry.source.other)]
        strings += [(f"msgstr[{at}]", forms[at] if at < len(forms) else "") for at in range(2)]
    else:
        strings += [("msgid", entry.source), ("msgstr", forms[0] if forms else "")]
    mark = "#~ " if entry.obsolete else ""
    return [mark + line for name, text in strings for line in _string(name, text).split("\n")]


def _string(name: str, text: str) -> str:
    pieces = re.findall(r"[^\n]*\n|[^\n]+", text)
    if len(pieces) < 2:
        return f"{name} {_quoted(text)}"
    return "\n".join([f'{name} ""', *(_quoted(piece) for piece in pieces)])


def _quoted(text: str) -> str:
    for meant, letter in (("\\", "\\"), ('"', '"'), ("\n", "n"), ("\t", "t"), ("\r", "r")):
        text = text.replace(meant, "\\" + letter)
    return f'"{text}"'


def was(source: Text) -> tuple[str, ...]:
    """The lines of `#|` that say what the English was."""
    match source:
        case Plural(one, other):
            return (f"msgid {_quoted(one)}", f"msgid_plural {_quoted(other)}")
        case str():
            return (f"msgid {_quoted(source)}",)


def obsoleted(entry: Entry) -> Entry:
    """An entry whose sentence is no longer there: kept at the end of the file, for the day it comes back."""
    return replace(entry, obsolete=True, comments=(), references=(), previous=())
