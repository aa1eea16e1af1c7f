"""Words: catalogs, numbers, dates, commands and languages, in thirteen languages. Pure."""
