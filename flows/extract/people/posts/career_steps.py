"""The posts of a step in a career, told in a row of small words behind a name.

In comes a text and where such a row may begin, out come the posts behind it with their standing
(`A được điều động về làm …`, `A từng đảm nhận những nhiệm vụ là …`, `A nhận quyết định thôi chức
…`). Each word of the row is of the vocabulary `career_words`; its role says what became of the
post, so that no order of the words needs a phrase of its own.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from flows.extract.people.lexicon import key
from flows.extract.people.words import any_of
from flows.extract.vocabulary import load

if TYPE_CHECKING:
    from flows.extract.people.posts.spans import View

# What may stand before the row: an aside, a comma, a dash, or the bracket that holds it.
_OPENING = r"(?: ?\([^()\n]{0,60}\))?\)?(?:,| [-–])? ?(?:(?<= )\(|(?<= ))"
_ASIDE = " ("
_MARKS = (" ", ",", "(", ")", "-", "–")
_MOST = 9
_LONGEST_WORD = 9
_TAKING = frozenset({"holding", "leaving", "becoming", "given", "taken"})
_GIVEN = frozenset({"given", "taken"})
_LOST = frozenset({"leaving", "taken", "past"})


@cache
def _roles() -> dict[str, str]:
    return {key(written): role for written, role in load("career_words").rows()}


@cache
def _first_words() -> frozenset[str]:
    return frozenset(written.split(" ", 1)[0] for written in _roles())


@cache
def _words() -> frozenset[str]:
    return frozenset(word.rstrip(",") for written in _roles() for word in written.split(" "))


@cache
def _row() -> re.Pattern[str]:
    return re.compile(rf"{_OPENING}((?:(?:{any_of(_roles())}):? ){{2,{_MOST}}})(?:[-–:] )?(?=\w)")


@cache
def _single() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(_roles())})(?= )")


def step_told(view: View, start: int, limit: int) -> tuple[int, str] | None:
    """Where the posts of a step begin, and the standing that its words say.

    Args:
        view: the text.
        start: end of a name, or of the posts behind it.
        limit: where the next name begins, or the line ends.

    Returns:
        Position and standing (`open` where the words only say that a post is held); None where no
        row of such words stands there, or one that tells of what somebody does to another.
    """
    row = _row().match(view.low, start, limit)
    if row is None:
        return None
    roles = [_roles()[word[0]] for word in _single().finditer(row[1])]
    standing = _standing(roles)
    return None if standing is None else (row.end(), standing)


def may_step(view: View, start: int) -> bool:
    """Whether two words of the vocabulary follow there, as two make a row at least.

    As most names and posts are followed by other words, this is asked before anything else.
    """
    low = view.low
    position = start + 1
    if low.startswith(_ASIDE, start):
        closing = low.find(")", start)
        return _opens_at(view, position + 1) or (closing != -1 and _opens_at(view, closing + 2))
    if low[start:position] != " ":
        while low.startswith(_MARKS, position):
            position += 1
    end = low.find(" ", position, position + _LONGEST_WORD)
    return low[position:end] in _first_words() and _opens_at(view, position)


def _opens_at(view: View, position: int) -> bool:
    """Whether two words of the vocabulary begin at `position`, a mark before them or not."""
    low = view.low
    while low.startswith(_MARKS, position):
        position += 1
    end = low.find(" ", position, position + _LONGEST_WORD)
    if low[position:end] not in _first_words():
        return False
    second = low.find(" ", end + 1, end + 1 + _LONGEST_WORD)
    return low[end + 1 : second] in _words()


def _standing(roles: list[str]) -> str | None:
    """The standing that a row of roles says, None where it says none."""
    said = frozenset(roles)
    if not said & _TAKING and not {"title", "move"} <= said:
        return None
    first = next((index for index, role in enumerate(roles) if role in _GIVEN), -1)
    if first != -1 and "passive" not in roles[:first]:
        # `ông A bổ nhiệm Giám đốc Sở X`: he appoints another.
        return None
    if said & _LOST:
        return "former"
    if "keeping" in said:
        return "current"
    return "appointed" if said & {"given", "move", "becoming"} else "open"
