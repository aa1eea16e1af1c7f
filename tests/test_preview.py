"""Trying a draft: bounded in every direction, and the working copy beside it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import library
from bot.authoring.drafts import Conflict, Drafts, check_draft, tag, translations_for
from bot.web.preview import KEPT, TURNS_AT_MOST, Previews
from storage.flow_versions import FlowVersion

FLOW = "quick_enquiry"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def text_of() -> str:
    return next(file for file in library.packaged_flows() if file.name == f"{FLOW}.yaml").read_text(encoding="utf-8")


def live_of(text: str, **words: str) -> FlowVersion:
    return FlowVersion(FLOW, 1, text, words, "", "", 0, True, b"")


def previews() -> Previews:
    return Previews(lambda: NOW)


def test_only_so_many_are_kept_and_the_longest_unused_goes_first() -> None:
    kept, flow = previews(), library.load_flow(FLOW)
    for number in range(KEPT):
        kept.start(f"admin {number}", flow, "en", "web", "")
    assert kept.find("admin 0", FLOW) is not None  # used just now
    kept.start("one more", flow, "en", "web", "")
    assert len(kept) == KEPT
    assert kept.find("admin 0", FLOW) is not None
    assert kept.find("admin 1", FLOW) is None


def test_a_preview_has_an_end() -> None:
    made = previews().start("admin", library.load_flow(FLOW), "en", "web", "")
    for _ in range(TURNS_AT_MOST + 50):
        made.say("?")
    assert made.turns > TURNS_AT_MOST
    length = len(made.lines)
    made.say("?")
    assert len(made.lines) == length


def test_nobody_sees_anothers_preview() -> None:
    kept = previews()
    kept.start("one", library.load_flow(FLOW), "en", "web", "")
    assert kept.find("other", FLOW) is None


def test_a_copy_is_saved_whole_and_only_over_what_was_begun_from(tmp_path: Path) -> None:
    drafts, live = Drafts(tmp_path / "flows"), text_of()
    assert not drafts.read(FLOW, live).own
    drafts.save(FLOW, live + "# a\n", tag(live), live)
    with pytest.raises(Conflict) as conflict:
        drafts.save(FLOW, live + "# b\n", tag(live), live)
    assert conflict.value.theirs.text == live + "# a\n"
    assert [path.name for path in (tmp_path / "flows").iterdir()] == [f"{FLOW}.yaml"]
    drafts.discard(FLOW)
    assert drafts.read(FLOW, live).text == live


@pytest.mark.parametrize("name", ["../secret", "a/b", "", "Flow", ".x"])
def test_a_flows_name_never_leaves_its_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        Drafts(tmp_path).save(name, "x", "", "")


def test_faults_of_translations_are_told_and_never_in_the_way() -> None:
    found = check_draft(text_of().replace("Who are you buying for?", "For whom?"), FLOW)
    assert not found.blocked
    assert found.faults == ()
    assert all(fault.file.endswith(".po") for fault in found.words)


def test_a_sentence_keeps_its_translation_until_it_names_what_is_no_more() -> None:
    live = text_of()
    ask, thanks = f"{FLOW}.buying_for.ask", f"{FLOW}.thanks.say"
    old = live_of(live, hi=f'{{"{ask}": "किसके लिए?", "{thanks}": "धन्यवाद {{phone}}"}}')
    assert translations_for(live, old)["hi"][ask] == "किसके लिए?"
    reworded = live.replace("Who are you buying for?", "For whom?")
    assert translations_for(reworded, old)["hi"][ask]
    without = live.replace(" will call you on {phone}", " will call you")
    assert thanks not in translations_for(without, old)["hi"]
    assert translations_for(live, old)["hi"][thanks] == "धन्यवाद {phone}"
