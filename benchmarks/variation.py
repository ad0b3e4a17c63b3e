"""Makes more articles out of those that are there, so that a corpus can be grown to any size.

What comes in: the texts of a corpus, and the number of the article wanted. What goes out: a text
that differs from every other. Copies with other figures alone would all be reprints of each other
to Khotin, which looks for reprints; so a made article is woven from the paragraphs of two, and
its figures are exchanged. The same number always gives the same text.
"""

from __future__ import annotations

import random
import re
from itertools import zip_longest

# Two or three digits that are no part of a date, a ratio or a decimal: what an exchange of digits
# leaves sensible.
FIGURE = re.compile(r"(?<![\d/.,-])\d{2,3}(?![\d/-]|[.,]\d)")


def exchange_figures(text: str, seed: int) -> str:
    """The text with other plain figures of as many digits."""
    chosen = random.Random(seed)  # noqa: S311 - no secret

    def another(found: re.Match[str]) -> str:
        digits = len(found.group())
        return str(chosen.randrange(10 ** (digits - 1), 10**digits))

    return FIGURE.sub(another, text)


def weave(first: str, second: str) -> str:
    """Paragraphs in turn: the odd ones of the first text, the even ones of the second."""
    lines = [line for line in first.splitlines() if line.strip()][::2]
    others = [line for line in second.splitlines() if line.strip()][1::2]
    woven = (line for pair in zip_longest(lines, others) for line in pair if line is not None)
    return "\n\n".join(woven) + "\n"


def partner(number: int, count: int) -> int:
    """Which article a made one is woven with: another one in each round through the corpus."""
    return (number + 1 + 7919 * (number // count)) % count


def vary(texts: list[str], number: int) -> str:
    """Article `number` of the corpus that these texts begin.

    Args:
        texts: the articles that are there; they are the first of the corpus, unchanged.
        number: of the article wanted, from 0.

    Returns:
        The article itself where there is one of this number, else a made one, which ends with a
        line of its own.
    """
    count = len(texts)
    if number < count:
        return texts[number]
    woven = weave(texts[number % count], texts[partner(number, count)])
    return f"{exchange_figures(woven, number)}\nBài viết số {number}.\n"
