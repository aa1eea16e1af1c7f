"""The house rules that matter, as checks over the whole tree. None has a list of exceptions."""

from __future__ import annotations

import ast
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

import pytest

from bot.settings import settings_table

ROOT = Path(__file__).parent.parent
FOLDERS = ("locales", "flows", "storage", "bot")  # each imports only from those to its left
PURE = frozenset({"locales", "flows"})
IMPURE_MODULES = frozenset(
    {"os", "io", "pathlib", "tempfile", "shutil", "time", "random", "secrets", "uuid", "logging", "sqlite3"}
    | {"socket", "threading", "asyncio", "subprocess"}
)
ENVIRONMENT = frozenset({"environ", "environb", "getenv", "getenvb"})
CLOCKS = frozenset({"now", "utcnow", "today"})
# Written in halves, so that this file holds none of them.
NOWHERE = ("/wo" + "rk/", "/ro" + "ot/", "/opt/" + "wheels", "pypi" + ".org", "python" + "hosted", "debian" + ".org")

Rule = Callable[[str, ast.Module], Iterator[str]]


def imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every module imported anywhere in the file, functions and type-checking blocks included."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, each.name) for each in names)
            case ast.ImportFrom(module=str(module)):
                yield node.lineno, module


def folder(file: str) -> str:
    return PurePosixPath(file).parts[0]


def direction(file: str, tree: ast.Module) -> Iterator[str]:
    place = FOLDERS.index(folder(file))
    for line, module in imported(tree):
        top = module.partition(".")[0]
        if top == "tests" or top in FOLDERS[place + 1 :]:
            yield f"{file}:{line}: {folder(file)}/ imports {module}: the direction is {' <- '.join(FOLDERS)}"


def purity(file: str, tree: ast.Module) -> Iterator[str]:
    if folder(file) not in PURE:
        return
    for line, module in imported(tree):
        if module.partition(".")[0] in IMPURE_MODULES:
            yield f"{file}:{line}: {module} in a pure folder: take the value as an argument"
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="open")):
                yield f"{file}:{node.lineno}: open() in a pure folder: take the text as an argument"
            case ast.Call(func=ast.Attribute(value=whose, attr=name)) if name in CLOCKS and _is_clock(whose):
                yield f"{file}:{node.lineno}: {name}() in a pure folder: take the time as an argument"


def _is_clock(node: ast.expr) -> bool:
    return ast.unparse(node).rpartition(".")[2] in {"datetime", "date"}


def environment(file: str, tree: ast.Module) -> Iterator[str]:
    if file == "bot/settings.py":
        return
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id="os"), attr=name) if name in ENVIRONMENT:
                yield f"{file}:{node.lineno}: os.{name}: the environment is read in bot/settings.py alone"
            case ast.ImportFrom(module="os", names=names) if {"environ", "environb", "getenv"} & {
                n.name for n in names
            }:
                yield f"{file}:{node.lineno}: the environment is read in bot/settings.py alone"


def sql(file: str, tree: ast.Module) -> Iterator[str]:
    if folder(file) == "storage":
        return
    for line, module in imported(tree):
        if module.partition(".")[0] in {"sqlalchemy", "alembic", "sqlite3", "psycopg"}:
            yield f"{file}:{line}: {module}: SQL lives in storage/"


RULES: tuple[Rule, ...] = (direction, purity, environment, sql)


def kept_files() -> list[str]:
    """What is in the repository or about to be: tracked, or new and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    return sorted(name for name in listed.split("\0") if name and (ROOT / name).is_file())


def sources() -> Iterator[tuple[str, ast.Module]]:
    for file in kept_files():
        if file.endswith(".py") and folder(file) in FOLDERS:
            yield file, ast.parse((ROOT / file).read_text(encoding="utf-8"), file)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_file_keeps_the_rule(rule: Rule) -> None:
    broken = [line for file, tree in sources() for line in rule(file, tree)]
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize(
    ("rule", "file", "text"),
    [
        (direction, "locales/x.py", "import flows"),
        (direction, "flows/x.py", "from storage.tables import T"),
        (direction, "storage/x.py", "def f():\n    import bot.app"),
        (direction, "bot/x.py", "import tests.chromium"),
        (purity, "flows/x.py", "from pathlib import Path"),
        (purity, "locales/x.py", "import os.path"),
        (purity, "flows/x.py", "open('x')"),
        (purity, "flows/x.py", "datetime.now(UTC)"),
        (purity, "flows/x.py", "datetime.date.today()"),
        (environment, "bot/x.py", "import os\nos.environ['X']"),
        (environment, "storage/x.py", "from os import getenv"),
        (sql, "bot/web/x.py", "from sqlalchemy import select"),
    ],
)
def test_a_rule_sees_what_breaks_it(rule: Rule, file: str, text: str) -> None:
    assert list(rule(file, ast.parse(text)))


@pytest.mark.parametrize("library", ["aiogram", "telegram"])
def test_a_telegram_library_is_imported_in_one_file(library: str) -> None:
    files = Counter(
        file for file, tree in sources() for _, module in imported(tree) if module.partition(".")[0] == library
    )
    assert len(files) <= 1, f"{library} is imported in {sorted(files)}: keep it in one transport"


def test_no_file_is_a_drawer() -> None:
    assert [file for file in kept_files() if PurePosixPath(file).name == "utils.py"] == []


def test_no_file_names_an_index_or_a_machine() -> None:
    broken = [
        f"{file}: {word}"
        for file in kept_files()
        for text in [(ROOT / file).read_bytes()]
        for word in NOWHERE
        if word.encode() in text
    ]
    assert not broken, "\n".join(broken)


def test_the_readme_documents_every_setting() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [row for row in settings_table().splitlines() if row not in readme.splitlines()]
    assert not missing, "README.md lacks these rows:\n" + "\n".join(missing)
