"""The kinds of step: the type of their answers, and the fields of them that a flow's conditions may name.

`get` takes an answer's stored value (plain JSON) to what the bare name stands for in a condition, and a field's `get` to what
`name.field` stands for; None means that it is not known. What they give is plain too: a number is a decimal string ("1250000"),
a date "2026-11-23", money {"amount", "currency"}, options a list of ids, everything else text. No `get` ever raises.

`values` is the closed vocabulary where there is one that does not come from the step's own options, so that a condition which
compares with something else is a fault in the file and not a silence at run time.

State codes are compared through one table of aliases: a GST number of 28 and a PIN code of 37 are both Andhra Pradesh. A code that
no address can have (97 other territory, 99 centre) is unknown here, so that a check which compares it neither passes nor fails.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias

from flows.answers.countries import COUNTRY_CODES
from flows.answers.states import GST_STATES, gst_code_of_cin, gst_code_of_udyam, one_code
from flows.paper_fields import PAPER_NAMES
from locales.languages import LANGUAGES

Type: TypeAlias = Literal["text", "number", "option", "options", "money", "date", "none"]
Get: TypeAlias = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Field:
    """A part of an answer that conditions and placeholders may name."""

    type: Type
    get: Get
    values: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """`type` is that of the bare name; "none": the bare name may not be compared."""

    name: str
    type: Type
    fields: Mapping[str, Field] = field(default_factory=dict)
    get: Get = lambda value: value
    values: frozenset[str] | None = None
    personal: bool = False
    """Whether an answer of this kind is personal data unless the flow says otherwise."""


def _part(name: str) -> Get:
    """Reads `name` out of an object."""

    def get(value: Any) -> Any:
        return value.get(name) if isinstance(value, dict) else None

    return get


def _slice(get: Get, start: int, end: int) -> Get:
    """Reads some characters of what `get` reads."""

    def cut(value: Any) -> Any:
        whole = get(value)
        return whole[start:end] or None if isinstance(whole, str) else None

    return cut


def _through(get: Get, table: Callable[[str], str | None]) -> Get:
    """What `table` makes of the text that `get` reads."""

    def mapped(value: Any) -> Any:
        found = get(value)
        return table(found) if isinstance(found, str) else None

    return mapped


def _itself(value: Any) -> Any:
    return value


def _text(value: Any) -> Any:
    return value if isinstance(value, str) else None


def _iec_pan(value: Any) -> Any:
    """A legacy IEC is ten digits and holds no PAN."""
    return value if isinstance(value, str) and not value.isdigit() else None


def _month(value: Any) -> Any:
    """Of "2026-04-01": "4"."""
    return value[5:7].lstrip("0") or None if isinstance(value, str) else None


def _count(value: Any) -> Any:
    return str(len(value)) if isinstance(value, list) else None


_WORST_FIRST: Final = ("refused", "ask_again", "ok")


def _verdict(value: Any) -> Any:
    """The worst verdict among the files; None until every file has one of those known."""
    if not isinstance(value, list):
        return None
    found = {item.get("verdict") for item in value if isinstance(item, dict)}
    return next((verdict for verdict in _WORST_FIRST if verdict in found), None)


def _paper(value: Any) -> Any:
    """Which paper the files turned out to be; None while none of them was recognised."""
    if not isinstance(value, list):
        return None
    found = (item.get("paper") for item in value if isinstance(item, dict))
    return next((paper for paper in found if paper in PAPER_NAMES), None)


_SCHEMES: Final = ("composition", "regular")


def _scheme(value: Any) -> Any:
    """What a GST certificate says beside "Type of Registration"; "special" where it is none of those that traders know."""
    if not isinstance(value, list):
        return None
    standing = (item.get("standing") for item in value if isinstance(item, dict) and not item.get("gone"))
    said = next((str(one["registration_type"]) for one in standing if one and one.get("registration_type")), None)
    return next((scheme for scheme in _SCHEMES if scheme in said.lower()), "special") if said is not None else None


_MESSRS: Final = re.compile(r"\s*(?:m\s*[/.]\s*s\b\.?|messrs\b\.?|the\b)?\s*([a-z])", re.IGNORECASE)


def _initial(value: Any) -> Any:
    """The letter that a name begins with, as PANs count it; None for a name in another script or beginning with a digit."""
    found = _MESSRS.match(value) if isinstance(value, str) else None
    return found[1].upper() if found is not None else None


_CODES: Final = frozenset(code for code in GST_STATES if one_code(code) == code)
_HOLDERS: Final = frozenset("ABCFGHJKLPT")
_YES_NO: Final = frozenset({"yes", "no"})
_VERDICTS: Final = frozenset(_WORST_FIRST)

_GSTIN_PAN: Final = _part("pan")
_PAN: Final = _part("pan")


def _kinds(*kinds: Kind) -> dict[str, Kind]:
    return {kind.name: kind for kind in kinds}


KINDS: Final[Mapping[str, Kind]] = _kinds(
    Kind("note", "none"),
    Kind("choice", "option"),
    Kind("choices", "options"),
    Kind("yes_no", "option", values=_YES_NO),
    Kind("language", "option", values=frozenset(LANGUAGES)),
    Kind("text", "text", {"initial": Field("text", _initial)}, personal=True),
    Kind("number", "number"),
    Kind("money", "money", {"amount": Field("number", _part("amount")), "currency": Field("text", _part("currency"))}),
    Kind("date", "date", {"year": Field("number", _slice(_text, 0, 4)), "month": Field("number", _month)}),
    Kind("phone", "text", personal=True),
    Kind("email", "text", personal=True),
    Kind("url", "text", personal=True),
    Kind(
        "pincode",
        "text",
        {
            "pincode": Field("text", _part("pincode")),
            "district": Field("text", _part("district")),
            "state": Field("text", _part("state")),
            "state_code": Field("text", _through(_part("state_code"), one_code), _CODES),
        },
        get=_part("pincode"),
    ),
    Kind("country", "option", values=COUNTRY_CODES),
    Kind("countries", "options", values=COUNTRY_CODES),
    Kind(
        "gstin",
        "text",
        {
            "gstin": Field("text", _part("gstin")),
            "pan": Field("text", _GSTIN_PAN),
            "state_code": Field("text", _through(_part("state_code"), one_code), _CODES),
            "state": Field("text", _part("state")),
            "holder": Field("text", _slice(_GSTIN_PAN, 3, 4), _HOLDERS),
            "initial": Field("text", _slice(_GSTIN_PAN, 4, 5)),
        },
        get=_part("gstin"),
        personal=True,
    ),
    Kind(
        "pan",
        "text",
        {
            "pan": Field("text", _PAN),
            "holder": Field("text", _part("holder"), _HOLDERS),
            "initial": Field("text", _slice(_PAN, 4, 5)),
        },
        get=_PAN,
        personal=True,
    ),
    Kind("iec", "text", {"pan": Field("text", _iec_pan)}, personal=True),
    Kind("udyam", "text", {"state_code": Field("text", _through(_text, gst_code_of_udyam), _CODES)}, personal=True),
    Kind(
        "cin",
        "text",
        {
            "year": Field("number", _slice(_text, 8, 12)),
            "state_code": Field("text", _through(_text, gst_code_of_cin), _CODES),
        },
    ),
    Kind("llpin", "text"),
    Kind("ifsc", "text"),
    Kind("fssai", "text"),
    Kind("hsn", "text"),
    Kind("ad_code", "text"),
    Kind(
        "document",
        "none",
        {
            "count": Field("number", _count),
            "verdict": Field("option", _verdict, _VERDICTS),
            "paper": Field("option", _paper, frozenset(PAPER_NAMES)),
            "scheme": Field("option", _scheme, frozenset({*_SCHEMES, "special"})),
        },
        get=_itself,
        personal=True,
    ),
    Kind(
        "consent", "option", {"choice": Field("option", _part("choice"), _YES_NO)}, get=_part("choice"), values=_YES_NO
    ),
    Kind("review", "none"),
    Kind("end", "none"),
)
