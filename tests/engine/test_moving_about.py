"""Rules of the engine, a test each: addressing, settled by kind, back, edit, keep, stale buttons, pauses, people."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.effects import Completed, Consented, Ended, Erased, HumanAsked, Paused, Updated, Withdrawn
from flows.engine import advance
from flows.inputs import (
    Amend,
    Commanded,
    HandedBack,
    Opened,
    PaperRead,
    Pressed,
    Reminded,
    TakenOver,
    Typed,
    Unsupported,
)
from flows.session import begin
from tests.engine.shop import REPLIES, at, keys, publish, shop, without
from tests.traders import NOON, Paper, Trader

PHOTOS = (
    "      - {step: photos, kind: document, ask: Photos?, %s count: {at_least: %d, at_most: 3}}\n      - {step: low,"
)


# ── Addressing ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_typed_reply_answers_what_was_asked_even_if_an_earlier_question_came_in_meanwhile() -> None:
    trader = at("low")
    publish(trader, ("      - {step: low,", "      - {step: colour, kind: text, ask: Colour?}\n      - {step: low,"))
    trader.says("5")
    assert trader.answers["low"] == "5" and "colour" not in trader.answers
    assert trader.step == "colour"


def test_a_button_answers_its_own_step() -> None:
    trader = at("sells")
    old = trader.question
    trader.goes_back()
    assert trader.step == "name"
    trader.presses_old(old, "cloth")
    assert trader.answers["sells"] == "cloth"
    assert trader.step == "name", "what was asked is still to be answered"


def test_a_reply_to_a_question_that_is_gone_is_used_where_it_parses_for_the_present_step() -> None:
    trader = at("since")
    publish(trader, without("since"), without("nick"))
    trader.says("12")
    assert trader.answers["low"] == "12"


def test_a_reply_to_a_question_that_is_gone_never_lands_in_free_text() -> None:
    trader = at("since")
    publish(trader, without("since"))
    trader.says("2001")
    assert "nick" not in trader.answers
    assert trader.step == "nick" and "form-changed" in keys(trader.said)


def test_a_reply_to_a_question_that_is_gone_never_lands_in_a_consent() -> None:
    later = "      - {step: more, kind: consent, ask: And ads?, notice: We write., notice_version: 1, purpose: ads, required: false}\n"
    flow = shop(("      - {step: since,", "      - {step: sure, kind: yes_no, ask: Sure?}\n      - {step: since,"))
    trader = at("sure", flow)
    publish(trader, ("      - {step: since,", later + "      - {step: since,"))
    trader.says("yes")
    assert "more" not in trader.answers and trader.step == "more"
    assert "form-changed" in keys(trader.said)


def test_a_reply_that_does_not_parse_for_the_present_step_is_not_used_and_the_change_is_said() -> None:
    trader = at("nick")
    publish(trader, without("nick"))
    trader.says("Raju")
    assert trader.step == "low" and keys(trader.said)[0] == "form-changed"
    assert "low" not in trader.answers


def test_a_reply_to_a_question_made_irrelevant_by_a_publish_is_not_used() -> None:
    trader = at("nick")
    publish(trader, ("ask: A nickname?,", 'ask: A nickname?, when: sells == "cloth",'))
    trader.says("Raju")
    assert "nick" not in trader.session.answers and trader.step == "low"


def test_what_a_paper_says_applies_after_the_reply_to_the_open_question() -> None:
    flow = shop(
        (
            "      - {step: low,",
            "      - {step: paper, kind: document, ask: Paper?, reads: {legal_name: second}}\n"
            "      - {step: second, kind: text, ask: Second?}\n      - {step: low,",
        )
    )
    trader = at("paper", flow)
    trader.reads_at_once = False
    trader.sends(Paper({"legal_name": "Sharma"}, name="1"))
    trader.says("what now?")
    assert trader.step == "second", "whoever writes meanwhile is asked the next question"
    path = trader.session.asked.path if trader.session.asked else ""
    before = trader.session.prompt
    trader.papers_are_read()
    assert trader.said[-1].step == path and trader.session.prompt == before, "the question was not taken away"
    trader.says("Ravi & Sons")
    assert trader.answers["second"] == "Ravi & Sons", "a typed value is never overwritten by a paper"
    assert trader.said[-1].kind == "confirm" and trader.options == ["new", "old"], "both are shown side by side"
    trader.presses("old")
    assert trader.answers["second"] == "Ravi & Sons" and trader.step == "low"


# ── Settled, by kind ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_question_is_settled_by_a_valid_answer_only() -> None:
    trader = at("since")
    trader.says("soon")
    assert trader.step == "since" and trader.last.kind == "problem"


def test_a_skip_settles_only_while_the_step_is_skippable() -> None:
    trader = at("nick").skips()
    assert trader.step == "low"
    publish(trader, ("label: Nickname, skippable: true", "label: Nickname"))
    trader.gives(Opened())
    assert trader.step == "nick"


def test_no_is_a_name_only_when_it_is_meant() -> None:
    trader = at("name")
    trader.says("No")
    assert trader.options[:2] == ["yes", "no"] and "name" not in trader.answers
    trader.says("no")
    assert trader.step == "name" and "name" not in trader.answers
    trader.says("No")
    trader.says("yes")
    assert trader.answers["name"] == "No"


def test_no_leaves_out_words_that_may_be_left_out() -> None:
    trader = at("nick")
    trader.says("no")
    assert "nick" not in trader.answers and trader.step == "low"


def test_a_step_that_is_required_cannot_be_skipped() -> None:
    trader = at("name").gives(Commanded("skip"))
    assert trader.last.problem == "not-skippable" and trader.step == "name"


def test_a_note_is_told_once_and_new_words_do_not_show_it_again() -> None:
    trader = at("name")
    publish(trader, ("say: Hello.", "say: Good morning."))
    trader.gives(Opened())
    assert not any(say.step == "hello" for say in trader.said)


def test_a_consent_of_a_new_notice_is_asked_again() -> None:
    trader = at("name")
    publish(trader, ("notice_version: 1, purpose: keep", "notice_version: 2, purpose: keep"))
    trader.gives(Opened())
    assert trader.step == "agree"
    trader.presses("yes")
    assert [one.notice_version for one in trader.effects if isinstance(one, Consented)] == [1, 2]
    assert trader.step == "name"


def test_a_consent_pressed_under_the_old_notice_does_not_count_for_the_new_one() -> None:
    trader = at("agree")
    old = trader.question
    publish(trader, ("notice_version: 1, purpose: keep", "notice_version: 2, purpose: keep"))
    trader.presses_old(old, "yes")
    assert not any(isinstance(one, Consented) for one in trader.effects)
    assert trader.step == "agree" and "form-changed" in keys(trader.said)


def test_a_consent_that_became_irrelevant_is_never_revived() -> None:
    trader = at("look").edits("sells").presses("cloth")
    assert trader.step == "look" and "share" not in trader.session.answers
    trader.edits("sells").presses("food")
    assert trader.step == "share"


def test_a_consent_taken_up_by_back_is_as_it_was_on_return() -> None:
    trader = at("look").edits("share")
    assert "/keep" in trader.options
    assert trader.gives(Opened()).step == "look" and trader.answers["share"]["choice"] == "yes"
    given = [one for one in trader.effects if isinstance(one, Consented)]
    assert len(given) == 2, "nothing was consented to anew"


def test_a_consent_taken_up_is_not_kept_for_a_new_notice() -> None:
    trader = at("look").edits("share")
    publish(trader, ("notice: Seen by partners.", "notice: Seen by all., notice_version: 2")).gives(Opened())
    assert trader.step == "share" and "/keep" not in trader.options
    assert trader.says("keep").step == "share"


def test_a_consent_taken_up_that_became_irrelevant_is_never_revived() -> None:
    trader = at("look").edits("share").edits("sells").presses("cloth").edits("sells").presses("food")
    assert trader.step == "share" and "/keep" not in trader.options
    assert trader.gives(Opened()).step == "share"


@pytest.mark.parametrize("way", ["keep pressed", "the same again", "opened"])
def test_an_edit_that_changes_nothing_asks_and_marks_nothing_that_hangs_on_it(way: str) -> None:
    trader = at("look").edits("sells")
    match way:
        case "keep pressed":
            trader.presses("/keep")
        case "the same again":
            trader.presses("food")
        case _:
            trader.gives(Opened())
    assert trader.step == "look" and trader.answers["share"]["choice"] == "yes"
    assert "line-from-before" not in keys(trader.said)


def test_a_consent_whose_step_was_rolled_back_is_not_revived() -> None:
    trader = at("look")
    publish(trader, without("share")).gives(Opened())
    publish(trader).gives(Opened())
    assert trader.step == "share"


def test_a_guess_names_the_character_that_looks_mistyped() -> None:
    flow = shop(("      - {step: low,", "      - {step: gst, kind: gstin, ask: GST?}\n      - {step: low,"))
    trader = at("gst", flow).says("27AAPFUO939F1ZV")
    assert keys(trader.said) == ["problem.gstin-meant", "did-you-mean"] and "Character 8" in trader.text
    assert trader.presses("yes").answers["gst"]["gstin"] == "27AAPFU0939F1ZV"


def test_a_required_consent_refused_ends_unless_it_may_be_skipped() -> None:
    ends = at("agree", shop(("purpose: keep, required: false", "purpose: keep"))).presses("no")
    assert ends.status == "ended" and Ended("nothing") in ends.effects
    skippable = shop(("purpose: keep, required: false", "purpose: keep, skippable: true"))
    assert at("agree", skippable).presses("no").step == "name"
    assert at("agree", skippable).skips().step == "name"


def test_a_consent_is_typed_by_number_and_by_word() -> None:
    assert at("agree").says("1").answers["agree"]["choice"] == "yes"
    assert at("agree").says("nahi").answers["agree"]["choice"] == "no"


def test_a_document_is_settled_when_enough_files_are_here() -> None:
    flow = shop(("      - {step: low,", PHOTOS % ("", 2)))
    trader = at("photos", flow).sends(Paper(name="1"))
    assert trader.step == "photos" and "/done" not in trader.options
    trader.says("help")
    assert trader.step == "photos", "asking for help does not let the minimum go"
    trader.sends(Paper(name="2"))
    assert "/done" in trader.options
    trader.commands("language").commands("language", "hi")
    assert trader.step == "photos" and "/done" in trader.options, "changing the language does not end the album"
    assert trader.presses("/done").step == "low"


def test_one_file_twice_in_an_album_is_one_file() -> None:
    trader = at("photos", shop(("      - {step: low,", PHOTOS % ("", 2)))).sends(Paper(name="1"), Paper(name="1"))
    assert trader.step == "photos" and "/done" not in trader.options
    assert len(trader.answers["photos"]) == 1


def test_a_skip_among_the_files_leaves_only_the_rest_out() -> None:
    flow = shop(("      - {step: low,", PHOTOS % ("skippable: true,", 1)))
    trader = at("photos", flow).sends(Paper(name="1")).says("is it enough")
    assert trader.last.kind == "problem" and "/done" in trader.options, (
        "words among the photos do not take the button away"
    )
    assert trader.presses("/done").step == "low"
    trader = at("photos", flow).sends(Paper(name="1")).commands("skip")
    assert trader.step == "low" and len(trader.answers["photos"]) == 1


def test_a_paper_is_asked_again_twice_and_then_let_through_for_a_person() -> None:
    flow = shop(("      - {step: low,", "      - {step: paper, kind: document, ask: Paper?}\n      - {step: low,"))
    trader = at("paper", flow)
    for number, verdict in enumerate(("ask_again", "ask_again", "human")):
        trader.sends(Paper(name=f"{number}", verdict="ask_again"))
        assert [file["verdict"] for file in trader.session.answers["paper"].value] == [verdict]
    trader.says("5")
    assert trader.step == "high", "it is not asked for a fourth time"


def test_a_paper_asked_again_is_taken_while_another_question_stands() -> None:
    flow = shop(("      - {step: low,", "      - {step: paper, kind: document, ask: Paper?}\n      - {step: low,"))
    trader = at("paper", flow)
    trader.reads_at_once = False
    trader.sends(Paper(name="1", verdict="ask_again"))
    assert trader.step == "low"
    trader.papers_are_read()
    assert trader.step == "low", "the question was not taken away"
    better = Paper(name="2")
    trader.sends(better)
    assert [file["id"] for file in trader.answers["paper"]] == [better.file.id]


def test_a_review_is_settled_by_being_submitted_with_the_present_answers() -> None:
    trader = at("look")
    old = trader.question
    trader.edits("since").says("1999")
    assert trader.step == "look"
    trader.presses_old(old, "/submit")
    assert trader.status == "open" and "button-old" in keys(trader.said)
    assert trader.presses("/submit").status == "completed"


def test_a_step_after_the_review_does_not_bring_the_review_again() -> None:
    flow = shop(
        ("      - {step: over,", "      - {step: after, kind: yes_no, ask: One more thing?}\n      - {step: over,")
    )
    trader = at("after", flow).presses("yes")
    assert trader.status == "completed"


def test_an_end_step_is_terminal() -> None:
    trader = Trader(shop()).finishes(REPLIES)
    assert trader.status == "completed" and trader.effects.count(Completed()) == 1
    trader.says("hello", "and?").gives(Opened())
    assert trader.status == "completed" and trader.effects.count(Completed()) == 1


# ── Back, edit, keep ────────────────────────────────────────────────────────────────────────────────────────────────


def test_back_reopens_the_nearest_earlier_answer() -> None:
    trader = at("since").goes_back()
    assert trader.step == "share"


def test_back_never_stops_at_a_note_or_a_derived_value() -> None:
    flow = shop(
        ("      - {step: since,", "      - {step: told, kind: note, say: Well.}\n      - {step: since,"),
        ("      - {step: nick,", "      - {step: copy, kind: number, derive: since}\n      - {step: nick,"),
    )
    trader = at("nick", flow).goes_back()
    assert trader.step == "since"
    assert trader.goes_back().step == "share"


def test_back_at_the_start_says_so_and_asks_again() -> None:
    trader = at("agree").goes_back()
    assert "at-the-start" in keys(trader.said) and trader.step == "agree" and trader.last.kind == "question"


def test_back_takes_up_that_there_are_no_more() -> None:
    trader = at("look").goes_back()
    assert trader.step == "items" and "/another" in trader.options
    assert trader.presses("/done").step == "look"


def test_back_at_a_warning_takes_up_the_answer_it_is_about() -> None:
    trader = at("high").says("5000")
    assert trader.last.kind == "warning"
    trader.goes_back()
    assert trader.step == "high" and str(trader.last.kind) == "question"


def test_an_edit_from_the_review_returns_to_the_review() -> None:
    trader = at("look").presses("/edit since")
    assert trader.step == "since"
    assert trader.says("1998").step == "look"
    assert trader.answers["since"] == "1998"


def test_an_edit_that_opens_a_branch_asks_the_branch_and_returns() -> None:
    trader = at("sells").presses("cloth").reaches("look", REPLIES)
    trader.edits("sells").presses("food")
    assert trader.step == "fssai_no"
    assert trader.says("9").presses("yes").step == "look"


def test_nothing_is_asked_again_but_what_depended_on_the_change() -> None:
    trader = at("look")
    before = dict(trader.answers)
    trader.edits("name").says("Ramesh")
    assert trader.step == "look"
    assert {**before, "name": "Ramesh"} == trader.answers


@pytest.mark.parametrize("way", ["keep pressed", "keep typed", "opened", "reminded", "stopped and started"])
def test_reopening_keeps_the_old_value(way: str) -> None:
    trader = at("look").edits("name")
    assert trader.step == "name" and "/keep" in trader.options
    match way:
        case "keep pressed":
            trader.presses("/keep")
        case "keep typed":
            trader.says("keep")
        case "opened":
            trader.gives(Opened())
        case "reminded":
            trader.gives(Reminded(1))
        case _:
            trader.says("stop").says("start")
    assert trader.answers["name"] == "Ravi" and trader.step == "look"


def test_garbage_after_an_edit_still_offers_to_keep() -> None:
    trader = at("look").edits("since").says("long ago")
    assert trader.last.kind == "problem" and "/keep" in trader.options


def test_a_number_typed_for_what_stands_under_the_options_means_it() -> None:
    flow = shop(("        label: Sells\n", "        label: Sells\n        skippable: true\n"))
    trader = at("sells", flow)
    assert trader.options == ["food", "cloth", "/skip"]
    assert trader.says("3").step == "since"


def test_revived_answers_are_kept_and_shown_as_from_before() -> None:
    trader = at("look").edits("sells").presses("cloth")
    assert "fssai_no" not in trader.answers, "irrelevant answers are no answers"
    trader.edits("sells").presses("food").presses("yes")
    assert trader.step == "look" and trader.answers["fssai_no"] == "123"
    assert keys(trader.said).count("line-from-before") == 1


def test_irrelevant_answers_leave_at_completion() -> None:
    trader = at("look").edits("sells").presses("cloth")
    assert "fssai_no" in trader.session.answers
    trader.presses("/submit")
    assert "fssai_no" not in trader.session.answers and "fssai_no" not in trader.profile


def test_the_first_message_begins_the_conversation_whatever_it_is() -> None:
    for first in (Typed("hi"), Typed("start"), Pressed("yes"), Commanded("help"), Unsupported("voice")):
        trader = Trader(shop(), opens=False).gives(first)
        assert trader.step == "agree" and "form-changed" not in keys(trader.said)
        assert "welcome-back" not in keys(trader.said)


# ── Stale buttons ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_button_pressed_twice_is_answered_twice_and_counts_once() -> None:
    trader = at("sells")
    old = trader.question
    trader.presses("food")
    after = trader.session.answers
    for _ in range(2):
        trader.presses_old(old, "food")
        assert "button-old" in keys(trader.said) and trader.step == "fssai_no" and trader.last.kind == "question"
    assert trader.session.answers == after


@pytest.mark.parametrize("option", ["/another", "/done", "/submit", "/keep", "/right", "/skip"])
def test_a_command_under_an_old_message_does_nothing_now(option: str) -> None:
    trader = at("look")
    before = trader.session.answers, trader.session.instances
    trader.gives(Pressed(option, "items", 1))
    assert (trader.session.answers, trader.session.instances) == before and "button-old" in keys(trader.said)


# ── The question stays in sight ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("word", ["help", "status", "mydata", "human", "review", "/nonsense", "/edit nothing"])
def test_every_turn_ends_with_the_present_question(word: str) -> None:
    trader = at("since").says(word)
    assert trader.last.kind == "question" and trader.last.step == "since", keys(trader.said)


def test_two_failures_say_where_to_find_it_and_three_offer_skip_and_a_person() -> None:
    flow = shop(("ask: Since which year?,", "ask: Since which year?, help: On the signboard.,"))
    trader = at("since", flow).says("long ago")
    assert "signboard" not in trader.text
    assert "signboard" in trader.says("very long").text
    assert "/human" not in trader.options
    assert "/human" in trader.says("ages").options
    assert HumanAsked("since") in trader.presses("/human").effects
    assert "/human" not in trader.says("2001").options, "the count is of this question"


# ── Erasing, withdrawing ────────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_but_yes_to_its_question_erases() -> None:
    trader = at("name").says("/erase-yes", "/withdraw-yes").commands("erase-yes")
    assert trader.status == "open" and not {Erased(), Withdrawn()} & set(trader.effects[-9:])
    trader.says("erase", "wait, what?")
    assert trader.status == "open" and "name" not in trader.answers, "words about it are no answer to what was asked"
    assert trader.last.kind == "confirm" and trader.options == ["yes", "no"]
    assert trader.says("no").step == "name"
    trader.says("erase", "yes")
    assert trader.status == "ended" and Erased() in trader.effects


@pytest.mark.parametrize("path", [None, ""])
def test_a_sent_profile_is_withdrawn_and_erased_by_buttons(path: str | None) -> None:
    trader = Trader(shop()).finishes(REPLIES).says("withdraw")
    trader.gives(Pressed("yes", path, trader.last.prompt))
    assert Withdrawn() in trader.effects
    assert trader.status == "completed"
    trader.says("erase", "hmm")
    assert trader.last.kind == "confirm" and not any(isinstance(one, Updated) for one in trader.effects)
    trader.gives(Pressed("yes", path, trader.last.prompt))
    assert Erased() in trader.effects
    assert trader.status == "ended"


def test_what_was_open_is_open_again_after_a_confirmation_in_front() -> None:
    trader = at("high").says("5000")
    assert trader.last.kind == "warning"
    trader.says("erase", "no")
    assert trader.last.kind == "warning"
    trader.commands("language").commands("language", "en")
    assert str(trader.last.kind) == "warning" and trader.presses("/right").step_id == "items.name"


# ── Pauses and people ───────────────────────────────────────────────────────────────────────────────────────────────


def test_after_stop_the_first_words_only_wake_the_bot() -> None:
    trader = at("name").says("stop")
    assert Paused() in trader.effects and trader.session.mode == "paused"
    trader.says("Ravi")
    assert "name" not in trader.answers and trader.step == "name" and trader.last.kind == "question"
    assert trader.says("Ravi").step == "sells"


def test_after_stop_a_paper_and_a_button_of_the_standing_question_are_taken() -> None:
    trader = at("sells").says("later")
    assert trader.gives(Pressed("food", "sells", trader.session.prompt)).step == "fssai_no"
    flow = shop(("      - {step: low,", "      - {step: paper, kind: document, ask: Paper?}\n      - {step: low,"))
    sender = at("paper", flow).says("later").sends(Paper(name="1"))
    assert len(sender.answers["paper"]) == 1


def test_a_person_takes_over_and_the_bot_is_quiet() -> None:
    trader = at("name").gives(TakenOver())
    for given in (Typed("hello?"), Commanded("skip"), Pressed("yes"), Opened()):
        assert advance(trader.flow, trader.session, given, trader.now)[1] == []
    trader.says("erase")
    assert trader.last.kind == "confirm", "rights are honoured all the same"
    quiet, effects = advance(trader.flow, trader.session, Typed("call me please"), trader.now)
    assert effects == [] and quiet.pending is None
    trader.gives(HandedBack())
    assert trader.step == "name" and str(trader.last.kind) == "question"


def test_an_aadhaar_number_is_refused_and_nothing_of_it_is_stored() -> None:
    trader = at("name").says("my number is 2345 6789 0124")
    assert trader.last.problem == "aadhaar" and trader.step == "name"
    assert "2345" not in str(trader.session.to_json())
    trader.says("stop", "2345 6789 0124")
    assert "aadhaar" in str(trader.said) and "2345" not in str(trader.session.to_json())
    fresh = Trader(shop(), opens=False).says("234567890124")
    assert fresh.step == "agree" and "problem.aadhaar" in keys(fresh.said)


# ── Amendments ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_amendment_reopens_only_the_asked_paths_and_ends_with_updated() -> None:
    trader = Trader(shop()).finishes(REPLIES)
    before = trader.profile
    trader.gives(Amend(("since", "items.1.name"), "The year is not readable."))
    assert trader.status == "completed" and trader.step == "since"
    assert trader.says("1990").step == "items.1.name"
    trader.says("Pans")
    assert [one.paths for one in trader.effects if isinstance(one, Updated)] == [("items#1.name", "since")]
    assert trader.session.asked is None and trader.status == "completed"
    assert trader.profile == {**before, "since": "1990", "items": [{"name": "Pans", "pieces": "7"}]}


def test_an_amendment_of_a_repeat_asks_for_more() -> None:
    trader = Trader(shop()).finishes(REPLIES).gives(Amend(("items",), "Two are needed."))
    assert trader.step == "items"
    trader.presses("/another").says("Pans").says("2").presses("/done")
    assert len(trader.profile["items"]) == 2 and any(isinstance(one, Updated) for one in trader.effects)


def test_an_amendment_reaches_a_trader_who_paused_or_talks_to_a_person() -> None:
    paused = Trader(shop()).finishes(REPLIES).says("stop").gives(Amend(("since",), "Again."))
    assert paused.step == "since"
    talking = at("high").gives(TakenOver())
    talking._take(Amend(("since",), "Again."), speaks=False)
    assert talking.gives(HandedBack()).step == "since"


def test_a_correction_by_the_trader_is_an_amendment() -> None:
    trader = Trader(shop()).finishes(REPLIES).says("/edit since")
    assert trader.step == "since" and trader.status == "completed"
    trader.says("1980")
    assert trader.profile["since"] == "1980" and Updated(("since",)) in trader.effects


@pytest.mark.parametrize("way", ["keep", "start"])
def test_a_correction_that_corrects_nothing_is_not_said_to_be_sent(way: str) -> None:
    trader = Trader(shop()).finishes(REPLIES).says("/edit since")
    trader.presses("/keep") if way == "keep" else trader.gives(Opened())
    assert trader.status == "completed" and trader.profile["since"] == "2001"
    assert keys(trader.said)[-1] == "nothing-changed" and "updated" not in keys(trader.said)
    trader.says("/edit since", "1980")
    assert keys(trader.said)[-1] == "updated"


def test_nothing_wakes_an_ended_session() -> None:
    trader = at("name").says("erase", "yes")
    for given in (Amend(("name",)), TakenOver(), HandedBack(), Reminded(1), PaperRead("x", "y", "ok")):
        assert advance(trader.flow, trader.session, given, NOON + timedelta(days=1))[1] == []
    trader.says("hello?")
    assert trader.last.kind == "ended"


def test_a_session_of_another_flow_is_refused() -> None:
    with pytest.raises(ValueError, match="can't be advanced"):
        advance(shop(), begin("elsewhere", 1), Opened(), NOON)


def test_edit_in_words_shows_what_can_be_edited_and_is_no_answer() -> None:
    trader = at("nick").says("edit")
    assert "nick" not in trader.answers and trader.step == "nick"
    assert [say.kind for say in trader.said] == ["review", "question"] and trader.said[0].choices[0].id == "/edit agree"
