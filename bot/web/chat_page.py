"""The browser chat's page: one document, style and script inside it, so that on a 2G line one answer is all that is needed.

Inline script and style are otherwise forbidden. These two are allowed by their hashes, computed from the very bytes that are sent;
changing the file changes the policy with it. The English words of the page lie in it as data (a data block is not a script and
needs no hash); those of another language are fetched once.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from functools import cache
from importlib import resources
from typing import Any, Final

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse

from bot.app import App
from bot.library import words
from bot.web.problems import ApiProblem
from locales.languages import LANGUAGES
from locales.page_sentences import PAGE_SENTENCES

_WORDS_MARK: Final = "{{words}}"
_DEMO_MARK: Final = '<meta name="demo">'
_FILLED: Final = ("at", "of", "count", "percent")
"""Placeholders that only the page can fill."""
_INLINE: Final = re.compile(r"<(style|script)>(.*?)</\1>", re.DOTALL)
_KEPT: Final = (
    r"""(?P<kept>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'"""
    r"""|(?<=[(=,:|&\s])/(?![*/\s])(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\n\[])+/[a-z]*)"""
    r"""|\s*/\*.*?\*/\s*"""
)
"""Strings and patterns, which stay; comments, which go."""
_LEAN: Final = {
    "style": re.compile(_KEPT + r"|\s*(?:;(?=\s*}))?\s*(?P<sign>[{};,]|:(?=[ ]))\s*", re.DOTALL),
    "script": re.compile(
        _KEPT + r"|//[^\n]*|;(?=\s*})|(?P<sign>\s*[;,{(]\s*|\s*}(?:\s*(?=\w))?|[ ]*[)\[\]:?!=<>+*%&|-][ ]*)", re.DOTALL
    ),
}
"""What a style and a script may do without: comments, spaces around signs, and a semicolon before a closing brace (so: no empty
statement there, and each statement ends in a semicolon of its own). Line ends stay where a script may need them."""
_WORDS_FOR: Final = {"Cache-Control": "public, max-age=3600"}


@cache
def page(demo: bool = False) -> bytes:
    """The document as it is sent. With `demo` it also shows the profile as it fills, and offers sample papers."""
    source = (resources.files("bot") / "web" / "static" / "chat" / "chat.html").read_text(encoding="utf-8")
    text = lean(source if demo else source.replace(_DEMO_MARK, ""))
    return text.replace(_WORDS_MARK, _as_data(page_words("en"))).encode()


def lean(source: str) -> str:
    """The document without its comments and its spaces between signs: a sixth less to send. Strings and patterns stay as they are."""
    lines = "\n".join(line for line in map(str.strip, source.splitlines()) if line).replace(">\n<", "><")
    return _INLINE.sub(lambda found: f"<{found[1]}>{_LEAN[found[1]].sub(_left, found[2]).strip()}</{found[1]}>", lines)


def _left(found: re.Match[str]) -> str:
    return found["kept"] or (found["sign"] or "").strip()


@cache
def packed(demo: bool = False) -> bytes:
    """The same, gzipped; the same bytes each time."""
    return gzip.compress(page(demo), compresslevel=9, mtime=0)


@cache
def csp(demo: bool = False) -> str:
    """The content security policy under which exactly this document's style and script run, and nothing else."""
    hashes: dict[str, list[str]] = {"style": [], "script": []}
    for kind, content in _INLINE.findall(page(demo).decode()):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        hashes[kind].append(f"'sha256-{digest}'")
    return (
        f"default-src 'none'; script-src {' '.join(hashes['script'])}; style-src {' '.join(hashes['style'])}; "
        "connect-src 'self'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'"
    )


@cache
def page_words(language: str) -> dict[str, Any]:
    """The page's own words in a language, what the page fills left open. Raises KeyError for an unknown language."""
    known = LANGUAGES[language]
    blanks = {name: f"{{{name}}}" for name in _FILLED}
    return {
        "language": known.code,
        "dir": "rtl" if known.rtl else "ltr",
        "words": {key: words().say(f"page.{key}", known.code, blanks) for key in PAGE_SENTENCES},
    }


def _as_data(value: object) -> str:
    """JSON that cannot end the element that it stands in."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def chat_page_router(app: App) -> APIRouter:
    """`/chat`, the page, and `/chat/words`, its words in a language."""
    router = APIRouter(include_in_schema=False)

    @router.get("/chat")
    async def chat(request: Request) -> Response:
        return _document(request, app.settings.demo)

    @router.get("/chat/words")
    async def chat_words(language: str = Query(max_length=8)) -> Response:
        if language not in LANGUAGES:
            raise ApiProblem(422, "unknown-language", f"language is one of {', '.join(LANGUAGES)}")
        return JSONResponse(page_words(language), headers=_WORDS_FOR)

    return router


def _document(request: Request, demo: bool) -> Response:
    """The page, packed for whoever takes it so, or "not modified"."""
    tag = f'"{hashlib.sha256(page(demo)).hexdigest()[:20]}"'
    headers = {
        "Content-Security-Policy": csp(demo),
        "Cache-Control": "no-cache",
        "ETag": tag,
        "Vary": "Accept-Encoding",
    }
    if request.headers.get("if-none-match", "").removeprefix("W/") == tag:
        return Response(status_code=304, headers=headers)
    body = page(demo)
    if "gzip" in request.headers.get("accept-encoding", ""):
        body, headers["Content-Encoding"] = packed(demo), "gzip"
    return Response(body, media_type="text/html; charset=utf-8", headers=headers)
