"""The thirteen languages a trader can choose, in the order in which they are offered.

The order is by how many small businesses are registered where the language is spoken, English and Hindi first.
`fallbacks` are the languages tried, in turn, when a catalog lacks a text.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    code: str
    endonym: str
    english: str
    script: str
    """ISO 15924."""
    rtl: bool
    fallbacks: tuple[str, ...]


LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        Language("en", "English", "English", "Latn", False, ()),
        Language("hi", "हिन्दी", "Hindi", "Deva", False, ("en",)),
        Language("mr", "मराठी", "Marathi", "Deva", False, ("hi", "en")),
        Language("ta", "தமிழ்", "Tamil", "Taml", False, ("en",)),
        Language("bn", "বাংলা", "Bengali", "Beng", False, ("en",)),
        Language("gu", "ગુજરાતી", "Gujarati", "Gujr", False, ("hi", "en")),
        Language("kn", "ಕನ್ನಡ", "Kannada", "Knda", False, ("en",)),
        Language("te", "తెలుగు", "Telugu", "Telu", False, ("en",)),
        Language("ml", "മലയാളം", "Malayalam", "Mlym", False, ("en",)),
        Language("pa", "ਪੰਜਾਬੀ", "Punjabi", "Guru", False, ("hi", "en")),
        Language("or", "ଓଡ଼ିଆ", "Odia", "Orya", False, ("en",)),
        Language("as", "অসমীয়া", "Assamese", "Beng", False, ("bn", "en")),
        Language("ur", "اردو", "Urdu", "Arab", True, ("en",)),
    )
}
