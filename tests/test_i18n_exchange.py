"""Translations in and out: round trips, and files that mean harm."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook, load_workbook

from bot.commands.i18n import i18n
from bot.i18n import xlsx
from bot.i18n.exchange import ExchangeError, Incoming, Row, read_json, read_translated_po, rows, take, write_json
from bot.i18n.store import Store, messages_of
from bot.i18n.xlsx import read_xlsx, write_xlsx
from locales.catalog import Plural

YES = {"yes": "ஆம்", "files-count": ["{count} கோப்பு", "{count} கோப்புகள்"]}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def texts(store: Store) -> dict[str, object]:
    return {c: e.text for c, e in store.read("ta", "bot").by_context().items() if e.text is not None}


def test_json_is_merged(store: Store) -> None:
    done = take(store, "ta", read_json(json.dumps(YES).encode()), "ta.json")
    assert (done.taken, done.refused) == (2, 0)
    assert texts(store) == {"yes": "ஆம்", "files-count": Plural("{count} கோப்பு", "{count} கோப்புகள்")}
    again = take(
        store, "ta", read_json(b'{"no": "\xe0\xae\x87\xe0\xae\xb2\xe0\xaf\x8d\xe0\xae\xb2\xe0\xaf\x88"}'), "ta.json"
    )
    assert again.taken == 1
    assert set(texts(store)) == {"yes", "no", "files-count"}


def test_a_text_with_an_error_is_left_out_with_its_line(store: Store) -> None:
    data = '{\n "yes": "ஆம்",\n "take-value": "எடு"\n}'.encode()
    done = take(store, "ta", read_json(data), "ta.json")
    assert (done.taken, done.refused) == (1, 1)
    assert [(fault.line, fault.code) for fault in done.faults] == [(3, "placeholder-missing")]
    assert set(texts(store)) == {"yes"}


def test_what_is_not_ours_is_refused_whole(store: Store) -> None:
    with pytest.raises(ExchangeError, match="nothing is called 'yess'"):
        take(store, "ta", {"yes": Incoming("ஆம்"), "yess": Incoming("ஆம்")}, "ta.json")
    assert texts(store) == {}


def test_letters_are_brought_into_one_form(store: Store) -> None:
    take(store, "hi", {"skip": Incoming("\u091b\u095c")}, "hi.json")
    assert store.read("hi", "bot").by_context()["skip"].text == "\u091b\u0921\u093c"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"[]", "mapping"),
        (b"{", "not JSON"),
        (b'{"yes": 1}', "a text"),
        (b'{"yes": ["a"]}', "a text"),
        (b'{"yes": "a", "yes": "b"}', "twice"),
        (b"\xff", "UTF-8"),
        (b"[" * 100_000, "nested|not JSON"),
        (b" " * (5 * 1024 * 1024 + 1), "limit"),
    ],
)
def test_json_that_is_no_translation(data: bytes, says: str) -> None:
    with pytest.raises(ExchangeError, match=says):
        read_json(data)


def test_a_plural_needs_its_two_forms(store: Store) -> None:
    done = take(store, "ta", {"files-count": Incoming("{count} கோப்பு"), "yes": Incoming(Plural("ஆம்", "ஆம்"))}, "x")
    assert [fault.code for fault in done.faults] == ["plural", "plural"]


def test_po_of_another_language_or_of_none(store: Store) -> None:
    with pytest.raises(ExchangeError, match="expected ta"):
        read_translated_po(b'msgid ""\nmsgstr "Language: hi\\n"\n', "ta")
    with pytest.raises(ExchangeError, match="Language"):
        read_translated_po(b'msgctxt "yes"\nmsgid "Yes"\nmsgstr "x"\n', "ta")


def test_a_translation_of_an_older_sentence_is_refused(store: Store) -> None:
    data = 'msgid ""\nmsgstr "Language: ta\\n"\n\nmsgctxt "yes"\nmsgid "Yes!"\nmsgstr "ஆம்"\n'.encode()
    done = take(store, "ta", read_translated_po(data, "ta"), "ta.po")
    assert [(fault.code, fault.line) for fault in done.faults] == [("stale", 4)]


def test_a_spreadsheet_comes_back_as_it_went(store: Store) -> None:
    take(store, "ta", read_json(json.dumps({**YES, "no": "இல்லை"}).encode()), "ta.json")
    sheet = write_xlsx(rows(store, "ta", messages_of("bot")), "ta")
    found = read_xlsx(sheet, "ta")
    assert {context: one.text for context, one in found.items()} == texts(store)
    assert take(store, "ta", found, "ta.xlsx").unchanged == 3


def book(fill: Callable[[Workbook], None] | None = None, language: str = "ta", cell: str = "ஆம்") -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["context", "English", "English, other", language, f"{language}, other", "about"])
    sheet.append(["yes", "Yes", "", cell, "", ""])
    if fill is not None:
        fill(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


def with_link(made: Workbook) -> None:
    sheet = made.active
    assert sheet is not None
    sheet["D2"].hyperlink = "https://example.com/steal"


def test_an_ordinary_workbook_is_read() -> None:
    assert read_xlsx(book(), "ta") == {"yes": Incoming("ஆம்", 2, "Yes")}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (book(language="hi"), "another language"),
        (book(cell='=WEBSERVICE("https://example.com")'), "formula"),
        (book(lambda made: made.create_sheet("hi").append(["x"])), "2 sheets"),
        (book(with_link), "links to the outside"),
        (with_part(book(), "xl/externalLinks/externalLink1.xml", b"<a/>"), "externalLink1"),
        (with_part(book(), "xl/vbaProject.bin", b"x"), "vbaProject"),
        (with_part(book(), "xl/sharedStrings.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "document type"),
        (with_part(book(), "xl/media/bomb.bin", b"0" * (51 * 1024 * 1024)), "unpacked"),
        (with_part(book(), "xl/worksheets/sheet1.xml", b"<broken"), "not a workbook"),
        (book()[:200], "not an XLSX"),
        (b"0" * (xlsx.MOST_PACKED + 1), "limit"),
    ],
)
def test_a_workbook_that_means_harm(data: bytes, says: str) -> None:
    with pytest.raises(ExchangeError, match=says):
        read_xlsx(data, "ta")


def test_a_text_that_looks_like_a_formula_goes_out_as_text(store: Store) -> None:
    found = rows(store, "ta", messages_of("bot"))[:1]
    sheet = load_workbook(io.BytesIO(write_xlsx([Row(found[0].message, ("=1+1",))], "ta"))).active
    assert sheet is not None
    assert (sheet["D2"].value, sheet["D2"].data_type) == ("=1+1", "s")


def test_a_translator_who_begins_gets_the_english(store: Store) -> None:
    english = json.loads(write_json(rows(store, "ta", messages_of("bot")), english=True))
    assert english["yes"] == "Yes"
    assert english["files-count"] == ["{count} file", "{count} files"]


def test_two_who_change_a_language_at_once_lose_nothing(store: Store) -> None:
    def give(key: str) -> None:
        take(store, "ta", {key: Incoming("சொல்")}, "ta.json")

    keys = ["skip", "keep-it", "submit", "add-another", "no-more", "ask-a-person"]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(give, keys))
    assert set(texts(store)) == set(keys)


def run(store: Store, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(i18n, ["--locales", str(store.root), *words])
    return done.exit_code, done.output


def test_the_commands(store: Store, tmp_path: Path) -> None:
    incoming = tmp_path / "ta.json"
    incoming.write_text(json.dumps({**YES, "take-value": "எடு"}), encoding="utf-8")
    code, said = run(store, "import", "ta", str(incoming))
    assert code == 1
    assert "take-value: {value} is missing" in said and "2 taken" in said
    assert run(store, "update", "ta")[0] == 0
    assert run(store, "compile", "ta")[0] == 0
    assert json.loads(run(store, "stats", "--json")[1])["ta"]["translated"] == 2
    left = json.loads(run(store, "export", "ta", "--missing", "--english", "--domain", "bot")[1])
    assert "yes" not in left and left["no"] == "No"
    assert run(store, "export", "ta", "--format", "po", "--domain", "bot", "--out", str(tmp_path / "ta.po"))[0] == 0
    assert run(Store(tmp_path / "other"), "import", "ta", str(tmp_path / "ta.po"))[0] == 0
    assert run(store, "extract", "--out", str(tmp_path / "pot"))[0] == 0
    assert (tmp_path / "pot" / "flows.pot").stat().st_size > 10_000


def test_the_contact_sheet_shows_every_step_in_every_language_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "sheet.html"
    assert (
        run(Store(tmp_path), "sheet", "quick_enquiry", "--language", "hi", "--language", "ur", "--out", str(out))[0]
        == 0
    )
    page = out.read_text(encoding="utf-8")
    assert "यह खरीदारी किसके लिए है?" in page
    assert page.count('lang="ur" dir="rtl"') == page.count('lang="hi"') == page.count("<h3")
    assert all(channel in page for channel in ("whatsapp", "telegram", "web", "terminal"))
    assert "<script" not in page
