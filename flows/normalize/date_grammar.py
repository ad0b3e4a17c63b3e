"""Where a text speaks of time: dates, ranges, months, quarters, years and relative periods.

In comes a text in folded matching form, out come the mentions in order, without overlap, with the
numbers they are made of. Nothing is resolved here: a mention without a year has none. What only
looks like a date (`51/61 vụ`, `24/7`, `Nghị quyết 12/2023`, `3.5 điểm`) is no mention; the words
beside a number that decide so are data in `date_context.csv`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import polars as pl

from flows.normalize.date_patterns import (
    COUNT_SHAPES,
    MONTHS,
    NUMBERS,
    PATTERNS,
    POINT_SHAPES,
    QUARTERS,
    STARTS,
    TO,
    YEAR_SHAPES,
    places_expr,
)
from flows.reference import load

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

YEAR_DIGITS = 4
# Characters before a number that are looked at.
_LEFT = 48


@dataclass(slots=True)
class Mention:
    """One mention of time, as it stands in the text."""

    shape: str
    start: int
    end: int
    numbers: dict[str, int] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    parts: tuple[Mention, Mention] | None = None


def _words(kind: str) -> str:
    """Alternatives of a regex: the words of `date_context.csv` of one kind, longest first."""
    table = load("date_context")
    words = table.filter(table["kind"] == kind)["written"].to_list()
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@lru_cache(maxsize=1)
def context_patterns() -> dict[str, re.Pattern[str]]:
    """What stands beside a number and decides whether it is a date, and the event's."""
    return {
        # A day's marker before it makes `d/m` a date; a joint (`đến 31/3`) does for slashes.
        "marker": re.compile(rf"(?:{_words('marker')})[\s,]*\(?\s*$"),
        "joint": re.compile(rf"(?:(?<!\w)(?:{_words('joint')})|[-–]|\()\s*$"),
        # `Ngày Gia đình Việt Nam 28/6`: the name of a day stands before it.
        "anniversary": re.compile(rf"(?<!\w)ngày\s+(?:{_words('anniversary')})[^\d,.;()\n]*$"),
        "bare_months": re.compile(rf"(?<!\w)(?:{_words('bare_months')})\s+$"),
        "document": re.compile(rf"(?<!\w)(?:{_words('document')})\s*(?:số\s*)?:?\s*$"),
        "counted": re.compile(rf"\s*(?:{_words('counted')})(?!\w)"),
        "each": re.compile(rf"(?:(?<!\w)(?:{_words('each')})|\d)\s+$"),
        "not_event": re.compile(
            rf"(?<!\w)(?:{_words('not_event')}|(?:{_words('dated_document')})(?!\w)[^.,;]{{0,60}})"
            r"\s*(?:ngày\s+)?\(?\s*$|(?<!\w)số\s+[^\s,;]*\d[^\s,;]*,\s*(?:ngày\s+)?$"
        ),
    }


def _left(text: str, start: int) -> str:
    return text[max(0, start - _LEFT) : start]


def _is_counted(text: str, end: int) -> bool:
    return context_patterns()["counted"].match(text, end) is not None


def _after(text: str, start: int, kind: str) -> bool:
    """Whether a word of a kind stands directly before a place."""
    return context_patterns()[kind].search(_left(text, start)) is not None


def _day_is_date(text: str, mention: Mention, match: re.Match[str]) -> bool:
    """Whether `d/m` is a date: by a word in it, a year, or what stands before and after it."""
    groups = match.groupdict()
    if any(groups.get(name) for name in ("y", "y1", "word", "part", "weekday")):
        return True
    is_slash = match["s"].strip() == "/"
    if _after(text, mention.start, "document") or _is_counted(text, mention.end):
        return False
    if groups.get("from"):
        # `từ 16 - 22.4` may be an amount, unless the clause ends there or both ends have months.
        return (
            is_slash or bool(groups.get("m1")) or _CLAUSE_END.match(text, mention.end) is not None
        )
    if _after(text, mention.start, "marker"):
        return True
    kinds = ("joint", "anniversary") if is_slash else ()
    return any(_after(text, mention.start, kind) for kind in kinds)


def _long_day_is_date(text: str, mention: Mention, match: re.Match[str]) -> bool:
    return bool(match["word"] or match["part"]) or _after(text, mention.start, "marker")


def _year_is_date(text: str, mention: Mention, match: re.Match[str]) -> bool:
    """A year with a word before it is one; a bare number of its size only where nothing counts."""
    if match.group() != match["y"]:
        return True
    left = _left(text, mention.start)
    return not (
        _is_counted(text, mention.end)
        or _after(text, mention.start, "document")
        or _GLUED.search(left)
        or _GLUED_RIGHT.match(text, mention.end)
    )


def _is_compared(text: str, mention: Mention, match: re.Match[str]) -> bool:
    """`cùng kỳ` compares; `cùng thời điểm` does so only behind `so với` or with a year."""
    return (
        text.startswith(("cùng kỳ", "cùng kì"), mention.start)
        or match["y"] is not None
        or match["rel"] is not None
        or _COMPARED.search(_left(text, mention.start)) is not None
    )


def _is_no_document(text: str, mention: Mention, _match: re.Match[str]) -> bool:
    return not _after(text, mention.start, "document") and not _is_counted(text, mention.end)


def _word_is_month(text: str, mention: Mention, match: re.Match[str]) -> bool:
    """`tháng ba` is March with its year, as part of itself, or where its clause says no more."""
    left = _left(text, mention.start)
    if _COUNT_BEFORE.search(left) or _MANY.search(left):
        return False
    if match["y"] or match["rel"]:
        return True
    if _is_counted(text, mention.end) or _DIGIT_BEHIND.match(text, mention.end):
        return False  # `cuối tháng năm 2017` may be May, or the end of a month
    if match["third"]:
        return True
    is_time = not left or _INTO.search(left) is not None
    return is_time and any(end.match(text, mention.end) for end in (_CLAUSE_END, _UP_TO_MONTH))


_INTO = re.compile(r"(?<!\w)(?:trong|vào|hồi|từ|đến|tới)\s+$")
_UP_TO_MONTH = re.compile(r"\s+(?:đến|tới)\s+(?:hết\s+)?tháng\s")
_DIGIT_BEHIND = re.compile(r"\s+\d")
_CLAUSE_END = re.compile(r"\s{0,3}(?:[,;.)](?!\d)|$)", re.MULTILINE)
_GLUED = re.compile(r"\w[-/:.]$|[+$€]\s?$")
_MANY = re.compile(
    r"(?:\d|những|các|nhiều|mấy|vài|hàng|suốt|chục|trăm|mươi|mười|ba|hai|bốn|sáu)\s+$"
)
_GLUED_RIGHT = re.compile(r"[/_+-]|:\S")
_COMPARED = re.compile(r"so(?:\s+với)?\s+$|bằng\s+$")
_COUNT_BEFORE = re.compile(r"\d\s$")
# Shape -> whether a match is a mention of time after all; the others always are.
_CHECKS: dict[str, Callable[[str, Mention, re.Match[str]], bool]] = {
    "day": _day_is_date,
    "day_range": _day_is_date,
    "day_long": _long_day_is_date,
    "year": _year_is_date,
    "years": lambda text, mention, match: (
        match.start() != match.start("y1") or _is_no_document(text, mention, match)
    ),
    "month_year": _is_no_document,
    "since": lambda text, mention, match: match["y1"] is None or text[mention.start] in "tkn",
    "bare_day": lambda text, mention, _match: not _after(text, mention.start, "each"),
    "months": lambda _text, _mention, m: bool(m["side"] or m["y"] or m["rel"] == "nay"),
    "same_period": _is_compared,
    "bare_months": lambda text, mention, _match: _after(text, mention.start, "bare_months"),
    # `những năm qua`, `20 năm tới` are no year of their own.
    "relative_year": lambda text, mention, _match: not _MANY.search(_left(text, mention.start)),
    "month_word": _word_is_month,
    # `6 tháng 3` is a length and a number, not March.
    **dict.fromkeys(
        ("month", "lunar_month"),
        lambda text, mention, _match: not _COUNT_BEFORE.search(_left(text, mention.start)),
    ),
}


def _mention(shape: str, match: re.Match[str]) -> Mention:
    start, end = match.span()
    while match.string[start].isspace():
        start += 1
    mention = Mention(shape, start, end)
    for name, value in match.groupdict().items():
        if value is None:
            continue
        if name in {"d", "m", "y", "d1", "m1", "y1", "y4", "d2", "m2", "y2", "m3", "y3", "y5"}:
            mention.numbers[name] = int(value)
        elif name == "n":
            mention.numbers["n"] = int(value) if value.isdigit() else NUMBERS.get(value, 0)
        elif name == "q":
            mention.numbers["q"] = QUARTERS.get(value) or NUMBERS[value]
        elif name == "month":
            mention.numbers["m"] = MONTHS[" ".join(value.split())]
            mention.shape = "month"  # from here on it is one like those in digits
        else:
            mention.words[name] = " ".join(value.split())
    return mention


def find_mentions(folded: str, places: Sequence[str] | None = None) -> list[Mention]:
    """All mentions of time in a text.

    Args:
        folded: text in matching form, case folded (the same length as the text).
        places: where mentions may begin (`date_patterns.places_expr`); found here if not given.

    Returns:
        Mentions in order, without overlap; spans are those of the text.
    """
    mentions: list[Mention] = []
    position = cursor = 0
    for place in _places(folded) if places is None else places:
        cursor = folded.find(place, cursor)
        for word in _WORD.finditer(place):
            start = cursor + word.start()
            if start < position or _INSIDE.match(folded, max(0, start - 2), start):
                continue
            mention = _try(folded, start, word[0])
            if mention is not None:
                _add(folded, mentions, mention)
                position = mention.end
        cursor += len(place)
    return mentions


def _places(folded: str) -> list[str]:
    """The places of one text; a batch finds them for all its texts at once."""
    return (
        pl.Series([folded])
        .to_frame("folded")
        .select(places_expr(pl.col("folded")).explode())["folded"]
        .drop_nulls()
        .to_list()
    )


def _digit_shapes(folded: str, start: int) -> tuple[str, ...]:
    """Shapes that digits may open, by how many they are and what stands behind them."""
    end = start + 1
    while folded[end : end + 1].isdigit():
        end += 1
    if end - start == YEAR_DIGITS:
        return YEAR_SHAPES
    return COUNT_SHAPES if folded[end : end + 1].isspace() else POINT_SHAPES


def _try(folded: str, start: int, word: str) -> Mention | None:
    """The mention that begins at a place, by the first of its patterns that holds."""
    for shape in _digit_shapes(folded, start) if word[0].isdigit() else STARTS.get(word, ()):
        match = PATTERNS[shape].match(folded, start)
        if match is None:
            continue
        mention = _mention(shape, match)
        check = _CHECKS.get(shape)
        if check is None or check(folded, mention, match):
            return mention
    return None


_WORD = re.compile(r"[^\W\d_]+|\d+")
# Not a place: inside a word or behind the point of a number.
_INSIDE = re.compile(r".?[^\W_]\Z|\d[.,/]\Z", re.DOTALL)
_JOIN = re.compile(TO)
_FROM = re.compile(r"(?<!\w)từ\s+(?:cả\s+)?$")
_SIDE = re.compile(r"(?:đầu|giữa|cuối)\s")
_JOINED = {"day", "day_long", "month", "quarter", "year", "month_year"}


def _add(folded: str, mentions: list[Mention], mention: Mention) -> None:
    """Append a mention; `từ A đến B` of two points of time becomes one range."""
    if mentions and mention.shape in _JOINED and mentions[-1].shape in _JOINED:
        first = mentions[-1]
        opening = _FROM.search(folded, max(0, first.start - 9), first.start)
        if _JOIN.fullmatch(folded, first.end, mention.start):
            if opening:
                mentions[-1] = Mention(
                    "range", opening.start(), mention.end, parts=(first, mention)
                )
                return
            if _SIDE.match(folded, first.start) and _SIDE.match(folded, mention.start):
                # `cuối năm 2013 đến đầu 2016`
                mentions[-1] = Mention("range", first.start, mention.end, parts=(first, mention))
                return
    mentions.append(mention)
