"""Who wrote an article: where its byline stands.

In comes the text of one article with its blocks, out come the authors (names with their spans) and
the blocks with the byline marked. A byline is a line of its own near the end, is fused to the last
sentence, or opens a text of one line; what it may say is told in `byline_grammar`.
"""

from __future__ import annotations

import regex

from flows.normalize.byline_grammar import (
    LONGEST_BYLINE,
    SYLLABLE,
    Byline,
    Credit,
    Credits,
    is_initials,
    kind_of,
    parse_byline,
)
from flows.normalize.layout import Block, Layout
from flows.normalize.matching import match_form

# Lines this near the end may be a byline; what follows it are promotions and repeated leads.
LAST_BLOCKS = 4
_BOUNDARY = regex.compile(r"(?:\./\.|[.!?…][\"”’»)]*|[”»])[\s>]+(?=\S)")
_LEADING = regex.compile(
    rf"({SYLLABLE}(?:\ {SYLLABLE}){{1,3}})\ "
    r"(?=(?:Tại|Sáng|Chiều|Tối|Trưa|Ngày|Hôm|Theo|Trong|Nhân|Vừa)\ [\p{Ll}\d])"
)


def read_byline(text: str, layout: Layout, found: Credits) -> None:
    """Find the byline: on lines of its own, fused to the last sentence, or before the first.

    Args:
        text: normalised text.
        layout: its layout; the byline becomes a block of kind `byline` (cut off a paragraph where
            it was fused).
        found: takes authors, agency and the collaborator's mark.
    """
    _read_byline_lines(text, layout, found)
    if found.is_collaborator is None and found.agency is None:
        _read_fused_byline(text, layout, found)
    if found.is_collaborator is None and found.agency is None:
        _read_leading_byline(text, layout, found)


def _take(text: str, start: int, byline: Byline, found: Credits) -> None:
    for first, last in byline.authors:
        surface = text[start + first : start + last]
        initials = is_initials(surface)
        roles = ["author", "photographer"] if byline.has_photographer else ["author"]
        for role in roles:
            found.credits.append(Credit(role, surface, start + first, start + last, initials))
    found.agency = found.agency or byline.agency
    if byline.authors:
        found.is_collaborator = bool(found.is_collaborator) or byline.is_collaborator


def _read_byline_lines(text: str, layout: Layout, found: Credits) -> None:
    """Bylines on lines of their own, among the last blocks."""
    first = max(len(layout.blocks) - LAST_BLOCKS, 0)
    is_found = False
    for index in range(len(layout.blocks) - 1, first - 1, -1):
        block = layout.blocks[index]
        if block.kind != "paragraph" or block.end - block.start > LONGEST_BYLINE:
            continue
        is_last = index == len(layout.blocks) - 1
        byline = parse_byline(match_form(text[block.start : block.end]), alone=is_last)
        if byline is not None:
            layout.blocks[index] = Block("byline", block.start, block.end)
            _take(text, block.start, byline, found)
            is_found = True
        elif is_found:
            break


def _read_fused_byline(text: str, layout: Layout, found: Credits) -> None:
    """A byline behind the last sentence of the last paragraph."""
    if not layout.blocks or layout.blocks[-1].kind not in {"paragraph", "lead"}:
        return
    block = layout.blocks[-1]
    window = max(block.start, block.end - LONGEST_BYLINE)
    tail = match_form(text[window : block.end])
    best: tuple[int, Byline] | None = None
    for boundary in _BOUNDARY.finditer(tail, overlapped=True):
        byline = parse_byline(tail[boundary.end() :], alone=False)
        if byline is not None:
            best = (window + boundary.end(), byline)
            break
    if best is None:
        return
    start, byline = best
    end = start
    while text[end - 1].isspace() or text[end - 1] == ">":
        end -= 1
    layout.blocks[-1] = Block(block.kind, block.start, end)
    if block.kind == "lead":
        layout.lead = (block.start, end)
    layout.blocks.append(Block("byline", start, block.end))
    _take(text, start, byline, found)


def _read_leading_byline(text: str, layout: Layout, found: Credits) -> None:
    """A byline before the first sentence of a text of one line."""
    if layout.lead is None or layout.title is not None:
        return
    start, end = layout.lead
    match = _LEADING.match(match_form(text[start : start + LONGEST_BYLINE]))
    if match is None or kind_of(match[1]) is not None:
        return
    index = next(i for i, block in enumerate(layout.blocks) if block.kind == "lead")
    layout.blocks[index : index + 1] = [
        Block("byline", start, start + match.end(1)),
        Block("lead", start + match.end(), end),
    ]
    layout.lead = (start + match.end(), end)
    _take(text, start, Byline(authors=[match.span(1)]), found)
