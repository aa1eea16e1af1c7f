"""Catalogs: reading hostile files, plurals by CLDR, filling that evaluates nothing, fall-backs, pseudo-languages."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.catalog import (
    MAX_PO_BYTES,
    Catalog,
    CatalogError,
    FillError,
    Plural,
    Words,
    fill,
    placeholders,
    plural_form,
    read_po,
)
from locales.pseudo import PSEUDO

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: hi\\n"\n'
N_IS_NOT_1 = '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'


LINES = [
    *HEADER.splitlines(), 'msgctxt "a"', 'msgid "b"', 'msgid_plural "c"', 'msgstr "d"', 'msgstr[0] "e"', 'msgstr[1] "f"',
    'msgstr[9] "g"', 'msgstr[x] "g"', '"loose"', "#, fuzzy", "#: x:1", '"Plural-Forms: nplurals=x\\n"', "",
]  # fmt: skip


def po(body: str, header: str = HEADER) -> bytes:
    return (header + "\n" + body).encode()


class TestReading:
    def test_entries_are_found_by_context(self) -> None:
        catalog = read_po(po('msgctxt "a.ask"\nmsgid "Your name?"\nmsgstr "आपका नाम?"\n'), "hi")
        assert catalog.language == "hi"
        assert dict(catalog.entries) == {"a.ask": "आपका नाम?"}

    def test_the_same_english_under_two_contexts_stays_two(self) -> None:
        entries = 'msgctxt "a"\nmsgid "No"\nmsgstr "नहीं"\n\nmsgctxt "b"\nmsgid "No"\nmsgstr "संख्या"\n'
        assert dict(read_po(po(entries), "hi").entries) == {"a": "नहीं", "b": "संख्या"}

    @pytest.mark.parametrize(
        "entry",
        [
            '#, fuzzy\nmsgctxt "a"\nmsgid "No"\nmsgstr "नहीं"\n',
            'msgctxt "a"\nmsgid "No"\nmsgstr ""\n',
            '#~ msgctxt "a"\n#~ msgid "No"\n#~ msgstr "नहीं"\n',
            'msgctxt "a"\nmsgid "one"\nmsgid_plural "many"\nmsgstr[0] "एक"\nmsgstr[1] ""\n',
        ],
    )
    def test_fuzzy_empty_obsolete_and_half_plural_are_left_out(self, entry: str) -> None:
        assert not read_po(po(entry), "hi").entries

    def test_plural_forms_are_cldrs_whatever_the_header_says(self) -> None:
        body = 'msgctxt "n"\nmsgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "{n} दिवस"\nmsgstr[1] "{n} दिन"\n'
        text = read_po(po(body, HEADER + N_IS_NOT_1), "hi").entries["n"]
        assert text == Plural("{n} दिवस", "{n} दिन")
        assert isinstance(text, Plural)
        assert text.choose(0, "hi") == "{n} दिवस"
        assert text.choose(0, "mr") == "{n} दिन"

    def test_the_header_cannot_ask_for_a_million_forms(self) -> None:
        bomb = HEADER + '"Plural-Forms: nplurals=999999999; plural=0;\\n"\n'
        body = 'msgctxt "n"\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "x"\nmsgstr[1] "y"\n'
        assert read_po(po(body, bomb), "hi").entries == {"n": Plural("x", "y")}

    @pytest.mark.parametrize(
        ("data", "line", "says"),
        [
            (b" " * (MAX_PO_BYTES + 1), 0, "limit"),
            (b'msgid ""\nmsgstr ""\n\xff\xfe\n', 3, "UTF-8"),
            (po('msgctxt "a"\nmsgid "No"\nmsgstr "x"\n').replace(b"Language: hi", b"Language: ta"), 1, "Language: ta"),
            (po('msgid "No"\nmsgstr "x"\n'), 6, "msgctxt"),
            (po('msgctxt "a"\nmsgid "No"\nmsgstr "x"\n\nmsgctxt "a"\nmsgid "Yes"\nmsgstr "y"\n'), 11, "already"),
            (po("<html>\n"), 6, "keyword"),
        ],
    )
    def test_a_bad_file_is_refused_with_its_line(self, data: bytes, line: int, says: str) -> None:
        with pytest.raises(CatalogError, match=says) as refused:
            read_po(data, "hi")
        assert refused.value.line == line

    @given(st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode("utf-8", "replace")))
    def test_garbage_is_refused_or_read_never_anything_else(self, data: bytes) -> None:
        try:
            read_po(data, "hi")
        except CatalogError:
            return

    @given(st.lists(st.sampled_from(LINES), max_size=14))
    def test_shuffled_lines_are_refused_or_read(self, lines: list[str]) -> None:
        try:
            read_po("\n".join(lines).encode(), "hi")
        except CatalogError:
            return


class TestPlurals:
    @pytest.mark.parametrize("language", ["hi", "bn", "gu", "kn", "as", "pa"])
    def test_nothing_is_singular(self, language: str) -> None:
        assert [plural_form(n, language) for n in (0, 1, 2)] == ["one", "one", "other"]

    @pytest.mark.parametrize("language", ["en", "mr", "ta", "te", "ml", "or", "ur", "en-XA", "ar-XB", "hi-XC"])
    def test_nothing_is_plural(self, language: str) -> None:
        assert [plural_form(n, language) for n in (0, 1, 2)] == ["other", "one", "other"]

    def test_a_fraction(self) -> None:
        assert plural_form(Decimal("0.5"), "hi") == "one"
        assert plural_form(Decimal("1.5"), "en") == "other"


class Trap:
    """Whose attributes must never be touched."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"touched {name}")

    def __str__(self) -> str:
        return "shown"


class TestFilling:
    def test_names_fields_and_braces(self) -> None:
        text = "{{ {name} is of {gstin.state} }}"
        assert placeholders(text) == ("name", "gstin.state")
        assert fill(text, {"name": "आशा", "gstin": {"state": "Goa"}}) == "{ आशा is of Goa }"

    def test_a_dotted_name_may_be_given_flat(self) -> None:
        assert fill("{gstin}: {gstin.state}", {"gstin": "27AA", "gstin.state": "Goa"}) == "27AA: Goa"

    def test_numbers_and_empty_text(self) -> None:
        assert fill("{n}{e}", {"n": 0, "e": ""}) == "0"

    @pytest.mark.parametrize("text", ["{a", "a}", "{}", "{a b}", "{0}", "{a!r}", "{a:>9}", "{a[0]}", "{a.b.c}", "{{a}"])
    def test_anything_else_in_braces_is_a_fault(self, text: str) -> None:
        with pytest.raises(FillError, match="stray"):
            fill(text, {"a": "x"})

    @pytest.mark.parametrize("text", ["{b}", "{a.b}", "{trap.secret}", "{trap.__class__}", "{none}"])
    def test_a_name_without_a_value_is_a_fault(self, text: str) -> None:
        with pytest.raises(FillError, match="no value"):
            fill(text, {"a": "x", "trap": Trap(), "none": None})

    def test_a_value_is_never_read_as_a_template(self) -> None:
        assert fill("{a} {b}", {"a": "{b} {{ {0.__class__}", "b": "x"}) == "{b} {{ {0.__class__} x"

    def test_isolates_keep_an_identifier_in_order(self) -> None:
        assert (
            fill("نمبر {gstin} ہے", {"gstin": "27AAPFU0939F1ZV"}, isolate=True) == "نمبر \u206827AAPFU0939F1ZV\u2069 ہے"
        )

    def test_a_value_cannot_break_out_of_its_isolate(self) -> None:
        assert fill("ہے {a}", {"a": "x\u2069\u202eاب"}, isolate=True) == "ہے \u2067xاب\u2069"

    def test_a_line_that_begins_with_a_value_reads_from_the_right(self) -> None:
        """Its direction is that of its first letter outside isolates, and without one it was the left; "GST" turned its label around."""
        said = fill("{label}: {value}", {"label": "GST نمبر", "value": "27AAPFU0939F1ZV"}, isolate=True)
        assert said == "\u200f\u2067GST نمبر\u2069: \u206827AAPFU0939F1ZV\u2069"

    def test_a_list_of_lines_has_an_isolate_a_line(self) -> None:
        """One around all ended with the first line, and lent its direction to the others."""
        assert (
            fill("ہے:\n{lines}\nکیا؟", {"lines": "GST نمبر: A\nPune"}, isolate=True)
            == "ہے:\n\u200f\u2067GST نمبر: A\u2069\n\u200f\u2068Pune\u2069\nکیا؟"
        )

    @given(st.text(alphabet="{}ab.0_ !:[]()\u0915", max_size=30))
    def test_any_template_fills_or_is_a_fault(self, text: str) -> None:
        try:
            fill(text, {"a": Trap(), "b": "v"})
        except FillError:
            return

    @given(st.text(max_size=30), st.text(max_size=30))
    def test_any_value_arrives_unchanged(self, before: str, value: str) -> None:
        literal = before.replace("{", "{{").replace("}", "}}")
        assert fill(literal + "{v}", {"v": value}) == before + value


SOURCE: dict[str, str | Plural] = {"hello": "Hello {name}", "days": Plural("{n} day", "{n} days"), "bye": "Bye"}
HINDI = Catalog.from_mapping("hi", {"hello": "नमस्ते {name}", "days": Plural("{n} दिन (एक)", "{n} दिन")})
MARATHI = Catalog.from_mapping("mr", {"bye": "येतो"})
URDU = Catalog.from_mapping("ur", {"hello": "سلام {name}", "bye": "{wrong}"})


class TestSaying:
    words = Words({"hi": HINDI, "mr": MARATHI, "ur": URDU}, SOURCE)

    def test_own_language_then_the_chain_then_english(self) -> None:
        assert self.words.say("bye", "mr", {}) == "येतो"
        assert self.words.say("hello", "mr", {"name": "आशा"}) == "नमस्ते आशा"
        assert self.words.say("bye", "hi", {}) == "Bye"
        assert [self.words.fell_back(key, "mr") for key in ("bye", "hello", "days")] == [False, True, True]
        assert self.words.fell_back("bye", "hi")
        assert not self.words.fell_back("bye", "en")

    def test_the_plural_is_that_of_the_language_spoken(self) -> None:
        assert self.words.say("days", "hi", {"n": 0}, count=0) == "0 दिन (एक)"
        assert self.words.say("days", "mr", {"n": 0}, count=0) == "0 दिन (एक)"
        assert self.words.say("days", "en", {"n": 0}, count=0) == "0 days"
        assert self.words.say("days", "en", {"n": "?"}) == "? days"

    def test_right_to_left_isolates_values(self) -> None:
        assert self.words.say("hello", "ur", {"name": "Asha"}) == "سلام \u2068Asha\u2069"

    def test_a_broken_translation_is_passed_over_a_broken_source_is_not(self) -> None:
        assert self.words.say("bye", "ur", {}) == "Bye"
        with pytest.raises(FillError):
            self.words.say("hello", "en", {})
        with pytest.raises(KeyError):
            self.words.say("unknown", "hi", {})

    def test_a_catalog_is_a_copy(self) -> None:
        entries = {"a": "x"}
        catalog = Catalog.from_mapping("hi", entries)
        entries["a"] = "y"
        assert catalog.entries["a"] == "x"


class TestPseudo:
    @pytest.mark.parametrize("language", PSEUDO)
    def test_placeholders_survive_and_words_change(self, language: str) -> None:
        catalog = Catalog.pseudo(language, SOURCE)
        hello, days = catalog.entries["hello"], catalog.entries["days"]
        assert isinstance(hello, str)
        assert placeholders(hello) == ("name",)
        assert isinstance(days, Plural)
        assert placeholders(days.one) == ("n",)
        assert catalog.entries["bye"] != "Bye"

    def test_long_is_longer_and_bracketed(self) -> None:
        text = "Send your GST certificate, the PDF or a photo."
        source: dict[str, str | Plural] = {"a": text}
        long = Catalog.pseudo("en-XA", source).entries["a"]
        assert isinstance(long, str)
        assert len(long) >= 1.3 * len(text)
        assert (long[0], long[-1]) == ("[", "]")

    def test_right_to_left_isolates_like_urdu(self) -> None:
        words = Words({"ar-XB": Catalog.pseudo("ar-XB", SOURCE)}, SOURCE)
        assert words.say("hello", "ar-XB", {"name": "A"}) == "\u202eHello \u202c\u2068A\u2069"

    def test_no_vowel_sign_stands_alone(self) -> None:
        heavy = Catalog.pseudo("hi-XC", {"a": "a ai out"}).entries["a"]
        assert isinstance(heavy, str)
        assert all(word[0] not in "ाैीौूंँ" for word in heavy.split())
