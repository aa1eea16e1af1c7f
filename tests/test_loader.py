"""A file becomes a flow, or every fault of it with its place; and no file at all makes the loader crash or hang."""

from __future__ import annotations

import random
import time
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.answers import read_answer
from flows.checker import check_text
from flows.fault_codes import CODES
from flows.faults import DefinitionError, Fault
from flows.loader import load, read
from flows.problems import Problem
from flows.yaml_text import read_yaml

DEFINITIONS: Final = sorted((Path(__file__).parent.parent / "flows" / "definitions").glob("*.yaml"))

BAKERY: Final = dedent(
    """\
    flow: bakery
    title: Bread club
    languages: [en, hi]
    sections:
      - section: you
        title: You
        steps:
          - step: hello
            kind: note
            say: Good morning.
          - step: pincode
            kind: pincode
            ask: What is your PIN code?
          - step: has_oven
            kind: choice
            ask: Do you bake?
            options:
              yes: Yes
              1: Once
              no: {label: No, short: No, icon: ✖, synonyms: [never], was: nope}
          - step: brand
            kind: text
            label: Brand of oven
            when: has_oven == "yes"
            ask: Which oven do you have, {pincode.district} baker?
            min_length: 2
            max_length: 40
            skippable: true
            was: [make, oven]
      - section: loaves
        title: Loaves
        when: has_oven != "no"
        repeat: {at_least: 1, at_most: 4, another: Another loaf?, item: Loaf}
        steps:
          - step: flour
            kind: choices
            ask: Which flour?
            at_most: 2
            options: {wheat: Wheat, rye: Rye}
          - step: rye_share
            kind: number
            when: '"rye" in flour'
            ask: How much rye, in percent?
            at_least: 1
            at_most: 100.0
            checks:
              - must: rye_share < 90
                say: Nobody bakes {rye_share} percent rye.
              - should: rye_share > 5
                say: So little?
      - section: close
        title: Close
        steps:
          - step: since
            kind: date
            ask: Since when?
            at_least: 1990-01-01
            checks:
              - should: year(since) > 2000 or all(answered(loaves.flour))
                say: That is long ago.
          - step: place
            kind: text
            derive: pincode.district
          - step: home
            kind: text
            ask: Where?
            suggest: pincode.district
            suggest_say: "{value}?"
          - step: oven_paper
            kind: document
            ask: Send the bill of the oven.
            paper: gst
            count: {at_least: 1, at_most: 3}
            reads: {legal_name: home, pincode: pincode}
            proves: {has_oven: yes}
          - step: agree
            kind: consent
            ask: May we keep this?
            notice: Your oven, to send you flour.
            notice_version: 2
            required: false
          - step: look
            kind: review
          - step: bye
            kind: end
            say: Thank you.
            outcome: ended
            keep: nothing
    score:
      - part: baking
        title: Baking
        points:
          - {points: 10, when: has_oven == "yes", say: Has an oven}
          - {points: 5, when: any("rye" in loaves.flour), say: Rye}
      - part: completeness
        points: 10
    """
)


def faults_of(text: str) -> tuple[Fault, ...]:
    with pytest.raises(DefinitionError) as caught:
        load(text, "bakery.yaml")
    return caught.value.faults


def where(text: str, part: str, occurrence: int = 1) -> tuple[int, int]:
    """Line and column, from 1, of a part of the text."""
    at = -1
    for _ in range(occurrence):
        at = text.index(part, at + 1)
    before = text[:at]
    return before.count("\n") + 1, at - before.rfind("\n")


# --- the flow


def test_everything_in_the_file_is_in_the_flow() -> None:
    flow = load(BAKERY, "bakery.yaml", 7, {"hi": {"bakery.hello.say": "सुप्रभात"}})
    assert (flow.id, flow.title, flow.version, flow.languages, flow.file) == (
        "bakery",
        "Bread club",
        7,
        ("en", "hi"),
        "bakery.yaml",
    )
    assert [section.id for section in flow.sections] == ["you", "loaves", "close"]
    assert [section.start for section in flow.sections] == [0, 4, 6]
    assert [step.index for step in flow.steps] == list(range(13))
    assert list(flow.by_id)[:6] == ["hello", "pincode", "has_oven", "brand", "loaves.flour", "loaves.rye_share"]
    assert flow.text("hi", "bakery.hello.say", "Good morning.") == "सुप्रभात"
    assert flow.source == BAKERY

    hello, brand, flour, rye = (flow.by_id[each] for each in ("hello", "brand", "loaves.flour", "loaves.rye_share"))
    assert hello.ask == "Good morning."
    assert (brand.when is not None and brand.when.names) == ("has_oven",)
    assert (brand.label, brand.skippable, brand.min_length, brand.max_length, brand.was) == (
        "Brand of oven",
        True,
        2,
        40,
        ("make", "oven"),
    )
    assert brand.personal, "free text is personal unless the flow says otherwise"
    assert (flour.context, flour.at_most, flour.label) == ("bakery.loaves.flour", "2", "Flour")
    assert (rye.when is not None and rye.when.names) == ("loaves.flour",)
    assert (rye.at_least, rye.at_most, rye.line) == ("1", "100.0", where(BAKERY, "rye_share")[0])

    loaves = flow.sections[1]
    assert loaves.repeat is not None
    assert (loaves.repeat.at_least, loaves.repeat.at_most, loaves.repeat.another, loaves.repeat.item) == (
        1,
        4,
        "Another loaf?",
        "Loaf",
    )
    assert flow.section_of["loaves"] is flow.section_of["loaves.flour"] is loaves
    assert flow.renamed["make"] == flow.renamed["oven"] == "brand"
    assert flow.renamed["you.brand"] == "brand", "had its section repeated once"


def test_options_are_words_whatever_yaml_would_make_of_them() -> None:
    options = load(BAKERY).by_id["has_oven"].options
    assert [option.id for option in options] == ["yes", "1", "no"]
    assert (options[0].label, options[2].icon, options[2].synonyms, options[2].was) == (
        "Yes",
        "✖",
        ("never",),
        ("nope",),
    )


def test_checks_belong_to_the_last_step_that_they_name() -> None:
    flow = load(BAKERY)
    first, second, third = flow.checks
    assert (first.owner, first.level, first.context) == (
        "loaves.rye_share",
        "must",
        "bakery.loaves.rye_share.checks.0.say",
    )
    assert second.level == "should"
    assert third.names == ("loaves.flour", "since")
    assert flow.checks_of["since"] == (third,)
    assert flow.checks_of["loaves.rye_share"] == (first, second)


def test_a_checks_id_lasts_as_long_as_its_condition() -> None:
    moved = BAKERY.replace("So little?", "Really so little?").replace("Nobody bakes", "Who bakes")
    changed = BAKERY.replace("rye_share > 5", "rye_share > 6")
    ids = [[check.id for check in load(text).checks] for text in (BAKERY, moved, changed)]
    assert ids[0] == ids[1]
    assert ids[2][0] == ids[0][0]
    assert ids[2][1] != ids[0][1]
    assert len(set(ids[0])) == 3


def test_papers_consents_ends_and_values() -> None:
    flow = load(BAKERY)
    paper, consent = flow.by_id["oven_paper"].paper, flow.by_id["agree"].consent
    assert paper is not None
    assert consent is not None
    assert (paper.kind, paper.reads, paper.proves) == (
        "gst",
        {"legal_name": "home", "pincode": "pincode"},
        {"has_oven": "yes"},
    )
    assert (paper.at_least, paper.at_most) == (1, 3)
    assert flow.filled_by == {"home": ("oven_paper",), "pincode": ("oven_paper",)}
    assert (consent.purpose, consent.notice_version, consent.required) == ("agree", 2, False)
    assert (flow.by_id["bye"].outcome, flow.by_id["bye"].keep) == ("ended", "nothing")
    place, home = flow.by_id["place"], flow.by_id["home"]
    assert place.derive is not None
    assert home.suggest is not None
    assert (place.derive.names, home.suggest.source, home.suggest_say) == (("pincode",), "pincode.district", "{value}?")


def test_the_score() -> None:
    baking, completeness = load(BAKERY).score
    assert [(line.points, line.say, line.context) for line in baking.lines] == [
        (10, "Has an oven", "bakery.score.baking.0.say"),
        (5, "Rye", "bakery.score.baking.1.say"),
    ]
    assert (baking.most, completeness.most, completeness.lines, completeness.title) == (15, 10, (), "Completeness")


@pytest.mark.parametrize("path", DEFINITIONS, ids=lambda path: path.stem)
def test_our_own_flows_have_no_fault(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [fault for fault in check_text(text, path.name) if fault.level == "error"] == []
    assert load(text, path.name).id == path.stem


FRAGMENT: Final = dedent(
    """\
    # yaml-language-server: $schema=../flow.schema.json
    flow: export_onboarding
    title: Sell to buyers abroad
    sections:
      - section: papers
        title: Your papers
        steps:
          - step: pincode
            kind: pincode
            ask: What is your PIN code?
          - step: has_gst
            kind: choice
            ask: Do you have a GST number?
            options:
              yes: Yes
              applied: {label: Applied and waiting, short: Applied, icon: ⏳, synonyms: [pending]}
              no: No
          - step: gstin
            kind: gstin
            when: has_gst == "yes"
            ask: What is your GST number?
            help: 15 letters and digits, at the top of your GST certificate.
            example: 27AAPFU0939F1ZV
            checks:
              - should: gstin.state_code == pincode.state_code
                say: This GST number is of {gstin.state}, your address is in {pincode.state}. Is that right?
          - step: gst_certificate
            kind: document
            when: has_gst == "yes"
            ask: Send your GST certificate, the PDF or a photo of the first page.
            reads: {gstin: gstin, business_name: legal_name}
    """
)


def test_a_day_may_be_bounded_by_the_day_on_which_it_is_answered() -> None:
    bounded = BAKERY.replace("at_least: 1990-01-01", "at_least: 1990-01-01\n        at_most: today")
    step = load(bounded).by_id["since"]
    assert step.at_most == "today" and check_text(bounded) == check_text(BAKERY)
    assert read_answer(step, "2 December 2026", "en", date(2026, 12, 1)) == Problem(
        "date-too-late", {"most": "1 December 2026"}
    )


def test_the_designs_example_loads() -> None:
    flow = load(FRAGMENT)
    assert flow.by_id["gst_certificate"].paper is not None
    assert flow.filled_by == {"gstin": ("gst_certificate",)}
    assert [(fault.level, fault.code) for fault in check_text(FRAGMENT)] == [("warning", "unknown-step-read")]


def test_reads_may_be_written_either_way_round() -> None:
    text = FRAGMENT.replace(
        "sections:",
        "sections:\n  - section: a\n    title: A\n    steps:\n      - {step: business_name, kind: text, ask: Name?}",
    )
    assert load(text).filled_by == {"gstin": ("gst_certificate",), "business_name": ("gst_certificate",)}
    turned = text.replace("business_name: legal_name", "legal_name: business_name")
    assert load(turned).filled_by == load(text).filled_by
    typo = text.replace("business_name: legal_name", "busines_name: legal_name")
    (fault,) = faults_of(typo)
    assert (fault.line, fault.col) == where(typo, "busines_name")
    assert 'Did you mean "business_name"?' in fault.message


# --- faults


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("kind: note", "kynd: note", "unknown-key", "kynd"),
        ("kind: pincode", "kind: pincod", "unknown-kind", "pincod\n"),
        ("step: brand", "step: Brand", "bad-id", "Brand\n"),
        ("step: brand", "step: hello", "duplicate-id", "hello\n        kind: text"),
        ("step: brand", "step: any", "reserved-id", "any\n"),
        ("section: close", "section: loaves", "duplicate-id", "loaves\n    title: Close"),
        ("step: look", "step: loaves", "duplicate-id", "loaves\n        kind: review"),
        ("    when: has_oven == ", "    when: has_ovn == ", "unknown-name", "has_ovn"),
        ('has_oven == "yes"\n        ask', 'has_oven == "yep"\n        ask', "unknown-value", '"yep"'),
        ('has_oven == "yes"\n        ask', 'since == "2026-01-01"\n        ask', "later-name", 'since == "2026'),
        ('has_oven == "yes"\n        ask', 'brand == "x"\n        ask', "later-name", 'brand == "x"'),
        ("when: has_oven != \"no\"", "when: count(loaves) > 1", "later-name", "loaves) > 1"),
        ("derive: pincode.district", "derive: pincode.distric", "unknown-field", "pincode.distric\n"),
        ("suggest: pincode.district", "suggest: bye", "no-answer", "bye\n"),
        ("must: rye_share < 90", "must: rye_share < since", "type", "since\n            say: Nobody"),
        ("should: rye_share > 5", "should: rye_share > 5 and since > \"2000-01-01\"", "check-outside-repeat", "since > "),
        ("should: rye_share > 5", "should: 1 < 2", "check-names-nothing", "1 < 2"),
        ("say: So little?", "must: rye_share > 4\n            say: So?", "check-form", "should: rye_share > 5"),
        ("at_most: 100.0", "at_most: a hundred", "bad-bound", "a hundred"),
        ("at_least: 1990-01-01", "at_least: 1990", "bad-bound", "1990\n"),
        ("skippable: true", "skippable: yes", "type", "yes\n        was"),
        ("notice_version: 2", "notice_version: 0", "out-of-range", "0\n        required"),
        ("at_most: 4", "at_most: four", "type", "four"),
        ("languages: [en, hi]", "languages: [en, hindi]", "unknown-language", "hindi"),
        ("legal_name: home", "legel_name: home", "unknown-paper-field", "legel_name"),
        ("has_oven: yes}", "has_oven: ja}", "unknown-value", "ja}"),
        ("title: Bread club\n", "", "missing-key", "flow: bakery"),
        ("title: Loaves", "title:", "empty-value", "title:\n    when"),
        ("part: completeness", "part: finish", "unknown-score-part", "10\n"),
        ("say: Rye}", "say: Rye, pints: 4}", "unknown-key", "pints"),
        ("outcome: ended", "outcome: finished", "unknown-value", "finished"),
        ("title: You\n", "title: You\n    title: You too\n", "duplicate-key", "title: You too"),
        ("ask: Where?", "ask: {Where}", "type", "{Where}"),
        ("ask: Where?", "ask: Where: here", "yaml", ": here"),
        ("ask: Where?", "ask: @home", "yaml", "@home"),
        ("ask: Where?", "ask: *home", "yaml", "*home"),
        ("ask: Where?", "\task: Where?", "yaml", "\task"),
        ("  - section: close", " - section: close", "yaml", "- section: close"),
        ("title: You\n", "title: You\n...\n---\nflow: two\n", "several-documents", "---"),
    ],
)  # fmt: skip
def test_a_fault_and_its_place(old: str, new: str, code: str, at: str) -> None:
    assert old in BAKERY
    text = BAKERY.replace(old, new, 1)
    found = [(fault.code, fault.line, fault.col) for fault in faults_of(text) if fault.level == "error"]
    assert found == [(code, *where(text, at))]
    assert code in CODES


def test_ten_faults_are_ten_faults() -> None:
    text = BAKERY
    for old, new in (
        ("title: Bread club", "titel: Bread club"),
        ("kind: note", "kind: notes"),
        ("step: brand", "step: has_oven"),
        ('has_oven != "no"', 'has_oven != "none"'),
        ("at_most: 4", "at_most: four"),
        ('"rye" in flour', '"rice" in flour'),
        ("rye_share < 90", "rye_share < ninety"),
        ("rye_share > 5", 'rye_share > "5"'),
        ("derive: pincode.district", "derive: pincode.city"),
        ("notice_version: 2", "notice_version: two"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    faults = faults_of(text)
    lines = {fault.line for fault in faults}
    assert len(lines) >= 10, faults
    expected = (
        "titel",
        "note",
        "has_oven\n        kind: text",
        '"none"',
        "four",
        '"rice"',
        "ninety",
        '"5"',
        "pincode.city",
        "two\n",
    )
    places = {(fault.line, fault.col) for fault in faults}
    for part in expected:
        assert where(text, part) in places, part
    assert len(faults) == 10, "nothing is said twice"
    assert list(faults) == sorted(faults)


@pytest.mark.parametrize(
    "scalar",
    [
        'when: has_oven == "yes" and nobody == "x"',
        'when: \'has_oven == "yes" and nobody == "x"\'',
        "when: \"has_oven == 'yes' and nobody == 'x'\"",
        'when: "has_oven == \\"yes\\" and nobody == \\"x\\""',
        'when: >\n          has_oven == "yes"\n          and nobody == "x"',
        'when: |\n          has_oven == "yes"\n            and nobody == "x"',
        'when:\n          has_oven == "yes"\n          and nobody == "x"',
        'when: \'has_oven == "yes"\n          and nobody == "x"\'',
    ],
)
def test_places_inside_every_style_of_scalar(scalar: str) -> None:
    text = BAKERY.replace('when: has_oven == "yes"', scalar, 1)
    (fault,) = faults_of(text)
    assert (fault.code, fault.line, fault.col) == ("unknown-name", *where(text, "nobody"))


# --- hostile and broken files


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n# nothing\n",
        "flow",
        "- a\n- b",
        "flow: [",
        "[" * 5000,
        "{a: " * 5000,
        "- " * 5000,
        "? " * 3000,
        "a: " * 500,
        "\x00",
        "\ud800",
        '"\\UFFFFFFFF"',
        "%YAML 9.9\n---\na: 1",
        "!!python/object/apply:os.system [ls]",
        "&a [*a]",
        "a: &a {b: *a}",
        "*a",
        "? [a]\n: b",
        "{[a]: b}",
        "<<: {flow: x}",
        "flow: !!binary aGk=",
        "'" * 999,
        "a" * 1_000_001,
        "sections: {}",
        "sections: [[[[]]]]",
        "flow: x\ntitle: y\nsections: [{}]",
        "flow: x\ntitle: y\nsections: [null]",
        "flow: x\ntitle: y\nsections: [{section: a, title: b, steps: [null, 1, [], {}]}]",
    ],
    ids=range(29),
)
def test_whatever_is_no_flow_is_a_fault(text: str) -> None:
    started = time.thread_time()
    faults = faults_of(text)
    assert time.thread_time() - started < 2
    assert all(fault.line >= 1 and fault.col >= 1 and fault.message and fault.code in CODES for fault in faults)


def test_aliases_may_be_used_but_not_to_multiply() -> None:
    shared = BAKERY.replace("options: {wheat: Wheat, rye: Rye}", "options: &flours {wheat: Wheat, rye: Rye}").replace(
        "label: Brand of oven", "label: Brand of oven\n        options: *flours"
    )
    assert "names no value above" in faults_of(shared)[0].message, "an alias stands after its anchor"
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for one, other in zip("abcdefgh", "bcdefghi", strict=True):
        bomb += f"{other}: &{other} [{', '.join([f'*{one}'] * 9)}]\n"
    (fault,) = faults_of(bomb)
    assert fault.code == "file-too-large"


def test_one_alias_is_the_value_again() -> None:
    assert read_yaml("a: &x {b: 1}\nc: *x\n", "f").data == {"a": {"b": "1"}, "c": {"b": "1"}}


def _mutated(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(lines))
        match chance.randrange(9):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[chance.randrange(len(lines))])
            case 2:
                other = chance.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines[at] = lines[at][: chance.randint(0, len(lines[at]))]
            case 4:
                lines[at] = " " * chance.randint(0, 8) + lines[at].lstrip()
            case 5:
                place = chance.randint(0, len(lines[at]))
                lines[at] = (
                    lines[at][:place]
                    + chance.choice("\"'{}[]:,-|>&*!%@`#\t\0\\()=é\u2028\ufeff ~?0")
                    + lines[at][place:]
                )
            case 6:
                words = lines[at].split(" ")
                chance.shuffle(words)
                lines[at] = " ".join(words)
            case 7:
                key, _, _ = lines[at].partition(":")
                lines[at] = (
                    key
                    + ": "
                    + chance.choice(
                        ["", "null", "[]", "{}", "[x]", "{x: y}", "1e999", "true", "-1", "x" * 200, "&a", "*a"]
                    )
                )
            case 8:
                lines[at] = lines[at].replace(chance.choice("aeiou:= "), "", 1)
        lines = lines or [""]
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(8))
def test_mutated_flows_are_a_flow_or_a_fault(seed: int) -> None:
    """A hundred mutations each of a good file: never a traceback, never two seconds."""
    chance = random.Random(seed)
    good = [BAKERY, *(path.read_text(encoding="utf-8") for path in DEFINITIONS if path.stem == "quick_enquiry")]
    flows = 0
    for _ in range(100):
        text = _mutated(chance.choice(good), chance)
        started = time.thread_time()
        faults = check_text(text, "mutated.yaml")
        assert time.thread_time() - started < 2
        lines = text.count("\n") + 2
        for fault in faults:
            assert fault.code in CODES
            assert 1 <= fault.line <= lines
            assert fault.col >= 1
        if not any(fault.level == "error" for fault in faults):
            load(text)
            flows += 1
    assert 0 < flows < 100, "the mutations are neither all harmless nor all deadly"


@settings(max_examples=200, deadline=2000)
@given(st.text(max_size=200))
def test_any_text_is_a_fault_or_a_flow(text: str) -> None:
    assert read(text).faults


def test_a_thousand_steps_load_in_time() -> None:
    steps = "".join(
        f'      - step: s{at}\n        kind: yes_no\n        when: s{max(at - 3, 0)} == "yes"\n        ask: Really?\n'
        for at in range(1, 1000)
    )
    head = "flow: long\ntitle: Long\nsections:\n  - section: a\n    title: A\n    steps:\n      - {step: s0, kind: yes_no, ask: Begin?}\n"
    text = head + steps
    started = time.thread_time()
    assert check_text(text) == []
    assert time.thread_time() - started < 10
    too_long = text + "      - {step: one_more, kind: yes_no, ask: Again?}\n"
    assert [fault.code for fault in check_text(too_long)] == ["too-many-steps"]


@pytest.mark.parametrize(
    ("character", "code", "says"),
    [
        ("\udce9", "not-utf8", "the byte 0xe9 is of another encoding; save the file as UTF-8"),
        ("\x07", "yaml", "the character U+0007"),
        ("\x00", "yaml", "delete it"),
    ],
)
def test_a_character_that_no_text_holds_is_named_with_its_remedy(character: str, code: str, says: str) -> None:
    with pytest.raises(DefinitionError) as wrong:
        load(f"flow: x\ntitle: Caf{character}\n")
    fault = wrong.value.faults[0]
    assert (fault.line, fault.col, fault.code) == (2, 11, code) and says in fault.message
