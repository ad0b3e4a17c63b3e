"""Who made an article: its authors and photographers.

In comes the text of one article with its layout, out come the credits in order; the layout's blocks
gain bylines and captions that were fused to paragraphs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.normalize.byline_grammar import Credits
from flows.normalize.bylines import read_byline
from flows.normalize.captions import read_captions

if TYPE_CHECKING:
    from flows.normalize.layout import Layout


def find_credits(text: str, layout: Layout) -> Credits:
    """Find byline and picture credits of one article; `layout` is amended.

    Args:
        text: normalised text.
        layout: its layout.
    """
    found = Credits()
    read_captions(text, layout, found)
    read_byline(text, layout, found)
    found.credits.sort(key=lambda credit: credit.start)
    return found
