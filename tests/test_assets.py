"""The pages' styles and scripts: small on the line, asked for once, and never an old one under a new page."""

from __future__ import annotations

import asyncio
import gzip
import re

import httpx
import pytest
from fastapi import FastAPI

from bot.web.assets import address, assets, assets_router
from bot.web.pages import TEMPLATES

WEB = FastAPI()
WEB.include_router(assets_router())
NAMES = sorted(assets())
MOST = 12_000
"""Bytes of what the heaviest page of the portal asks for beside its words: two seconds of a bad 2G line, once."""


def _get(path: str, **headers: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(WEB), base_url="http://testserver") as client:
            return await client.get(path, headers=headers)

    return asyncio.run(ask())


@pytest.mark.parametrize("name", NAMES)
def test_it_is_kept_for_good_under_the_address_of_its_bytes(name: str) -> None:
    kept = _get(address(name))
    assert (kept.status_code, kept.content) == (200, assets()[name].body)
    assert "immutable" in kept.headers["cache-control"] and kept.headers["content-encoding"] == "gzip"
    for old in (f"/static/{name}", f"/static/{name}?v=older"):
        assert (_get(old)).headers["cache-control"] == "no-cache"
    again = _get(f"/static/{name}", **{"If-None-Match": kept.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_whoever_cannot_unpack_gets_it_whole() -> None:
    plain = _get("/static/pages.css", **{"Accept-Encoding": "identity"})
    assert plain.content == assets()["pages.css"].body and "content-encoding" not in plain.headers


@pytest.mark.parametrize("name", ["none.css", "../pages.py", "chat/chat.html", "%2e%2e/pages.py", ""])
def test_nothing_else_is_there(name: str) -> None:
    assert (_get(f"/static/{name}")).status_code == 404


def test_each_page_names_what_it_needs_by_its_version() -> None:
    """A plain address would be kept by no rule, and an old style could stand under a new page."""
    for template in TEMPLATES.rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert "/static/" not in text, template
        assert set(re.findall(r'asset\("([^"]+)"\)', text)) <= set(NAMES), template


def test_the_portal_is_small() -> None:
    heaviest = [name for name in NAMES if name == "pages.css" or name.startswith("portal/")]
    assert len(heaviest) >= 4
    assert sum(len(gzip.compress(assets()[name].body, 9)) for name in heaviest) < MOST
