"""Reported figures: every number of an article, with what it counts, how, for whom and when."""

from flows.extract.figures.extraction import Figures, extract_figures

__all__ = ["Figures", "extract_figures"]
