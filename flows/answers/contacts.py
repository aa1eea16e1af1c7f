"""Ways to reach a trader: mobile numbers, e-mail, web addresses.

A mobile typed without a country is Indian: ten digits, the first 6 to 9, whatever +91, 91 or 0 stands before them. With a plus (or 00)
the country typed counts, checked by libphonenumber's metadata. A mistyped mail domain is asked about, never mended in silence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

import phonenumbers
from rapidfuzz import fuzz

from flows.answers.reading import Accepted, DidYouMean, Reading
from flows.answers.repair import letter_in, to_digits
from flows.answers.tokens import mistyped_digits
from flows.problems import Problem, problem
from locales.digits import normalise, to_ascii

_MOBILE: Final = re.compile(r"[6-9][0-9]{9}")
_RUN: Final = re.compile(r"[+(]?[0-9](?:[0-9]|[\s\-\u2010-\u2015.()](?=[\s\-\u2010-\u2015.()]{0,2}[0-9]))*")
_AREA_CODE: Final = re.compile(r"\(?0[0-9]{2,4}\)?[\s-]+[0-9]{6,8}")
"""An area code written apart: only then may ten digits be a landline."""
_LONGEST: Final = 400
_RESEMBLES: Final = 80.0


def _international(digits: str) -> str | None:
    """E.164 if the metadata knows such a number. `digits` begin with the country's."""
    try:
        parsed = phonenumbers.parse("+" + digits, None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _national(digits: str) -> str:
    """The ten digits, where 91 or 0 stand before them; otherwise as typed."""
    for prefix, length in (("910", 13), ("091", 13), ("91", 12), ("0", 11)):
        if len(digits) == length and digits.startswith(prefix):
            return digits[len(prefix) :]
    return digits


def _is_landline(local: str) -> bool:
    """080-22345678: an area code after its 0 may look like a mobile number's beginning."""
    kind = phonenumbers.number_type(phonenumbers.PhoneNumber(country_code=91, national_number=int(local)))
    return kind == phonenumbers.PhoneNumberType.FIXED_LINE


def _one_phone(run: str) -> str | Problem:
    """E.164, or why not."""
    abroad = run.lstrip("(").startswith("+")
    digits = "".join(char for char in run if char.isdigit())
    if len(digits) > 10 and digits.startswith("00"):
        abroad, digits = True, digits[2:]
    if abroad and not digits.startswith("91"):
        return _international(digits) or problem("phone-abroad")
    local = digits[2:].removeprefix("0") if abroad else _national(digits)
    if _AREA_CODE.fullmatch(run) and _is_landline(local):
        return problem("phone-landline")
    if _MOBILE.fullmatch(local):
        return f"+91{local}"
    if not local:
        return problem("phone-missing")
    if len(local) != 10:
        return problem("phone-length", got=len(local), want=10)
    return problem("phone-first", place=1, typed=local[0])


def valid_phone(phone: str) -> bool:
    """Whether a stored number still is one."""
    return re.fullmatch(r"\+[0-9]{6,15}", phone) is not None and isinstance(_one_phone(phone), str)


def read_phone(text: str) -> Reading:
    """One mobile number, alone or in a sentence; spaces and hyphens anywhere."""
    typed = to_ascii(normalise(text[:_LONGEST]))
    read = [_one_phone(match[0]) for match in _RUN.finditer(typed)]
    found = sorted({phone for phone in read if isinstance(phone, str)})
    if len(found) == 1:
        return Accepted(found[0])
    if len(found) > 1:
        return DidYouMean(tuple(found[:3]), problem("phone-one"))
    wrong = [fault for fault in read if isinstance(fault, Problem)]
    joined = _one_phone("".join(char for char in typed if char.isdigit())) if len(wrong) > 1 else None
    if isinstance(joined, str):
        return DidYouMean((joined,), wrong[0])
    return _with_letters(text) or _nearest(wrong)


def _with_letters(text: str) -> Reading | None:
    """A letter among the digits, as in 98O12 345l8."""
    for typed in mistyped_digits(text, 10, 14):
        meant = _one_phone(to_digits(typed))
        if isinstance(meant, str):
            return DidYouMean((meant,), letter_in(typed))
    return None


def _nearest(wrong: list[Problem]) -> Problem:
    """The fault of the run that came nearest to a number; "missing" where there was none."""
    if not wrong:
        return problem("phone-missing")
    return next((fault for fault in wrong if fault.key != "phone-length"), wrong[0])


_EMAIL: Final = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}"
)
_EMAIL_WORD: Final = re.compile(r"[^\s<>,;:()\[\]\"]+@[^\s<>,;:()\[\]\"]+")
_SPELT: Final = re.compile(r"\s*(?:\(at\)|\[at\]|\bat\b)\s*", re.IGNORECASE)
_SPELT_DOT: Final = re.compile(r"\s*(?:\(dot\)|\[dot\]|\bdot\b)\s*", re.IGNORECASE)
_FULL_STOPS: Final = str.maketrans("।॥۔。", "....")
"""Keyboards of other scripts have these in the place of the dot."""
_LOOSE_ENDS: Final = re.compile(r"^[^0-9A-Za-z_]+|[^0-9A-Za-z]+$")
"""What stands around an address and cannot be its own: a full stop, an emoji."""
_PARTED: Final = re.compile(r"(?:^|\s)([A-Za-z0-9._-]+) $")
_BEFORE_ADDRESS: Final = frozenset(
    "is are email e-mail mail id mailid emailid address contact my our the on at to it its hai he h aahe mera meri and or yes ok -".split()
)
"""Words after which an address begins; any other may be the first half of one that was written with a space."""

_DOMAINS: Final[Mapping[str, str]] = {
    "gmail.com": "gmial.com gamil.com gmai.com gmal.com gmil.com gnail.com gmaill.com gmali.com gimail.com gemail.com gmail.con gmail.co "
    "gmail.cm gmail.om gmail.in gmail.comm gmail.cim gmail.vom gmailcom.com gmsil.com gmaul.com g.mail.com gmail.co.in",
    "yahoo.com": "yaho.com yahooo.com yhoo.com yahoo.con yahoo.cm yaoo.com yahu.com yahho.com",
    "yahoo.co.in": "yaho.co.in yahoo.co.on yahoo.coin yahoo.c.in",
    "hotmail.com": "hotmial.com hotmal.com hotmai.com hotmil.com hotmail.con hotmail.co hotmali.com",
    "outlook.com": "outlok.com outlook.con outloook.com outlook.co",
    "rediffmail.com": "rediffmai.com rediffmal.com redifmail.com reddifmail.com rediffmail.con rediffmail.co rediff.mail.com",
    "icloud.com": "iclod.com icloud.con",
}
_MISTYPED: Final = {wrong: right for right, many in _DOMAINS.items() for wrong in many.split()}
_NO_ENDINGS: Final = frozenset("con cmo ocm comm cim vom xom".split())
"""Slips of the keyboard for com that are no ending of any domain."""


def valid_email(email: str) -> bool:
    """Whether a stored address still is one. The domain is in small letters."""
    return len(email) <= 254 and _EMAIL.fullmatch(email) is not None and len(email.partition("@")[0]) <= 64


def _lowered(word: str) -> str:
    local, _, domain = _LOOSE_ENDS.sub("", word).rpartition("@")
    return f"{local}@{domain.lower()}"


def read_email(text: str) -> Reading:
    """One address, alone or in a sentence; its domain in small letters."""
    typed = to_ascii(normalise(text[:_LONGEST])).translate(_FULL_STOPS).removeprefix("mailto:")
    words = {_lowered(match[0]): match.start() for match in _EMAIL_WORD.finditer(typed)}
    valid = [email for email in words if valid_email(email)]
    if len(valid) > 1:
        return DidYouMean(tuple(valid[:3]), problem("email-one"))
    if not valid:
        return _email_asked(typed, list(words))
    (email,) = valid
    domain = email.rpartition("@")[2]
    right = _right_domain(domain)
    if right != domain:
        return DidYouMean((email.removesuffix(domain) + right,), problem("email-domain"))
    parted = _PARTED.search(typed[: words[email]])
    if parted and parted[1].lower() not in _BEFORE_ADDRESS and valid_email(f"{parted[1]}{email}"):
        return DidYouMean((f"{parted[1]}{email}", email), problem("email-space"))
    return Accepted(email)


def _email_asked(typed: str, found: list[str]) -> Reading:
    """Spelt out ("ravi at gmail dot com"), parted by spaces, or with a domain that resembles a known one: asked. Else what is wrong."""
    spelt = _SPELT_DOT.sub(".", _SPELT.sub("@", typed))
    joined = re.sub(r"\s*([@.])\s*", r"\1", re.sub("@+", "@", spelt)).rpartition(" ")[2]
    for guess in dict.fromkeys((_lowered(joined), *found)):
        local, _, domain = guess.rpartition("@")
        email = f"{local}@{_right_domain(domain)}"
        if not valid_email(email) and "@" in typed and domain.isalnum() and domain not in _NOT_SITES:
            email = f"{email}.com"
        if valid_email(email):
            return DidYouMean((email,), problem("email-domain"))
    if "@" not in typed:
        return problem("email-at")
    if not found:
        return problem("email-parts")
    if valid_email(f"name@{found[0].rpartition('@')[2]}"):
        return problem("email-name")
    return problem("email-domain")


def _right_domain(domain: str) -> str:
    """The well-known domain that this one surely is (gmial.com, gmail.con, gmailcom, gmail.c), or itself."""
    head, _, ending = domain.rpartition(".")
    if ending in _NO_ENDINGS:
        domain = f"{head}.com"
    if domain in _MISTYPED:
        return _MISTYPED[domain]
    if _EMAIL.fullmatch(f"name@{domain}"):
        return domain
    best = max(_DOMAINS, key=lambda known: fuzz.ratio(domain, known))
    return best if fuzz.ratio(domain, best) >= _RESEMBLES else domain


_HOST: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,24}|xn--[a-z0-9-]{2,59})")
_URL_WORD: Final = re.compile(r"\S*\w\.\w\S*")
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):(?![0-9]{1,5}(?:[/?#]|$))", re.IGNORECASE)
_URL_LONGEST: Final = 500
_NOT_SITES: Final = frozenset(
    {"pdf", "jpg", "jpeg", "png", "doc", "docx", "xls", "xlsx", "txt", "zip", "exe", "local", "localhost"}
)


def _url(word: str) -> str | Problem:
    """The address with https where it says nothing. Only what a browser opens as a page: no other scheme, no password, no bare IP."""
    scheme = _SCHEME.match(word)
    if scheme and scheme[1].lower() not in ("http", "https"):
        return problem("url-scheme")
    if len(word) > _URL_LONGEST:
        return problem("too-long", most=_URL_LONGEST)
    try:
        parts = urlsplit(word if scheme else f"https://{word}")
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError:
        return problem("url-host")
    if "@" in parts.netloc or "\\" in word:
        return problem("url-scheme")
    if not _HOST.fullmatch(host) or host.rpartition(".")[2] in _NOT_SITES:
        return problem("url-host")
    at = f"{host}:{port}" if port else host
    return parts._replace(netloc=at, scheme=parts.scheme.lower()).geturl()


def _host(name: str) -> str:
    """A name in any script as DNS has it."""
    return name if name.isascii() else name.encode("idna").decode("ascii")


def valid_url(url: str) -> bool:
    """Whether a stored address still is one."""
    return url.startswith(("https://", "http://")) and not re.search(r"\s", url) and _url(url) == url


def read_url(text: str) -> Reading:
    """One web address, alone or in a sentence."""
    typed = normalise(text[: _LONGEST * 4]).translate(_FULL_STOPS)
    words = [word.strip(".,;!?()[]<>\"'") for word in typed.split()]
    if len(words) == 1 and _SCHEME.match(words[0]) and isinstance(refused := _url(words[0]), Problem):
        return refused
    read = [
        _url(word)
        for word in words
        if _begins_url(word) or (_URL_WORD.fullmatch(word) and ("@" not in word or "/" in word))
    ]
    found = list(dict.fromkeys(url for url in read if isinstance(url, str)))
    if len(found) > 1:
        return DidYouMean(tuple(found[:3]), problem("url-one"))
    # "https://exa mple.com" is no address of mple.com.
    broken = any(_begins_url(word) and isinstance(_url(word), Problem) for word in words)
    if found and not broken:
        return Accepted(found[0])
    return next((fault for fault in read if isinstance(fault, Problem)), problem("url-missing"))


def _begins_url(word: str) -> bool:
    return word.lower().startswith(("http://", "https://"))
