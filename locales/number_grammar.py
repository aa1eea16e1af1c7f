"""How number words make a number: one grammar for all thirteen languages, over tokens that know no language.

A number is read from left to right as sections that get smaller: "twelve lakh | thirty-four thousand | five hundred".
`room` is what may still be added to the total: after "lakh" less than one lakh, after "2.5 lakh" less than a tenth of
a lakh. A token that does not fit its room ends the reading: "lakh do lakh", "do teen lakh" and "hazaar pandrah sau" are
how people say ranges, and a range is not one number. Nothing is ever dropped or guessed.

Kinds of token:

| kind | example | meaning |
|---|---|---|
| digits | 12.5 | a number already in digits |
| unit | बारह | 0 to 99, complete |
| unit_and | இரண்டே | a unit that a part of one must follow |
| tens | twenty | 20 to 90, a unit below ten may follow |
| hundreds | दोनशे | 100 to 900 in one word |
| hundred, scale | सौ, लाख | multiply what stands before them in their section |
| hundred_alone, scale_alone | நூறு, ஆயிரம் | the same, and mean "one hundred", "one thousand" anywhere |
| many | lakhs, వందలు | multiply what stands before them, and alone mean no number |
| scale_stuck | k | a scale only behind digits |
| whole | डेढ़ ढाई half | a section by itself |
| shift | साढ़े सवा पौने | added to the number that follows |
| tail | …న్నర, "1/2" | added to the number before |
| and, article, point | | joiners |
"""

from collections.abc import Sequence
from decimal import Decimal

Token = tuple[str, Decimal]

ZERO, ONE, TEN, HUNDRED = Decimal(0), Decimal(1), Decimal(10), Decimal(100)
QUARTER, HALF = Decimal("0.25"), Decimal("0.5")
LAKH, CRORE = Decimal(100_000), Decimal(10_000_000)
# Beyond this a typed number is a slip of the finger or an identifier.
LIMIT = Decimal(10) ** 15


class _Refused(Exception):
    """The tokens are not one number."""


class _Reading:
    """A number half read. `section` is the part that no scale word has multiplied yet."""

    __slots__ = ("base", "grain", "idiom", "last", "room", "scale", "section", "section_room", "shift", "total")

    def __init__(self) -> None:
        self.total = ZERO
        self.room = LIMIT
        self.scale = ZERO
        self.section: Decimal | None = None
        self.section_room = ZERO
        self.base = False  # the section may still be multiplied by a hundred
        self.grain = ONE  # the smallest part that the section's words spoke of
        self.shift: Decimal | None = None
        self.idiom = False  # a bare "thousand": a unit behind it would make it "about so many thousands" (হাজার দুই)
        self.last = ""

    def begin(self, value: Decimal, room: Decimal, grain: Decimal = ONE, base: bool = True) -> None:
        if self.section is not None:
            raise _Refused
        self.section, self.section_room, self.grain, self.base = value, room, grain, base

    def number(self, value: Decimal, room: Decimal) -> None:
        """A unit, tens or whole digits."""
        if self.shift is not None:
            if not value:
                raise _Refused
            self.begin(value + self.shift, ZERO, QUARTER)
            self.shift = None
        elif self.section is None:
            self.begin(value, room)
        elif 0 < value < self.section_room:
            self.section += value
            self.section_room = min(room, self.section_room)
        else:
            raise _Refused

    def digits(self, value: Decimal) -> None:
        places = value.as_tuple().exponent
        if isinstance(places, int) and places < 0:
            if self.shift is not None or self.total:
                raise _Refused
            self.begin(value, ZERO, Decimal(1).scaleb(places))
        else:
            self.number(value, ZERO)

    def hundreds(self, value: Decimal) -> None:
        if self.shift is not None:
            self.begin(value + self.shift * HUNDRED, ZERO, base=False)
            self.shift = None
        else:
            self.begin(value, HUNDRED, base=False)

    def hundred(self, alone: bool) -> None:
        one = self.implied_one(alone)
        if one is not None:
            self.begin(one, ZERO, ONE if one == ONE else QUARTER)
        if self.section is None or not self.base or not 0 < self.section < HUNDRED:
            raise _Refused
        self.section *= HUNDRED
        self.section_room = HUNDRED * self.grain
        self.grain, self.base = ONE, False

    def times(self, scale: Decimal, alone: bool) -> None:
        if self.section is None and self.last in ("scale", "scale_stuck") and scale >= CRORE and self.total < scale:
            # "one lakh crore"; smaller steps ("lakh thousand") nobody says
            if scale <= self.scale:
                raise _Refused
            self.total *= scale
            self.scale, self.room = scale, self.scale * scale * self.grain
            return
        if self.section and scale >= CRORE and 0 < self.total < LAKH and self.section < self.room and self.grain == ONE:
            # "one thousand and one crore"
            self.section, self.total, self.room = self.total + self.section, ZERO, LIMIT
        one = self.implied_one(alone)
        if one is not None:
            self.begin(one, ZERO, ONE if one == ONE else QUARTER)
            self.idiom = not alone
        if not self.section:
            raise _Refused
        value = self.section * scale
        if value >= self.room:
            raise _Refused
        self.total += value
        self.scale, self.room = scale, scale * self.grain
        self.section = None

    def implied_one(self, alone: bool) -> Decimal | None:
        """The "one" of "lakh", of "sawa lakh" (1.25) and of "paune lakh" (0.75)."""
        if self.section is not None:
            return None
        if self.shift is not None:
            if abs(self.shift) != QUARTER:
                raise _Refused
            one, self.shift = ONE + self.shift, None
            return one
        if self.total and not alone:
            raise _Refused
        return ONE

    def tail(self, value: Decimal) -> None:
        if self.section is None:
            # "లక్షన్నర": one lakh and a half of it
            if not self.total or self.total != self.scale:
                raise _Refused
            self.total += self.scale * value
            self.room = ZERO
        elif self.base and self.section == self.section.to_integral_value() and self.grain == ONE:
            self.section += value
            self.section_room, self.grain = ZERO, QUARTER
        else:
            raise _Refused

    def whole(self, value: Decimal) -> None:
        if self.last == "and" and value < ONE:
            self.tail(value)
        elif self.shift is None:
            self.begin(value, ZERO, QUARTER)
        else:
            raise _Refused

    def decimals(self, tokens: Sequence[Token]) -> None:
        """What follows the word "point": digits said one by one, or written together."""
        if self.section is None or self.total or not self.base:
            raise _Refused
        places = ZERO
        for kind, value in tokens:
            if kind not in ("unit", "digits") or not 0 <= value < TEN or value != value.to_integral_value():
                raise _Refused
            self.grain /= TEN
            places += value * self.grain
        self.section += places
        self.section_room = ZERO

    def finish(self) -> Decimal:
        section = ZERO
        if self.section is not None:
            if self.total and (not self.section or self.section != self.section.to_integral_value()):
                raise _Refused
            section = self.section
        if self.shift == QUARTER and self.last == "shift" and not self.total:
            return ONE + QUARTER
        if self.shift is not None or (self.total and section and section >= self.room) or self.last in ("and", "point"):
            raise _Refused
        if (not self.total and self.section is None) or (
            self.idiom and self.total == self.scale and 0 < section <= TEN
        ):
            raise _Refused
        return self.total + section


def value_of(tokens: Sequence[Token]) -> Decimal | None:
    """The one number that all the tokens together say; None when they do not say exactly one."""
    reading = _Reading()
    try:
        _read(reading, tokens)
        value = reading.finish()
    except _Refused:
        return None
    if value >= LIMIT:
        return None
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()


def _read(reading: _Reading, tokens: Sequence[Token]) -> None:
    at = 0
    while at < len(tokens):
        kind, value = tokens[at]
        at += 1
        match kind:
            case "digits":
                reading.digits(value)
            case "unit":
                reading.number(value, ZERO)
            case "unit_and":
                reading.number(value, ZERO)
                kind = "and"
            case "tens":
                reading.number(value, TEN)
            case "hundreds":
                reading.hundreds(value)
            case "hundred" | "hundred_alone":
                reading.hundred(kind == "hundred_alone")
            case "scale" | "scale_alone":
                reading.times(value, kind == "scale_alone")
            case "many" if reading.last not in ("", "and"):
                reading.hundred(False) if value == HUNDRED else reading.times(value, False)
            case "scale_stuck" if reading.last == "digits":
                reading.times(value, False)
            case "whole":
                reading.whole(value)
            case "shift" if reading.section is None and reading.shift is None:
                reading.shift = value
            case "tail":
                reading.tail(value)
            case "and" if reading.last and reading.last != "and":
                reading.idiom = False
            case "article" if reading.last in ("", "and", "whole"):
                pass
            case "point":
                end = at
                while end < len(tokens) and tokens[end][0] in ("unit", "digits"):
                    end += 1
                if end == at:
                    raise _Refused
                reading.decimals(tokens[at:end])
                at, kind = end, "unit"
            case _:
                raise _Refused
        if kind != "article":
            reading.last = "scale" if kind in ("scale_alone", "many") else kind
