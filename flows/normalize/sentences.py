"""Sentences of a text, as spans.

In comes a text, out come the spans of its sentences. A sentence ends at a line end, and at `.`,
`!`, `?` or an ellipsis that is neither part of a number, an initial nor an abbreviation (`TP. Hồ
Chí Minh`, `T.Ư`, `Th.S`). `;` ends nothing: the press strings enumerations together with it. Where
the press forgot the space (`nâng cao.Góp phần`), small letter, stop and capital end one too.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from flows.normalize.matching import match_form
from flows.reference import load

_END = regex.compile(
    r"""
      \n+
    | (?<![.…])(?:\.{2,}+|…)[.…]*+["”’»)\]]*+   # an ellipsis ends where a capital or digit follows
      (?=\ *+(?:["“‘«(]\ *+)?[\p{Lu}\d]|\ *+(?:\n|$))
    | (?<![.!?])[.!?]++["”’»)\]]*+          # a stop and what closes with it
      (?=\ ++(?:["“‘«(\[\-–•+*]\ *+)*+[\p{Lu}\d]|\ *+(?:\n|$))
    | (?<=\p{Ll}|%)\.(?=\p{Lu}\p{Ll}|\p{Lu}[\ ])   # the space forgotten
    """,
    regex.VERBOSE,
)
_BEFORE_STOP = regex.compile(r"(?:^|[^\p{L}\d.])((?:\p{L}{1,2}\.)*\p{L}{1,4})$", regex.REVERSE)
_LONGEST_ABBREVIATION = 12


@lru_cache(maxsize=1)
def _abbreviations() -> frozenset[str]:
    """Short forms that are written with a stop inside a sentence; that stop ends nothing."""
    table = load("abbreviations").filter("is_written_with_stop")
    return frozenset(table["abbreviation"])


def _is_abbreviation(form: str, start: int, stop: int, known: frozenset[str]) -> bool:
    """Whether the `.` at `stop` belongs to the word before it."""
    before = form[max(start, stop - _LONGEST_ABBREVIATION) : stop]
    word = before[before.rfind(" ") + 1 :]
    if word.isalpha():  # as nearly all are: no need to search for it
        return word in known or (len(word) == 1 and word.isupper())
    if not word[-1:].isalpha():
        return False
    found = _BEFORE_STOP.search(before)
    if found is None:
        return False
    word = found[1]
    last = word.rpartition(".")[2]
    return word in known or (len(last) == 1 and last.isupper()) or "." in word


def sentence_spans(text: str, *, is_form: bool = False) -> list[tuple[int, int]]:
    """Spans of the sentences of `text`, without the blanks around them.

    Args:
        text: any text; it may be a title, a paragraph or a whole article.
        is_form: `text` is already in matching form.

    Returns:
        `(start, end)` pairs in order; together they hold every character that is not blank.
    """
    form = text if is_form else match_form(text)
    known = _abbreviations()
    size = len(form)
    ends: list[int] = []
    start = 0
    for match in _END.finditer(form):
        first, stop = match.span()
        is_single = stop - first == 1 and stop < size and form[first] == "." and form[stop] != "\n"
        if is_single and _is_abbreviation(form, start, first, known):
            continue
        ends.append(stop)
        start = stop
    ends.append(size)
    spans: list[tuple[int, int]] = []
    start = 0
    for stop in ends:
        end = stop
        while start < end and form[start].isspace():
            start += 1
        while end > start and form[end - 1].isspace():
            end -= 1
        if start < end:
            spans.append((start, end))
        start = stop
    return spans
