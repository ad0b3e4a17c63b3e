"""Which Vietnamese code page are these bytes in?

Comes in: bytes that are not UTF-8. Goes out: every code page with a score, best first. A page is
scored on the distinct words that it makes of the bytes: a word counts whole if it is a legal
syllable, in part if only its letter pairs are. A wrong page makes a legal syllable of about one
word in five, the right one of nearly all, so the scores stand far apart; where they do not, the
caller must not choose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import regex

from flows.read.code_pages import LEGACY_ENCODINGS, decode_legacy
from flows.read.syllables import WORD, is_abbreviation, letter_pairs, pairs_of, syllables

PAIR_WEIGHT = 0.3
_MAX_SAMPLE_WORDS = 400

# the bytes below 0x20 are capitals in VISCII and VPS
_WORD_BYTES = re.compile(rb"[A-Za-z\x02-\x06\x10-\x15\x19\x1c-\x1e\x80-\xff]+")
_PLAIN_WORD = re.compile(rb"[A-Za-z]+")
_TEXT_WORD = re.compile(r"[a-zA-Z\x80-\U0010ffff]+")
_MAX_WORD_LETTERS = 40  # the longest syllable has seven; a longer word is data


@dataclass(frozen=True)
class PageScore:
    """How well one code page explains the bytes.

    Attributes:
        encoding: The code page.
        score: Mean over the words, 0 to 1.
        words: Distinct words with a byte outside ASCII that were judged.
    """

    encoding: str
    score: float
    words: int


def score_code_pages(content: bytes) -> list[PageScore]:
    """Score every code page on the bytes.

    Args:
        content: The bytes of a document.

    Returns:
        One score a page, best first; empty if no word has a byte outside ASCII.
    """
    found = dict.fromkeys(match.group() for match in _WORD_BYTES.finditer(content))
    marked = (word for word in found if not _PLAIN_WORD.fullmatch(word))
    words = list(islice(marked, _MAX_SAMPLE_WORDS))
    if not words:
        return []
    joined = b"\n".join(words)
    scores = []
    for encoding in LEGACY_ENCODINGS:
        decoded = decode_legacy(joined, encoding).split("\n")
        scores.append(PageScore(encoding, *_score(decoded, has_capitals=encoding != "tcvn3")))
    return sorted(scores, key=lambda page: -page.score)


def score_as_it_is(text: str) -> float:
    """The score of text that is taken as it stands, comparable with those of the code pages."""
    found = dict.fromkeys(match.group() for match in _TEXT_WORD.finditer(text))
    words = list(islice((word for word in found if not word.isascii()), _MAX_SAMPLE_WORDS))
    return _score(words, has_capitals=True)[0]


def _score(words: list[str], *, has_capitals: bool) -> tuple[float, int]:
    values = [value for word in words if (value := _word_value(word, has_capitals)) is not None]
    return (sum(values) / len(values) if values else 0.0), len(values)


# A wrong page scatters capitals over small words. TCVN3 has few capitals: QUYếT is no fault there.
_ODD_CASE = regex.compile(r"\p{Ll}\p{Lu}|\p{Lu}\p{Lu}.*\p{Ll}|\p{Lu}\p{Ll}+\p{Lu}")
_ODD_CASE_TCVN3 = regex.compile(r"[a-z]\p{Lu}")


@lru_cache(maxsize=100_000)  # the same few thousand syllables come again in every file
def _word_value(word: str, has_capitals: bool) -> float | None:
    """How Vietnamese one decoded word is; null if it says nothing (quotes, an abbreviation)."""
    bare = word.lstrip(_SIGNS_BEFORE).rstrip(_SIGNS_AFTER)
    parts = WORD.findall(bare)
    if not bare:
        return None
    if len(parts) != 1 or len(parts[0]) < len(bare) or len(bare) > _MAX_WORD_LETTERS:
        return 0.0  # a sign within a word: the page is wrong, or the word is no word
    lowered = parts[0].lower()
    if lowered.isascii() or is_abbreviation(lowered):
        return None
    if (_ODD_CASE if has_capitals else _ODD_CASE_TCVN3).search(parts[0]):
        return 0.0
    if lowered in syllables():
        return 1.0
    pairs = pairs_of(lowered)
    return PAIR_WEIGHT * sum(pair in letter_pairs() for pair in pairs) / len(pairs)


_SIGNS_BEFORE = "“”„‘’‚«‹…–—•·\xa0°§\ufeff\u200b"
_SIGNS_AFTER = "“”‘’»›…–—•·\xa0°\ufeff\u200b"
