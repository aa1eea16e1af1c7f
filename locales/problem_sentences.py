"""What is said of a reply that was not taken: the English sentence of every problem.

Translated under the context `problem.<key>`. Short, kind, and it says what to do; `{typed}` is the character or the few characters that
look wrong, `{place}` their place counted from 1. A sentence names the remedy, never the person's fault.
"""

from typing import Final

PROBLEM_SENTENCES: Final[dict[str, str]] = {
    # any reply
    "aadhaar": "Please don't send an Aadhaar number. We never need it and have not kept it. It is safer to delete that message.",
    "use-the-buttons": "Please use one of the buttons below.",
    "send-a-file": "Please send a photo or a PDF here.",
    # text
    "text-empty": "Please write it in a few words or letters.",
    "too-short": "Please write a little more: at least {least} characters. This has {got}.",
    "too-long": "Please make it shorter: at most {most} characters.",
    # choices
    "choose-one": "Please choose one from the list. You can also type its number, 1 to {most}.",
    "choose-several": "Please choose from the list. You can type several numbers, for example 1, 2. The last is {most}.",
    "option-number": "The list has the numbers 1 to {most}. Please choose one of them.",
    "choices-too-few": "Please choose at least {least}.",
    "choices-too-many": "Please choose at most {most}.",
    "yes-or-no": "Please answer yes or no.",
    "language-unknown": "I do not know that language yet. Please choose one from the list.",
    # amounts
    "not-a-number": "Please send only a number, for example 500 or 5 lakh.",
    "number-too-small": "The number must be {least} or more.",
    "number-too-big": "The number can be at most {most}.",
    "number-too-long": "That number is too long. Please check the zeros.",
    "number-too-fine": "Please give at most {most} digits after the point.",
    "not-an-amount": "Please send one amount of money, for example ₹50,000 or 5 lakh.",
    "amount-negative": "The amount cannot be below zero. Please send it without the minus.",
    "amount-too-small": "The amount must be {least} or more.",
    "amount-too-big": "The amount can be at most {most}.",
    "not-a-date": "Please send a date as day, month, year, for example 15-08-2015.",
    "no-such-day": "That day is in no calendar. Please check the day, the month and the year, for example 15-08-2015.",
    "date-too-early": "The date must be {least} or later.",
    "date-too-late": "The date can be {most} at the latest.",
    # contact
    "phone-missing": "I did not find a phone number in that. Please send the 10 digits of your mobile number.",
    "phone-length": "A mobile number has {want} digits. This has {got}. Please check it.",
    "phone-first": "A mobile number starts with 6, 7, 8 or 9. This one starts with {typed} (place {place}).",
    "phone-landline": "This looks like a landline. Please send a mobile number.",
    "phone-abroad": "I do not know a phone number like that abroad. Please send it with + and the country's code.",
    "phone-one": "Please send one mobile number only.",
    "email-at": "An email address has an @ in it, like name@example.com. Please send it again.",
    "email-parts": "Something is missing before or after the @. Please write it like name@example.com.",
    "email-name": "Please check the part before the @. It has letters from a to z, digits, dots, - and _ only.",
    "email-space": "There is a space before that address. Please write your email address without spaces.",
    "email-domain": "Please check the part after the @. It should look like example.com.",
    "email-one": "Please send one email address only.",
    "url-missing": "I did not find a web address in that. It looks like www.example.com.",
    "url-host": "Please check the name of the site. It looks like www.example.com.",
    "url-scheme": "Please send an ordinary web address that starts with https:// or www.",
    "url-one": "Please send one web address only.",
    # places
    "pincode-missing": "Please send the 6 digits of your PIN code, for example 560029.",
    "pincode-length": "A PIN code has 6 digits. This has {got}. Please check it.",
    "pincode-first": "A PIN code does not start with {typed} (place {place}). Please check it.",
    "pincode-unknown": "There is no PIN code {pincode} in India Post's list. Please check each digit.",
    "pincode-one": "Please send one PIN code only.",
    "country-unknown": "I do not know a country of that name. Please write its usual name, for example Germany.",
    "country-one": "Please name one country only.",
    # any identifier: the character that looks mistyped
    "needs-letter": "Character {place} should be a letter, and you typed {typed}. Please check it.",
    "needs-digit": "Character {place} should be a digit, and you typed {typed}. Please check it.",
    "needs-character": "Character {place} should be {wanted}, and you typed {typed}. Please check it.",
    # GST
    "gstin-missing": "I did not find a GST number in that. It has 15 letters and digits, at the top of your GST certificate.",
    "gstin-one": "I see more than one GST number. Please send only one.",
    "gstin-length": "A GST number has {want} characters. This has {got}. Please check for one missing or extra.",
    "gstin-placeholder": "{example} is an example number from the web. Please send your own, from your GST certificate.",
    "gstin-state": "A GST number starts with a state's code, and {typed} is none (place {place}). Please check the first two digits.",
    "gstin-thirteenth": "Character {place} is never {typed} in a GST number. Please check it.",
    "gstin-fourteenth": "Character {place} is nearly always Z, and you typed {typed}. Please check it.",
    "gstin-check": "The last character (place {place}) does not match the rest: for these it would be {wanted}, you typed {typed}. "
    "Please compare each character with your certificate.",
    "gstin-meant": "Character {place} looks mistyped: {typed}, perhaps {wanted}.",
    "special-registration": "This is a special GST registration. One of our people will look at it.",
    # PAN
    "pan-missing": "I did not find a PAN in that. It has 10 letters and digits.",
    "pan-one": "I see more than one PAN. Please send only one.",
    "pan-length": "A PAN has {want} characters. This has {got}. Please check for one missing or extra.",
    "pan-placeholder": "{example} is an example from the web. Please send your own PAN.",
    "pan-fourth-letter": "Character {place} of a PAN says who holds it, and {typed} is not one of those letters. Please check it.",
    "pan-serial": "The four digits from place {place} are never {typed}. Please check them.",
    # IEC
    "iec-missing": "I did not find an IEC in that. It has 10 characters, usually the same as your PAN.",
    "iec-one": "I see more than one number. Please send only your IEC.",
    "iec-length": "An IEC has {want} characters. This has {got}. Please check for one missing or extra.",
    "iec-placeholder": "{example} is only an example. Please send your own IEC.",
    "iec-legacy": "This is an IEC of the old kind, with digits only. Since 2018 the IEC is the PAN; please have it updated.",
    # Udyam
    "udyam-missing": "I did not find a Udyam number in that. It looks like UDYAM-MH-19-0000001.",
    "udyam-one": "I see more than one Udyam number. Please send only one.",
    "udyam-length": "After the state's letters a Udyam number has {want} digits. This has {got}.",
    "udyam-place": "In a Udyam number two digits follow the state's letters, and you typed {typed}. Please check it.",
    "udyam-placeholder": "{example} is only an example. Please send your own number, from your Udyam certificate.",
    "udyam-state": "I do not know the state's letters {typed} (place {place}) in this Udyam number. One of our people will look at it.",
    # companies
    "cin-missing": "I did not find a CIN in that. It has 21 letters and digits.",
    "cin-one": "I see more than one CIN. Please send only one.",
    "cin-length": "A CIN has {want} characters. This has {got}. Please check for one missing or extra.",
    "cin-first": "A CIN starts with L or U, and you typed {typed} (place {place}). Please check it.",
    "cin-year": "The year from place {place} of the CIN cannot be {typed}. Please check it.",
    "llpin-missing": "I did not find an LLPIN in that. It looks like AAB-1234.",
    "llpin-one": "I see more than one LLPIN. Please send only one.",
    "llpin-length": "An LLPIN has {want} letters and digits. This has {got}.",
    # bank
    "ifsc-missing": "I did not find an IFSC in that. It has 11 characters and is printed on your cheques.",
    "ifsc-one": "I see more than one IFSC. Please send only one.",
    "ifsc-length": "An IFSC has {want} characters. This has {got}. Please check for one missing or extra.",
    "ad-code-missing": "Please send the digits of your AD code: 14, or 7. Your bank gives it.",
    "ad-code-one": "I see more than one number. Please send only your AD code.",
    "ad-code-length": "An AD code has 14 digits, or 7. This has {got}. Please check it.",
    "ad-code-placeholder": "{example} is no AD code. Your bank gives it to you.",
    # food and customs
    "fssai-missing": "I did not find an FSSAI number in that. It has 14 digits.",
    "fssai-one": "I see more than one FSSAI number. Please send only one.",
    "fssai-length": "An FSSAI number has {want} digits. This has {got}. Please check for one missing or extra.",
    "fssai-first": "An FSSAI number starts with 1 or 2, and you typed {typed} (place {place}). Please check it.",
    "hsn-missing": "Please send the digits of the HSN code, for example 090411.",
    "hsn-one": "Please send one HSN code only.",
    "hsn-length": "An HSN code has 2, 4, 6 or 8 digits. This has {got}. Please check it.",
    "hsn-chapter": "There is no HSN chapter {typed} (place {place}). Please check the first two digits.",
}
"""Key -> English sentence with `{placeholders}`."""
