"""The wheel: built offline as it would be published, it holds every file of the four folders and runs by itself."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.test_house import FOLDERS, ROOT, folder, kept_files

pytestmark = pytest.mark.xdist_group("wheel")


def run(*command: str | Path, cwd: Path, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command[0]} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, cwd=ROOT)
    (built,) = out.glob("*.whl")
    return built


def test_it_holds_exactly_the_four_folders(wheel: Path) -> None:
    """A new kind of data file has to be named in pyproject.toml, or it would be missing from an installation."""
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert packed == {name for name in kept_files() if folder(name) in FOLDERS}


def test_it_runs_away_from_the_repository(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "installed"
    run(
        sys.executable, "-m", "pip", "install", "-q", "--no-index", "--no-deps", "--target", target, wheel, cwd=tmp_path
    )
    env = {"PYTHONPATH": str(target), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    where = run(sys.executable, "-c", "import bot; print(bot.__file__)", cwd=tmp_path, env=env)
    assert Path(where.strip()).is_relative_to(target)
    assert "Usage: saathi" in run(target / "bin" / "saathi", "--help", cwd=tmp_path, env=env)
