"""What a phone shows: keyboards in rows and pages, toggles in place, folded answers, all within Telegram's limits."""

import html
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.contract import Call, Pointed, Tap
from bot.channels.telegram import tokens
from bot.channels.telegram.keyboards import (
    Board,
    Moved,
    Stale,
    Words,
    answer_tap,
    encode,
    fold,
    inline_rows,
    press,
    reissued,
    removes_keyboard,
    shows_reply_keyboard,
    split,
    typing,
    without_keyboard,
)
from bot.channels.telegram.sandbox.markup import checked_markup, plain_text, utf16
from flows.effects import Progress
from flows.inputs import Chosen
from flows.render import Button, Layout, Message
from locales.languages import LANGUAGES

WORDS = Words(done="पूरा", change="बदलें", share_phone="मेरा नंबर भेजें", share_location="मेरी जगह भेजें")


def button(name: str, label: str = "") -> Button:
    return Button(name, label or name, label or name)


def question(
    *labels: str, layout: Layout = "buttons", several: bool = False, extra: tuple[Button, ...] = ()
) -> Message:
    options = tuple(button(f"o{number}", label) for number, label in enumerate(labels))
    return Message("question", "Which?", "papers.markets", (*options, *extra), layout, several, prompt=5)


def board(message: Message, **rest: Any) -> Board:
    return Board(message, "k3f9", **rest)


def rows(call: Call) -> list[list[str]]:
    return [[one["text"] for one in row] for row in call.params["reply_markup"]["inline_keyboard"]]


def data(call: Call, label: str) -> tokens.Token:
    found = next(
        one for row in call.params["reply_markup"]["inline_keyboard"] for one in row if one["text"].endswith(label)
    )
    token = tokens.decode(found["callback_data"])
    assert token is not None
    return token


def only(calls: tuple[Call, ...]) -> Call:
    assert len(calls) == 1
    return calls[0]


def test_a_plain_message() -> None:
    call = only(encode(board(Message("note", "a < b & c > d \x00")), "501", WORDS))
    assert call.method == "sendMessage"
    assert call.params == {
        "chat_id": 501, "text": "a &lt; b &amp; c &gt; d", "parse_mode": "HTML", "link_preview_options": {"is_disabled": True},
    }  # fmt: skip


def test_personal_data_is_not_forwarded() -> None:
    assert only(encode(board(Message("review", "PAN", personal=True)), "501", WORDS)).params["protect_content"] is True


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (("Yes", "No"), [2]),
        (("A", "B", "C", "D", "E"), [3, 2]),
        (("A", "B", "C", "D"), [2, 2]),
        (("Handicrafts", "Textile"), [2]),
        (("हाँ", "नहीं", "पता नहीं"), [3]),
        (("Chemicals and fertilisers", "No"), [1, 1]),
    ],
)
def test_short_labels_share_a_row(labels: tuple[str, ...], expected: list[int]) -> None:
    assert [len(row) for row in rows(only(encode(board(question(*labels)), "501", WORDS)))] == expected


def test_a_button_knows_its_question() -> None:
    call = only(encode(board(question("Yes", "No")), "501", WORDS))
    assert data(call, "No") == tokens.Token("option", "k3f9", 5, "papers.markets", "o1", 0)


def test_commands_stand_below_the_options() -> None:
    call = only(encode(board(question("Yes", "No", extra=(button("/skip", "⏭ Skip"),))), "501", WORDS))
    assert rows(call) == [["Yes", "No"], ["⏭ Skip"]]
    assert data(call, "Skip").option == "/skip"


def test_many_options_come_in_pages_that_turn_in_place() -> None:
    labels = [f"Country number {number}" for number in range(19)]
    first = board(question(*labels, layout="pages", extra=(button("/skip", "Skip"),)), number=40)
    shown = rows(only(encode(first, "501", WORDS)))
    assert [row[0] for row in shown[:8]] == labels[:8]
    assert shown[8:] == [["‹", "1 / 3", "›"], ["Skip"]]
    moved = press(first, Tap("page", "2", "papers.markets", 5), Pointed("q", 40, 0), "501", WORDS)
    assert isinstance(moved, Moved)
    assert moved.call.method == "editMessageReplyMarkup"
    assert moved.call.params["message_id"] == 40
    assert rows(moved.call) == [[labels[16]], [labels[17]], [labels[18]], ["‹", "3 / 3", "›"], ["Skip"]]
    assert data(moved.call, "›").option == "0"
    assert data(moved.call, "›").revision == 1


def test_short_labels_need_no_pages_and_everybody_sees_their_language() -> None:
    options = tuple(Button(code, one.endonym, one.endonym) for code, one in LANGUAGES.items())
    rows = inline_rows(Board(Message("question", "?", "language", options, "pages", prompt=1), "k3f9"), Words())
    assert [button["text"] for row in rows for button in row] == [one.endonym for one in LANGUAGES.values()]
    assert len(rows) <= 8


def test_numbered_options_are_in_the_text_and_commands_still_buttons() -> None:
    call = only(
        encode(board(question("a" * 60, "b" * 60, layout="numbered", extra=(button("/skip", "Skip"),))), "501", WORDS)
    )
    assert rows(call) == [["Skip"]]
    assert "reply_markup" not in only(encode(board(question("a", layout="numbered")), "501", WORDS)).params


def test_ticks_in_place_survive_pages_and_quick_taps() -> None:
    labels = [f"Country number {number}" for number in range(10)]
    start = board(question(*labels, layout="pages", several=True), number=40)
    assert rows(only(encode(start, "501", WORDS)))[-1] == ["✅ पूरा"]
    state, call = start, Call("none", {})
    for tap in (Tap("toggle", "o1", "papers.markets", 5), Tap("toggle", "o0", "papers.markets", 5), Tap("page", "1", "papers.markets", 5),
                Tap("toggle", "o9", "papers.markets", 5), Tap("page", "0", "papers.markets", 5)):  # fmt: skip
        moved = press(state, tap, Pointed("q", 40, 0), "501", WORDS)
        assert isinstance(moved, Moved)
        state, call = Board.from_json(json.loads(json.dumps(moved.board.to_json()))), moved.call
        assert state == moved.board
    assert rows(call)[:3] == [["☑ Country number 0"], ["☑ Country number 1"], ["☐ Country number 2"]]
    assert state.revision == 5
    chosen = press(state, Tap("done", "", "papers.markets", 5), Pointed("q", 40, 5), "501", WORDS)
    assert chosen == Chosen(("o0", "o1", "o9"), "papers.markets", 5)
    unticked = press(state, Tap("toggle", "o1", "papers.markets", 5), Pointed("q", 40, 5), "501", WORDS)
    assert isinstance(unticked, Moved)
    assert unticked.board.ticked == ("o0", "o9")


def test_every_change_in_place_gives_new_tokens() -> None:
    start = board(question("A", "B", several=True), number=40)
    before = only(encode(start, "501", WORDS)).params["reply_markup"]["inline_keyboard"]
    after = reissued(start, "501", WORDS).call.params["reply_markup"]["inline_keyboard"]
    old, new = ({one["callback_data"] for row in keyboard for one in row} for keyboard in (before, after))
    assert len(old) == len(new) == 3
    assert not old & new


@pytest.mark.parametrize("tap", [
    Tap("toggle", "o0", "papers.markets", 4), Tap("toggle", "o0", "other", 5), Tap("toggle", "gone", "papers.markets", 5),
])  # fmt: skip
def test_a_tap_of_another_question_is_stale(tap: Tap) -> None:
    stale = press(board(question("A", several=True), number=40), tap, Pointed("q", 39, 0), "501", WORDS)
    assert stale == Stale(without_keyboard("501", 39))


def test_the_authors_own_done_is_used() -> None:
    call = only(encode(board(question("A", "B", several=True, extra=(button("/done", "No more"),))), "501", WORDS))
    assert rows(call)[-1] == ["✅ No more"]
    assert data(call, "No more").verb == "done"


def test_an_answered_keyboard_folds() -> None:
    call = fold(board(question("Yes <1>", "No"), number=40), "501", "Yes <1>", WORDS)
    assert call is not None
    assert (call.method, call.params["message_id"]) == ("editMessageText", 40)
    assert call.params["text"] == "Which?\n\n✓ Yes &lt;1&gt;"
    assert rows(call) == [["✏️ बदलें"]]
    assert data(call, "बदलें").option == "/edit papers.markets"
    assert fold(board(question("Yes"), number=40), "501", None, WORDS) == without_keyboard("501", 40)


def test_what_showed_no_inline_keyboard_is_not_folded() -> None:
    assert fold(board(question(), number=40), "501", "typed", WORDS) is None
    assert fold(board(replace(question("Yes"), request="contact"), number=40), "501", "+91", WORDS) is None
    assert fold(board(question("Yes")), "501", "never sent", WORDS) is None


def test_a_question_that_fills_its_message_only_loses_its_keyboard() -> None:
    long = replace(question("Yes"), text="ज" * 4090)
    assert fold(board(long, number=40), "501", "a long answer", WORDS) == without_keyboard("501", 40)


def test_the_phone_is_asked_by_the_phones_own_sheet() -> None:
    ask = replace(question(extra=(button("/skip", "⏭ छोड़ें"),)), request="contact")
    call = only(encode(board(ask), "501", WORDS))
    assert shows_reply_keyboard(ask)
    assert call.params["reply_markup"] == {
        "keyboard": [[{"text": "📱 मेरा नंबर भेजें", "request_contact": True}], [{"text": "छोड़ें"}]],
        "resize_keyboard": True, "one_time_keyboard": True,
    }  # fmt: skip
    place = only(encode(board(replace(ask, request="location", options=())), "501", WORDS))
    assert place.params["reply_markup"]["keyboard"] == [[{"text": "📍 मेरी जगह भेजें", "request_location": True}]]


def test_a_reply_keyboard_goes_with_the_first_message_that_has_no_buttons() -> None:
    plain = encode(board(Message("note", "Thank you")), "501", WORDS, remove=True)
    assert removes_keyboard(plain)
    assert plain[0].params["reply_markup"] == {"remove_keyboard": True}
    assert not removes_keyboard(encode(board(question("Yes")), "501", WORDS, remove=True))


def test_a_long_text_is_cut_between_words_with_the_keyboard_under_the_last() -> None:
    text = ("अनुच्छेद & word " * 40 + "\n\n") * 20
    calls = encode(board(replace(question("Yes"), text=text, personal=True)), "501", WORDS)
    shown = [plain_text(call.params["text"], "HTML") for call in calls]
    assert len(calls) > 1
    assert all(utf16(one) <= 4096 for one in shown)
    assert " ".join(" ".join(shown).split()) == " ".join(text.split())
    assert ["reply_markup" in call.params for call in calls] == [False] * (len(calls) - 1) + [True]
    assert all(call.params["protect_content"] for call in calls)


@given(st.text(max_size=200).map(lambda text: text * 60))
@settings(max_examples=60, deadline=None)
def test_parts_hold_the_limit_and_lose_no_letter(text: str) -> None:
    parts = split(text)
    assert all(utf16(one) <= 4096 for one in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


LABELS = st.text(min_size=1, max_size=30)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(LABELS, max_size=120), st.sampled_from(["none", "buttons", "list", "pages", "numbered"]), st.booleans(), st.booleans(),
    st.text(max_size=80), st.sampled_from([None, "contact", "location", "file"]), st.integers(0, 40),
)  # fmt: skip
def test_telegram_takes_every_keyboard(
    labels: list[str], layout: Layout, several: bool, command: bool, path: str, request: Any, page: int
) -> None:
    extra = (button("/edit " + path, "⏭ change"),) if command else ()
    message = replace(
        question(*labels, layout=layout, several=several, extra=extra), step=path, request=request, text=path or "x"
    )
    for call in encode(board(message, page=page), "501", WORDS):
        checked_markup(json.loads(json.dumps(call.params.get("reply_markup"))))
        plain_text(call.params["text"], "HTML")
    folded = fold(board(message, number=1), "501", "answer", WORDS)
    assert folded is None or checked_markup(
        folded.params.get("reply_markup", {"inline_keyboard": []}), inline_only=True
    )


def test_toasts_are_cut_at_a_letter() -> None:
    assert answer_tap("q1").params == {"callback_query_id": "q1"}
    toast = answer_tap("q1", "क्षि" * 100).params["text"]
    assert utf16(toast) <= 200
    assert toast.endswith("क्षि…")
    assert typing("501").params == {"chat_id": 501, "action": "typing"}
    assert html.unescape(toast) == toast


def test_a_board_is_json_and_back() -> None:
    full = replace(
        question("A", "B", several=True),
        progress=Progress(2, 9),
        problem="no-such-option",
        language="ur",
        personal=True,
    )
    state = board(full, number=3, ticked=("o1",), page=1, revision=4)
    assert Board.from_json(json.loads(json.dumps(state.to_json()))) == state


def test_a_review_of_many_answers_comes_in_pages_with_submit_below() -> None:
    edits = tuple(button(f"/edit papers.step{number}", f"The answer number {number}") for number in range(20))
    review = replace(question(layout="pages", extra=(button("/submit", "✅ Submit"), *edits)), kind="review")
    call = only(encode(board(review), "501", WORDS))
    assert rows(call)[8:] == [["‹", "1 / 3", "›"], ["✅ Submit"]]
    assert data(call, "The answer number 0").option == "/edit papers.step0"
