"""Cuts a text at the spans that say something, so that a template can mark them.

In: a text and spans, `[start_char, end_char)` in code points. Out: pieces in order, each plain or
with its mark; together they are the text, letter by letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to show: `kind` is person or figure, `key` its row's anchor."""

    start_char: int
    end_char: int
    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, with the mark it bears or None."""

    text: str
    mark: Mark | None = None


def cut(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> list[Piece]:
    """Return the pieces of `text[start:end]`.

    A mark that leaves the range or overlaps an earlier one is left out: the pieces must be the
    text.
    """
    stop = len(text) if end is None else min(end, len(text))
    pieces: list[Piece] = []
    here = start
    for mark in sorted(marks, key=lambda mark: (mark.start_char, -mark.end_char)):
        if mark.start_char < here or not mark.start_char < mark.end_char <= stop:
            continue
        if mark.start_char > here:
            pieces.append(Piece(text[here : mark.start_char]))
        pieces.append(Piece(text[mark.start_char : mark.end_char], mark))
        here = mark.end_char
    if here < stop:
        pieces.append(Piece(text[here:stop]))
    return pieces
