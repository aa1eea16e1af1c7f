"""The names of the thirteen languages in each other, held against CLDR as Babel carries it; and a trader may use any of them."""

from __future__ import annotations

from datetime import date

import pytest
from babel import Locale

from flows.answers.reader import read_answer
from flows.answers.reading import Accepted, BareStep
from locales.language_names import LANGUAGE_NAMES
from locales.languages import LANGUAGES


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_table_is_what_cldr_says(code: str) -> None:
    said = [Locale(other).languages.get(code, "") for other in LANGUAGES]
    assert LANGUAGE_NAMES[code].split("|") == list(dict.fromkeys(name for name in said if name))


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_is_chosen_by_its_name_in_any_other(code: str) -> None:
    for name in LANGUAGE_NAMES[code].split("|"):
        assert read_answer(BareStep("language"), name, "en", date(2026, 11, 30)) == Accepted(code), name
