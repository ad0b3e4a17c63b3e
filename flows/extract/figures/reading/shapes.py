"""What the shape of one run of digits and letters already tells, before any context is read.

In comes a chunk (`185/207`, `05-CT/TW`, `2015-2020`, `40ha`, `10h20`, `K02`), out come its pieces:
where in the chunk they are and what shape they have. The pieces hold every digit of the chunk, in
order and without overlap; that is what makes the whole reading gap-free. Chunks repeat, so the
result is remembered.
"""

from __future__ import annotations

import itertools
import re
from functools import cache, lru_cache
from typing import NamedTuple

_NUMBER = r"\d+(?:[.,]\d+)*"
_YEAR = r"(?:1[5-9]|20)\d\d"
_DASH = r"[-–—−]"

# Order matters: the first shape that fits the whole chunk wins.
_WHOLE = re.compile(
    rf"""
      (?P<integer>\d+)
    | (?P<percent>{_NUMBER}[ ]?%)
    | (?P<full_date>\d{{1,2}}(?P<sep>[/.\-–])\d{{1,2}}(?P=sep)(?:\d{{4}}|\d{{2}}))
    | (?P<written_date>\d{{1,2}}[ ]tháng[ ]\d{{1,2}}(?:[ ]năm[ ]\d{{4}})?)
    | (?P<iso_month>{_YEAR}-\d{{2}}(?:-\d{{2}})?)
    | (?P<month_year>\d{{1,2}}[/.\-–]{_YEAR})
    | (?P<quarter>[IVivX]{{1,3}}[/\-.]{_YEAR})
    | (?P<year_range>{_YEAR}[ ]?{_DASH}[ ]?{_YEAR}|20\d\d/(?:20)?\d\d)
    | (?P<thousands>\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?)
    | (?P<decimal>\d+[.,]\d+)
    | (?P<number>{_NUMBER})
    | (?P<clock>\d{{1,2}}(?:[hg:]\d{{2}}(?::\d{{2}})?[p']?|[hg]))
    | (?P<around>24/(?:24|7)h?)
    | (?P<plate>\d{{2}}[A-Z]{{1,2}}\d?[-–.]?\d{{3}}\.?\d{{2}}|\d{{2}}[A-Z]\d?-\d{{4}})
    | (?P<slash>{_NUMBER}/{_NUMBER})
    | (?P<percent_range>{_NUMBER}[ ]?%?{_DASH}{_NUMBER}[ ]?%)
    | (?P<dash>{_NUMBER}{_DASH}{_NUMBER})
    | (?P<chain>\d(?:{_DASH}\d){{2,}})
    | (?P<document>\d+[A-Za-z]?(?:/\d{{2,4}})?[/\-–](?=[^\W\d_])[^\W\d_]*[A-ZĐƯ][^\W_]*
        (?:[/\-–&.][^\W_]+)*)
    | (?P<roman>[IVXLC]+)
    """,
    re.VERBOSE,
)
_WITH_UNIT = re.compile(
    rf"(?P<number>{_NUMBER}(?:{_DASH}{_NUMBER})?)(?P<letters>[^\W\d_]+)(?P<rest>.*)", re.DOTALL
)
_PART = re.compile(rf"{_NUMBER}%?")
_EXPONENT = re.compile(r"(?:k|c|d|m|h)?m[23]", re.IGNORECASE)


_DIMENSION = re.compile(rf"{_NUMBER}(?:[x×]{_NUMBER})+")  # 1.920x1.080 pixel
_SHORTEST_WORD = 4  # letters; shorter runs on a number are a code, not a word without its space


class Piece(NamedTuple):
    """One part of a chunk: offsets within the chunk, and its shape."""

    start: int
    end: int
    shape: str


# Shapes whose tokens may be figures; the others are never one.
NUMERIC = frozenset({"integer", "percent", "thousands", "decimal", "number"})
PAIRS = frozenset({"slash", "dash", "percent_range"})


@cache
def _attached_units() -> frozenset[str]:
    from flows.extract.figures.lexicon import lexicon  # noqa: PLC0415 (the lexicon reads numerals)

    return lexicon().attached_units


def _digits_of(chunk: str, start: int) -> list[Piece]:
    """Every run of digits from `start` on, as leftovers of an unknown shape."""
    return [Piece(found.start(), found.end(), "leftover") for found in _PART.finditer(chunk, start)]


def _number_shape(surface: str) -> str:
    found = _WHOLE.fullmatch(surface)
    return found.lastgroup or "number" if found else "number"


@lru_cache(maxsize=65536)
def split_chunk(chunk: str) -> tuple[Piece, ...]:
    """The pieces of a chunk.

    Args:
        chunk: letters, digits and the signs between them, holding at least one digit (or a Roman
            number alone).

    Returns:
        Pieces in order that hold every digit of the chunk. Shapes: those named in `_WHOLE`,
        `exponent` (the 2 of m2), `code` (letters and digits of one name) and `leftover`.
    """
    found = _WHOLE.fullmatch(chunk)
    if found:
        shape = found.lastgroup
        if shape == "sep":
            shape = "full_date"
        return (Piece(0, len(chunk), shape or "code"),)
    unit = _EXPONENT.match(chunk)
    if unit:
        return (Piece(unit.end() - 1, unit.end(), "exponent"), *_digits_of(chunk, unit.end()))
    attached = _WITH_UNIT.fullmatch(chunk)
    if attached:
        return _split_attached(chunk, attached)
    first_digit = re.search(r"\d", chunk)
    if first_digit is None:
        return ()
    # "tỉnh.3": words run into a number; "C46", "NQ57": the letters belong to the number.
    letters = chunk[: first_digit.start()]
    if len(letters) >= _SHORTEST_WORD and letters[1:].islower() and not letters.isascii():
        offset = first_digit.start()
        return tuple(
            Piece(p.start + offset, p.end + offset, p.shape) for p in split_chunk(chunk[offset:])
        )
    return _split_signs(chunk)


def _split_attached(chunk: str, attached: re.Match[str]) -> tuple[Piece, ...]:
    """A number with letters on it: `40ha`, `5.000đ/kg`, `60-120mm`, but also `150R` and `10C7`."""
    if _DIMENSION.fullmatch(chunk):
        return (Piece(0, len(chunk), "leftover"),)
    letters = attached["letters"]
    end = attached.end("number")
    # 3G and 4K are names, 3g and 4kg are not
    is_name = len(letters) == 1 and letters.isupper()
    if letters.lower() in _attached_units() and not is_name:
        head = Piece(0, end, _number_shape(chunk[:end]))
        rest = attached["rest"]
        if rest[:1] in {"2", "3"} and _EXPONENT.fullmatch(letters + rest[0]):
            at = attached.start("rest")
            return (head, Piece(at, at + 1, "exponent"), *_digits_of(chunk, at + 1))
        return (head, *_digits_of(chunk, attached.start("rest")))
    if len(letters) >= _SHORTEST_WORD and not letters.isascii():
        # "500người": the space is missing.
        rest_at = attached.start("rest")
        return (Piece(0, end, _number_shape(chunk[:end])), *_digits_of(chunk, rest_at))
    return _split_signs(chunk)


_SIGN = re.compile(r"[.:,/\-–—+=_&?%@]+")


def _split_signs(chunk: str) -> tuple[Piece, ...]:
    """A chunk of no known shape: parts at the signs, each digit-bearing part a piece of its own."""
    head, _, tail = chunk.partition(":")
    if head.isdecimal() and tail[:1].isdecimal():
        # "năm 2015:20.000 khách": a number follows without its blank
        at = len(head) + 1
        rest = [Piece(p.start + at, p.end + at, p.shape) for p in split_chunk(tail)]
        return (Piece(0, len(head), "integer"), *rest)
    if "_" in chunk or "@" in chunk or ("=" in chunk[1:-1] and chunk.count("=") and "?" in chunk):
        return (Piece(0, len(chunk), "code"),)
    pieces: list[Piece] = []
    at = 0
    parts = list(_SIGN.finditer(chunk))
    # "2017.Tại", "vụ/45": a number and a word; split there, keep "C46-A2" whole.
    bounds = [m.span() for m in parts]
    cuts = [(0, 0), *bounds, (len(chunk), len(chunk))]
    for (_, left), (right, _) in itertools.pairwise(cuts):
        part = chunk[left:right]
        at = left
        if part.isdecimal():
            percent = chunk[right : right + 1] == "%"
            pieces.append(Piece(at, right + percent, "percent" if percent else "integer"))
        elif any(c.isdecimal() for c in part):
            inner = split_chunk(part) if part != chunk else (Piece(0, len(part), "code"),)
            pieces.extend(Piece(at + p.start, at + p.end, p.shape) for p in inner)
    return tuple(pieces)
