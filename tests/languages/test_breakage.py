"""All thirteen catalogs are complete, and breaking any one entry makes `saathi flow check` name its file, line and column.

Broken are copies in a folder of their own; the checker is shown that folder as if it were the package's.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.commands.flow import flow as flow_command
from bot.i18n import faults
from bot.i18n.extract import DOMAINS, Domain
from bot.i18n.store import Store, messages_of, packaged
from locales.languages import LANGUAGES

QUOTED = re.compile(r'^(msgid|msgstr(?:\[\d\])?) (".*"(?:\n".*")*)', re.MULTILINE)
Block = str
Break = Callable[[Block], Block]


def test_every_language_is_complete() -> None:
    counted = faults.stats(packaged())
    assert list(counted) == list(LANGUAGES)
    for language, count in counted.items():
        assert count["total"] > 700, language
        assert count["translated"] == count["total"], language
        assert (count["fuzzy"], count["problems"]) == (0, 0), language


class Shelf:
    """A copy of one language's PO files, to be broken; the checker looks at it alone."""

    def __init__(self, root: Path, language: str) -> None:
        self.store = Store(root)
        self.language = language
        shutil.copytree(packaged().root / language, root / language)

    def path(self, domain: Domain) -> Path:
        return self.store.path(self.language, domain)

    def change(self, domain: Domain, context: str, broken: Break) -> tuple[int, int]:
        """Break one entry; the lines it takes up now, first and last."""
        text = self.path(domain).read_text(encoding="utf-8")
        blocks = text.split("\n\n")
        at = next(number for number, block in enumerate(blocks) if f'msgctxt "{context}"' in block)
        blocks[at] = broken(blocks[at])
        self.path(domain).write_text("\n\n".join(blocks), encoding="utf-8")
        first = sum(block.count("\n") + 2 for block in blocks[:at]) + 1
        return first, first + blocks[at].count("\n")

    def checked(self) -> list[dict[str, Any]]:
        """The errors that `saathi flow check` finds; it ends with 1 when there are any."""
        ended = CliRunner().invoke(flow_command, ["check", "--format", "json"])
        found = [fault for fault in json.loads(ended.stdout) if fault["level"] == "error"]
        assert ended.exit_code == (1 if found else 0), ended.output
        return found


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Shelf:
    language: str = getattr(request, "param", "hi")
    found = Shelf(tmp_path, language)
    monkeypatch.setattr(faults, "packaged", lambda: found.store)
    monkeypatch.setattr(faults, "TRANSLATED", (language,))
    return found


def emptied(block: Block) -> Block:
    return QUOTED.sub(lambda part: f'{part[1]} ""' if part[1].startswith("msgstr") else part[0], block)


def marked_fuzzy(block: Block) -> Block:
    return block.replace("msgctxt", "#, fuzzy\nmsgctxt", 1)


def of_older_english(block: Block) -> Block:
    return re.sub(r'^msgid "', 'msgid "Dear trader: ', block, count=1, flags=re.MULTILINE)


def in_english(block: Block) -> Block:
    english = next(part[2] for part in QUOTED.finditer(block) if part[1] == "msgid")
    return QUOTED.sub(lambda part: f"{part[1]} {english}" if part[1].startswith("msgstr") else part[0], block)


def with_other_placeholders(block: Block) -> Block:
    head, _, tail = block.partition("msgstr")
    return head + "msgstr" + re.sub(r"\{(\w+)", r"{wrong_\1", tail)


def with_a_space_behind(block: Block) -> Block:
    return re.sub(r'"\s*\Z', ' "', block)


def with_another_script(block: Block) -> Block:
    return re.sub(r'"\s*\Z', ' ქართული"', block)


def far_too_long(block: Block) -> Block:
    head, _, tail = block.partition('msgstr "')
    return f'{head}msgstr "' + tail.replace('"', "", 1).rstrip() * 12 + '"'


def without_its_quote(block: Block) -> Block:
    return re.sub(r'"\s*\Z', "", block)


BREAKS: tuple[tuple[Domain, str, Break, str], ...] = (
    ("flows", "export_onboarding.role.ask", emptied, "untranslated"),
    ("bot", "problem.not-skippable", marked_fuzzy, "fuzzy"),
    ("flows", "export_onboarding.products.moq.help", of_older_english, "stale"),
    ("flows", "export_onboarding.pan.suggest_say", with_other_placeholders, "placeholder-unknown"),
    ("flows", "export_onboarding.address.ask", with_a_space_behind, "space"),
    ("flows", "export_onboarding.address.help", with_another_script, "script"),
    ("flows", "export_onboarding.business_type.options.huf.label", far_too_long, "label-length"),
    ("bot", "problem.yes-or-no", without_its_quote, "po"),
    ("flows", "export_onboarding.kept.say", in_english, ""),
)


@pytest.mark.parametrize("shelf", ["hi", "ur", "or"], indirect=True)
@pytest.mark.parametrize(("domain", "context", "broken", "code"), BREAKS)
def test_a_broken_entry_is_named(shelf: Shelf, domain: Domain, context: str, broken: Break, code: str) -> None:
    first, last = shelf.change(domain, context, broken)
    found = shelf.checked()
    assert found, f"{broken.__name__} went unseen"
    assert {fault["file"] for fault in found} == {str(shelf.path(domain))}
    # A missing quote is only seen where the next entry begins.
    assert all(first <= fault["line"] <= last + 2 and fault["col"] >= 1 for fault in found), (first, last, found)
    if code:
        assert code in {fault["code"] for fault in found}, found


def test_a_removed_entry_is_named_where_its_english_is(shelf: Shelf) -> None:
    shelf.change("flows", "export_onboarding.role.ask", lambda block: "")
    (fault,) = shelf.checked()
    assert fault["file"] == "flows/definitions/export_onboarding.yaml"
    source = (packaged().root.parent / fault["file"]).read_text(encoding="utf-8").splitlines()[fault["line"] - 1]
    assert source[fault["col"] - 1 :].startswith("What is your role")


@pytest.mark.parametrize("broken", [emptied, marked_fuzzy, of_older_english, with_a_space_behind, with_another_script])
def test_there_is_no_entry_that_could_be_broken_unseen(shelf: Shelf, broken: Break) -> None:
    """Every entry of both files is broken at once, and every one is named."""
    for domain in DOMAINS:
        contexts = {message.context for message in messages_of(domain) if not message.optional}
        blocks = shelf.path(domain).read_text(encoding="utf-8").split("\n\n")
        changed = {at for at, block in enumerate(blocks) if context_of(block) in contexts}
        assert len(changed) == len(contexts)
        blocks = [broken(block) if at in changed else block for at, block in enumerate(blocks)]
        shelf.path(domain).write_text("\n\n".join(blocks), encoding="utf-8")
        place: list[int] = []  # line -> the block it is in
        for at, block in enumerate(blocks):
            place += [at] * (block.count("\n") + 2)
        named = {
            place[fault.line - 1]
            for fault in faults.language_faults(shelf.store, shelf.language, domain, messages_of(domain))
            if fault.level == "error"
        }
        unseen = sorted(context_of(blocks[at]) for at in changed - named)
        assert unseen == []


def context_of(block: Block) -> str:
    found = re.search(r'^msgctxt "(.*)"', block, re.MULTILINE)
    return found[1] if found else ""


def test_the_whole_check_finds_no_error() -> None:
    ended = CliRunner().invoke(flow_command, ["check", "--format", "json"])
    assert ended.exit_code == 0, ended.output
