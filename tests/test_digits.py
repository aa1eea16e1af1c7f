"""The two forms of a text: what is stored, and what is compared."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.digits import fold, normalise, to_ascii

ZEROS = "०০੦૦୦௦౦೦൦٠۰０"


@pytest.mark.parametrize("zero", ZEROS)
def test_digits_of_every_script_are_ascii_ones(zero: str) -> None:
    assert to_ascii("".join(chr(ord(zero) + digit) for digit in range(10))) == "0123456789"


@given(st.text())
def test_only_digits_change(text: str) -> None:
    for before, after in zip(text, to_ascii(text), strict=True):
        assert before == after or int(after) == unicodedata.digit(before)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("  a \t b\n\nc ", "a b c"),
        ("a\x00b", "ab"),
        ("a\ud800b", "ab"),
        ("\u200bhello\ufeff", "hello"),
        ("ab\u200dc", "abc"),
        ("क्\u200dष", "क्\u200dष"),
        ("ن\u200cه", "ن\u200cه"),
        ("\u202eabc\u202c", "abc"),
        ("ＧＳＴ", "GST"),
        ("2½", "2 1/2"),
    ],
)
def test_normalise(text: str, clean: str) -> None:
    assert normalise(text) == clean


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("हज़ार", "हजार"),
        ("करोड़", "करोड"),
        ("पाँच", "पांच"),
        ("ਹਜ਼ਾਰ", "ਹਜਾਰ"),
        ("ਲੱਖ", "ਲਖ"),
        ("ലക്ഷങ്ങള്\u200d", "ലക്ഷങ്ങൾ"),
        ("كروڑ", "کروڑ"),
        ("হ্যাঁ", "হ্যা"),
        ("“Yes!”".replace("“", '"').replace("”", '"'), "yes"),
        ("पीछे।", "पीछे"),
    ],
)
def test_fold_forgets_what_is_typed_in_two_ways(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_fold_keeps_what_differs() -> None:
    assert fold("कल") != fold("काल")
    assert fold("সাত") != fold("সাতাশ")


@given(st.text())
def test_normalise_settles(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert fold(text) == fold(once)
    assert "\x00" not in once
    once.encode()
