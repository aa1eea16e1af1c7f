"""`saathi i18n …`: what there is to translate, how far it is, and translations in and out."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from bot.i18n import exchange, faults, sheet, xlsx
from bot.i18n.exchange import ExchangeError, Incoming
from bot.i18n.extract import DOMAINS
from bot.i18n.po import PoFile, write
from bot.i18n.store import TRANSLATED, Store, messages_of, packaged, template, updated
from bot.library import load_flow, packaged_flows
from flows.faults import Fault
from flows.report import report
from locales.catalog import CatalogError
from locales.languages import LANGUAGES

LANGUAGE = click.Choice(TRANSLATED)


@click.group("i18n")
@click.option(
    "--locales", type=click.Path(path_type=Path, file_okay=False), help="Another folder of PO files than the package's."
)
@click.pass_context
def i18n(context: click.Context, locales: Path | None) -> None:
    """Translate the bot's words and the flows.

    Example: saathi i18n stats
    """
    context.obj = packaged() if locales is None else Store(locales)


@i18n.command("extract")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder for bot.pot and flows.pot.")
@click.pass_obj
def extract(store: Store, out: Path | None) -> None:
    """Write templates of everything there is to translate.

    Example: saathi i18n extract --out templates
    """
    folder = out or store.root
    folder.mkdir(parents=True, exist_ok=True)
    for domain in DOMAINS:
        file = template(messages_of(domain))
        (folder / f"{domain}.pot").write_text(write(file), encoding="utf-8", newline="\n")
        click.echo(f"{domain}.pot: {len(file.entries)} texts", err=True)


@i18n.command("update")
@click.argument("languages", nargs=-1, type=LANGUAGE)
@click.pass_obj
def update(store: Store, languages: Sequence[str]) -> None:
    """Bring PO files up to date with the English; without LANGUAGES, all.

    A moved step keeps its translation, a changed sentence keeps it marked fuzzy, a removed one is kept at the end of the file.

    Example: saathi i18n update hi
    """
    domains = {domain: messages_of(domain) for domain in DOMAINS}
    for language in languages or TRANSLATED:
        with store.alone(language):
            for domain, messages in domains.items():
                try:
                    file = store.read(language, domain)
                except CatalogError as wrong:
                    raise click.ClickException(f"{store.name(language, domain)}: {wrong}") from None
                store.write(domain, updated(file, messages))
    click.echo(f"{len(languages or TRANSLATED)} languages are up to date", err=True)


@i18n.command("compile")
@click.argument("languages", nargs=-1, type=LANGUAGE)
@click.option("--warnings", is_flag=True, help="Show warnings too.")
@click.pass_obj
def compile_catalogs(store: Store, languages: Sequence[str], warnings: bool) -> None:
    """Check that the PO files can be used as they are; without LANGUAGES, all. Ends with 1 if one cannot.

    PO files are read directly when Saathi starts, so there is nothing else to make.

    Example: saathi i18n compile hi --warnings
    """
    found: list[Fault] = []
    for domain in DOMAINS:
        messages = messages_of(domain)
        for language in languages or TRANSLATED:
            found += faults.language_faults(store, language, domain, messages)
    shown = [fault for fault in found if warnings or fault.level == "error"]
    click.echo(report(shown))
    sys.exit(1 if any(fault.level == "error" for fault in found) else 0)


@i18n.command("stats")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def stats(store: Store, as_json: bool) -> None:
    """How much is translated, and what is wrong with it.

    Example: saathi i18n stats --json
    """
    counted = faults.stats(store)
    if as_json:
        click.echo(json.dumps(counted, ensure_ascii=False))
        return
    for code, each in counted.items():
        share = 100 * each["translated"] // max(each["total"], 1)
        name = LANGUAGES[code].english
        rest = f"{each['fuzzy']} fuzzy, {each['problems']} problems"
        click.echo(f"{code}  {name:<10} {share:>3} %  {each['translated']}/{each['total']}  {rest}")


@i18n.command("import")
@click.argument("language", type=LANGUAGE)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--warnings", is_flag=True, help="Show warnings too.")
@click.pass_obj
def import_files(store: Store, language: str, files: Sequence[Path], warnings: bool) -> None:
    """Take translations from PO, XLSX or JSON files ({context: text or [one, other]}).

    A text with an error is left out and reported; ends with 1 if there was one.

    Example: saathi i18n import hi hindi.json
    """
    refused = 0
    for path in files:
        try:
            done = exchange.take(store, language, _incoming(path, language), path.name)
        except (ExchangeError, CatalogError) as wrong:
            raise click.ClickException(f"{path.name}: {wrong}") from None
        for fault in sorted(done.faults):
            if warnings or fault.level == "error":
                click.echo(f"{fault.file}:{fault.line}:{fault.col}: {fault.level}: {fault.message} [{fault.code}]")
        click.echo(f"{path.name}: {done.taken} taken, {done.unchanged} as before, {done.refused} refused", err=True)
        refused += done.refused
    sys.exit(1 if refused else 0)


def _incoming(path: Path, language: str) -> dict[str, Incoming]:
    if path.stat().st_size > xlsx.MOST_PACKED:
        raise ExchangeError(f"the file has {path.stat().st_size} bytes, the limit is {xlsx.MOST_PACKED}")
    data = path.read_bytes()
    match path.suffix.lower():
        case ".json":
            return exchange.read_json(data)
        case ".xlsx":
            return xlsx.read_xlsx(data, language)
        case ".po":
            return exchange.read_translated_po(data, language)
        case _:
            raise ExchangeError("a file ends in .po, .xlsx or .json")


@i18n.command("export")
@click.argument("language", type=LANGUAGE)
@click.option("--format", "form", default="json", show_default=True, type=click.Choice(["json", "po", "xlsx"]))
@click.option("--domain", type=click.Choice(DOMAINS), help="Only these; else both (PO files hold one).")
@click.option("--missing", is_flag=True, help="Only what is not translated yet.")
@click.option("--english", is_flag=True, help="JSON: the English instead of the translation, to write over.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write here instead of to the screen.")
@click.pass_obj
def export(
    store: Store, language: str, form: str, domain: str | None, missing: bool, english: bool, out: Path | None
) -> None:
    """Give translations out, to be changed and imported again.

    Example: saathi i18n export hi --missing --english --out hindi.json
    """
    domains = [one for one in DOMAINS if domain in (None, one)]
    found = exchange.rows(store, language, [each for one in domains for each in messages_of(one)], missing)
    if form == "json":
        data = exchange.write_json(found, english).encode()
    elif form == "xlsx":
        data = xlsx.write_xlsx(found, language)
    else:
        data = _po(store, language, domain, {row.message.context for row in found})
    if out is not None:
        out.write_bytes(data)
        click.echo(f"{out.name}: {len(found)} texts", err=True)
    elif form == "xlsx":
        raise click.UsageError("a spreadsheet needs --out FILE")
    else:
        click.echo(data, nl=False)


def _po(store: Store, language: str, domain: str | None, contexts: set[str]) -> bytes:
    one = next((each for each in DOMAINS if each == domain), None)
    if one is None:
        raise click.UsageError("a PO file holds one domain: add --domain bot or --domain flows")
    file = updated(store.read(language, one), messages_of(one))
    entries = [entry for entry in file.entries if entry.context in contexts and not entry.obsolete]
    return write(PoFile(language, entries, file.headers)).encode()


@i18n.command("sheet")
@click.argument("flows", nargs=-1)
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The page to write.")
@click.option("--language", "languages", multiple=True, type=click.Choice(tuple(LANGUAGES)), help="Only these.")
def contact_sheet(flows: Sequence[str], out: Path, languages: Sequence[str]) -> None:
    """Write one page with every step in every language on every channel, as chat bubbles; without FLOWS, of all.

    Example: saathi i18n sheet export_onboarding --out sheet.html
    """
    names = flows or [one.name.removesuffix(".yaml") for one in packaged_flows()]
    page = sheet.contact_sheet([load_flow(name) for name in names], tuple(languages) or tuple(LANGUAGES))
    out.write_text(page, encoding="utf-8")
    click.echo(f"{out.name}: {len(page) // 1000} kB", err=True)
