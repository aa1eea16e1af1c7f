"""Metrics for Prometheus: counts and ages, step ids at most, never a value that somebody gave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from storage import leads, outbox, sessions

if TYPE_CHECKING:
    from bot.app import App


def exposition(app: App) -> bytes:
    """The present numbers, as text. Blocking: reads the database."""
    registry = CollectorRegistry()
    counts = app.writer.counts
    for name, meaning, value in (
        ("saathi_commits", "Transactions committed by this process.", counts.commits),
        ("saathi_writes", "Entries written by this process.", counts.entries),
        ("saathi_repeats", "Batches repeated after a deadlock.", counts.repeats),
        ("saathi_poisoned", "Inputs set aside.", counts.poisoned),
        ("saathi_waiting", "Entries waiting for the writer.", app.writer.waiting),
    ):
        Gauge(name, meaning, registry=registry).set(value)
    inside = Gauge(
        "saathi_sessions", "Sessions by flow, version and status.", ["flow", "version", "status"], registry=registry
    )
    queue = Gauge("saathi_leads", "Leads by status.", ["status"], registry=registry)
    unsent = Gauge("saathi_outbox", "Messages not sent yet, by state.", ["state"], registry=registry)
    by_session, by_lead, by_message = app.database.view(
        lambda tx: (sessions.counts(tx), leads.counts(tx), outbox.counts(tx))
    )
    for flow, version, status, number in by_session:
        inside.labels(flow, str(version), status).set(number)
    for status, number in by_lead.items():
        queue.labels(status).set(number)
    for state, number in by_message.items():
        unsent.labels(state).set(number)
    return generate_latest(registry)
