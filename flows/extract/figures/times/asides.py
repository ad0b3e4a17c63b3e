"""What the words beside a time say of it: since when, as it stood, looked back to, in a rule.

In come a text and one of its moments, or the text before it; out comes yes or no. None of these
needs the figures or the other moments of the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.extract.figures.times import period_words

if TYPE_CHECKING:
    from flows.extract.figures.model import Source
    from flows.extract.figures.times.moments import Moment

PARTS_OF_YEAR = frozenset({"quarter", "half_year", "months"})
_POINTS = frozenset({"month", "quarter", "year"})
_ORIGIN_REACH = 12
_SINCE_REACH = 48
_ABBREVIATED = re.compile(r"\.(?<=\w\.)(?=\w)")
_OPEN = re.compile(r"(?<!\w)từ (?:(?:đầu|giữa|cuối|khoảng|mùa \w+) )?$")
_OPEN_WINDOW = 16
_PLAN_WINDOW, _PLAN_REACH = 36, 18
_STATE = re.compile(
    r"(?:(?:^|[\n.,;:“\"(] ?|\btính |\bl(?:ũy|uỹ) kế )(?:đến|tới)(?: hết)? "
    r"(?:\d{1,2}\s?(?:h|giờ|g)[^,.;\n]{0,8} ?)?)$"
)
_COUNTED_UP_TO = re.compile(r"(?:\btính|\bl(?:ũy|uỹ) kế) (?:đến|tới)(?: hết| cuối)? $")
_UP_TO_END = re.compile(r"(?:^|[\n.,;:] ?)(?:đến|tới) $")
_STATE_WINDOW = 24
_UP_TO_DAY = re.compile(r"(?<!\w)(?:đến|tới)(?: hết| thời điểm| hết ngày| ngày)* $")
_LEVEL_BEHIND = (" chỉ còn ", " còn ", " là ", " đạt ", " ở mức ")
_LOOKED_BACK = re.compile(r"(?<!\w)hồi $")
_LOOKED_BACK_WINDOW = 5
_NO_PERIOD = (
    "kim loại ", " đá ", " trước ", " những ", " thập niên ", " thập kỷ ", " nhất ", " giao ",
    "tết ", "tết nguyên đán ", "tết âm lịch ", "tết dương lịch ", "tết năm ",
)  # fmt: skip
# `thấp nhất trong vòng 4 năm qua`: what a thing is ranked among
_RANKED = re.compile(r"(?:nhất|đầu tiên|kỷ lục)(?: trong)?(?: vòng| suốt| khoảng| hơn| gần)* $")
_RANKED_WINDOW = 32
_BARE_LENGTH = re.compile(r"\w+ (?:tháng|năm|tuần|quý)")
_LENGTH_ENDS = ("qua", "trở lại đây", "gần đây")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?[ ,|-]{1,3}$")
_CLOCK_WINDOW = 12
_INTERVIEW = re.compile(
    r"[^.\n]{0,40}?(?:trao đổi|chia sẻ|trò chuyện|trả lời phỏng vấn|nói)(?: nhanh)? với "
)
_ASIDE = 80  # no farther does either pattern reach
_CAPTION = re.compile(r"[^.\n]{0,60}\.? ?\(?(?:ảnh|nguồn)(?: minh h[ọo]a)?[:.)]")
_RULE = re.compile(r"(?:thông tư|nghị định|luật)(?: số)? \d+/\d{4}")
_LONGEST_RULE = 300


def _left(source: Source, moment: Moment, window: int) -> str:
    return source.low[max(0, moment.start - window) : moment.start]


def is_since(left: str) -> bool:
    """`kể từ khi ông lên nắm quyền năm 2012`: only bounds what the sentence tells."""
    if "." in left:
        left = _ABBREVIATED.sub(" ", left)
    return period_words.stands_at_end("since", left, _SINCE_REACH)


def is_origin(left: str) -> bool:
    """`Cầu khởi công năm 2011 gồm 13 nhịp`: when a thing began, not when what it has was so."""
    return period_words.stands_at_end("origin", left, _ORIGIN_REACH)


def is_open(source: Source, moment: Moment) -> bool:
    """Whether a span begins with it whose end is not said: `từ tháng 12/2015`."""
    if moment.is_day or moment.precision not in _POINTS:
        return False
    return _OPEN.search(_left(source, moment, _OPEN_WINDOW)) is not None


def is_dateline(source: Source, moment: Moment) -> bool:
    """`11:45 08/02/2017`: when a page was put up."""
    return _CLOCK.search(_left(source, moment, _CLOCK_WINDOW)) is not None


def is_of_new_year(left: str) -> bool:
    """`sau Tết Đinh Dậu năm 2017`: the holiday's year, in the words of the lunar calendar."""
    return "tết" in left and period_words.names_new_year().search(left) is not None


def is_yearly(source: Source, moment: Moment) -> bool:
    """`vào ngày 1/4 hằng năm`: no day of one year."""
    return source.low.startswith((" hằng năm", " hàng năm", " mỗi năm"), moment.end)


def is_none(left: str) -> bool:
    """Whether the words before a period make it none, or none of one year.

    A deadline (`trước tháng 2/2018`), a delivery (`dầu giao tháng 7/2017`), a decade, a holiday
    whose days are not said (`Tết Nguyên đán 2017`), what a thing is ranked among (`lớn nhất kể từ
    đầu năm`).
    """
    return left.endswith(_NO_PERIOD)


def is_rank(source: Source, moment: Moment) -> bool:
    """Whether a span without its year is what something is the first or highest of."""
    low = source.low
    if moment.is_day:
        return False
    is_length = low.endswith(_LENGTH_ENDS, moment.start, moment.end)
    if not (is_length or _BARE_LENGTH.fullmatch(low, moment.start, moment.end)):
        return False
    return _RANKED.search(_left(source, moment, _RANKED_WINDOW)) is not None


def is_of_plan(source: Source, moment: Moment) -> bool:
    """`đạt 21% kế hoạch vốn năm 2025`: the year is the plan's."""
    left = _left(source, moment, _PLAN_WINDOW)
    return period_words.stands_at_end("base", left, _PLAN_REACH)


def is_state(source: Source, moment: Moment) -> bool:
    """Whether it opens with `tính đến`, or a day with a clause's `đến`: as things stood then."""
    left = _left(source, moment, _STATE_WINDOW)
    if moment.is_day:
        return _STATE.search(left) is not None
    if moment.precision == "month" and source.low.startswith(("cuối ", "hết "), moment.start):
        return _UP_TO_END.search(left) is not None  # `đến cuối tháng 4, tín dụng đã tăng 5%`
    return moment.precision in _POINTS and _COUNTED_UP_TO.search(left) is not None


def is_level_day(source: Source, moment: Moment) -> bool:
    """`số dư đến 30/6/2016 chỉ còn 1.495 tỷ đồng`: of that level alone, not of what follows."""
    if not (moment.is_day and source.low.startswith(_LEVEL_BEHIND, moment.end)):
        return False
    return _UP_TO_DAY.search(_left(source, moment, _STATE_WINDOW)) is not None


def stood_then(source: Source, moment: Moment) -> bool:
    """Whether a figure tells how things stood on it."""
    return is_state(source, moment) or is_level_day(source, moment)


def is_aside(source: Source, moment: Moment) -> bool:
    """Whether a time is only looked back to, or is that of an interview or a photograph."""
    if _LOOKED_BACK.search(_left(source, moment, _LOOKED_BACK_WINDOW)):
        return True
    low, end = source.low, moment.end
    if moment.is_day and low.find(" với ", end, end + _ASIDE) >= 0 and _INTERVIEW.match(low, end):
        return True
    if moment.precision in PARTS_OF_YEAR or not _has_credit(low, end, end + _ASIDE):
        return False
    return _CAPTION.match(low, end) is not None


def _has_credit(low: str, start: int, end: int) -> bool:
    return low.find("ảnh", start, end) >= 0 or low.find("nguồn", start, end) >= 0


def is_in_law(source: Source, moment: Moment) -> bool:
    """Whether a rule says it: `được giao đất từ … đến … theo quy định tại Thông tư 76/2014`."""
    low = source.low
    stop = low.find(". ", moment.end, moment.end + _LONGEST_RULE)
    start = max(low.rfind("\n", 0, moment.start), low.rfind(". ", 0, moment.start)) + 1
    stop = min(moment.end + _LONGEST_RULE, len(low)) if stop < 0 else stop
    rule = low[start:stop]
    return "/" in rule and _RULE.search(rule) is not None
