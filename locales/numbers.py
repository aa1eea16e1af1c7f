"""Reading and saying numbers as Indian traders write them: १२ लाख, 12.5L, 1,20,000, साढ़े बारह लाख, పన్నెండు లక్షలు.

`read_number` understands the whole text or nothing: a range, two numbers, a unit or one unknown word gives None, so
that the bot asks again instead of storing a guess. Numbers are shown in ASCII digits, which everybody reads, grouped
the Indian way in every language (CLDR groups Kannada and Urdu by thousands, which traders do not).
"""

import re
from decimal import ROUND_HALF_EVEN, Decimal

from locales.digits import alike, to_ascii
from locales.number_grammar import LIMIT, Token, value_of
from locales.number_vocabulary import Vocabulary, vocabulary
from locales.number_words import ENGLISH
from locales.scale_words import SCALE_WORDS

_TOKEN = re.compile(
    r"\s*(?:(?P<digits>\.?\d(?:[\d,.]*\d)?)(?P<half>\s[13]/[24](?![\d/]))?|(?P<hyphen>[-\u2010-\u2015])|(?P<comma>,)"
    r"|(?P<word>[^\s\d,.\-\u2010-\u2015/+%:;()*=<>\"]+)\.?|(?P<other>\S))"
)
_PLAIN = re.compile(r"\d+|\d*\.\d+|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})*,\d{3}(?:\.\d+)?")
_GROUPED_FROM_ZERO = re.compile(r"0\d*,")
_RUPEE_BEFORE = re.compile(r"(?:₹|rs\.?|inr)\s*(?=[\d.])")
_RUPEE_AFTER = re.compile(r"\s*(?:/-|/=)$")
_PARTS = {"1/2": Decimal("0.5"), "1/4": Decimal("0.25"), "3/4": Decimal("0.75")}
_MOST_LETTERS = 200
# NFKC would make 10² into 102.
_RAISED = re.compile("[\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089]")
# "so" and "do" are numbers to someone who chose Hindi only.
_SHORTEST_GUEST = 3
_ARABIC_MARKS = str.maketrans({"٬": ",", "٫": ".", "،": ",", "۔": ".", "\u2212": "-"})

# Whose words to try when the chosen language's own do not explain the text, by the script of the text.
_BY_BLOCK = {
    0x0900: ("hi", "mr"), 0x0980: ("bn", "as"), 0x0A00: ("pa",), 0x0A80: ("gu",), 0x0B00: ("or",), 0x0B80: ("ta",),
    0x0C00: ("te",), 0x0C80: ("kn",), 0x0D00: ("ml",), 0x0600: ("ur",), 0x0680: ("ur",), 0x0700: ("ur",),
}  # fmt: skip


def read_number(text: str, language: str) -> Decimal | None:
    """The number that the whole text says, or None.

    The chosen language's words are tried first, with English; then those of the text's script, or Roman-letter Hindi.
    """
    if len(text) > _MOST_LETTERS or _RAISED.search(text):
        return None
    plain = to_ascii(alike(text)).translate(_ARABIC_MARKS)
    plain = _RUPEE_AFTER.sub("", _RUPEE_BEFORE.sub("", plain, count=1)).strip(" ।!?'\"").rstrip(".,;")
    if _PLAIN.fullmatch(plain):
        return _literal(plain)
    own = vocabulary(language)
    value = _read(plain, own)
    if value is not None or not own.unsure.isdisjoint(plain.split()):
        return value
    values = {_read(plain, vocabulary(other)) for other in _others(plain, language)} - {None}
    return values.pop() if len(values) == 1 else None


def _others(plain: str, language: str) -> tuple[str, ...]:
    for letter in plain:
        if not letter.isascii():
            return tuple(other for other in _BY_BLOCK.get(ord(letter) & ~0x7F, ()) if other != language)
    return ("hi",) if language != "hi" and len(plain) > _SHORTEST_GUEST else ()


def _read(plain: str, words: Vocabulary) -> Decimal | None:
    tokens = _tokens(plain, words)
    if tokens is None:
        return None
    if tokens and tokens[0][0] == "minus":
        value = value_of(tokens[1:])
        return None if value is None else -value
    return value_of(tokens)


def _tokens(plain: str, words: Vocabulary) -> list[Token] | None:
    """None at the first thing that is not part of a number."""
    tokens: list[Token] = []
    hyphen = False
    for match in _TOKEN.finditer(plain):
        match match.lastgroup:
            case "digits" | "half":
                value = _literal(match["digits"])
                if value is None or (hyphen and tokens[-1][0] != "minus"):
                    return None
                tokens.append(("digits", value))
                if match["half"]:
                    tokens.append(("tail", _PARTS[match["half"].strip()])) if match["half"].strip() in _PARTS else None
            case "word":
                word = match["word"]
                if word in words.only and tokens and not match.string[match.end() :].strip():
                    continue
                if word in words.minus and not tokens:
                    tokens.append(("minus", Decimal(0)))
                    continue
                found = words.tokens_of(word)
                if found is None or (hyphen and not _joins(tokens[-1], found[0])):
                    return None
                tokens.extend(found)
            case "hyphen" if not hyphen:
                if not tokens:
                    tokens.append(("minus", Decimal(0)))
                hyphen = True
                continue
            case "comma" if tokens and tokens[-1][0] in ("scale", "scale_alone", "scale_stuck", "many"):
                pass
            case _:
                return None
        hyphen = False
    return None if hyphen else tokens


def _joins(before: Token, after: Token) -> bool:
    """A hyphen inside one number ("thirty-four", "12-lakh"); elsewhere it makes a range ("sau-do sau")."""
    if before[0] in ("minus", "shift"):
        return True
    if after[0] in ("scale", "hundred", "scale_stuck", "many"):
        return before[0] in ("digits", "unit", "tens", "whole")
    return before[0] == "tens" and after[0] == "unit"


def _literal(digits: str) -> Decimal | None:
    """Plain digits, or groups as in India (12,34,567) or elsewhere (1,234,567); never a decimal comma."""
    if not _PLAIN.fullmatch(digits) or _GROUPED_FROM_ZERO.match(digits):
        return None
    whole, _, places = digits.replace(",", "").partition(".")
    if len(whole) > 15 or len(places) > 8:
        return None
    value = Decimal(f"{whole or 0}.{places}") if places else Decimal(whole)
    return value if value < LIMIT else None


def group(whole: str) -> str:
    """Digits grouped 3, 2, 2 … from the right."""
    head, tail = whole[:-3], whole[-3:]
    pairs = []
    while head:
        pairs.append(head[-2:])
        head = head[:-2]
    return ",".join([*reversed(pairs), tail])


def say_number(value: Decimal | int | str, language: str) -> str:
    """The pattern `#,##,##0.######` in ASCII digits, alike in every language: as fine as an answer may be."""
    rounded = Decimal(value).quantize(Decimal("0.000001"), ROUND_HALF_EVEN)
    whole, _, places = f"{abs(rounded):f}".partition(".")
    places = places.rstrip("0")
    return ("-" if rounded < 0 else "") + group(whole) + ("." + places if places else "")


def in_words(value: Decimal | int | str, language: str) -> str:
    """English in full words; other languages as people write: 12 लाख 34 हज़ार 500. A fraction stays in digits."""
    number = Decimal(value)
    if number != number.to_integral_value() or abs(number) >= LIMIT:
        return say_number(number, language)
    sign = "-" if number < 0 else ""
    whole = abs(int(number))
    if language == "en":
        return ("minus " if sign else "") + _english(whole)
    return sign + _mixed(whole, language)


def _split(whole: int) -> tuple[int, int, int, int]:
    """Crores, lakhs, thousands, rest."""
    crores, rest = divmod(whole, 10_000_000)
    lakhs, rest = divmod(rest, 100_000)
    return crores, lakhs, *divmod(rest, 1_000)


def _mixed(whole: int, language: str) -> str:
    *parts, rest = _split(whole)
    said = []
    for at, (count, words) in enumerate(zip(parts, SCALE_WORDS[language], strict=True)):
        if count:
            more = rest or any(parts[at + 1 :])
            said.append(f"{group(str(count))} {words.before if more else words.one if count == 1 else words.many}")
    if rest or not said:
        said.append(str(rest))
    return " ".join(said)


_SMALL = [entry.split("|")[0] for entry in ENGLISH.units.split()]
_TENS = ["", "", *(entry.split("|")[0] for entry in ENGLISH.tens.split())]


def _english(whole: int) -> str:
    if whole < 20:
        return _SMALL[whole]
    if whole < 100:
        tens, ones = divmod(whole, 10)
        return _TENS[tens] + (f"-{_SMALL[ones]}" if ones else "")
    if whole < 1_000:
        hundreds, rest = divmod(whole, 100)
        return f"{_SMALL[hundreds]} hundred" + (f" {_english(rest)}" if rest else "")
    crores, lakhs, thousands, rest = _split(whole)
    said = [
        f"{_english(count) if count < 100_000 else group(str(count))} {name}"
        for count, name in ((crores, "crore"), (lakhs, "lakh"), (thousands, "thousand"))
        if count
    ]
    return " ".join([*said, _english(rest)] if rest else said)
