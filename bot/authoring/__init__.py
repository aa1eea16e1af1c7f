"""What authors do with flows: change a draft, run its tests, see what publishing would do to the people inside, publish, roll back."""
