"""The words that tie a figure to time, or keep it from one, as patterns.

In comes `period_words.csv`, out comes one compiled pattern per role, for text in matching form and
in lower case: words of now and of plans, of what holds at any time (`mỗi năm`, `diện tích`), of
what happens at an event, and the words before a date that make it a document's or a deadline.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from flows.extract.figures.lexicon import form
from flows.reference import load

_ALIASES = {"tị": "tỵ"}  # two spellings of the sixth branch
# What may stand on a word, between the blanks around it.
_OPENERS = ("", '"', "“", "(", "‘", "-", "–")
_CLOSERS = (
    "",
    ",",
    ".",
    ";",
    ":",
    ")",
    '"',
    "”",
    '".',
    '",',
    "”.",
    "”,",
    "),",
    ").",
    "...",
    "…",
    "?",
)
_DOCUMENT_REACH = 40  # characters between the document's name and its date


@lru_cache(maxsize=32)
def alternatives(role: str) -> str:
    """The words of a role as alternatives of a pattern, longest first."""
    return "|".join(re.escape(word) for word in sorted(_surfaces(role), key=len, reverse=True))


def _surfaces(role: str) -> list[str]:
    return [form(word) for word in load("period_words").filter(role=role)["surface"]]


@lru_cache(maxsize=32)
def _whole(role: str) -> str:
    """The words of a role that neither begin nor end inside a word, as a pattern.

    They are parted by first letter, and whether a word begins there is asked behind that letter:
    so a search leaps from one such letter to the next, and need not ask at every place.
    """
    by_letter: dict[str, list[str]] = {}
    for word in sorted(_surfaces(role), key=len, reverse=True):
        by_letter.setdefault(re.escape(word[0]), []).append(re.escape(word[1:]))
    words_of = (
        rf"{letter}(?<!\w{letter})(?:{'|'.join(rests)})" for letter, rests in by_letter.items()
    )
    return rf"(?:{'|'.join(words_of)})(?!\w)"


@lru_cache(maxsize=32)
def words(role: str) -> re.Pattern[str]:
    """Any word of a role, whole."""
    return re.compile(_whole(role))


@lru_cache(maxsize=32)
def ends_with(role: str, reach: int = 0) -> re.Pattern[str]:
    """A word of a role at the end, with at most `reach` characters of its clause behind it."""
    return re.compile(rf"{_whole(role)}[^.,;\n]{{0,{reach}}}\Z")


@lru_cache(maxsize=32)
def _parts(role: str) -> tuple[str, ...]:
    return tuple(_surfaces(role))


def stands_at_end(role: str, text: str, reach: int = 0) -> bool:
    """`ends_with`, asked only where a word of the role stands in the text at all."""
    parts = _parts(role)
    if not reach:
        return text.endswith(parts) and ends_with(role).search(text) is not None
    for word in parts:
        if word in text:
            return ends_with(role, reach).search(text) is not None
    return False


@lru_cache(maxsize=32)
def begins_with(role: str) -> re.Pattern[str]:
    """A word of a role, to be matched where a text begins."""
    return re.compile(rf"(?:{alternatives(role)})(?!\w)")


@cache
def names_document() -> re.Pattern[str]:
    """What stands before a day that is a document's, a deadline's or a birth's."""
    before = _whole("not_its_day")
    # `trước đó ngày 3/2` tells of the day itself
    return re.compile(rf"{before}(?! đó)[^.,;\n]{{0,{_DOCUMENT_REACH}}}\Z")


@cache
def lunar_year() -> str:
    """A year's name in the cycle of sixty, as a pattern: `đinh dậu`."""
    return rf"(?:{alternatives('stem')}) (?:{alternatives('branch')})"


def names_lunar_year(low: str) -> bool:
    """Whether a text holds the two parts of a lunar year's name: most do not."""
    stems, branches = _lunar_parts()
    for branch in branches:
        at = low.find(branch)
        while at >= 0:
            if low.endswith(stems, 0, at):
                return True
            at = low.find(branch, at + 1)
    return False


@cache
def _lunar_parts() -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(_surfaces("stem")), tuple(f" {branch}" for branch in _surfaces("branch"))


@cache
def lunar_year_named() -> re.Pattern[str]:
    """The new year or year of such a name, with its two parts as groups."""
    return re.compile(
        rf"(?<!\w)(?:tết(?: nguyên đán)?|năm|xuân) (?P<stem>{alternatives('stem')})"
        rf" (?P<branch>{alternatives('branch')})(?!\w)"
    )


@lru_cache(maxsize=128)
def lunar_rank(stem: str, branch: str) -> int | None:
    """The place of a lunar year in the cycle of sixty, from 0; None where the parts do not go."""
    stems, branches = _surfaces("stem"), _surfaces("branch")
    twelve = list(dict.fromkeys(_ALIASES.get(name, name) for name in branches))
    ten_at, twelve_at = stems.index(stem), twelve.index(_ALIASES.get(branch, branch))
    return next((n for n in range(60) if n % 10 == ten_at and n % 12 == twelve_at), None)


@cache
def names_new_year() -> re.Pattern[str]:
    """What stands before the number of the year that a lunar new year opens."""
    return re.compile(
        rf"(?:(?:dịp|nghỉ|trước|trong|sau)(?: lễ)? tết(?: nguyên đán| âm lịch)?(?: {lunar_year()})?"
        rf"|(?:tết(?: nguyên đán)?|năm|xuân) {lunar_year()})[ ,(-]+(?:năm )?$"
    )


class Phrase(NamedTuple):
    """One phrase of `period_words.csv` with its roles among those of a sentence's topics."""

    surface: str
    roles: frozenset[str]


TOPICS = (
    "plan", "event", "ceremony", "meeting", "going_on", "argued", "afterwards", "same_day",
    "same_span", "general", "average", "request", "now", "now_opening", "now_word",
)  # fmt: skip


@cache
def topics() -> dict[str, tuple[Phrase, ...]]:
    """First word -> the phrases of a sentence's topics that begin with it, longest first.

    Phrases that only look like one (`đề nghị truy tố` is no request, `trong khi đó` no day told of)
    have no role, so that they hide it.
    """
    roles: dict[str, frozenset[str]] = dict.fromkeys(_surfaces("no_topic"), frozenset())
    for role in TOPICS:
        for word in _surfaces(role):
            roles[word] = roles.get(word, frozenset()) | {role}
    phrases: dict[str, list[Phrase]] = {}
    for surface in sorted(roles, key=len, reverse=True):
        phrases.setdefault(surface.partition(" ")[0], []).append(Phrase(surface, roles[surface]))
    return {word: tuple(found) for word, found in phrases.items()}


@cache
def opening() -> re.Pattern[str]:
    """A blank and the first word of a phrase behind it, with the marks that may stand at the word.

    Most words that open a phrase open none here: where every phrase of a word goes on, the word
    behind it must be one of theirs. Words are parted by first letter, so that few are tried.
    """
    openers = "|".join(map(re.escape, sorted(_OPENERS, key=len, reverse=True)))
    closers = "|".join(map(re.escape, sorted(_CLOSERS, key=len, reverse=True)))
    by_letter: dict[str, list[str]] = {}
    for word, phrases in topics().items():
        rest = re.escape(word[1:])
        parts = [phrase.surface.split(" ") for phrase in phrases]
        if all(len(part) > 1 for part in parts):
            seconds = "|".join(re.escape(second) for second in {part[1] for part in parts})
            rest += rf"(?=(?:{closers})\s+(?:{seconds}))"
        by_letter.setdefault(word[0], []).append(rest)
    words = "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in by_letter.items())
    return re.compile(rf" (?:{openers})(?P<word>{words})(?:{closers})(?!\S)")


@cache
def now_parts() -> tuple[tuple[str, ...], frozenset[str]]:
    """What makes a word of now another word: how the text before it ends, which word follows."""
    return (
        tuple(f"{word} " for word in _surfaces("not_now_before")),
        frozenset(_surfaces("not_now_after")),
    )


@cache
def general_units() -> frozenset[str]:
    """Units of areas, lengths and powers: what is measured so has no time of its own."""
    return frozenset(load("period_words").filter(role="general_unit")["surface"])


@cache
def stock_units() -> frozenset[str]:
    """Units of people who live or serve somewhere: a report of what happened does not date them."""
    return frozenset(load("period_words").filter(role="stock_unit")["surface"])


@cache
def measures() -> frozenset[str]:
    """Words right before a figure that is how long or heavy a thing is."""
    return frozenset(_surfaces("measure"))


@cache
def fixed_units() -> frozenset[str]:
    """Units of what a thing has from the maker: seats, inches, horsepower."""
    return frozenset(load("period_words").filter(role="fixed_unit")["surface"])


@cache
def standing_units() -> frozenset[str]:
    """Units of provinces, districts and people living there: no event changes their number."""
    return frozenset(load("period_words").filter(role="standing_unit")["surface"])
