"""Which way a figure goes, where the verb does not stand right before it.

In come a figure and its neighbour in the sentence, out comes the figure with its direction: of a
verb that its thing parts from it (`kéo giảm phạm pháp được 36%`), of the neighbour whose verb it
shares (`giảm 157 vụ, tỷ lệ 6,5%`), or of the level it came from (`từ 43 xuống 31`). `lần` behind a
number that nothing multiplies counts how often something happened.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from flows.extract.figures.lexicon import form
from flows.reference import load

if TYPE_CHECKING:
    from flows.extract.figures.model import Figure, Source

_RATE_GAP = re.compile(r"[^.;()\d\n]{0,24}[,(] ?")
_SHARED_VERB = re.compile(r" (?:về |ở )?[^.;()\d\n]{2,48}(?:,| và) |(?:,| và|, và) ")
_LONGEST_BRACKET_GAP = 12
# A time may follow the first level: `từ 3,3% năm 2007 xuống 2,5%`, `từ 124 tỷ (2014) lên 211 tỷ`.
_TIME = (
    r"(?:[ (]+(?:(?:của|trong|hồi|vào|ở) )?(?:(?:cuối|đầu|giữa) )?(?:(?:năm|tháng|quý|ngày) )?"
    r"\d{1,4}(?:[/.-]\d{1,4}){0,2}(?: năm \d{4})?\)?)?"
)
_TO_VERB = re.compile(
    rf"[^\d.;:()]{{0,24}}?{_TIME}[^\d.;:()]{{0,24}}?(?<!\w)(xuống|còn|lên)"
    r"(?: còn| tới| đến| mức)? (?:chỉ |gần |hơn |trên )?"
)
_FROM = re.compile(r"\btừ (?:mức |hơn |gần |trên |khoảng )?$")
_FROM_WINDOW = 16
# `kéo giảm` takes its thing with it even without `được`, and more things than one
_MERGED_WINDOW = 64
_INTO = re.compile(
    r"[^\d.;:()]{0,60}?(?<!\w)(thành|còn|xuống)(?: lại| còn| chỉ còn)?(?: chỉ| gần| khoảng)? "
)
_PARTED_VERB = re.compile(
    r"(?:(?P<got>(?:kéo )?giảm|tăng) [^,.;:()\n\d]{2,50} được"
    r"|(?P<pulled>kéo giảm) (?!được |xuống )[^.;:()\n\d]{2,90}) $"
)
# `làm tăng nguy cơ 20-30%`, `tăng lãi suất thêm 25 điểm`: few words, and no level among them
_NOUN = r"(?P<noun>(?: [^\W\d_]+){1,5}?)"
_MADE = re.compile(rf"(?<!\w)(?P<verb>tăng|giảm){_NOUN}(?P<more> thêm)?(?: lên| tới| đến| hơn)? $")
# `thấp hơn năm ngoái gần 4 điểm`: few words, and no level among them
_THAN_VERB = re.compile(rf"(?<!\w)(?P<verb>[^\W\d_]+ hơn)(?: so với)?{_NOUN} $")
_VERB_WINDOW = 110
_ANY_VERB = ("tăng", "giảm")
_TIMES_WINDOW = 32
_OWN_INCREASE = re.compile(
    r"(?<!\w)(?:tăng|giảm|nâng|đẩy|cắt)(?: lên)?(?: đến| tới)?(?: gần| hơn)?(?: gấp)?"
    r"(?: gần| hơn)? $"
)
_MULTIPLIED_BY = re.compile(r"(?<!\w)gấp(?: \w+){0,2} $")
_BASE_BEHIND = re.compile(
    r"(?: lần)? (?:của )?(?P<base>(?:năm|tháng|quý) (?:[ivx]+|\d[\d/]*)(?!\w)"
    r"|(?P<first>[^\W\d_]+)[^,;.:()\n\d\"“”–]{0,60}?)"
    r"(?= ?[,;.:()\n\"“”–\d]| (?:nhưng|và|mà|thì|do|vì|trong|nếu|khi|để|đối với|chiếm|đạt|là|với"
    r"|tại|được|đã|sẽ|cho(?! phép)|nên|sau|bán|thuộc|lên|không|vẫn|khiến|làm|cũng|mới|hồi"
    r"|muốn|so) |$)"
)


@lru_cache(maxsize=8)
def _words(role: str) -> str:
    table = load("figure_words").filter(role=role)
    words = sorted((form(word) for word in table["surface"]), key=len, reverse=True)
    return "|".join(re.escape(word) for word in words)


@lru_cache(maxsize=1)
def _levels() -> re.Pattern[str]:
    """Words by which a verb of change further off is not the figure's own."""
    return re.compile(rf" (?:{_words('level')})(?!\w)")


@lru_cache(maxsize=1)
def _degrees() -> frozenset[str]:
    """What says how much, not than what: `cao hơn hẳn 4 điểm`."""
    table = load("figure_words").filter(role="degree")
    return frozenset(form(word) for word in table["surface"])


@lru_cache(maxsize=1)
def _no_base() -> frozenset[str]:
    """Words behind a multiple that begin nothing to be compared with."""
    table = load("figure_words").filter(role="no_base")
    return frozenset(form(word) for word in table["surface"])


@lru_cache(maxsize=1)
def _merging() -> tuple[str, ...]:
    """Words by which bodies are made fewer."""
    return tuple(form(word) for word in load("figure_words").filter(role="merging")["surface"])


@lru_cache(maxsize=1)
def merging() -> re.Pattern[str]:
    """The time before bodies were made fewer: `trước khi sắp xếp`."""
    return re.compile(rf"(?<!\w)trước(?: khi)? (?:{_words('merging')})(?!\w)")


@lru_cache(maxsize=1)
def _merged() -> re.Pattern[str]:
    """What stands before the number that was merged."""
    return re.compile(
        rf"(?<!\w)(?:trước(?: khi)? (?:{_words('merging')})[^.;:()\d]{{0,40}}"
        rf"|(?:{_words('merging')})(?: \w+){{0,2}}) $"
    )


@lru_cache(maxsize=1)
def _multiplied() -> re.Pattern[str]:
    """What makes so many times a multiple, before the number: `lớn hơn`, `bằng`, `vượt`."""
    return re.compile(
        rf"(?<!\w)(?:(?:{_words('comparative')}) hơn|{_words('multiplied')})"
        r"(?: hơn| tới| đến| gần| khoảng| cả)? $"
    )


@lru_cache(maxsize=1)
def _multiple_of() -> re.Pattern[str]:
    """And behind it: `3 lần mức lương`, `2 lần so với`."""
    return re.compile(rf" lần (?:{_words('multiple_of')})(?!\w)")


def read_verb(source: Source, figure: Figure) -> None:
    """Take the direction of a verb that its thing parts from the figure, in place.

    Of `thấp hơn năm ngoái 4 điểm` the thing is what is compared with.
    """
    clause = source.low[
        max(figure.sentence_start, figure.phrase_start - _VERB_WINDOW) : figure.phrase_start
    ]
    if " hơn " in clause:
        _read_than(source, figure, clause)
    if not any(verb in clause for verb in _ANY_VERB):
        return
    verb = _parted_verb(clause, figure)
    cue = source.lexicon.before.get(verb) if verb else None
    if cue and cue.role == "direction":
        figure.direction = cue.value


def _read_than(source: Source, figure: Figure, clause: str) -> None:
    found = _THAN_VERB.search(clause)
    if found is None or _levels().search(found["noun"]) or "achieve" in figure.roles:
        return
    verb = found["verb"]
    cue = source.lexicon.before.get(verb) or source.lexicon.before.get(verb.partition(" ")[0])
    if cue is None or cue.role != "direction" or found["noun"].strip() in _degrees():
        return
    figure.direction = cue.value
    start = figure.phrase_start - len(clause)
    figure.comparison_start = start + found.start("noun") + 1
    figure.comparison_end = start + found.end("noun")


def _parted_verb(clause: str, figure: Figure) -> str | None:
    if "from" in figure.roles and figure.value_upper is None:
        return None  # the level before: `giảm thuế từ 40% xuống còn 30%`
    is_share = figure.unit_kind == "percent"
    found = _PARTED_VERB.search(clause) if is_share else None
    if found:
        return found["got"] or found["pulled"]
    made = _MADE.search(clause)
    if made is None or _levels().search(made["noun"]) or "achieve" in figure.roles:
        return None
    # `giảm giá 50 triệu đồng`, but `tăng giá 1.900 dịch vụ`
    is_price = figure.unit_kind == "money" and made["noun"] == " giá"
    return made["verb"] if made["more"] or is_share or is_price else None


def borrow_direction(source: Source, figure: Figure, previous: Figure, gap: str) -> None:
    """Take the direction that the figure before gives, in place.

    Args:
        source: the text and its forms.
        figure: the figure.
        previous: the figure before it in the same sentence.
        gap: what stands between the two.
    """
    _share_verb(figure, previous, gap)
    _read_from_to(source, figure, previous)


def _share_verb(figure: Figure, previous: Figure, gap: str) -> None:
    """`giảm 157 vụ, tỷ lệ 6,5%` and `giảm 11% số vụ, 16% số người chết`: one verb for both."""
    if figure.direction != "none" or previous.direction == "none" or "achieve" in figure.roles:
        return
    is_rate = "rate" in figure.roles and _RATE_GAP.fullmatch(gap)
    if figure.unit_kind != "percent":
        # `tăng 73% (tương đương 704 xe)`
        if is_rate and previous.unit_kind == "percent" and figure.unit_kind != "ratio":
            figure.direction = previous.direction
        return
    in_bracket = gap.rstrip().endswith("(") and len(gap) < _LONGEST_BRACKET_GAP and not figure.roles
    shared = previous.unit_kind == "percent" and _SHARED_VERB.fullmatch(gap) and not figure.roles
    if is_rate or in_bracket or shared:
        figure.direction = previous.direction


def _read_from_to(source: Source, figure: Figure, previous: Figure) -> None:
    """`từ 7 xã, thị trấn còn 3 đơn vị`: the level after is a change from the level before."""
    starts = source.low[max(0, previous.start - _FROM_WINDOW) : previous.start]
    if "từ " in starts and _FROM.search(starts):
        verb = _TO_VERB.fullmatch(source.low, previous.unit_end, figure.start)
    elif _is_merged(source.low, previous, figure):
        verb = _INTO.fullmatch(source.low, previous.unit_end, figure.start)
    else:
        return
    if verb is None:
        return
    if figure.direction == "none":
        figure.direction = "increase" if verb[1] == "lên" else "decrease"
    if "from" in previous.roles:
        previous.direction = "none"  # `giảm từ 43 vụ xuống 31 vụ`: 43 is what it was
    figure.comparison_start, figure.comparison_end = previous.start, previous.unit_end


def _is_merged(low: str, previous: Figure, figure: Figure) -> bool:
    """`sáp nhập 24 ban thành 5 ban`, `trước khi sắp xếp có 155 xã, sau khi sắp xếp còn 58`."""
    if previous.value is None or figure.value is None or previous.value <= figure.value:
        return False
    ahead = low[max(previous.sentence_start, previous.start - _MERGED_WINDOW) : previous.start]
    return any(word in ahead for word in _merging()) and _merged().search(ahead) is not None


def count_times(source: Source, figure: Figure) -> None:
    """`2 lần vô địch` is a count, `lớn hơn 2 lần` and `tăng 2 lần` are not; in place.

    Of a multiple the thing behind it is what is compared with: `gấp 3 lần Việt Nam`.
    """
    if figure.direction != "none" or figure.is_word or "multiple" in figure.roles:
        if figure.comparison_start is None:
            _read_multiple_of(source, figure)
        return
    if figure.decimals or figure.unit_kind != "ratio":
        return
    ahead = source.low[max(figure.sentence_start, figure.start - _TIMES_WINDOW) : figure.start]
    if _multiplied().search(ahead):
        return
    if not _multiple_of().match(source.low, figure.end):
        figure.unit_kind = "count"


def _read_multiple_of(source: Source, figure: Figure) -> None:
    low = source.low
    ahead = low[max(figure.sentence_start, figure.start - _TIMES_WINDOW) : figure.start]
    if _OWN_INCREASE.search(ahead) or not _MULTIPLIED_BY.search(ahead):
        return  # `tăng gấp đôi số máy bay`: what was doubled
    found = _BASE_BEHIND.match(low, max(figure.unit_end, figure.end), figure.sentence_end)
    if found is None or found["first"] in _no_base() or low.startswith(" so ", found.end()):
        return
    figure.comparison_start, figure.comparison_end = found.span("base")
