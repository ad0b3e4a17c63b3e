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
        rf"{_TIME_PREFIX}(?P<d>{_D})\s+tháng\s+(?P<m>{_M})(?:(?:\s*,?\s*năm\s+|{_SEP}|\s)(?P<y>{_Y}))?{_END}"
        r"(?(open)\s*\)|)(?(open2)\s*\)|)"
    ),
    "day_range": _compile(
        rf"(?P<from>từ\s+)?(?:(?P<part>{_PART})\s+)?(?P<word>(?:(?:các|hai|ba|\d)\s+)?ngày\s+)?(?P<d1>{_D})"
        rf"(?P<list>(?:,\s*{_D})*)(?:(?P<s1>{_SEP})(?P<m1>{_M})(?:(?P=s1)(?P<y1>{_Y}))?)?"
        rf"(?:{_TO}|\s+(?P<and>và)\s+)(?:(?:ngày|hết ngày|sáng|chiều|tối)\s+)*(?P<d>{_D})(?P<s>{_SEP})(?P<m>{_M})"
        rf"(?:(?P=s)(?P<y>{_Y}))?{_END}"
    ),
    "day": _compile(_TIME_PREFIX + _FULL_DAY + r"(?(open)\s*\)|)(?(open2)\s*\)|)"),
    "month_range": _compile(
        rf"(?:từ\s+)?tháng\s+(?P<m1>{_M})(?:{_SEP}(?P<y1>{_Y})|\s+năm\s+(?P<y4>{_Y}))?(?:{_TO}|\s+và\s+)"
        rf"(?:tháng\s+)?(?P<m>{_M})(?:(?:{_SEP}|\s*,?\s*năm\s+)(?P<y>{_Y}))?{_END}"
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
        rf"(?:(?:đầu|giữa|cuối|hết)\s+)?quý\s+(?P<q>{_QUARTER})(?!\w)(?:(?:\s?[/.\-–]\s?|\s*,?\s*năm\s+|\s+)(?P<y>{_Y})"
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
        rf"(?:(?:giai\s+đoạn|nhiệm\s+kỳ|thời\s+kỳ|niên\s+khóa|khóa|năm\s+học|các\s+năm|mùa)\s+(?:từ\s+)?(?:năm\s+)?|từ\s+(?:năm\s+)?"
        rf"|năm\s+)?(?P<y1>{_Y})(?:{_DASH}|\s+(?:đến|tới)\s+(?:hết\s+)?)(?:năm\s+)?(?P<y>{_Y}){_END}"
    ),
    "year": _compile(
        rf"(?P<born>sn|sinh\s+năm)?\s*(?:(?:đầu|giữa|cuối|hết)\s+)?(?:năm\s+)?(?<![\w.,/])(?P<y>{_Y}){_END}(?!\w)"
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
        rf"ngày\s+(?P<d>{_D})(?=\s*[,.;:)\]\n]|\s+(?:đến|tới|và|tháng|hằng|hàng|âm|tết|này|của|tại|cùng|thì|trở)(?!\w)|\s*$)"
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
_WORD = re.compile(r"\w+")

# What a number before `d/m` must be preceded by to be a date when nothing in the mention says so.
_STRONG_LEFT = re.compile(
    r"(?:ngày|sáng|trưa|chiều|tối|đêm|khuya|nay|qua|mai|hôm|mùng|mồng|lễ|dịp|tết|kỷ niệm|thứ \w+|chủ nhật"
    r"|rạng sáng|cùng ngày)[\s,]*\(?\s*$"
)
_WEAK_LEFT = re.compile(r"(?:đến|tới|từ|trước|hết|sau|vào|lúc|và|kể từ|tính đến|[-–]|\()\s*$")
_DOCUMENT_LEFT = re.compile(
    r"(?:số|nghị quyết|nghị định|thông tư|luật|quyết định|chỉ thị|công điện|kế hoạch|văn bản|đề án|quy định"
    r"|báo cáo|kết luận|hướng dẫn|chương trình|pháp lệnh|điều|khoản|nhà|phòng|đường|tổ|ngõ|hẻm|kiệt|km|ql|quốc lộ"
    r"|tỷ số|tỉ số|hệ số|tỷ lệ|tỉ lệ)\s*(?:số\s*)?:?\s*$"
)
_COUNTED_RIGHT = re.compile(
    r"\s*(?:vụ|đối tượng|người|bị can|bị cáo|xã|phường|huyện|hộ|cơ sở|đơn vị|trường|tổng|số|đại biểu|phiếu|ý kiến"
    r"|chỉ tiêu|dự án|thôn|bản|tỷ|tỉ|triệu|nghìn|ngàn|đồng|usd|ca|lượt|điểm|bàn|giờ|h\b|m\b|m2|km|ha|kg|tấn|trường hợp"
    r"|cán bộ|đảng viên|nước|tỉnh|thành viên|doanh nghiệp|hồ sơ|phương tiện|xe|chiếc|cái|con|cây|suất|chi|mg|lít|cc)"
    r"(?!\w)"
)
_RATE_RIGHT = re.compile(r"\s*(?:%|so với|lần)")
_DAILY_LEFT = re.compile(
    r"(?:mỗi|một|bình quân|trung bình|hằng|hàng|cả|hai|ba|bốn|năm|bảy|mười|\d|nửa)\s+$"
)


def _is_counted(text: str, end: int) -> bool:
    return _COUNTED_RIGHT.match(text, end) is not None


def _left(text: str, start: int) -> str:
    return text[max(0, start - 24) : start]


def _day_is_date(text: str, mention: Mention, match: re.Match[str]) -> bool:
    """Whether `d/m` is a date: by a word in it, a year, or what stands before and after it."""
    groups = match.groupdict()
    if groups.get("y") or groups.get("y1"):
        return True
    if groups.get("word") or groups.get("part") or groups.get("weekday"):
        return True
    if mention.shape == "day_range" and groups.get("from") and match["s"].strip() == "/":
        return not _is_counted(text, mention.end)
    left = _left(text, mention.start)
    if _DOCUMENT_LEFT.search(left) or _is_counted(text, mention.end):
        return False
    if _STRONG_LEFT.search(left):
        return True
    return match["s"].strip() == "/" and _WEAK_LEFT.search(left) is not None


def _accepts(text: str, shape: str, mention: Mention, match: re.Match[str]) -> bool:
    if shape in {"day", "day_range"}:
        return _day_is_date(text, mention, match)
    if shape == "day_long":
        return (
            bool(match["word"] or match["part"])
            or _STRONG_LEFT.search(_left(text, mention.start)) is not None
        )
    if shape == "year":
        return _year_is_date(text, mention, match)
    if shape in {"month_year", "years"}:
        left = _left(text, mention.start)
        return _DOCUMENT_LEFT.search(left) is None and not _is_counted(text, mention.end)
    if shape == "since":
        return bool(match["y1"] is None or text[mention.start] in "tkn")
    if shape == "bare_day":
        return _DAILY_LEFT.search(_left(text, mention.start)) is None
    if shape == "months":
        return match["side"] is not None or match["y"] is not None
    if shape == "month":
        return re.search(r"\d\s$", _left(text, mention.start)) is None
    return True


def _year_is_date(text: str, mention: Mention, match: re.Match[str]) -> bool:
    if match.group() != match["y"]:
        return True
    left = _left(text, mention.start)
    return not (
        _is_counted(text, mention.end)
        or _DOCUMENT_LEFT.search(left)
        or re.search(r"[\w][-/:.]$|[+$€]\s?$", left)
        or text[mention.end : mention.end + 1] in {"/", "-", ":", "_", "+"}
    )


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
            if _accepts(folded, shape, mention, match):
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
