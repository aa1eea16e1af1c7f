"""Sending a mail: through SAATHI_SMTP_URL, or onto the terminal where there is none. Never into a log: it holds a way in."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

import click

WITHIN = 20.0
"""Seconds until a mail server that does not answer is given up."""


def send(smtp_url: str | None, to: str, subject: str, text: str) -> None:
    """Send one plain mail. Blocking. Raises OSError or smtplib.SMTPException."""
    if smtp_url is None:
        click.echo(f"Mail to {to}\n{subject}\n\n{text}\n")
        return
    parts = urlsplit(smtp_url)
    message = EmailMessage()
    message["Subject"] = subject
    message["To"] = to
    message["From"] = _sender(parts.username, parts.hostname)
    message.set_content(text)
    host = parts.hostname or "localhost"
    context = ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or 465, timeout=WITHIN, context=context)
    else:
        server = smtplib.SMTP(host, parts.port or 587, timeout=WITHIN)
        server.ehlo()
    with server:
        if parts.scheme != "smtps" and server.has_extn("starttls"):
            server.starttls(context=context)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(message)


def _sender(user: str | None, host: str | None) -> str:
    name = unquote(user) if user else "saathi"
    return name if "@" in name else f"{name}@{host or 'localhost'}"
