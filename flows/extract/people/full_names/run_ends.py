"""Where the name ends in a run of capitalised words, and what begins behind it.

In come the words of a run and the word behind it, out comes how many words the name keeps: a lost
stop has joined a sentence (`Mai Khởi Chuyện tình …`), a post or a place to it, or a table a club.
Nothing here looks at a text.
"""

from __future__ import annotations

import re
from functools import cache

from flows.extract.people.lexicon import lexicon
from flows.extract.people.lexicon.tables import seconds
from flows.extract.people.names import SURE_MIDDLE_NAMES, is_syllable, shape

LONGEST_USUAL = 3
_PAIR = 2
_DAY = re.compile(r"\d{1,2}[/.-]\d")
# Any number, in what opens a sentence with one (`Năm 2013`).
_NUMBER = "#"
_NO_FOLLOWERS: tuple[frozenset[str], frozenset[str], frozenset[str]] = (
    frozenset(),
    frozenset(),
    frozenset(),
)


def kept_length(words: tuple[str, ...], following: str) -> int:
    """How many words are left where the last ones begin a post, a rank or another word.

    Args:
        words: the run.
        following: the word in small letters after it, so `Phạm Dũng Chủ` before `tịch` keeps two.
    """
    lexis = lexicon()
    low = words[-1].lower()
    rest = words[:-1]
    if low in lexis.sentences.lead_words and rest and _is_lead(rest, following):
        return len(rest)
    if low in lexis.sentences.never_last and rest:
        return len(words) if _needs_given_name(rest, following) else _without_openers(rest)
    if following in lexis.names.capital_starts.get(low, ()):
        return _without_openers(rest)
    pair = f"{low} {_NUMBER if following[:1].isdigit() else following}"
    is_long = len(words) > LONGEST_USUAL
    if pair in lexis.places.words and low not in lexis.places.words:
        # `Trưởng khoa Trường Đại học …`
        is_longer = rest and f"{rest[-1].lower()} {pair}" in lexis.places.words
        return len(rest) - 1 if is_longer else len(rest)
    if begins_anew(words) or (pair in lexis.sentences.openings and _is_whole(rest)):
        return len(rest)
    begins_term = is_long and pair in lexis.posts.terms and _names_in_full(rest)
    return _without_openers(rest) if begins_term else len(words)


def _is_whole(rest: tuple[str, ...]) -> bool:
    """Whether the words may be a name without the next one, which opens a sentence.

    `Mai Khởi Chuyện tình …`, `Trump Khu vực …`; `Mai Thị` is none.
    """
    return (len(rest) > 1 and rest[-1].lower() not in SURE_MIDDLE_NAMES) or (
        len(rest) == 1 and not is_syllable(rest[0])
    )


def _is_lead(rest: tuple[str, ...], following: str) -> bool:
    """Whether a word that opens sentences does so here (`Oscar Với …`, `Hà Nam Sáng 4/6, …`)."""
    return not any(map(is_syllable, rest)) or _DAY.match(following) is not None


def partings(words: tuple[str, ...]) -> frozenset[str]:
    """The words behind a run with which its last word may open a post, a place or a sentence.

    Only these make `kept_length` cut a run whose last word may end a name; `#` is any number.
    """
    usual, opening, of_long = _followers().get(words[-1].lower(), _NO_FOLLOWERS)
    if len(words) > LONGEST_USUAL:
        return of_long
    return opening if _is_whole(words[:-1]) else usual


@cache
def _followers() -> dict[str, tuple[frozenset[str], frozenset[str], frozenset[str]]]:
    """First word -> second words of what begins in any run, behind a name, in a long run."""
    lexis = lexicon()
    places = seconds(sorted(lexis.places.words))
    openings = seconds(sorted(lexis.sentences.openings))
    terms = seconds(sorted(lexis.posts.terms))
    nothing: frozenset[str] = frozenset()
    found: dict[str, tuple[frozenset[str], frozenset[str], frozenset[str]]] = {}
    for first in {*lexis.names.capital_starts, *places, *openings, *terms}:
        usual = lexis.names.capital_starts.get(first, nothing) | places.get(first, nothing)
        opening = usual | openings.get(first, nothing)
        found[first] = usual, opening, opening | terms.get(first, nothing)
    return found


def _names_in_full(rest: tuple[str, ...]) -> bool:
    """Whether the words are a full name, with or without `Ông` before it."""
    is_titled = rest[0].lower() in lexicon().names.capital_honorifics
    return shape(" ".join(rest[1:] if is_titled else rest)).kind == "full"


def _without_openers(rest: tuple[str, ...]) -> int:
    """How many words are left without what goes with the post or body cut off behind them."""
    while rest and rest[-1].istitle() and _opens_more(rest):
        rest = rest[:-1]
    return len(rest)


def _opens_more(rest: tuple[str, ...]) -> bool:
    """Whether the last of the words goes with what was cut behind it (`Phó`, `Theo Ủy ban`)."""
    last = rest[-1].lower()
    lexis = lexicon()
    return last in lexis.posts.openers or (len(rest) > _PAIR and last in lexis.sentences.never_last)


def _needs_given_name(rest: tuple[str, ...], following: str) -> bool:
    """Whether a word that else ends no name does this one (`Danh Của và`, `Thị Theo cho biết`).

    A surname and a middle name name nobody; nor does a surname by itself, but the press may have
    lost a stop behind it, so what follows must be what is said of nothing else than a person.
    """
    lexis = lexicon()
    if len(rest) > 1:
        return rest[-1].lower() in SURE_MIDDLE_NAMES
    return rest[0].lower() in lexis.names.surnames and following in lexis.sentences.sure_followers


def begins_anew(words: tuple[str, ...]) -> bool:
    """Whether a Vietnamese word after a foreign name begins a sentence (`Mark Chapman Câu …`)."""
    if len(words) < LONGEST_USUAL or words[-1].isascii() or not is_syllable(words[-1]):
        return False
    lexis = lexicon()
    if is_syllable(words[-2]) or words[-1].lower() in lexis.names.strong_surnames:
        return False
    return not is_syllable(words[0]) or words[0].lower() in lexis.names.foreign_given_names


def club_length(words: tuple[str, ...]) -> int:
    """How many last words are a club's, a maker's or a land behind a foreign name.

    `Tony Pulis Arsenal`, `James Watt Triều Tiên`.
    """
    lexis = lexicon()
    count = 0
    while len(words) - count > _PAIR and words[-1 - count].lower() in lexis.names.not_persons:
        if is_syllable(words[-1 - count]):
            return 0
        count += 1
    if not count and len(words) - _PAIR > 1:
        count = _PAIR if " ".join(words[-_PAIR:]).lower() in lexis.names.not_persons else 0
    last = words[-1 - count]
    return 0 if is_syllable(last) or last.isupper() else count
