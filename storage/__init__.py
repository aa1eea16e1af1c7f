"""Rows and files: the only folder that speaks SQL, and the only one that holds keys.

Start with `database.py` (how a database is opened), `writer.py` (how everything is written) and `tables.py` (what is
kept). One module a noun holds the functions that read and write its rows; they take a `Transaction` and plain values.
"""
