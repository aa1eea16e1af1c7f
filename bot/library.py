"""The packaged flows and words, read from the package or from an admin's working copies. The pure folders get them as values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from flows.faults import DefinitionError, Fault
from flows.loader import load
from flows.model import Flow
from flows.problems import Problem
from flows.render import problem_text
from locales.catalog import Catalog, Words, read_po
from locales.languages import LANGUAGES
from locales.sentences import SENTENCES


def packaged_flows() -> list[Traversable]:
    """The definitions that come with the package, by name."""
    folder = resources.files("flows") / "definitions"
    return sorted(
        (one for one in folder.iterdir() if one.name.endswith(".yaml") and not one.name.endswith(".test.yaml")),
        key=lambda one: one.name,
    )


def flow_text(name: str) -> tuple[str, str]:
    """The text and the file of a flow: a path, or a packaged flow's name. Raises FileNotFoundError with the names there are."""
    path = Path(name)
    if path.suffix in (".yaml", ".yml") or path.is_file():
        return path.read_text(encoding="utf-8-sig"), name
    found = {one.name.removesuffix(".yaml"): one for one in packaged_flows()}
    if name not in found:
        raise FileNotFoundError(f"there is no flow {name!r}; there are: {', '.join(found)}, or give a file's path")
    return found[name].read_text(encoding="utf-8"), f"flows/definitions/{name}.yaml"


def tests_of(name: str) -> tuple[str, str] | None:
    """The text and the file of the conversations beside a flow, or None where there are none."""
    path = Path(name)
    beside = path.with_suffix(".test.txt")
    if path.suffix in (".yaml", ".yml"):
        return (beside.read_text(encoding="utf-8-sig"), str(beside)) if beside.exists() else None
    file = resources.files("flows") / "definitions" / f"{name}.test.txt"
    return (file.read_text(encoding="utf-8"), f"flows/definitions/{name}.test.txt") if file.is_file() else None


def live_flow(name: str, version: int | None = None) -> Flow:
    """The flow that runs under this name: the packaged one, or a file's. Raises like `load_flow`; LookupError for an unknown version."""
    if version not in (None, 1):
        raise LookupError(f"{name} has no version {version}")
    return load_flow(name)


def load_flow(name: str, version: int = 1) -> Flow:
    """A flow with its translations. Raises DefinitionError with every fault, FileNotFoundError, UnicodeDecodeError as a fault."""
    try:
        text, file = flow_text(name)
    except UnicodeDecodeError as wrong:
        raise DefinitionError(
            [Fault(name, 1, 1, "not-utf8", "error", f"not UTF-8 text: {wrong.reason}; save it as UTF-8")]
        ) from None
    return load(text, file, version, translations=flow_translations())


@cache
def flow_translations() -> Mapping[str, Mapping[str, Any]]:
    """Language -> context -> the flows' words, of all languages that have a catalog."""
    return {code: catalog.entries for code in LANGUAGES if (catalog := read_catalog(code, "flows")) is not None}


@cache
def words() -> Words:
    """The bot's own words in every language that has a catalog; each is read when it is first spoken."""
    return Words(_Lazily(), SENTENCES)


class _Lazily(Mapping[str, Catalog]):
    """The catalogs by language. Parsing thirteen at a start would cost seconds that a trader waits."""

    def __getitem__(self, language: str) -> Catalog:
        found = read_catalog(language, "bot") if language in LANGUAGES else None
        if found is None:
            raise KeyError(language)
        return found

    def __iter__(self) -> Iterator[str]:
        return (code for code in LANGUAGES if read_catalog(code, "bot") is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@cache
def read_catalog(language: str, domain: str) -> Catalog | None:
    """The packaged PO file of a language, or None where there is none."""
    file = resources.files("locales") / language / "LC_MESSAGES" / f"{domain}.po"
    return read_po(file.read_bytes(), language) if file.is_file() else None


def problem_in(why: Problem, language: str) -> str:
    """The sentence of a problem in a language."""
    return problem_text(why, language, words())
