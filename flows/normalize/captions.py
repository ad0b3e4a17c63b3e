"""Who took the pictures, and which sentences of a paragraph describe one.

In comes the text of one article with its blocks, out come the photographers with their spans and
the blocks with captions cut out. Where a page lost its line breaks, captions stand between the
sentences of the body; they are known by their credit (`Ảnh: X`), which closes them, or by where a
person stands in the picture (`(bìa trái)`).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import regex

from flows.normalize.byline_grammar import (
    LONGEST_BYLINE,
    NAME,
    Credit,
    Credits,
    is_initials,
    is_syllable,
    parse_names,
)
from flows.normalize.layout import LONGEST_CAPTION, Block, Layout
from flows.normalize.matching import match_form
from flows.normalize.sentences import sentence_spans
from flows.reference import load

if TYPE_CHECKING:
    from collections.abc import Iterator

# A photographer's name alone under a caption has two or three words.
LONGEST_BARE_NAME = 3
LONGEST_MARKED_CAPTION = 200

# Not behind `Bài và`, `Tin,`: that is a byline.
_PHOTO = regex.compile(
    r"(?:Ảnh|(?<!(?:và|&|-)\s?|,\s?)ảnh)(?:[ \xa0]minh[ \xa0]h[ọo][ạa])?[ \xa0]?:[ \xa0]*"
)
_PHOTO_NAMES = regex.compile(
    rf"(?:\p{{Lu}}[\w+]*(?:\.\w+)+|{NAME.pattern})"
    rf"(?:\ ?(?:[/,&]|\ [-–]\ |\ và\ )\ ?{NAME.pattern}){{0,3}}"
)
# A source that is no name (`Ảnh: quochoi.vn`, `Ảnh: CA cung cấp.`) ends with its word or clause.
_OTHER_SOURCE = regex.compile(r"[^\s.)\n]*(?:\.\w+|(?:\ [\p{Ll}]+){0,3}(?=[.)\n]))?")
# A name in capitals ends before a word that is not (`Ảnh: MAI KHỞI Phó Chủ tịch …`).
_IN_CAPITALS = regex.compile(r"\p{Lu}{2,}(?:\ \p{Lu}{2,})+(?=\ \p{Lu}\p{Ll})")
# `Ảnh: CTV Mai Khê`
_OFFICE = regex.compile(r"(?:CTV|PV|[Pp]hóng viên) (?=\p{Lu})")
_SENTENCE_GOES_ON = regex.compile(r"\ [\p{Ll}\d]")
_CLOSING = regex.compile(r"[ \xa0]?[).”\"]*")


def read_captions(text: str, layout: Layout, found: Credits) -> None:
    """Find picture credits, and cut the captions out of the paragraphs that hold them.

    Args:
        text: normalised text.
        layout: its layout; sentences that are captions become blocks of their own.
        found: takes the photographers.
    """
    credits_at: list[tuple[int, int]] = []
    for label in _PHOTO.finditer(text) if "nh" in text else ():
        end = _read_credit(text, label.end(), found)
        credits_at.append((label.start(), end))
    marks = [match.span() for match in _marks().finditer(text)] if "(" in text else []
    if credits_at or marks:
        _cut(text, layout, credits_at, marks)
    for before, block in pairwise(layout.blocks):
        if before.kind == block.kind == "caption" and _is_bare_name(text[block.start : block.end]):
            name = text[block.start : block.end]
            credit = Credit("photographer", name, block.start, block.end, is_initials=False)
            found.credits.append(credit)


@lru_cache(maxsize=1)
def _marks() -> regex.Pattern[str]:
    """Where a person stands in a picture."""
    table = load("caption_phrases")
    words = table.filter(table["position"] == "mark")["phrase"].to_list()
    return regex.compile(rf"\((?:{'|'.join(map(regex.escape, words))})[^()\n]{{0,30}}\)")


def _read_credit(text: str, start: int, found: Credits) -> int:
    """Take the photographers behind a label; returns where the credit ends."""
    form = match_form(text[start : start + LONGEST_BYLINE])
    office = _OFFICE.match(form)
    if office is not None and not _after_name().match(form, office.end() - 1):
        start += office.end()
        form = form[office.end() :]
    names = _PHOTO_NAMES.match(form)
    end = _end_of_names(form, names) if names is not None else 0
    byline = parse_names(form[:end]) if end else None
    for first, last in byline.authors if byline else ():
        name = text[start + first : start + last]
        if not _is_person(name):
            continue
        credit = Credit("photographer", name, start + first, start + last, is_initials(name))
        found.credits.append(credit)
    if byline is None:
        other = _OTHER_SOURCE.match(form)
        end = other.end() if other else 0
    closing = _CLOSING.match(form, end)
    return start + (closing.end() if closing else end)


def _is_person(name: str) -> bool:
    """Whether a credit is of a person: Vietnamese syllables or dotted initials, no acronym."""
    if "." in name:
        return True
    syllables = name.split()
    return len(syllables) > 1 and all(map(is_syllable, syllables))


@lru_cache(maxsize=1)
def _after_name() -> regex.Pattern[str]:
    """Words that open the sentence behind a name."""
    table = load("caption_phrases")
    words = table.filter(table["position"] == "after_name")["phrase"].to_list()
    return regex.compile(rf"\ (?:{'|'.join(map(regex.escape, words))})(?!\w)")


def _end_of_names(form: str, names: regex.Match[str]) -> int:
    """Where the names end: capitalised words behind them may open the next sentence instead."""
    capitals = _IN_CAPITALS.match(form, names.start(), names.end())
    if capitals is not None:
        return int(capitals.end())
    for opening in _after_name().finditer(form, names.start(), names.end()):
        # `Ảnh: Mai Sáng/TTXVN`, `Ảnh: Mai Sáng Tại`: one word alone is no name, its second is.
        is_name = " " in form[names.start() : opening.start()]
        if is_name or _SENTENCE_GOES_ON.match(form, opening.end()):
            return int(opening.start())
    end: int = names.end()
    rest = form[end : end + 2]
    if rest[:1] == " " and (rest[1:].islower() or rest[1:].isdigit()):
        # `Ảnh: Mai Khê/Phóng viên TTXVN`
        return max(form.rfind(" ", 0, end), form.rfind("/", 0, end), 0)
    return end


def _is_bare_name(line: str) -> bool:
    words = line.split()
    return 1 < len(words) <= LONGEST_BARE_NAME and all(word.isalpha() for word in words)


def _cut(
    text: str, layout: Layout, credits_at: list[tuple[int, int]], marks: list[tuple[int, int]]
) -> None:
    """Make blocks of the captions inside paragraphs and leads."""
    blocks: list[Block] = []
    for block in layout.blocks:
        inside = [span for span in credits_at if block.start <= span[0] < block.end]
        marked = [span for span in marks if block.start <= span[0] < block.end]
        if block.kind not in {"lead", "paragraph"} or not (inside or marked):
            blocks.append(block)
            continue
        blocks += _pieces(text, block, list(_captions(text, block, inside, marked)))
    leads = [block for block in blocks if block.kind == "lead"]
    if layout.lead is not None and not leads:
        # The whole lead was a caption: the next paragraph leads.
        index = next((i for i, block in enumerate(blocks) if block.kind == "paragraph"), None)
        if index is not None:
            blocks[index] = Block("lead", blocks[index].start, blocks[index].end)
            leads = [blocks[index]]
    layout.blocks = blocks
    layout.lead = (leads[0].start, leads[0].end) if leads else None


def _captions(
    text: str, block: Block, inside: list[tuple[int, int]], marked: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Spans of the captions in one block, which may overlap."""
    for start, end in inside:
        first = _sentence_start(text, block, start)
        yield (start if first is None else first), min(end, block.end)
    for start, end in marked:
        first = _sentence_start(text, block, start)
        _, length = sentence_spans(text[end : min(block.end, end + LONGEST_CAPTION)] or ".")[0]
        if first is not None and end + length - first <= LONGEST_MARKED_CAPTION:
            yield first, min(end + length, block.end)


def _sentence_start(text: str, block: Block, position: int) -> int | None:
    """Where the sentence begins that stands at or before a credit; None if it is too long."""
    window = max(block.start, position - LONGEST_CAPTION)
    starts = [window + start for start, _ in sentence_spans(text[window:position])]
    if window > block.start:
        starts = starts[1:]
    if len(starts) > 1 and not text[starts[-1] : position].strip(" (-–[“"):
        starts.pop()
    return starts[-1] if starts else None


def _pieces(text: str, block: Block, captions: list[tuple[int, int]]) -> Iterator[Block]:
    """The block's own text and its captions, in order; the first text stays the lead."""
    kind = block.kind
    position = block.start
    for start, end in sorted(captions):
        if end <= position:
            continue
        before = _trimmed(text, position, max(start, position))
        if before is not None:
            yield Block(kind, *before)
            kind = "paragraph"
        caption = _trimmed(text, max(start, position), end)
        if caption is not None:
            yield Block("caption", *caption)
        position = end
    rest = _trimmed(text, position, block.end)
    if rest is not None:
        yield Block(kind, *rest)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
