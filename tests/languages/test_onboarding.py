"""Whole onboardings typed in each language: they end completed, and the answers are the same whatever language they were typed in.

The papers that the scripts send are the demo's samples. To play one by hand, write those into a folder first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.conversation import Conversation
from bot.documents.samples import sample_papers
from bot.library import load_flow, words
from bot.script import SendFiles, read_script
from flows.abilities import TERMINAL
from flows.effects import Say
from flows.render import render
from locales.languages import LANGUAGES

HERE = Path(__file__).parent
ROMAN = ("hi", "ta", "bn", "gu", "mr", "te")
SCRIPTS = (*LANGUAGES, *(f"{code}-roman" for code in ROMAN))
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
OWN_WORDS = {"language", "name", "business_name", "trade_name", "address", "products.1.name"}

TYPED_IN_BOTH: dict[str, Any] = {
    "adult": "yes",
    "save_profile": {"choice": "yes", "notice_version": 1},
    "reminders": {"choice": "no", "notice_version": 1},
    "role": "owner",
    "phone": "+919812345678",
    "pan": {"pan": "AAQFS4821K", "holder": "F"},
    "has_iec": "no",
    "business_type": "partnership",
    "activity": "make",
    "pincode": {"pincode": "411030", "district": "Pune", "state": "Maharashtra", "state_code": "27"},
    "year_started": "2012",
    "turnover": {"amount": "1250000", "currency": "INR"},
    "forex_account": "no",
    "ad_code": "unknown",
    "products.1.category": "handicraft",
    "products.1.capacity": "5000",
    "products.1.unit": "piece",
    "products.1.moq": "100",
    "products.1.moq_unit": "piece",
    "products.1.price_from": {"amount": "250", "currency": "INR"},
    "products.1.price_to": {"amount": "400", "currency": "INR"},
    "products.1.lead_days": "21",
    "products.1.certificates": ["none"],
    "exported": "no",
    "target_countries": ["JP", "DE"],
    "alibaba_account": "no",
    "english_help": "yes",
    "share_profile": {"choice": "yes", "notice_version": 1},
}
GSTIN = {"gstin": "27AAQFS4821K1ZO", "pan": "AAQFS4821K", "state_code": "27", "state": "Maharashtra"}
IN_OWN_SCRIPT = {
    **TYPED_IN_BOTH,
    "has_gst": "yes",
    "gstin": GSTIN,
    "workers": "up_to_9",
    "gst_name": "SUNRISE BRASSWARE AND HANDICRAFTS",
}
IN_ROMAN = {**TYPED_IN_BOTH, "has_gst": "applied", "workers": "up_to_49"}


@pytest.fixture(autouse=True)
def papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files that the scripts send, where they are looked for."""
    for paper in sample_papers():
        (tmp_path / paper.name).write_bytes(paper.data)
    monkeypatch.chdir(tmp_path)


def script_of(name: str) -> str:
    return (HERE / f"{name}.txt").read_text(encoding="utf-8")


@cache
def played(name: str) -> tuple[Conversation, list[Say]]:
    """The conversation of a script, and what the bot said in it once the language was chosen."""
    conversation = Conversation(load_flow("export_onboarding"), lambda: NOON)
    conversation.open()
    said: list[Say] = []
    for _, line, given in read_script(script_of(name)):
        assert conversation.session.status == "open", f"over before {line!r}"
        said += conversation.send(given.names) if isinstance(given, SendFiles) else conversation.give(given)
    return conversation, said


@pytest.mark.parametrize("name", SCRIPTS)
def test_an_onboarding_is_completed_in(name: str) -> None:
    conversation, said = played(name)
    result = conversation.result()
    assert result["status"] == "completed", (result["step"], said[-1])
    assert conversation.session.language == name.partition("-")[0]
    assert [(say.step, say.problem) for say in said if say.problem] == []
    expected = IN_ROMAN if name.endswith("-roman") else IN_OWN_SCRIPT
    typed = {path: value for path, value in result["answers"].items() if path not in OWN_WORDS}
    files = {path for path in typed if path.endswith(("photos", "certificate"))}
    assert {path: value for path, value in typed.items() if path not in files} == expected


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_the_bot_answers_in_the_script_of(language: str) -> None:
    conversation, said = played(language)
    table = words()
    texts = [
        message.text
        for say in said
        for message in render(say, conversation.flow, language, TERMINAL, table, {"lead": "L"})
    ]
    assert len(texts) > 45
    assert [text for text in texts if not set(letters(text)) & scripts_of(language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pin_code_is_said_back_with_its_state_in(language: str) -> None:
    conversation, said = played(language)
    (back,) = (say for say in said if say.kind == "note" and say.step == "pincode")
    (message,) = render(back, conversation.flow, language, TERMINAL, words(), {})
    assert "411030" in message.text
    assert words().say("state.27", language, {}) in message.text


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_is_typed_in_the_letters_it_claims(name: str) -> None:
    typed = [line for _, line, given in read_script(script_of(name)) if not isinstance(given, SendFiles)]
    assert not any(line.startswith("[") for line in typed), "everything is typed, nothing pressed"
    if name.endswith("-roman") or name == "en":
        assert all(line.isascii() for line in typed)
        return
    own = sum(bool(set(letters(line)) & scripts_of(name)) for line in typed)
    digits = [char for line in typed for char in line if unicodedata.category(char) == "Nd" and not char.isascii()]
    assert own >= 30
    assert len(digits) >= 20


def letters(text: str) -> Iterator[str]:
    """The script of each letter, by the first word of its Unicode name."""
    return (unicodedata.name(char, "?").split()[0] for char in text if char.isalpha())


def scripts_of(language: str) -> set[str]:
    """Unicode calls the script of Odia ORIYA, that of Assamese BENGALI."""
    return set(letters(LANGUAGES[language].endonym))
