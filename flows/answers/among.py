"""One number among other words: "15 days", "about 12 lakh", "in 2012". It is asked about, never taken.

Only what is written with digits counts: "ek" and "so" are numbers in some sentences and words in others. Two numbers are a range, or
nobody knows which; and beside a word for another measure the number means something else ("3 weeks", "2 dozen", "1 lakh a month").
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from locales.digits import fold, normalise, to_ascii

_MOST_WORDS: Final = 8
_MEASURES: Final = tuple(
    map(
        fold,
        (
            "week hafta hafte haft haphta haphte hapta sapta saptah athavad athvad vaaram varam vaaral vaara vara aazhcha azhcha "
            "हफ़्त हफ्त सप्ताह आठवड வார সপ্তাহ সপ্তাহ અઠવાડિ ವಾರ వార ആഴ്ച ਹਫ਼ਤ ਹਫਤ ସପ୍ତାହ ہفت "
            "month monthly mahin mahine maheen mahiny maas masam maasam tingal nela nelalu महीन महिन माह மாத மாச মাস মাহ મહિન ತಿಂಗಳ నెల "
            "മാസ ਮਹੀਨ ମାସ مہین ماہ "
            "year yearly saal sal varsh varsham varusham bochor bosor साल वर्ष ஆண்ட வருட বছর বছৰ વર્ષ ವರ್ಷ సంవత్స ఏడాది വർഷ ਸਾਲ ବର୍ଷ سال "
            "hour ghant घंट घण्ट तास மணி ঘণ্টা ঘন্টা કલાક ಗಂಟೆ గంట മണിക്കൂ ਘੰਟ ଘଣ୍ଟ گھنٹ "
            "lk lac lak lck cro kro karo caro haj haz hzr hjr thou mill bill arab kharab लाख लाक करो हजा हज़ा "
            "dozen darjan dazan दर्जन डझन டஜன் ডজন ડઝન ದಜನ್ ಡಜನ್ డజన ഡസൻ ਦਰਜਨ ଡଜନ درجن gross percent"
        ).split(),
    )
)
"""How words for other measures begin, and misspelt scales ("5 lkh"); what follows are their cases."""

T = TypeVar("T")


def one_among(text: str, read: Callable[[str], T | None]) -> T | None:
    """What `read` makes of the one number in `text`, or None where there is not exactly one, or it may measure something else."""
    words = text.split()
    if not 2 <= len(words) <= _MOST_WORDS:
        return None
    spans = [
        (end - start, start, end)
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
        if end - start < len(words) and _has_digit(words[start:end]) and read(" ".join(words[start:end])) is not None
    ]
    if not spans:
        return None
    _, start, end = max(spans)
    rest = [*words[:start], *words[end:]]
    if _has_digit(rest) or any(fold(word).startswith(_MEASURES) or read(word) is not None for word in rest):
        return None
    return read(" ".join(words[start:end]))


def _has_digit(words: list[str]) -> bool:
    return any(char.isdigit() for word in words for char in to_ascii(normalise(word)))
