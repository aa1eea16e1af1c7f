"""The chat's page as a document: small, alone, and allowed exactly what is in it."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re

import pytest

from bot.web.chat_page import csp, lean, packed, page, page_words
from locales.languages import LANGUAGES
from locales.page_sentences import PAGE_SENTENCES

MOST = 30_000
"""Bytes; on a line of 2G (20 kB/s at best) the packed page is there in a second."""
EVERY = pytest.mark.parametrize("demo", [False, True], ids=["public", "demo"])


def inline(kind: str, demo: bool) -> list[str]:
    return re.findall(rf"<{kind}>(.*?)</{kind}>", page(demo).decode(), re.DOTALL)


@EVERY
def test_it_is_one_small_document(demo: bool) -> None:
    assert len(page(demo)) < MOST
    assert len(packed(demo)) < 12_000
    assert gzip.decompress(packed(demo)) == page(demo)


@EVERY
def test_it_asks_nobody_else_for_anything(demo: bool) -> None:
    text = page(demo).decode()
    assert set(re.findall(r"""(?:src|href)="([^"]*)""", text)) == {"data:,"}
    assert set(re.findall(r"https?://[\w.]+", text)) == set()
    assert "@import" not in text


@EVERY
def test_the_policy_allows_what_is_inside_and_nothing_more(demo: bool) -> None:
    policy = dict(part.split(" ", 1) for part in csp(demo).split("; "))
    assert policy["default-src"] == "'none'"
    assert "unsafe" not in csp(demo)
    for kind in ("script", "style"):
        allowed = set(policy[f"{kind}-src"].split())
        hashes = {base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in inline(kind, demo)}
        assert allowed == {f"'sha256-{one}'" for one in hashes}
        assert hashes


@EVERY
def test_there_is_no_attribute_that_the_policy_would_refuse(demo: bool) -> None:
    text = re.sub(r"<(script|style).*?</\1>", "", page(demo).decode(), flags=re.DOTALL)
    assert not re.findall(r"""\s(?:style|on\w+)\s*=\s*["']""", text)


def test_only_the_demonstration_says_that_it_is_one() -> None:
    assert b'<meta name="demo">' in page(True)
    assert b'<meta name="demo">' not in page(False)


def test_the_english_words_lie_in_the_page() -> None:
    found = re.search(r'<script type="application/json" id="words">(.*?)</script>', page().decode())
    assert found is not None
    assert json.loads(found[1]) == page_words("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_all_the_words_and_its_direction(language: str) -> None:
    given = page_words(language)
    assert given["dir"] == ("rtl" if language == "ur" else "ltr")
    assert set(given["words"]) == set(PAGE_SENTENCES)
    for key, english in PAGE_SENTENCES.items():
        assert set(re.findall(r"{\w+}", given["words"][key])) == set(re.findall(r"{\w+}", english)), key


def test_every_word_that_the_page_says_exists_and_is_said() -> None:
    script = "".join(inline("script", True))
    assert set(PAGE_SENTENCES) - set(re.findall(r'"([a-z-]+)"', script)) == set()
    assert set(re.findall(r'say\("([a-z-]+)"', script)) <= set(PAGE_SENTENCES)


@pytest.mark.parametrize(
    ("source", "sent"),
    [
        ("<script>\n  let a = 'b  =  c'; /* why */\n</script>", "<script>let a='b  =  c';</script>"),
        ("<script>x = /a, [/ ]b/u.test(y) // c\nz()</script>", "<script>x=/a, [/ ]b/u.test(y)\nz()</script>"),
        ('<script>a = "\\" , /* " + b\nc</script>', '<script>a="\\" , /* "+b\nc</script>'),
        ("<style>\na b:hover { color: red; }\n@media (x: y) { c { d: e } }\n</style>",
         "<style>a b:hover{color:red}@media (x:y){c{d:e}}</style>"),
        ("<script>if (a) { b(); }\nelse { c('; }'); }\nfunction d() {}</script>",
         "<script>if(a){b()}else{c('; }')}function d(){}</script>"),
        ("<p>a\n<b>c</b>\nd</p>\n<p>e</p>", "<p>a\n<b>c</b>\nd</p><p>e</p>"),
    ],
)  # fmt: skip
def test_what_is_left_out_means_nothing(source: str, sent: str) -> None:
    assert lean(source) == sent


# ── Colours ─────────────────────────────────────────────────────────────────────────────────────────────────────────

TEXT_ON = [
    ("ink", "bg"), ("ink", "card"), ("ink", "me"), ("soft", "bg"), ("soft", "card"), ("brand", "card"), ("on", "brand"),
    ("amber-ink", "amber"), ("green-ink", "green"),
]  # fmt: skip
EDGE_ON = [("edge", "card"), ("edge", "bg"), ("brand", "bg"), ("amber-line", "bar")]


def schemes() -> list[dict[str, str]]:
    style = inline("style", False)[0]
    found = [dict(re.findall(r"--([\w-]+):(#\w+)", block)) for block in re.findall(r":root{(.*?)}", style)]
    return [found[0], {**found[0], **found[1]}]


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(one * 2 for one in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT_ON, 4.5), (EDGE_ON, 3.0)], ids=["text", "edges"])
def test_what_must_be_read_stands_out(scheme: int, pairs: list[tuple[str, str]], least: float) -> None:
    """WCAG 2.2 AA, 1.4.3 and 1.4.11."""
    colours = schemes()[scheme]
    weak = {pair: round(ratio, 2) for pair in pairs if (ratio := contrast(colours[pair[0]], colours[pair[1]])) < least}
    assert weak == {}
