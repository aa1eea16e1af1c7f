"""Reading and saying calendar dates. Day first, as everywhere in India; a date that could only be month first is refused.

A date needs its day, month and year: "23 Nov", "November 2026" and "2026" are None, and so are days that do not exist.
Two digits of a year mean the one of the hundred years that end 20 years from today. Dates in digits may be grouped by
/ - . or a space, or written together (23112026) when only one order of the parts is possible. Days and weeks may be
counted from today ("3 days ago"); months and years are not whole days, so they are None.
"""

import re
from datetime import date, timedelta
from functools import lru_cache

from babel.dates import format_date

from locales.digits import fold, to_ascii
from locales.month_words import COUNTED, EITHER, FILLERS, MONTHS, RELATIVE
from locales.numbers import read_number

EARLIEST, LATEST = 1800, 2199

_GLUED = re.compile(r"([^\s\d.:]+)[.:]*(?=\d)")
_NUMERIC = re.compile(r"(\d{1,4})\s*([-/.\u2010-\u2015 ])\s*(\d{1,2})\s*\2\s*(\d{1,4})")
_TOGETHER = re.compile(r"(\d{2})(\d{2})(\d{4})")
_WORD = re.compile(r"\d+|[^\s\d,./\-()'\u2010-\u2015]+'?|\S")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_IGNORED = frozenset(fold(word) for word in FILLERS.split()) | frozenset(",.-/()'\u2013")


def _months() -> dict[str, int]:
    return {
        fold(spelling): number
        for names in MONTHS.values()
        for number, entry in enumerate(names.split(), 1)
        for spelling in entry.split("|")
    }


_MONTHS = _months()


@lru_cache(maxsize=32)
def _days(language: str) -> dict[str, int]:
    """The words for days near today."""
    return _known(RELATIVE, language)


@lru_cache(maxsize=32)
def _counted(language: str) -> dict[str, int]:
    """What may follow a count: "days ago"."""
    return _known(COUNTED, language)


def _known(table: dict[str, dict[int, str]], language: str) -> dict[str, int]:
    """The language's own words, then English and Hindi ones; other scripts cannot be mistaken."""
    words: dict[str, int] = {}
    for code in (language, "en", *table):
        for days, entry in table[code].items():
            for spelling in entry.split("|"):
                if code in (language, "en", "hi") or not spelling.isascii():
                    words.setdefault(fold(spelling), days)
    return words


@lru_cache(maxsize=32)
def _either(language: str) -> dict[str, int]:
    words: dict[str, int] = {}
    for code in (language, "hi", *EITHER):
        for days, entry in EITHER.get(code, {}).items():
            for spelling in entry.split("|"):
                if code in (language, "hi") or not spelling.isascii():
                    words.setdefault(fold(spelling), days)
    return words


def possible_dates(text: str, language: str, today: date) -> list[date] | None:
    """What may be meant by a text that `read_date` does not take: "कल" is yesterday or tomorrow, 11/23/2026 can only be month first.

    Empty for a day that is in no calendar (31/02/2026); None for what does not say a day at all.
    """
    if len(text) > 100:
        return None
    plain = to_ascii(fold(text))
    days = _either(language).get(plain)
    if days is not None:
        return [today - timedelta(days), today + timedelta(days)]
    plain = _without_fillers(plain)
    if match := _NUMERIC.fullmatch(plain):
        turned = _from_digits(match[3], match[1], match[4], today) if len(match[1]) <= 2 else None
        return [turned] if turned is not None else []
    if match := _TOGETHER.fullmatch(plain):
        return []
    return [] if _with_month_name(plain, language, today, exact=False) is not None else None


def read_date(text: str, language: str, today: date) -> date | None:
    """The date that the whole text says, or None."""
    if len(text) > 100:
        return None
    plain = to_ascii(fold(text)).replace("۔", ".")
    days = _days(language).get(plain)
    if days is None:
        days = _count_of_days(plain, language)
    if days is not None:
        return today + timedelta(days)
    plain = _without_fillers(plain)
    if match := _NUMERIC.fullmatch(plain):
        return _from_digits(match[1], match[3], match[4], today)
    if match := _TOGETHER.fullmatch(plain):
        return _written_together(plain)
    return _with_month_name(plain, language, today)


def _count_of_days(plain: str, language: str) -> int | None:
    """A whole count, then the words that say days or weeks and which way: "तीन दिन पहले" is -3."""
    words = plain.split()
    for at in range(1, len(words)):
        step = _counted(language).get(" ".join(words[at:]))
        if step is not None:
            count = _whole(words[:at], language)
            return None if count is None else step * count
    return None


def _without_fillers(plain: str) -> str:
    glued = _GLUED.match(plain)
    if glued and fold(glued[1]) in _IGNORED:
        plain = plain[glued.end() :]
    words = [word for word in plain.split() if fold(word) not in _IGNORED or word.isdigit()]
    return " ".join(words)


def _from_digits(first: str, middle: str, last: str, today: date) -> date | None:
    if len(first) == 4 and len(last) <= 2:
        return _date(int(first), int(middle), int(last))
    if len(first) <= 2 and (year := _year(last, today)) is not None:
        return _date(year, int(middle), int(first))
    return None


def _written_together(digits: str) -> date | None:
    ways = {
        _date(int(digits[4:]), int(digits[2:4]), int(digits[:2])),
        _date(int(digits[:4]), int(digits[4:6]), int(digits[6:])),
    } - {None}
    return ways.pop() if len(ways) == 1 else None


def _year(digits: str, today: date) -> int | None:
    if len(digits) == 4:
        return int(digits)
    if len(digits) != 2:
        return None
    latest = today.year + 20
    return latest - (latest - int(digits)) % 100


def _date(year: int, month: int, day: int) -> date | None:
    if not EARLIEST <= year <= LATEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _with_month_name(plain: str, language: str, today: date, exact: bool = True) -> date | None:
    """23 Nov 2026, Nov 23 2026, 2026 November 23, and the same with the numbers in words. Not `exact`: any day counts as the first."""
    words = [word for word in _WORD.findall(_ORDINAL.sub("", plain)) if fold(word) not in _IGNORED and fold(word)]
    places = [at for at, word in enumerate(words) if fold(word) in _MONTHS]
    if len(places) != 1:
        return None
    at = places[0]
    month = _MONTHS[fold(words[at])]
    before, after = words[:at], words[at + 1 :]
    if not before and len(after) >= 2:
        day, year = after[:1], after[1:]
    elif before and len(before[0]) == 4 and before[0].isdigit() and bool(after) != (len(before) == 2):
        year, day = before[:1], after or before[1:]
    else:
        day, year = before, after
    day_of_month, in_year = _whole(day, language), _spelt_year(year, language, today)
    if day_of_month is None or in_year is None or day_of_month > 99:
        return None
    return _date(in_year, month, day_of_month if exact else 1)


def _spelt_year(words: list[str], language: str, today: date) -> int | None:
    if len(words) == 1 and words[0].isdigit():
        return _year(words[0], today)
    return _whole(words, language)


def _whole(words: list[str], language: str) -> int | None:
    value = read_number(" ".join(words), language) if words else None
    return int(value) if value is not None and 0 < value <= LATEST and value == value.to_integral_value() else None


def say_date(day: date, language: str) -> str:
    """The day, the month's name and the year: 23 नवंबर 2026. ASCII digits in every language."""
    return to_ascii(format_date(day, "d MMMM y", locale=language))
