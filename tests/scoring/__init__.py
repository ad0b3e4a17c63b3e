"""Scores of the extraction against the gold annotated by hand."""
