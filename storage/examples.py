"""Taking example data out of a database for good: not only its words, as an erasure does, but its rows.

An example's erasure leaves no receipt: nobody asked for it, and a backup that holds examples holds nobody's data.
"""

from typing import Any

from sqlalchemy import ColumnElement, Select, Table, delete, exists, func, select, union_all

from storage.ids import ID_LENGTH
from storage.tables import (
    contacts,
    documents,
    leads,
    metadata,
    offers,
    partner_posts,
    partners,
    sessions,
    timers,
)
from storage.transaction import Transaction

Ids = Select[tuple[Any]]


def forget_people(tx: Transaction) -> None:
    """Delete every row of contacts that are examples, and of their leads. Erase them first: that destroys keys and names files."""
    people = select(contacts.c.id).where(contacts.c.example)
    theirs = select(leads.c.id).where(leads.c.contact_id.in_(people))
    shown = select(offers.c.id).where(offers.c.lead_id.in_(theirs))
    _forget_timers(tx, people, theirs, shown)
    _delete(tx, partner_posts, partner_posts.c.offer_id.in_(shown))
    for table in reversed(metadata.sorted_tables):  # what refers to a row goes before it
        if "lead_id" in table.c and table is not leads:
            _delete(tx, table, table.c.lead_id.in_(theirs))
    for table in reversed(metadata.sorted_tables):
        if "contact_id" in table.c:
            _delete(tx, table, table.c.contact_id.in_(people))
    _delete(tx, contacts, contacts.c.example)


def _forget_timers(tx: Transaction, people: Ids, theirs: Ids, shown: Ids) -> None:
    """A timer's subject is an id, or begins with one: of a session, a lead, an offer or a document."""
    sent = select(documents.c.id).where(documents.c.contact_id.in_(people))
    talked = select(sessions.c.id).where(sessions.c.contact_id.in_(people))
    begins = func.substr(timers.c.subject, 1, ID_LENGTH)
    _delete(tx, timers, begins.in_(union_all(people, talked, theirs, shown, sent)))


def forget_partners(tx: Transaction) -> None:
    """Delete the example partners with all that is theirs; those to whom a real lead was shown stay: its history names them."""
    seen = exists().where(offers.c.partner_id == partners.c.id) | exists().where(leads.c.partner_id == partners.c.id)
    gone = list(tx.connection.scalars(select(partners.c.id).where(partners.c.example, ~seen)))
    owned = [table for table in metadata.sorted_tables if "partner_id" in table.c and table not in (leads, offers)]
    for table in reversed(metadata.sorted_tables):
        for reference in table.foreign_keys:
            if reference.column.table in owned and table not in owned:
                mine = select(reference.column).where(reference.column.table.c.partner_id.in_(gone))
                _delete(tx, table, reference.parent.in_(mine))
    for table in reversed(owned):
        _delete(tx, table, table.c.partner_id.in_(gone))
    _delete(tx, partners, partners.c.id.in_(gone))


def _delete(tx: Transaction, table: Table, which: ColumnElement[bool]) -> None:
    tx.connection.execute(delete(table).where(which))
