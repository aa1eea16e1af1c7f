"""Translations at rest: taking the English out of code and flows, keeping PO files, checking what translators send back.

What the trader's conversation needs of them at run time is `locales.catalog`; nothing here is loaded then.
"""
