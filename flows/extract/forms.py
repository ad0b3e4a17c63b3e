"""The forms of a batch's texts that the rules match, made once for people and for figures.

In come articles, out comes of each the matching form, its lower case and, where they are asked for,
the sentences of a line. They are as long as the text, so that their offsets are the text's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.normalize.matching import Matched, matched
from flows.normalize.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl


class TextForms:
    """One text as the rules match it.

    Attributes:
        text: the text itself.
        form: its matching form (`flows.normalize.matching`), case kept.
        low: the form in lower case.
    """

    __slots__ = ("_lines", "form", "low", "text")

    def __init__(self, text: str, form: str, low: str) -> None:
        self.text = text
        self.form = form
        self.low = low
        self._lines: dict[int, tuple[int, list[tuple[int, int]]]] = {}

    def sentences_around(self, position: int) -> tuple[int, list[tuple[int, int]]]:
        """The end of the line that holds `position`, and its sentences as spans of the text."""
        form = self.form
        start = form.rfind("\n", 0, position) + 1
        known = self._lines.get(start)
        if known is None:
            end = form.find("\n", position)
            end = len(form) if end == -1 else end
            spans = sentence_spans(form[start:end], is_form=True)
            if start:
                spans = [(start + first, start + last) for first, last in spans]
            known = self._lines[start] = (end, spans)
        return known


@dataclass(frozen=True)
class Forms:
    """The forms of a batch of articles, in its order.

    Attributes:
        column: the matching forms, for what is done to all texts at once.
        texts: the forms of each article.
    """

    column: pl.Series
    texts: list[TextForms]

    def __iter__(self) -> Iterator[TextForms]:
        return iter(self.texts)


def read_forms(articles: pl.DataFrame, known: Matched | None = None) -> Forms:
    """The forms of articles.

    Args:
        articles: at least `text`.
        known: the matching forms of the articles' texts where they are known.
    """
    column, texts, forms, lows = known or matched(articles["text"])
    return Forms(column, list(map(TextForms, texts, forms, lows)))
