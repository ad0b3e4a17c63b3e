"""The unit behind a number: a known noun or measure, a list of nouns, or an unlisted noun.

In come the words after a number, out comes the unit they begin with and its span. Phrases are
looked up whole, longest first; an unlisted noun is taken as far as it can reach, two words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.extract.figures.lexicon import Lexicon
    from flows.extract.figures.model import Source

_LETTERS_A_WORD = 10
_WORDS_AFTER = 7
_WORDS_OF_A_LIST = 24
_BILLION = 1e9
_SHORTEST_NOUN = 2
_ABBREVIATION = re.compile(r"[BCDĐGHKLMNPQRSTVX]+")
CLOSERS = ",.;:)]}!?…*”\"’'»"
_LOST_SPACE = re.compile(r"(?<=[^\W\d_])[,;:)*]+(?=[^\W\d_])")


@dataclass(slots=True)
class Words:
    """Words after a number: as written, without what closes them, and where the first starts."""

    raw: list[str]
    core: list[str]
    at: int

    def start(self, index: int) -> int:
        """Where a word starts in the text."""
        return self.at + sum(map(len, self.raw[:index])) + index

    def is_open(self, index: int) -> bool:
        """Whether nothing closes a word."""
        return self.raw[index] == self.core[index]


@dataclass(slots=True)
class UnitSpan:
    """A unit as it was read: its name, its kind and where it stands."""

    name: str
    kind: str
    start: int
    end: int
    is_known: bool


def split_words(low: str, end: int, most: int = _WORDS_AFTER) -> Words:
    """The words after `end` in its line, at most `most` of them and within a bounded window."""
    window = low[end : end + most * _LETTERS_A_WORD]
    if "\n" in window:
        window = window[: window.find("\n")]
    words = window.lstrip(" ")
    raw = words.split(" ", most)
    del raw[most:]
    core = [word if word.isalpha() else _core(word) for word in raw]
    return Words(raw, core, end + len(window) - len(words))


def _core(word: str) -> str:
    """A word up to the first sign that is none of its own: of `km/h`, of `USD,các`, of `vụ).`."""
    core = (word.partition("/")[0] if "/" in word else word).rstrip(CLOSERS)
    lost_space = _LOST_SPACE.search(core) if not core.isalnum() else None
    return core[: lost_space.start()] if lost_space else core


def longest_unit(words: Words, at: int, lexicon: Lexicon) -> tuple[int, str]:
    """How many words from `at` on are a known unit, and that unit's surface."""
    raw, core = words.raw, words.core
    if at >= len(core):
        return 0, ""
    longest = lexicon.unit_lengths.get(core[at])
    if longest is None:
        return 0, ""
    units = lexicon.units
    if "/" in raw[at] and raw[at].rstrip(CLOSERS) in units:
        return 1, raw[at].rstrip(CLOSERS)  # km/h
    limit = min(longest, len(raw) - at)
    # a closing sign ends the phrase, but a comma may stand inside one (`tỉnh, thành phố`)
    for i in range(at, at + limit - 1):
        if raw[i] != core[i] and raw[i] != core[i] + ",":
            limit = i - at + 1
            break
    for count in range(limit, 1, -1):
        phrase = " ".join((*raw[at : at + count - 1], core[at + count - 1]))
        if phrase in units:
            return count, phrase
    return (1, core[at]) if core[at] in units else (0, "")


def read_unit(words: Words, at: int, source: Source, factor: float) -> UnitSpan | None:
    """The unit that begins with the word `at`.

    Args:
        words: the words after a number.
        at: the first of them that is no multiplier.
        source: the text and its forms.
        factor: what the multipliers before it come to.

    Returns:
        The unit; None where that word begins none.
    """
    text, lexicon = source.text, source.lexicon
    count, surface = longest_unit(words, at, lexicon)
    start = words.start(at) if at else words.at
    if not count:
        return _unknown_unit(words, at, source, factor)
    unit = lexicon.units[surface]
    if _begins_name(text, start, start + len(surface), is_money=unit.kind == "money"):
        return None
    if unit.kind != "count":
        return UnitSpan(unit.name, unit.kind, start, start + len(surface), is_known=True)
    last = at + count
    if surface in lexicon.compound_heads and words.is_open(last - 1):
        more, _ = longest_unit(words, last, lexicon)
        last += more
    # "nghị quyết, chỉ thị, đề án": one number over a list of units
    while last < len(words.raw) and words.raw[last - 1] == words.core[last - 1] + ",":
        if last + _WORDS_AFTER > len(words.raw):
            words = split_words(source.low, words.at, _WORDS_OF_A_LIST)
        more, next_surface = longest_unit(words, last, lexicon)
        if not more or lexicon.units[next_surface].kind != "count":
            break
        # "lượt, bình quân": one syllable may be the head of another word, unless it is an office
        if " " not in next_surface and not {next_surface, surface} <= lexicon.listed_syllables:
            break
        last += more
    end = words.start(last - 1) + len(words.core[last - 1])
    return UnitSpan(text[start:end], "count", start, end, is_known=True)


def _begins_name(text: str, start: int, end: int, *, is_money: bool) -> bool:
    """`17 Hồ Văn Huê`, `4 G`: a capital word with another behind it, or a letter, is a name."""
    if not text[start].isupper() or " " in text[start:end]:
        return False
    if end - start == 1 and text[start] in "GMK":
        return True
    if end - start > 1 and _ABBREVIATION.fullmatch(text, start, end):
        return False  # `54 HLV Việt Nam`
    if is_money and end - start > 1 and text[start:end].isupper():
        return False  # `500 triệu USD River City`
    return text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()


def _unknown_unit(words: Words, at: int, source: Source, factor: float) -> UnitSpan | None:
    """An unlisted noun: the next word, and the one after it where that can belong to it."""
    text, functions = source.text, source.lexicon.functions
    if factor >= _BILLION:
        return None  # "5.000 tỷ dùng ngay": thousands of millions of an unknown thing are money
    word = words.core[at]
    start = words.start(at) if at else words.at
    if (
        len(word) < _SHORTEST_NOUN
        or not word.isalpha()
        or word in functions
        or text[start].isupper()
    ):
        return None
    end = start + len(word)
    if words.raw[at] == word and at + 1 < len(words.core):
        following = words.core[at + 1]
        second = end + 1
        if following.isalpha() and following not in functions and text[second].islower():
            end = second + len(following)
    return UnitSpan(text[start:end], "count", start, end, is_known=False)
