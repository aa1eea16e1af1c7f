"""What the checker finds, where, and, as important, what it does not find in a correct flow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.checker import check, check_text
from flows.fault_codes import CODES
from flows.faults import Fault
from flows.loader import Outline, load

HEAD: Final = "flow: f\ntitle: F\nsections:\n"


def flow(*steps: str, before: str = "", after: str = "", head: str = "section: s\n    title: S") -> str:
    """A flow of one section; each step is a flow mapping's inside."""
    return f"{HEAD}{before}  - {head}\n    steps:\n" + "".join(f"      - {{{step}}}\n" for step in steps) + after


def found(text: str) -> list[tuple[str, str]]:
    return [(fault.code, fault.level) for fault in check_text(text)]


A: Final = "step: a, kind: choice, ask: A?, options: {x: X, y: Y, z: Z}"
B: Final = "step: b, kind: choice, ask: B?, options: {x: X, y: Y}"
N: Final = "step: n, kind: number, ask: N?"
D: Final = "step: d, kind: date, ask: D?"
T: Final = "step: t, kind: text, ask: T?"
M: Final = "step: m, kind: choices, ask: M?, options: {p: P, q: Q}"
GST: Final = "step: g, kind: gstin, ask: G?"


def last(when: str) -> str:
    return f"step: last, kind: text, ask: Last?, when: '{when}'"


# --- what can be asked


@pytest.mark.parametrize(
    "when",
    [
        'a == "x" and a == "y"',
        'a == "x" and a != "x"',
        'a != "x" and a != "y" and a != "z"',
        'a in ("x", "y") and a == "z"',
        'a == "x" and not answered(a)',
        'not (a == "x" or a in ("y", "z"))',
        'b not in ("x", "y")',
        "n > 5 and n < 5",
        "n > 5 and n <= 5",
        "n == 5 and n == 6",
        "5 < n < 5",
        'd > "2026-01-01" and d < "2026-01-01"',
        't == "one" and t == "two"',
        'a == "x" and a == "y" or b == "x" and b == "y"',
        '"p" in m and "p" not in m',
        "False",
        "1 > 2",
        'g.state_code == "27" and g.state_code == "24"',
        "not answered(t) and t == \"x\"",
        'n > year() and not n > year()',
    ],
)  # fmt: skip
def test_a_step_that_no_answers_lead_to(when: str) -> None:
    text = flow(A, B, N, D, T, M, GST, last(when.replace("'", "''")))
    (fault,) = check_text(text)
    assert (fault.code, fault.level, fault.line) == ("never-asked", "error", 14)
    assert text.splitlines()[13][fault.col - 1 :].startswith(when)


@pytest.mark.parametrize(
    "when",
    [
        'a == "x" or a == "y"',
        'a != "x" and a != "y"',
        'a == "x" and b == "y"',
        "a == b",
        'a == b and a == "x" and b == "y"',
        "n > 5 and n < 6",
        "n >= 5 and n <= 5",
        "n != 5 and n != 6",
        'd > "2026-01-01" and d < "2026-01-03"',
        'd >= "2026-01-01" and d <= "2026-01-01"',
        't != "one" and t != "two"',
        '"p" in m and "q" in m',
        '"p" not in m and "q" not in m and answered(m)',
        "not answered(a)",
        "True",
        'g.state_code == "27" and g.holder == "P"',
        "similar(t, t) and n > year()",
        "year(d) < year()",
    ],
)
def test_no_false_alarm(when: str) -> None:
    assert found(flow(A, B, N, D, T, M, GST, last(when.replace("'", "''")))) == []


def test_what_hangs_on_a_step_that_is_never_asked() -> None:
    faults = check_text(
        flow(A, 'step: dead, kind: yes_no, ask: D?, when: \'a == "x" and a == "y"\'', last('dead == "yes"'), T)
    )
    assert [(fault.code, fault.line) for fault in faults] == [("never-asked", 8), ("never-asked", 9)]
    assert '"dead" never is' in faults[1].message
    assert found(flow(A, "step: dead, kind: yes_no, ask: D?, when: 'False'", last("not answered(dead)"))) == [
        ("never-asked", "error")
    ]


def test_an_answer_counts_only_while_its_step_is_relevant() -> None:
    only_x = "step: c, kind: yes_no, ask: C?, when: 'a == \"x\"'"
    assert found(flow(A, only_x, last('c == "yes" and a == "y"'))) == [("never-asked", "error")]
    assert found(flow(A, only_x, last('c == "yes" and a == "x"'))) == []
    assert found(flow(A, only_x, last('not answered(c) and a == "y"'))) == []
    chain = [f"step: c{at}, kind: yes_no, ask: C?, when: 'c{at - 1} == \"yes\"'" for at in range(1, 8)]
    text = flow("step: c0, kind: yes_no, ask: C?", *chain, last('c7 == "yes" and c0 == "no"'))
    assert found(text) == [("never-asked", "error")]


def test_after_an_end() -> None:
    end = "step: stop, kind: end, say: Bye"
    assert found(flow(A, end, T, B)) == [("after-end", "error")] * 2
    some = end + ", when: 'a == \"x\"'"
    assert found(flow(A, some, T, last('a == "y"'))) == []
    assert found(flow(A, some, T, last('a == "x"'))) == [("after-end", "error")]
    assert found(flow(A, some, T, "step: final, kind: end, say: Done")) == []


def test_a_section_that_is_never_asked() -> None:
    text = flow(
        A,
        B,
        after='  - section: two\n    title: Two\n    when: a == "x" and a == "y"\n    steps: [{step: t, kind: text, ask: T?}]\n',
    )
    assert found(text) == [("never-asked", "error")]


def test_a_broken_condition_is_one_fault() -> None:
    assert found(flow(A, "step: stop, kind: end, say: Bye, when: 'a == \"nope\"'", T, last('t == "x"'))) == [
        ("unknown-value", "error")
    ]


def test_a_misspelt_kind_is_one_fault_whatever_hangs_on_the_step() -> None:
    text = flow(
        "step: heat, kind: nummber, ask: How hot?, checks: [{should: heat < 41, say: Hot}]",
        "step: ill, kind: chioce, ask: Ill?, options: {a: A, b: B}",
        "step: stop, kind: end, say: Bye, when: heat >= 43",
        "step: more, kind: text, ask: More?, when: 'ill == \"a\" and heat > 3'",
        'step: other, kind: text, ask: Other?, when: \'ill in ["a", "b"] and not heat > 3\'',
    )
    assert found(text) == [("unknown-kind", "error")] * 2


def test_a_misspelt_kind_under_a_misspelt_key_is_two_faults() -> None:
    both = [("unknown-key", "error"), ("unknown-kind", "error")]
    text = flow("step: heat, kynd: nummber, ask: How hot?")
    assert found(text) == both
    assert found(text.replace("kynd", "kind").replace("steps:", "stepps:")) == both


def test_a_wrong_order_hides_no_other_step_that_is_never_asked() -> None:
    never = 'step: never, kind: text, ask: Never?, when: \'b == "x" and b == "y"\''
    later = "step: t, kind: text, ask: T?, when: n > 5"
    assert found(flow(A, A, B, never)) == [("duplicate-id", "error"), ("never-asked", "error")]
    assert found(flow(B, later, never, N)) == [("later-name", "error"), ("never-asked", "error")]


def test_nothing_is_proved_through_a_step_whose_id_or_condition_is_wrong() -> None:
    hangs = 'step: hangs, kind: text, ask: H?, when: \'t == "q" and a == "x" and a == "y"\''
    end = "step: stop, kind: end, say: Bye, when: n > 5 or n <= 5 or not answered(n)"
    order = found(flow(A, A, "step: t, kind: text, ask: T?, when: n > 5", hangs, end, D, N))
    assert order == [("duplicate-id", "error"), ("later-name", "error"), ("later-name", "error")]


def test_a_check_that_nothing_satisfies() -> None:
    text = flow(A + ', checks: [{must: \'a == "x" and a == "y"\', say: No}]')
    assert found(text) == [("check-never-holds", "warning")]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_nothing_that_some_answers_reach_is_called_unreachable(data: st.DataObject) -> None:
    """Draws answers, then a condition that is true of them: whatever it looks like, the step can be asked."""
    a, b, n = data.draw(st.sampled_from("xyz")), data.draw(st.sampled_from("xy")), data.draw(st.integers(0, 9))

    def true() -> str:
        match data.draw(st.integers(0, 7)):
            case 0:
                return f'a == "{a}"'
            case 1:
                return f'b != "{"x" if b == "y" else "y"}"'
            case 2:
                return f"n >= {n}"
            case 3:
                return f"n < {n + data.draw(st.integers(1, 3))}"
            case 4:
                return f"not ({false()})"
            case 5:
                return f"({false()} or {true()})"
            case 6:
                return f'a in ("{a}", "z")'
            case _:
                return "answered(n)"

    def false() -> str:
        return data.draw(st.sampled_from([f"n > {n}", f'a != "{a}"', f'not b == "{b}"', "not answered(a)"]))

    when = " and ".join(true() for _ in range(data.draw(st.integers(1, 5))))
    gate = "step: gate, kind: end, say: Bye, when: '" + false() + "'"
    assert found(flow(A, B, N, gate, last(when))) == []


# --- words, options, keys


@pytest.mark.parametrize(
    ("steps", "code", "level", "says"),
    [
        (["step: a, kind: text"], "missing-words", "error", "add ask:"),
        (["step: a, kind: note"], "missing-words", "error", "add say:"),
        (["step: a, kind: number, ask: A?, example: a few"], "example-unread", "warning", '"a few" is not understood'),
        (["step: a, kind: number, ask: A?, example: 3, at_least: 5"], "example-unread", "warning", '"3" is not understood'),
        (["step: a, kind: gstin, ask: A?, example: 27AAPFU0939F1ZO"], "example-unread", "warning", "answer to a"),
        (["step: a, kind: date, ask: A?, example: 31/02/2020"], "example-unread", "warning", "31/02/2020"),
        (["step: a, kind: choice, ask: A?"], "no-options", "error", "add options:"),
        (["step: a, kind: choices, ask: A?, options: {}"], "no-options", "error", "add options:"),
        (["step: a, kind: choice, ask: A?, options: {x: Yes, y: yes}"], "same-words", "error", '"x" as well as "y"'),
        (["step: a, kind: choice, ask: A?, options: {x: One, y: {label: Two, synonyms: [ONE]}}"], "same-words", "error", '"ONE"'),
        (["step: a, kind: yes_no, ask: A?, options: {ja: Ja, no: No}"], "unknown-option", "error", '"ja"'),
        (["step: a, kind: text, ask: A?, options: {x: X}"], "misplaced-key", "warning", "options:"),
        (["step: a, kind: number, ask: A?, max_length: 5"], "misplaced-key", "warning", "max_length:"),
        (["step: a, kind: note, say: A, skippable: true"], "misplaced-key", "warning", "skippable:"),
        (["step: a, kind: text, ask: A?, suggest_say: Hm"], "misplaced-key", "warning", "suggest_say:"),
        (["step: a, kind: number, ask: A?, at_least: 9, at_most: 8.5"], "bounds", "error", "above at_most:"),
        (["step: a, kind: date, ask: A?, at_least: 2026-02-01, at_most: 2026-01-31"], "bounds", "error", "above"),
        (["step: a, kind: text, ask: A?, min_length: 9, max_length: 8"], "bounds", "error", "min_length"),
        (["step: a, kind: document, ask: A?, count: {at_least: 2, at_most: 1}"], "bounds", "error", "files"),
        (["step: a, kind: choices, ask: A?, at_least: 3, options: {x: X, y: Y}"], "bounds", "error", "there are 2"),
        (["step: a, kind: consent, ask: A?"], "notice-version", "warning", "notice_version: 1"),
        (["step: a, kind: document, ask: A?, paper: gts"], "unknown-paper", "warning", '"gst"'),
        ([T, "step: a, kind: review", "step: b, kind: review"], "two-reviews", "error", "line 8"),
        ([T, "step: a, kind: review", N], "after-review", "warning", '"n"'),
        ([T, "step: b, kind: text, ask: B?, was: t"], "was-in-use", "error", '"t" is a step'),
        ([T + ", was: old", "step: b, kind: text, ask: B?, was: [old]"], "was-in-use", "error", '"t" was "old"'),
        (["step: a, kind: choice, ask: A?, options: {x: X, y: {label: Y, was: x}}"], "was-in-use", "error", '"x" is an option'),
        ([GST, "step: u, kind: udyam, ask: U?, suggest: g"], "value-kind", "error", "kind gstin"),
        ([GST, "step: u, kind: number, ask: U?, suggest: g.state"], "value-kind", "error", "type text"),
        ([D, "step: u, kind: money, ask: U?, derive: d"], "value-kind", "error", "kind date"),
        ([N, "step: u, kind: pan, ask: U?, suggest: n"], "value-kind", "error", "kind number"),
        ([M, "step: u, kind: choice, ask: U?, options: {p: P}, suggest: m"], "value-kind", "error", "choices"),
        ([A, "step: u, kind: choice, ask: U?, options: {k: K}, suggest: a"], "value-kind", "error", "choice"),
        ([T, "step: u, kind: text, ask: U?, derive: t, suggest: t"], "derive-and-suggest", "error", "leave out"),
        ([N, "step: p, kind: document, ask: P?, reads: {legal_name: n}"], "read-kind", "error", "fits text"),
    ],
)  # fmt: skip
def test_what_goes_wrong(steps: list[str], code: str, level: str, says: str) -> None:
    (fault,) = check_text(flow(*steps))
    assert (fault.code, fault.level) == (code, level), fault
    assert says in fault.message
    assert fault.code in CODES
    assert fault.line == 6 + len(steps)
    assert fault.col > 8


@pytest.mark.parametrize(
    "steps",
    [
        [GST, "step: p, kind: pan, derive: g.pan"],
        [GST, "step: p, kind: pan, ask: P?, suggest: g.pan", "step: i, kind: iec, ask: I?, suggest: p"],
        [
            "step: z, kind: pincode, ask: Z?",
            "step: w, kind: text, ask: W?, suggest: z.district, suggest_say: '{value}?'",
        ],
        [A, "step: u, kind: choice, ask: U?, options: {x: X, k: K}, suggest: a"],
        [T, "step: r, kind: review", "step: n2, kind: note, say: Hi", "step: e, kind: end, say: 'Bye {t}'"],
        [T, "step: r, kind: review", "step: c, kind: consent, ask: Share?, notice_version: 1"],
        ["step: a, kind: yes_no, ask: A?, options: {yes: Sure, no: Never}"],
        ["step: a, kind: language, ask: A?"],
        [
            "step: a, kind: country, ask: A?",
            "step: c, kind: countries, ask: C?, at_least: 1, at_most: 5, skippable: true",
        ],
        ["step: a, kind: choice, ask: A?, options: {x: {label: One, synonyms: [one, ONE]}, y: Two}"],
        ["step: a, kind: choice, ask: A?, options: {en: English, hi: हिन्दी, '0-5': Up to five, '1': One}"],
        [T + ", help: 'Write {{braces}} twice.'"],
        ["step: match, kind: text, ask: A?", "step: type, kind: text, ask: 'So {match}?'"],
    ],
)
def test_what_is_right(steps: list[str]) -> None:
    assert check_text(flow(*steps)) == []


# --- placeholders


@pytest.mark.parametrize(
    ("text", "part", "code", "says"),
    [
        ("Dear {tt}", "{tt}", "placeholder-name", 'Did you mean "t"?'),
        ("In {g.stat}", "{g.stat}", "placeholder-name", 'Did you mean "state"?'),
        ("In {t.length}", "{t.length}", "placeholder-name", "no field"),
        ("Later {later}", "{later}", "placeholder-name", "not answered yet"),
        ("Self {me}", "{me}", "placeholder-name", "not answered yet"),
        ("A {hello}", "{hello}", "placeholder-name", "no answer to say"),
        ("A {goods.what}", "{goods.what}", "placeholder-name", "in each goods"),
        ("A {}", "{}", "placeholder-form", "{step.field}"),
        ("A { t }", "{ t }", "placeholder-form", "{step.field}"),
        ("A {t!r}", "{t!r}", "placeholder-form", "{step.field}"),
        ("A {t", "{t", "placeholder-form", "twice"),
        ("A t}", "}", "placeholder-form", "twice"),
        ("A {value}", "{value}", "placeholder-name", "value"),
    ],
)
def test_a_placeholder_that_names_nothing(text: str, part: str, code: str, says: str) -> None:
    goods = (
        "  - section: goods\n    title: Goods\n    repeat: {at_least: 0, at_most: 2, another: More?, item: Good}\n"
        "    steps: [{step: what, kind: text, ask: What?}]\n"
    )
    steps = [
        "step: hello, kind: note, say: Hi",
        T,
        GST,
        f"step: me, kind: text, ask: '{text}'",
        "step: later, kind: text, ask: L?",
    ]
    whole = flow(*steps, before=goods)
    (fault,) = check_text(whole)
    assert (fault.code, fault.level) == (code, "error")
    assert says in fault.message
    assert whole.splitlines()[fault.line - 1][fault.col - 1 :].startswith(part)


def test_placeholders_that_are_known_by_then() -> None:
    repeat = "section: s\n    title: S\n    repeat: {at_least: 1, at_most: 2, another: 'More than {what}?', item: Good}"
    text = flow(
        "step: what, kind: text, ask: What?",
        "step: many, kind: number, ask: 'How many {what}?', checks: [{must: many < 9, say: '{many} of {s.what}?'}]",
        "step: sort, kind: choice, ask: Sort?, options: {x: 'Of {what}'}",
        head=repeat,
    )
    assert check_text(text) == []
    assert found(text.replace("'How many {what}?'", "'How many {sort}?'")) == [("placeholder-name", "error")]


def test_a_check_may_say_all_that_it_names() -> None:
    check_early = T + ", checks: [{should: 'n > 5 or t == \"x\"', say: '{t} and {n}'}]"
    assert check_text(flow(check_early, N)) == []
    assert found(flow(check_early, N, D).replace("{n}", "{d}")) == [("placeholder-name", "error")]


# --- repeats, order, depth


def test_repeats() -> None:
    def repeated(repeat: str, step: str = T) -> list[tuple[str, str]]:
        return found(flow(step, head=f"section: s\n    title: S\n    repeat: {{{repeat}}}"))

    assert repeated("at_least: 0, at_most: 5, another: More?, item: One") == []
    assert repeated("at_least: 3, at_most: 2, another: More?, item: One") == [("bounds", "error")]
    assert repeated("at_least: 0, at_most: 0, another: More?, item: One") == [("bounds", "error")]
    assert repeated("at_least: 1, at_most: 5, item: One") == [("missing-key", "error")]
    assert repeated("at_most: 5, another: More?, item: One", "step: e, kind: end, say: Bye") == [
        ("not-in-repeat", "error")
    ]
    assert repeated("at_most: 5, another: More?, item: One", "step: r, kind: review") == [("not-in-repeat", "error")]


def test_an_old_id_of_a_section_is_nobody_elses() -> None:
    two = "  - section: two\n    title: Two\n    was: %s\n    steps:\n      - {step: u, kind: text, ask: U?}\n"
    assert check_text(flow(T, after=two % "[old, older]")) == []
    assert found(flow(T, after=two % "s")) == [("was-in-use", "error")]
    assert found(flow(T, head="section: s\n    title: S\n    was: old", after=two % "old")) == [("was-in-use", "error")]


def test_later_names_are_faults_and_nothing_is_proved_from_a_wrong_order() -> None:
    assert found(flow('step: first, kind: text, ask: F?, when: \'a == "x" and a == "y"\'', A)) == [
        ("later-name", "error")
    ]
    assert found(flow("step: first, kind: text, derive: t", T)) == [("later-name", "error")]


def test_a_long_chain_of_derived_values() -> None:
    def chain(links: int) -> str:
        return flow(
            "step: v0, kind: text, ask: V?",
            *(f"step: v{at}, kind: text, derive: v{at - 1}" for at in range(1, links + 1)),
        )

    assert check_text(chain(20)) == []
    assert found(chain(21)) == [("derived-depth", "error")]


def test_many_faults_are_all_found_in_the_files_order() -> None:
    text = flow(
        "step: a, kind: choice, ask: A?",
        "step: b, kind: text",
        "step: c, kind: text, ask: 'Hi {nobody}'",
        "step: d, kind: number, ask: D?, at_least: 2, at_most: 1",
        "step: e, kind: yes_no, ask: E?, when: 'd > 5 and d < 4'",
        "step: f, kind: yes_no, ask: F?, when: 'e == \"maybe\"'",
        "step: any, kind: yes_no, ask: F?",
        "step: g, kind: number, ask: G?, checks: [{must: g > \"5\", say: No}]",
        "step: h, kind: consent, ask: H?, notice_version: 0",
        "step: i, kind: end, say: Bye",
        "step: j, kind: text, ask: J?",
    )  # fmt: skip
    faults = check_text(text, "ten.yaml")
    assert [(fault.line, fault.code) for fault in faults] == [
        (7, "no-options"), (8, "missing-words"), (9, "placeholder-name"), (10, "bounds"), (11, "never-asked"), (12, "unknown-value"),
        (13, "reserved-id"), (14, "type"), (15, "out-of-range"), (17, "after-end"),
    ]  # fmt: skip
    assert all(fault.file == "ten.yaml" for fault in faults)


def test_more_checks_come_from_outside() -> None:
    def too_long(outline: Outline) -> Iterator[Fault]:
        yield outline.document.fault(outline.origins["t"], "label-too-long", "too long", key=True)

    (fault,) = check_text(flow(T), more=[too_long])
    assert (fault.code, fault.line, fault.col) == ("label-too-long", 7, 9)


def test_a_loaded_flow_can_be_checked_again() -> None:
    flow_ = load(flow("step: c, kind: consent, ask: C?"), "c.yaml")
    assert [fault.code for fault in check(flow_)] == ["notice-version"]


def test_every_code_that_is_used_is_explained() -> None:
    assert all(code == code.lower() and " " not in code and says.endswith(".") for code, says in CODES.items())


def _verdicts(*steps: str) -> dict[str, str]:
    head = "flow: x\ntitle: X\nsections:\n  - section: first\n    title: First\n    steps:\n"
    text = head + "".join(f"      - {{{step}}}\n" for step in steps)
    lines = text.splitlines()
    faults = [one for one in check_text(text, "x.yaml") if one.code in ("never-asked", "after-end")]
    return {lines[one.line - 1].partition("step: ")[2].partition(",")[0]: one.code for one in faults}


ASKED = "step: sells, kind: yes_no, ask: Do you sell?"
GONE = 'step: bye, kind: end, say: Goodbye., outcome: ended, when: sells == "yes" or sells == "no"'
LAST = "step: last, kind: text, ask: And then?"


def test_what_comes_after_ends_that_take_everybody_is_never_asked() -> None:
    assert _verdicts(ASKED, GONE, LAST) == {"last": "after-end"}
    halves = [GONE.replace(' or sells == "no"', ""), GONE.replace("bye", "ciao").replace('sells == "yes" or ', "")]
    assert _verdicts(ASKED, *halves, LAST) == {"last": "after-end"}


@pytest.mark.parametrize(
    "sells",
    [
        ASKED + ", skippable: true",
        'step: sells, kind: yes_no, ask: Do you sell?, when: first == "yes"',
        "step: sells, kind: choice, ask: Do you sell?, options: {yes: Sure, no: Not, later: Later}",
    ],
)
def test_whoever_may_get_past_an_end_is_asked_on(sells: str) -> None:
    assert _verdicts("step: first, kind: yes_no, ask: First?", sells, GONE, LAST) == {}


def test_a_condition_on_what_was_not_asked_yet_is_no_reason() -> None:
    """Where the name is asked only under a condition that always holds, everybody has answered it."""
    under = 'step: sells, kind: yes_no, ask: Do you sell?, when: first == "yes" or first == "no"'
    assert _verdicts("step: first, kind: yes_no, ask: First?", under, GONE, LAST) == {"last": "after-end"}


@pytest.mark.parametrize(
    ("wanted", "dead"), [("size > 10", True), ("size < 5", True), ("size >= 9", False), ("size == 5", False)]
)
def test_a_number_beyond_its_bounds_is_never_given(wanted: str, dead: bool) -> None:
    bounded = "step: size, kind: number, ask: Which size?, at_least: 5, at_most: 9"
    assert _verdicts(bounded, f"step: last, kind: text, ask: And then?, when: {wanted}") == (
        {"last": "never-asked"} if dead else {}
    )
    assert (
        _verdicts(bounded.partition(", at_least")[0], f"step: last, kind: text, ask: And then?, when: {wanted}") == {}
    )
