"""The engine under hostile test: the laws over generated flows, every rule by its name, golden conversations."""
