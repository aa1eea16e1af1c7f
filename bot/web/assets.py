"""The pages' styles and scripts: packed, and kept by a browser for good under an address that changes with their bytes.

On a 2G line each request costs a second. Whoever has opened one page asks for nothing but the next page's words.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

from fastapi import APIRouter, HTTPException, Query, Request, Response

_KINDS: Final = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
_FOR_GOOD: Final = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent. `version` is of its bytes."""

    kind: str
    body: bytes
    packed: bytes
    version: str


@cache
def assets() -> Mapping[str, Asset]:
    """By their path under `static/`. The chat's page is not among them: it holds its own style and script."""
    folder = Path(str(resources.files("bot") / "web" / "static"))
    found = (path for path in sorted(folder.rglob("*")) if path.suffix in _KINDS)
    return {path.relative_to(folder).as_posix(): _asset(path.read_bytes(), _KINDS[path.suffix]) for path in found}


def _asset(body: bytes, kind: str) -> Asset:
    return Asset(kind, body, gzip.compress(body, 9, mtime=0), hashlib.sha256(body).hexdigest()[:12])


def address(name: str) -> str:
    """Where a page finds it. Raises KeyError for what there is not."""
    return f"/static/{name}?v={assets()[name].version}"


def assets_router() -> APIRouter:
    """`/static/…`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/static/{name:path}")
    async def static(request: Request, name: str, v: str = Query("", max_length=64)) -> Response:
        asset = assets().get(name)
        if asset is None:
            raise HTTPException(404)
        tag = f'"{asset.version}"'
        # Under another version's address, as just after an upgrade, the present file is right for now and asked for again.
        headers = {
            "Cache-Control": _FOR_GOOD if v == asset.version else "no-cache",
            "ETag": tag,
            "Vary": "Accept-Encoding",
        }
        if request.headers.get("if-none-match", "").removeprefix("W/") == tag:
            return Response(status_code=304, headers=headers)
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(asset.body, media_type=asset.kind, headers=headers)
        return Response(asset.packed, media_type=asset.kind, headers=headers | {"Content-Encoding": "gzip"})

    return router
