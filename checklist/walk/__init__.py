"""Answering a checklist: the walk, its review, its results and the note for the record."""
