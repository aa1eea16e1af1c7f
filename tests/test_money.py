"""Amounts as traders write them: rupees unless another currency is named, and never half understood."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.languages import LANGUAGES
from locales.money import CURRENCY_WORDS, read_money, say_money

AMOUNTS = [
    ("en", "₹ 4.5 crore", "45000000", "INR"),
    ("en", "Rs.500/-", "500", "INR"),
    ("en", "Rs 1,20,000/-", "120000", "INR"),
    ("en", "1,20,000/-", "120000", "INR"),
    ("en", "500rs", "500", "INR"),
    ("en", "rs500", "500", "INR"),
    ("en", "INR 25k", "25000", "INR"),
    ("en", "five lakh rupees only", "500000", "INR"),
    ("en", "rupees five lakh only", "500000", "INR"),
    ("en", "₹5 lakh only", "500000", "INR"),
    ("en", "₹500/-", "500", "INR"),
    ("en", "12 rupees 50 paise", "12.5", "INR"),
    ("en", "12 rupees and five paise", "12.05", "INR"),
    ("en", "$1200", "1200", "USD"),
    ("en", "1200 $", "1200", "USD"),
    ("en", "US$ 2.75", "2.75", "USD"),
    ("en", "500 USD", "500", "USD"),
    ("en", "two thousand dollars", "2000", "USD"),
    ("en", "€5", "5", "EUR"),
    ("en", "100 euro", "100", "EUR"),
    ("en", "£ 99.50", "99.5", "GBP"),
    ("en", "AED 40", "40", "AED"),
    ("en", "700 yuan", "700", "CNY"),
    ("en", "25,000", "25000", "INR"),
    ("en", "5 koti", "50000000", "INR"),
    ("hi", "५ लाख रुपये", "500000", "INR"),
    ("hi", "साढ़े बारह लाख रुपए", "1250000", "INR"),
    ("hi", "रु. ५००", "500", "INR"),
    ("hi", "पचास हज़ार रुपये मात्र", "50000", "INR"),
    ("hi", "dhai lakh rupaye", "250000", "INR"),
    ("hi", "100 डॉलर", "100", "USD"),
    ("mr", "दीड लाख रुपये", "150000", "INR"),
    ("ta", "ரூ. 500", "500", "INR"),
    ("ta", "ஐந்து லட்சம் ரூபாய்", "500000", "INR"),
    ("bn", "৫০০ টাকা", "500", "INR"),
    ("bn", "দেড় লাখ টাকা", "150000", "INR"),
    ("gu", "પચાસ હજાર રૂપિયા", "50000", "INR"),
    ("kn", "ಐದು ಲಕ್ಷ ರೂಪಾಯಿ", "500000", "INR"),
    ("te", "రూ.500", "500", "INR"),
    ("te", "పన్నెండు లక్షల రూపాయలు", "1200000", "INR"),
    ("ml", "അഞ്ഞൂറ് രൂപ", "500", "INR"),
    ("pa", "ਪੰਜ ਲੱਖ ਰੁਪਏ", "500000", "INR"),
    ("or", "ପାଞ୍ଚ ଲକ୍ଷ ଟଙ୍କା", "500000", "INR"),
    ("as", "পাঁচ লাখ টকা", "500000", "INR"),
    ("ur", "پانچ لاکھ روپے", "500000", "INR"),
    ("ur", "۵۰۰ روپے", "500", "INR"),
]


@pytest.mark.parametrize(("language", "text", "amount", "currency"), AMOUNTS)
def test_amounts(language: str, text: str, amount: str, currency: str) -> None:
    assert read_money(text, language) == (Decimal(amount), currency)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "rs",
        "₹",
        "$5 rs",
        "₹5 $",
        "$₹5",
        "Rs $5",
        "-5",
        "₹-5",
        "-₹5",
        "₹50/kg",
        "50 per kg",
        "5-10 lakh",
        "₹5 ₹6",
        "12,34",
        "¥500",
        "5 rupees 120 paise",
        "5 dollars 50 paise",
        "rupees",
        "5 lakh or 6",
        "1.2.3",
        "₹ ₹ ₹ 5",
        "$" * 150 + "5",
    ],
)
@pytest.mark.parametrize("language", ["en", "hi", "ta"])
def test_what_is_not_one_amount_is_refused(text: str, language: str) -> None:
    assert read_money(text, language) is None


def test_a_step_may_expect_another_currency() -> None:
    assert read_money("500", "en", "USD") == (Decimal(500), "USD")
    assert read_money("₹500", "en", "USD") == (Decimal(500), "INR")


def test_a_currency_word_means_one_currency() -> None:
    seen: dict[str, str] = {}
    for code, words in CURRENCY_WORDS.items():
        for word in words.split():
            assert seen.setdefault(word, code) == code, word


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        ("1234567", "INR", "₹12,34,567"),
        ("1200.5", "USD", "$1,200.50"),
        ("0", "INR", "₹0"),
        ("-5", "INR", "-₹5"),
        ("99.999", "INR", "₹99.999"),
        ("0.025", "USD", "$0.025"),
        ("5", "AED", "AED\u00a05"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_amounts_are_said_alike_in_every_language(amount: str, currency: str, said: str, language: str) -> None:
    assert say_money(amount, currency, language) == said


@given(
    paise=st.integers(0, 10**14),
    currency=st.sampled_from(sorted(CURRENCY_WORDS)),
    language=st.sampled_from(list(LANGUAGES)),
)
def test_what_is_said_is_read_back(paise: int, currency: str, language: str) -> None:
    amount = Decimal(paise) / 100
    assert read_money(say_money(amount, currency, language), language) == (amount, currency)


_PIECES = (
    [word for words in CURRENCY_WORDS.values() for word in words.split()][::3]
    + list(" .,/-5०")
    + ["lakh", "/-", "paise"]
)


@given(text=st.text() | st.lists(st.sampled_from(_PIECES)).map(" ".join), language=st.sampled_from(list(LANGUAGES)))
def test_garbage_never_raises(text: str, language: str) -> None:
    money = read_money(text, language)
    assert money is None or money[0] >= 0
