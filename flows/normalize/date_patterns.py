"""The patterns of mentions of time, and where in a text they are tried.

Patterns are for text in matching form, case folded. Trying all of them at every character would
be slow, so one scan in Rust (`places_expr`) finds the few places where a mention may begin: a word
such as `sáng` or `giai đoạn` with what follows it, or digits as dates have them. Each place then
tries only the patterns that begin that way. Blanks are matched possessively: a text of nothing but
blanks must not make a pattern try every way of dividing them.
"""

from __future__ import annotations

import re

import polars as pl

_D = r"(?:3[01]|[12]\d|0?[1-9])"
_M = r"(?:1[0-2]|0?[1-9])"
_Y = r"(?:19|20)\d\d"
_SEP = r"\s?[/.\-–]\s?"
# What may not follow a number that is a date: more of the number, a percent sign.
# The year of a month, or what it is to this one.
_OF_YEAR = rf"(?:(?:{_SEP}|\s*+,?\s*+năm\s++)(?P<y>{_Y})|\s++năm\s++(?P<rel>nay|ngoái|trước|sau))?"
_END = r"(?![\d%])(?![.,/\-–]\d)(?!\s%)(?![a-z])"
_PART = (
    r"(?:rạng sáng|sáng sớm|chiều tối|chiều muộn|tối muộn|đêm khuya|sáng|trưa|chiều|tối|đêm|khuya)"
)
_NOW = r"(?:nay|qua|mai)"
_WEEKDAY = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)"
NUMBERS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8,
    "chín": 9, "mười": 10, "mười một": 11, "nhất": 1,
}  # fmt: skip
_COUNT = r"(?:1[01]|0?[1-9]|mười một|mười|một|hai|ba|bốn|năm|sáu|bảy|tám|chín)"
_QUARTER = r"(?:iv|iii|ii|i|[1-4]|một|hai|ba|bốn|tư|nhất)"
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
# Months as words. Giêng and Chạp are names of the lunar year: which days they are is not said.
MONTHS = {
    "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12,
}  # fmt: skip
_MONTH_WORD = r"(?:mười\s++(?:một|hai)|mười|một|hai|ba|tư|bốn|năm|sáu|bảy|bẩy|tám|chín)"
_DASH = r"\s?[-–—]\s?"
TO = rf"(?:{_DASH}|\s++(?:đến|tới|cho đến)\s++(?:hết\s++)?)"


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_TIME_PREFIX = (
    r"(?:(?P<part>(?:ngày\s++)?hôm\s++(?:nay|qua|kia)|ngày\s++mai"
    rf"|{_PART}(?:\s++(?:{_NOW}|cùng ngày))?|nay)\s*+,?\s*+(?P<open>\()?\s*+)?"
    rf"(?:(?<!lần )(?P<weekday>{_WEEKDAY}),?\s*+(?P<open2>\()?)?"
    r"(?P<word>(?:ngày|hôm|mùng|mồng)\s++)?"
)
_FULL_DAY = rf"(?P<d>{_D})(?P<s>{_SEP})(?P<m>{_M})(?:(?P=s)(?P<y>{_Y}))?{_END}"

# Shape -> pattern, in the order in which they are tried.
PATTERNS: dict[str, re.Pattern[str]] = {
    "since": _compile(
        rf"(?:(?:kể|tính)\s++)?(?:từ\s++)?(?:đầu\s++năm(?:\s++(?P<y>{_Y})|\s++(?P<rel>nay|ngoái))?"
        rf"|(?:năm\s++)?(?P<y1>{_Y})|(?P<now>đầu\s++tháng)(?!\s++\d)"
        rf"|(?:(?:đầu|giữa|cuối)\s++)?tháng\s++(?P<m1>{_M})(?:(?:{_SEP}|\s++năm\s++)(?P<y4>{_Y}))?"
        rf"|ngày\s++(?P<d1>{_D}){_SEP}(?P<m>{_M})(?:{_SEP}(?P<y3>{_Y}))?)\s++(?:cho\s++)?(?:đến|tới)\s++(?:nay|thời\s++điểm\s++này"
        rf"|(?:hết\s++)?(?:ngày\s++)?(?P<d2>{_D}){_SEP}(?P<m2>{_M})(?:{_SEP}(?P<y2>{_Y}))?{_END}"
        rf"|(?:hết\s++)?tháng\s++(?P<m3>{_M})(?:(?:{_SEP}|\s++năm\s++)(?P<y5>{_Y}))?{_END})"
    ),
    "day_range_long": _compile(
        rf"(?:từ\s++)?(?:(?:các\s++|trong\s++)?ngày\s++)?(?P<d1>{_D})(?:\s++tháng\s++(?P<m1>{_M}))?"
        rf"(?:{TO}|\s++(?P<and>và)\s++)(?:ngày\s++)?(?P<d>{_D})\s++tháng\s++(?P<m>{_M})"
        rf"(?:(?:\s*+,?\s*+năm\s++|{_SEP})(?P<y>{_Y}))?{_END}"
    ),
    "day_long": _compile(
        rf"{_TIME_PREFIX}(?P<d>{_D})\s++tháng\s++(?P<m>{_M})"
        rf"(?:(?:\s*+,?\s*+năm\s++|{_SEP}|\s)(?P<y>{_Y}))?{_END}"
        r"(?(open)\s*+\)|)(?(open2)\s*+\)|)"
    ),
    "day_range": _compile(
        rf"(?P<from>từ\s++)?(?:(?P<part>{_PART})\s++)?"
        rf"(?P<word>(?:(?:các|hai|ba|\d)\s++)?ngày\s++)?(?P<d1>{_D})(?P<list>(?:,\s*+{_D})*)"
        rf"(?:(?P<s1>{_SEP})(?P<m1>{_M})(?:(?P=s1)(?P<y1>{_Y}))?)?(?:{TO}|\s++(?P<and>và)\s++)"
        rf"(?:(?:ngày|hết ngày|sáng|chiều|tối)\s++)*(?P<d>{_D})(?P<s>{_SEP})(?P<m>{_M})"
        rf"(?:(?P=s)(?P<y>{_Y}))?{_END}"
    ),
    "day": _compile(_TIME_PREFIX + _FULL_DAY + r"(?(open)\s*+\)|)(?(open2)\s*+\)|)"),
    "month_range": _compile(
        rf"(?:từ\s++)?tháng\s++(?P<m1>{_M})(?:{_SEP}(?P<y1>{_Y})|\s++năm\s++(?P<y4>{_Y}))?"
        rf"(?:{TO}|\s++và\s++)(?:tháng\s++)?(?P<m>{_M})(?:(?:{_SEP}|\s*+,?\s*+năm\s++)(?P<y>{_Y}))?{_END}"
    ),
    "months": _compile(
        rf"(?P<n>{_COUNT})\s++tháng\s++(?:(?P<side>đầu|cuối)\s++(?:của\s++)?)?năm"
        rf"(?:\s++(?P<rel>nay|ngoái|trước))?(?:\s++(?P<y>{_Y}))?{_END}"
    ),
    "bare_months": _compile(
        rf"(?P<n>{_COUNT})\s++tháng(?=\s*+[,.;:)]|\s*$"
        r"|\s++(?:của|tại|ước|trên|có|toàn|năm|chỉ|đạt|tăng|giảm)(?!\w))"
    ),
    "months_past": _compile(
        rf"(?P<n>\d{{1,3}}|{_COUNT}|mười|mấy|nhiều)\s++(?:(?P<months>tháng)|tuần|ngày|năm)"
        r"\s++(?:(?P<past>(?:vừa\s++)?qua)|tới|gần đây|trở lại đây)(?!\w)"
    ),
    "vague_months": _compile(
        r"(?:những|các|mấy)\s++(?:tháng|ngày)\s++(?P<side>đầu|cuối)\s++năm"
        rf"(?:\s++(?P<rel>nay|ngoái))?(?:\s++(?P<y>{_Y}))?{_END}"
    ),
    "month": _compile(rf"(?:(?:đầu|giữa|cuối|hết)\s++)?tháng\s++(?P<m>{_M}){_OF_YEAR}{_END}"),
    # A word may be a number of something else (`tháng hai lần`): a year, a part of the month before
    # it or the clause's end behind it make it a month.
    "month_word": _compile(
        rf"(?P<third>(?:đầu|giữa|cuối|hết)\s++)?tháng\s++(?P<month>{_MONTH_WORD})(?!\w)(?!\s++âm)"
        rf"{_OF_YEAR}{_END}"
    ),
    "lunar_month": _compile(
        r"(?:(?:đầu|giữa|cuối|hết)\s++)?tháng\s++(?:giêng|chạp)(?!\w)"
        rf"{_OF_YEAR}{_END}"
    ),
    "quarter": _compile(
        rf"(?:(?:đầu|giữa|cuối|hết)\s++)?qu[ýí]\s++(?P<q>{_QUARTER})(?!\w)"
        rf"(?:(?:\s?[/.\-–]\s?|\s*+,?\s*+năm\s++|\s++)(?P<y>{_Y})"
        rf"|\s++năm\s++(?P<rel>nay|ngoái|trước))?{_END}"
    ),
    "half": _compile(
        rf"nửa\s++(?P<side>đầu|cuối)\s++(?:của\s++)?năm(?:\s++(?P<rel>nay|ngoái))?(?:\s++(?P<y>{_Y}))?{_END}"
    ),
    "same_period": _compile(
        rf"cùng\s++(?:kỳ|kì|thời\s++điểm|thời\s++gian)(?!\w)(?:\s++(?:của\s++)?(?:năm\s++)?(?P<y>{_Y}){_END}"
        r"|\s++(?:của\s++)?năm\s++(?P<rel>trước|ngoái|qua)(?!\w)|\s++(?P<unit>tháng|quý|tuần)\s++trước)?"
    ),
    "years": _compile(
        r"(?:(?:giai\s++đoạn|nhiệm\s++kỳ|thời\s++kỳ|niên\s++khóa|khóa|năm\s++học|các\s++năm|mùa)"
        r"\s++(?:từ\s++)?(?:năm\s++)?|từ\s++(?:năm\s++)?|(?:\d{1,2}\s++)?năm\s++)?"
        rf"(?P<y1>{_Y})(?:{_DASH}|\s++(?:đến|tới)\s++(?:hết\s++)?)(?:năm\s++)?(?P<y>{_Y}){_END}"
    ),
    "year": _compile(
        r"(?P<born>sn|sinh\s++năm)?\s*+(?:(?:đầu|giữa|cuối|hết)\s++)?(?:năm\s++)?"
        rf"(?<![\w.,/])(?P<y>{_Y}){_END}(?!\w)"
    ),
    "relative_year": _compile(
        r"(?:(?:đầu|giữa|cuối|hết)\s++)?năm\s++(?P<rel>nay|ngoái|trước|qua|tới|sau)(?!\w)"
    ),
    "relative": _compile(
        rf"(?:ngày\s++)?(?P<day>hôm\s++(?:nay|qua))(?!\w)|(?P<day2>ngày\s++mai|{_PART}\s++{_NOW})(?!\w)"
        r"|(?P<unit>tuần|tháng|qu[ýí])\s++(?P<rel>vừa\s++qua|qua|trước|này|tới)(?!\w)"
    ),
    "lunar": _compile(rf"(?:mùng|mồng)\s++(?P<d>{_D})(?:\s++tết|\s++tháng\s++\w+)?(?!\w)"),
    "month_year": _compile(rf"(?P<m>{_M})[/](?P<y>{_Y}){_END}"),
    "bare_day": _compile(
        rf"ngày\s++(?P<d>{_D})(?=\s*+[,.;:)\]\n]|\s++(?:đến|tới|và|tháng|hằng|hàng|âm|tết|này|của"
        r"|tại|cùng|thì|trở)(?!\w)|\s*$)"
    ),
}

DAY_SHAPES = frozenset({"day", "day_long"})
DAY_RANGE_SHAPES = frozenset({"day_range", "day_range_long"})
_MONTH = ("month", "month_word", "lunar_month")
_DAYS = ("day_range_long", "day_long", "day_range", "day")
# First word of a place -> shapes to try there.
STARTS: dict[str, tuple[str, ...]] = {
    "từ": ("since", "day_range_long", "day_range", "month_range", "years"),
    "kể": ("since",),
    "tính": ("since",),
    "đầu": ("since", *_MONTH, "quarter", "year", "relative_year"),
    "giữa": (*_MONTH, "quarter", "year", "relative_year"),
    "cuối": (*_MONTH, "quarter", "year", "relative_year"),
    "hết": (*_MONTH, "quarter", "year", "relative_year"),
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
    "tháng": ("month_range", *_MONTH, "relative"),
    "tuần": ("relative",),
    "quý": ("quarter", "relative"),
    "quí": ("quarter", "relative"),
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
# Digits -> shapes, by how many they are and what stands behind them.
YEAR_SHAPES = ("since", "years", "year")
POINT_SHAPES = ("day_range_long", "day_range", "day", "month_year")
COUNT_SHAPES = ("months", "months_past", "bare_months", *_DAYS, "years")


# First words of a place -> what must follow for the place to be worth a try.
_FOLLOWERS = {
    "từ": r"\d|ngày|tháng|đầu|giữa|cuối|năm|sáng|trưa|chiều|tối|đêm",
    "kể|tính": "từ",
    "đầu|giữa|cuối|hết": r"năm|tháng|quý|quí|\d",
    "rạng": "sáng",
    "hôm": r"nay|qua|kia|\d",
    "các": "ngày|tháng|năm",
    "những": "tháng|ngày",
    "mấy|một|hai|ba|bốn|sáu|bảy|tám|chín|mười": "tháng|ngày|năm|tuần|một",
    "ngày": r"\d|hôm|mai",
    "mùng|mồng|sn|mùa": r"\d",
    "thứ": "hai|ba|tư|năm|sáu|bảy|[2-7]",
    "chủ": "nhật",
    "tháng": r"\d|vừa|qua|trước|này|tới|một|hai|ba|tư|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|giêng"
    "|chạp",
    "tuần": "vừa|qua|trước|này|tới",
    "quý|quí": r"[iv\d]|một|hai|ba|bốn|tư|nhất|trước|này|vừa|qua|tới",
    "nửa": "đầu|cuối",
    "cùng": "kỳ|kì|thời",
    "giai": "đoạn",
    "nhiệm|thời": "kỳ",
    "niên": "khóa",
    "khóa": r"từ|năm|\d",
    "năm": r"\d|nay|ngoái|trước|qua|tới|sau|tháng|tuần|ngày|năm|học|gần|trở|vừa",
    "sinh": "năm",
    "sáng|trưa|chiều|tối|đêm|khuya": r"ngày|nay|qua|mai|cùng|sớm|muộn|tối|khuya|thứ|chủ|\d|\(",
}
_DIGITS = (
    r"[0-9]{1,2}(?:,\s[0-9]{1,2})*\s?[/–-]\s?[0-9]",
    r"[0-9]{1,2}\s?\.\s?[0-9]{1,2}(?:[^0-9]|$)",
    r"[0-9]{1,3}\s+(?:tháng|năm|tuần|ngày|và|đến|tới)",
    r"(?:19|20)[0-9][0-9]",
    r"nay[\s,]*\(?[0-9]",
)
# In any case: so it is read from the form itself, and what is found is folded, which is little.
_PLACES = "(?i)" + "|".join(
    [rf"(?:{words})\s+(?:{following})" for words, following in _FOLLOWERS.items()] + [*_DIGITS]
)


def places_expr(forms: pl.Expr) -> pl.Expr:
    """The places of each text where a mention may begin, as lists of what stands there, folded.

    The pattern has no assertions but at the text's end, so that the n-th element stands at its next
    occurrence behind the one before it.

    Args:
        forms: column of texts in matching form, whatever their case.
    """
    return forms.str.extract_all(_PLACES).list.eval(pl.element().str.to_lowercase())
