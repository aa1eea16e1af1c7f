"""The glossary: how the words of the trade are said in each language, so that one thing has one name everywhere.

`locales/glossary.csv`: `term` is the English, `keep` says yes where the Latin spelling may stay in any language (GST, IEC), then a column
a language with one or more renderings, "|" between them. A rendering is looked for as a part of a text, so a stem covers its endings.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from locales.languages import LANGUAGES


@dataclass(frozen=True, slots=True)
class Term:
    english: str
    keep: bool
    renderings: Mapping[str, tuple[str, ...]]
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Glossary:
    terms: tuple[Term, ...] = ()
    latin: frozenset[str] = field(default_factory=frozenset)
    """Words, folded, that may stand in Latin letters in every language."""

    def terms_in(self, english: str) -> list[Term]:
        """The terms that an English text uses; of two that overlap the longer."""
        found: list[Term] = []
        for term in self.terms:
            rest = term.pattern.sub(" ", english)
            if rest != english:
                found.append(term)
                english = rest
        return found


def read_glossary(text: str) -> Glossary:
    """The glossary in a CSV text."""
    terms: list[Term] = []
    for row in csv.DictReader(io.StringIO(text)):
        english = row["term"].strip()
        keep = row["keep"].strip() == "yes"
        renderings = {
            code: tuple(one.strip() for one in (row.get(code) or "").split("|") if one.strip())
            for code in LANGUAGES
            if code != "en"
        }
        if keep:
            renderings = {code: (english, *some) for code, some in renderings.items()}
        # A term in capitals is a name; "iec" inside a word or "pan" in a sentence is not it.
        flags = re.NOFLAG if english.isupper() else re.IGNORECASE
        pattern = re.compile(rf"(?<![\w@.]){re.escape(english)}(?:s|es)?(?![\w@])", flags)
        terms.append(Term(english, keep, renderings, pattern))
    terms.sort(key=lambda term: -len(term.english))
    latin = {
        word.casefold() for term in terms if term.keep for word in re.findall(r"[A-Za-z][A-Za-z'’-]*", term.english)
    }
    return Glossary(tuple(terms), frozenset(latin))


@cache
def packaged_glossary() -> Glossary:
    """The glossary that comes with the package."""
    file = resources.files("locales") / "glossary.csv"
    return read_glossary(file.read_text(encoding="utf-8")) if file.is_file() else Glossary()
