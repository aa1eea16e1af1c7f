"""States: one table of GST codes, its aliases, and the letters that Udyam and company numbers use for the same places.

Codes, never names, are compared. Two codes for one place come to one through `one_code`: 25 (Daman & Diu, before it was joined with
Dadra & Nagar Haveli) is 26; 28 (Andhra Pradesh before Telangana left it) is 37. 97 and 99 are no place at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_DNH_DD: Final = "Dadra & Nagar Haveli and Daman & Diu"

GST_STATES: Final[Mapping[str, str]] = {
    "01": "Jammu & Kashmir",
    "02": "Himachal Pradesh",
    "03": "Punjab",
    "04": "Chandigarh",
    "05": "Uttarakhand",
    "06": "Haryana",
    "07": "Delhi",
    "08": "Rajasthan",
    "09": "Uttar Pradesh",
    "10": "Bihar",
    "11": "Sikkim",
    "12": "Arunachal Pradesh",
    "13": "Nagaland",
    "14": "Manipur",
    "15": "Mizoram",
    "16": "Tripura",
    "17": "Meghalaya",
    "18": "Assam",
    "19": "West Bengal",
    "20": "Jharkhand",
    "21": "Odisha",
    "22": "Chhattisgarh",
    "23": "Madhya Pradesh",
    "24": "Gujarat",
    "25": _DNH_DD,
    "26": _DNH_DD,
    "27": "Maharashtra",
    "28": "Andhra Pradesh",
    "29": "Karnataka",
    "30": "Goa",
    "31": "Lakshadweep",
    "32": "Kerala",
    "33": "Tamil Nadu",
    "34": "Puducherry",
    "35": "Andaman & Nicobar",
    "36": "Telangana",
    "37": "Andhra Pradesh",
    "38": "Ladakh",
    "97": "Other Territory",
    "99": "Centre",
}
"""GST state code -> name, as on certificates."""

_ALIASES: Final = {"25": "26", "28": "37"}
_NO_PLACE: Final = frozenset({"97", "99"})


def one_code(code: str) -> str | None:
    """The code under which a place is compared; None for a code that is no place in India."""
    if code in _NO_PLACE or code not in GST_STATES:
        return None
    return _ALIASES.get(code, code)


UDYAM_LETTERS: Final[Mapping[str, str]] = {
    "AN": "35",
    "AP": "37",
    "AR": "12",
    "AS": "18",
    "BR": "10",
    "CG": "22",
    "CH": "04",
    "DD": "26",
    "DL": "07",
    "DN": "26",
    "GA": "30",
    "GJ": "24",
    "HP": "02",
    "HR": "06",
    "JH": "20",
    "JK": "01",
    "KL": "32",
    "KR": "29",
    "LA": "38",
    "LD": "31",
    "MH": "27",
    "ML": "17",
    "MN": "14",
    "MP": "23",
    "MZ": "15",
    "NL": "13",
    "OD": "21",
    "PB": "03",
    "PY": "34",
    "RJ": "08",
    "SK": "11",
    "TN": "33",
    "TR": "16",
    "TS": "36",
    "UK": "05",
    "UP": "09",
    "WB": "19",
}
"""Udyam's own state letters -> GST code. Not those of company numbers: Karnataka is KR here."""

_OTHER_LETTERS: Final[Mapping[str, str]] = {
    "CT": "22",
    "KA": "29",
    "OR": "21",
    "TG": "36",
    "UR": "05",
    "UT": "05",
    "LH": "38",
}
"""Letters for the same places elsewhere (vehicle plates, company numbers)."""

_ALL_LETTERS: Final = {**UDYAM_LETTERS, **_OTHER_LETTERS}


def gst_code_of_udyam(udyam: str) -> str | None:
    """The GST code of the state in a Udyam number; None where its letters are not known."""
    return _ALL_LETTERS.get(udyam[6:8])


def gst_code_of_cin(cin: str) -> str | None:
    """The GST code of the state in a company number; it uses KA, and both TG and TS."""
    return _ALL_LETTERS.get(cin[6:8])


_NAMES: Final = {re.sub(r"[^a-z]", "", name.lower().replace("&", "and")): code for code, name in GST_STATES.items()}
_NAME_ALIASES: Final = {
    "andamanandnicobarislands": "35",
    "thedadraandnagarhavelianddamananddiu": "26",
    "dadraandnagarhaveli": "26",
    "damananddiu": "26",
    "orissa": "21",
    "uttaranchal": "05",
    "pondicherry": "34",
    "newdelhi": "07",
    "nctofdelhi": "07",
    "chattisgarh": "22",
}


def gst_code_of_state(name: str) -> str | None:
    """The GST code of a state's English name, however it is written."""
    plain = re.sub(r"[^a-z]", "", name.lower().replace("&", "and"))
    found = _NAMES.get(plain) or _NAME_ALIASES.get(plain)
    return one_code(found) if found else None
