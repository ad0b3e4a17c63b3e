"""The heads of posts (`Phó Giám đốc`), and where they end.

In comes the matching form of a text with its lower case, out comes the end of the head that begins
at a position. Heads are vocabulary; most first words of theirs are words of something else too, so
the second word is looked at before the longest head is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from flows.extract.people.lexicon import lexicon
from flows.extract.people.words import USUAL_LETTERS, any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD_WORD = re.compile(r"[^\W_]+(?:[-.]+[^\W_]+)*")
# What makes one word of two (`words.WORD`).
_JOINING = "[.&/'’-]"
_WORD_END = r"(?![^\W_])"
_WORD_BEFORE = re.compile(rf"[^\W_]{_JOINING}?\Z")
ACTING = "quyền"


class PostSpan(NamedTuple):
    """One post as written: its span, the end of its head, its standing."""

    start: int
    end: int
    head_end: int
    status: str = "current"


@dataclass(frozen=True, slots=True)
class View:
    """A text under rules: matching form and its lower case, of the same length."""

    form: str
    low: str


def head_end(view: View, start: int, limit: int) -> int:
    """End of the post head that begins at `start`, or -1."""
    low = view.low
    stop = min(limit, start + 60)
    space = low.find(" ", start, stop)
    first = low[start : space if space != -1 else stop].rstrip(",.;:)")
    lexis = lexicon()
    if first not in lexis.posts.first_words:
        return -1
    if first == ACTING:
        is_parted = low[start:space] != ACTING
        return -1 if space == -1 or is_parted else head_end(view, space + 1, limit)
    if first not in lexis.posts.lone_heads and not _goes_on(
        low, space, stop, lexis.posts.head_starts[first]
    ):
        return -1
    ends = word_ends(low, start, stop, lexis.posts.head_longest[first])
    for end in reversed(ends):
        if low[start:end] in lexis.posts.heads:
            return end
    return -1


def _goes_on(low: str, space: int, stop: int, seconds: frozenset[str]) -> bool:
    """Whether the second word is a head's: most first words are words of something else too."""
    if space == -1:
        return False
    following = low.find(" ", space + 1, stop)
    second = low[space + 1 : following if following != -1 else stop]
    if second in seconds:
        return True
    if second[-1:].isalnum() and "\n" not in second:
        return False
    word = _HEAD_WORD.match(second)
    return word is not None and word[0] in seconds


def head_starts(low: str, start: int, limit: int) -> Iterator[tuple[int, str]]:
    """Where heads may begin, with the first word of each: `head_end` tells whether one does."""
    window = low[start:limit]
    # The space stands for what is before the window, which is no matter here.
    for found in _head_start().finditer(f" {window}"):
        first = found.start()
        if _WORD_BEFORE.search(window, max(0, first - 2), first) is None:
            yield start + first, found[0][1:]


@cache
def _head_start() -> re.Pattern[str]:
    """A whole word that is a head, or that begins one together with the word behind it.

    What is before it is a part of the match: a class up front is what keeps the scan quick. That
    class lets rare letters through; whether a word goes on there is asked of the few found.
    """
    lexis = lexicon()
    alone = {*lexis.posts.lone_heads, ACTING}
    heads = dict.fromkeys(alone, rf"(?!{_JOINING}?[^\W_])")
    for first, seconds in lexis.posts.head_starts.items():
        if first not in alone:
            heads[first] = f"(?= (?:{any_of(seconds, dict.fromkeys(seconds, _WORD_END))}))"
    return re.compile(rf"[^{USUAL_LETTERS}](?:{any_of(heads, heads)})")


def word_ends(low: str, start: int, limit: int, most: int) -> list[int]:
    """Ends of the first `most` words from `start`, one space apart."""
    ends: list[int] = []
    position = start
    for _ in range(most):
        word = _HEAD_WORD.match(low, position, limit)
        if word is None:
            break
        end = word.end()
        ends.append(end)
        if end >= limit or low[end] != " ":
            break
        position = end + 1
    return ends
