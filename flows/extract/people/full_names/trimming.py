"""What stands before the name in a run of capitalised words: a title, a place or another word.

In come the words of a run and what stands right before it, out come how many first words are none
of the name's and what they say of it (`Theo Thanh Hóa`, `Bà`, `CEO Uber`). Nothing here looks at a
text, so one run is trimmed the same wherever it stands.
"""

from __future__ import annotations

from flows.extract.people.full_names.run_ends import LONGEST_USUAL
from flows.extract.people.lexicon import lexicon
from flows.extract.people.names import Shape, is_syllable, shape

# Prior of a strong surname with two more syllables.
SURE_SHAPE = 3.0
# Prior of any surname with one more syllable.
_FAIR_SHAPE = 1.0
_PAIR = 2
# `Mc Velk`: no master of ceremonies.
_SON_OF = "Mc"
_OF_TOWNS = frozenset({"san", "santa", "saint", "los", "las"})
# `Và Vả A`, `Vì Văn A`: peoples of the mountains are called so.
_ALSO_NAMES = frozenset({"và", "vì"})
LONGEST_PLACE = 4
_LONGEST_ABBREVIATION = 8
_POSTS = frozenset({"post", "ruler"})
_BEARERS = _POSTS | {"profession", "weak", "kin"}
# Titles that no foreigner bears as a name (`, Tướng David Goldfein`, `Vợ Aguero`).
_BEFORE_FOREIGN = frozenset({"address", "weak"})


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
    is_son = word == _SON_OF and not is_syllable(words[1])
    if is_son or (low not in lexis.names.run_openers and not word.isupper()):
        return None
    if _opens_no_name(words, low):
        return ""
    stands_out = is_opening or word.isupper() or not is_syllable(word)
    if low in lexis.names.capital_honorifics and (stands_out or _precedes_name(words, low)):
        return lexis.names.honorifics[low]
    if low in lexis.posts.heads:
        return "post"
    if low in lexis.places.words and stands_out:
        is_surname = low in lexis.names.surnames and not word.isupper() and len(words) > _PAIR
        # `Trường Chinh là …`: a name, though roads bear it too.
        is_name = is_surname or " ".join(words).lower() in lexis.names.ambiguous
        return None if is_name else "place"
    is_abbreviation = (
        1 < max(map(len, word.split("-"))) <= _LONGEST_ABBREVIATION
        and word.isupper()
        and low not in lexis.places.international_bodies
        and not words[-1].isupper()
    )
    return "" if is_abbreviation or (low in lexis.sentences.lead_words and is_opening) else None


def _opens_no_name(words: tuple[str, ...], low: str) -> bool:
    """Whether the first word is none of a name's wherever it stands, for a stop may be lost.

    `Ảnh: AP Tại Velk, …`, `… trừng phạt Theo Reuters`, `… gia đình Theo Mai Khởi`.
    """
    names, parting = lexicon().names, lexicon().sentences.parting_words
    is_other = low in names.surnames or low in names.honorifics or low in lexicon().places.words
    if low not in lexicon().sentences.lead_words or is_other:
        return False
    if len(words) > _PAIR and " ".join(words[1:]).lower() in lexicon().places.names:
        return True
    if is_syllable(words[1]):
        return low in parting and low not in _ALSO_NAMES
    second = words[1].lower()
    is_source = second in names.not_persons or second in names.not_first_words
    is_source |= words[1].isupper() or " ".join(words[1:]).lower() in names.not_persons
    return not low.isascii() or (low in parting and is_source)


def _precedes_name(words: tuple[str, ...], low: str) -> bool:
    """Whether a title in capitals stands before a name (`30/6 Bà Phạm Thị …`, `Ngài Jo Li`)."""
    lexis = lexicon()
    kind = lexis.names.honorifics[low]
    if not low.isascii() and kind in _BEFORE_FOREIGN and not all(map(is_syllable, words)):
        return low not in lexis.names.surnames or len(words) > _PAIR
    if kind != "address":
        return False
    if len(words) > _PAIR and not any(is_syllable(word) for word in words[1:]):
        return low not in lexis.places.countries
    return (
        len(words) > LONGEST_USUAL
        and words[1].lower() in lexis.names.strong_surnames
        and low not in lexis.names.surnames
    )


def _is_foreign(words: tuple[str, ...]) -> bool:
    return shape(" ".join(words)).kind == "foreign"


def lead_length(words: tuple[str, ...]) -> int:
    """How many first words are a foreign thing's name, with a country or `ông` after it.

    `Infonet Anh Nguyễn Văn A`, `Uber John Smith`.
    """
    if len(words) < LONGEST_USUAL or is_syllable(words[0]):
        return 0
    lexis = lexicon()
    # `Saudi Arabia Adel al-Velk`: the place is longer.
    is_place = " ".join(words[:_PAIR]).lower() in lexis.places.names
    is_thing = not is_place and " ".join(words[:_PAIR]).lower() in lexis.names.not_persons
    if is_thing and len(words) > LONGEST_USUAL and _is_foreign(words[_PAIR:]):
        # `Victoria's Secret Sara Velk`
        return _PAIR
    if words[0].lower() in lexis.names.not_persons and not is_place:
        found = shape(" ".join(words[1:]))
        if found.prior >= SURE_SHAPE or found.kind == "foreign":
            return 1
    if len(words) == LONGEST_USUAL and lexis.names.honorifics.get(words[1].lower()) == "address":
        return 1 if not is_syllable(words[2]) else 0
    for count in range(1, min(_PAIR + 1, len(words) - _PAIR)):
        between = " ".join(words[1 : 1 + count]).lower()
        if between in lexis.places.names or lexis.names.honorifics.get(between) == "address":
            found = shape(" ".join(words[1 + count :]))
            is_sure = found.kind == "full" and found.prior > _FAIR_SHAPE
            is_addressed = found.kind == "foreign" and between not in lexis.places.names
            return 1 + count if is_sure or is_addressed else 0
    return 0


def thing_length(words: tuple[str, ...], title_kind: str) -> int:
    """How many of two words are a club's or a firm's, of which somebody is (`HLV Ajax Lo`)."""
    names = lexicon().names
    low = words[0].lower()
    if len(words) != _PAIR or title_kind not in _BEARERS or low not in names.not_persons:
        return 0
    if is_syllable(words[0]) or is_syllable(words[1]) or low in lexicon().places.names:
        return 0
    is_name = low in names.foreign_given_names or " ".join(words).lower() in names.not_persons
    return 0 if is_name else 1


def place_length(words: tuple[str, ...], title_kind: str) -> int:
    """How many of the first words are the name of a known place that the name follows.

    Args:
        words: what is left of the run.
        title_kind: kind of the word before it; after a post a country may stand before a name.
    """
    lexis = lexicon()
    if words[0].lower() not in lexis.places.first_words:
        return 0
    for count in range(min(LONGEST_PLACE, len(words) - 1), 0, -1):
        place = " ".join(words[:count]).lower()
        if place not in lexis.places.names:
            continue
        found = shape(" ".join(words[count:]))
        is_before = 1 < count < len(words) - 1 and place in lexis.places.provinces
        is_before = is_before and found.kind == "given"
        if is_before or (found.kind in {"full", "foreign"} and found.prior > 0):
            return count
        if place in lexis.places.countries:
            is_marked = not place.isascii()
            # `nhà văn Anh Velk`, but not `Jordan Velk`
            is_marked |= title_kind == "profession" and is_syllable(words[0])
            if _follows_country(found, count, len(words), title_kind, is_marked=is_marked):
                return count
        elif title_kind in _POSTS and found.kind == "foreign" and len(words) - count > 1:
            # `Thị trưởng London Sadiq Khan`
            return count
    return 0


def body_length(words: tuple[str, ...]) -> int:
    """How many first words may be a body's name, for a sure name of a person is behind them."""
    lexis = lexicon()
    if len(words) <= LONGEST_USUAL or words[0].lower() in lexis.names.strong_surnames:
        return 0
    best = (SURE_SHAPE, 0)
    for count in range(1, len(words) - _PAIR):
        rest = words[count:]
        if rest[0].lower() in lexis.names.strong_surnames:
            name = " ".join(rest)
            # Behind an abbreviation no road is meant that bears the name, too.
            is_known = words[count - 1].isupper() and name.lower() in lexis.names.ambiguous
            best = max(best, (SURE_SHAPE if is_known else shape(name).prior, count))
    return best[1]


def country_length(words: tuple[str, ...]) -> int:
    """How many first words are a country that a foreign name of two words or more follows."""
    for count in range(min(LONGEST_PLACE, len(words) - _PAIR), 0, -1):
        if " ".join(words[:count]).lower() in lexicon().places.countries:
            return count if shape(" ".join(words[count:])).kind == "foreign" else 0
    return 0


def foreign_length(words: tuple[str, ...]) -> int:
    """How many first words are a body's name before a known given name (`Apple Tim Cook`)."""
    given = lexicon().names.foreign_given_names
    # `San Pedro Velk` is a town.
    if words[0].lower() in given or words[0].lower() in _OF_TOWNS:
        return 0
    for count in range(1, len(words) - 1):
        if words[count].lower() in given:
            return count if shape(" ".join(words[count:])).kind == "foreign" else 0
    return 0


def _follows_country(
    found: Shape, count: int, size: int, title_kind: str, *, is_marked: bool
) -> bool:
    """Whether a name stands after a country (`Tổng thống Mỹ Trump`, `Trung Quốc Tập Cận Bình`)."""
    has_post = title_kind in _POSTS
    if found.kind == "foreign":
        return count > 1 or size > _PAIR or has_post or is_marked
    if found.kind == "full":
        return has_post
    return found.kind == "given" and size - count > 1 and (has_post or title_kind == "profession")


def district_length(words: tuple[str, ...]) -> int:
    """How many first words are a known district, where nothing or a full name follows them."""
    if words[0].isdigit():
        return 1
    for count in range(min(LONGEST_PLACE, len(words)), 0, -1):
        if " ".join(words[:count]).lower() in lexicon().places.district_names:
            rest = words[count:]
            if not rest or shape(" ".join(rest)).kind == "full":
                return count
    return 0


def unknown_place_length(words: tuple[str, ...]) -> int:
    """How many words after `huyện` are its name, where a strong surname follows them.

    Two rather than one, as most have (`xã Ngọc Lương Lê Văn A`, and not `Lương Lê Văn A`).
    """
    usual = _PAIR if len(words) > 2 * _PAIR else 1
    counts: list[int] = [usual, *range(1, LONGEST_USUAL + 1)]
    for count in counts:
        rest = words[count:]
        if not _PAIR <= len(rest) <= LONGEST_PLACE or (count == 1 and len(rest) == _PAIR):
            continue
        if (
            rest[0].lower() in lexicon().names.strong_surnames
            and shape(" ".join(rest)).kind == "full"
        ):
            return count
    return 0
