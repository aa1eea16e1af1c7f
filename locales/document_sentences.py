"""What the bot says about a file or a paper: the English source, a key each, with `{placeholders}`.

`asked` and `got` are kinds of paper; their words are the sentences `paper-<kind>` here, so that a translation says the
paper's name in the trader's language (`named`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

DOCUMENT_SENTENCES: Final[Mapping[str, str]] = {
    "file-empty": "This file came empty. Please send it again.",
    "file-too-large": "This file is {megabytes} MB; I can take up to {most} MB. Please send a smaller one, or a photo of the paper.",
    "file-type": "I cannot open this kind of file. Please send a photo (JPG or PNG) or a PDF.",
    "file-heic": "This photo is in the HEIC format, which I cannot open. Please send it as JPG, or take a screenshot of it and send that.",
    "file-broken": "This file is damaged and does not open. Please send it again, or send a photo of the paper.",
    "file-bomb": "This file is too big when opened. Please send an ordinary photo or PDF of the paper.",
    "file-script": "This PDF holds a program or another file inside, so I did not open it. Please send a plain PDF or a photo.",
    "file-polyglot": "This file holds something more than a photo or a PDF, so I did not keep it. Please send a new photo of the paper.",
    "file-virus": "The virus check stopped this file. Please send a new photo of the paper.",
    "file-unscanned": "I could not check this file for viruses just now. Please send it again in a few minutes.",
    "pdf-encrypted": "This PDF has a password. Please send it without the password, or send a photo of the paper.",
    "pdf-too-many-pages": "This PDF has {pages} pages; I can take up to {most}. Please send only the pages of this paper.",
    "image-too-small": "This picture is too small to read. Please send the original photo, not a screenshot or a thumbnail.",
    "image-dark": "This photo is too dark. Please take it again in daylight or near a lamp.",
    "image-blurred": "This photo is blurred. Please hold the phone still, tap on the paper to focus, and take it again.",
    "image-blank": "I see nothing on this picture. Please send a photo of the side with the writing.",
    "wrong-paper": "This looks like another paper. Please send your {asked}.",
    "not-readable": "I could not read your {asked} here. Please lay it flat in good light and take a photo of the whole page.",
    "page-missing": "Page {page} of your {asked} is missing. Please send that page too.",
    "cut-off": "A part of your {asked} is cut off. Please take a photo with all four corners in it.",
    "paper-expired": "This paper was valid until {date}. Please send the renewed one if you have it.",
    "aadhaar-on-paper": "Please don't send Aadhaar. I have not kept this file. "
    "Delete your message too, please, and send the paper without the Aadhaar number.",
    "paper-gst": "GST registration certificate",
    "paper-udyam": "Udyam certificate",
    "paper-iec": "IEC certificate",
    "paper-cheque": "cancelled cheque",
    "paper-shop": "shop licence",
    "paper-catalogue": "catalogue",
    "paper-photo": "product photo",
    "paper-other": "paper",
    "paper-pan_card": "PAN card",
    "paper-aadhaar_card": "Aadhaar card",
}


def named(params: Mapping[str, str | int], sentence: Callable[[str], str]) -> dict[str, str | int]:
    """The parameters with kinds of paper said as words; `sentence` gives the words of a key in some language. A `got` that is a number
    is how many letters were typed, and stays.
    """
    return {
        name: sentence(f"paper-{value}") if name in ("asked", "got") and isinstance(value, str) else value
        for name, value in params.items()
    }
