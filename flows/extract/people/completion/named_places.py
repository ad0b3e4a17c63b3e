"""Where the name of a province or of a unit begins and ends in running text.

In come words of a text, out come the name alone, without a person's behind it, and whether the word
before it makes it somebody else's.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from flows.extract.people.completion.homes import province_in
from flows.extract.people.full_names.trimming import district_length, unknown_place_length
from flows.extract.people.lexicon import key, lexicon
from flows.extract.people.words import UPPER
from flows.extract.vocabulary import load
from flows.normalize.matching import match_form

if TYPE_CHECKING:
    from flows.extract.people.posts.spans import View

_LONGEST_NAME = 3
_OF_PROVINCES = frozenset({"", "tỉnh", "an", "ủy", "hội", "dân", "báo"})


@cache
def province_names() -> tuple[str, ...]:
    """What provinces are called, longest first."""
    aliases = load("province_aliases")
    kinds = pl.col("kind").is_in(["name", "variant", "old_name"])
    return tuple(sorted(map(match_form, aliases.filter(kinds)["alias"]), key=len, reverse=True))


@cache
def named_province() -> re.Pattern[str]:
    """The word before a province's own name, and the name with no capital behind it."""
    words = "|".join(map(re.escape, province_names()))
    return re.compile(rf"(?:([^\W\d_]+)\.? )?\b({words})(?! [{UPPER}])(?![^\W_])")


@cache
def _department() -> re.Pattern[str]:
    """A provincial department with its province's name, in capitals as it is written."""
    names = "|".join(map(re.escape, province_names()))
    return re.compile(
        rf"\bSở [^.,;:()\n]{{2,60}}?((?:tỉnh |[Tt]hành phố |TP\.? ?)?(?:{names}))(?![^\W_])"
    )


def departments_province(view: View) -> str | None:
    """The one province whose departments a text names, as it names it with them; or None."""
    named = [found[1] for found in _department().finditer(view.form)]
    ids = {province_in(name) for name in named}
    return named[0] if len(ids) == 1 else None


def is_other(before: str) -> bool:
    """Whether the word before a province's name makes it another's: a person, a road, a ward."""
    low = before.lower()
    lexis = lexicon()
    if low in _OF_PROVINCES or before.isupper():
        return False
    return before.istitle() or low in lexis.places.words


def without_name(force: str) -> str:
    """`Công an tỉnh Hà Nam` without capitals behind the province's own name."""
    words = force.split(" ")
    for count in range(len(words), 2, -1):
        tail = " ".join(words[count - 1 :])
        if key(tail) in lexicon().places.provinces:
            return force
    for count in range(len(words), 2, -1):
        shorter = " ".join(words[:count])
        if any(
            key(" ".join(words[first:count])) in lexicon().places.provinces
            for first in range(2, count)
        ):
            return shorter
    return force


def place_name(run: str) -> str:
    """The name of a unit at the start of a run that may hold a person's behind it."""
    if not run:
        return ""
    words = tuple(run.split(" "))
    if lexicon().names.honorifics.get(words[0].lower()) == "address" and len(words) == 1:
        # `… Trường Chính trị TP. Ông A`: the next sentence.
        return ""
    count = district_length(words)
    if count:
        return " ".join(words[:count])
    if len(words) > _LONGEST_NAME:
        count = unknown_place_length(words)
        return " ".join(words[:count])
    return run
