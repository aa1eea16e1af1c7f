"""`saathi document inspect`, as its contract words it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.documents.command import document, document_group
from bot.documents.samples import SAMPLE_FIRM, gst_certificate, udyam_certificate
from flows.problems import Problem


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    file = tmp_path / "certificate.bin"
    file.write_bytes(gst_certificate(SAMPLE_FIRM))
    return file


def test_json(paper: Path) -> None:
    done = CliRunner().invoke(document, ["inspect", str(paper), "--kind", "gst", "--json"])
    assert done.exit_code == 0
    said = json.loads(done.output)
    assert (said["mime"], said["bytes"], said["pages"]) == ("application/pdf", paper.stat().st_size, 3)
    assert (said["verdict"], said["problems"]) == ("ok", [])
    assert len(said["sha256"]) == 64
    assert said["read"]["gstin"]["value"] == SAMPLE_FIRM.gstin
    assert said["read"]["gstin"]["confidence"] >= 0.9
    assert set(said["read"]) >= {
        "legal_name",
        "trade_name",
        "constitution",
        "address",
        "state",
        "pincode",
        "date_of_issue",
    }


def test_a_problem_is_said_and_exits_0(paper: Path) -> None:
    done = CliRunner().invoke(document, ["inspect", str(paper), "--kind", "udyam", "--json"])
    said = json.loads(done.output)
    assert done.exit_code == 0
    assert said["verdict"] == "ask_again"
    assert said["problems"] == [
        {"key": "wrong-paper", "say": "This looks like another paper. Please send your Udyam certificate."}
    ]


def test_in_words(paper: Path) -> None:
    done = CliRunner().invoke(document, ["inspect", str(paper)])
    assert SAMPLE_FIRM.gstin in done.output
    assert "ok" in done.output.splitlines()[0]


def test_the_sentences_may_be_another_languages(tmp_path: Path) -> None:
    def say(problem: Problem, language: str) -> str:
        return f"{language}:{problem.key}"

    file = tmp_path / "empty.pdf"
    file.write_bytes(b"")
    done = CliRunner().invoke(document_group(say), ["inspect", str(file), "--language", "hi", "--json"])
    assert json.loads(done.output)["problems"] == [{"key": "file-empty", "say": "hi:file-empty"}]


@pytest.mark.parametrize(
    "name", ["../x.pdf", "a\nb.pdf", "\u202efdp.exe", "-rf", "a" * 300 + ".pdf", "%00.pdf", "$(id).pdf"]
)
def test_a_name_decides_nothing(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "inner"
    folder.mkdir()
    file = folder / name
    try:
        file.write_bytes(udyam_certificate(SAMPLE_FIRM))
    except OSError:
        done = CliRunner().invoke(document, ["inspect", "--json", "--", str(file)])
        assert done.exit_code == 1
        assert done.output.startswith("Error: ")
        return
    done = CliRunner().invoke(document, ["inspect", "--json", "--", str(file)])
    assert json.loads(done.output)["paper"] == "udyam"


def test_a_file_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    for path in (tmp_path / "absent.pdf", tmp_path):
        done = CliRunner().invoke(document, ["inspect", str(path)])
        assert done.exit_code == 1
        assert len(done.output.strip().splitlines()) == 1


def test_a_large_file_is_measured_and_not_loaded(tmp_path: Path) -> None:
    file = tmp_path / "large.pdf"
    with file.open("wb") as opened:
        opened.write(b"%PDF-1.4\n")
        opened.truncate(30_000_000)
    done = CliRunner().invoke(document, ["inspect", str(file), "--json"])
    said = json.loads(done.output)
    assert (said["problems"][0]["key"], said["bytes"]) == ("file-too-large", 30_000_000)
    assert "30 MB" in said["problems"][0]["say"]
