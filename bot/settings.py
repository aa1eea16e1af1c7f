"""The one place that reads the environment and the file `.env`.

Theory: a setting is known by its name in the table `SETTINGS`, has one default, and is understood completely or refused
with the place where it was written. Precedence: the environment, then `.env` in the working directory, then the
default. A secret may instead be named by `NAME_FILE`, a file holding it (how Docker and systemd hand over secrets);
both at once are refused, because nobody could say which was meant. An empty value is the same as none.

The secret key wraps every contact's key. It is created once, beside the data but outside any backup: whoever holds a
backup and not this file holds nothing.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from ipaddress import ip_address
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from bot.documents.scan import clamd_at

TelegramLibrary = Literal["aiogram", "ptb"]
TelegramMode = Literal["polling", "webhook"]

KEY_BYTES = 32  # AES-256
KEY_FILE = "secret.key"


class SettingsError(Exception):
    """What the operator wrote cannot be used. The message names the place and the remedy, never a secret's value."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A row of the table in the README and in `saathi serve --help`."""

    name: str
    default: str
    meaning: str
    secret: bool = False


SETTINGS: tuple[Setting, ...] = (
    Setting("SAATHI_DATA_DIR", "data", "Folder of everything kept: database, documents, secret key, working copies"),
    Setting(
        "SAATHI_DATABASE_URL",
        "sqlite:///DATA_DIR/saathi.db",
        "`sqlite:///path` or `postgresql://user:password@host/name`",
        secret=True,
    ),
    Setting(
        "SAATHI_DOCUMENTS_URL",
        "file:///DATA_DIR/documents",
        "Where collected documents lie: `file:///path` or `s3://bucket/prefix`",
    ),
    Setting(
        "SAATHI_CLAMD_URL",
        "",
        "Virus scanner that every file passes before it is kept: `unix:///path` or `tcp://host:port` of a clamd",
    ),
    Setting(
        "SAATHI_SECRET_KEY",
        "created in DATA_DIR/secret.key",
        "32 random bytes in base64 or hex, protecting personal data; back it up apart from the database",
        secret=True,
    ),
    Setting("SAATHI_SECRET_KEY_OLD", "", "The key before this one, while keys are rotated", secret=True),
    Setting("SAATHI_HOST", "127.0.0.1", "Address to listen on"),
    Setting("SAATHI_PORT", "8080", "Port to listen on; 0 takes any free one"),
    Setting("SAATHI_PUBLIC_URL", "", "Address under which the world reaches this server, `https://…`"),
    Setting("SAATHI_DEMO", "0", "1: demo partners and example data, on this machine only"),
    Setting(
        "SAATHI_SMTP_URL",
        "",
        "`smtp://user:password@host:port` or `smtps://…`; without it mails are printed",
        secret=True,
    ),
    Setting("SAATHI_TELEGRAM_TOKEN", "", "Token of the traders' bot; without it there is no Telegram", secret=True),
    Setting("SAATHI_TELEGRAM_LIBRARY", "aiogram", "Library under the Telegram channel: `aiogram` or `ptb`"),
    Setting("SAATHI_TELEGRAM_MODE", "polling", "`polling`, or `webhook` (needs a public URL and a webhook secret)"),
    Setting("SAATHI_TELEGRAM_API_BASE", "https://api.telegram.org", "Another Bot API server"),
    Setting("SAATHI_TELEGRAM_WEBHOOK_SECRET", "", "Secret token that Telegram sends with each update", secret=True),
    Setting("SAATHI_PARTNER_BOT_TOKEN", "", "Token of the Telegram bot that shows offers to partners", secret=True),
)
# A secret may be named by a file in its place.
NAMES: frozenset[str] = frozenset(
    name for each in SETTINGS for name in ((each.name, each.name + "_FILE") if each.secret else (each.name,))
)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an operator can choose, understood and checked. Secrets stay out of its `repr`."""

    data_dir: Path
    database_url: str = field(repr=False)
    documents_url: str
    host: str
    port: int
    public_url: str | None
    demo: bool
    telegram_library: TelegramLibrary
    telegram_mode: TelegramMode
    telegram_api_base: str
    clamd_url: str | None = None
    given_secret_key: bytes | None = field(default=None, repr=False)
    secret_key_old: bytes | None = field(default=None, repr=False)
    smtp_url: str | None = field(default=None, repr=False)
    telegram_token: str | None = field(default=None, repr=False)
    telegram_webhook_secret: str | None = field(default=None, repr=False)
    partner_bot_token: str | None = field(default=None, repr=False)

    @property
    def base_url(self) -> str:
        """The address to print and to put into links, without a slash at its end."""
        if self.public_url is not None:
            return self.public_url
        shown = "localhost" if is_loopback(self.host) else self.host
        return f"http://{f'[{shown}]' if ':' in shown else shown}:{self.port}"

    @classmethod
    def load(cls, environ: Mapping[str, str] | None = None, cwd: Path | None = None) -> Self:
        """Read the settings of this process, or of the `environ` and folder given.

        Raises:
            SettingsError: a value cannot be understood, or two of them contradict each other.
        """
        source = _Source.of(os.environ if environ is None else environ, (cwd or Path.cwd()).resolve())
        data_dir = source.folder / Path(source.text("SAATHI_DATA_DIR") or "data").expanduser()
        settings = cls(
            data_dir=data_dir,
            database_url=source.url("SAATHI_DATABASE_URL", "sqlite", "postgresql") or f"sqlite:///{data_dir}/saathi.db",
            documents_url=source.url("SAATHI_DOCUMENTS_URL", "file", "s3") or f"{data_dir.as_uri()}/documents",
            host=source.text("SAATHI_HOST") or "127.0.0.1",
            port=source.port("SAATHI_PORT", 8080),
            public_url=source.address("SAATHI_PUBLIC_URL"),
            demo=source.flag("SAATHI_DEMO"),
            telegram_library=_library(source),
            telegram_mode=_mode(source),
            telegram_api_base=source.address("SAATHI_TELEGRAM_API_BASE") or "https://api.telegram.org",
            clamd_url=source.scanner("SAATHI_CLAMD_URL"),
            given_secret_key=source.key("SAATHI_SECRET_KEY"),
            secret_key_old=source.key("SAATHI_SECRET_KEY_OLD"),
            smtp_url=source.url("SAATHI_SMTP_URL", "smtp", "smtps"),
            telegram_token=source.text("SAATHI_TELEGRAM_TOKEN"),
            telegram_webhook_secret=source.text("SAATHI_TELEGRAM_WEBHOOK_SECRET"),
            partner_bot_token=source.text("SAATHI_PARTNER_BOT_TOKEN"),
        )
        _agree(settings)
        return settings


def settings_table() -> str:
    """The rows of the README's table, in Markdown; a test compares."""
    return "\n".join(
        f"| `{each.name}`{_file_name(each)} | {each.default or 'unset'} | {each.meaning} |" for each in SETTINGS
    )


def _file_name(each: Setting) -> str:
    return f" or `{each.name}_FILE`" if each.secret else ""


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`. A name other than localhost may resolve to anything: no."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def secret_key(settings: Settings) -> bytes:
    """The 32 bytes of the secret key: as set, else from the data folder, where the first call creates it.

    Raises:
        SettingsError: the file is broken, or others than its owner may read it.
    """
    if settings.given_secret_key is not None:
        return settings.given_secret_key
    path = settings.data_dir / KEY_FILE
    if not path.exists():
        _create_key(path)
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        raise SettingsError(f"{path}: others may read the secret key (mode {mode:04o}): run `chmod 600 {path}`")
    return _decode_key(path.read_text(encoding="utf-8", errors="replace"), str(path))


def _create_key(path: Path) -> None:
    """Write a new key under another name and link it: two processes starting together agree on whichever came first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(base64.b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n")
            out.flush()
            os.fsync(out.fileno())
        path.hardlink_to(fresh)
    except FileExistsError:
        pass  # the other process was first: its key is the key
    finally:
        fresh.unlink()


def _decode_key(text: str, place: str) -> bytes:
    text = text.strip()
    try:
        key = (
            bytes.fromhex(text) if len(text) == 2 * KEY_BYTES else base64.b64decode(text, altchars=b"-_", validate=True)
        )
    except (ValueError, binascii.Error):
        key = b""
    if len(key) != KEY_BYTES:
        raise SettingsError(
            f"{place}: not a secret key: it takes {KEY_BYTES} random bytes in base64 or hex, "
            "as `openssl rand -base64 32` prints them"
        )
    return key


def _agree(settings: Settings) -> None:
    """Refuse what is right alone and wrong together."""
    if settings.demo and settings.public_url is not None:
        raise SettingsError(
            "SAATHI_DEMO=1 does not go with SAATHI_PUBLIC_URL: its partners and keys are no secret; unset one of them"
        )
    if settings.demo and not is_loopback(settings.host):
        raise SettingsError(
            f"SAATHI_DEMO=1 listens on this machine only, and SAATHI_HOST is {settings.host}: "
            "unset SAATHI_DEMO, or set SAATHI_HOST=127.0.0.1"
        )
    if settings.partner_bot_token is not None and settings.partner_bot_token == settings.telegram_token:
        raise SettingsError(
            "SAATHI_PARTNER_BOT_TOKEN is the token of the traders' bot too: make a second bot with @BotFather for partners"
        )
    if settings.telegram_mode == "webhook" and settings.telegram_token is not None:
        for name, value in (
            ("SAATHI_PUBLIC_URL", settings.public_url),
            ("SAATHI_TELEGRAM_WEBHOOK_SECRET", settings.telegram_webhook_secret),
        ):
            if value is None:
                raise SettingsError(f"SAATHI_TELEGRAM_MODE=webhook needs {name}: set it, or use polling")


def _library(source: _Source) -> TelegramLibrary:
    match source.text("SAATHI_TELEGRAM_LIBRARY"):
        case None | "aiogram":
            return "aiogram"
        case "ptb":
            return "ptb"
        case other:
            raise source.refuse("SAATHI_TELEGRAM_LIBRARY", f"{other!r} is neither aiogram nor ptb")


def _mode(source: _Source) -> TelegramMode:
    match source.text("SAATHI_TELEGRAM_MODE"):
        case None | "polling":
            return "polling"
        case "webhook":
            return "webhook"
        case other:
            raise source.refuse("SAATHI_TELEGRAM_MODE", f"{other!r} is neither polling nor webhook")


@dataclass(frozen=True, slots=True)
class _Source:
    """The values found, each with the place it was written in, so that a refusal can name it."""

    folder: Path
    found: Mapping[str, tuple[str, str]]

    @classmethod
    def of(cls, environ: Mapping[str, str], folder: Path) -> Self:
        found = read_env_file(folder / ".env")
        found.update({name: (value, f"the environment: {name}") for name, value in environ.items() if name in NAMES})
        return cls(folder, found)

    def text(self, name: str) -> str | None:
        value = self.found.get(name, ("", ""))[0].strip() or None
        named = self.found.get(f"{name}_FILE", ("", ""))[0].strip()
        if not named or f"{name}_FILE" not in NAMES:
            return value
        if value is not None:
            raise self.refuse(name, f"{name} and {name}_FILE are both set: keep one")
        try:
            return (self.folder / named).read_text(encoding="utf-8").strip() or None
        except (OSError, UnicodeDecodeError) as wrong:
            raise self.refuse(f"{name}_FILE", f"cannot read {named}: {_reason(wrong)}") from None

    def refuse(self, name: str, why: str) -> SettingsError:
        return SettingsError(f"{self.place(name)}: {why}")

    def place(self, name: str) -> str:
        """Where the value was written: `the environment: NAME` or `/path/.env:3: NAME`."""
        return (self.found.get(name) or self.found.get(f"{name}_FILE") or ("", name))[1]

    def flag(self, name: str) -> bool:
        match (self.text(name) or "0").lower():
            case "1" | "true" | "yes" | "on":
                return True
            case "0" | "false" | "no" | "off":
                return False
            case other:
                raise self.refuse(name, f"{other!r} is neither 1 nor 0")

    def port(self, name: str, default: int) -> int:
        text = self.text(name)
        if text is None:
            return default
        if not (text.isascii() and text.isdigit() and int(text) <= 65535):
            raise self.refuse(name, f"{text!r} is not a port: it takes a number from 0 to 65535")
        return int(text)

    def url(self, name: str, *schemes: str) -> str | None:
        """A URL of one of the schemes. What follows the scheme may hold a password, so a refusal does not repeat it."""
        text = self.text(name)
        if text is not None and not any(text.startswith(f"{scheme}://") for scheme in schemes):
            raise self.refuse(name, f"it takes a URL starting with {' or '.join(f'{each}://' for each in schemes)}")
        return text

    def address(self, name: str) -> str | None:
        """An http(s) address without a slash at its end."""
        text = self.url(name, "https", "http")
        if text is None:
            return None
        if not urlsplit(text).hostname or urlsplit(text).query or urlsplit(text).fragment:
            raise self.refuse(name, f"{text!r} is not an address such as https://saathi.example")
        return text.rstrip("/")

    def scanner(self, name: str) -> str | None:
        text = self.text(name)
        if text is not None:
            try:
                clamd_at(text)
            except ValueError as wrong:
                raise self.refuse(name, str(wrong)) from None
        return text

    def key(self, name: str) -> bytes | None:
        text = self.text(name)
        return None if text is None else _decode_key(text, self.place(name))


_LINE = re.compile(r"(?:export\s+)?(?P<name>[A-Za-z_][A-Za-z0-9_]*)\s*=\s*(?P<value>.*)")
_QUOTED = re.compile(r"""(?P<mark>["'])(?P<inside>(?:(?!(?P=mark)).)*)(?P=mark)\s*(?:#.*)?""")


def read_env_file(path: Path) -> dict[str, tuple[str, str]]:
    """The settings in a `.env` file, each with its place `file:line`; none where there is no file.

    A line is empty, a comment, or `NAME=value`, the value quoted or not; ` #` starts a comment; nothing is expanded.
    Names of other programs are passed over; a misspelt name of ours is refused, for it would silently do nothing.

    Raises:
        SettingsError: the file is unreadable or a line is broken.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as wrong:
        raise SettingsError(f"{path}: cannot be read: {_reason(wrong)}") from None
    found: dict[str, tuple[str, str]] = {}
    for number, line in enumerate(lines, 1):
        place = f"{path}:{number}"
        match _pair(line.strip(), place):
            case (name, value) if name in NAMES:
                found[name] = (value, f"{place}: {name}")
            case (name, _) if name.startswith("SAATHI_"):
                near = get_close_matches(name, NAMES, n=1)
                raise SettingsError(
                    f"{place}: {name} is not a setting" + (f": did you mean {near[0]}?" if near else "")
                )
            case _:
                pass
    return found


def _pair(line: str, place: str) -> tuple[str, str] | None:
    if not line or line.startswith("#"):
        return None
    pair = _LINE.fullmatch(line)
    if pair is None:  # not repeated: a broken line is often a secret pasted alone
        raise SettingsError(f"{place}: expected NAME=value")
    value = pair["value"]
    if value[:1] not in ('"', "'"):
        return pair["name"], re.split(r"(?:^|\s)#", value, maxsplit=1)[0].strip()
    quoted = _QUOTED.fullmatch(value)
    if quoted is None:
        raise SettingsError(f"{place}: {pair['name']}: the quote {value[0]} is not closed")
    return pair["name"], quoted["inside"]


def _reason(wrong: OSError | UnicodeDecodeError) -> str:
    return "not UTF-8 text" if isinstance(wrong, UnicodeDecodeError) else (wrong.strerror or str(wrong))
