"""The article in an HTML page.

Comes in: the decoded page. Goes out: its main text and what the page itself says of title, date,
author and address. The extraction is trafilatura's; dates are taken only from where a page states
them, since a date guessed from its text would pass for the source's own.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import Any

# possessive, so that no page can make the search go back and forth
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)([^<>]*+)>")
_MARKUP = re.compile(r"<[^<>]*+>|&[#\w]++;")
_SILENT_END = re.compile(r"</(?:script|style)\b", re.IGNORECASE)
_SILENT_START = re.compile(r"<(script|style)\b", re.IGNORECASE)
# elements that need no end tag say nothing about how deep a page is nested
_WITHOUT_END_TAG = frozenset(
    {
        "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html",
        "img", "input", "li", "link", "meta", "option", "p", "param", "source", "tbody", "td",
        "tfoot", "th", "thead", "tr", "track", "wbr",
    }
)  # fmt: skip
_DATE_PARAMETERS = {
    "extensive_search": False,
    "original_date": True,
    "outputformat": "%Y-%m-%d",
}

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Page:
    """The article of a page; what the page does not state is null."""

    text: str
    title: str | None
    date: str | None
    author: str | None
    url: str | None


def extract_page(html: str) -> Page | None:
    """Extract the article of an HTML page.

    Args:
        html: The decoded page.

    Returns:
        The article; null if no main text was found.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415 - costs half a second, few need it

    found: Any = bare_extraction(
        html,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params=_DATE_PARAMETERS,
    )
    if found is None or not (found.text or "").strip():
        return None
    return Page(found.text, found.title, found.date, found.author, found.url)


def nesting_depth(html: str) -> int:
    """How deep the elements of a page are nested, counting only those that need an end tag."""
    depth = deepest = 0
    for match in _TAG.finditer(html):
        closes, name, attributes = match.groups()
        if attributes.endswith("/") or name.lower() in _WITHOUT_END_TAG:
            continue
        depth = max(0, depth - 1) if closes else depth + 1
        deepest = max(deepest, depth)
    return deepest


def without_markup(html: str) -> str:
    """The words of a page: no tags, scripts, styles or character references."""
    pieces = []
    position = 0
    while (start := _SILENT_START.search(html, position)) is not None:
        pieces.append(html[position : start.start()])
        end = _SILENT_END.search(html, start.end())
        position = len(html) if end is None else end.start()
    pieces.append(html[position:])
    return _MARKUP.sub(" ", " ".join(pieces))
