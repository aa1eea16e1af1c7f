"""The catalogs that come with Saathi: up to date, and without an error in any language that is complete."""

from __future__ import annotations

import pytest

from bot.i18n.extract import DOMAINS, Domain
from bot.i18n.faults import bot_faults, translations_fit
from bot.i18n.glossary import packaged_glossary
from bot.i18n.po import write
from bot.i18n.store import TRANSLATED, messages_of, missing, packaged, updated
from bot.library import packaged_flows
from flows.loader import read
from locales.catalog import read_po


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", TRANSLATED)
def test_a_complete_language_stays_complete(language: str, domain: Domain) -> None:
    file = packaged().read(language, domain)
    if file.complete:
        assert [message.context for message in missing(file, messages_of(domain))] == []


def test_no_translation_has_an_error() -> None:
    flows = [read(file.read_text(encoding="utf-8"), f"flows/definitions/{file.name}") for file in packaged_flows()]
    faults = [*(fault for flow in flows for fault in translations_fit(flow)), *bot_faults()]
    assert [str(fault) for fault in faults if fault.level == "error"] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_both_readers_understand_the_same(domain: Domain) -> None:
    """The one that speaks and the one that checks are two programs; what the one passes the other must say."""
    for language in TRANSLATED:
        file = updated(packaged().read(language, domain), messages_of(domain))
        said = read_po(write(file).encode(), language).entries
        kept = {c: e.text for c, e in file.by_context().items() if e.text is not None and not e.fuzzy}
        assert dict(said) == kept


def test_the_glossary_has_every_language() -> None:
    terms = [term for term in packaged_glossary().terms if not (term.keep and term.english.isupper())]
    assert len(terms) >= 40
    lacking = [
        (term.english, code)
        for term in terms
        for code in TRANSLATED
        if not term.renderings.get(code) and term.english not in ("Alibaba.com", "Ltd", "Pvt")
    ]
    assert lacking == []
