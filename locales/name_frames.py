"""What people put around a name when they are asked for one: "mera naam Suresh Kumar hai", "నా పేరు లక్ష్మి".

A partner who reads the profile greets nobody as "mera naam Suresh Kumar hai". What is inside is asked about, never taken: people and
shops may be called anything.
"""

from __future__ import annotations

import re
from typing import Final

# (before the name, after it, whether that must be there: where what stands before may well begin a name).
_FRAMES: Final = (
    (r"(?:my|our|the)\s+(?:good\s+)?(?:(?:shop|business|company|firm|brand)(?:['’]?s)?\s+)?name\s+is", "", False),
    (r"(?:mera|meri|mere|hamara|hamari|humara|apna)\s+(?:\w+\s+k[aie]\s+)?na+me?", "hai+|he|h|hei", False),
    (r"(?:\w+\s+k[aie]\s+)?na+m", "hai+|he|hei", True),
    (r"(?:मेरा|मेरी|मेरे|हमारा|हमारी|हमारे)\s+(?:\S+\s+(?:का|की|के)\s+)?नाम", "है|हैं", False),
    (r"(?:\S+\s+(?:का|की|के)\s+)?नाम", "है|हैं", True),
    (r"(?:ma[jzh]+[ea]|amche)\s+na+v", "a+he", False),
    (r"(?:माझे|माझं|माझ|आमचे|आमचं)\s+नाव", "आहे|हे", False),
    (r"(?:en|ennoda|ennudaya|enathu)\s+(?:peyar|peyr|per|peru)", "", False),
    (r"(?:என்|என்னுடைய|எனது|எங்கள்)\s+(?:கடை\S*\s+)?(?:பெயர்|பேர்|பேரு)", "", False),
    (r"(?:amar|amader)\s+(?:\w+r\s+)?na+m", "", False),
    (r"(?:আমার|আমাদের)\s+(?:\S+র\s+)?নাম", "", False),
    (r"(?:maru|maroo|amaru)\s+na+m", "chhe|che", False),
    (r"(?:મારું|મારુ|અમારું)\s+નામ", "છે", False),
    (r"(?:nanna|namma)\s+hesaru", "", False),
    (r"(?:ನನ್ನ|ನಮ್ಮ)\s+ಹೆಸರು", "", False),
    (r"(?:na+|maa)\s+peru", "", False),
    (r"(?:నా|మా)\s+(?:\S+\s+)?పేరు", "", False),
    (r"(?:ente|njangalude)\s+per[ue]?", "a+n[ue]?|enna+n[ue]?", False),
    (r"(?:എന്റെ|എന്‍റെ|ഞങ്ങളുടെ)\s+പേര്", "ആണ്|എന്നാണ്", False),
    (r"(?:ਮੇਰਾ|ਸਾਡਾ)\s+(?:ਨਾਮ|ਨਾਂ|ਨਾਂਅ)", "ਹੈ", False),
    (r"(?:mo|mora)\s+na+m", "", False),
    (r"(?:ମୋ|ମୋର|ଆମ)\s+(?:ନାମ|ନାଁ)", "ଅଟେ|ହେଉଛି", False),
    (r"(?:mor|mur)\s+na+m", "", False),
    (r"(?:মোৰ|আমাৰ)\s+নাম", "হ['’]?ল", False),
    (r"(?:میرا|میری|ہمارا|ہماری)\s+(?:\S+\s+(?:کا|کی|کے)\s+)?نام", "ہے", False),
    (r"نام", "ہے", True),
)
_MARKS: Final = " \t.,:;-–!?।۔'\""


def _pattern(before: str, after: str, must: bool) -> re.Pattern[str]:
    end = rf"(?:\s+(?:{after})){'' if must else '?'}" if after else ""
    return re.compile(rf"{before}(?:\s*[:,–-])?\s+(?P<name>(?!(?:{after or '$'})$)\S.*?){end}", re.IGNORECASE)


_PATTERNS: Final = tuple(_pattern(*frame) for frame in _FRAMES)
_LONGEST: Final = 200


def framed_name(text: str) -> str | None:
    """The name inside a sentence that says one, or None."""
    plain = text.strip(_MARKS)
    if len(plain) > _LONGEST or len(plain.split()) < 3:  # no frame is of one word
        return None
    found = next((found for pattern in _PATTERNS if (found := pattern.fullmatch(plain)) is not None), None)
    name = found["name"].strip(_MARKS) if found is not None else ""
    return name if any(char.isalpha() for char in name) else None
