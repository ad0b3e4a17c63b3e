"""Decoded text -> article: normalised text, layout, dates."""
