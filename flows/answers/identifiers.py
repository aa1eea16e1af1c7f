"""Indian identifiers other than GSTIN and PIN code. Each problem names the character that looks mistyped.

Where a repair is certain (the format leaves no choice: O in a place that only holds 0) it is made and said back; where it is only
likely it is asked about, because none of these numbers has a check digit that would prove it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from flows.answers.gst import valid_gstin
from flows.answers.reading import Accepted, DidYouMean, Reading
from flows.answers.repair import by_class, letter_in, misplaced, to_digits
from flows.answers.states import UDYAM_LETTERS
from flows.answers.tokens import compact, digit_groups, pick, plain, words
from flows.problems import Problem, problem

_PAN: Final = re.compile(r"[A-Z]{3}[ABCFGHJKLPT][A-Z](?!0000)[0-9]{4}[A-Z]")
_PAN_SHAPE: Final = "AAAAA9999A"
_EXAMPLE_PANS: Final = frozenset({"ABCDE1234F", "AAAAA0000A"})


def valid_pan(pan: str) -> bool:
    """Ten characters, the fourth a kind of holder, the serial not 0000."""
    return _PAN.fullmatch(pan) is not None and pan not in _EXAMPLE_PANS


def pan_value(pan: str) -> dict[str, Any]:
    """The answer for a valid PAN."""
    return {"pan": pan, "holder": pan[3]}


def read_pan(text: str) -> Reading:
    """One PAN, alone or in a sentence."""
    typed = pick(text, 10, 10, valid_pan)
    if typed is None:
        return problem("pan-one")
    if valid_pan(typed):
        return Accepted(pan_value(typed))
    if valid_gstin(typed) and valid_pan(typed[2:12]):
        return DidYouMean((pan_value(typed[2:12]),), problem("pan-length", got=15, want=10))
    wrong = _pan_fault(typed)
    meant = _meant(typed, _PAN_SHAPE, valid_pan)
    return DidYouMean(tuple(pan_value(pan) for pan in meant), wrong) if meant else wrong


def _pan_fault(typed: str) -> Problem:
    if not typed:
        return problem("pan-missing")
    if len(typed) != 10:
        return problem("pan-length", got=len(typed), want=10)
    if typed in _EXAMPLE_PANS:
        return problem("pan-placeholder", example=typed)
    wrong = misplaced(typed, _PAN_SHAPE)
    if wrong:
        return wrong
    if typed[3] not in "ABCFGHJKLPT":
        return problem("pan-fourth-letter", place=4, typed=typed[3])
    return problem("pan-serial", place=6, typed=typed[5:9])


def _meant(typed: str, shape: str, valid: Callable[[str], bool]) -> tuple[str, ...]:
    """What it may be once each character is forced into its class; at most three, or none."""
    if len(typed) != len(shape):
        return ()
    found = tuple(made for made in by_class(typed, shape) if made != typed and valid(made))
    return found if len(found) <= 3 else ()


def valid_iec(iec: str) -> bool:
    """A PAN since 2018, ten digits before."""
    return valid_pan(iec) or (len(iec) == 10 and iec.isascii() and iec.isdigit() and len(set(iec)) > 1)


def read_iec(text: str) -> Reading:
    """One importer-exporter code. Ten digits are taken with a caution: since 2018 the code is the PAN."""
    typed = pick(text, 10, 10, valid_iec)
    if typed is None:
        return problem("iec-one")
    if valid_iec(typed):
        return Accepted(typed, caution=problem("iec-legacy") if typed.isdigit() else None)
    if valid_gstin(typed) and valid_pan(typed[2:12]):
        return DidYouMean((typed[2:12],), problem("iec-length", got=15, want=10))
    wrong = _iec_fault(typed)
    shape = "9999999999" if sum(char.isdigit() for char in typed) > 6 else _PAN_SHAPE
    meant = _meant(typed, shape, valid_iec)
    return DidYouMean(meant, wrong) if meant else wrong


def _iec_fault(typed: str) -> Problem:
    if not typed:
        return problem("iec-missing")
    if len(typed) != 10:
        return problem("iec-length", got=len(typed), want=10)
    if typed.isdigit():
        return problem("iec-placeholder", example=typed)
    if sum(char.isdigit() for char in typed) > 6:
        wrong = misplaced(typed, "9999999999")
        return wrong or problem("iec-missing")
    fault = _pan_fault(typed)
    return problem("iec-placeholder", example=typed) if fault.key == "pan-placeholder" else fault


_UDYAM: Final = re.compile(r"UDYAM-[A-Z]{2}-(?!00)[0-9]{2}-(?!0000000)[0-9]{7}")
_UDYAM_LOOSE: Final = re.compile(r"(?:UDYAM)?([A-Z]{2})([0-9OILSBZG]{9})")
_UDYAM_PARTS: Final = re.compile(r"(?:UDYAM\s*-\s*)?([A-Z]{2})\s*-\s*([0-9A-Z]+)\s*-\s*([0-9A-Z]+)")
_UDYAM_SHAPE: Final = "UDYAM-AA-99-9999999"
_DASHES: Final = re.compile(r"[\u2010-\u2015\u2212_]")


def valid_udyam(udyam: str) -> bool:
    """Well-formed, and not the form's own placeholder."""
    return _UDYAM.fullmatch(udyam) is not None


def _udyam(made: str) -> str:
    """`UDYAM-MH-19-0000001` from its letters and digits; "" where they do not make one. O in the digits is 0."""
    loose = _UDYAM_LOOSE.fullmatch(made)
    if not loose:
        return ""
    digits = loose[2].replace("O", "0")
    return f"UDYAM-{loose[1]}-{digits[:2]}-{digits[2:]}"


def read_udyam(text: str) -> Reading:
    """One Udyam number; missing hyphens, long dashes, small letters and O for 0 in its digits are mended."""
    typed = plain(text)
    parted = _UDYAM_PARTS.search(_DASHES.sub("-", typed))
    if parted and len(parted[2]) + len(parted[3]) == 9 and len(parted[2]) != 2:
        return problem("udyam-place", typed=parted[2])
    made = pick(text, 11, 16, lambda candidate: valid_udyam(_udyam(candidate)), same=_udyam)
    if made is None:
        return problem("udyam-one")
    udyam = _udyam(made)
    if valid_udyam(udyam):
        caution = None if udyam[6:8] in UDYAM_LETTERS else problem("udyam-state", place=7, typed=udyam[6:8])
        return Accepted(udyam, echo=udyam != typed.strip(), caution=caution)
    return _udyam_asked(made, udyam)


def _udyam_asked(made: str, udyam: str) -> Reading:
    if not made:
        return problem("udyam-missing")
    rest = made.removeprefix("UDYAM")
    if len(rest) != 11:
        got = sum(char.isdigit() for char in rest)
        return problem("udyam-length", got=got, want=9) if got != 9 else problem("udyam-missing")
    written = udyam or f"UDYAM-{rest[:2]}-{rest[2:4]}-{rest[4:]}"
    wrong = misplaced(written, _UDYAM_SHAPE)
    if not wrong:
        return problem("udyam-placeholder", example=written)
    fixed = written[:9] + to_digits(written[9:])
    return DidYouMean((fixed,), wrong) if valid_udyam(fixed) else wrong


_CIN: Final = re.compile(r"[LU][0-9]{5}[A-Z]{2}(19|20)[0-9]{2}[A-Z]{3}[0-9]{6}")
_CIN_SHAPE: Final = "A99999AA9999AAA999999"


def valid_cin(cin: str) -> bool:
    """A company's number: listed or not, trade, state, year, sort, serial."""
    return _CIN.fullmatch(cin) is not None


def read_cin(text: str) -> Reading:
    """One company number."""
    return _shaped(text, "cin", _CIN_SHAPE, valid_cin, _cin_fault)


def _cin_fault(typed: str) -> Problem:
    if typed[0] not in "LU":
        return problem("cin-first", place=1, typed=typed[0])
    return problem("cin-year", place=9, typed=typed[8:12])


def _shaped(text: str, kind: str, shape: str, valid: Callable[[str], bool], fault: Callable[[str], Problem]) -> Reading:
    """An identifier of one length and shape; `fault` names what is wrong when each character is of the right sort."""
    size = len(shape)
    typed = pick(text, size, size, valid)
    if typed is None:
        return problem(f"{kind}-one")
    if valid(typed):
        return Accepted(typed)
    if not typed:
        return problem(f"{kind}-missing")
    if len(typed) != size:
        return problem(f"{kind}-length", got=len(typed), want=size)
    wrong = misplaced(typed, shape) or fault(typed)
    meant = _meant(typed, shape, valid)
    return DidYouMean(meant, wrong) if meant else wrong


_LLPIN: Final = re.compile(r"[A-Z]{3}-[0-9]{4}")


def valid_llpin(llpin: str) -> bool:
    """As the registrar writes it: AAB-1234."""
    return _LLPIN.fullmatch(llpin) is not None


def _hyphened(typed: str) -> str:
    return f"{typed[:3]}-{typed[3:]}"


def read_llpin(text: str) -> Reading:
    """One LLP number; stored with its hyphen, as the registrar writes it."""
    found = _shaped(
        text, "llpin", "AAA9999", lambda typed: valid_llpin(_hyphened(typed)), lambda _: problem("llpin-missing")
    )
    match found:
        case Accepted(value=typed):
            return Accepted(_hyphened(typed))
        case DidYouMean(candidates=candidates, problem=wrong):
            return DidYouMean(tuple(_hyphened(typed) for typed in candidates), wrong)
        case _:
            return found


_IFSC: Final = re.compile(r"[A-Z]{4}0[A-Z0-9]{6}")


def valid_ifsc(ifsc: str) -> bool:
    """Four letters for the bank, 0, six for the branch."""
    return _IFSC.fullmatch(ifsc) is not None


def read_ifsc(text: str) -> Reading:
    """One branch code. Place 5 is always 0, so an O there is mended and said back."""
    typed = compact(plain(text))
    mended = f"{typed[:4]}0{typed[5:]}"
    if len(typed) == 11 and typed[4] == "O" and valid_ifsc(mended) and _has_digit(mended[5:]):
        branch = mended[5:].replace("O", "0")
        if branch != mended[5:]:  # a branch may have an O of its own
            wrong = problem("needs-character", place=5, typed="O", wanted="0")
            return DidYouMean((mended[:5] + branch, mended), wrong)
        return Accepted(mended, echo=True)
    return _shaped(text, "ifsc", "AAAA0******", valid_ifsc, lambda _: problem("ifsc-missing"))


def _has_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)


_FSSAI: Final = re.compile(r"[12][0-9]{13}")


def valid_fssai(fssai: str) -> bool:
    """Fourteen digits, the first 1 (licence) or 2 (registration). Nothing else is read from them."""
    return _FSSAI.fullmatch(fssai) is not None


def read_fssai(text: str) -> Reading:
    """One food licence or registration."""
    return _shaped(text, "fssai", "9" * 14, valid_fssai, lambda typed: problem("fssai-first", place=1, typed=typed[0]))


_AD_CODE: Final = re.compile(r"[0-9]{7}(?:[0-9]{7})?")


def valid_ad_code(ad_code: str) -> bool:
    """Fourteen digits, or the older seven."""
    return _AD_CODE.fullmatch(ad_code) is not None and len(set(ad_code)) > 1


def read_ad_code(text: str) -> Reading:
    """The code of an authorised dealer's branch."""
    return _digits(text, "ad-code", 7, 14, valid_ad_code)


_LISTED: Final = re.compile(r"[,;/\n]|\band\b|\bor\b", re.IGNORECASE)
_HSN: Final = re.compile(r"(?!00)[0-9]{2}(?:[0-9]{2}){0,3}")


def valid_hsn(hsn: str) -> bool:
    """A chapter (2), heading (4), subheading (6) or tariff item (8); there is no chapter 00."""
    return _HSN.fullmatch(hsn) is not None


def read_hsn(text: str) -> Reading:
    """One HSN code, kept as long as it was typed: eight digits are never cut to six."""
    codes = [code for part in _LISTED.split(text) if (code := "".join(digit_groups(part)))]
    groups = digit_groups(text)
    if len(codes) > 1:
        return problem("hsn-one")
    if [len(group) for group in groups] == [4, 4]:
        # One tariff item or two headings: 8 digits are written 4 2 2.
        return DidYouMean(tuple(code for code in ("".join(groups), *groups) if valid_hsn(code)), problem("hsn-one"))
    return _digits(text, "hsn", 2, 8, valid_hsn)


def _digits(text: str, kind: str, shortest: int, longest: int, valid: Callable[[str], bool]) -> Reading:
    """A number of digits in one of several lengths: all digits of the reply if they are neighbours, else the one word that fits."""
    found = words(plain(text))
    numbers = [place for place, word in enumerate(found) if word.isdigit()]
    if numbers and numbers == list(range(numbers[0], numbers[-1] + 1)):
        typed = "".join(found[place] for place in numbers)
    else:
        picked = pick(text, shortest, longest, valid)
        if picked is None:
            return problem(f"{kind}-one")
        typed = picked
    if valid(typed):
        return Accepted(typed)
    if not typed:
        return problem(f"{kind}-missing")
    mended = to_digits(typed)
    if mended != typed and valid(mended):
        return DidYouMean((mended,), letter_in(typed))
    return _digits_fault(typed, kind, shortest, longest)


def _digits_fault(typed: str, kind: str, shortest: int, longest: int) -> Problem:
    wrong = misplaced(typed, "9" * len(typed))
    if wrong:
        return wrong
    if kind == "hsn" and typed[:2] == "00":
        return problem("hsn-chapter", place=1, typed="00")
    if kind == "ad-code" and len(typed) in (shortest, longest):
        return problem("ad-code-placeholder", example=typed)
    return problem(f"{kind}-length", got=len(typed))


VALID: Final[Mapping[str, Callable[[str], bool]]] = {
    "iec": valid_iec,
    "udyam": valid_udyam,
    "cin": valid_cin,
    "llpin": valid_llpin,
    "ifsc": valid_ifsc,
    "fssai": valid_fssai,
    "hsn": valid_hsn,
    "ad_code": valid_ad_code,
}
"""Kinds whose stored value is the identifier itself -> whether it is one."""
