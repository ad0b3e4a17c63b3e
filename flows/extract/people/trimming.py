"""What of a run of capitalised words is the name, and what a title, a place or another word.

In come the words of a run and what stands right beside it, out come how many words the name keeps
at either end and what the cut ones say of it (`Theo Thanh Hóa`, `Bà`, `CEO Uber`). Nothing here
looks at a text, so one run is trimmed the same wherever it stands.
"""

from __future__ import annotations

import re
from functools import cache

from flows.extract.people.lexicon import lexicon
from flows.extract.people.lexicon_tables import seconds
from flows.extract.people.names import SURE_MIDDLE_NAMES, Shape, is_syllable, shape

# Prior of a strong surname with two more syllables.
SURE_SHAPE = 3.0
# Prior of any surname with one more syllable.
_FAIR_SHAPE = 1.0
_PAIR = 2
LONGEST_USUAL = 3
_DAY = re.compile(r"\d{1,2}[/.-]\d")
LONGEST_PLACE = 4
_LONGEST_ABBREVIATION = 8


def kept_length(words: tuple[str, ...], following: str) -> int:
    """How many words are left where the last ones begin a post, a rank or another word.

    Args:
        words: the run.
        following: the word in small letters after it, so `Phạm Dũng Chủ` before `tịch` keeps two.
    """
    lexis = lexicon()
    low = words[-1].lower()
    rest = words[:-1]
    if low in lexis.lead_words and rest and _is_lead(rest, following):
        return len(rest)
    if low in lexis.never_last and rest:
        return len(words) if _needs_given_name(rest, following) else _without_openers(rest)
    if following in lexis.capital_starts.get(low, ()):
        return _without_openers(rest)
    pair = f"{low} {following}"
    is_long = len(words) > LONGEST_USUAL
    if (is_long and pair in lexis.sentence_starts) or begins_anew(words):
        return len(rest)
    if pair in lexis.place_words and low not in lexis.place_words:
        # `Trưởng khoa Trường Đại học …`
        is_longer = rest and f"{rest[-1].lower()} {pair}" in lexis.place_words
        return len(rest) - 1 if is_longer else len(rest)
    begins_term = is_long and pair in lexis.terms and _names_in_full(rest)
    return _without_openers(rest) if begins_term else len(words)


def _is_lead(rest: tuple[str, ...], following: str) -> bool:
    """Whether a word that opens sentences does so here (`Oscar Với …`, `Hà Nam Sáng 4/6, …`)."""
    return not any(map(is_syllable, rest)) or _DAY.match(following) is not None


def partings(last: str, count: int) -> frozenset[str]:
    """The words behind a run with which its last word may open a post, a place or a sentence.

    Only these make `kept_length` cut a run whose last word may end a name.

    Args:
        last: the last word, in lower case.
        count: how many words the run has.
    """
    usual, of_long = _followers().get(last, (frozenset(), frozenset()))
    return of_long if count > LONGEST_USUAL else usual


@cache
def _followers() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """First word -> second words of what begins in a run, of what does in a long one."""
    lexis = lexicon()
    places = seconds(sorted(lexis.place_words))
    of_long = seconds([*lexis.sentence_starts, *lexis.terms])
    nothing: frozenset[str] = frozenset()
    found: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    for first in {*lexis.capital_starts, *places, *of_long}:
        usual = lexis.capital_starts.get(first, nothing) | places.get(first, nothing)
        found[first] = usual, usual | of_long.get(first, nothing)
    return found


def _names_in_full(rest: tuple[str, ...]) -> bool:
    """Whether the words are a full name, with or without `Ông` before it."""
    is_titled = rest[0].lower() in lexicon().capital_honorifics
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
    return last in lexis.post_openers or (len(rest) > _PAIR and last in lexis.never_last)


def _needs_given_name(rest: tuple[str, ...], following: str) -> bool:
    """Whether a word that else ends no name does this one (`Danh Của và`, `Thị Theo cho biết`).

    A surname and a middle name name nobody; nor does a surname by itself, but the press may have
    lost a stop behind it, so what follows must be what is said of nothing else than a person.
    """
    lexis = lexicon()
    if len(rest) > 1:
        return rest[-1].lower() in SURE_MIDDLE_NAMES
    return rest[0].lower() in lexis.surnames and following in lexis.sure_followers


def begins_anew(words: tuple[str, ...]) -> bool:
    """Whether a Vietnamese word after a foreign name begins a sentence (`Mark Chapman Câu …`)."""
    if len(words) < LONGEST_USUAL or words[-1].isascii() or not is_syllable(words[-1]):
        return False
    return not any(is_syllable(word) for word in words[:-1])


def opener_kind(words: tuple[str, ...], *, is_opening: bool) -> str | None:
    """What the first word is if no part of the name: a kind of evidence, empty for none.

    Args:
        words: what is left of the run, more than one word.
        is_opening: a sentence begins with the first of them.

    Returns:
        A kind of honorific, `post`, `place`, `` for a word that says nothing, None for a name's.
    """
    word, low = words[0], words[0].lower()
    lexis = lexicon()
    if low not in lexis.run_openers and not word.isupper():
        return None
    stands_out = is_opening or word.isupper() or not is_syllable(word)
    if low in lexis.capital_honorifics and (stands_out or _precedes_name(words, low)):
        return lexis.honorifics[low]
    if low in lexis.posts:
        return "post"
    if low in lexis.place_words and stands_out:
        is_surname = low in lexis.surnames and not word.isupper() and len(words) > _PAIR
        # `Trường Chinh là …`: a name, though roads bear it too.
        is_name = is_surname or " ".join(words).lower() in lexis.ambiguous_names
        return None if is_name else "place"
    is_abbreviation = (
        1 < len(word) <= _LONGEST_ABBREVIATION
        and word.isupper()
        and low not in lexis.bodies
        and not words[-1].isupper()
    )
    return "" if is_abbreviation or (low in lexis.lead_words and is_opening) else None


def _precedes_name(words: tuple[str, ...], low: str) -> bool:
    """Whether a title in capitals stands before a name (`30/6 Bà Phạm Thị …`, `Ngài Jo Li`)."""
    lexis = lexicon()
    if lexis.honorifics[low] != "address":
        return False
    if len(words) > _PAIR and not any(is_syllable(word) for word in words[1:]):
        return low not in lexis.countries
    return (
        len(words) > LONGEST_USUAL
        and words[1].lower() in lexis.strong_surnames
        and low not in lexis.surnames
    )


def lead_length(words: tuple[str, ...]) -> int:
    """How many first words are a foreign thing's name, with a country or `ông` after it.

    `Infonet Anh Nguyễn Văn A`, `Uber John Smith`.
    """
    if len(words) < LONGEST_USUAL or is_syllable(words[0]):
        return 0
    lexis = lexicon()
    if words[0].lower() in lexis.not_persons and shape(" ".join(words[1:])).prior >= SURE_SHAPE:
        return 1
    if len(words) == LONGEST_USUAL and lexis.honorifics.get(words[1].lower()) == "address":
        return 1 if not is_syllable(words[2]) else 0
    for count in range(1, min(_PAIR + 1, len(words) - _PAIR)):
        between = " ".join(words[1 : 1 + count]).lower()
        if between in lexis.places or lexis.honorifics.get(between) == "address":
            found = shape(" ".join(words[1 + count :]))
            is_sure = found.kind == "full" and found.prior > _FAIR_SHAPE
            is_addressed = found.kind == "foreign" and between not in lexis.places
            return 1 + count if is_sure or is_addressed else 0
    return 0


def place_length(words: tuple[str, ...], title_kind: str) -> int:
    """How many of the first words are the name of a known place that the name follows.

    Args:
        words: what is left of the run.
        title_kind: kind of the word before it; after a post a country may stand before a name.
    """
    lexis = lexicon()
    if words[0].lower() not in lexis.place_first_words:
        return 0
    for count in range(min(LONGEST_PLACE, len(words) - 1), 0, -1):
        place = " ".join(words[:count]).lower()
        if place not in lexis.places:
            continue
        found = shape(" ".join(words[count:]))
        if found.kind in {"full", "foreign"} and found.prior > 0:
            return count
        if place in lexis.countries and _follows_country(found, count, len(words), title_kind):
            return count
    return 0


def body_length(words: tuple[str, ...]) -> int:
    """How many first words may be a body's name, for a sure name of a person is behind them."""
    lexis = lexicon()
    if len(words) <= LONGEST_USUAL or words[0].lower() in lexis.strong_surnames:
        return 0
    best = (SURE_SHAPE, 0)
    for count in range(1, len(words) - _PAIR):
        rest = words[count:]
        if rest[0].lower() in lexis.strong_surnames:
            best = max(best, (shape(" ".join(rest)).prior, count))
    return best[1]


def country_length(words: tuple[str, ...]) -> int:
    """How many first words are a country that a foreign name of two words or more follows."""
    for count in range(min(LONGEST_PLACE, len(words) - _PAIR), 0, -1):
        if " ".join(words[:count]).lower() in lexicon().countries:
            return count if shape(" ".join(words[count:])).kind == "foreign" else 0
    return 0


def foreign_length(words: tuple[str, ...]) -> int:
    """How many first words are a body's name before a known given name (`Apple Tim Cook`)."""
    given = lexicon().foreign_given_names
    if words[0].lower() in given:
        return 0
    for count in range(1, len(words) - 1):
        if words[count].lower() in given:
            return count if shape(" ".join(words[count:])).kind == "foreign" else 0
    return 0


def _follows_country(found: Shape, count: int, size: int, title_kind: str) -> bool:
    """Whether a name stands after a country (`Tổng thống Mỹ Trump`, `Trung Quốc Tập Cận Bình`)."""
    has_post = title_kind in {"post", "ruler"}
    if found.kind == "foreign":
        return count > 1 or size > _PAIR or has_post
    if found.kind == "full":
        return has_post
    return found.kind == "given" and size - count > 1 and (has_post or title_kind == "profession")


def district_length(words: tuple[str, ...]) -> int:
    """How many first words are a known district, where nothing or a full name follows them."""
    if words[0].isdigit():
        return 1
    for count in range(min(LONGEST_PLACE, len(words)), 0, -1):
        if " ".join(words[:count]).lower() in lexicon().district_names:
            rest = words[count:]
            if not rest or shape(" ".join(rest)).kind == "full":
                return count
    return 0


def unknown_place_length(words: tuple[str, ...]) -> int:
    """How many words after `huyện` are its name, where a strong surname follows them."""
    for count in range(1, LONGEST_USUAL + 1):
        rest = words[count:]
        if not _PAIR <= len(rest) <= LONGEST_PLACE or (count == 1 and len(rest) == _PAIR):
            continue
        if rest[0].lower() in lexicon().strong_surnames and shape(" ".join(rest)).kind == "full":
            return count
    return 0
