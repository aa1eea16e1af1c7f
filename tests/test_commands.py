"""Command words: whole messages only, the chosen language deciding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library import words
from locales.command_words import COMMANDS, YES_NO
from locales.commands import read_command, read_yes_no
from locales.languages import LANGUAGES

# A line a language: yes, no, back, skip, help, stop, later, in its script and in Roman letters.
SPOKEN = {
    "en": "Yes|No|back|Skip|HELP|stop|later",
    "hi": "हाँ|नहीं|वापस|छोड़ें|मदद|बंद करो|बाद में",
    "mr": "हो|नाही|मागे|सोडून द्या|मदत|थांबा|नंतर",
    "ta": "ஆம்|இல்லை|பின்|தவிர்|உதவி|நிறுத்து|பிறகு",
    "bn": "হ্যাঁ|না|পিছনে|বাদ দিন|সাহায্য|বন্ধ করুন|পরে",
    "gu": "હા|ના|પાછા|છોડો|મદદ|બંધ કરો|પછી",
    "kn": "ಹೌದು|ಇಲ್ಲ|ಹಿಂದೆ|ಬಿಡಿ|ಸಹಾಯ|ನಿಲ್ಲಿಸಿ|ಆಮೇಲೆ",
    "te": "అవును|కాదు|వెనక్కి|వదిలేయండి|సహాయం|ఆపండి|తర్వాత",
    "ml": "അതെ|ഇല്ല|പിന്നോട്ട്|ഒഴിവാക്കുക|സഹായം|നിർത്തുക|പിന്നീട്",
    "pa": "ਹਾਂ ਜੀ|ਨਹੀਂ|ਪਿੱਛੇ|ਛੱਡੋ|ਮਦਦ|ਬੰਦ ਕਰੋ|ਬਾਅਦ ਵਿੱਚ",
    "or": "ହଁ|ନାହିଁ|ପଛକୁ|ଛାଡ଼ନ୍ତୁ|ସାହାଯ୍ୟ|ବନ୍ଦ କରନ୍ତୁ|ପରେ",
    "as": "হয়|নহয়|পিছলৈ|বাদ দিয়ক|সহায়|বন্ধ কৰক|পিছত",
    "ur": "ہاں|نہیں|واپس|چھوڑیں|مدد|بند کریں|بعد میں",
}
ROMAN = {
    "hi": "haan ji|nahi|wapas|chhodo|madad|band karo|baad me",
    "mr": "ho|nahi|mage|sodun dya|madat|thamba|nantar",
    "ta": "aam|illai|pin|thavir|udhavi|niruthu|apram",
    "bn": "hyan|na|pichone|bad din|sahajjo|bondho korun|pore",
    "gu": "ha|na|pacha|chhodo|madad|bandh karo|pachi",
    "kn": "haudu|illa|hinde|bittu bidi|sahaya|nillisi|amele",
    "te": "avunu|kaadu|venakki|vadileyandi|sahayam|apandi|tarvata",
    "ml": "athe|alla|pinnottu|ozhivakku|sahayam|nirthuka|pinneedu",
    "pa": "haanji|nahin|pichhe|chhado|madad|band karo|baad vich",
    "or": "han|nahi|pachhaku|chhadantu|sahajya|banda karantu|pare",
    "as": "hoi|nohoi|pisoloi|eri diyok|xohay|bondho korok|pisot",
    "ur": "ji haan|nahi|wapas|chhoren|madad|band karen|baad mein",
}
COMMAND_ORDER = ("back", "skip", "help", "stop", "later")


@pytest.mark.parametrize("table", [SPOKEN, ROMAN])
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_in_its_own_words(language: str, table: dict[str, str]) -> None:
    if language not in table:
        return
    yes, no, *commands = table[language].split("|")
    assert (read_yes_no(yes, language), read_yes_no(no, language)) == ("yes", "no")
    assert tuple(read_command(word, language) for word in commands) == COMMAND_ORDER


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_listed_phrase_means_what_its_list_says(language: str) -> None:
    for command, phrases in COMMANDS[language].items():
        for phrase in phrases.split("|"):
            assert read_command(phrase, language) == command, phrase
            assert read_command(f" {phrase}! ", language) == command, phrase
    for meaning, phrases in YES_NO[language].items():
        for phrase in phrases.split("|"):
            assert read_yes_no(phrase, language) == meaning, phrase


def test_every_language_has_every_command() -> None:
    assert list(COMMANDS) == list(YES_NO) == list(LANGUAGES)
    assert all(set(COMMANDS[language]) == set(COMMANDS["en"]) for language in LANGUAGES)


@pytest.mark.parametrize(
    ("text", "yes_in", "no_in", "neither_in"),
    [
        ("aam", ["ta"], [], ["hi", "en", "bn", "mr"]),  # a mango
        ("sari", ["kn", "ta"], [], ["hi", "en", "te", "mr", "gu"]),  # a saree; even in Telugu
        ("kaadu", [], ["te"], ["ta", "kn", "hi", "en"]),  # a forest
        ("na", [], ["bn", "gu", "hi", "pa", "ur", "as"], ["te", "ta", "kn", "ml", "en"]),  # my; not applicable
        ("ho", ["mr"], [], ["hi", "en", "ur"]),
        ("venam", ["ml"], ["ta"], ["hi", "en"]),
        ("pan", [], [], list(LANGUAGES)),  # "but" in Marathi, an identifier everywhere
        ("bas", [], [], list(LANGUAGES)),  # enough, or a bus
        ("hmm", [], [], list(LANGUAGES)),
    ],
)
def test_one_sound_several_meanings(text: str, yes_in: list[str], no_in: list[str], neither_in: list[str]) -> None:
    for meaning, languages in (("yes", yes_in), ("no", no_in), (None, neither_in)):
        assert [read_yes_no(text, language) for language in languages] == [meaning] * len(languages)
        if meaning is None:
            assert [read_command(text, language) for language in languages] == [None] * len(languages)


@pytest.mark.parametrize(
    "text",
    ["👍", "👍🏽", "👍👍", "✅", "✔️", "Y", "yesss", "YES!", "haan haan", "Yes sir", "ok 👍", "haan🙏", "haanji bhai"],
)
def test_yes_in_passing(text: str) -> None:
    assert read_yes_no(text, "hi") == "yes"


@pytest.mark.parametrize("text", ["👎", "❌", "n", "nooo", "No.", "nahi ji", "no thanks", "NAHIIII", "नहीं।"])
def test_no_in_passing(text: str) -> None:
    assert read_yes_no(text, "hi") == "no"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("no. 12 MG Road", "en"),
        ("No 5", "en"), ("back side of the certificate", "en"), ("haan lekin GST nahi hai", "hi"),
        ("yes and no", "en"), ("👍👎", "en"),
        ("haan 👎", "en"), ("🙏", "hi"), ("", "en"), ("   ", "hi"), ("7", "ta"), ("help desk software", "en"),
        ("soda", "en"), ("mathi", "en"), ("bidi", "kn"), ("soda", "mr"), ("pathan", "bn"), ("banda", "en"), ("saku", "en"), ("pore", "hi"),
        ("हो", "hi"), ("परत", "hi"), ("बदला", "hi"), ("ना", "mr"), ("या", "hi"), ("ya", "hi"), ("stop" * 40, "en"),
    ],
)  # fmt: skip
def test_an_answer_is_not_a_command(text: str, language: str) -> None:
    assert read_command(text, language) is None
    assert read_yes_no(text, language) is None


@pytest.mark.parametrize(
    ("text", "language", "command"),
    [
        ("/back", "ta", "back"), ("/help@saathi_bot", "hi", "help"), ("/STOP", "en", "stop"), ("/delete", "bn", "erase"),
        ("/nonsense", "en", None), ("back please", "te", "back"), ("madad", "en", "help"), ("wapas", "mr", "back"),
        ("உதவி", "en", "help"), ("delete my data", "or", "erase"), ("नंतर", "hi", "later"), ("समाप्त", "hi", "done"),
        ("delete", "kn", "erase"), ("मिटा दीजिए", "hi", "erase"), ("মুছে দাও", "bn", "erase"), ("skip karo", "ur", "skip"),
        ("helppp", "en", "help"), ("/ back", "en", "back"), ("bas karo", "hi", "stop"), ("मेरा डेटा", "hi", "mydata"),
    ],
)  # fmt: skip
def test_commands_in_passing(text: str, language: str, command: str | None) -> None:
    assert read_command(text, language) == command


def test_an_unknown_language_still_reads_english() -> None:
    assert read_command("back", "xx") == "back"
    assert read_yes_no("yes", "xx") == "yes"


@given(st.text(max_size=120), st.sampled_from([*LANGUAGES, "xx"]))
def test_garbage_is_no_command_and_raises_nothing(text: str, language: str) -> None:
    assert read_command(text, language) in {None, *COMMANDS["en"]}
    assert read_yes_no(text, language) in {None, "yes", "no"}


@given(
    st.sampled_from(sorted(LANGUAGES)), st.sampled_from(["yes", "no"]), st.sampled_from(["💰", "12", "GST", "lekin"])
)
def test_a_word_more_is_another_message(language: str, meaning: str, more: str) -> None:
    phrase = YES_NO[language][meaning].split("|")[0]
    assert read_yes_no(f"{phrase} {more}", language) is None


# The bot's own buttons and what each of them does: whoever types what stands on one has pressed it.
BUTTONS = {
    "yes": "yes",
    "no": "no",
    "i-agree": "yes",
    "i-do-not-agree": "no",
    "right-as-it-is": "yes",
    "none-of-these": "no",
    "skip": "skip",
    "keep-it": "keep",
    "submit": "submit",
    "add-another": "another",
    "no-more": "done",
    "no-more-files": "done",
    "ask-a-person": "human",
    "not-now": "later",
    "not-interested": "stop",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_on_a_button_can_be_typed(language: str) -> None:
    catalog = words()
    for key, meaning in BUTTONS.items():
        label = catalog.say(key, language, {})
        read = read_yes_no if meaning in ("yes", "no") else read_command
        assert read(label, language) == meaning, label


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("ta", "ஆமா இருக்கு", "yes"),
        ("gu", "ના, નથી", "no"),
        ("hi", "हाँ भाई हाँ", "yes"),
        ("hi", "हाँ नहीं", None),
        ("hi", "गलत नहीं", None),  # not wrong
        ("hi", "नहीं, गलत है", "no"),
        ("hi", "है ना", None),  # isn't it
        ("en", "na ok", None),  # not English
    ],
)
def test_the_same_answer_said_twice(language: str, text: str, said: str | None) -> None:
    assert read_yes_no(text, language) == said
