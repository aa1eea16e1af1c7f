"""Publishing in mid-conversation: a session begun under one version goes on under another. A test for each rule."""

from __future__ import annotations

from datetime import timedelta

from flows.inputs import Commanded, Opened, Typed
from flows.move import move
from flows.session import begin
from tests.engine.shop import REPLIES, at, keys, publish, shop, without
from tests.traders import Trader


def test_an_open_session_moves_as_the_first_act_of_its_next_input() -> None:
    trader = publish(at("since"))
    assert trader.session.version == 1
    trader.says("2001")
    assert trader.session.version == 2 and trader.answers["since"] == "2001"


def test_publishing_loses_no_answer_that_is_still_valid() -> None:
    trader = at("look")
    before = dict(trader.answers)
    publish(trader, ("ask: The least?", "ask: What is the least?"), ("title: Money", "title: Amounts")).gives(Opened())
    assert trader.answers == before and trader.step == "look"


def test_a_step_renamed_with_was_keeps_its_answer() -> None:
    trader = at("look")
    publish(trader, ("{step: since,", "{step: founded, was: since,")).gives(Opened())
    assert trader.answers["founded"] == "2001" and trader.step == "look"


def test_a_renamed_step_that_was_just_asked_takes_the_reply() -> None:
    trader = at("since")
    publish(trader, ("{step: since,", "{step: founded, was: since,")).says("2001")
    assert trader.answers["founded"] == "2001"


EATS = (
    ('ask: Food number?, when: sells == "food"', 'ask: Food number?, when: sells == "eats"'),
    ('when: sells == "food", notice', 'when: sells == "eats", notice'),
)


def test_an_option_renamed_with_was_keeps_its_answer_and_its_branch() -> None:
    trader = at("look")
    publish(trader, ("{food: Food, cloth: Cloth}", "{eats: {label: Food, was: food}, cloth: Cloth}"), *EATS)
    trader.gives(Opened())
    assert trader.answers["sells"] == "eats" and trader.answers["fssai_no"] == "123" and trader.step == "look"


def test_an_option_renamed_while_its_answer_is_taken_up_is_offered_by_its_new_name() -> None:
    trader = at("look").edits("sells")
    publish(trader, ("{food: Food, cloth: Cloth}", "{eats: {label: Eatables, was: food}, cloth: Cloth}"), *EATS)
    trader.gives(Opened())
    assert trader.answers["sells"] == "eats" and trader.step == "look"


def test_an_option_that_is_gone_is_asked_again() -> None:
    trader = at("look")
    publish(
        trader,
        ("{food: Food, cloth: Cloth}", "{toys: Toys, cloth: Cloth}"),
        ('ask: Food number?, when: sells == "food"', 'ask: Food number?, when: sells == "toys"'),
        ('when: sells == "food", notice', 'when: sells == "toys", notice'),
    ).gives(Opened())
    assert trader.step == "sells" and "sells" not in trader.answers


def test_an_answer_that_no_longer_fits_is_offered_not_dropped() -> None:
    trader = at("look")
    publish(trader, ("at_least: 1900", "at_least: 2010")).gives(Opened())
    assert trader.step == "since" and "2001" in trader.text, "the old words stand by it"
    assert "/keep" not in trader.options, "but it cannot be kept as it is"
    assert trader.says("2011").step == "look"


def test_a_step_of_another_kind_offers_the_old_answer() -> None:
    trader = at("look")
    publish(trader, ("{step: nick, kind: text", "{step: nick, kind: number")).gives(Opened())
    assert trader.step == "nick" and "you-said" in keys(trader.said)
    publish(trader).gives(Opened())
    assert trader.answers["nick"] == "Raju" and trader.step == "look", "rolled back, it fits again"


def test_a_step_removed_and_rolled_back_has_its_answer() -> None:
    trader = at("look")
    publish(trader, without("since")).gives(Opened())
    assert "since" not in trader.answers and trader.step == "look"
    publish(trader).gives(Opened())
    assert trader.answers["since"] == "2001" and trader.step == "look"


def test_a_new_required_step_before_is_asked_and_then_the_conversation_goes_on() -> None:
    trader = at("look")
    publish(trader, ("      - {step: low,", "      - {step: colour, kind: text, ask: Colour?}\n      - {step: low,"))
    trader.gives(Opened())
    assert trader.step == "colour" and trader.says("red").step == "look"


def test_a_new_optional_branch_that_does_not_apply_changes_nothing() -> None:
    trader = at("look")
    new = '      - {step: silk, kind: yes_no, ask: Silk?, when: sells == "cloth"}\n      - {step: since,'
    publish(trader, ("      - {step: since,", new)).gives(Opened())
    assert trader.step == "look"


def test_a_renamed_step_of_a_repeat_keeps_its_answer_in_every_instance() -> None:
    trader = at("look").edits("items").presses("/another").says("Pans", "9").presses("/done")
    publish(trader, ("{step: name, kind: text, ask: Which", "{step: thing, was: name, kind: text, ask: Which"))
    trader.gives(Opened())
    assert trader.answers["items.1.thing"] == "Pots" and trader.answers["items.2.thing"] == "Pans"
    assert trader.step == "look"


REPEAT = '    repeat: {at_least: 1, at_most: 3, another: "Another?", item: Item}\n'


def test_a_renamed_repeat_keeps_its_instances_and_their_answers() -> None:
    trader = at("look").edits("items").presses("/another").says("Pans", "9").presses("/done")
    publish(
        trader, ("section: items", "section: goods"), (REPEAT, f"{REPEAT}    was: items\n"),
        ("{step: name, kind: text, ask: Which", "{step: thing, was: name, kind: text, ask: Which"),
    ).gives(Opened())  # fmt: skip
    assert trader.step == "look" and trader.answers["goods.2.thing"] == "Pans"
    trader.edits("goods").presses("/remove goods#1").presses("/another")
    assert trader.session.instances["goods"].ids == (2, 3), "ids are not used again"


def test_a_question_of_a_renamed_repeat_takes_the_reply() -> None:
    trader = at("items.1.name")
    publish(trader, ("section: items", "section: goods"), (REPEAT, f"{REPEAT}    was: items\n")).says("Pots")
    assert trader.answers["goods.1.name"] == "Pots" and trader.step == "goods.1.pieces"


def test_a_section_that_repeats_no_more_keeps_the_first_and_sets_the_others_aside() -> None:
    trader = at("look").edits("items").presses("/another").says("Pans", "9").presses("/done")
    publish(
        trader, (REPEAT, ""), ("{step: name, kind: text, ask: Which", "{step: thing, was: name, kind: text, ask: Which")
    )
    trader.gives(Opened())
    assert trader.step == "look" and trader.answers["thing"] == "Pots" and trader.answers["pieces"] == "7"
    assert trader.session.answers["items#2.name"].value == "Pans", "a roll-back finds it"


def test_what_was_answered_once_is_offered_for_the_first_when_a_section_begins_to_repeat() -> None:
    trader = Trader(shop((REPEAT, ""), ("{step: name, kind: text, ask: Which", "{step: thing, kind: text, ask: Which")))
    trader.reaches("look", {**REPLIES, "thing": "Pots", "pieces": "7"})
    publish(trader, ("{step: name, kind: text, ask: Which", "{step: thing, kind: text, ask: Which")).gives(Opened())
    assert trader.step == "items.1.thing" and "Pots" in trader.text and "items.1.thing" not in trader.answers
    assert trader.says("keep").step == "items.1.pieces"
    assert trader.answers["items.1.thing"] == "Pots"


def test_an_answer_that_reads_differently_is_offered_and_never_taken_unasked() -> None:
    trader = at("look", nick="98123 45678")
    publish(trader, ("{step: nick, kind: text", "{step: nick, kind: phone")).gives(Opened())
    assert trader.step == "nick" and "/keep" in trader.options and "nick" not in trader.answers
    assert trader.gives(Opened()).step == "nick", "a gap decides nothing"
    assert trader.says("keep").answers["nick"] == "+919812345678" and trader.step == "look"
    assert trader.edits("nick").gives(Opened()).step == "look", "from now on it is the trader's own"


def test_a_raised_minimum_of_a_repeat_asks_for_what_is_missing() -> None:
    trader = at("look")
    publish(trader, ("at_least: 1, at_most: 3", "at_least: 2, at_most: 3")).gives(Opened())
    assert trader.step == "items.2.name"
    assert trader.says("Pans", "3").step == "look"


def test_a_completed_session_is_never_touched_by_a_publish() -> None:
    trader = Trader(shop()).finishes(REPLIES)
    before = trader.session
    publish(trader, without("since"), ("notice_version: 1", "notice_version: 9"))
    assert move(trader.flow, before, trader.now.date())[0] is before
    trader.says("status")
    assert trader.session.version == 1 and trader.session.answers == before.answers


def test_an_ended_session_is_never_touched_by_a_publish() -> None:
    trader = at("name").says("erase", "yes")
    publish(trader).says("hello")
    assert trader.session.version == 1 and trader.status == "ended"


def test_an_acknowledged_warning_stays_acknowledged_while_the_check_is_the_same() -> None:
    trader = at("high").says("5000").presses("/right").reaches("look", REPLIES)
    publish(trader, ('say: "{high} is a lot."', "say: That is a lot.")).gives(Opened())
    assert trader.step == "look" and not any(say.kind == "warning" for say in trader.said)


def test_a_publish_while_paused_or_with_a_person_is_met_on_return() -> None:
    for away, returned in ((Typed("stop"), Typed("start")), (Typed("later"), Opened())):
        trader = at("look").gives(away)
        publish(
            trader, ("      - {step: low,", "      - {step: colour, kind: text, ask: Colour?}\n      - {step: low,")
        )
        assert trader.gives(returned).step == "colour"


def test_an_old_command_button_after_a_publish_means_nothing() -> None:
    trader = at("items")
    old = trader.question
    trader.presses("/done")
    publish(trader, without("since"))
    trader.presses_old(old, "/another")
    assert "button-old" in keys(trader.said) and trader.step == "look"


def test_what_was_reopened_when_a_version_went_live_is_restored() -> None:
    trader = at("look").edits("name")
    publish(trader, ("say: Hello.", "say: Good day.")).gives(Commanded("keep"))
    assert trader.answers["name"] == "Ravi" and trader.step == "look"


def test_the_forecast_says_what_a_publish_does_to_a_session() -> None:
    trader = at("look")
    trader.flow = shop(
        ("{step: since,", "{step: founded, was: since,"), ("{step: nick, kind: text", "{step: nick, kind: number"), without("low"),
        ("low <= high", "high > 0"), version=2,
    )  # fmt: skip
    _, moved = move(trader.flow, trader.session, trader.now.date())
    assert moved.renamed == ("founded",) and moved.to_confirm == ("nick",) and moved.set_aside == ("low",)
    assert "name" in moved.kept and "founded" in moved.kept


def test_a_condition_on_the_year_is_looked_at_again_when_the_year_is_over() -> None:
    flow = shop(
        (
            "      - {step: since,",
            "      - {step: old, kind: yes_no, ask: Still?, when: year() > 2026}\n      - {step: since,",
        )
    )
    trader = at("since", flow)
    trader.now += timedelta(days=60)
    trader.says("2001")
    assert trader.answers["since"] == "2001" and trader.step == "old"


def test_changing_the_language_changes_no_answer() -> None:
    trader = at("look")
    before = trader.session.answers
    for code in ("hi", "ta", "ur", "en"):
        trader.commands("language", code)
        assert trader.session.answers == before and trader.session.language == code
        assert trader.step == "look" and trader.last.kind == "review"


def test_a_session_that_has_said_nothing_begins_in_the_live_version() -> None:
    trader = Trader(shop(version=7), opens=False)
    trader.session = begin("shop", 1)
    assert trader.gives(Opened()).session.version == 7
