"""What a figure is about, as a span of the text.

In comes a figure with its sentence, out comes the span of the noun phrase or clause that says what
is counted. A count carries it behind itself (`6 tập thể tiêu biểu`), a rate or a change before
itself (`Tội phạm về trật tự xã hội` giảm 24%), and a change in brackets has that of the figure it
explains. A Vietnamese reader may prefer a longer or a shorter span; it never leaves the sentence.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.extract.figures.model import Figure, Source

_BOUNDARY = re.compile(r"[;:(\n“\"]|\.\.\.|…")
_END = re.compile(
    r"[,;.():\n”\"…]|\d| (?:và|với|đã|đang|sẽ|có|để|tại|ở|là|thì|mà|nhằm|trong|từ|so|tăng|giảm|đạt"
    r"|chiếm|vào|gồm|bao gồm|khiến|làm|cùng|nhưng|do|theo|trị giá)(?= )"
)
_PERCENT_END = re.compile(
    r"[,;.():\n”\"…]|\d"
    r"| (?:và|đã|đang|sẽ|là|thì|mà|so|tăng|giảm|đạt|chiếm|trong đó|trên)(?= )"
)
_HEAD = re.compile(
    r"(?:tỷ lệ|tỉ lệ|tổng số|số |tình hình|tội phạm|công tác|tổng |doanh thu|kim ngạch|giá trị|thu "
    r"|chi |lượng|sản lượng|mức |vốn |tốc độ)"
)
_OPENER = re.compile(
    r"(?:đáng chú ý|trong đó|cụ thể|theo đó|ngoài ra|bên cạnh đó|đặc biệt|riêng|đồng thời"
    r"|tuy nhiên|như vậy|qua đó|kết quả|đến nay|nhờ đó|từ đó|mặt khác|hiện nay|hiện|trong|từ"
    r"|năm|qua|theo|tính|đến|tại|so|sau)\b"
)
_TAIL = re.compile(
    r"(?:[ ,]+(?:là|đã|được|có|còn|với|cũng|khoảng|đạt|chỉ|mới|hiện|đều|lại|lên|tới|đến|hơn|trên"
    r"|gần|của|cho|và|bị|tỷ lệ|tỉ lệ|trong đó|tại|ước|sẽ|vẫn))+$"
)
_CONTINUED = re.compile(r"rất |đặc biệt nghiêm trọng|khám phá|làm rõ|nghiêm trọng")
_SHORTEST = 3


def set_subjects(source: Source, figures: list[Figure]) -> None:
    """Set subject_start and subject_end of every figure, in place."""
    for i, figure in enumerate(figures):
        previous = figures[i - 1] if i else None
        if previous and previous.sentence_start != figure.sentence_start:
            previous = None
        span = _subject(source, figure, previous)
        if span and span[0] < span[1]:
            figure.subject_start, figure.subject_end = span
        if figure.numerator is not None:
            figure.ratio_subject = span
        elif previous and previous.group is not None and previous.group == figure.group:
            figure.ratio_subject = previous.ratio_subject
    _share_subjects(figures)


def _share_subjects(figures: list[Figure]) -> None:
    """Counts of one list share what is said once: `5 tập thể, 5 cá nhân được tặng Bằng khen`."""
    for left, right in itertools.pairwise(figures):
        if left.group is None or left.group != right.group or right.direction != "none":
            continue
        ours, theirs = _span_of(left), _span_of(right)
        if not ours or not theirs or right.unit_kind != "count":
            continue
        if ours[1] == left.unit_end and theirs[1] > right.unit_end:
            left.subject_start, left.subject_end = left.unit_start, theirs[1]
        elif theirs == (right.start, right.unit_end) and ours[0] < left.start:
            right.subject_start = ours[0]


def _subject(source: Source, figure: Figure, previous: Figure | None) -> tuple[int, int] | None:
    is_change = figure.direction != "none" or "multiple" in figure.roles
    if figure.unit_kind == "percent" and not is_change:
        behind = _behind_percent(source.low, figure)
        if behind:
            return behind
    is_rate = "rate" in figure.roles or source.low[figure.start - 2 : figure.start] == "= "
    inherited = _span_of(previous)
    if is_rate and previous and inherited:
        # "185/207 vụ, 403 đối tượng, đạt tỷ lệ 88,9%": the rate is about what the ratio is about
        return previous.ratio_subject or inherited
    if is_change or figure.unit_kind in {"percent", "money", "other"}:
        before = _before(source.low, figure, previous)
        if before:
            return before
        if inherited:
            return inherited
    return _behind(source, figure)


def _span_of(figure: Figure | None) -> tuple[int, int] | None:
    if figure is None or figure.subject_start is None or figure.subject_end is None:
        return None
    return figure.subject_start, figure.subject_end


def _behind_percent(low: str, figure: Figure) -> tuple[int, int] | None:
    """`100% chỉ tiêu`, `56% về tổng số tiền`."""
    start = figure.end
    if low[start : start + 1] != " ":
        return None
    start += 1
    for lead in ("về ", "trong tổng ", "các "):
        if low.startswith(lead, start):
            start += len(lead)
    found = _PERCENT_END.search(low, start, figure.sentence_end)
    end = found.start() if found else figure.sentence_end
    words = low[start:end].split()
    if not words or words[0] in _NO_NOUN:
        return None
    return start, start + len(low[start:end].rstrip())


_NO_NOUN = frozenset(
    [
        "trở",
        "so",
        "và",
        "với",
        "là",
        "trong",
        "khi",
        "đã",
        "đến",
        "ở",
        "tại",
        "của",
        "để",
        "do",
        "theo",
        "vào",
        "lên",
        "trên",
        "mỗi",
        "một",
        "năm",
        "các",
    ]
)


def _before(low: str, figure: Figure, previous: Figure | None) -> tuple[int, int] | None:
    """The clause before a change or rate, from its head noun to its verb."""
    left = figure.sentence_start
    if previous and previous.end > left:
        left = previous.phrase_end
    left = _after_boundary(low, left, max(left, figure.phrase_start))
    start = left + _clause_start(low[left : figure.phrase_start])
    clause = low[start : figure.phrase_start].rstrip(" ,")
    tail = _TAIL.search(clause)
    if tail:
        clause = clause[: tail.start()]
    if len(clause) < _SHORTEST or clause.startswith("so "):
        return None
    return start, start + len(clause)


def _after_boundary(low: str, left: int, right: int) -> int:
    """End of the last sign that parts clauses; a bracket that is closed again parts nothing."""
    end = left
    for boundary in _BOUNDARY.finditer(low, left, right):
        if boundary[0] != "(" or ")" not in low[boundary.end() : right]:
            end = boundary.end()
    return end


def _clause_start(clause: str) -> int:
    """Where in a clause the subject begins: at its last part, or at an earlier part's head noun."""
    starts: list[int] = []
    parts: list[str] = []
    at = 0
    for part in re.split(r",(?!\d)", clause):
        starts.append(at + len(part) - len(part.lstrip()))
        parts.append(part.strip())
        at += len(part) + 1
    chosen = len(parts) - 1
    while chosen > 0 and len(parts[chosen]) < _SHORTEST:
        chosen -= 1
    for i in range(chosen, -1, -1):
        if i < chosen and _OPENER.match(parts[i]):
            break
        if _HEAD.match(parts[i]):
            return starts[i]
    while chosen > 0 and _CONTINUED.match(parts[chosen]):
        chosen -= 1
    return starts[chosen]


def _end_of_noun(source: Source, figure: Figure) -> int:
    """Where the noun phrase behind a unit ends; `và` before a name goes on (`A và Bộ trưởng B`)."""
    for found in _END.finditer(source.low, figure.unit_end, figure.sentence_end):
        if found[0] == " và" and source.text[found.end() + 1 : found.end() + 2].isupper():
            continue
        return found.start()
    return figure.sentence_end


def _behind(source: Source, figure: Figure) -> tuple[int, int] | None:
    """The noun phrase that begins with the unit; the verb before it where the unit stands alone."""
    low = source.low
    if figure.unit_start >= figure.end and figure.unit_kind in {"count", "ratio"}:
        end = _end_of_noun(source, figure)
        span_end = figure.unit_end + len(low[figure.unit_end : end].rstrip())
        if span_end > figure.unit_end:
            return figure.unit_start, span_end
    start = _after_boundary(low, figure.sentence_start, figure.start)
    start = max(low.rfind(", ", start, figure.start) + 1, start)
    start += len(low[start : figure.start]) - len(low[start : figure.start].lstrip())
    return start, max(figure.unit_end, figure.end)
