"""What a partner takes: its terms as frozen data, and its working hours as arithmetic.

Times are microseconds in UTC, as everywhere in storage. Hours and days are those of India, which has one time zone and no
summer time: 5:30 before UTC, always. A limit that is None is no limit; an empty set of states, languages or categories
means all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from storage.times import DAY, HOUR, MINUTE

IST: Final = 5 * HOUR + 30 * MINUTE
WEEK: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ANSWER_FOR: Final = 4 * 60
"""Working minutes that an offer waits, unless the partner's terms say otherwise."""
RETURN_WITHIN: Final = 7
"""Days in which a bad lead may be given back."""
_EPOCH_WEEKDAY: Final = 3  # the first of January 1970 was a Thursday


class TermsError(ValueError):
    """The terms cannot be understood: which, and what is expected."""


@dataclass(frozen=True, slots=True)
class Terms:
    """`opens` and `closes` are minutes of the day; both None: always open. Who closes before opening does so on the next day: a shift
    over midnight belongs to the day on which it begins.
    """

    states: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    activities: frozenset[str] = frozenset()
    min_score: int = 0
    per_day: int | None = None
    open_at_once: int | None = None
    opens: int | None = None
    closes: int | None = None
    days: frozenset[int] = field(default_factory=lambda: frozenset(range(7)))
    weight: int = 1
    exclusive: bool = True
    """False: shared. It is offered nothing in turn and claims from the open pool."""
    on_leave: bool = False
    answer_minutes: int = ANSWER_FOR
    return_days: int = RETURN_WITHIN
    returns_per_month: int | None = None
    commission: Mapping[str, str] = field(default_factory=dict)
    """Milestone -> amount in rupees as a decimal string: the agreement, as configuration."""

    def to_json(self) -> dict[str, Any]:
        """Plain JSON for the partner's row; only what differs from the default."""
        found: dict[str, Any] = {}
        for name in self.__slots__:
            value = getattr(self, name)
            if value != getattr(_DEFAULT, name):
                found[name] = sorted(value) if isinstance(value, frozenset) else value
        return found

    @staticmethod
    def from_json(body: Mapping[str, Any]) -> Terms:
        """The terms that `to_json` wrote; unknown keys are left alone. Raises `TermsError`."""
        values: dict[str, Any] = {}
        for name in Terms.__slots__:
            if name not in body:
                continue
            value = body[name]
            values[name] = frozenset(value) if isinstance(value, list) else value
        terms = Terms(**values)
        if terms.weight < 1 or terms.answer_minutes < 1:
            raise TermsError("weight and answer_minutes are 1 or more")
        if (terms.opens is None) != (terms.closes is None) or not terms.days:
            raise TermsError("working hours need a beginning, an end and a day")
        if terms.opens is not None and terms.closes is not None and not _are_hours(terms.opens, terms.closes):
            raise TermsError("working hours begin and end at different times of the day")
        return terms


_DEFAULT: Final = Terms()


def written(body: Mapping[str, Any], before: Terms = _DEFAULT) -> Terms:
    """Terms as a person wrote them into a file, over those of before. Raises `TermsError` also for what `from_json` would leave alone:
    a misspelt rule that is passed over would be no rule.
    """
    strange = sorted(str(name) for name in set(body) - set(Terms.__slots__))
    if strange:
        raise TermsError(f"there is no {', '.join(strange)}; there are {', '.join(Terms.__slots__)}")
    for name, value in body.items():
        kind, fits = _kind(name, value)
        if not fits:
            raise TermsError(f"{name}: {value!r} is not {kind}")
    return Terms.from_json({**before.to_json(), **body})


def _kind(name: str, value: Any) -> tuple[str, bool]:
    """What a term is, in words, and whether a value is one."""
    match getattr(_DEFAULT, name):
        case frozenset() if name == "days":
            return "a list of 0 (Monday) to 6", isinstance(value, list) and all(
                _whole(one) and one < 7 for one in value
            )
        case frozenset():
            return 'a list such as ["27"]', isinstance(value, list) and all(isinstance(one, str) for one in value)
        case bool():
            return "true or false", isinstance(value, bool)
        case Mapping():
            return 'an object such as {"listed": "500"}', isinstance(value, dict) and all(
                isinstance(one, str) for one in value.values()
            )
        case None:
            return "a whole number or null", value is None or _whole(value)
        case _:
            return "a whole number", _whole(value)


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def read_hours(text: str) -> tuple[int, int]:
    """ "09:30-18:00" as minutes of the day; "18:00-02:00" ends on the next. Raises `TermsError`."""
    parts = [part.split(":") for part in text.split("-")]
    if len(parts) != 2 or not all(len(p) == 2 and p[0].isdecimal() and p[1].isdecimal() for p in parts):
        raise TermsError(f"{text!r} are no working hours; write 09:30-18:00")
    opens, closes = (int(hour) * 60 + int(minute) for hour, minute in parts)
    if any(int(part[1]) >= 60 for part in parts) or not _are_hours(opens, closes):
        raise TermsError(f"{text!r} are no working hours; write 09:30-18:00")
    return opens, closes


def _are_hours(opens: int, closes: int) -> bool:
    return 0 <= opens < 1440 and 0 <= closes <= 1440 and opens != closes


def read_days(names: Iterable[str]) -> frozenset[int]:
    """ "mon", "tue" … as numbers, Monday 0. Raises `TermsError`."""
    found = set()
    for name in names:
        if name.strip().lower()[:3] not in WEEK:
            raise TermsError(f"{name!r} is no day; write {', '.join(WEEK)}")
        found.add(WEEK.index(name.strip().lower()[:3]))
    return frozenset(found)


def is_open(terms: Terms, now: int) -> bool:
    """Whether the partner is at work."""
    return _shift(terms, now) is not None


def opening(terms: Terms, now: int) -> int:
    """When the partner is next at work: `now` if it is."""
    for day in range(_day(now) - 1, _day(now) + 9):
        start, end = _hours_on(terms, day)
        if start < end and now < end:
            return max(now, start)
    raise TermsError("a partner without working days")  # from_json refuses such terms


def deadline(terms: Terms, now: int, minutes: int | None = None) -> int:
    """When `minutes` of the partner's working time have passed (by default those of its terms)."""
    left = (terms.answer_minutes if minutes is None else minutes) * MINUTE
    at = opening(terms, now)
    if terms.opens is None and len(terms.days) == 7:
        return at + left
    while True:
        shift = _shift(terms, at)
        assert shift is not None, "an opening lies within a shift"
        if at + left <= shift[1]:
            return at + left
        left -= shift[1] - at
        at = opening(terms, shift[1])


def midnight(now: int) -> int:
    """When this day began in India."""
    return _day(now) * DAY - IST


def _day(now: int) -> int:
    return (now + IST) // DAY


def _shift(terms: Terms, now: int) -> tuple[int, int] | None:
    """The working hours in which that moment lies, as moments: those of this day, or of the one before."""
    for day in (_day(now) - 1, _day(now)):
        start, end = _hours_on(terms, day)
        if start <= now < end:
            return start, end
    return None


def _hours_on(terms: Terms, day: int) -> tuple[int, int]:
    """The working hours that begin on that day, as moments; none: an empty stretch."""
    start = day * DAY - IST
    if (day + _EPOCH_WEEKDAY) % 7 not in terms.days:
        return start, start
    if terms.opens is None or terms.closes is None:
        return start, start + DAY
    ends = terms.closes if terms.closes > terms.opens else terms.closes + 1440
    return start + terms.opens * MINUTE, start + ends * MINUTE
