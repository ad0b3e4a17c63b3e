"""Decoded text -> article: normalised text, layout, dates, credits."""

from flows.normalize.articles import NormalisedArticles, normalise

__all__ = ["NormalisedArticles", "normalise"]
