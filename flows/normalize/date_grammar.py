"""Where a text speaks of time: dates, ranges, months, quarters, years and relative periods.

In comes a text in folded matching form, out come the mentions in order, without overlap, with the
numbers they are made of. Nothing is resolved here: a mention without a year has none. What only
looks like a date (`51/61 vụ`, `24/7`, `Nghị quyết 12/2023`, `3.5 điểm`) is no mention.

The patterns are tried only at the places where one may begin: at a digit, or at one of the words
that open a mention. Each place tries the few patterns that begin that way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from flows.reference import load

if TYPE_CHECKING:
    from collections.abc import Callable

_D = r"(?:3[01]|[12]\d|0?[1-9])"
_M = r"(?:1[0-2]|0?[1-9])"
_Y = r"(?:19|20)\d\d"
_SEP = r"\s?[/.\-–]\s?"
# What may not follow a number that is a date: more of the number, a percent sign.
_END = r"(?![\d%])(?![.,/\-–]\d)(?!\s%)(?![a-z])"
_PART = (
    r"(?:rạng sáng|sáng sớm|chiều tối|chiều muộn|tối muộn|đêm khuya|sáng|trưa|chiều|tối|đêm|khuya)"
)
_NOW = r"(?:nay|qua|mai)"
_WEEKDAY = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)"
_NUMBERS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8,
    "chín": 9, "mười": 10, "mười một": 11, "nhất": 1,
}  # fmt: skip
_COUNT = r"(?:1[01]|0?[1-9]|mười một|mười|một|hai|ba|bốn|năm|sáu|bảy|tám|chín)"
_QUARTER = r"(?:iv|iii|ii|i|[1-4]|một|hai|ba|bốn|tư|nhất)"
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_LEFT = 24
_DASH = r"\s?[-–—]\s?"
_TO = rf"(?:{_DASH}|\s+(?:đến|tới|cho đến)\s+(?:hết\s+)?)"


@dataclass(slots=True)
class Mention:
    """One mention of time, as it stands in the text."""

    shape: str
    start: int
    end: int
    numbers: dict[str, int] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    parts: tuple[Mention, Mention] | None = None


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_TIME_PREFIX = (
    rf"(?:(?P<part>(?:ngày\s+)?hôm\s+(?:nay|qua|kia)|ngày\s+mai|{_PART}(?:\s+(?:{_NOW}|cùng ngày))?"
    rf"|nay)\s*,?\s*(?P<open>\()?\s*)?(?:(?P<weekday>{_WEEKDAY}),?\s*(?P<open2>\()?)?"
    r"(?P<word>(?:ngày|hôm|mùng|mồng)\s+)?"
)
_FULL_DAY = rf"(?P<d>{_D})(?P<s>{_SEP})(?P<m>{_M})(?:(?P=s)(?P<y>{_Y}))?{_END}"

# Shape -> pattern, in the order in which they are tried.
_PATTERNS: dict[str, re.Pattern[str]] = {
    "since": _compile(
        rf"(?:(?:kể|tính)\s+)?(?:từ\s+)?(?:đầu\s+năm(?:\s+(?P<y>{_Y})|\s+(?P<rel>nay|ngoái))?"
        rf"|(?:năm\s+)?(?P<y1>{_Y})|(?P<now>đầu\s+tháng))\s+(?:cho\s+)?(?:đến|tới)\s+(?:nay|thời\s+điểm\s+này"
        rf"|(?:hết\s+)?(?:ngày\s+)?(?P<d2>{_D}){_SEP}(?P<m2>{_M})(?:{_SEP}(?P<y2>{_Y}))?{_END}"
        rf"|(?:hết\s+)?tháng\s+(?P<m3>{_M})(?:(?:{_SEP}|\s+năm\s+)(?P<y3>{_Y}))?{_END})"
    ),
    "day_range_long": _compile(
        rf"(?:từ\s+)?(?:(?:các\s+|trong\s+)?ngày\s+)?(?P<d1>{_D})(?:\s+tháng\s+(?P<m1>{_M}))?"
        rf"(?:{_TO}|\s+(?P<and>và)\s+)(?:ngày\s+)?(?P<d>{_D})\s+tháng\s+(?P<m>{_M})"
        rf"(?:(?:\s*,?\s*năm\s+|{_SEP})(?P<y>{_Y}))?{_END}"
    ),
    "day_long": _compile(
        rf"{_TIME_PREFIX}(?P<d>{_D})\s+tháng\s+(?P<m>{_M})"
        rf"(?:(?:\s*,?\s*năm\s+|{_SEP}|\s)(?P<y>{_Y}))?{_END}"
        r"(?(open)\s*\)|)(?(open2)\s*\)|)"
    ),
    "day_range": _compile(
        rf"(?P<from>từ\s+)?(?:(?P<part>{_PART})\s+)?"
        rf"(?P<word>(?:(?:các|hai|ba|\d)\s+)?ngày\s+)?(?P<d1>{_D})(?P<list>(?:,\s*{_D})*)"
        rf"(?:(?P<s1>{_SEP})(?P<m1>{_M})(?:(?P=s1)(?P<y1>{_Y}))?)?(?:{_TO}|\s+(?P<and>và)\s+)"
        rf"(?:(?:ngày|hết ngày|sáng|chiều|tối)\s+)*(?P<d>{_D})(?P<s>{_SEP})(?P<m>{_M})"
        rf"(?:(?P=s)(?P<y>{_Y}))?{_END}"
    ),
    "day": _compile(_TIME_PREFIX + _FULL_DAY + r"(?(open)\s*\)|)(?(open2)\s*\)|)"),
    "month_range": _compile(
        rf"(?:từ\s+)?tháng\s+(?P<m1>{_M})(?:{_SEP}(?P<y1>{_Y})|\s+năm\s+(?P<y4>{_Y}))?"
        rf"(?:{_TO}|\s+và\s+)(?:tháng\s+)?(?P<m>{_M})(?:(?:{_SEP}|\s*,?\s*năm\s+)(?P<y>{_Y}))?{_END}"
    ),
    "months": _compile(
        rf"(?P<n>{_COUNT})\s+tháng\s+(?:(?P<side>đầu|cuối)\s+(?:của\s+)?)?năm"
        rf"(?:\s+(?P<rel>nay|ngoái|trước))?(?:\s+(?P<y>{_Y}))?{_END}"
    ),
    "months_past": _compile(
        rf"(?P<n>{_COUNT}|mấy|nhiều)\s+(?:tháng|tuần|ngày|năm)\s+(?:vừa\s+)?qua(?!\w)"
    ),
    "vague_months": _compile(
        r"(?:những|các|mấy)\s+(?:tháng|ngày)\s+(?P<side>đầu|cuối)\s+năm"
        rf"(?:\s+(?P<rel>nay|ngoái))?(?:\s+(?P<y>{_Y}))?{_END}"
    ),
    "month": _compile(
        rf"(?:(?:đầu|giữa|cuối|hết)\s+)?tháng\s+(?P<m>{_M})(?:(?:{_SEP}|\s*,?\s*năm\s+)(?P<y>{_Y})"
        rf"|\s+năm\s+(?P<rel>nay|ngoái|trước|sau))?{_END}"
    ),
    "quarter": _compile(
        rf"(?:(?:đầu|giữa|cuối|hết)\s+)?quý\s+(?P<q>{_QUARTER})(?!\w)"
        rf"(?:(?:\s?[/.\-–]\s?|\s*,?\s*năm\s+|\s+)(?P<y>{_Y})"
        rf"|\s+năm\s+(?P<rel>nay|ngoái|trước))?{_END}"
    ),
    "half": _compile(
        rf"nửa\s+(?P<side>đầu|cuối)\s+(?:của\s+)?năm(?:\s+(?P<rel>nay|ngoái))?(?:\s+(?P<y>{_Y}))?{_END}"
    ),
    "same_period": _compile(
        rf"cùng\s+(?:kỳ|kì|thời\s+điểm|thời\s+gian)(?!\w)(?:\s+(?:của\s+)?(?:năm\s+)?(?P<y>{_Y}){_END}"
        r"|\s+(?:của\s+)?năm\s+(?P<rel>trước|ngoái|qua)(?!\w)|\s+(?P<unit>tháng|quý|tuần)\s+trước)?"
    ),
    "years": _compile(
        r"(?:(?:giai\s+đoạn|nhiệm\s+kỳ|thời\s+kỳ|niên\s+khóa|khóa|năm\s+học|các\s+năm|mùa)"
        r"\s+(?:từ\s+)?(?:năm\s+)?|từ\s+(?:năm\s+)?|năm\s+)?"
        rf"(?P<y1>{_Y})(?:{_DASH}|\s+(?:đến|tới)\s+(?:hết\s+)?)(?:năm\s+)?(?P<y>{_Y}){_END}"
    ),
    "year": _compile(
        r"(?P<born>sn|sinh\s+năm)?\s*(?:(?:đầu|giữa|cuối|hết)\s+)?(?:năm\s+)?"
        rf"(?<![\w.,/])(?P<y>{_Y}){_END}(?!\w)"
    ),
    "relative_year": _compile(
        r"(?:(?:đầu|giữa|cuối|hết)\s+)?năm\s+(?P<rel>nay|ngoái|trước|qua|tới|sau)(?!\w)"
    ),
    "relative": _compile(
        rf"(?:ngày\s+)?(?P<day>hôm\s+(?:nay|qua))(?!\w)|(?P<day2>ngày\s+mai|{_PART}\s+{_NOW})(?!\w)"
        r"|(?P<unit>tuần|tháng|quý)\s+(?P<rel>vừa\s+qua|qua|trước|này|tới)(?!\w)"
    ),
    "lunar": _compile(rf"(?:mùng|mồng)\s+(?P<d>{_D})(?:\s+tết|\s+tháng\s+\w+)?(?!\w)"),
    "month_year": _compile(rf"(?P<m>{_M})[/](?P<y>{_Y}){_END}"),
    "bare_day": _compile(
        rf"ngày\s+(?P<d>{_D})(?=\s*[,.;:)\]\n]|\s+(?:đến|tới|và|tháng|hằng|hàng|âm|tết|này|của"
        r"|tại|cùng|thì|trở)(?!\w)|\s*$)"
    ),
}

DAY_SHAPES = frozenset({"day", "day_long"})
DAY_RANGE_SHAPES = frozenset({"day_range", "day_range_long"})
_DAYS = ("day_range_long", "day_long", "day_range", "day")
# First word of a place -> shapes to try there.
_STARTS: dict[str, tuple[str, ...]] = {
    "từ": ("since", "day_range_long", "day_range", "month_range", "years"),
    "kể": ("since",),
    "tính": ("since",),
    "đầu": ("since", "month", "quarter", "year", "relative_year"),
    "giữa": ("month", "quarter", "year", "relative_year"),
    "cuối": ("month", "quarter", "year", "relative_year"),
    "hết": ("month", "quarter", "year", "relative_year"),
    "rạng": ("day_long", "day"),
    "hôm": ("day_long", "day", "relative"),
    "nay": ("day_long", "day"),
    "các": ("day_range_long", "day_range", "vague_months", "years"),
    "những": ("vague_months",),
    "mấy": ("vague_months", "months_past"),
    "ngày": (*_DAYS, "relative", "bare_day"),
    "mùng": ("day", "lunar"),
    "mồng": ("day", "lunar"),
    "thứ": ("day_long", "day"),
    "chủ": ("day_long", "day"),
    "tháng": ("month_range", "month", "relative"),
    "tuần": ("relative",),
    "quý": ("quarter", "relative"),
    "nửa": ("half",),
    "cùng": ("same_period",),
    "giai": ("years",),
    "nhiệm": ("years",),
    "thời": ("years",),
    "niên": ("years",),
    "khóa": ("years",),
    "mùa": ("years",),
    "năm": ("since", "years", "year", "relative_year", "months", "months_past"),
    "sn": ("year",),
    "sinh": ("year",),
    **dict.fromkeys(
        ("sáng", "trưa", "chiều", "tối", "đêm", "khuya"),
        ("day_range", "day_long", "day", "relative"),
    ),
    **dict.fromkeys(
        ("một", "hai", "ba", "bốn", "sáu", "bảy", "tám", "chín", "mười"), ("months", "months_past")
    ),
}
_DIGIT_SHAPES = ("since", "months", "months_past", *_DAYS, "years", "month_year", "year")

PLACE = re.compile(r"(?<![\w])(?:\d|(?:" + "|".join(_STARTS) + r")(?=\s))")


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
        "document": re.compile(rf"(?<!\w)(?:{_words('document')})\s*(?:số\s*)?:?\s*$"),
        "counted": re.compile(rf"\s*(?:{_words('counted')})(?!\w)"),
        "each": re.compile(rf"(?:(?<!\w)(?:{_words('each')})|\d)\s+$"),
        "not_event": re.compile(
            rf"(?<!\w)(?:{_words('not_event')}|(?:{_words('dated_document')})(?!\w)[^.,;]{{0,60}})"
            r"\s*(?:ngày\s+)?\(?\s*$"
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
    if groups.get("from") and is_slash:
        return not _is_counted(text, mention.end)
    if _after(text, mention.start, "document") or _is_counted(text, mention.end):
        return False
    if _after(text, mention.start, "marker"):
        return True
    return is_slash and _after(text, mention.start, "joint")


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
        or text[mention.end : mention.end + 1] in {"/", "-", ":", "_", "+"}
    )


def _is_no_document(text: str, mention: Mention, _match: re.Match[str]) -> bool:
    return not _after(text, mention.start, "document") and not _is_counted(text, mention.end)


_GLUED = re.compile(r"\w[-/:.]$|[+$€]\s?$")
_COUNT_BEFORE = re.compile(r"\d\s$")
# Shape -> whether a match is a mention of time after all; the others always are.
_CHECKS: dict[str, Callable[[str, Mention, re.Match[str]], bool]] = {
    "day": _day_is_date,
    "day_range": _day_is_date,
    "day_long": _long_day_is_date,
    "year": _year_is_date,
    "years": _is_no_document,
    "month_year": _is_no_document,
    "since": lambda text, mention, match: match["y1"] is None or text[mention.start] in "tkn",
    "bare_day": lambda text, mention, _match: not _after(text, mention.start, "each"),
    "months": lambda _text, _mention, match: bool(match["side"] or match["y"]),
    # `6 tháng 3` is a length and a number, not March.
    "month": lambda text, mention, _match: not _COUNT_BEFORE.search(_left(text, mention.start)),
}


def _mention(shape: str, match: re.Match[str]) -> Mention:
    start, end = match.span()
    while match.string[start].isspace():
        start += 1
    mention = Mention(shape, start, end)
    for name, value in match.groupdict().items():
        if value is None:
            continue
        if name in {"d", "m", "y", "d1", "m1", "y1", "y4", "d2", "m2", "y2", "m3", "y3"}:
            mention.numbers[name] = int(value)
        elif name == "n":
            mention.numbers["n"] = int(value) if value.isdigit() else _NUMBERS.get(value, 0)
        elif name == "q":
            mention.numbers["q"] = _QUARTERS.get(value) or _NUMBERS[value]
        else:
            mention.words[name] = " ".join(value.split())
    return mention


def find_mentions(folded: str) -> list[Mention]:
    """All mentions of time in a text.

    Args:
        folded: text in matching form, case folded (the same length as the text).

    Returns:
        Mentions in order, without overlap; spans are those of the text.
    """
    mentions: list[Mention] = []
    position = 0
    for place in PLACE.finditer(folded):
        start = place.start()
        if start < position:
            continue
        found = place[0]
        shapes = _DIGIT_SHAPES if found[0].isdigit() else _STARTS[found]
        for shape in shapes:
            match = _PATTERNS[shape].match(folded, start)
            if match is None:
                continue
            mention = _mention(shape, match)
            check = _CHECKS.get(shape)
            if check is None or check(folded, mention, match):
                _add(folded, mentions, mention)
                position = mention.end
                break
    return mentions


_JOIN = re.compile(_TO)
_FROM = re.compile(r"(?<!\w)từ\s+$")
_JOINED = {"day", "day_long", "month", "quarter", "year", "month_year"}


def _add(folded: str, mentions: list[Mention], mention: Mention) -> None:
    """Append a mention; `từ A đến B` of two points of time becomes one range."""
    if mentions and mention.shape in _JOINED and mentions[-1].shape in _JOINED:
        first = mentions[-1]
        opening = _FROM.search(folded, max(0, first.start - 6), first.start)
        if opening and _JOIN.fullmatch(folded, first.end, mention.start):
            mentions[-1] = Mention("range", opening.start(), mention.end, parts=(first, mention))
            return
    mentions.append(mention)
