"""The dates of an article: every mention of time with first and last day, and the event's date.

In come the text of one article, its layout and the date its source gave, out come the rows of
`raw.dates` and the event date with its span and basis. The event is the day that the article
reports on: a day named in its first paragraphs with a part of the day or `hôm nay` (`sáng 12/3`), or
at the head of a sentence (`Ngày 12/3, …`), that is neither a document's, a deadline nor a holiday.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from flows.normalize import date_resolution as resolution
from flows.normalize.date_grammar import Mention, find_mentions
from flows.normalize.date_resolution import Reference, Span

if TYPE_CHECKING:
    from datetime import date

    from flows.normalize.layout import Layout

# How far into the body the event may be named: characters of each of the first paragraphs.
EVENT_PARAGRAPHS = 3
EVENT_WINDOW = 700

_DAY_SHAPES = {"day", "day_long"}
_RANGE_SHAPES = {"day_range", "day_range_long"}
_PERIOD_SHAPES = {
    "months", "vague_months", "quarter", "half", "since", "month", "month_range", "years", "year",
    "relative_year", "range", "month_year",
}  # fmt: skip
_NOT_EVENT_LEFT = re.compile(
    r"(?:(?<!\w)(?:đến|tới|từ|trước|sau|hết|dịp|lễ|tết|kỷ niệm|hạn|sinh|mất|kể|hồi|số[^.;]{0,60}"
    r"|(?:công điện|nghị quyết|nghị định|quyết định|thông tư|chỉ thị|kế hoạch|văn bản|thông báo|công văn"
    r"|kết luận|hướng dẫn|luật|chương trình|thư)[^.,;]{0,60}))\s*(?:ngày\s+)?\(?\s*$"
)
_HEAD = re.compile(r"(?:^|[.;:!?…”\"]\s*|\)\s*[-–—]\s*|(?:^|[.!?…]\s+)(?:vào|trong|khoảng)\s+)$")
_COMMA = re.compile(r",\s*(?:vào\s+)?$")
_COMPARED = re.compile(r"so(?:\s+với)?\s+(?:cùng\s+\w+\s+)?(?:của\s+)?$")
_FUTURE_RIGHT = re.compile(r"\s*(?:tới|sắp tới|sẽ)(?!\w)")


@dataclass(frozen=True, slots=True)
class DateRow:
    """One mention of time, resolved as far as the text says."""

    start_char: int
    end_char: int
    kind: str
    span: Span


@dataclass(slots=True)
class ArticleDates:
    """All dates of one article."""

    rows: list[DateRow] = field(default_factory=list)
    event: Span | None = None
    event_span: tuple[int, int] | None = None
    is_contradictory: bool = False


def read_dates(text: str, folded: str, layout: Layout, published: date | None) -> ArticleDates:
    """Find and resolve every mention of time in one article.

    Args:
        text: normalised text.
        folded: its matching form, case folded.
        layout: its layout, with the header's date.
        published: the day that the source gave beside the text, which wins over the header.
    """
    del text
    found = ArticleDates()
    if layout.header is not None and layout.header_date is not None:
        found.rows.append(_header_row(layout))
    body = layout.header[1] if layout.header else 0
    mentions = [mention for mention in find_mentions(folded) if mention.start >= body]
    reference = _own_date(layout, published)
    event = _find_event(folded, mentions, layout, reference)
    if event is not None:
        _take_event(event, reference, layout, found)
    if reference is None and found.event is not None and found.event.start is not None:
        day = found.event.start
        reference = Reference(day.year, day.month, day, "event")
    _resolve_all(folded, mentions, reference, event, found)
    return found


def _header_row(layout: Layout) -> DateRow:
    day, header = layout.header_date, layout.header
    assert day is not None  # noqa: S101
    assert header is not None  # noqa: S101
    if layout.header_has_day:
        return DateRow(*header, "header", Span(day, day, "day", "text"))
    return DateRow(
        *header,
        "header",
        Span(*resolution.month_span(day.year, day.month, day.month), "month", "text"),
    )


def _own_date(layout: Layout, published: date | None) -> Reference | None:
    if published is not None:
        return Reference(published.year, published.month, published, "source")
    if layout.header_date is None:
        return None
    day = layout.header_date
    return Reference(day.year, day.month, day if layout.header_has_day else None, "header")


def _find_event(
    folded: str, mentions: list[Mention], layout: Layout, reference: Reference | None
) -> Mention | None:
    """The mention that names the day of the event, or None."""
    second: Mention | None = None
    windows = _event_windows(layout)
    for mention in mentions:
        if not any(start <= mention.start < end for start, end in windows):
            continue
        start = next(start for start, end in windows if start <= mention.start < end)
        rank = _event_rank(folded, mention, start, reference)
        if rank == 1:
            return mention
        if rank > 1 and second is None:
            second = mention
    return second


def _event_windows(layout: Layout) -> list[tuple[int, int]]:
    blocks = [block for block in layout.blocks if block.kind in {"title", "lead", "paragraph"}]
    head = [block for block in blocks if block.kind == "title"]
    body = [block for block in blocks if block.kind != "title"][:EVENT_PARAGRAPHS]
    return [(block.start, min(block.end, block.start + EVENT_WINDOW)) for block in [*body, *head]]


def _event_rank(folded: str, mention: Mention, start: int, reference: Reference | None) -> int:
    """1 for a day that the sentence reports on, 2 for one that may be, 0 for none."""
    left = folded[max(start, mention.start - 80) : mention.start]
    if mention.shape == "relative":
        says_today = "unit" not in mention.words and "mai" not in mention.words.get("day2", "")
        return 1 if says_today and reference is not None and reference.day is not None else 0
    if mention.shape not in _DAY_SHAPES | _RANGE_SHAPES:
        return 0
    if _NOT_EVENT_LEFT.search(left) or _FUTURE_RIGHT.match(folded, mention.end):
        return 0
    if mention.words.get("from") or folded.startswith("từ", mention.start):
        return 0
    part = mention.words.get("part", "")
    if part and part != "ngày mai":
        return 1
    if mention.words.get("word", "").endswith("ngày"):
        at_head = mention.start == start or _HEAD.search(left) is not None
        return 1 if at_head else 2 if _COMMA.search(left) else 0
    return 0


def _take_event(
    event: Mention, reference: Reference | None, layout: Layout, found: ArticleDates
) -> None:
    """Resolve the event's day, and see whether the header speaks against it."""
    span = _resolve(event, reference, None, None)
    is_marked = bool(event.words.get("part"))
    month = event.numbers.get("m1") or event.numbers.get("m")
    if layout.header_date is not None and month is not None:
        header = layout.header_date
        months = (header.year - (event.numbers.get("y") or header.year)) * 12
        gap = months + header.month - month
        if "y" not in event.numbers:
            gap = (gap + 6) % 12 - 6 if header.month == 1 and month == resolution.DECEMBER else gap
        # The event of a header's month is of that month or the one before.
        if gap not in {0, 1} and (is_marked or "y" in event.numbers) and gap != -1:
            found.is_contradictory = True
            if "y" not in event.numbers:
                span = Span(None, None, "day", None)
    if span.start is not None:
        found.event = span
        found.event_span = (event.start, event.end)


def _resolve(
    mention: Mention, reference: Reference | None, event: date | None, current: Span | None
) -> Span:
    """First and last day of one mention."""
    shape = mention.shape
    if shape in _DAY_SHAPES:
        return resolution.resolve_day(mention, reference)
    if shape in _RANGE_SHAPES:
        return resolution.resolve_day_range(mention, reference)
    if shape == "since":
        return resolution.resolve_since(mention, reference, event)
    if shape == "vague_months":
        return resolution.resolve_vague_months(mention, reference, event)
    if shape == "same_period":
        return resolution.resolve_same_period(mention, reference, current)
    if shape == "years":
        return resolution.resolve_years(mention)
    if shape == "range":
        return _resolve_range(mention, reference)
    simple = _SIMPLE.get(shape)
    return simple(mention, reference) if simple else Span(None, None, "day", None)


_SIMPLE = {
    "month": resolution.resolve_month,
    "month_year": resolution.resolve_month,
    "month_range": resolution.resolve_month_range,
    "months": resolution.resolve_months,
    "quarter": resolution.resolve_quarter,
    "half": resolution.resolve_half,
    "year": resolution.resolve_year,
    "relative_year": resolution.resolve_year,
    "relative": resolution.resolve_relative,
    "months_past": lambda _mention, _reference: Span(None, None, "period", None),
}


def _resolve_range(mention: Mention, reference: Reference | None) -> Span:
    """`từ A đến B`: A takes B's year where it has none of its own."""
    assert mention.parts is not None  # noqa: S101
    first, last = mention.parts
    end = _resolve(last, reference, None, None)
    if end.end is None:
        return Span(None, None, "period", None)
    if "y" not in first.numbers and "rel" not in first.words:
        year = end.end.year - (first.numbers.get("m", 1) > end.end.month)
        first = replace(first, numbers={**first.numbers, "y": year})
    start = _resolve(first, reference, None, None)
    if start.start is None or start.start > end.end:
        return Span(None, None, "period", None)
    return Span(start.start, end.end, "period", end.basis)


def _context_reference(mentions: list[Mention], reference: Reference | None) -> int | None:
    """The one year that all explicit parts of a year name, where the article's own is not known."""
    if reference is not None:
        return None
    years = {
        mention.numbers["y"]
        for mention in mentions
        if mention.shape in {"months", "half", "since", "vague_months"} and "y" in mention.numbers
    }
    return years.pop() if len(years) == 1 else None


def _resolve_all(
    folded: str,
    mentions: list[Mention],
    reference: Reference | None,
    event: Mention | None,
    found: ArticleDates,
) -> None:
    event_day = found.event.start if found.event else None
    context_year = _context_reference(mentions, reference)
    current: Span | None = None
    for mention in mentions:
        own = reference
        if own is None and context_year and mention.shape in {"months", "half", "vague_months"}:
            own = Reference(context_year, 1, None, "context")
        if mention is event:
            span = found.event or Span(None, None, "day", None)
        else:
            span = _resolve(mention, own, event_day, current)
        kind = _kind(folded, mention, span, event, event_day)
        found.rows.append(DateRow(mention.start, mention.end, kind, span))
        if kind == "period" and mention.shape in _PERIOD_SHAPES - {"years"} and span.start:
            current = span


def _kind(
    folded: str, mention: Mention, span: Span, event: Mention | None, event_day: date | None
) -> str:
    if mention is event:
        return "event"
    if mention.shape == "same_period":
        return "comparison_base"
    if mention.shape in _DAY_SHAPES | {"relative"} and "unit" not in mention.words:
        is_event = event_day is not None and span.start == span.end == event_day
        return "event" if is_event else "other"
    if mention.shape in {"bare_day", "lunar"} or "born" in mention.words:
        return "other"
    if mention.shape in _RANGE_SHAPES and "y1" in mention.numbers and not mention.words.get("from"):
        return "other"
    if _COMPARED.search(folded, max(0, mention.start - 24), mention.start):
        return "comparison_base"
    return "period"
