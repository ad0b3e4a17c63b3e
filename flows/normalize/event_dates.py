"""Which of an article's days is the day of the event that it reports on.

In come the mentions of time, the layout and the article's own date, out comes the mention that
names the event's day. It stands in the first paragraphs (or the title) with a part of the day or
`hôm nay` (`sáng 12/3`), or at the head of a sentence (`Ngày 12/3, …`), and is neither a document's
date, a deadline, a holiday nor announced. Where header and text disagree, that is flagged and the
year is not taken from the header.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.normalize.date_grammar import context_patterns
from flows.normalize.date_patterns import DAY_RANGE_SHAPES, DAY_SHAPES
from flows.normalize.date_spans import DECEMBER, JANUARY, Reference

if TYPE_CHECKING:
    from flows.normalize.date_grammar import Mention
    from flows.normalize.layout import Layout

# How far into the body the event may be named: characters of each of the first paragraphs.
EVENT_PARAGRAPHS = 3
EVENT_WINDOW = 700
_LEFT = 80

SURE, LIKELY, NO = 1, 2, 0

_HEAD = re.compile(r"(?:^|[.;:!?…”\"]\s*|\)\s*[-–—]\s*|(?:^|[.!?…]\s+)(?:vào|trong|khoảng)\s+)$")
_CLOCK = re.compile(r"\d\s?(?:giờ|h|g)(?:\s?\d{1,2}(?:\s?(?:phút|'))?)?\s*,?\s*$")
_COMMA = re.compile(r",\s*(?:vào\s+)?$")
_FUTURE_RIGHT = re.compile(r"\s*(?:tới|sắp tới|sẽ)(?!\w)")


def find_event(
    folded: str, mentions: list[Mention], layout: Layout, reference: Reference | None
) -> Mention | None:
    """The mention that names the day of the event, or None.

    Args:
        folded: the text's matching form, case folded.
        mentions: its mentions of time, in order.
        layout: its layout.
        reference: the article's own date, where known.
    """
    likely: Mention | None = None
    windows = _windows(layout)
    for mention in mentions:
        window = next((found for found in windows if found[0] <= mention.start < found[1]), None)
        if window is None:
            continue
        start, _, is_caption = window
        rank = _rank(folded, mention, start, reference)
        if rank == SURE and not is_caption:
            return mention
        if rank != NO and likely is None:
            likely = mention
    return likely


def _windows(layout: Layout) -> list[tuple[int, int, bool]]:
    """Where the event may be named, and whether that is a caption, which only may name it."""
    body = [block for block in layout.blocks if block.kind in {"lead", "paragraph"}]
    captions = [block for block in layout.blocks if block.kind == "caption"]
    head = [block for block in layout.blocks if block.kind == "title"]
    return [
        (block.start, min(block.end, block.start + EVENT_WINDOW), block.kind == "caption")
        for block in [*body[:EVENT_PARAGRAPHS], *head, *captions[:1]]
    ]


def _rank(folded: str, mention: Mention, start: int, reference: Reference | None) -> int:
    """Whether a mention is the day that its sentence reports on."""
    if mention.shape == "relative":
        is_day = "unit" not in mention.words and "mai" not in mention.words.get("day2", "")
        is_known = is_day and reference is not None and reference.day is not None
        return LIKELY if is_known and not _is_bound(folded, mention, "") else NO
    left = folded[max(start, mention.start - _LEFT) : mention.start]
    if mention.shape not in DAY_SHAPES | DAY_RANGE_SHAPES or _is_bound(folded, mention, left):
        return NO
    if mention.words.get("part", "ngày mai") != "ngày mai":
        return SURE
    if not mention.words.get("word", "").endswith("ngày"):
        return NO
    if mention.start == start or _HEAD.search(left) or _CLOCK.search(left):
        return SURE
    return LIKELY if _COMMA.search(left) else NO


def _is_bound(folded: str, mention: Mention, left: str) -> bool:
    """Whether a day is a document's, a deadline's, a holiday's, or to come."""
    return (
        folded.startswith("từ", mention.start)
        or context_patterns()["not_event"].search(left) is not None
        or _FUTURE_RIGHT.match(folded, mention.end) is not None
    )


def contradicts(event: Mention, reference: Reference | None) -> bool:
    """Whether the article's own date speaks against the event's day.

    What a paper reports on is of its own month or the one before; the next month's may be
    announced. Anything else is told of in a file whose header is wrong.
    """
    month = event.numbers.get("m1") or event.numbers.get("m")
    if reference is None or month is None:
        return False
    if "y" in event.numbers:
        gap = (reference.year - event.numbers["y"]) * 12 + reference.month - month
    elif reference.month == JANUARY and month == DECEMBER:
        gap = 1
    else:
        gap = reference.month - month
    return gap not in {-1, 0, 1}
