"""Rules of the engine, a test each: checks, what is derived, suggested and read, and repeats."""

from __future__ import annotations

from flows.effects import Say
from flows.inputs import Commanded, Pressed, Typed
from flows.loader import load
from flows.model import Flow
from flows.problems import Problem
from flows.score import score
from tests.engine.shop import REPLIES, SHOP, at, keys, publish, shop
from tests.traders import Paper, Trader

SKIPS = "label: Nickname, skippable: true}"


def edits(say: Say) -> list[str]:
    """What can be corrected from here."""
    return [choice.id.removeprefix("/edit ") for choice in say.choices if choice.id.startswith("/edit ")]


# ── Checks ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_failed_must_refuses_the_reply_and_offers_the_other_answer() -> None:
    trader = at("high").says("2")
    assert trader.last.problem == "check" and "high" not in trader.answers
    assert edits(trader.last) == ["low"]
    assert trader.says("9").answers["high"] == "9"


def test_a_failed_must_after_an_edit_asks_which_and_never_blames_the_later() -> None:
    trader = at("look").edits("low").says("70")
    assert trader.answers["low"] == "70" and trader.answers["high"] == "50", (
        "both answers stand until the trader decides"
    )
    assert edits(trader.last) == ["low", "high"] and "which-is-wrong" in keys(trader.said)
    assert trader.says("2").step == "high", "the second of them"
    assert trader.says("90").step == "look"


def test_which_of_two_is_asked_again_after_any_gap() -> None:
    trader = at("look").edits("low").says("70")
    trader.says("stop").says("start")
    assert edits(trader.last) == ["low", "high"]
    assert trader.presses("/edit low").says("7").step == "look"


def test_words_about_a_check_are_no_new_answer_to_a_free_text_step() -> None:
    flow = shop((SKIPS, "label: Nickname, checks: [{should: 'not similar(nick, name)', say: Same?}]}"))  # fmt: skip
    trader = at("nick", flow).says("Ravi")
    assert trader.last.kind == "warning"
    trader.says("that is how they call me")
    assert trader.answers["nick"] == "Ravi" and str(trader.last.kind) == "warning", keys(trader.said)
    assert trader.says("yes").step == "low"


def test_a_failed_should_is_asked_once_and_acknowledged_for_those_values() -> None:
    trader = at("high").says("5000")
    assert trader.last.kind == "warning" and trader.options == ["/right", "/edit high"]
    trader.presses("/right").reaches("look", REPLIES)
    assert "you-confirmed" in keys(trader.said), "the review lists what was acknowledged"
    trader.edits("name").says("Ramesh")
    assert trader.step == "look" and not any(say.kind == "warning" for say in trader.said), "and does not ask again"


def test_an_acknowledged_should_returns_only_if_the_values_change() -> None:
    trader = at("high").says("5000").presses("/right").reaches("look", REPLIES)
    trader.edits("high").says("6000")
    assert trader.last.kind == "warning"
    trader.presses("/edit high").says("5000")
    assert trader.step == "look", "of these values the trader has already said that they are right"


def test_a_should_says_its_own_words_with_the_values() -> None:
    assert "5,000 is a lot." in at("high").says("5000").text


def test_no_to_a_warning_corrects_it() -> None:
    assert at("high").says("5000").says("no").step == "high"


def test_unknown_neither_passes_nor_fails() -> None:
    flow = shop(
        (SKIPS, SKIPS + "\n      - {step: plan, kind: number, ask: Plan?, skippable: true}"),
        ("must: low <= high", "must: low <= plan or low > high"),
        ("should: high < 1000", "should: high < plan"),
    )  # fmt: skip
    trader = Trader(flow).reaches("plan", REPLIES).skips().says("5", "50")
    assert trader.step_id == "items.name", "a skipped answer makes a comparison unknown"


def test_a_check_of_a_skip_is_looked_at_all_the_same() -> None:
    flow = shop(
        (SKIPS, SKIPS[:-1] + ", checks: [{must: answered(nick) or since > 2000, say: A name!}]}"),
    )  # fmt: skip
    trader = at("since", flow).says("1990").skips()
    assert edits(trader.last) == ["since", "nick"]
    assert trader.presses("/edit nick").says("Raju").step == "low"


def test_a_check_of_a_derived_value_asks_about_its_sources() -> None:
    flow = shop(
        (
            "      - {step: nick,",
            '      - {step: began, kind: number, derive: since, checks: [{must: began < 2020 or sells == "cloth", say: Too new.}]}\n'
            "      - {step: nick,",
        )
    )
    trader = at("since", flow).says("2024")
    assert edits(trader.last) == ["sells", "since"] and trader.last.kind == "problem"
    trader.says("whatever")
    assert edits(trader.last) == ["sells", "since"], "words are not stored as the derived value"
    assert "began" not in trader.session.answers
    assert trader.presses("/edit since").says("2019").step == "nick"


def test_a_check_of_a_consent_is_looked_at() -> None:
    flow = shop(
        ("purpose: share, required: false}", 'purpose: share, required: false, checks: [{should: share.choice == "yes", say: Sure?}]}')
    )  # fmt: skip
    trader = at("share", flow).presses("no")
    assert trader.last.kind == "warning"
    assert trader.presses("/right").step == "since"


def test_a_check_named_by_a_publish_is_asked_of_those_inside() -> None:
    trader = at("look")
    publish(trader, ("should: high < 1000", "should: high < 10"))
    trader.gives(Typed("hello"))
    assert trader.last.kind == "warning" and trader.step == "high"


def test_a_warning_that_a_publish_removed_is_not_decided_by_a_late_reply() -> None:
    trader = at("high").says("5000")
    publish(trader, ('          - should: high < 1000\n            say: "{high} is a lot."\n', ""))
    for late in (Typed("no"), Typed("2"), Pressed("/edit high", "high", trader.last.prompt)):
        again = Trader(trader.flow)
        again.session = trader.session
        again.gives(late)
        assert again.status == "open" and again.session.asked is not None


# ── Derived, suggested, read ────────────────────────────────────────────────────────────────────────────────────────

SOURCES = """
flow: sources
title: Sources
sections:
  - section: one
    title: One
    steps:
      - {step: paper, kind: document, ask: Paper?, paper: gst, reads: {legal_name: firm, gstin: gst}, skippable: true}
      - {step: firm, kind: text, ask: The firm?, label: Firm}
      - {step: gst, kind: gstin, ask: GST number?, label: GST, skippable: true}
      - {step: pan, kind: pan, ask: PAN?, label: PAN, suggest: gst.pan}
      - {step: letter, kind: text, derive: pan.holder, label: Letter}
      - {step: city, kind: text, ask: City?, label: City}
  - section: two
    title: Two
    steps:
      - {step: look, kind: review, ask: All right?}
      - {step: over, kind: end, say: Bye.}
"""
DELHI, PUNE = "07AAGFF2194N1Z1", "27AAPFU0939F1ZV"


def sources() -> Flow:
    return load(SOURCES, "sources.yaml", 1)


def test_a_derived_value_is_computed_and_never_asked() -> None:
    trader = Trader(sources()).skips().says("Asha", PUNE).presses("yes")
    assert trader.answers["letter"] == "F" and trader.step == "city"
    assert "letter" not in trader.asked and "letter" not in trader.session.answers
    trader.says("Pune")
    assert trader.last.kind == "review" and "letter" not in edits(trader.last), "what cannot be edited is not offered"


def test_a_suggested_value_is_confirmed_never_stored_unasked() -> None:
    trader = Trader(sources()).skips().says("Asha", PUNE)
    assert trader.step == "pan" and trader.last.kind == "confirm" and "pan" not in trader.answers
    assert trader.presses("yes").answers["pan"]["pan"] == "AAPFU0939F"


def test_a_suggested_value_declined_is_asked_plainly_and_not_offered_again() -> None:
    trader = Trader(sources()).skips().says("Asha", PUNE).presses("no")
    assert trader.last.kind == "question"
    trader.says("AAKFD7113K").says("Nashik")
    assert trader.step == "look" and trader.answers["pan"]["pan"] == "AAKFD7113K"


def test_a_suggestion_whose_source_changed_is_confirmed_again_with_old_and_new() -> None:
    trader = Trader(sources()).skips().says("Asha", PUNE).presses("yes").says("Nashik")
    before = dict(trader.answers)
    trader.edits("gst").says(DELHI)
    assert trader.step == "pan" and trader.options == ["new", "old"]
    assert "AAPFU0939F" in trader.text and "AAGFF2194N" in trader.text
    trader.presses("old")
    assert trader.step == "look", "nothing else is asked again"
    assert {**trader.answers, "gst": None} == {**before, "gst": None}


def test_yes_says_nothing_about_which_of_two_values_is_right() -> None:
    trader = Trader(sources()).sends(Paper({"legal_name": "Sharma"}))
    assert trader.last.kind == "confirm"
    trader.presses("yes").reaches("look", {"gst": "[/skip]", "pan": "AAPFU0939F", "city": "Nashik"})
    trader.edits("paper").sends(Paper({"legal_name": "Verma"}, name="other.pdf"))
    assert trader.options == ["new", "old"]
    trader.says("yes")
    assert trader.answers["firm"] == "Sharma" and trader.options == ["new", "old"]
    assert trader.says("1").answers["firm"] == "Verma"


def test_what_a_paper_says_is_confirmed_together_in_one_tap() -> None:
    trader = Trader(sources()).sends(Paper({"legal_name": "Sharma", "gstin": PUNE}))
    assert trader.last.kind == "confirm" and not trader.answers.keys() & {"firm", "gst"}
    trader.says("what is that?")
    assert str(trader.last.kind) == "confirm" and trader.options == ["yes", "no"], (
        "the papers are still to be confirmed"
    )
    trader.presses("yes")
    assert trader.answers["firm"] == "Sharma" and trader.answers["gst"]["gstin"] == PUNE
    assert trader.step == "pan", "and what follows from it is the next question"


def test_words_about_a_suggestion_are_shown_before_they_are_taken_for_a_name() -> None:
    trader = Trader(sources()).sends(Paper({"legal_name": "Sharma"})).says("hmm which paper")
    assert "firm" not in trader.answers and "did-you-mean" in keys(trader.said)
    assert trader.says("no").step == "firm" and "Sharma" in trader.text, "what the paper says is on offer again"
    assert trader.says("Sharma & Sons", "yes").answers["firm"] == "Sharma & Sons"
    assert trader.step == "gst", "and the paper's value was decided about"


def test_what_a_paper_says_declined_together_is_offered_one_by_one() -> None:
    trader = Trader(sources()).sends(Paper({"legal_name": "Sharma", "gstin": PUNE})).presses("no")
    assert trader.step == "firm" and trader.last.kind == "confirm"


def test_a_skip_at_what_a_paper_says_keeps_the_paper() -> None:
    trader = Trader(sources()).sends(Paper({"legal_name": "Sharma", "gstin": PUNE})).gives(Commanded("skip"))
    assert trader.answers["paper"] and trader.step == "firm"


def test_a_file_that_cannot_be_used_leaves_the_question_that_stands() -> None:
    trader = Trader(sources()).skips().sends(Paper(refused=Problem("file-empty")))
    assert trader.said[0].problem == "file-empty" and trader.said[0].step == "paper"
    assert trader.step == trader.last.step == "firm" and trader.session.attempts == 0


def test_a_typed_value_is_never_overwritten_by_a_paper() -> None:
    trader = Trader(sources()).skips().says("Asha").reaches("look", {"gst": PUNE, "city": "Pune"})
    trader.edits("paper").sends(Paper({"legal_name": "Sharma"}))
    assert trader.answers["firm"] == "Asha" and trader.options == ["new", "old"]
    assert trader.presses("old").answers["firm"] == "Asha"
    assert trader.step == "look"


def test_stop_is_heard_while_a_paper_is_being_read() -> None:
    trader = Trader(sources())
    trader.reads_at_once = False
    trader.sends(Paper({"legal_name": "Sharma"})).says("stop")
    assert trader.session.mode == "paused"


# ── Repeats ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def ids(trader: Trader) -> list[int]:
    return list(trader.session.instances["items"].ids)


def with_two() -> Trader:
    return at("look").edits("items").presses("/another").says("Pans", "9").presses("/done")


def test_another_appends_and_asks() -> None:
    trader = at("look").edits("items").presses("/another")
    assert trader.step == "items.2.name"
    assert trader.says("Pans", "9").step == "items"
    assert trader.presses("/done").profile["items"] == [
        {"name": "Pots", "pieces": "7"},
        {"name": "Pans", "pieces": "9"},
    ]


def test_instance_ids_are_never_used_again_and_the_number_is_only_display() -> None:
    trader = with_two().edits("items").presses("/remove items#1")
    assert ids(trader) == [2]
    trader.presses("/another").says("Cups", "1").presses("/done")
    assert ids(trader) == [2, 3]
    assert trader.answers["items.1.name"] == "Pans" and trader.answers["items.2.name"] == "Cups"


def test_back_on_an_empty_instance_removes_it() -> None:
    trader = at("look").edits("items").presses("/another").goes_back()
    assert "item-left" in keys(trader.said) and trader.step == "items"
    assert ids(trader) == [1]


def test_back_twice_in_an_instance_that_was_answered_does_not_remove_it() -> None:
    trader = at("look").edits("items").presses("/another").says("Pans").goes_back()
    assert trader.step == "items.2.name"
    trader.goes_back()
    assert ids(trader) == [1, 2] and trader.step == "items.1.pieces"


def test_removing_below_the_minimum_asks_a_new_one() -> None:
    trader = at("look").edits("items").presses("/remove items#1")
    assert trader.step == "items.1.name" and trader.last.step == "items#2.name"


def test_input_for_a_removed_instance_is_answered_so() -> None:
    trader = with_two()
    old = trader.question
    trader.edits("items").presses("/remove items#2")
    trader.presses_old(old, "/edit items#2.name")
    assert keys(trader.said)[0] == "item-removed" and trader.last.kind == "question"
    trader.gives(Pressed("yes", "items#2.name", 3))
    assert keys(trader.said)[0] == "item-removed"


def test_an_item_that_is_there_is_not_said_to_be_removed() -> None:
    trader = with_two().edits("items.1")
    assert trader.last.step == "look" and "problem.edit-unknown" in keys(trader.said)
    assert "item-removed" in keys(trader.edits("items#7.name").said)


def test_no_more_than_the_most_are_taken() -> None:
    trader = with_two().edits("items").presses("/another").says("Cups", "3")
    assert trader.step == "look", "of three at most nobody is asked for a fourth"


def test_the_repeat_is_answered_in_words_and_numbers() -> None:
    assert at("items").says("yes").step == "items.2.name"
    assert at("items").says("2").step == "look"
    assert at("items").says("purple").last.problem == "another-or-done"


COUNTED = (
    "      - {step: look,",
    "      - {step: many, kind: note, say: Well., checks: [{%s: count(items) >= 2, say: We need two.}]}\n      - {step: look,",
)


ONE_BIG = (
    "ask: How many?, label: How many}",
    "ask: How many?, label: How many, checks: [{must: any(items.pieces >= 100), say: One must be big.}]}",
)


def test_a_must_over_the_repeat_itself_is_honoured_when_it_is_closed() -> None:
    trader = at("items", shop((COUNTED[0], COUNTED[1] % "must")))
    trader.presses("/done")
    assert trader.step == "items" and trader.last.kind == "problem" and edits(trader.last) == ["items"]
    trader.presses("/edit items").presses("/another").says("Pans", "2").presses("/done")
    assert trader.step == "look"


def test_a_must_over_every_instance_waits_until_the_repeat_is_closed() -> None:
    trader = at("items", shop(ONE_BIG), **{"items.pieces": "7"})
    assert trader.step == "items", "the first item alone may be a small one"
    trader.presses("/another").says("Pans", "9")
    assert trader.step == "items"
    trader.presses("/done")
    assert trader.last.problem == "check" and edits(trader.last) == ["items#1.pieces", "items#2.pieces"]
    assert trader.presses("/edit items#2.pieces").says("500").step == "look"


def test_a_should_over_the_repeat_itself_is_acknowledged_for_these_instances() -> None:
    trader = at("items", shop((COUNTED[0], COUNTED[1] % "should"))).presses("/done")
    assert trader.last.kind == "warning"
    assert trader.presses("/right").step == "look"
    trader.edits("name").says("Ramesh")
    assert trader.step == "look" and score(trader.flow, trader.session, trader.now).total == 0
    trader.edits("items").presses("/another").says("Pans", "2").presses("/done").edits("items")
    assert trader.presses("/remove items#1").presses("/done").last.kind == "warning", (
        "another instance is another value"
    )


def test_a_check_over_all_instances_waits_until_these_are_all() -> None:
    flow = shop(
        ("label: How many}", 'label: How many, checks: [{should: "any(items.pieces > 100)", say: Few of each.}]}'),
    )
    trader = at("items", flow)
    assert trader.step == "items" and not any(say.kind == "warning" for say in trader.heard)
    trader.presses("/done")
    assert trader.last.kind == "warning" and edits(trader.last) == ["items#1.pieces"]
    assert trader.presses("/edit items#1.pieces").says("500").step == "look"


def test_a_check_within_an_instance_is_of_that_instance() -> None:
    flow = shop(("label: How many}", "label: How many, checks: [{should: pieces < 10, say: Many.}]}"))
    trader = at("items", flow).presses("/another").says("Pans", "99")
    assert trader.last.kind == "warning" and edits(trader.last) == ["items#2.pieces"]
    assert trader.presses("/right").step == "items"


def test_a_full_repeat_that_is_taken_up_offers_to_remove_and_nothing_more() -> None:
    trader = with_two().edits("items").presses("/another").says("Cups", "3").edits("items")
    assert trader.step == "items" and trader.options == [
        "/done",
        "/remove items#1",
        "/remove items#2",
        "/remove items#3",
    ]
    trader.says("2")
    assert ids(trader) == [2, 3] and "/another" in trader.options, "the second line removes the first item"
    assert trader.presses("/done").step == "look"


def test_an_edit_of_the_later_answer_is_stored_and_which_is_wrong_is_asked() -> None:
    trader = at("look").edits("high").says("2")
    assert trader.answers["high"] == "2", "the later answer is not refused: the earlier may be the wrong one"
    assert edits(trader.last) == ["low", "high"] and "which-is-wrong" in keys(trader.said)
    assert trader.presses("/edit low").says("1").step == "look"


def test_points_that_are_taken_away_never_lead_out_of_0_to_100() -> None:
    lines = "{points: 10, when: answered(name), say: Named}, {points: -5, when: high > %d, say: Dear}"
    for limit, total in ((1000, 100), (10, 50)):
        flow = load(SHOP + f"score:\n  - part: fit\n    points: [{lines % limit}]\n")
        found = Trader(flow).finishes(REPLIES).score
        assert (found.total, sum(part.points for part in found.parts)) == (total, total // 10)
