"""Dates as traders write them: day first, whole, and possible; anything else is asked again."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.dates import read_date, say_date
from locales.digits import fold
from locales.languages import LANGUAGES
from locales.month_words import COUNTED, MONTHS, RELATIVE

TODAY = date(2026, 11, 23)
THAT_DAY = date(2026, 11, 5)

WRITTEN = [
    "5/11/2026",
    "05/11/2026",
    "5-11-26",
    "05.11.2026",
    "5 11 2026",
    "2026-11-05",
    "2026/11/5",
    "05112026",
    "20261105",
    "5 Nov 2026",
    "5th November 2026",
    "Nov 5, 2026",
    "November 5th, 2026",
    "5-Nov-26",
    "5nov2026",
    "05 NOV 2026",
    "5th of November, 2026",
    "2026 November 5",
    "the 5th November 2026",
    "Nov 5 '26",
    "5 nov. 2026",
    "five november 2026",
    "5–11–2026",
    "date: 5/11/2026",
]
PHRASES = {
    "hi": [
        "५ नवंबर २०२६",
        "5 नवम्बर 2026",
        "पाँच नवंबर दो हज़ार छब्बीस",
        "५/११/२०२६",
        "दिनांक 5 नवंबर 2026",
        "5 नवंबर 2026 को",
        "5 navambar 2026",
        "५-११-२६",
    ],
    "mr": ["५ नोव्हेंबर २०२६", "5 नोव्हें 2026", "५.११.२०२६", "दिनांक ५ नोव्हेंबर २०२६"],
    "ta": ["5 நவம்பர் 2026", "5ஆம் தேதி நவம்பர் 2026", "நவம்பர் 5, 2026", "5 நவ 2026", "௫/௧௧/௨௦௨௬"],
    "bn": ["৫ নভেম্বর ২০২৬", "৫ই নভেম্বর ২০২৬", "৫/১১/২০২৬", "৫ নভে ২০২৬"],
    "gu": ["૫ નવેમ્બર ૨૦૨૬", "તા. ૫/૧૧/૨૦૨૬", "5 નવે 2026", "પાંચ નવેમ્બર 2026"],
    "kn": ["೫ ನವೆಂಬರ್ ೨೦೨೬", "ದಿನಾಂಕ 5 ನವೆಂಬರ್ 2026", "ನವೆಂಬರ್ 5, 2026"],
    "te": ["౫ నవంబర్ ౨౦౨౬", "5 నవంబరు 2026", "నవంబర్ 5, 2026", "తేదీ 5/11/2026"],
    "ml": ["൫ നവംബർ ൨൦൨൬", "2026 നവംബർ 5", "5 നവംബര്\u200d 2026"],
    "pa": ["੫ ਨਵੰਬਰ ੨੦੨੬", "5 ਨਵੰ 2026", "ਪੰਜ ਨਵੰਬਰ 2026"],
    "or": ["୫ ନଭେମ୍ବର ୨୦୨୬", "ନଭେମ୍ବର 5, 2026", "ତା ୫/୧୧/୨୦୨୬"],
    "as": ["৫ নৱেম্বৰ ২০২৬", "5 নৱে 2026", "৫/১১/২০২৬"],
    "ur": ["۵ نومبر ۲۰۲۶", "5 نومبر 2026ء", "پانچ نومبر 2026"],
}


@pytest.mark.parametrize("text", WRITTEN)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_day_in_many_ways(text: str, language: str) -> None:
    assert read_date(text, language, TODAY) == THAT_DAY


@pytest.mark.parametrize(("language", "text"), [(language, text) for language in PHRASES for text in PHRASES[language]])
def test_months_in_each_language(language: str, text: str) -> None:
    assert read_date(text, language, TODAY) == THAT_DAY
    assert read_date(text, "en", TODAY) == THAT_DAY


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2020",
        "29 feb 2023",
        "11/23/2026",
        "0/1/2020",
        "32 Jan 2020",
        "2019",
        "5",
        "23 Nov",
        "Nov 2026",
        "5/11",
        "1/1/1066",
        "1/1/3000",
        "",
        "Nov",
        "5 Nov Dec 2026",
        "5/11-2026",
        "5/11/026",
        "monday",
        "12-13-14-15",
        "5 lakh Nov 2026",
        "1.5 Nov 2026",
        "five",
        "5 Nov 5 2026",
        "x" * 200,
    ],
)
@pytest.mark.parametrize("language", ["en", "hi", "ur"])
def test_no_date_or_not_surely_one(text: str, language: str) -> None:
    assert read_date(text, language, TODAY) is None


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("en", "today", 0),
        ("en", "Tomorrow!", 1),
        ("en", "day before yesterday", -2),
        ("hi", "आज", 0),
        ("hi", "aaj", 0),
        ("hi", "आने वाला कल", 1),
        ("mr", "काल", -1),
        ("mr", "उद्या", 1),
        ("ta", "நாளை", 1),
        ("ta", "நேத்து", -1),
        ("bn", "গতকাল", -1),
        ("bn", "আগামীকাল", 1),
        ("gu", "ગઈકાલે", -1),
        ("kn", "ನಿನ್ನೆ", -1),
        ("te", "రేపు", 1),
        ("te", "ఈ రోజు", 0),
        ("ml", "ഇന്നലെ", -1),
        ("pa", "ਅੱਜ", 0),
        ("or", "ଗତକାଲି", -1),
        ("as", "কাইলৈ", 1),
        ("ur", "آج", 0),
        ("en", "আজ", 0),
    ],
)
def test_days_near_today(language: str, text: str, days: int) -> None:
    assert read_date(text, language, TODAY) == TODAY + timedelta(days)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_count_of_days_or_weeks(language: str) -> None:
    for step, entry in COUNTED[language].items():
        for words in entry.split("|"):
            assert read_date(f"3 {words}", language, TODAY) == TODAY + timedelta(3 * step), words


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("hi", "तीन दिन पहले", -3),
        ("hi", "teen din pehle", -3),
        ("en", "तीन दिन पहले", -3),
        ("ta", "மூன்று நாட்களுக்கு முன்", -3),
        ("ur", "دو ہفتے پہلے", -14),
        ("ml", "൧൦ ദിവസം മുമ്പ്", -10),
    ],
)
def test_a_count_in_words(language: str, text: str, days: int) -> None:
    assert read_date(text, language, TODAY) == TODAY + timedelta(days)


@pytest.mark.parametrize(
    "text",
    ["days ago", "two three days ago", "1.5 days ago", "0 days ago", "2 months ago", "many days ago"],
)
def test_no_whole_count_of_days_is_asked(text: str) -> None:
    assert read_date(text, "en", TODAY) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("hi", "कल"),
        ("hi", "kal"),
        ("hi", "परसों"),
        ("bn", "কাল"),
        ("gu", "કાલે"),
        ("pa", "ਕੱਲ੍ਹ"),
        ("or", "କାଲି"),
        ("as", "কালি"),
        ("ur", "کل"),
        ("en", "kal"),
    ],
)
def test_yesterday_or_tomorrow_is_asked(language: str, text: str) -> None:
    assert read_date(text, language, TODAY) is None


def test_two_digit_years_end_twenty_years_from_today() -> None:
    for digits, year in (("26", 2026), ("46", 2046), ("47", 1947), ("00", 2000), ("99", 1999)):
        assert read_date(f"1/2/{digits}", "en", TODAY) == date(year, 2, 1)


def test_digits_written_together_must_have_one_meaning() -> None:
    assert read_date("20102011", "en", TODAY) == date(2011, 10, 20)
    assert read_date("19001900", "en", TODAY) is None


def test_month_words_agree() -> None:
    seen: dict[str, int] = {}
    for language, names in MONTHS.items():
        assert len(names.split()) == 12, language
        for number, entry in enumerate(names.split(), 1):
            for spelling in entry.split("|"):
                assert seen.setdefault(fold(spelling), number) == number, (language, spelling)
    assert set(RELATIVE) == set(LANGUAGES)


@given(day=st.dates(date(1800, 1, 1), date(2199, 12, 31)), language=st.sampled_from(list(LANGUAGES)))
def test_what_is_said_is_read_back(day: date, language: str) -> None:
    assert read_date(say_date(day, language), language, TODAY) == day
    assert read_date(day.strftime("%d/%m/%Y"), language, TODAY) == day
    assert read_date(day.isoformat(), language, TODAY) == day


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_are_said_in_ascii_digits(language: str) -> None:
    said = say_date(date(2026, 11, 5), language)
    assert said.startswith("5 ")
    assert said.endswith(" 2026")


_PIECES = [*"0159/-. '", "31", "2026", "nov", "नवंबर", "तारीख", "আজ", "five", "२", "of", "th", "\u0000", "٣"]


@given(text=st.text() | st.lists(st.sampled_from(_PIECES)).map("".join), language=st.sampled_from(list(LANGUAGES)))
def test_garbage_never_raises(text: str, language: str) -> None:
    found = read_date(text, language, TODAY)
    assert found is None or 1800 <= found.year <= 2199
