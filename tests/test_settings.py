"""Settings: understood completely, or refused with the place and the remedy."""

from __future__ import annotations

import base64
import stat
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import NAMES, SETTINGS, Settings, SettingsError, secret_key

KEY = bytes(range(32))


def refusal(tmp_path: Path, **environ: str) -> str:
    with pytest.raises(SettingsError) as refused:
        Settings.load(environ, tmp_path)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_nothing_set_gives_the_embedded_defaults(tmp_path: Path) -> None:
    settings = Settings.load({}, tmp_path)
    assert settings.data_dir == tmp_path / "data"
    assert settings.database_url == f"sqlite:///{tmp_path}/data/saathi.db"
    assert settings.documents_url == f"file://{tmp_path}/data/documents"
    assert (settings.host, settings.port, settings.demo) == ("127.0.0.1", 8080, False)
    assert (settings.telegram_library, settings.telegram_mode) == ("aiogram", "polling")
    assert settings.base_url == "http://localhost:8080"
    assert settings.telegram_token is None


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SAATHI_PORT=9001\nSAATHI_HOST=::1\n")
    settings = Settings.load({"SAATHI_PORT": "9002"}, tmp_path)
    assert (settings.port, settings.host) == (9002, "::1")


def test_an_empty_value_is_none(tmp_path: Path) -> None:
    assert Settings.load({"SAATHI_PORT": "", "SAATHI_TELEGRAM_TOKEN": " "}, tmp_path) == Settings.load({}, tmp_path)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("SAATHI_TELEGRAM_TOKEN=1:abc", "1:abc"),
        ("export SAATHI_TELEGRAM_TOKEN = 1:abc  # the bot", "1:abc"),
        ("SAATHI_TELEGRAM_TOKEN=a#b", "a#b"),
        ("SAATHI_TELEGRAM_TOKEN='a # b' # \"said\"", "a # b"),
        ('SAATHI_TELEGRAM_TOKEN="साथी" # "said"', "साथी"),
        ("SAATHI_TELEGRAM_TOKEN= # none", None),
        ("# SAATHI_TELEGRAM_TOKEN=x", None),
        ("OTHER_PROGRAM=x", None),
    ],
)
def test_a_line_of_the_file(tmp_path: Path, line: str, value: str | None) -> None:
    (tmp_path / ".env").write_text(f"\n{line}\n", encoding="utf-8")
    assert Settings.load({}, tmp_path).telegram_token == value


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("12345:secret-pasted-alone", "expected NAME=value"),
        ("SAATHI_HOST='127.0.0.1", "SAATHI_HOST: the quote ' is not closed"),
        ("SAATHI_PROT=1", "SAATHI_PROT is not a setting: did you mean SAATHI_PORT?"),
        ("SAATHI_HOST_FILE=x", "SAATHI_HOST_FILE is not a setting"),
        ("SAATHI_PORT=80x", "SAATHI_PORT: '80x' is not a port"),
    ],
)
def test_a_broken_line_is_named_by_file_and_line(tmp_path: Path, line: str, says: str) -> None:
    (tmp_path / ".env").write_text(f"# first\n{line}\n")
    message = refusal(tmp_path)
    assert message.startswith(f"{tmp_path}/.env:2: {says}")
    assert "secret-pasted-alone" not in message


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("SAATHI_PORT", "65536", "from 0 to 65535"),
        ("SAATHI_PORT", "٨٠", "is not a port"),
        ("SAATHI_DEMO", "maybe", "neither 1 nor 0"),
        ("SAATHI_DATABASE_URL", "mysql://x", "sqlite:// or postgresql://"),
        ("SAATHI_DOCUMENTS_URL", "documents", "file:// or s3://"),
        ("SAATHI_PUBLIC_URL", "https://", "is not an address"),
        ("SAATHI_PUBLIC_URL", "saathi.example", "https:// or http://"),
        ("SAATHI_TELEGRAM_LIBRARY", "telethon", "neither aiogram nor ptb"),
        ("SAATHI_TELEGRAM_MODE", "push", "neither polling nor webhook"),
        ("SAATHI_SECRET_KEY", "c2hvcnQ=", "32 random bytes"),
        ("SAATHI_SMTP_URL", "mail:pa55word@host", "smtp:// or smtps://"),
    ],
)
def test_a_value_that_cannot_be_understood(tmp_path: Path, name: str, value: str, says: str) -> None:
    message = refusal(tmp_path, **{name: value})
    assert message.startswith(f"the environment: {name}: ")
    assert says in message
    assert "pa55word" not in message


@pytest.mark.parametrize("name", [each.name for each in SETTINGS if each.secret])
def test_every_secret_can_lie_in_a_file(tmp_path: Path, name: str) -> None:
    value = {"SAATHI_DATABASE_URL": "postgresql://u:p@h/d", "SAATHI_SMTP_URL": "smtp://h"}.get(name, KEY.hex())
    (tmp_path / "secret").write_text(value + "\n")
    assert Settings.load({f"{name}_FILE": "secret"}, tmp_path) == Settings.load({name: value}, tmp_path)
    assert Settings.load({name: value}, tmp_path) != Settings.load({}, tmp_path)
    assert "both set" in refusal(tmp_path, **{name: value, f"{name}_FILE": "secret"})
    assert "cannot read nowhere: No such file" in refusal(tmp_path, **{f"{name}_FILE": "nowhere"})


def test_secrets_are_not_shown(tmp_path: Path) -> None:
    secret = {each.name: KEY.hex() for each in SETTINGS if each.secret}
    secret["SAATHI_PARTNER_BOT_TOKEN"] = f"2:{KEY.hex()}"  # another than the traders' bot's
    secret |= {"SAATHI_DATABASE_URL": f"postgresql://u:{KEY.hex()}@h/d", "SAATHI_SMTP_URL": f"smtp://u:{KEY.hex()}@h"}
    shown = repr(Settings.load(secret, tmp_path))
    assert KEY.hex() not in shown
    assert repr(KEY) not in shown


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "localhost", "::1"])
def test_demo_mode_stays_on_this_machine(tmp_path: Path, host: str) -> None:
    assert Settings.load({"SAATHI_DEMO": "1", "SAATHI_HOST": host}, tmp_path).demo
    for world in ("0.0.0.0", "::", "192.168.1.4", "saathi.example", "localhost.example"):
        assert "SAATHI_HOST" in refusal(tmp_path, SAATHI_DEMO="1", SAATHI_HOST=world)
    public = refusal(tmp_path, SAATHI_DEMO="1", SAATHI_HOST=host, SAATHI_PUBLIC_URL="https://saathi.example")
    assert "SAATHI_PUBLIC_URL" in public


def test_a_webhook_needs_an_address_and_a_secret(tmp_path: Path) -> None:
    webhook = {"SAATHI_TELEGRAM_MODE": "webhook", "SAATHI_TELEGRAM_TOKEN": "1:a"}
    assert "SAATHI_PUBLIC_URL" in refusal(tmp_path, **webhook)
    webhook["SAATHI_PUBLIC_URL"] = "https://saathi.example/"
    assert "SAATHI_TELEGRAM_WEBHOOK_SECRET" in refusal(tmp_path, **webhook)
    settings = Settings.load(webhook | {"SAATHI_TELEGRAM_WEBHOOK_SECRET": "s"}, tmp_path)
    assert settings.base_url == "https://saathi.example"


def test_the_secret_key_is_created_once_for_its_owner_alone(tmp_path: Path) -> None:
    settings = Settings.load({}, tmp_path)
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: secret_key(settings), range(32)))
    assert len(keys) == 1
    assert len(keys.pop()) == 32
    (kept,) = settings.data_dir.iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    kept.chmod(0o640)
    with pytest.raises(SettingsError, match="chmod 600"):
        secret_key(settings)


def test_a_broken_secret_key_file_is_not_replaced(tmp_path: Path) -> None:
    settings = Settings.load({}, tmp_path)
    secret_key(settings)
    kept = settings.data_dir / "secret.key"
    kept.write_text("cut off")
    with pytest.raises(SettingsError, match=r"secret\.key: not a secret key"):
        secret_key(settings)
    assert kept.read_text() == "cut off"


@pytest.mark.parametrize("text", [KEY.hex(), base64.b64encode(KEY).decode(), base64.urlsafe_b64encode(KEY).decode()])
def test_a_given_secret_key_is_used(tmp_path: Path, text: str) -> None:
    settings = Settings.load({"SAATHI_SECRET_KEY": text, "SAATHI_SECRET_KEY_OLD": text}, tmp_path)
    assert secret_key(settings) == KEY == settings.secret_key_old
    assert not settings.data_dir.exists()


@given(st.dictionaries(st.sampled_from(sorted(NAMES)), st.text(st.characters(exclude_characters="\0")), max_size=4))
def test_any_value_is_understood_or_refused(tmp_path_factory: pytest.TempPathFactory, environ: dict[str, str]) -> None:
    """Anything but an understood value or a `SettingsError` fails this test."""
    with suppress(SettingsError):
        assert Settings.load(environ, tmp_path_factory.getbasetemp()).port <= 65535
