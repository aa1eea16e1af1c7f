"""Catalogs: what the bot says, by key, in each language; and the one formatter that puts values into it.

A translation comes from outside (a volunteer, an agency, an upload), so reading one trusts nothing: the size is bounded
before parsing, the header may not choose the number of plural forms (`nplurals=999999999` would fill the memory), and
whatever the parser stumbles over is one `CatalogError` with a line.

Plurals are chosen by CLDR, never by the file's `Plural-Forms` line: tools write `n != 1` for every Indian language, yet
0 is singular in hi, bn, gu, kn, as and pa. All our languages have the two forms one and other, in this order.

`fill` knows `{name}`, `{name.field}`, and `{{` `}}` for braces. It looks names up in a mapping and does nothing else:
no attributes, no indexes, no conversions, so neither a translator's text nor a trader's answer can reach the program
(`str.format` can).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Self

from babel import Locale
from babel.messages import Catalog as BabelCatalog
from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError, PoFileParser

from locales.languages import LANGUAGES, Language
from locales.pseudo import PSEUDO, pseudo

MAX_PO_BYTES: Final = 5 * 1024 * 1024  # the bot's whole vocabulary in one language is under 300 kB
SOURCE_LANGUAGE: Final = "en"
PLURAL_FORMS: Final = ("one", "other")

_NAME: Final = r"[^\W\d]\w*"
_PIECE: Final = re.compile(rf"\{{\{{|\}}\}}|\{{({_NAME})(?:\.({_NAME}))?\}}|[{{}}]")
_FIRST_STRONG_ISOLATE: Final = "\u2068"
_RIGHT_TO_LEFT_ISOLATE: Final = "\u2067"
_POP_ISOLATE: Final = "\u2069"
# A line's direction is that of its first letter outside isolates; one that begins with a value has to be told.
_RIGHT_TO_LEFT_MARK: Final = "\u200f"
_RIGHT_TO_LEFT_LETTERS: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# A value that carries its own direction marks could end our isolate early, or turn the rest of the sentence around.
_DIRECTION_MARKS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")


class CatalogError(Exception):
    """A translation file that cannot be used; `line` counts from 1, 0 where the whole file is meant."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(f"line {line}: {message}" if line else message)
        self.line = line
        self.message = message


class FillError(LookupError):
    """A text that cannot be filled: a placeholder nobody gave a value for, or a stray brace."""


@dataclass(frozen=True, slots=True)
class Plural:
    """A text that depends on a count, in the two forms that CLDR gives each of our languages."""

    one: str
    other: str

    def choose(self, count: int | Decimal | None, language: str) -> str:
        """The form for `count` in `language`; without a count the general one."""
        return self.other if count is None or plural_form(count, language) == "other" else self.one


Text = str | Plural


@dataclass(frozen=True, slots=True)
class Catalog:
    """The translations of one language: a key (the PO file's `msgctxt`) to its text; keys not yet translated are not in it."""

    language: str
    entries: Mapping[str, Text]

    @classmethod
    def from_mapping(cls, language: str, entries: Mapping[str, Text]) -> Self:
        """A catalog of `entries`, copied: a later change of the mapping changes nothing here."""
        return cls(language, MappingProxyType(dict(entries)))

    @classmethod
    def pseudo(cls, language: str, source: Mapping[str, Text]) -> Self:
        """The English `source` in one of the pseudo-languages (`locales.pseudo.PSEUDO`)."""
        return cls.from_mapping(language, {key: _pseudo(text, language) for key, text in source.items()})


def _pseudo(text: Text, language: str) -> Text:
    match text:
        case Plural(one, other):
            return Plural(pseudo(one, language), pseudo(other, language))
        case str():
            return pseudo(text, language)


def language_of(code: str) -> Language | None:
    """The language or pseudo-language of a code."""
    return LANGUAGES.get(code) or PSEUDO.get(code)


# ── Reading ─────────────────────────────────────────────────────────────────────────────────────────────────────────


class _TwoForms(BabelCatalog):
    """Babel's catalog, deaf to the header's `nplurals`."""

    @property
    def num_plurals(self) -> int:
        return len(PLURAL_FORMS)


def read_po(data: bytes, language: str) -> Catalog:
    """The usable translations in a PO file: fuzzy, obsolete and empty ones are left out, so they fall back.

    Raises CatalogError for a file over 5 MB, not UTF-8, not PO, of another language, with an entry that has no context,
    or with a context twice.
    """
    parsed = _parse(data)
    header = parsed.locale_identifier
    if header and header.partition("_")[0] != language.partition("-")[0]:
        raise CatalogError(1, f'the header says "Language: {header}", expected {language}: change the line or the file')
    entries: dict[str, Text] = {}
    seen: dict[str, int] = {}
    for message in parsed:
        if not message.id:
            continue
        line = message.lineno or 0
        key = message.context
        if not key:
            raise CatalogError(line, "the entry has no msgctxt: extract the texts again, contexts are the keys")
        if key in seen:
            raise CatalogError(line, f"{key} was already translated in line {seen[key]}: keep one")
        seen[key] = line
        text = _text(message)
        if text is not None:
            entries[key] = text
    return Catalog.from_mapping(language, entries)


def _parse(data: bytes) -> BabelCatalog:
    if len(data) > MAX_PO_BYTES:
        raise CatalogError(0, f"the file has {len(data)} bytes, the limit is {MAX_PO_BYTES}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise CatalogError(line, "not UTF-8: save the file as UTF-8") from None
    catalog = _TwoForms()
    try:
        # Only line ends that editors mean: str.splitlines would also cut at U+2028 inside a translation.
        PoFileParser(catalog, ignore_obsolete=True, abort_invalid=True).parse(re.split(r"\r\n?|\n", text))
    except PoFileError as fault:
        raise CatalogError(fault.lineno + 1, f"{fault}: {fault.line.strip()[:60]}") from None
    except Exception as fault:  # noqa: BLE001 (the parser's own slips on hostile input, of a dozen types, are the file's fault)
        raise CatalogError(0, f"not a PO file: {fault}") from None
    return catalog


def _text(message: Message) -> Text | None:
    if message.fuzzy:
        return None
    match message.string:
        case [str(one), str(other)]:
            return Plural(one, other) if one and other else None
        case str(text) if text:
            return text
        case _:
            return None


# ── Plurals ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def plural_form(count: int | Decimal, language: str) -> str:
    """CLDR's form for `count`: "one" or "other"."""
    form = _locale("en" if language in PSEUDO else language).plural_form(count)
    return form if form in PLURAL_FORMS else "other"


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    return Locale.parse(language, sep="-")


# ── Filling ─────────────────────────────────────────────────────────────────────────────────────────────────────────

# A template is its pieces: literal text, or a placeholder as (whole, name, field).
_Placeholder = tuple[str, str, str]


@lru_cache(maxsize=8192)
def _template(text: str) -> tuple[str | _Placeholder, ...]:
    pieces: list[str | _Placeholder] = []
    end = 0
    for found in _PIECE.finditer(text):
        pieces.append(text[end : found.start()])
        end = found.end()
        match found[0]:
            case "{{" | "}}":
                pieces.append(found[0][0])
            case "{" | "}":
                raise FillError(f"stray {found[0]} at character {found.start() + 1}: write {found[0] * 2} for a brace")
            case whole:
                pieces.append((whole[1:-1], found[1], found[2] or ""))
    pieces.append(text[end:])
    return tuple(piece for piece in pieces if piece)


def placeholders(text: str) -> tuple[str, ...]:
    """The names in a text, as `name` or `name.field`, in order, each time they occur. Raises FillError for a stray brace."""
    return tuple(piece[0] for piece in _template(text) if isinstance(piece, tuple))


def fill(text: str, params: Mapping[str, object], isolate: bool = False) -> str:
    """`text` with its placeholders replaced by the values of `params`.

    `{name.field}` is `params["name.field"]` where given so, else `params["name"]["field"]` of a mapping. With `isolate` each value stands
    in an isolate, so that a GST number inside an Urdu sentence keeps its order, and a line that begins with one reads from the right all
    the same (Unicode annex 9).
    Raises FillError for a name without a value.
    """
    out: list[str] = []
    for piece in _template(text):
        if isinstance(piece, str):
            out.append(piece)
            continue
        value = params.get(piece[0])
        shown = value if isinstance(value, str) else _shown(piece, params)
        out.append(_isolated(shown, not out or out[-1].endswith("\n")) if isolate else shown)
    return "".join(out)


def _shown(piece: _Placeholder, params: Mapping[str, object]) -> str:
    whole, name, field = piece
    value = params.get(whole)
    if value is None and field:
        holder = params.get(name)
        value = holder.get(field) if isinstance(holder, Mapping) else None
    if value is None:
        raise FillError(f"no value for {{{whole}}}; given: {', '.join(sorted(params)) or 'nothing'}")
    return str(value)


def _isolated(value: str, begins: bool) -> str:
    """The value, apart from the text around it. An isolate ends with its line, so a list of lines has one a line.

    What has right-to-left letters is read from the right though it begins with "GST"; a name in Latin letters keeps its own order.
    """
    if "\n" in value:
        return "\n".join(_isolated(line, begins or at > 0) for at, line in enumerate(value.split("\n")))
    if not value.isascii():
        value = _DIRECTION_MARKS.sub("", value)
    isolate = _RIGHT_TO_LEFT_ISOLATE if _RIGHT_TO_LEFT_LETTERS.search(value) else _FIRST_STRONG_ISOLATE
    return (_RIGHT_TO_LEFT_MARK if begins else "") + isolate + value + _POP_ISOLATE


# ── Saying ──────────────────────────────────────────────────────────────────────────────────────────────────────────


class Words:
    """Texts by key in any language, along each language's fall-back chain and at last in the source's English."""

    def __init__(self, catalogs: Mapping[str, Catalog], source: Mapping[str, Text]) -> None:
        self._catalogs = catalogs  # not copied: it may read a language when it is first asked for
        self._source = source

    def say(self, key: str, language: str, params: Mapping[str, object], count: int | Decimal | None = None) -> str:
        """The text of `key`, filled. Raises KeyError for a key that the source lacks, FillError for a missing value.

        A translation that cannot be filled is passed over, like one that is missing: the checker reports it, and the
        trader must not wait for that.
        """
        isolate = _right_to_left(language)
        for code, text in self._found(key, language):
            try:
                return fill(_chosen(text, count, code), params, isolate)
            except FillError:
                continue
        return fill(_chosen(self._source[key], count, SOURCE_LANGUAGE), params, isolate)

    def fell_back(self, key: str, language: str) -> bool:
        """Whether `key` is said in another language than `language`, for want of a translation."""
        if language == SOURCE_LANGUAGE:
            return False
        return next((code for code, _ in self._found(key, language)), SOURCE_LANGUAGE) != language

    def _found(self, key: str, language: str) -> Iterable[tuple[str, Text]]:
        for code in _chain(language):
            catalog = self._catalogs.get(code)
            if catalog is not None and key in catalog.entries:
                yield code, catalog.entries[key]


def _chosen(text: Text, count: int | Decimal | None, language: str) -> str:
    return text.choose(count, language) if isinstance(text, Plural) else text


@lru_cache(maxsize=64)
def _chain(language: str) -> tuple[str, ...]:
    known = language_of(language)
    return (language, *(known.fallbacks if known else ()))


@lru_cache(maxsize=64)
def _right_to_left(language: str) -> bool:
    known = language_of(language)
    return known is not None and known.rtl
