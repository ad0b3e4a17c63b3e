"""Where a post begins and ends.

In comes the matching form of a text with its lower case, out come the ends of a head and of its
tail. A post is a head (`Phó Giám đốc`) and a tail of what it is the head of (`Công an tỉnh Thanh
Hóa`); heads and tail words are vocabulary, so a verb after the post ends it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from flows.extract.people.lexicon import lexicon
from flows.extract.people.words import CAPITALISED

BRACKETS = re.compile(r"\((?:[A-ZĐ][\w&/. -]{0,18})\)")
_CAPITALISED = re.compile(CAPITALISED)
_HEAD_WORD = re.compile(r"[^\W_]+(?:[-.]+[^\W_]+)*")
_CODE = re.compile(r"[A-ZĐ][\wĐ]*[\w&./-]*|\d+[A-Z]?\b")
_STOPPED_LEVELS = frozenset({"tp", "tx"})
_STOPPED_CODES = frozenset({"TP.", "Tp.", "Q.", "P.", "TX.", "H."})
ACTING = "quyền"


class PostSpan(NamedTuple):
    """One post as written: its span, the end of its head, its standing."""

    start: int
    end: int
    head_end: int
    status: str = "current"


class View(NamedTuple):
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
    if first not in lexis.post_first_words:
        return -1
    if first == ACTING:
        is_parted = low[start:space] != ACTING
        return -1 if space == -1 or is_parted else head_end(view, space + 1, limit)
    ends = _word_ends(low, start, stop, lexis.post_longest[first])
    for end in reversed(ends):
        if low[start:end] in lexis.posts:
            return end
    return -1


def _word_ends(low: str, start: int, limit: int, most: int) -> list[int]:
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


def _term_end(view: View, start: int, limit: int) -> int:
    """End of the longest tail term that begins at `start`, or -1."""
    low = view.low
    lexis = lexicon()
    space = start
    while space < limit and low[space].isalnum():
        space += 1
    first = low[start:space]
    for entry in lexis.composites.get(first, ()):
        end = start + len(entry)
        if end <= limit and low.startswith(entry, start) and not low[end : end + 1].isalnum():
            return end
    most = lexis.term_longest.get(first)
    if most is None:
        return -1
    for end in reversed(_word_ends(low, start, limit, most)):
        if low[start:end] in lexis.terms:
            return end
    return -1


def _is_refused(view: View, start: int, end: int, last: str, *, is_complete: bool) -> bool:
    """Whether the term would be the verb of the clause rather than a part of the post."""
    if view.form[start].isupper():
        return False
    lexis = lexicon()
    return is_complete and lexis.terms.get(view.low[start:end], False) and last not in lexis.units


def tail_end(view: View, start: int, limit: int, *, is_before_name: bool = False) -> int:
    """End of a post's tail that begins at `start` (right after the head or the last word).

    Args:
        view: the text.
        start: where the tail may begin.
        limit: where the text ends for this purpose (start of the name, end of the line).
        is_before_name: a name follows at `limit`, so every capitalised word belongs to the tail.
    """
    form, low = view.form, view.low
    lexis = lexicon()
    position = end = start
    last, is_complete, is_pending = "", False, False
    while position < limit:
        if form[position] == " ":
            position += 1
            continue
        if form[position] == "(":
            position = _bracket_end(view, position, limit)
            if position >= limit:
                return limit if is_before_name and position == limit else end
            if not is_before_name and form[position] == ",":
                break
            is_pending = True
            continue
        stop = _step(view, position, limit)
        word = low[position:stop]
        if stop == -1 or (
            word not in lexis.connectors
            and _is_refused(view, position, stop, last, is_complete=is_complete)
        ):
            break
        if word in lexis.connectors:
            # `trợ lý của` right before a name is somebody else, not who is named.
            if (
                stop >= limit
                or is_pending
                or not _joins(view, word, stop, limit, is_before_name=is_before_name)
            ):
                break
            is_pending, position = True, stop
            continue
        last = word.rsplit(" ", 1)[-1]
        if last in _STOPPED_LEVELS and form[stop : stop + 2] == ". " and form[stop + 2].isupper():
            # The stop of `Công an TP. HCM` is the abbreviation's.
            stop += 1
        is_complete = form[position].isupper() or last in lexis.levels or last.isdigit()
        position = end = stop
        is_pending = False
    return end


def _bracket_end(view: View, start: int, limit: int) -> int:
    """End of an abbreviation in brackets, or `limit` where the tail ends before it."""
    bracket = BRACKETS.match(view.form, start, limit)
    if bracket is None or view.form[bracket.end() : bracket.end() + 1] not in {" ", ",", ""}:
        return len(view.form)
    return bracket.end()


def _joins(view: View, word: str, stop: int, limit: int, *, is_before_name: bool) -> bool:
    """Whether a connector goes on with the post: no dash after a name, no other post after `và`."""
    if word == "-":
        return is_before_name
    return word not in {"và", "&"} or head_end(view, stop + 1, limit) == -1


@lru_cache(maxsize=1)
def _connector() -> re.Pattern[str]:
    """What joins two parts of a tail; a dash does only where no word follows it."""
    words = sorted(lexicon().connectors - {"-"}, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?![^\W_])|-(?= (?![^\W_]))")


def _step(view: View, position: int, limit: int) -> int:
    """End of the tail word at `position`: a connector, a term, a capitalised word, a number."""
    form, low = view.form, view.low
    connector = _connector().match(low, position)
    if connector and not form[position].isupper():
        return connector.end()
    end = _term_end(view, position, limit)
    if end != -1:
        return end
    code = _CODE.match(form, position, limit) or _CAPITALISED.match(form, position, limit)
    if code is None:
        return -1
    end = code.end()
    while form[end - 1] in ".-/&":
        if form[end - 1] == "." and form[position:end] in _STOPPED_CODES:
            break
        end -= 1
    return end
