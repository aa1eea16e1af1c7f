"""What stands is what was seen last: while a confirmation is open, its question and its numbers are the last thing said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.inputs import Unsupported
from flows.loader import load
from flows.problems import Problem
from locales.commands import says_none
from tests.engine.shop import at, keys, shop
from tests.traders import Paper, Trader

AADHAAR = "2341 2341 2346"
FIRM = """
flow: firm
title: A firm
sections:
  - section: first
    title: All
    steps:
      - {step: gstin, kind: gstin, ask: Your GST number?, label: GST number}
      - {step: mail, kind: email, ask: Your mail?, label: Mail, skippable: true}
      - {step: list, kind: document, ask: "Do you have a price list?", label: List, skippable: true, paper: catalogue}
      - {step: kind, kind: choice, ask: Of which kind?, label: Kind, options: {wood: Wood, iron: Iron, glass: Glass}}
      - step: size
        kind: choice
        ask: Of which size?
        label: Size
        options: {small: Small, middling: Middling, large: Large}
        checks:
          - {should: not (kind == "wood" and size == "large"), say: That is rare.}
      - {step: over, kind: end, say: Thank you.}
"""
BESIDE_THE_POINT: dict[str, Callable[[Trader], object]] = {
    "an Aadhaar number": lambda trader: trader.says(AADHAAR),
    "a contact": lambda trader: trader.shares("+919812345678"),
    "a place": lambda trader: trader.is_at(12.97, 77.59),
    "a voice note": lambda trader: trader.gives(Unsupported("voice")),
    "a file": lambda trader: trader.sends(Paper()),
}


def firm(*replies: str) -> Trader:
    trader = Trader(load(FIRM, "firm.yaml", 1))
    trader.says("hello", *replies)
    return trader


@pytest.mark.parametrize("sends", BESIDE_THE_POINT.values(), ids=BESIDE_THE_POINT)
def test_a_yes_never_erases_under_another_question(sends: Callable[[Trader], object]) -> None:
    trader = at("sells").says("erase")
    sends(trader)
    assert trader.options == ["yes", "no"] and trader.last.kind == "confirm"
    trader.says("no")
    assert trader.status == "open" and trader.step == "sells"


@pytest.mark.parametrize("sends", BESIDE_THE_POINT.values(), ids=BESIDE_THE_POINT)
def test_a_number_means_the_list_that_was_shown_last(sends: Callable[[Trader], object]) -> None:
    trader = firm("27AAPFU0939F1ZV", "skip", "skip", "wood", "large")
    before = (trader.last.kind, trader.options)
    assert before[0] == "warning"
    sends(trader)
    assert (trader.last.kind, trader.options) == before
    trader.says("3")
    assert (trader.step, trader.last.kind) == ("size", "question"), "the third of the warning corrects the size"


@pytest.mark.parametrize("words", ["hmm", "skip", "7"])
def test_words_that_decide_nothing_show_the_warning_again(words: str) -> None:
    trader = firm("27AAPFU0939F1ZV", "skip", "skip", "wood", "large", words)
    assert trader.last.kind == "warning" and "1, 3" not in trader.text
    assert trader.answers["size"] == "large"
    trader.says("1")
    assert trader.status == "completed"


def test_another_option_is_still_an_answer_to_a_warning() -> None:
    trader = firm("27AAPFU0939F1ZV", "skip", "skip", "wood", "large", "small")
    assert trader.answers["size"] == "small" and trader.status == "completed"


@pytest.mark.parametrize(
    "meanwhile", [("help",), ("mydata",), ("/language hi", "/language en"), ("erase", "no"), ("stop", "start")]
)
def test_a_guess_is_still_open_after_something_else(meanwhile: tuple[str, ...]) -> None:
    trader = firm("27AAPFUO939F1ZV")
    assert trader.last.kind == "confirm" and "gstin" not in trader.answers
    trader.says(*meanwhile)
    assert trader.last.kind == "confirm"
    trader.says("yes")
    assert trader.answers["gstin"]["gstin"] == "27AAPFU0939F1ZV"


def test_after_three_replies_that_decide_nothing_a_person_is_offered() -> None:
    trader = firm("27AAPFUO939F1ZV", "hmm", "hmm", "hmm")
    assert "person" in trader.told(2)


def test_no_leaves_the_choice_of_a_language() -> None:
    trader = firm("27AAPFU0939F1ZV", "language", "no")
    assert trader.step == "mail" and trader.last.kind == "question"


@pytest.mark.parametrize("none", ["no", "None", "nil", "N/A", "-", "i dont have", "nahi hai", "नहीं"])
def test_who_has_none_of_what_may_be_left_out_goes_on(none: str) -> None:
    trader = firm("27AAPFU0939F1ZV", none)
    assert trader.step == "list" and trader.session.answers["mail"].state == "skipped"
    trader.says(none)
    assert trader.step == "kind" and trader.session.answers["list"].state == "skipped"
    trader.says(none)
    assert trader.step == "kind" and trader.last.kind == "problem", "what is needed is not left out"


@pytest.mark.parametrize("words", ["?", "...", "", "yes", "no mail but a phone", "😀", "x"])
def test_not_everything_short_says_that_there_is_none(words: str) -> None:
    assert not says_none(words, "en")


# ── What is kept, and its lines ─────────────────────────────────────────────────────────────────────────────────────


def test_my_data_shows_what_is_being_asked_again_and_what_no_longer_matters() -> None:
    trader = at("nick").edits("sells").says("cloth").edits("since").says("mydata")
    shown = trader.told()
    assert "Since: 2001" in shown and "Food number: 123" in shown


def test_who_has_said_nothing_yet_is_told_that_nothing_is_kept() -> None:
    shown = Trader(shop()).says("mydata").told()
    assert "There are no answers yet." in shown and "This is what I have" not in shown


@pytest.mark.parametrize("words", ["Since", "since", "7"])
def test_a_line_of_the_review_is_chosen_by_its_number_or_its_label(words: str) -> None:
    trader = at("look")
    assert trader.options[6].endswith(" since"), "the seventh that can be pressed"
    trader.says(words)
    assert trader.step == "since"


@pytest.mark.parametrize("words", ["6", "Since"])
def test_after_all_is_sent_a_line_is_chosen_as_it_was_shown(words: str) -> None:
    trader = at(None).says("edit")
    assert trader.options[5].endswith(" since")
    trader.says(words, "2002")
    assert trader.answers["since"] == "2002" and trader.status == "completed"


def test_any_other_number_after_all_is_sent_changes_nothing() -> None:
    trader = at(None).says("99", "0", "9812345678")
    assert trader.session.asked is None and not trader.session.reopened


# ── What is not kept is not said to be kept ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("reads", ["", ", reads: {legal_name: owner}"])
def test_a_refused_paper_is_never_said_to_be_kept(reads: str) -> None:
    steps = 'list, kind: document, ask: "Do you have a price list?", label: List, skippable: true, paper: catalogue'
    owner = "      - {step: owner, kind: text, ask: Whose?, label: Owner, skippable: true}\n"
    text = FIRM.replace(steps, steps.replace("catalogue", f"gst{reads}")).replace(
        "      - {step: kind,", f"{owner}      - {{step: kind,"
    )
    trader = Trader(load(text, "firm.yaml", 1)).says("hello", "27AAPFU0939F1ZV", "skip")
    for number in range(3):
        trader.sends(Paper(verdict="refused", problems=(Problem("file-script"),), name=f"{number}.pdf"))
        assert "file-script" in [say.problem for say in trader.said] and "paper-kept" not in keys(trader.said)
    assert trader.step == "owner", "after three times it goes on"


def test_a_step_that_takes_any_paper_calls_it_by_its_own_label() -> None:
    trader = Trader(load(FIRM.replace(", paper: catalogue", ""), "firm.yaml", 1)).says(
        "hello", "27AAPFU0939F1ZV", "skip"
    )
    why = Problem("wrong-paper", {"asked": "other", "got": "pan_card"})
    trader.sends(Paper(verdict="ask_again", problems=(why,)))
    assert "send your List" in trader.told(3)
