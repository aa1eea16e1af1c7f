"""`saathi play`: options, scripts, JSON lines, errors of one line. Run in the process, and once as a command."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli
from tests.engine.shop import SHOP

ALL: Final = ["yes", "Ravi", "[food]", "123", "[yes]", "2001", "[/skip]", "5", "50", "Pots", "7"]
"""The shop as far as its "Another?"."""


@pytest.fixture
def flow(tmp_path: Path) -> Path:
    file = tmp_path / "shop.yaml"
    file.write_text(SHOP, encoding="utf-8")
    return file


def run(*arguments: str, script: str = "") -> Result:
    return CliRunner().invoke(cli, ["play", *arguments], input=script)


def lines(*arguments: str, script: str = "") -> list[dict[str, Any]]:
    """What `play --json` printed: a JSON object a line, and nothing else."""
    ran = run(*arguments, "--json", "--script", "-", script=script)
    assert ran.exit_code == 0, ran.output
    return [json.loads(line) for line in ran.stdout.splitlines()]


def result(*arguments: str, script: str = "") -> dict[str, Any]:
    last = lines(*arguments, script=script)[-1]
    assert list(last) == ["result"]
    body: dict[str, Any] = last["result"]
    return body


def script(*said: str) -> str:
    return "\n".join(said) + "\n"


def asked(said: list[dict[str, Any]]) -> dict[str, Any]:
    """The last thing that the bot said."""
    return [line for line in said if line.get("from") == "bot"][-1]


def test_every_line_has_the_shape_of_the_contract(flow: Path) -> None:
    said = lines(str(flow), script=script(*ALL, "no", "[/submit]"))
    assert list(said[-1]["result"]) == ["status", "step", "answers", "profile", "score"]
    for line in said[:-1]:
        assert line["from"] in ("bot", "trader") and isinstance(line["text"], str) and "step" in line
        if line["from"] == "bot":
            assert line.keys() >= {"from", "step", "kind", "text", "options", "problem", "progress"}
            assert line["kind"] in ("question", "note", "problem", "confirm", "warning", "review", "receipt", "ended")
            assert all(set(option) == {"id", "label"} for option in line["options"])
            assert line["progress"] is None or set(line["progress"]) == {"at", "of"}


def test_a_finished_script_has_status_answers_profile_and_no_score_where_the_flow_has_none(flow: Path) -> None:
    done = result(str(flow), script=script(*ALL, "no", "[/submit]"))
    assert (done["status"], done["step"], done["score"]) == ("completed", None, None)
    assert done["profile"]["items"] == [{"name": "Pots", "pieces": "7"}]
    assert done["answers"]["items.1.name"] == "Pots" and done["answers"]["since"] == "2001"


def test_a_script_that_ends_early_leaves_the_status_open(flow: Path) -> None:
    begun = result(str(flow), script=script("yes", "Ravi"))
    assert begun["status"] == "open" and begun["step"] == "sells" and begun["profile"] is None
    assert begun["answers"] == {"agree": {"choice": "yes", "notice_version": 1}, "name": "Ravi"}


def test_an_empty_script_asks_the_first_question(flow: Path) -> None:
    assert result(str(flow), script="")["step"] == "agree"


def test_comments_and_empty_lines_are_no_inputs(flow: Path) -> None:
    said = lines(str(flow), script="# a comment\n\n   \nyes\n  # another\nRavi\n")
    assert [line["text"] for line in said if line.get("from") == "trader"] == ["yes", "Ravi"]


def test_a_line_after_a_backslash_is_typed_whatever_it_begins_with(flow: Path) -> None:
    assert result(str(flow), script="yes\n\\#1 [shop]\n")["answers"]["name"] == "#1 [shop]"


def test_a_bracket_presses_and_a_pressed_unknown_option_is_a_problem(flow: Path) -> None:
    assert result(str(flow), script=script("yes", "Ravi", "[cloth]"))["answers"]["sells"] == "cloth"
    assert asked(lines(str(flow), script=script("yes", "Ravi", "[silk]")))["kind"] == "problem"


def test_several_options_answer_a_choices_step() -> None:
    answers = result(
        "quick_enquiry", script=script("[myself]", "[/skip]", "[/another]", "sheets", "5", "[quality,price]")
    )["answers"]
    assert answers["goods.1.needs"] == ["price", "quality"]


def test_back_skip_review_done_another_and_stop_are_commands(flow: Path) -> None:
    assert result(str(flow), script=script("yes", "Ravi", "[/back]"))["step"] == "name"
    said = lines(str(flow), script=script("yes", "Ravi", "[/review]"))
    assert "review" in [line.get("kind") for line in said] and asked(said)["step"] == "sells"
    assert result(str(flow), script=script(*ALL, "[/another]"))["step"] == "items.2.name"
    assert result(str(flow), script=script(*ALL, "[/done]"))["step"] == "look"
    assert "stop" not in result(str(flow), script=script("yes", "[/stop]"))["answers"].values()


def test_edit_names_a_step_as_displayed(flow: Path) -> None:
    more = [*ALL, "[/another]", "Pans", "9", "[/another]", "Cups", "1"]
    assert result(str(flow), script=script(*more, "[/edit items.2.name]"))["step"] == "items.2.name"
    # After the first is removed the second is the first; its id is another.
    gone = [*more, "[/edit items]", "[/remove items.1]", "[/done]", "[/edit items.1.name]", "Lids"]
    answers = result(str(flow), script=script(*gone))["answers"]
    assert (answers["items.1.name"], answers["items.2.name"]) == ("Lids", "Cups") and "items.3.name" not in answers


def test_an_unknown_step_is_said_and_the_conversation_goes_on(flow: Path) -> None:
    said = lines(str(flow), script=script("yes", "[/edit nothing.at.all]", "Ravi"))
    assert "edit-unknown" in [line.get("problem") for line in said] and said[-1]["result"]["answers"]["name"] == "Ravi"


def test_the_language_changes_in_the_middle_and_at_the_beginning(flow: Path) -> None:
    assert lines(str(flow), "--language", "hi", script="हाँ\n")[-1]["result"]["step"] == "name"
    english = result(str(flow), script=script("yes", "Ravi"))["answers"]
    assert result(str(flow), script=script("yes", "[/language hi]", "Ravi"))["answers"] == english


def test_contact_and_location_are_shared() -> None:
    begin = ["[myself]", "[/skip]", "[/another]", "sheets", "5", "[/skip]", "[/done]"]
    answers = result("quick_enquiry", script=script(*begin, "!contact +919812345678"))["answers"]
    assert answers["phone"] == "+919812345678"
    assert asked(lines("quick_enquiry", script=script(*begin, "!location 12.97,77.59")))["problem"] == "not-asked-now"


def test_a_file_is_sent_from_beside_the_script(flow: Path, tmp_path: Path) -> None:
    flow.write_text(
        SHOP.replace("      - {step: low,", "      - {step: photo, kind: document, ask: A photo?}\n      - {step: low,")
    )
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture")
    talk = tmp_path / "talk.txt"
    talk.write_text(script(*ALL[:7], "@broken.jpg"))
    ran = run(str(flow), "--script", str(talk), "--json")
    said = [json.loads(line) for line in ran.stdout.splitlines()]
    assert ran.exit_code == 0 and any(line.get("problem") for line in said), "a broken picture is refused with a reason"


@pytest.mark.parametrize("channel", ["terminal", "telegram", "whatsapp", "web"])
def test_every_channel_plays_the_same_conversation(flow: Path, channel: str) -> None:
    assert result(str(flow), "--channel", channel, script=script(*ALL, "no", "[/submit]"))["status"] == "completed"


def test_people_read_numbers_and_the_end(flow: Path) -> None:
    ran = run(str(flow), "--script", "-", script=script("yes", "Ravi"))
    assert ran.exit_code == 0 and "1. Food" in ran.output and "-- open at sells" in ran.output
    assert "{" not in ran.output


def test_the_clock_is_fixed_by_now(flow: Path) -> None:
    flow.write_text(SHOP.replace("ask: Since which year?", 'ask: "Since which year?", when: year() > 2030'))
    till = script("yes", "Ravi", "[cloth]")
    assert result(str(flow), "--now", "2031-01-01T10:00:00+05:30", script=till)["step"] == "since"
    assert result(str(flow), "--now", "2026-01-01T10:00:00+05:30", script=till)["step"] == "nick"


def one_line(ran: Result, *words: str) -> None:
    assert ran.exit_code == 1, ran.output
    assert isinstance(ran.exception, SystemExit), "an error of ours, with a traceback"
    error = ran.stderr.strip()
    assert error.startswith("Error: ") and "Traceback" not in ran.output
    assert all(word in error for word in words), error


def test_errors_are_one_line_and_exit_1(flow: Path, tmp_path: Path) -> None:
    one_line(run("no_such_flow", "--script", "-"), "no_such_flow")
    one_line(run(str(tmp_path / "none.yaml"), "--script", "-"), "none.yaml")
    one_line(run(str(flow), "--script", str(tmp_path / "none.txt")), "none.txt")
    one_line(run(str(flow), "--script", str(tmp_path)), "cannot be read")
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9\n")
    one_line(run(str(flow), "--script", str(tmp_path / "latin.txt")), "UTF-8")
    one_line(run(str(flow), "--script", "-", script="[/dance]\n"), "line 1", "/dance", "back")
    one_line(run(str(flow), "--script", "-", script="yes\n!location here\n"), "line 2")
    one_line(run(str(flow), "--script", "-", script="@nothing.pdf\n"), "nothing.pdf")


def test_a_script_is_understood_before_anything_is_said(flow: Path, tmp_path: Path) -> None:
    for wrong in (str(tmp_path / "none.txt"), "-"):
        ran = run(str(flow), "--json", "--script", wrong, script="yes\n[/dance]\n")
        one_line(ran)
        assert ran.stdout == ""


@pytest.mark.parametrize("name", ["a\x00b", "a" * 5000])
def test_a_name_that_no_file_can_have_is_one_line(flow: Path, name: str) -> None:
    one_line(run(str(flow), "--script", "-", script=f"@{name}\n"), "cannot be read")


def test_only_a_line_feed_ends_a_line_of_a_script(flow: Path) -> None:
    assert result(str(flow), script="yes\nAsha\u2028Devi\x0b\r\n")["answers"]["name"] == "Asha\nDevi"


def test_version_1_is_the_packaged_flow_where_nothing_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAATHI_DATA_DIR", str(tmp_path))
    assert CliRunner().invoke(cli, ["flow", "publish", str(_shop(tmp_path)), "--json"]).exit_code == 0
    assert result("quick_enquiry", "--version", "1")["status"] == "open"
    one_line(run("quick_enquiry", "--version", "2", "--script", "-"), "quick_enquiry has no version 2")
    one_line(run("quick_enquiry", "--version", str(10**30), "--script", "-"), "quick_enquiry has no version 1000")
    assert result("shop", "--version", "1", script="yes\n")["step"] == "name"
    file = str(_shop(tmp_path))
    one_line(run(file, "--version", "2", "--script", "-"), "is a file and has no version 2")
    assert result(file, "--version", "1")["status"] == "open"


def _shop(folder: Path) -> Path:
    file = folder / "a_shop.yaml"
    file.write_text(SHOP, encoding="utf-8")
    return file


def test_a_flow_with_faults_names_every_place(flow: Path) -> None:
    wrong = SHOP.replace('sells == "food", label', 'sells == "fod", label')
    flow.write_text(wrong.replace("kind: number, ask: The least", "kind: nmber, ask: The least"))
    ran = run(str(flow), "--script", "-")
    one_line(ran, "shop.yaml:")
    assert len(re.findall(r"shop\.yaml:\d+:\d+: .*(?:fod|nmber)", ran.stderr)) == 2, ran.stderr


def test_a_wrong_option_is_a_usage_error(flow: Path) -> None:
    for wrong in (["--language", "xx"], ["--channel", "fax"], ["--version", "two"], ["--dance"]):
        assert run(str(flow), *wrong).exit_code == 2


def test_help_has_an_example() -> None:
    assert "Example: saathi play" in run("--help").output


def test_the_command_itself_runs(flow: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", "from bot.cli import main; main()", "play", str(flow), "--script", "-", "--json"],
        input=script("yes", "रवि"), capture_output=True, text=True, encoding="utf-8", timeout=60, check=True,
    )  # fmt: skip
    last = json.loads(ran.stdout.splitlines()[-1])
    assert last["result"]["answers"]["name"] == "रवि" and ran.stderr == ""
