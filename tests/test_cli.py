"""The command itself: how it ends, what it says, and where `--debug` may stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli import main


def _run(monkeypatch: pytest.MonkeyPatch, folder: Path, *words: str) -> object:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SAATHI_DATA_DIR", str(folder / "data"))
    monkeypatch.setattr("sys.argv", ["saathi", *words])
    try:
        main()
    except SystemExit as done:
        return done.code
    return 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("lead", "show", "nobody"), 1),
        (("play", "no_such_flow"), 1),
        (("document", "inspect", "nowhere.pdf"), 1),
        (("i18n", "stats", "--nonsense"), 2),
        (("read",), 2),
        (("i18n", "import"), 2),
    ],
)
def test_a_fault_is_one_line_and_debug_shows_where_wherever_it_stands(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    code: int,
) -> None:
    assert _run(monkeypatch, tmp_path, *words) == code
    plain = capsys.readouterr().err
    assert len(plain.splitlines()) == 1
    for line in (("--debug", *words), (words[0], "--debug", *words[1:]), (*words, "--debug")):
        assert _run(monkeypatch, tmp_path, *line) == code
        shown = capsys.readouterr().err
        assert "Traceback" in shown
        assert shown.endswith(plain)


def test_what_stands_after_two_dashes_is_no_option(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(monkeypatch, tmp_path, "read", "text", "--", "--debug") == 0
    assert "--debug" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [("play", "quick_enquiry"), ("play", "quick_enquiry", "--script", "-"), ("read", "number", "-")]
)
def test_a_closed_standard_input_is_an_empty_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert _run(monkeypatch, tmp_path, *words) == 0
