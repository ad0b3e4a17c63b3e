"""Forms of a text that are easier to match and just as long.

In comes a text (or a polars expression over texts), out comes a form of it in which spellings
that mean the same are the same: odd spaces and invisible characters are one plain space, and the
tone stands on the first vowel of an open `oa`, `oe`, `uy` (`uỷ` -> `ủy`, `hoà` -> `hòa`).
Every form has exactly as many code points as the text, so that a match found in the form points
to the same characters of the text. Patterns and vocabulary must be put into the same form before
they are compared; ordinary modern spelling (``Ủy viên``, ``Khánh Hòa``) is its own form.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import polars as pl

# Spaces other than U+0020 and the line ends, then the characters that show nothing.
_SPACES = "\t\u000b\u000c\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
_SPACES += "\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"

_TONED = {
    "a": "àáảãạ",
    "e": "èéẻẽẹ",
    "o": "òóỏõọ",
    "u": "ùúủũụ",
    "y": "ỳýỷỹỵ",
}
_PAIRS = (("o", "a"), ("o", "e"), ("u", "y"))
# A syllable that goes on after the pair (hoàn, khuỷu, toét) bears its tone there in both spellings.
_FINALS = "cghimnoptuy"

_PUNCTUATION = str.maketrans("“”„‟«»‘’‚‛′″‐‑‒–—―−", '""""""\'\'\'\'\'"-------')


@lru_cache(maxsize=1)
def _tone_table() -> dict[str, str]:
    """Tone on the second vowel -> tone on the first, in lower, capitalised and upper case."""
    table: dict[str, str] = {}
    for first, second in _PAIRS:
        for toned_first, toned_second in zip(_TONED[first], _TONED[second], strict=True):
            old, new = first + toned_second, toned_first + second
            for form in (str.lower, str.capitalize, str.upper):
                table[form(old)] = form(new)
    return table


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """What is rewritten, and before it what looks alike and stays (`quý`, `hoàn`), eaten whole.

    The exceptions are eaten and not looked around, as polars must eat them in `_replacements`:
    so both read a heap of vowels from the same places. A class of first letters up front is what
    keeps the scan of a clean text quick.
    """
    finals = _FINALS + _FINALS.upper()
    seconds: dict[str, str] = {}
    for pair in _tone_table():
        seconds[pair[0]] = seconds.get(pair[0], "") + pair[1]
    u_pairs = f"u[{seconds['u']}]|U[{seconds['U']}]"
    pairs = f"o[{seconds['o']}]|O[{seconds['O']}]|{u_pairs}"
    return re.compile(rf"[{_SPACES}{_INVISIBLE}]|[qQ](?:{u_pairs})|(?:{pairs})[{finals}]?")


def _replacement(match: re.Match[str]) -> str:
    found = match[0]
    return " " if len(found) == 1 else _tone_table().get(found, found)


def match_form(text: str) -> str:
    """Form of `text` for matching: plain spaces, tone on the first vowel; same length, case kept.

    Args:
        text: any text in NFC.

    Returns:
        A string of the same number of code points; line feeds stay line feeds.
    """
    return _pattern().sub(_replacement, text)


@lru_cache(maxsize=1)
def _replacements() -> tuple[list[str], list[str]]:
    """Literal rewrites for polars, whose regex has no lookaround: exceptions first, then rules."""
    old: list[str] = []
    new: list[str] = []
    for source, target in _tone_table().items():
        kept = [source + final for final in _FINALS + _FINALS.upper()]
        if source[0] in "uU":
            kept += ["q" + source, "Q" + source]
        old += [*kept, source]
        new += [*kept, target]
    blanks = list(_SPACES + _INVISIBLE)
    return old + blanks, new + [" "] * len(blanks)


# So few characters of a class, of as many bytes each, the regex engine looks for at once.
_MOST_AT_ONCE = 10


@lru_cache(maxsize=1)
def _signs() -> list[str]:
    """Patterns of which one is found in every text that is not its own form.

    One is found in a few others too (`quý`, as what stands before a pair would slow the search).
    """
    finals = _FINALS + _FINALS.upper()
    signs = [rf"(?:{'|'.join(_tone_table())})(?:[^{finals}]|$)"]
    for _, group in groupby(sorted(_SPACES + _INVISIBLE), key=lambda blank: len(blank.encode())):
        blanks = "".join(group)
        starts = range(0, len(blanks), _MOST_AT_ONCE)
        signs += [f"[{blanks[at : at + _MOST_AT_ONCE]}]" for at in starts]
    return signs


def match_forms(texts: pl.Series) -> pl.Series:
    """The same as `match_form` over a polars column (bytes may move, code points not).

    Most texts are their own form; to look for a sign of another takes a third of the time that
    rewriting takes.
    """
    flags = texts.to_frame("text").select(
        is_suspect=pl.any_horizontal(pl.col("text").str.contains(sign) for sign in _signs())
    )
    rows = flags["is_suspect"].arg_true()
    if rows.is_empty():
        return texts
    old, new = _replacements()
    forms = texts.gather(rows).str.replace_many(old, new, leftmost=True)
    return texts.clone().scatter(rows, forms)


class Matched(NamedTuple):
    """Texts and their matching forms.

    Attributes:
        column: the forms as a column.
        texts: the texts as Python has them.
        forms: their forms likewise; a text that is its own form, as most are, is kept once.
        lows: the forms in lower case.
    """

    column: pl.Series
    texts: list[str]
    forms: list[str]
    lows: list[str]

    def gather(self, rows: pl.Series) -> Matched:
        """Those of some rows, in their order."""
        at = rows.to_list()
        texts, forms, lows = ([known[row] for row in at] for known in self[1:])
        return Matched(self.column.gather(rows), texts, forms, lows)


def matched(texts: pl.Series) -> Matched:
    """The matching forms of a column of texts, for polars and for Python."""
    column = match_forms(texts)
    written = texts.to_list()
    forms = written.copy()
    for row in (column != texts).arg_true():
        forms[row] = column[row]
    # Python folds a string's case in less time than a frame takes.
    return Matched(column, written, forms, list(map(fold_case, forms)))


def fold_case(text: str) -> str:
    """Lower case of `text`, of the same length (only `İ` would grow; it becomes `i`)."""
    return text.replace("İ", "i").lower()


def fold_punctuation(text: str) -> str:
    """Form of `text` with typographic quotes and dashes as ASCII ones, of the same length."""
    return text.translate(_PUNCTUATION)
