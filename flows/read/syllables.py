"""Does a text read as Vietnamese?

Comes in: words. Goes out: whether each is a syllable that Vietnamese spelling allows, and what
share of a text's words and letter pairs are. The syllables are generated from initials, rimes and
tones (`data/onsets.csv`, `data/rimes.csv`), not counted from texts, so that no corpus decides what
is Vietnamese.
"""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DATA = Path(__file__).parent / "data"

_TONE_MARKS = {
    "any": ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"),
    "checked": ("\u0301", "\u0323"),
}
WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*")
_CONSONANTS = regex.compile(r"[bcdđfghjklmnpqrstvwxz]+")
_LATIN = regex.compile(r"\p{Latin}")
_OTHER_SCRIPT = regex.compile(r"[^\p{Latin}\P{L}]")


@cache
def syllables() -> frozenset[str]:
    """Every syllable that the spelling allows: lower case, NFC, both places of the tone mark."""
    rimes = [(row["rime"], row["tones"], row["toned_letters"].split()) for row in _rows("rimes")]
    legal: set[str] = set()
    for onset_row in _rows("onsets"):
        before = set(onset_row["before"].split())
        for rime, tones, toned_letters in rimes:
            if rime[0] in before:
                legal.update(_toned(onset_row["onset"], rime, tones, toned_letters))
            elif onset_row["onset"] == "qu" and rime.startswith("uy"):
                legal.update(_toned("q", rime, tones, toned_letters))
    return frozenset(legal)


def _toned(onset: str, rime: str, tones: str, toned_letters: list[str]) -> Iterator[str]:
    for position in toned_letters:
        cut = int(position)
        for mark in _TONE_MARKS[tones]:
            yield unicodedata.normalize("NFC", f"{onset}{rime[:cut]}{mark}{rime[cut:]}")


@cache
def toneless_syllables() -> frozenset[str]:
    """The same syllables as they are typed without any mark (`nguoi`, `duoc`)."""
    return frozenset(without_marks(syllable) for syllable in syllables())


@cache
def letter_pairs() -> frozenset[str]:
    """Every pair of neighbouring letters in a legal syllable; `^` and `$` are its ends."""
    return frozenset(pair for syllable in syllables() for pair in pairs_of(syllable))


def pairs_of(word: str) -> list[str]:
    """The pairs of neighbouring letters of a word, ends included."""
    edged = f"^{word}$"
    return [edged[index : index + 2] for index in range(len(edged) - 1)]


def without_marks(word: str) -> str:
    """A word without tone marks, vowel marks and the stroke of đ."""
    plain = unicodedata.normalize("NFD", word.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _rows(name: str) -> Iterator[Mapping[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@lru_cache(maxsize=100_000)
def is_abbreviation(word: str) -> bool:
    """Whether a word in small letters has consonants only (hđnd), and so no spelling to judge."""
    return _CONSONANTS.fullmatch(word) is not None


@dataclass(frozen=True)
class Reading:
    """How a text reads.

    Attributes:
        words: Words of Latin letters that have a vowel.
        marked: Words with a letter outside ASCII.
        legal: Words that are legal syllables (toneless ones count if they have no mark at all).
        legal_marked: Marked words that are legal syllables.
        other_letters: Letters of other scripts.
        latin_letters: Latin letters.
    """

    words: int
    marked: int
    legal: int
    legal_marked: int
    other_letters: int
    latin_letters: int


def read_as_vietnamese(text: str) -> Reading:
    """Count what of a text is Vietnamese; `text` may be in any normal form and case."""
    normal = unicodedata.normalize("NFC", text).lower().replace("ð", "đ")
    others = len(_OTHER_SCRIPT.findall(normal))
    legal_syllables, toneless = syllables(), toneless_syllables()
    words = marked = legal = legal_marked = letters = 0
    for word in WORD.findall(normal):
        if others and _OTHER_SCRIPT.search(word):
            if not _LATIN.search(word):
                continue
            words += 1  # two scripts in one word: bytes that are UTF-8 by chance
            marked += 1
            continue
        letters += len(word)
        if is_abbreviation(word):
            continue
        words += 1
        if word.isascii():
            legal += word in toneless
        else:
            marked += 1
            if word in legal_syllables:
                legal += 1
                legal_marked += 1
    return Reading(words, marked, legal, legal_marked, others, letters)


MIN_LEGAL_MARKED_SHARE = (
    0.6  # 2026-11: lowest of 20,000 press texts .75; French and Portuguese < .5
)
MIN_MARKED_SHARE = 0.15  # 2026-11: lowest of 20,000 press texts .26
MIN_LEGAL_TONELESS_SHARE = 0.75  # English has .3 to .5, Pinyin .7, Vietnamese without marks > .9


def is_vietnamese(reading: Reading) -> bool:
    """Whether a text reads as Vietnamese, with marks or typed without any."""
    if reading.other_letters > reading.latin_letters or not reading.words:
        return False
    if reading.marked < MIN_MARKED_SHARE * reading.words:
        return reading.legal >= MIN_LEGAL_TONELESS_SHARE * reading.words
    return reading.legal_marked >= MIN_LEGAL_MARKED_SHARE * reading.marked
