"""The words that tie a figure to time, or keep it from one, as patterns.

In comes `period_words.csv`, out comes one compiled pattern per role, for text in matching form and
in lower case: words of now and of plans, of what holds at any time (`mỗi năm`, `diện tích`), of
what happens at an event, and the words before a date that make it a document's or a deadline.
"""

from __future__ import annotations

import re
from functools import lru_cache

from flows.extract.figures.lexicon import form
from flows.reference import load

_DOCUMENT_REACH = 40  # characters between the document's name and its date


@lru_cache(maxsize=32)
def alternatives(role: str) -> str:
    """The words of a role as alternatives of a pattern, longest first."""
    return "|".join(re.escape(word) for word in sorted(_surfaces(role), key=len, reverse=True))


def _surfaces(role: str) -> list[str]:
    return [form(word) for word in load("period_words").filter(role=role)["surface"]]


@lru_cache(maxsize=32)
def words(role: str) -> re.Pattern[str]:
    """Any word of a role, whole."""
    return re.compile(rf"(?<!\w)(?:{alternatives(role)})(?!\w)")


@lru_cache(maxsize=32)
def ends_with(role: str, reach: int = 0) -> re.Pattern[str]:
    """A word of a role at the end, with at most `reach` characters of its clause behind it."""
    return re.compile(rf"(?<!\w)(?:{alternatives(role)})(?!\w)[^.,;\n]{{0,{reach}}}$")


@lru_cache(maxsize=1)
def names_document() -> re.Pattern[str]:
    """What stands before a day that is a document's, a deadline's or a birth's."""
    return ends_with("not_its_day", _DOCUMENT_REACH)


@lru_cache(maxsize=1)
def now() -> re.Pattern[str]:
    """Words of now and of no time in particular; some only where a sentence or clause opens."""
    before = "".join(rf"(?<!{re.escape(word)} )" for word in _surfaces("not_now_before"))
    return re.compile(
        rf"(?<!\w){before}(?:(?:{alternatives('now')})(?!\w)"
        rf"|(?:{alternatives('now_word')})(?! (?:{alternatives('not_now_after')})(?!\w))(?!\w))"
        rf"|(?:^|(?<=\n)|(?<=[.!?…”] )|[,;] )(?:{alternatives('now_opening')})(?!\w)"
    )


TOPICS = ("plan", "event", "ceremony", "same_day", "same_span", "general", "average", "request")


@lru_cache(maxsize=1)
def topics() -> dict[str, frozenset[str]]:
    """Words of a sentence's topics, with their roles; words that only look so have none."""
    roles: dict[str, frozenset[str]] = {}
    for role in TOPICS:
        for word in _surfaces(role):
            roles[word] = roles.get(word, frozenset()) | {role}
    return roles | dict.fromkeys(_surfaces("not_request"), frozenset())


@lru_cache(maxsize=1)
def topic() -> re.Pattern[str]:
    """Any word of `topics`, the longest first."""
    words = sorted(topics(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")


@lru_cache(maxsize=1)
def general_units() -> frozenset[str]:
    """Units of areas, lengths and powers: what is measured so has no time of its own."""
    return frozenset(load("period_words").filter(role="general_unit")["surface"])
