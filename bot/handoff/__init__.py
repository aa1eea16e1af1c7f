"""The hand-over: a completed profile becomes a lead, is offered to one partner after another, and is followed to its end.

Pure: `lives` (what may happen to a lead and an offer), `lead` (what it says), `terms` and `matching` (who is offered it).
Over storage transactions: `queue` (submit, offer, accept, decline, expire, claim, outcome, withdraw) and `explain`.
"""
