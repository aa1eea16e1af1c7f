"""Choosing by typing."""

from __future__ import annotations

from datetime import date

import pytest

from flows.answers import Accepted, BareOption, BareStep, DidYouMean, Labels, Reading, display, fits, read_answer
from flows.problems import Problem
from locales.languages import LANGUAGES

TODAY = date(2026, 11, 23)
GST = (
    BareOption("yes", "Yes"),
    BareOption("applied", "Applied and waiting", "Applied", "⏳", ("pending",)),
    BareOption("no", "No"),
)
HINDI: Labels = {"yes": ["हाँ"], "applied": ["आवेदन किया है", "आवेदन"], "no": ["नहीं"]}
WARES = (
    BareOption("food", "Food & spices", icon="🌶️"),
    BareOption("home", "Home textiles"),
    BareOption("apparel", "Apparel"),
    BareOption("two", "2"),
)


def choose(
    text: str, language: str = "en", labels: Labels | None = None, options: tuple[BareOption, ...] = GST
) -> Reading:
    return read_answer(BareStep("choice", options=options), text, language, TODAY, labels)


def several(text: str, at_least: str | None = None, at_most: str | None = None) -> Reading:
    return read_answer(BareStep("choices", options=WARES, at_least=at_least, at_most=at_most), text, "en", TODAY)


@pytest.mark.parametrize(
    "typed",
    ["2", "२", "২", "௨", "(2)", "2.", "2)", " 2 ", "option 2", "no. 2", "विकल्प 2", "2️⃣", "applied", "APPLIED", "Applied and waiting",
     "pending", "Pending.", "⏳", "⏳ Applied", "आवेदन किया है", "आवेदन"],
)  # fmt: skip
def test_an_option_by_every_word(typed: str) -> None:
    assert choose(typed, "hi", HINDI) == Accepted("applied")


@pytest.mark.parametrize(
    ("typed", "option"), [("haan ji", "yes"), ("हाँ", "yes"), ("nahi", "no"), ("नहीं", "no"), ("yes", "yes")]
)
def test_yes_and_no_among_options(typed: str, option: str) -> None:
    assert choose(typed, "hi") == Accepted(option)


@pytest.mark.parametrize("typed", ["aplied", "waiting", "आवेदन किया"])
def test_a_near_word_is_asked_never_taken(typed: str) -> None:
    assert choose(typed, "hi", HINDI) == DidYouMean(("applied",), Problem("choose-one", {"most": 3}))


@pytest.mark.parametrize("typed", ["0", "4", "12", "९"])
def test_a_number_beyond_the_list(typed: str) -> None:
    assert choose(typed) == Problem("option-number", {"most": 3})


@pytest.mark.parametrize("typed", ["asdf", "", "?", "maybe later", "2.5", "-", "x" * 5000])
def test_what_names_no_option(typed: str) -> None:
    assert choose(typed) == Problem("choose-one", {"most": 3})


def test_a_number_that_is_anothers_label_is_asked() -> None:
    assert choose("2", options=WARES) == DidYouMean(("home", "two"), Problem("choose-one", {"most": 4}))
    assert several("2") == DidYouMean((["home"], ["two"]), Problem("choose-several", {"most": 4}))


def test_a_label_that_is_a_number_beyond_the_list() -> None:
    assert choose("10", options=(BareOption("few", "5"), BareOption("many", "10"))) == Accepted("many")


@pytest.mark.parametrize(
    "typed",
    [
        "1, 3",
        "3,1",
        "1 3",
        "1 and 3",
        "१ और ३",
        "1;3",
        "food & spices and apparel",
        "Food & spices, Apparel",
        "Apparel, 1",
        "1, 1, 3",
    ],
)
def test_several_options_in_the_lists_order(typed: str) -> None:
    assert several(typed) == Accepted(["food", "apparel"])


def test_a_label_with_and_is_one_option() -> None:
    assert several("food & spices") == Accepted(["food"])


def test_a_near_list_is_asked_as_a_whole() -> None:
    assert several("spices, aparel") == DidYouMean((["food", "apparel"],), Problem("choose-several", {"most": 4}))


def test_all_and_none_are_not_guessed() -> None:
    assert several("all") == several("none") == Problem("choose-several", {"most": 4})
    assert several("1, 9") == Problem("option-number", {"most": 4})


def test_how_many() -> None:
    assert several("1", at_least="2") == Problem("choices-too-few", {"least": 2})
    assert several("1, 3", at_most="1") == Problem("choices-too-many", {"most": 1})


@pytest.mark.parametrize(
    ("typed", "said"), [("haan", "yes"), ("1", "yes"), ("২", "no"), ("नहीं", "no"), ("👍", "yes"), ("No.", "no")]
)
def test_yes_or_no(typed: str, said: str) -> None:
    assert read_answer(BareStep("yes_no"), typed, "hi", TODAY) == Accepted(said)


def test_neither_yes_nor_no() -> None:
    assert read_answer(BareStep("yes_no"), "maybe", "hi", TODAY) == Problem("yes-or-no")


def test_a_consent_is_for_its_notice() -> None:
    step = BareStep("consent")
    assert read_answer(step, "yes", "en", TODAY) == Accepted({"choice": "yes", "notice_version": 1})
    assert fits(step, {"choice": "no", "notice_version": 1})
    assert not fits(step, {"choice": "yes", "notice_version": 2})


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_a_language_by_code_names_and_number(code: str) -> None:
    language = LANGUAGES[code]
    number = str(list(LANGUAGES).index(code) + 1)
    for typed in (code, language.endonym, language.english, language.english.lower(), number, f"({number})"):
        assert read_answer(BareStep("language"), typed, "en", TODAY) == Accepted(code)


@pytest.mark.parametrize(
    ("typed", "code"), [("bangla", "bn"), ("oriya", "or"), ("gujarathi", "gu"), ("अंग्रेज़ी", "en"), ("மராத்தி", "mr")]
)
def test_a_language_by_other_names(typed: str, code: str) -> None:
    assert read_answer(BareStep("language"), typed, "en", TODAY) == Accepted(code)


def test_a_near_language_is_asked() -> None:
    assert read_answer(BareStep("language"), "marathhi", "en", TODAY) == DidYouMean(
        ("mr",), Problem("language-unknown")
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("எனக்கு ஏற்றுமதி செய்ய வேண்டும்", ("ta",)),
        ("نام عمران قریشی ہے", ("ur",)),
        ("नमस्कार मला निर्यात करायचे आहे", ("mr",)),
        ("निर्यात करना", ("hi", "mr")),
        ("হ্যালো দাদা", ("bn", "as")),
        ("mujhe apna maal bahar bechna hai", ("hi", "ur")),
        ("I want to sell brass lamps abroad", ("en",)),
        ("tamil or english", ("en", "ta")),
        ("Hi", ("hi",)),
        ("Hi!", ("hi",)),
    ],
)
def test_a_sentence_shows_which_language_is_spoken(typed: str, meant: tuple[str, ...]) -> None:
    read = read_answer(BareStep("language"), typed, "en", TODAY)
    assert isinstance(read, DidYouMean) and set(read.candidates) == set(meant)


@pytest.mark.parametrize(
    "typed", ["नेपाली", "Bhojpuri", "bonjour je veux", "Ramesh Kumar", "9812345678", "👍", "?", "ok"]
)
def test_what_shows_no_language_is_not_guessed(typed: str) -> None:
    assert read_answer(BareStep("language"), typed, "en", TODAY) == Problem("language-unknown")


def test_only_offered_languages() -> None:
    step = BareStep("language", options=(BareOption("hi"), BareOption("ta")))
    assert read_answer(step, "2", "en", TODAY) == Accepted("ta")
    assert read_answer(step, "bangla", "en", TODAY) == Problem("language-unknown")
    assert fits(step, "ta")
    assert not fits(step, "bn")


def test_a_stored_option_must_still_exist() -> None:
    step = BareStep("choice", options=GST)
    assert fits(step, "applied")
    assert not fits(step, "gone")
    assert not fits(step, ["applied"])
    many = BareStep("choices", options=WARES, at_most="2")
    assert fits(many, ["food", "home"])
    assert not any(
        fits(many, value) for value in (["food", "food"], ["food", "gone"], [], ["food", "home", "apparel"], "food")
    )


def test_options_are_shown_by_their_labels() -> None:
    assert display(BareStep("choice", options=GST), "applied", "hi", HINDI) == "आवेदन किया है"
    assert display(BareStep("choices", options=WARES), ["food", "apparel"], "en") == "Food & spices, Apparel"
    assert display(BareStep("language"), "ta", "en") == "தமிழ்"


PEOPLE = (
    BareOption("one", "Just me"),
    BareOption("few", "2 to 9"),
    BareOption("some", "10 - 49"),
    BareOption("many", "50 or more"),
)


@pytest.mark.parametrize(
    ("typed", "option"), [("2", "few"), ("२", "few"), ("1", "one"), ("12", "some"), ("बारह", "some"), ("300", "many")]
)
def test_a_number_in_a_span_of_numbers(typed: str, option: str) -> None:
    assert choose(typed, "hi", options=PEOPLE) == Accepted(option)


@pytest.mark.parametrize(("typed", "option"), [("3", "some"), ("४", "many")])
def test_a_place_in_the_list_that_is_also_a_number_in_a_span_is_said_back(typed: str, option: str) -> None:
    assert choose(typed, "hi", options=PEOPLE) == Accepted(option, echo=True)


def test_numbers_with_a_measure_are_no_spans() -> None:
    sales = (
        BareOption("low", "1 to 9 lakh"),
        BareOption("mid", "10 to 49 lakh"),
        BareOption("high", "50 lakh or more"),
    )
    assert choose("3", options=sales) == Accepted("high")
    assert choose("12", options=sales) == Problem("option-number", {"most": 3})


@pytest.mark.parametrize("typed", ["ekok malikana", "malikana", "EKAK  MALIKANA"])
def test_a_label_typed_in_roman_letters_is_asked_never_taken(typed: str) -> None:
    kinds = (BareOption("one", "Proprietorship"), BareOption("two", "Partnership"))
    labels: Labels = {"one": ["একক মালিকানা"], "two": ["অংশীদারি"]}
    found = choose(typed, "bn", labels, kinds)
    assert isinstance(found, DidYouMean) and found.candidates == ("one",)


def test_what_sounds_like_too_many_or_too_little_is_not_asked() -> None:
    alike = tuple(BareOption(f"o{place}", f"mal bazar {place}") for place in range(4))
    assert choose("माल बाज़ार", options=alike) == Problem("choose-one", {"most": 4})
    assert choose("मल", options=alike) == Problem("choose-one", {"most": 4})


WORKERS = (
    BareOption("one", "Just me"),
    BareOption("few", "2 to 9"),
    BareOption("some", "10 to 49"),
    BareOption("more", "250 or more"),
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("5 log", ("few",)),
        ("20-25", ("some",)),
        ("८-१० लोग", ("few", "some")),
        ("about 300", ("more",)),
        ("5 people in 2019 and 7", None),
        ("100 people", None),
        ("5.5 people", None),
    ],
)
def test_a_number_among_words_is_looked_for_in_ranges_and_asked_about(
    typed: str, meant: tuple[str, ...] | None
) -> None:
    read = choose(typed, options=WORKERS)
    assert (read.candidates if isinstance(read, DidYouMean) else None) == meant
