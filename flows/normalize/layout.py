"""The parts of an article: header, title, lead, paragraphs, captions, byline.

In comes the text of one article, out come its blocks: spans with a kind, in order, without overlap,
that together hold every character that is not blank. A file of the press may start with a header
(` date 2024-06`) that runs into the title or straight into the lead, may have no title, may stand
on one line, and may carry captions between its paragraphs with or without a picture's mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from flows.normalize.matching import fold_case, match_form
from flows.reference import load

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_TITLE = 250
LONGEST_CAPTION = 260
# A caption without a credit and without a picture's mark is known by its words alone; the longest
# of those in the seeds has 118 characters, the shortest paragraph that reads like one has 131.
LONGEST_PLAIN_CAPTION = 125
LONGEST_NAME_LINE = 3
LONGEST_SUBHEAD = 90

_BLANK = r"[ \t\u00a0\u200b\ufeff]*+"
_DATE = (
    r"(?P<date>(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)(?:-(?P<day>\d\d))?"
    r"|(?P<day2>\d{1,2})[/.-](?P<month2>\d{1,2})[/.-](?P<year2>(?:19|20)\d\d))"
)
_TIME = r"(?:[T ,|-]*+\d{1,2}[:h]\d\d(?::\d\d)?(?: ?[AP]M)?(?: ?\(?GMT ?\+ ?7\)?)?)?"
_HEADER = re.compile(
    rf"{_BLANK}(?:(?:date|ngày đăng|đăng ngày|cập nhật)[ \t]*+:?[ \t]*+)"
    rf"{_DATE}{_TIME}(?![\d/])[ \t|-]*",
    re.IGNORECASE,
)
# The same without the keyword, alone on its line.
_BARE_HEADER = re.compile(
    rf"{_BLANK}(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật),?[ \t]*(?:ngày )?)?"
    rf"{_DATE}{_TIME}[ \t|-]*(?=\n|$)",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"\[(?:img|image|ảnh|hình ảnh|hình|video|photo|caption|figure)\b[^\]\n]{0,200}\]"
    r"|[-–—_=*•.]{3,}|!\[[^\n]*\)",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"\[|!\[")
_CREDIT = re.compile(
    # `Bài và ảnh: X` is a byline, not a caption's credit.
    r"(?<![\w])(?:Ảnh|(?<!và )(?<!, )(?<!,)(?<!& )(?<!- )ảnh|Photo|Nguồn ảnh)"
    r"(?:\s+minh\s+h[ọo][ạa])?\s*[:：]|(?<!\w)Nguồn\s*:"
)
_DATELINE = re.compile(r"\s*\([\w&. -]{2,25}\)\s*[-–—]\s")
_OPENS_SENTENCE = re.compile(
    r"(?:Tại|Trong|Dự|Tham dự|Theo|Phát biểu|Sáng|Chiều|Tối|Trưa|Ngày|Hôm|Nhân|Đáng|Đồng thời|Tuy"
    r"|Bên cạnh|Ngoài|Để|Khi|Sau|Trước|Từ|Đến|Năm|Với|Về|Vì|Do|Nhờ|Qua|Đó|Đây)\b"
)
_INNER_STOP = re.compile(r"[^\W\d_]{2,}[.!?…][\"”’)]* +[\"“(]*[A-ZĐÀ-Ỹ]")
_SENTENCE_END = re.compile(r"[.!?…:;,/][\"”’»)]*$")
_TITLE_END = re.compile(r"[.,;:]\s*$")


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a text."""

    kind: str
    start: int
    end: int


@dataclass(slots=True)
class Layout:
    """The parts of one article and what the header says."""

    blocks: list[Block] = field(default_factory=list)
    header: tuple[int, int] | None = None
    header_date: date | None = None
    header_has_day: bool = False
    title: tuple[int, int] | None = None
    lead: tuple[int, int] | None = None


@lru_cache(maxsize=1)
def _caption_phrases() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Phrases that open, close, or stand anywhere in a caption (case folded)."""
    table = load("caption_phrases")
    found = []
    for position in ("start", "end", "middle"):
        words = table.filter(table["position"] == position)["phrase"].to_list()
        found.append(tuple(fold_case(match_form(word)) for word in words))
    return found[0], found[1], found[2]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in "\u200b\ufeff"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\u200b\ufeff"):
        end -= 1
    return start, end


def _lines(text: str, position: int) -> Iterator[tuple[int, int]]:
    """Spans of the lines that are not blank, trimmed."""
    while position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        line = _trim(text, position, end)
        if line[0] < line[1]:
            yield line
        position = end + 1


def _read_header(text: str, layout: Layout) -> int:
    """Find the header; returns where the rest of the text begins."""
    match = _HEADER.match(text) or _BARE_HEADER.match(text)
    if match is None:
        return 0
    year = int(match["year"] or match["year2"])
    month = int(match["month"] or match["month2"])
    day = match["day"] or match["day2"]
    try:
        layout.header_date = date(year, month, int(day or 1))
    except ValueError:
        return 0
    layout.header_has_day = day is not None
    layout.header = match.span("date")
    start, end = _trim(text, 0, match.end())
    layout.blocks.append(Block("header", start, end))
    return match.end()


def _is_one_sentence(line: str) -> bool:
    return _INNER_STOP.search(line) is None


def looks_like_title(line: str) -> bool:
    """Whether a first line is a title: short, no stop at its end, no dateline or credit."""
    if len(line) > LONGEST_TITLE or _DATELINE.match(line) or _CREDIT.search(line):
        return False
    if _TITLE_END.search(line) and not line.rstrip().endswith("..."):
        return False
    return any(character.isalpha() for character in line)


def is_subhead(line: str) -> bool:
    """Whether a line of the body is a heading: short, and it ends no sentence."""
    return len(line) <= LONGEST_SUBHEAD and _SENTENCE_END.search(line) is None


def looks_like_caption(line: str, *, after_picture: bool) -> bool:
    """Whether a line describes a picture.

    Args:
        line: the line, trimmed.
        after_picture: a picture's mark stands before it.
    """
    if len(line) > LONGEST_CAPTION:
        return False
    if _CREDIT.search(line):
        return True
    if after_picture:
        return _is_one_sentence(line) and len(line) <= LONGEST_CAPTION - 60
    if len(line) > LONGEST_PLAIN_CAPTION or _OPENS_SENTENCE.match(line):
        return False
    if not _is_one_sentence(line):
        return False
    folded = fold_case(match_form(line)).rstrip(" .…!")
    first, last, anywhere = _caption_phrases()
    return (
        folded.startswith(first)
        or folded.endswith(last)
        or any(phrase in folded for phrase in anywhere)
    )


def lay_out(text: str, source_title: str | None = None) -> Layout:
    """The blocks of one text; bylines are still paragraphs (see `flows.normalize.bylines`).

    Args:
        text: normalised text.
        source_title: title that the source gave beside the text, which wins.

    Returns:
        Its layout; `title` and `lead` are spans, either may be missing.
    """
    layout = Layout()
    position = _read_header(text, layout)
    lines = list(_lines(text, position))
    if lines and _has_title(text, lines, source_title):
        layout.title = lines.pop(0)
        layout.blocks.append(Block("title", *layout.title))
    _read_body(text, lines, layout)
    return layout


def _has_title(text: str, lines: list[tuple[int, int]], source_title: str | None) -> bool:
    first = text[slice(*lines[0])]
    if source_title is not None:
        return _same_title(first, source_title)
    return len(lines) > 1 and looks_like_title(first)


def _same_title(line: str, title: str) -> bool:
    """Whether a line is the title, give or take the site's name after it."""
    one, other = (" ".join(fold_case(match_form(value)).split()) for value in (line, title))
    return bool(one) and (one == other or (len(one) > len(other) // 2 and other.startswith(one)))


def _read_body(text: str, lines: list[tuple[int, int]], layout: Layout) -> None:
    after_picture = False
    after_caption = False
    for start, end in lines:
        line = text[start:end]
        if _PLACEHOLDER.fullmatch(line):
            after_picture = _PICTURE.match(line) is not None
            after_caption = False
            layout.blocks.append(Block("placeholder", start, end))
            continue
        if looks_like_caption(line, after_picture=after_picture) or (
            after_caption and _is_photographer_line(line)
        ):
            layout.blocks.append(Block("caption", start, end))
            after_caption = after_picture
            after_picture = line.rstrip().endswith(":") and after_picture
            continue
        after_picture = after_caption = False
        kind = "paragraph"
        if layout.lead is None and not (start < lines[-1][0] and is_subhead(line)):
            kind, layout.lead = "lead", (start, end)
        layout.blocks.append(Block(kind, start, end))


def _is_photographer_line(line: str) -> bool:
    """A line of two or three words and no stop under a caption: who took the picture."""
    words = line.split()
    is_short = 1 < len(words) <= LONGEST_NAME_LINE
    return is_short and all(word.replace(".", "").isalpha() for word in words)
