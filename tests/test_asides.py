"""What people say in the middle of a form that is no answer to it: none of it may become a name or an address."""

from __future__ import annotations

import pytest

from flows.answers.tongues import asked_language, named_language
from locales.aside_words import ASIDES, QUESTION_WORDS, SMALL_TALK
from locales.commands import read_command, read_yes_no, says_little
from locales.languages import LANGUAGES
from tests.engine.shop import at, keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_listed_aside_leads_where_its_list_says(language: str) -> None:
    for command, phrases in ASIDES[language].items():
        for phrase in phrases.split("|"):
            assert read_command(phrase, language) == command, phrase
            assert read_yes_no(phrase, language) is None, phrase


@pytest.mark.parametrize("language", LANGUAGES)
def test_thanks_and_questions_tell_nothing(language: str) -> None:
    assert not [phrase for phrase in SMALL_TALK.split("|") if not says_little(phrase, language)]
    assert not [word for word in QUESTION_WORDS.split("|") if not says_little(f"Gupta {word} sir", language)]
    assert says_little("Sharma ji?", language)


@pytest.mark.parametrize(
    "name", ["Sunita Devi", "Great Exports", "Kyra", "Whole Foods", "சுனிதா", "Koton Mills", "Same Day Couriers"]
)
def test_names_are_not_talk(name: str) -> None:
    assert [language for language in LANGUAGES if says_little(name, language)] == []
    assert [language for language in LANGUAGES if read_command(name, language)] == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("hindi me baat karo", "hi"), ("speak in hindi", "hi"), ("English please", "en"), ("can you speak in Tamil?", "ta"),
        ("तमिल में बात करो", "ta"), ("मुझे अंग्रेज़ी चाहिए", "en"), ("मराठीत बोला", "mr"), ("தமிழில் பேசுங்க", "ta"), ("ஆங்கிலத்தில் பேசுங்க", "en"),
        ("english la pesunga", "en"), ("হিন্দিতে কথা বলুন", "hi"), ("english e bolun", "en"), ("હિન્દીમાં વાત કરો", "hi"),
        ("ಇಂಗ್ಲಿಷ್ ನಲ್ಲಿ", "en"), ("kannadadalli matadi", "kn"), ("తెలుగులో", "te"), ("ఇంగ్లీషులో చెప్పండి", "en"), ("മലയാളത്തിൽ", "ml"),
        ("malayalathil parayu", "ml"), ("ਪੰਜਾਬੀ ਵਿੱਚ ਗੱਲ ਕਰੋ", "pa"), ("odia re kuhantu", "or"), ("অসমীয়াত কওক", "as"),
        ("اردو میں بات کریں", "ur"), ("change the language to urdu", "ur"),
    ],
)  # fmt: skip
def test_a_language_is_asked_for(text: str, language: str) -> None:
    assert asked_language(text) == language


@pytest.mark.parametrize(
    "text",
    ["English medium school", "Tamil Nadu", "hindi", "Canada only", "I want Canada", "hindi or english", "Punjabi jutti", "Bengali sweets",
     "Marathi Mandir Road", "Tamil Traders", "", "in", "Kannada and Tamil books"],
)  # fmt: skip
def test_a_language_is_only_named(text: str) -> None:
    assert asked_language(text) is None


def test_a_bare_name_is_known_in_every_language_but_no_code_is() -> None:
    assert [named_language(word) for word in ("Tamil", "தமிழ்", "तमिल", "hindi.")] == ["ta", "ta", "ta", "hi"]
    assert [named_language(word) for word in ("or", "as", "ml", "Kanada", "tamil nadu")] == [None] * 5


def test_who_asks_back_is_answered_and_asked_again() -> None:
    trader = at("name").says("who are you?")
    assert "name" not in trader.answers and trader.step == "name"
    assert keys(trader.said)[0] == "about"


def test_who_says_wait_answers_with_the_next_words() -> None:
    trader = at("name").says("one minute")
    assert "name" not in trader.answers and keys(trader.said) == ["later"]
    assert trader.says("Sunita").answers["name"] == "Sunita"


@pytest.mark.parametrize("text", ["thank you so much", "same as above", "where is your office", "Tamil"])
def test_talk_is_shown_before_it_is_taken_as_a_name(text: str) -> None:
    trader = at("name").says(text)
    assert "name" not in trader.answers and keys(trader.said) == ["did-you-mean"]
    assert trader.says("yes").answers["name"] == text


@pytest.mark.parametrize("step", ["name", "low", "sells"])
def test_another_language_can_be_asked_for_at_any_question(step: str) -> None:
    trader = at(step).says("hindi me baat karo")
    assert trader.session.language == "hi" and trader.step == step and step not in trader.answers


def test_a_bare_language_is_a_wish_where_it_can_be_no_answer() -> None:
    assert at("low").says("Tamil").session.language == "ta"


@pytest.mark.parametrize("text", ["what is that", "kya hai ye", "அது என்ன", "how many should I say?"])
def test_who_asks_what_is_meant_is_helped(text: str) -> None:
    trader = at("low").says(text)
    assert "low" not in trader.answers and keys(trader.said)[0] == "help-general"
