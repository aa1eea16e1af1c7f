"""Amounts of money: a number and a currency, rupees unless another is named.

"$" is the US dollar and "Rs" the Indian rupee, because that is what exporters here mean by them. "¥" is left out: it is
the yen in Tokyo and the yuan in Shenzhen, and both are real answers.
"""

import re
from decimal import Decimal

from locales.digits import alike, to_ascii
from locales.number_vocabulary import vocabulary
from locales.numbers import group, read_number, say_number

CURRENCY_WORDS: dict[str, str] = {
    "INR": "₹ rs re inr rupee rupees rupes rupaye rupya rupaya rupiya rupaiya rupay ₨ rubai rupai roobai roopai"
    " roopa rupayi rupaylu rupayalu rupiye rupiyo toka"
    " रुपये रुपए रुपया रुपयों रुपे रुपै रु रू रुपय रूपये रूपए रूपया रुपयांचे रुपयांत"
    " ரூபாய் ரூபா ரூ ரூபாய்கள்"
    " টাকা টাকার রুপি রুপী টকা taka"
    " રૂપિયા રૂપિયો રૂ રુપિયા રૂપીયા"
    " ರೂಪಾಯಿ ರೂಪಾಯಿಗಳು ರೂ ರುಪಾಯಿ ರೂಪಾಯಿಗಳ"
    " రూపాయలు రూపాయి రూ రూపాయల రూపాయలు"
    " രൂപ രൂപാ രൂ"
    " ਰੁਪਏ ਰੁਪਈਏ ਰੁਪਇਆ ਰੁਪਈਆ ਰੁ ਰੁਪਿਆ ਰੁਪਏ"
    " ଟଙ୍କା ଟଙ୍କାର ଟ tanka"
    " টকাৰ টকীয়া"
    " روپے روپئے روپیہ روپیے روپیا",
    "USD": "$ us$ usd usd$ dollar dollars us-dollar डॉलर டாலர் டாலர்கள் ডলার ડોલર ડૉલર ಡಾಲರ್ ಡಾಲರ್‌ಗಳು డాలర్లు డాలర్ ഡോളർ ਡਾਲਰ ଡଲାର"
    " ডলাৰ ڈالر ڈالرز",
    "EUR": "€ eur euro euros यूरो युरो யூரோ ইউরো યુરો ಯೂರೋ యూరో യൂറോ ਯੂਰੋ ୟୁରୋ ইউৰো یورو",
    "GBP": "£ gbp pound pounds पाउंड पौंड பவுண்டு পাউন্ড પાઉન્ડ ಪೌಂಡ್ పౌండ్లు പൗണ്ട് ਪੌਂਡ ପାଉଣ୍ଡ পাউণ্ড پاؤنڈ",
    "AED": "aed dirham dirhams दिरहम திர்ஹாம் দিরহাম દિરહામ ದಿರ್ಹಾಮ್ దిర్హామ్ ദിർഹം ਦਿਰਹਾਮ ଦିରହାମ درہم",
    "SAR": "sar riyal riyals रियाल ریال",
    "CNY": "cny rmb yuan युआन",
    "JPY": "jpy yen येन",
    "SGD": "sgd s$",
    "AUD": "aud a$",
    "CAD": "cad c$",
    "BDT": "bdt",
    "NPR": "npr",
    "LKR": "lkr",
}
SYMBOLS = {"INR": "₹", "USD": "$", "EUR": "€", "GBP": "£"}
PAISE_WORDS = "paise paisa paisas पैसे पैसा பைசா পয়সা પૈસા પૈસો ಪೈಸೆ పైసలు పైసా പൈസ ਪੈਸੇ ਪੈਸਾ ପଇସା পইচা پیسے پیسہ"

_CODES = {alike(word): code for code, words in CURRENCY_WORDS.items() for word in words.split()}


def _choice(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_NAME = _choice(list(_CODES))
_BEFORE = re.compile(rf"({_NAME})(?:\s*\.\s*|\s+|(?=[\d-])|(?<=[₹$€£])\s*)")
_AFTER = re.compile(rf"(?:(?<=[\s\d])|(?<=/-)|(?=[₹$€£]))({_NAME})\.?$")
_SLASH = re.compile(r"\s*(?:/-|/=)$")
_PAISE = re.compile(
    rf"(.*[\s\d])({_NAME})\.?\s+(?:and\s+)?(\S+(?:[\s-]\S+)?)\s+({_choice([alike(w) for w in PAISE_WORDS.split()])})"
)


def read_money(text: str, language: str, currency: str = "INR") -> tuple[Decimal, str] | None:
    """The amount and ISO 4217 code that the whole text says; `currency` when it names none.

    None for what `read_number` refuses, for two different currencies, and for an amount below zero.
    """
    if len(text) > 200:
        return None
    plain = to_ascii(alike(text)).strip(" ।!'\"")
    with_paise = _PAISE.fullmatch(plain)
    if with_paise:
        return _rupees_and_paise(with_paise, language)
    amount, codes = _strip_marks(plain, language)
    if any(mark in amount for mark in SYMBOLS.values()):
        return None  # a second currency
    value = read_number(amount, language)
    if value is None or value < 0 or value.is_signed() or len(codes) > 1:
        return None
    return value, codes.pop() if codes else currency


def _strip_marks(plain: str, language: str) -> tuple[str, set[str]]:
    """The text without its currency before and behind, and what they were."""
    codes = set()
    words, _, last = plain.rpartition(" ")
    if words and last.rstrip(".") in vocabulary(language).only:
        plain = words
    if match := _BEFORE.match(plain):
        codes.add(_CODES[match[1]])
        plain = plain[match.end() :]
    for _ in range(2):
        if slash := _SLASH.search(plain):
            codes.add("INR")
            plain = plain[: slash.start()]
        elif match := _AFTER.search(plain):
            codes.add(_CODES[match[1]])
            plain = plain[: match.start()].strip()
    return plain, codes


def _rupees_and_paise(match: re.Match[str], language: str) -> tuple[Decimal, str] | None:
    rupees, paise = read_number(match[1], language), read_number(match[3], language)
    if _CODES[match[2]] != "INR" or rupees is None or paise is None:
        return None
    if rupees < 0 or rupees != rupees.to_integral_value() or paise not in range(100):
        return None
    return rupees + paise / 100, "INR"


def say_money(amount: Decimal | int | str, currency: str, language: str) -> str:
    """₹12,34,567, ₹1,200.50, $0.025: the symbol (or the ISO code) in front, Indian groups, paise only when there are some."""
    value = Decimal(amount)
    sign, mark = ("-" if value < 0 else ""), SYMBOLS.get(currency, f"{currency}\u00a0")
    if value == value.to_integral_value():
        return f"{sign}{mark}{group(str(abs(int(value))))}"
    whole, _, places = say_number(abs(value), language).partition(".")
    return f"{sign}{mark}{whole}.{places:0<2}"
