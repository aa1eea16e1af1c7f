"""PO files: read with the place of every character, written the same way, and never losing a translation."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest
from babel.messages.pofile import read_po as babel_read_po
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n.extract import Message, bot_messages, extract_flow, flow_messages
from bot.i18n.po import COMPLETE_HEADER, Entry, PoFile, parse, plural_forms, write, written
from bot.i18n.store import merged, missing, settled, template, updated
from flows.loader import read
from locales.catalog import CatalogError, Plural, read_po
from locales.languages import LANGUAGES
from locales.sentences import SENTENCES

FLOW = """\
flow: shop
title: A shop
sections:
  - section: first
    title: First part
    steps:
      - step: colour
        kind: choice
        ask: Which colour?
        options:
          red: {label: Red, synonyms: [crimson, scarlet]}
          blue: Blue
      - step: gst
        kind: gstin
        ask: Your GST number?
        example: 27AAPFU0939F1ZV
        checks:
          - should: gst.state_code == "27"
            say: The number {gst} is of {gst.state}.
"""


def messages(text: str = FLOW) -> list[Message]:
    return flow_messages(read(text, "shop.yaml"))


def translated(language: str = "hi") -> PoFile:
    """Every text with a translation."""
    return merged(PoFile(language), {m.context: f"अनुवाद {m.context}" for m in messages()}, messages())


# ── Extraction ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_flows_texts_have_the_paths_of_their_ids_and_their_places() -> None:
    found = {message.context: message for message in messages()}
    assert list(found) == [
        "shop.title",
        "shop.first.title",
        "shop.colour.ask",
        "shop.colour.label",
        "shop.colour.options.red.label",
        "shop.colour.options.red.synonyms",
        "shop.colour.options.blue.label",
        "shop.gst.ask",
        "shop.gst.label",
        "shop.gst.checks.0.say",
    ]
    assert found["shop.colour.ask"].reference == "shop.yaml:9"
    assert (found["shop.colour.options.red.label"].line, found["shop.colour.options.red.label"].col) == (11, 24)
    assert found["shop.colour.options.red.synonyms"].source == "crimson, scarlet"
    assert found["shop.colour.options.red.synonyms"].optional
    assert any("24" in comment for comment in found["shop.colour.options.blue.label"].comments)
    assert any("{gst}, {gst.state}" in comment for comment in found["shop.gst.checks.0.say"].comments)


def test_every_sentence_of_the_bot_is_extracted_with_a_line() -> None:
    found = {message.context: message for message in bot_messages()}
    assert set(found) == set(SENTENCES)
    assert all(message.line > 1 for message in found.values())
    assert found["files-count"].source == SENTENCES["files-count"]


def test_babel_can_extract_flows() -> None:
    found = list(extract_flow(BytesIO(FLOW.encode()), {}, {}, {}))
    assert (9, "pgettext", ("shop.colour.ask", "Which colour?"), ["choice: colour"]) in found


# ── Reading and writing ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_place_in_a_translation_is_found_again_in_the_file() -> None:
    data = 'msgctxt "a"\nmsgid "x"\nmsgstr ""\n"one \\"two\\"\\n"\n"  three"\n'
    (entry,) = parse(data.encode(), "hi").entries
    (form,) = entry.forms
    assert form.text == 'one "two"\n  three'
    assert form.at(form.text.index("two")) == (4, 8)
    assert form.at(form.text.index("three")) == (5, 4)
    assert form.at(999) == (5, 9)


@given(
    st.lists(st.tuples(st.text(min_size=1), st.text(min_size=1), st.booleans()), max_size=8, unique_by=lambda e: e[0])
)
def test_what_is_written_is_read_again(rows: list[tuple[str, str, bool]]) -> None:
    clean = [
        (c.replace("\r", ""), t, f) for c, t, f in rows if c.replace("\r", "").encode("utf-8", "ignore").decode() == c
    ]
    entries = [Entry(c, c, written(t), fuzzy=f) for c, t, f in clean if c and t.encode("utf-8", "ignore").decode() == t]
    file = PoFile("hi", entries)
    again = parse(write(file).encode(), "hi")
    assert [(e.context, e.source, e.text, e.fuzzy) for e in again.entries] == [
        (e.context, e.source, e.text, e.fuzzy) for e in entries
    ]
    assert write(again) == write(file)


def test_other_tools_read_what_is_written() -> None:
    entries = [Entry("n", Plural("{count} file", "{count} files"), written(Plural("{count} फ़ाइल", "{count} फ़ाइलें")))]
    text = write(PoFile("hi", [*entries, Entry("q", 'Say "a"\nb', written('"अ" कहिए\nब'))])).encode()
    babel = babel_read_po(BytesIO(text), abort_invalid=True)
    message = babel.get("{count} file", context="n")
    assert message is not None and message.string == ("{count} फ़ाइल", "{count} फ़ाइलें")
    assert read_po(text, "hi").entries["q"] == '"अ" कहिए\nब'


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plural_forms_are_those_of_cldr(language: str) -> None:
    zero_is_one = language in ("hi", "bn", "gu", "kn", "as", "pa")
    assert plural_forms(language).startswith("nplurals=2;")
    assert bool(re.search("n == 0|n >= 0", plural_forms(language))) is zero_is_one


@pytest.mark.parametrize(
    ("data", "line", "says"),
    [
        (b'msgid "x"\nmsgstr "y"\n', 1, "no msgctxt"),
        (b'msgctxt "a"\nmsgid "x"\nmsgstr "y"\n\nmsgctxt "a"\nmsgid "x"\nmsgstr "y"\n', 5, "already"),
        (b'msgctxt "a"\nmsgid "x\nmsgstr "y"\n', 2, "not a line"),
        (b'msgctxt "a"\nmsgid "\\x"\nmsgstr "y"\n', 2, "means nothing"),
        (b'msgid ""\nmsgstr "Language: ta\\n"\n', 1, "expected hi"),
        (b"\xff\xfe", 1, "UTF-8"),
        (b"#" * (5 * 1024 * 1024 + 1), 0, "limit"),
        (b'"loose"\n', 1, "not a line"),
    ],
)
def test_a_file_that_is_not_ours_is_refused_with_its_line(data: bytes, line: int, says: str) -> None:
    with pytest.raises(CatalogError, match=says) as refused:
        parse(data, "hi")
    assert refused.value.line == line


@given(st.binary(max_size=300))
def test_no_bytes_do_more_than_be_refused(data: bytes) -> None:
    try:
        parse(data, "hi")
    except CatalogError:
        return


# ── Bringing up to date ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_moved_step_keeps_its_translation() -> None:
    moved = FLOW.replace("title: A shop", "title: A shop\ndescription: Further down now.")
    file = updated(translated(), messages(moved))
    entry = file.by_context()["shop.colour.ask"]
    assert entry.references == ("shop.yaml:10",)
    assert (entry.text, entry.fuzzy) == ("अनुवाद shop.colour.ask", False)


def test_a_changed_sentence_turns_fuzzy_and_says_what_it_was() -> None:
    changed = FLOW.replace("Which colour?", "Which colours?")
    file = updated(translated(), messages(changed))
    entry = file.by_context()["shop.colour.ask"]
    assert (entry.text, entry.fuzzy, entry.source) == ("अनुवाद shop.colour.ask", True, "Which colours?")
    assert entry.previous == ('msgid "Which colour?"',)
    assert [m.context for m in missing(file, messages(changed))] == ["shop.colour.ask"]
    again = updated(parse(write(file).encode(), "hi"), messages(changed))
    assert again.by_context()["shop.colour.ask"].previous == ('msgid "Which colour?"',)
    assert "shop.colour.ask" not in read_po(write(file).encode(), "hi").entries


def test_new_synonyms_do_not_take_the_old_ones_away() -> None:
    file = updated(translated(), messages(FLOW.replace("scarlet", "cherry")))
    assert not file.by_context()["shop.colour.options.red.synonyms"].fuzzy


def test_a_removed_step_is_kept_for_its_return() -> None:
    without = FLOW[: FLOW.index("      - step: gst")]
    gone = parse(write(updated(translated(), messages(without))).encode(), "hi")
    assert "shop.gst.ask" not in gone.by_context()
    assert "#~ msgctxt" in write(gone)
    back = updated(gone, messages())
    assert back.by_context()["shop.gst.ask"].text == "अनुवाद shop.gst.ask"
    assert not back.by_context()["shop.gst.ask"].fuzzy


def test_a_renamed_step_takes_its_translation_along_as_fuzzy() -> None:
    file = updated(translated(), messages(FLOW.replace("step: colour", "step: shade")))
    entry = file.by_context()["shop.shade.ask"]
    assert (entry.text, entry.fuzzy) == ("अनुवाद shop.colour.ask", True)


def test_a_translators_notes_stay() -> None:
    file = translated()
    file = replace(file, entries=[replace(entry, notes=("ask Sunita",)) for entry in file.entries])
    again = updated(parse(write(file).encode(), "hi"), messages())
    assert again.entries[0].notes == ("ask Sunita",)


def test_a_language_is_complete_only_once_nothing_is_missing() -> None:
    assert translated().complete
    half = merged(PoFile("hi"), {"shop.title": "दुकान"}, messages())
    assert not half.complete
    optional = merged(PoFile("hi"), {m.context: "अ" for m in messages() if not m.optional}, messages())
    assert optional.complete
    assert settled(parse(write(optional).encode(), "hi"), messages()).headers[COMPLETE_HEADER] == "yes"


def test_a_template_has_everything_and_no_translation() -> None:
    file = parse(write(template(messages())).encode(), "")
    assert [entry.context for entry in file.entries] == [m.context for m in messages()]
    assert all(entry.text is None for entry in file.entries)
