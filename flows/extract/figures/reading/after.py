"""What stands behind one number: multiplier, unit and qualifier (5 `triệu đồng trở lên`).

In comes the matching form of a text and where a number ends, out comes what the words behind it
say. Only a bounded window is looked at, so the cost of a number does not grow with the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.extract.figures.reading.units import CLOSERS, longest_unit, read_unit, split_words

if TYPE_CHECKING:
    from flows.extract.figures.lexicon import Lexicon
    from flows.extract.figures.model import Source
    from flows.extract.figures.reading.units import Words

_LONGEST_FUNCTION = 10  # letters, with the space before
_QUALIFIER_WINDOW = 24
_MILLION = 1e6
_NAMED_YEARS = frozenset({"nay", "ngoái", "qua", "sau", "tới", "đầu", "học", "rồi", "kia"})


@dataclass(slots=True)
class After:
    """What the words after a number say; `end` is where unit and qualifier end."""

    end: int
    factor: float = 1.0
    has_half: bool = False
    unit: str | None = None
    unit_kind: str | None = None
    unit_start: int = 0
    unit_end: int = 0
    is_known: bool = False
    is_bare_amount: bool = False
    kind: str | None = None
    word: str = ""  # the first word after the number
    qualifier: str | None = None
    qualifier_start: int = 0


def read_share_after(source: Source, end: int) -> After:
    """Read what may stand after a number with its `%`: a qualifier, for it is its own unit."""
    qualifier, start, stop = _qualifier_behind(source.low, end, source.lexicon)
    return After(stop if qualifier else end, qualifier=qualifier, qualifier_start=start)


def read_after(source: Source, end: int) -> After:
    """Read multiplier, unit and qualifier after a number.

    Args:
        source: the text and its forms.
        end: where the number ends.

    Returns:
        What was found. An unknown lower-case word is taken as the unit with `is_known` false.
    """
    low, lexicon = source.low, source.lexicon
    first = low[end : end + 1]
    if not (first == " " or first.isalpha() or first in {"°", "%"}):
        return After(end)
    word = low[end : end + _LONGEST_FUNCTION].lstrip(" ").partition(" ")[0].rstrip(CLOSERS)
    if word in lexicon.idle:
        return After(end, word=word)
    words = split_words(low, end)
    word = words.core[0]
    if not word:
        return After(end)
    kind = _kind_after(words, lexicon) if word in lexicon.kind_lengths else None
    factor, at, has_half = 1.0, 0, False
    if not kind and word in lexicon.multipliers:
        factor, at, has_half = _multiplier(words, lexicon)
        kind = lexicon.kinds_after["năm"] if _is_span_of_years(words, at) else None
    if kind:
        return After(end, kind=kind, word=word)
    unit_start = unit_end = 0
    stop = end
    if at:
        unit_start, stop = end, words.start(at - 1) + len(words.core[at - 1])
        unit_end = stop
    unit = None
    if at < len(words.core) and (at == 0 or words.is_open(at - 1)):
        unit = read_unit(words, at, source, factor)
    if unit:
        stop = unit.end
        qualifier, start, behind = _qualifier_behind(low, stop, lexicon)
        return After(
            behind, factor, has_half, unit.name, unit.kind, unit.start, unit.end, unit.is_known,
            word=word, qualifier=qualifier, qualifier_start=start,
        )  # fmt: skip
    # "2.700 tỷ" with nothing behind it is money
    is_bare = factor >= _MILLION
    name, unit_kind = ("đồng", "money") if is_bare else (None, None)
    qualifier, start, behind = _qualifier_behind(low, stop, lexicon)
    return After(
        behind, factor, has_half, name, unit_kind, unit_start, unit_end, is_bare, is_bare,
        word=word, qualifier=qualifier, qualifier_start=start,
    )  # fmt: skip


def _multiplier(words: Words, lexicon: Lexicon) -> tuple[float, int, bool]:
    """What the multipliers after a number come to, how many words they are, and whether `rưỡi`."""
    factor, at = 1.0, 0
    while at < len(words.core) and words.core[at] in lexicon.multipliers:
        if words.core[at] in lexicon.unit_lengths and longest_unit(words, at, lexicon)[0] > 1:
            break  # `3 tỷ phú`
        factor *= lexicon.multipliers[words.core[at]]
        at += 1
        if not words.is_open(at - 1):
            return factor, at, False
    if at < len(words.core) and words.core[at] == "rưỡi":
        return factor, at + 1, True
    return factor, at, False


def _is_span_of_years(words: Words, at: int) -> bool:
    """`5 triệu năm`, but neither `5 triệu năm 2016` nor `5 triệu năm nay`."""
    if at >= len(words.core) or words.core[at] != "năm" or not words.is_open(at - 1):
        return False
    if at + 1 == len(words.core) or not words.is_open(at):
        return True
    following = words.core[at + 1]
    return not (following[:1].isdecimal() or following in _NAMED_YEARS)


def _kind_after(words: Words, lexicon: Lexicon) -> str | None:
    """The kind that the first words after a number decide for, such as `tháng` and `tuổi`."""
    for count in range(min(lexicon.kind_lengths[words.core[0]], len(words.core)), 0, -1):
        phrase = " ".join((*words.raw[: count - 1], words.core[count - 1]))
        if phrase in lexicon.kinds_after:
            return lexicon.kinds_after[phrase]
    return None


def _qualifier_behind(low: str, end: int, lexicon: Lexicon) -> tuple[str | None, int, int]:
    window = low[end : end + _QUALIFIER_WINDOW]
    behind = window.lstrip(" ")
    if not behind.startswith(lexicon.qualifier_openings):
        return None, 0, end
    start = end + len(window) - len(behind)
    for surface, qualifier in lexicon.qualifiers_after.items():
        if behind.startswith(surface):
            return qualifier, start, start + len(surface)
    return None, 0, end
