"""Words that sound alike in any letters."""

import pytest

from locales.sounds import sound


@pytest.mark.parametrize(
    ("roman", "native"),
    [
        ("ekok malikana", "একক মালিকানা"),
        ("yajamanyam", "యాజమాన్యం"),
        ("vasthrangal", "വസ്ത്രങ്ങൾ"),
        ("sangam", "சங்கம்"),
        ("sambandh", "संबंध"),
        ("pakka", "पक्का"),
        ("karakushala", "ಕರಕುಶಲ"),
        ("dukandar", "دکاندار"),
        ("bhagidari", "ભાગીદારી"),
        ("karkhana", "কাৰখানা"),
        ("dastkari", "ਦਸਤਕਾਰੀ"),
        ("hastashilpa", "ହସ୍ତଶିଳ୍ପ"),
    ],
)
def test_roman_letters_sound_as_the_language_does(roman: str, native: str) -> None:
    assert [*map(sound, roman.split())] == [*map(sound, native.split())]


def test_other_words_sound_otherwise() -> None:
    assert len({sound(word) for word in ("मालिक", "साझेदार", "डायरेक्टर", "कर्मचारी")}) == 4
    assert sound("क") != sound("कक")
    assert sound("123 ₹ —") == ""
