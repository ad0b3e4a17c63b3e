"""Makes more articles out of those that are there, so that a corpus can be grown to any size.

What comes in: the texts of a corpus, and the number of the article wanted. What goes out: a text
that differs from every other. Copies with other figures alone would all be reprints of each other
to Khotin, which looks for reprints; so a made article is woven from passages of three, and its
figures are exchanged. The same number always gives the same text.
"""

from __future__ import annotations

import random
import re
from itertools import zip_longest

# Two or three digits that are no part of a date, a ratio or a decimal: what an exchange of digits
# leaves sensible.
FIGURE = re.compile(r"(?<![\d/.,-])\d{2,3}(?![\d/-]|[.,]\d)")

SENTENCE = re.compile(r".+?(?:[.!?…]+[ \t]+|\n\s*)", re.DOTALL)
LONGEST_PASSAGE = 3
# Passages that an article has at least, where it has so many sentences.
PASSAGES = 6
# Primes, so that rounds through a corpus do not meet again soon.
STRIDES = (7919, 104_729)


def exchange_figures(text: str, seed: int) -> str:
    """The text with other plain figures of as many digits."""
    chosen = random.Random(seed)  # noqa: S311 - no secret

    def another(found: re.Match[str]) -> str:
        digits = len(found.group())
        return str(chosen.randrange(10 ** (digits - 1), 10**digits))

    return FIGURE.sub(another, text)


def weave(*texts: str) -> str:
    """Passages in turn: the first of the first text, the second of the second, and so on."""
    count = len(texts)
    taken = (passages(text)[at::count] for at, text in enumerate(texts))
    rows = zip_longest(*taken, fillvalue="")
    return "".join(passage for row in rows for passage in row)


def passages(text: str) -> list[str]:
    """The text in passages of up to three sentences, each with the space behind it.

    A line may hold the whole article, so paragraphs alone will not do; and single sentences would
    tear what belongs together further than is needed, where an article has more than a few.
    """
    sentences = SENTENCE.findall(text if text.endswith("\n") else text + "\n")
    size = max(1, min(LONGEST_PASSAGE, len(sentences) // PASSAGES))
    return ["".join(sentences[at : at + size]) for at in range(0, len(sentences), size)]


def partners(number: int, count: int) -> tuple[int, int]:
    """Which two articles a made one is woven with: other ones, and in each round others."""
    if count == 1:
        return 0, 0
    one, other = (1 + (stride * (number // count)) % (count - 1) for stride in STRIDES)
    return (number + one) % count, (number + other) % count


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
    woven = weave(texts[number % count], *(texts[other] for other in partners(number, count)))
    return f"{exchange_figures(woven, number)}\nBài viết số {number}.\n"
