"""From the words of a paper to fields: which paper is it, where do its labels stand, what stands beside them.

A label's value is what follows it in its own cell, else what stands to its right down to the next label of its column,
else what stands beneath it. Address blocks are read through their own small labels. Everything works on cells alone,
so a text layer and OCR take the same way; only repair and confidence differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rapidfuzz import fuzz

from bot.documents import identifiers, values
from bot.documents.aadhaar import on_paper
from bot.documents.cells import Cell, around, as_text, in_reading_order, same_row
from bot.documents.inspection import Inspection, ReadField
from bot.documents.papers import ADDRESS_PARTS, KNOWN_PAPERS, READ_PAPERS, UNREAD_KINDS, Label, Paper
from flows.problems import Problem

_NUMBERING = re.compile(r"^\s*[(\[]?\d{1,2}\s*[.)\]]\s*(?=\D)")
_ENUMERATOR = re.compile(r"^[(\[]?(\d{1,2}|[a-z]|[ivx]{1,4})?[.)\]:*-]*$", re.IGNORECASE)
_PAGE_OF = re.compile(r"\bpage\s*(\d{1,2})\s*of\s*(\d{1,2})\b", re.IGNORECASE)
_ALIKE = 86.0
"""Per cent of letters alike from which OCR's words are taken for a label; below, `Legal Name` met `Trade Name`."""
_LONG_LABEL = 8
"""A shorter label must fill its cell or be followed by a colon: "State" is a label, "State Bank of India" is not."""
_SHORT_BUT_OPEN = frozenset({"for"})
_MUCH_TEXT = 60
_ROWS = {"name": 3, "line": 2, "until": 2, "address": 12}
_TIGHT = 0.4
"""In line heights: lines of one table cell are closer to each other than this, lines of two rows of the table are not.

True of a text layer, whose boxes are as high as the font; OCR's boxes are as high as the letters, and lie askew.
"""
_IDENTIFIERS = frozenset({"gstin", "udyam", "iec", "pan", "ifsc"})


_SHORT_PART = re.compile(
    r"(state|pin(?:\s?code)?|mobile(?:\s?no|\s?number)?|phone(?:\s?no)?|tel|e-?mail(?:\s?id)?)\.?\s+(.+)", re.IGNORECASE
)
_LONG_PARTS = sorted(
    ((phrase, role) for phrase, role in ADDRESS_PARTS.items() if len(phrase) > 10), key=lambda one: -len(one[0])
)


@dataclass(frozen=True, slots=True)
class _Place:
    """A label found on the page. `rest` is what follows it in its own cell; a stop has no label."""

    label: Label | None
    cells: tuple[Cell, ...]
    rest: str

    @property
    def page(self) -> int:
        return self.cells[0].page

    @property
    def left(self) -> float:
        return self.cells[0].left

    @property
    def right(self) -> float:
        return max(cell.right for cell in self.cells)

    @property
    def top(self) -> float:
        return self.cells[0].top

    @property
    def bottom(self) -> float:
        return self.cells[-1].bottom

    @property
    def height(self) -> float:
        return self.cells[0].height


def fold(text: str) -> str:
    """Small letters and digits only."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


def add(
    result: Inspection,
    cells: Sequence[Cell],
    codes: Sequence[str],
    kind: str | None,
    today: date | None,
    *,
    looked: bool,
) -> Inspection:
    """The inspection with what the paper says. `looked` tells whether words could be read at all (a layer, or OCR)."""
    text = as_text(cells)
    if on_paper(text, codes):
        return replace(
            result, problems=(*result.problems, Problem("aadhaar-on-paper", {})), read={}, look=None, wants_ocr=False
        )
    if kind in UNREAD_KINDS:
        return result
    paper = classify(text)
    read = read_fields(paper, cells, codes) if paper is not None else {}
    result = replace(result, paper=paper.kind if paper else None, read=read)
    if result.problems or not looked:
        return result
    problems = _faults(paper, kind, text, cells, read, result.pages, today)
    wrong = any(problem.key in ("wrong-paper", "aadhaar-on-paper") for problem in problems)
    return replace(result, problems=problems, read={} if wrong else read)


def classify(text: str) -> Paper | None:
    """The paper whose marks weigh most, from two points on. OCR's slips are forgiven on marks of twelve letters and more."""
    folded = fold(text)
    best: Paper | None = None
    most = 1
    for paper in KNOWN_PAPERS:
        points = sum(weight for mark, weight in paper.marks.items() if _has(folded, mark))
        if points > most:
            best, most = paper, points
    return best


def enough(cells: Sequence[Cell]) -> bool:
    """Is a PDF's text layer the paper's own words? A scanner's is only its advertisement or a page number."""
    return _letters(as_text(cells)) >= _MUCH_TEXT


def _letters(text: str) -> int:
    """How many letters and digits, of whatever script."""
    return sum(letter.isalnum() for letter in text)


def recognises(cells: Sequence[Cell]) -> bool:
    """Do these words make a known paper? Tells whether a photograph is the right way up."""
    return classify(as_text(cells)) is not None


def _has(folded: str, mark: str) -> bool:
    if mark in folded:
        return True
    return len(mark) >= 12 and len(folded) > len(mark) and fuzz.partial_ratio(mark, folded, score_cutoff=90) > 0


def _faults(
    paper: Paper | None,
    kind: str | None,
    text: str,
    cells: Sequence[Cell],
    read: Mapping[str, ReadField],
    pages: int,
    today: date | None,
) -> tuple[Problem, ...]:
    """What is wrong with the paper as a paper; nothing is asked of a file that no particular paper was wanted of."""
    if paper is not None and paper.kind == "aadhaar_card":
        return (Problem("aadhaar-on-paper", {}),)
    wanted = READ_PAPERS.get(kind or "")
    if wanted is None and paper is not None and paper.kind == "pan_card":
        # Nobody asks for the card: its number is typed, its picture is not kept.
        return (Problem("wrong-paper", {"asked": kind or "other", "got": paper.kind}),)
    if wanted is None:
        return _expired(read, today)
    if paper is None:
        if all(cell.confidence == 1.0 for cell in cells) and _letters(text) >= _MUCH_TEXT:
            return (Problem("wrong-paper", {"asked": wanted.kind}),)
        return (Problem("not-readable", {"asked": wanted.kind}),)
    if paper.kind != wanted.kind:
        return (Problem("wrong-paper", {"asked": wanted.kind, "got": paper.kind}),)
    if wanted.needs is not None and wanted.needs not in read:
        return (_why_missing(wanted, text, cells, pages),)
    return _expired(read, today)


def _why_missing(paper: Paper, text: str, cells: Sequence[Cell], pages: int) -> Problem:
    """The right paper without its number: its first page is missing, its edge is cut off, or it cannot be read."""
    numbered = {int(found[1]) for found in _PAGE_OF.finditer(text)}
    if numbered and 1 not in numbered and len(numbered) >= pages:
        return Problem("page-missing", {"asked": paper.kind, "page": 1})
    if any(cell.confidence < 1.0 for cell in cells) and _touches_edge(cells):
        return Problem("cut-off", {"asked": paper.kind})
    return Problem("not-readable", {"asked": paper.kind})


def _touches_edge(cells: Sequence[Cell]) -> bool:
    """Words that end at the very edge of the picture go on outside it."""
    edge = 0.006
    cut = [
        cell for cell in cells if cell.left < edge or cell.right > 1 - edge or cell.top < edge or cell.bottom > 1 - edge
    ]
    return len(cut) >= 2


def _expired(read: Mapping[str, ReadField], today: date | None) -> tuple[Problem, ...]:
    until = read.get("valid_until")
    if today is None or until is None or not until.sure or until.value >= today.isoformat():
        return ()
    return (Problem("paper-expired", {"date": until.value}),)


# ---- fields


def read_fields(paper: Paper, cells: Sequence[Cell], codes: Sequence[str]) -> dict[str, ReadField]:
    """What the labels of `paper` say on these cells, the codes' numbers included."""
    ordered = in_reading_order(cells)
    places = _places(paper, ordered)
    taken = {id(cell) for place in places for cell in place.cells}
    read: dict[str, ReadField] = {}
    for place in places:
        if place.label is None or (place.label.field in read and place.label.reader != "address"):
            continue
        for name, value in _value(place, place.label, places, ordered, taken).items():
            read.setdefault(name, value)
    _look_anywhere(paper, ordered, read)
    _compare_with_codes(paper, codes, read)
    _agree(read)
    return read


def _places(paper: Paper, cells: Sequence[Cell]) -> list[_Place]:
    phrases = [(words, label) for label in paper.labels for words in label.words]
    known: list[tuple[str, Label | None]] = [*phrases, *((words, None) for words in paper.stops)]
    known.sort(key=lambda one: -len(one[0]))
    places: list[_Place] = []
    taken: set[int] = set()
    for index, cell in enumerate(cells):
        if id(cell) in taken:
            continue
        place = _place_at(cells, index, known)
        if place is not None:
            places.append(place)
            taken |= {id(one) for one in place.cells}
    return places


def _place_at(cells: Sequence[Cell], index: int, known: Sequence[tuple[str, Label | None]]) -> _Place | None:
    cell = cells[index]
    words = _NUMBERING.sub("", cell.text)
    folded = fold(words)
    if not folded or folded in ADDRESS_PARTS:
        return None
    wrapped = _wrapped(cells, index, folded, known)
    for phrase, label in known:
        rest = _after(words, folded, phrase, photographed=cell.confidence < 1.0)
        if rest is not None:
            # "Date of issue of" over "Certificate" is that label, not "Date of issue" and its value.
            return wrapped if wrapped is not None and rest else _Place(label, (cell,), rest)
    return wrapped


def _after(words: str, folded: str, phrase: str, *, photographed: bool) -> str | None:
    """What follows the label in its cell ("" for nothing), or None when the cell does not begin with the label."""
    if not folded.startswith(phrase):
        close = photographed and len(phrase) >= _LONG_LABEL and len(folded) >= len(phrase) - 1
        if not close or fuzz.ratio(folded[: len(phrase)], phrase) < _ALIKE:
            return None
    rest = _drop_folded(words, len(phrase))
    if not _letters(rest):
        return ""
    bare = rest.lstrip(" )*.")
    if bare.startswith((":", "-", "–")) and not words[: len(words) - len(rest)].endswith("-"):
        return bare.lstrip(" :-–")
    if len(phrase) >= _LONG_LABEL or phrase in _SHORT_BUT_OPEN:
        return bare if rest[:1] in " )*." or photographed else None
    return None


def _drop_folded(words: str, count: int) -> str:
    """`words` without its first `count` letters and digits."""
    for at, letter in enumerate(words):
        if count == 0:
            return words[at:]
        count -= bool(fold(letter))
    return ""


def _wrapped(
    cells: Sequence[Cell], index: int, folded: str, known: Sequence[tuple[str, Label | None]]
) -> _Place | None:
    """A label broken over two or three lines of its column."""
    if len(folded) < _LONG_LABEL or not any(phrase.startswith(folded) for phrase, _ in known):
        return None
    parts = [cells[index]]
    while len(parts) < 3:
        below = _beneath(parts[-1], cells)
        if below is None:
            return None
        parts.append(below)
        folded += fold(below.text)
        for phrase, label in known:
            if phrase == folded:
                return _Place(label, tuple(parts), "")
    return None


def _beneath(cell: Cell, cells: Sequence[Cell]) -> Cell | None:
    """The cell on the next line that begins where this one does."""
    for other in cells:
        gap = other.top - cell.bottom
        next_line = -0.5 * cell.height < gap < 1.2 * cell.height and other.middle > cell.bottom
        if other.page == cell.page and next_line and abs(other.left - cell.left) < 0.03:
            return other
    return None


def _value(
    place: _Place, label: Label, places: Sequence[_Place], cells: Sequence[Cell], taken: set[int]
) -> dict[str, ReadField]:
    region = _region(place, places, cells, taken)
    if label.reader == "address":
        around_it = _region(place, places, cells, taken, from_above=True)
        labelled = _labelled_rows(_unwrapped(around_it, " "))
        if labelled:
            return _address(place, label, labelled)
        above = [] if place.rest else _begun_above(place, around_it)
        return _address(place, label, _unwrapped([*above, *_close_rows(place, region, _ROWS["address"])]))
    rows = _close_rows(place, region, _ROWS.get(label.reader, 1))
    if label.reader == "name" and rows and not place.rest:
        rows = [*_begun_above(place, _region(place, places, cells, taken, from_above=True)), *rows]
    text = " ".join([place.rest, *(cell.text for cell in rows)] if place.rest else [cell.text for cell in rows]).strip(
        " :"
    )
    used = list(rows) or list(place.cells)
    if label.reader in _IDENTIFIERS:
        return _identifier(label, text, used)
    value = values.READERS[label.reader](text)
    if value is None:
        return {}
    return {label.field: ReadField(value, _confidence(used, 0.95), place.page, around(used))}


def _region(
    place: _Place, places: Sequence[_Place], cells: Sequence[Cell], taken: set[int], *, from_above: bool = False
) -> list[Cell]:
    """The cells that may belong to the label: to its right down to the next label of its column, else beneath it.

    A label may stand in the middle of a tall row; `from_above` begins at the label before it.
    """
    others = [one for one in places if one is not place and one.page == place.page]
    first = place.cells[0]
    right = min((one.left for one in others if same_row(one.cells[0], first) and one.left > place.right), default=2.0)
    floor = min((one.top for one in others if one.top > first.middle and one.left <= place.right), default=2.0)
    ceiling = place.top - 0.4 * place.height
    if from_above:
        ceiling = max(
            (one.bottom for one in others if one.bottom < first.middle and one.left <= place.right), default=0.0
        )
    free = [
        cell
        for cell in cells
        if cell.page == place.page
        and id(cell) not in taken
        and not _ENUMERATOR.match(cell.text)
        and ceiling <= cell.middle < floor
        and cell.left < right - 0.005
    ]
    beside = [cell for cell in free if cell.left >= place.right - 0.02]
    if beside or place.rest:
        below_own_row = [cell for cell in free if cell.left < place.right - 0.02 and cell.middle > place.bottom]
        return beside or (below_own_row if place.rest else [])
    return [cell for cell in free if cell.middle > place.bottom and cell.left >= place.left - 0.03]


def _close_rows(place: _Place, region: Sequence[Cell], most: int) -> list[Cell]:
    """The first rows of the region that follow each other without an empty line; none when the label's rest was enough."""
    ordered = in_reading_order(region)
    if place.rest and most == 1:
        return []
    rows: list[Cell] = []
    last = place.cells[0]
    count = 1 if place.rest else 0
    for cell in ordered:
        starts = not rows or not same_row(rows[-1], cell)
        if starts:
            count += 1
            near = cell.top - last.bottom < (3.0 if not rows and not place.rest else 0.9) * max(
                cell.height, last.height
            )
            if count > most or not near or (rows and most == _ROWS["line"] and _next_tables_row(last, cell)):
                break
        rows.append(cell)
        last = cell
    return rows


def _next_tables_row(last: Cell, cell: Cell) -> bool:
    """Whether the line under a short value is of the row below: its label may stand in the middle of a tall row, further down."""
    apart = cell.confidence == 1.0 and cell.top - last.bottom > _TIGHT * last.height
    return apart or _small_label(cell.text) is not None


def _begun_above(place: _Place, region: Sequence[Cell]) -> list[Cell]:
    """The lines above a label that stands in the middle or at the foot of its value's tall row."""
    beside = [cell for cell in region if cell.left >= place.right - 0.02]
    own = place.top - 0.4 * place.height
    here = next((cell for cell in in_reading_order(beside) if cell.middle >= own), None)
    found: list[Cell] = []
    for cell in reversed(in_reading_order(one for one in beside if one.middle < own)):
        if here is None or cell.confidence < 1.0 or here.top - cell.bottom > _TIGHT * here.height:
            break
        found.insert(0, cell)
        here = cell
    return found


def _unwrapped(block: Sequence[Cell], between: str | None = None) -> list[Cell]:
    """Cells of several columns, each with the lines that it was broken over in its own column put together again.

    `between` stands between the lines; without it a comma, unless they were broken where they were full.

    The place of the whole is that of its first line, so that it stays in the row that it began in.
    """
    if between is None:
        between = " " if any("," in cell.text for cell in block) else ", "
    whole: list[Cell] = []
    ends: list[Cell] = []
    for cell in in_reading_order(block):
        at = next((at for at, end in enumerate(ends) if _goes_on(whole[at], end, cell)), None)
        if at is None:
            whole.append(cell)
            ends.append(cell)
            continue
        joined = f"{whole[at].text}{between}{cell.text}"
        whole[at] = replace(whole[at], text=joined, right=max(whole[at].right, cell.right))
        ends[at] = cell
    return whole


def _goes_on(whole: Cell, end: Cell, cell: Cell) -> bool:
    """Whether `cell` is the next line of what ends with `end`: tightly beneath it, and no label of its own."""
    beneath = (
        cell.confidence == 1.0
        and cell.page == end.page
        and cell.middle > end.bottom
        and abs(cell.left - end.left) < 0.008
    )
    if not beneath or cell.top - end.bottom > _TIGHT * end.height:
        return False
    first, second = fold(whole.text), fold(cell.text)
    if any(phrase.startswith(first + second) for phrase in ADDRESS_PARTS):
        return True
    return first not in ADDRESS_PARTS and _small_label(cell.text) is None


def _identifier(label: Label, text: str, used: Sequence[Cell]) -> dict[str, ReadField]:
    photographed = any(cell.confidence < 1.0 for cell in used)
    found = identifiers.find(label.reader, text, photographed)
    if not found:
        return {}
    best = found[0]
    return {label.field: ReadField(best.value, _trust(best, used), used[0].page, around(used))}


def _trust(found: identifiers.Found, used: Sequence[Cell]) -> float:
    """A text layer is trusted. Of a photograph only what proves itself by a check character, and unrepaired."""
    if all(cell.confidence == 1.0 for cell in used):
        return 0.99
    seen = min(cell.confidence for cell in used)
    if found.proven and seen >= 0.8:
        return 0.95
    return round(min(0.85, seen) * (1.0 if found.repaired == 0 else 0.9), 2)


def _confidence(used: Sequence[Cell], best: float) -> float:
    """Words have no check: from a photograph they are never sure."""
    seen = min(cell.confidence for cell in used)
    return best if seen == 1.0 else round(min(0.85, seen * 0.9), 2)


def _address(place: _Place, label: Label, block: Sequence[Cell]) -> dict[str, ReadField]:
    """An address block: its small labels name the parts; without any, its lines in order."""
    role = "part"
    parts: list[str] = [values.tidy(place.rest)] if place.rest else []
    named: dict[str, str] = {}
    for cell in block:
        role, text = _part(cell.text, role)
        text = values.tidy(text)
        if not text or role == "drop":
            continue
        if role in ("state", "pincode"):
            named.setdefault(role, text)
        parts.append(text)
    address = values.join_address(values.tidy(values.without_contacts(part)) for part in parts)
    if not address:
        return {}
    used = list(block) or list(place.cells)
    trust, box = _confidence(used, 0.95), around(used)
    read = {label.field: ReadField(address, trust, place.page, box)}
    state = values.state_in(named.get("state", "")) or values.state_in(address)
    pincode = values.pincode_in(named.get("pincode", "")) or values.pincode_in(address)
    if state:
        read["state"] = ReadField(state, trust, place.page, box)
    if pincode:
        read["pincode"] = ReadField(pincode, trust, place.page, box)
    return read


def _labelled_rows(region: Sequence[Cell]) -> list[Cell]:
    """From the first to the last row with a small label; none when there are not two of them."""
    ordered = in_reading_order(region)
    labelled = [cell for cell in ordered if _small_label(cell.text) is not None]
    if sum(_part(cell.text, "")[0] != "drop" for cell in labelled) < 2:
        return []
    top, last = min(cell.top for cell in labelled), labelled[-1]
    return [cell for cell in ordered if cell.bottom > top and cell.top <= last.bottom + 1.2 * last.height]


def _part(text: str, role: str) -> tuple[str, str]:
    """(role from here on, text) of a cell within an address block."""
    found = _small_label(text)
    return found if found is not None else (role, text)


def _small_label(text: str) -> tuple[str, str] | None:
    """(role, value) of a cell that begins with a small label: alone, before a colon, or a long one before its value."""
    head, _, rest = text.partition(":")
    role = ADDRESS_PARTS.get(fold(head))
    if role is not None:
        return role, rest
    folded = fold(text)
    for phrase, long_role in _LONG_PARTS:
        if folded.startswith(phrase):
            return long_role, _drop_folded(text, len(phrase)).lstrip(" .:)")
    return _short_label(text)


def _short_label(text: str) -> tuple[str, str] | None:
    """A short label with no colon behind it: only what follows shows that "State" or "Pin" is one, and no part of a name."""
    found = _SHORT_PART.match(text)
    if found is None:
        return None
    word, rest = fold(found[1]), found[2]
    if word == "state":
        return ("state", rest) if values.state_in(rest) else None
    if word in ("pin", "pincode"):
        return ("pincode", rest) if values.pincode_in(rest[:7]) else None
    return ("drop", rest) if "@" in rest or len(re.sub(r"\D", "", rest)) >= 8 else None


def _look_anywhere(paper: Paper, cells: Sequence[Cell], read: dict[str, ReadField]) -> None:
    """Identifiers that prove themselves by their form, where no label led to them."""
    _look_beside(paper, cells, read)
    for kind in paper.anywhere:
        if kind in read:
            continue
        seen: dict[str, tuple[identifiers.Found, Cell]] = {}
        for cell in cells:
            for found in identifiers.find(kind, cell.text, cell.confidence < 1.0):
                seen.setdefault(found.value, (found, cell))
        if not seen:
            continue
        found, cell = min(seen.values(), key=lambda one: one[0].repaired)
        trust = min(_trust(found, [cell]), 0.9) if len(seen) == 1 else 0.5
        read[kind] = ReadField(found.value, trust, cell.page, cell.box)


def _look_beside(paper: Paper, cells: Sequence[Cell], read: dict[str, ReadField]) -> None:
    """Identifiers within a sentence: the one that stands right behind its name, in whichever cell."""
    ordered = in_reading_order(cells)
    words = [(cell, word) for cell in ordered for word in cell.text.split()]
    for kind, names in paper.beside.items():
        for at, (cell, word) in enumerate(words):
            if kind in read:
                break
            found = identifiers.find(kind, word, cell.confidence < 1.0)
            before = fold(" ".join(one for _, one in words[max(0, at - 5) : at]))
            if found and before.removesuffix("is").endswith(names):
                read[kind] = ReadField(found[0].value, min(_trust(found[0], [cell]), 0.9), cell.page, cell.box)


def _compare_with_codes(paper: Paper, codes: Iterable[str], read: dict[str, ReadField]) -> None:
    """A printed code is read without error: it confirms what the words say, or casts doubt on it."""
    if paper.needs not in _IDENTIFIERS:
        return
    kind = paper.needs
    for code in codes:
        for found in identifiers.find(kind, code, photographed=False):
            before = read.get(kind)
            if before is None:
                read[kind] = ReadField(found.value, 0.95, 1, None)
            elif before.value == found.value:
                read[kind] = replace(before, confidence=max(before.confidence, 0.97))
            else:
                read[kind] = replace(before, confidence=0.5)
            return


def _agree(read: dict[str, ReadField]) -> None:
    """An exporter code is the firm's PAN: two readings of one number confirm each other."""
    iec, pan = read.get("iec"), read.get("pan")
    if iec is not None and pan is not None and iec.value == pan.value and not iec.sure:
        read["iec"] = replace(iec, confidence=0.92)
        read["pan"] = replace(pan, confidence=0.92)
