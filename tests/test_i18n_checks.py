"""Checks of translations: each finds what it is for, at its place, and a good translation passes them all."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.i18n import faults
from bot.i18n.checks import Case, check, check_source, script_of
from bot.i18n.extract import Message, flow_messages
from bot.i18n.faults import entry_faults, language_faults, stats, translations_fit
from bot.i18n.glossary import packaged_glossary, read_glossary
from bot.i18n.po import PoFile, parse, write
from bot.i18n.store import Store, merged, messages_of, packaged
from bot.library import packaged_flows
from flows.faults import Fault
from flows.loader import read
from locales.catalog import Plural
from locales.languages import LANGUAGES

GLOSSARY = read_glossary("term,keep,hi,ta\nGST,yes,जीएसटी,ஜிஎஸ்டி\nbuyer,,खरीदार,\n")

FLOW = """\
flow: shop
title: A shop
sections:
  - section: first
    title: First part
    steps:
      - step: colour
        kind: choice
        ask: Which colour?
        options:
          red: {label: Red, synonyms: [crimson]}
          blue: {label: Blue, describe: Like the sky}
          green: Green
          black: Black
      - step: spend
        kind: money
        label: Budget
        ask: How much do you spend?
        example: 25 lakh
        checks:
          - should: spend.amount > 5
            say: Is {spend} right?
"""
GOOD = {
    "shop.title": "एक दुकान",
    "shop.first.title": "पहला भाग",
    "shop.colour.ask": "कौन-सा रंग?",
    "shop.colour.label": "रंग",
    "shop.colour.options.red.label": "लाल",
    "shop.colour.options.red.synonyms": "सुर्ख, laal",
    "shop.colour.options.blue.label": "नीला",
    "shop.colour.options.blue.describe": "आसमान जैसा",
    "shop.colour.options.green.label": "हरा",
    "shop.colour.options.black.label": "काला",
    "shop.spend.ask": "कितना खर्च करते हैं?",
    "shop.spend.label": "बजट",
    "shop.spend.example": "25 लाख",
    "shop.spend.checks.0.say": "क्या {spend} सही है?",
}
MESSAGES = flow_messages(read(FLOW, "shop.yaml"))


def sentence(source: str, text: str, language: str = "hi") -> list[str]:
    """The codes found in the translation of a sentence."""
    message = Message("k", source, "x.py", 1, 1)
    return [found.code for found in check(Case(message, source, text, language, GLOSSARY))]


def flow_faults(**changes: str) -> list[Fault]:
    """The faults of a translated flow with some entries changed; `__` in a name stands for a dot."""
    texts = {**GOOD, **{"shop." + name.replace("__", "."): text for name, text in changes.items()}}
    file = parse(write(merged(PoFile("hi"), texts, MESSAGES)).encode(), "hi")
    place = faults.Place("hi", "hi.po", file.complete, True)
    return list(entry_faults(place, file.by_context(), MESSAGES, GLOSSARY))


@pytest.mark.parametrize(
    ("source", "text", "code"),
    [
        ("Take {value}", "लीजिए", "placeholder-missing"),
        ("Take {value}", "{value} {values} लीजिए", "placeholder-unknown"),
        ("Take {value}", "{value लीजिए", "placeholder-form"),
        ("Take it", "{value} लीजिए", "placeholder-unknown"),
        ("One\n• two", "एक • दो", "markup"),
        ("One", "<b>एक</b>", "markup"),
        ("One", "एक\\n", "markup"),
        ("Skip this", "छोड़ दीजिए " * 12 + "छोड़ें", "too-long"),
        ("Look at gst.gov.in", "जीएसटी की साइट देखिए", "address"),
        ("Send 10 digits", "दस अंक भेजिए", "number-lost"),
        ("Send 10 digits", "१० अंक भेजिए", "digits"),
        ("Write “erase” now", "अब “हटा” लिखिए", "command-word"),
        ("Write “edit” now", "अब “बदला” लिखिए", "command-word"),  # edit in Marathi, revenge in Hindi
        ("Write", "लि\u200bखिए", "invisible"),
        ("Write", "क\u093cलम \u0958", "not-nfc"),
        ("Write", " लिखिए", "space"),
        ("Write", "लिखिए ", "space"),
        ("Write it", "यह  लिखिए", "space"),
        ("Write", "எழுதுங்கள்", "script"),
        ("Write", "लिखिए அ", "script"),
        ("Write", "Write", "untranslated"),
        ("Write it", "Please write", "untranslated"),
        ("Your GST number", "आपका टैक्स नंबर", "glossary"),
        ("A buyer", "एक ग्राहक", "glossary"),
        ("Is it right?", "यह सही है।", "punctuation"),
        ("Write", "लिखिए please", "latin-word"),
        ("Write", "लिखिए " + "बहुत बड़ा वाक्य " * 12, "long-sentence"),
    ],
)
def test_each_check_finds_what_it_is_for(source: str, text: str, code: str) -> None:
    assert code in sentence(source, text)


@pytest.mark.parametrize(
    ("source", "text", "language"),
    [
        ("Take {value} from {who.name}?", "{who.name} से {value} लें?", "hi"),
        ("Look at gst.gov.in", "gst.gov.in देखिए", "hi"),
        ("Write “erase” to delete", "मिटाने के लिए “मिटाओ” लिखिए", "hi"),
        ("GST", "GST", "hi"),
        ("Your GST number", "आपका जीएसटी नंबर", "hi"),
        ("{label}: {value}", "{label}: {value}", "ta"),
        ("Is it right?", "کیا یہ درست ہے؟", "ur"),
        ("Assam", "অসম", "as"),
    ],
)
def test_a_good_translation_has_no_fault(source: str, text: str, language: str) -> None:
    assert sentence(source, text, language) == []


@pytest.mark.parametrize(("language", "text"), [("bn", "আমাৰ"), ("as", "আমার"), ("ur", "كيا")])
def test_a_neighbours_letters_are_noticed(language: str, text: str) -> None:
    assert "script" in sentence("Mine", text, language)


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=lambda one: one.code)
def test_every_language_is_in_its_own_script(language: object) -> None:
    known = next(one for one in LANGUAGES.values() if one is language)
    letters = [letter for letter in known.endonym if letter.isalpha()]
    assert letters and {script_of(letter) for letter in letters} == {known.script}


def test_what_telegram_shows_of_the_bot_has_its_room() -> None:
    message = Message("telegram.short-description", "Short", "x.py", 1, 1)
    found = check(Case(message, "Shortly " * 12, "अ" * 121, "hi", GLOSSARY))
    assert [(one.code, one.offset) for one in found if one.level == "error"] == [("label-length", 120)]


def test_a_whole_translated_flow_has_no_fault() -> None:
    assert flow_faults() == []


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("colour__options__blue__label", "बहुत ही गहरा आसमानी नीला रंग", "label-length"),
        ("colour__options__blue__describe", "आसमान जैसा " * 8 + "नीला", "label-length"),
        ("colour__options__blue__label", "लाल", "same-words"),
        ("colour__options__red__synonyms", "सुर्ख, हरा", "same-words"),
        ("colour__options__red__synonyms", "सुर्ख، laal", "synonyms"),
        ("colour__options__red__synonyms", "सुर्ख, , laal", "synonyms"),
        ("spend__example", "बहुत सारा", "example-unread"),
        ("spend__checks__0__say", "क्या {spent} सही है?", "placeholder-unknown"),
    ],
)
def test_faults_of_a_flows_words(name: str, text: str, code: str) -> None:
    assert code in [fault.code for fault in flow_faults(**{name: text}) if fault.level == "error"]


def test_an_overlong_label_names_what_is_lost_and_its_place() -> None:
    label = "गहरा आसमानी नीला और सुंदर रंग"
    (fault,) = flow_faults(colour__options__blue__label=label)
    assert "Whatsapp list shows 24" in fault.message and '"र रंग" is lost' in fault.message
    line = write(merged(PoFile("hi"), {**GOOD, "shop.colour.options.blue.label": label}, MESSAGES)).split("\n")[
        fault.line - 1
    ]
    assert line[fault.col - 1 :] == 'र रंग"'


def test_plural_forms_are_counted() -> None:
    message = Message("n", Plural("{count} file", "{count} files"), "x.py", 1, 1)
    data = 'msgctxt "n"\nmsgid "{count} file"\nmsgid_plural "{count} files"\nmsgstr[0] "{count} फ़ाइल"\n'
    place = faults.Place("hi", "hi.po", True, True)
    (one,) = entry_faults(place, parse(data.encode(), "hi").by_context(), [message], GLOSSARY)
    assert (one.code, one.level, one.line) == ("plural", "error", 4)
    whole = parse((data + 'msgstr[1] "फ़ाइलें"\n').encode(), "hi")
    (missing,) = entry_faults(place, whole.by_context(), [message], GLOSSARY)
    assert (missing.code, missing.line) == ("placeholder-missing", 5)


# ── Of files ────────────────────────────────────────────────────────────────────────────────────────────────────────


JUST_ME = 'msgctxt "export_onboarding.workers.options.one.label"'


def breaking(old: str, new: str) -> list[Fault]:
    """The faults of Hindi's flow words with one of them changed."""
    file = parse(packaged().path("hi", "flows").read_bytes().decode().replace(old, new, 1).encode(), "hi")
    place = faults.Place("hi", "flows.po", True, True)
    return list(entry_faults(place, file.by_context(), messages_of("flows"), packaged_glossary()))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("PAN {value} है", "PAN {valu} है", "placeholder-missing"),
        ('msgstr "सिर्फ़ एक"', 'msgstr ""', "untranslated"),
        ('msgstr "सिर्फ़ एक"', 'msgstr "Just me"', "untranslated"),
        (JUST_ME, f"#, fuzzy\n{JUST_ME}", "fuzzy"),
        ('msgid "Just me"', 'msgid "Only me"', "stale"),
        (JUST_ME, JUST_ME.replace(".one.", ".ones."), "stale"),
    ],
)
def test_breaking_any_entry_is_an_error_with_its_line(old: str, new: str, code: str) -> None:
    found = [fault for fault in breaking(old, new) if fault.level == "error"]
    assert code in [fault.code for fault in found]
    assert all(fault.line > 1 for fault in found)


def test_a_draft_is_not_stopped_by_its_translations_but_by_what_cannot_be_said() -> None:
    text = next(file.read_text("utf-8") for file in packaged_flows() if "export" in file.name)
    reworded = text.replace("label: Just me", "label: Only me")
    found = [fault for fault in translations_fit(read(reworded, "draft.yaml")) if "hi" in fault.file]
    assert [(fault.code, fault.level) for fault in found] == [("stale", "warning")]
    refilled = text.replace("The PAN {pan} is not the one in {gstin}.", "The PAN is not the one in {gstin}.")
    codes = {
        (fault.code, fault.level) for fault in translations_fit(read(refilled, "draft.yaml")) if "/hi/" in fault.file
    }
    assert codes == {("stale", "warning"), ("placeholder-unknown", "error")}


def test_a_file_that_cannot_be_read_is_a_fault_with_its_line(tmp_path: Path) -> None:
    store = Store(tmp_path)
    path = store.path("ta", "bot")
    path.parent.mkdir(parents=True)
    path.write_text('msgctxt "yes"\nmsgid "Yes"\nmsgstr broken\n', encoding="utf-8")
    (fault,) = language_faults(store, "ta", "bot", messages_of("bot"))
    assert (fault.code, fault.line, fault.level) == ("po", 3, "error")


def test_stats_count_what_is_required(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.write("bot", merged(PoFile("ta"), {"yes": "ஆம்", "no": "No"}, messages_of("bot")))
    counted = stats(store)
    assert list(counted) == list(LANGUAGES)
    total = counted["en"]["total"]
    assert counted["ta"] == {"total": total, "translated": 2, "fuzzy": 0, "problems": 1}
    assert counted["hi"] == {"total": total, "translated": 0, "fuzzy": 0, "problems": 0}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Send  it", "space"),
        ("Send <b>it</b>", "markup"),
        ("Send *it*", "markup"),
        ("Send १ photo", "digits"),
        ("Send फोटो", "script"),
        ("Send i\u0301t", "not-nfc"),
        ("Send it to us, please. " * 60 + "Will you?", "label-length"),
    ],
)
def test_the_english_is_checked_by_itself(text: str, code: str) -> None:
    message = Message("f.a.ask", text, "f.yaml", 3, 9, part="question")
    assert code in {found.code for found in check_source(Case(message, text, text, "en", GLOSSARY))}
    plain = "Send 1 photo of it?"
    assert list(check_source(Case(message, plain, plain, "en", GLOSSARY))) == []
