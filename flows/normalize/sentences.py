"""Sentences of a text, as spans.

In comes a text, out come the spans of its sentences. A sentence ends at a line end, and at `.`,
`!`, `?` or an ellipsis that is neither part of a number, an initial nor an abbreviation (`TP. Hồ
Chí Minh`, `T.Ư`, `Th.S`). `;` ends nothing: the press strings enumerations together with it. Where
the press forgot the space (`nâng cao.Góp phần`), small letter, stop and capital end one too.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from flows.normalize.matching import match_form
from flows.reference import load

# Behind these code points stand no letters with a case.
_END_OF_CASES = 0x20000
_BEFORE_STOP = re.compile(r"(?:^|[^\w.]|_)((?:[^\W\d_]{1,2}\.)*[^\W\d_]{1,4})$")
_LONGEST_ABBREVIATION = 12
_LINE = frozenset({"", "\n"})


@cache
def _end() -> re.Pattern[str]:
    """What ends a sentence: one of four marks, and only there what stands around it is looked at.

    `re` finds that mark in half the time that `regex` takes, but has no classes of capitals.
    """
    upper, lower = _letters("Lu"), _letters("Ll")
    closing = r"[\"”’»)\]]*+"
    return re.compile(
        rf"""[\n.!?…](?:
          (?<=\n)\n*+
        | (?<=[.…])(?<![.…].)(?:(?<=…)|\.++)[.…]*+{closing}  # an ellipsis ends where a capital or
          (?=\ *+(?:["“‘«(]\ *+)?[{upper}\d]|\ *+(?:\n|$))     # a digit follows
        | (?<=[.!?])(?<![.!?].)[.!?]*+{closing}              # a stop and what closes with it
          (?=\ ++(?:["“‘«(\[\-–•+*]\ *+)*[{upper}\d]|\ *+(?:\n|$))
        | (?<=[{lower}%]\.)(?=[{upper}](?:[{lower}]|\ ))      # the space forgotten
        )""",
        re.VERBOSE,
    )


def _letters(category: str) -> str:
    """The letters of a Unicode category as ranges of a character class."""
    codes = [code for code in range(_END_OF_CASES) if unicodedata.category(chr(code)) == category]
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


@cache
def _abbreviations() -> frozenset[str]:
    """Short forms that are written with a stop inside a sentence; that stop ends nothing."""
    table = load("abbreviations").filter("is_written_with_stop")
    return frozenset(table["abbreviation"])


def _is_abbreviation(form: str, start: int, stop: int, known: frozenset[str]) -> bool:
    """Whether the `.` at `stop` belongs to the word before it."""
    begin = max(start, stop - _LONGEST_ABBREVIATION)
    space = form.rfind(" ", begin, stop)
    word = form[space + 1 if space != -1 else begin : stop]
    if word.isalpha():  # as nearly all are: no need to search for it
        return word in known or (len(word) == 1 and word.isupper())
    if not word[-1:].isalpha():
        return False
    found = _BEFORE_STOP.search(form[begin:stop])
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
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _end().finditer(form):
        first, stop = match.span()
        is_single = stop - first == 1 and form[first] == "." and form[stop : stop + 1] not in _LINE
        if is_single and _is_abbreviation(form, start, first, known):
            continue
        _add(spans, form, start, stop)
        start = stop
    _add(spans, form, start, len(form))
    return spans


def _add(spans: list[tuple[int, int]], form: str, start: int, end: int) -> None:
    """Add a span without the blanks around it, if anything is left of it."""
    while start < end and form[start].isspace():
        start += 1
    while end > start and form[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))
