"""Signing in: an admin by a one-time link that is printed to a terminal, a partner by a link or a key. Sessions are cookies.

A link is spent by a POST on its page and not by opening it: previews of links fetch them.
"""

from __future__ import annotations

import hmac
from hashlib import sha256

from fastapi import Request
from fastapi.responses import Response

from bot.web.problems import ApiProblem
from storage import sign_ins
from storage.database import Database
from storage.sign_ins import SignedIn
from storage.times import HOUR, MINUTE
from storage.transaction import Transaction

LINK_FOR = 15 * MINUTE
SESSION_FOR = 12 * HOUR
COOKIES = {"admin": "saathi_admin", "partner": "saathi_partner"}


def admin_link(database: Database, base_url: str) -> str:
    """A one-time address for an admin."""
    with database.write() as tx:
        return f"{base_url}/admin/enter?link={sign_ins.new_link(tx, LINK_FOR)}"


def signed_in(tx: Transaction, request: Request, role: str) -> SignedIn | None:
    """Who the request's cookie says it is, if that still holds."""
    secret = request.cookies.get(COOKIES[role])
    found = sign_ins.find(tx, secret) if secret else None
    return found if found is not None and found.role == role and found.expires_at > tx.now else None


def csrf_token(secret: str) -> str:
    """What a form of this session must bring back."""
    return hmac.digest(secret.encode(), b"csrf", sha256).hex()


def check_csrf(request: Request, role: str, token: str) -> None:
    """Refuse a form that did not come from our own page in this session."""
    secret = request.cookies.get(COOKIES[role], "")
    if not secret or not hmac.compare_digest(csrf_token(secret), token):
        raise ApiProblem(403, "form-expired", "this form is too old: reload the page and try again")


def set_cookie(response: Response, role: str, secret: str, secure: bool) -> None:
    response.set_cookie(
        COOKIES[role],
        secret,
        max_age=SESSION_FOR // 1_000_000,
        httponly=True,
        samesite="strict",
        secure=secure,
        path="/",
    )
