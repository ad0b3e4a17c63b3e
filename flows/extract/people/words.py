"""Words of a stretch of text, with their spans.

In comes matching-form text, out come its words and punctuation marks as `(start, end)`; the rules
about posts and contexts step over words, never over characters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

UPPER = "A-ZÀ-ÖØ-ÞĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸÝ"
# Of a Vietnamese text in lower case.
USUAL_LETTERS = "a-z0-9à-öø-ÿăđĩũơưạ-ỹ"
_LETTER = "[^\\W\\d_]"
# A word once read is never read shorter (`*+`), as no pattern goes on inside of one. Groups are not
# possessive: before Python 3.11.5 such a one matches what it should not (gh-106052).
_REST = rf"{_LETTER}*+(?:['’-]{_LETTER}++)*"
CAPITALISED = rf"[{UPPER}]{_REST}"

# Capitalised words one space apart; foreign names may hold an initial or a lower-case particle.
# A class of first letters up front, before the look behind it, is what keeps the scan quick.
RUN = re.compile(
    rf"[{UPPER}](?<![^\W_][{UPPER}]){_REST}"
    rf"(?: (?:[A-Z]\. ?|(?:de|del|dela|della|van|von|bin|ibn|der|dos|el|al|le) (?=[A-Z])|"
    rf"(?:al|el|ad|as|ar)-)?"
    rf"{CAPITALISED})*"
)


def any_of(words: Iterable[str], behind: Mapping[str, str] | None = None) -> str:
    """A pattern of words, the longest tried first; the first letter rules most of them out.

    Args:
        words: the words.
        behind: by word, the pattern of what follows it.
    """
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        rest = re.escape(word[1:]) + (behind[word] if behind else "")
        by_letter.setdefault(re.escape(word[0]), []).append(rest)
    return "|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in by_letter.items())


WORD = re.compile(r"(?:TP|Tp|TX|Tx|T|Q|P|H|Đ)\.(?= )|[^\W_]+(?:[.&/'’-][^\W_]+)*|[^\w\s]")
