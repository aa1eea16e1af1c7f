"""How each language names a crore, a lakh and a thousand behind digits: CLDR's compact forms say "million" in many."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScaleWord:
    one: str
    many: str
    before: str
    """When a smaller part follows."""


def _same(*words: str) -> tuple[ScaleWord, ...]:
    return tuple(ScaleWord(word, word, word) for word in words)


SCALE_WORDS: dict[str, tuple[ScaleWord, ...]] = {
    "en": _same("crore", "lakh", "thousand"),
    "hi": _same("करोड़", "लाख", "हज़ार"),
    "mr": _same("कोटी", "लाख", "हजार"),
    "ta": _same("கோடி", "லட்சம்", "ஆயிரம்"),
    "bn": _same("কোটি", "লাখ", "হাজার"),
    "gu": _same("કરોડ", "લાખ", "હજાર"),
    "kn": _same("ಕೋಟಿ", "ಲಕ್ಷ", "ಸಾವಿರ"),
    "te": (
        ScaleWord("కోటి", "కోట్లు", "కోట్ల"),
        ScaleWord("లక్ష", "లక్షలు", "లక్షల"),
        ScaleWord("వెయ్యి", "వేలు", "వేల"),
    ),
    "ml": _same("കോടി", "ലക്ഷം", "ആയിരം"),
    "pa": _same("ਕਰੋੜ", "ਲੱਖ", "ਹਜ਼ਾਰ"),
    "or": _same("କୋଟି", "ଲକ୍ଷ", "ହଜାର"),
    "as": _same("কোটি", "লাখ", "হাজাৰ"),
    "ur": _same("کروڑ", "لاکھ", "ہزار"),
}
