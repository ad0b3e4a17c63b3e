"""The dates of an article: every mention of time with first and last day, and the event's date.

In come the text of one article, its layout and the date its source gave, out come the rows of
`raw.dates` and the event date with its span and basis. What a mention is made of is read by
`date_grammar`, its days come from `date_resolution`, the event is chosen by `event_dates`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flows.normalize.date_grammar import Mention, find_mentions
from flows.normalize.date_patterns import DAY_RANGE_SHAPES, DAY_SHAPES
from flows.normalize.date_resolution import resolve
from flows.normalize.date_spans import Context, Reference, Span, month_span
from flows.normalize.event_dates import contradicts, find_event

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from flows.normalize.layout import Layout

# Shapes that name a part of a year, and so take the one year that the others of a text name.
_PARTS_OF_YEAR = {"months", "half", "vague_months"}
# Shapes that a later `cùng kỳ` may compare with.
_COMPARABLE = {
    "months", "bare_months", "vague_months", "quarter", "half", "since", "month", "month_range",
    "year", "relative_year", "range", "month_year",
}  # fmt: skip
_COMPARED = re.compile(r"so(?:\s+với)?\s+(?:cùng\s+\w+\s+)?(?:của\s+)?$")
_LEFT = 24


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


def read_dates(
    folded: str, layout: Layout, published: date | None, places: Sequence[str] | None = None
) -> ArticleDates:
    """Find and resolve every mention of time in one article.

    Args:
        folded: the text's matching form, case folded.
        layout: its layout, with the header's date.
        places: where mentions may begin (`date_patterns.places_expr`), if known.
        published: the day that the source gave beside the text, which wins over the header.
    """
    found = ArticleDates()
    body = 0
    if layout.header is not None and layout.header_date is not None:
        found.rows.append(_header_row(layout.header, layout.header_date, layout.header_has_day))
        body = layout.header[1]
    mentions = [mention for mention in find_mentions(folded, places) if mention.start >= body]
    reference = _own_date(layout, published)
    event = find_event(folded, mentions, layout, reference)
    if event is not None:
        _take_event(event, reference, found)
    event_day = found.event.start if found.event else None
    if reference is None and event_day is not None:
        reference = Reference(event_day.year, event_day.month, event_day, "event")
    _resolve_all(folded, mentions, Context(reference, event_day), event, found)
    return found


def _header_row(header: tuple[int, int], day: date, has_day: bool) -> DateRow:
    if has_day:
        return DateRow(*header, "header", Span(day, day, "day", "text"))
    span = Span(*month_span(day.year, day.month, day.month), "month", "text")
    return DateRow(*header, "header", span)


def _own_date(layout: Layout, published: date | None) -> Reference | None:
    if published is not None:
        return Reference(published.year, published.month, published, "source")
    if layout.header_date is None:
        return None
    day = layout.header_date
    return Reference(day.year, day.month, day if layout.header_has_day else None, "header")


def _take_event(event: Mention, reference: Reference | None, found: ArticleDates) -> None:
    """Resolve the event's day, unless its year would come from a header that contradicts it."""
    found.is_contradictory = contradicts(event, reference)
    if found.is_contradictory and "y" not in event.numbers:
        return
    span = resolve(event, Context(reference, None))
    if span.start is not None:
        found.event = span
        found.event_span = (event.start, event.end)


def _context_year(mentions: list[Mention]) -> int | None:
    """The one year that all explicit parts of a year name."""
    years = {
        mention.numbers["y"]
        for mention in mentions
        if mention.shape in _PARTS_OF_YEAR | {"since"} and "y" in mention.numbers
    }
    return years.pop() if len(years) == 1 else None


def _resolve_all(
    folded: str,
    mentions: list[Mention],
    context: Context,
    event: Mention | None,
    found: ArticleDates,
) -> None:
    by_year = context
    year = None if context.reference else _context_year(mentions)
    if year is not None:
        by_year = Context(Reference(year, 1, None, "context"), context.event_day)
    for mention in mentions:
        if mention is event:
            span = found.event or Span(None, None, "day", None)
        else:
            span = resolve(mention, by_year if mention.shape in _PARTS_OF_YEAR else context)
        kind = _kind(folded, mention, span, event, context.event_day)
        found.rows.append(DateRow(mention.start, mention.end, kind, span))
        is_taken_up = mention.shape == "months_past" and span.start is not None
        if kind == "period" and (mention.shape in _COMPARABLE or is_taken_up):
            context.current = by_year.current = span
        if kind == "period" and mention.shape == "months" and span.start:
            context.months[mention.numbers["n"]] = span


def _kind(
    folded: str, mention: Mention, span: Span, event: Mention | None, event_day: date | None
) -> str:
    if mention is event:
        return "event"
    if mention.shape == "same_period":
        return "comparison_base"
    if mention.shape in DAY_SHAPES | {"relative"} and "unit" not in mention.words:
        is_event = event_day is not None and span.start == span.end == event_day
        return "event" if is_event else "other"
    # Two full days with a dash are an anniversary's (30.4.1975 - 30.4.2025), not a period.
    is_pair = mention.shape in DAY_RANGE_SHAPES and "y1" in mention.numbers
    is_other = mention.shape in {"bare_day", "lunar"} or "born" in mention.words
    if is_other or (is_pair and "from" not in mention.words):
        return "other"
    compared = _COMPARED.search(folded, max(0, mention.start - _LEFT), mention.start)
    return "comparison_base" if compared else "period"
