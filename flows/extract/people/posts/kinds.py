"""What kind of person somebody is, told between the name and the post.

In comes a text and where an apposition begins, out comes where it goes on behind a kind of person
(`A - NSND, Thứ trưởng …`, `A (chuyên gia đường sắt - nguyên Cục trưởng …)`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from flows.extract.people.lexicon import lexicon

if TYPE_CHECKING:
    from flows.extract.people.posts.spans import View

_KINDS = frozenset({"academic", "profession", "weak"})
# Whoever is called one of these is told of by another, whose the post is.
_RELATIVES = frozenset({"vợ", "chồng", "con", "em", "anh", "chị", "cháu", "cha", "mẹ", "bố"})
_LONGEST = 30
_MOST_WORDS = 3
_REST = re.compile(r"[^,.;:()\n–—\"“”]{0,45}?(?:, ?| [-–—] )")


@cache
def _first_words() -> frozenset[str]:
    kinds = (entry for entry, kind in lexicon().names.honorifics.items() if kind in _KINDS)
    return frozenset(entry.split(" ", 1)[0] for entry in kinds) - _RELATIVES


def kind_end(view: View, start: int, limit: int) -> int:
    """Where an apposition goes on behind the kind of person that it opens with, or -1.

    Args:
        view: the text.
        start: where the apposition begins.
        limit: where the next name begins, or the line ends.
    """
    space = view.low.find(" ", start, start + _LONGEST)
    if view.low[start:space].rstrip(",") not in _first_words():
        return -1
    words = view.low[start : start + _LONGEST].split(" ", _MOST_WORDS)
    kinds = lexicon().names.honorifics
    openings = (" ".join(words[:count]).rstrip(",") for count in range(1, _MOST_WORDS + 1))
    if not any(kinds.get(opening) in _KINDS for opening in openings):
        return -1
    rest = _REST.match(view.form, start, limit)
    return rest.end() if rest else -1
