"""Figures of a text on its own, for tests of single phrases."""

from __future__ import annotations

from typing import Any

from flows.extract.figures import Figures, extract_figures
from flows.normalize import normalise
from tests.extract.figures.documents import texts_of


def read(text: str) -> Figures:
    """Everything that is found in one text."""
    found = normalise(texts_of({"a.txt": text}))
    return extract_figures(found.articles, found.blocks, found.dates)


def figures_in(text: str) -> list[dict[str, Any]]:
    """The metrics of one text, in order."""
    return read(text).metrics.sort("start_char").to_dicts()


def kinds_in(text: str) -> dict[str, str]:
    """Surface and kind of the other numbers of one text."""
    return dict(read(text).non_metric_numbers.select("surface", "kind").iter_rows())
