"""Decisions: the flow model, conditions, answers, the engine. Pure: no clock, no chance, no I/O."""
