"""What stands before and after one number.

In comes the lower-case matching form of a text and the span of a number, out comes what the words
beside it say: qualifier, direction and kind before it (`giảm được trên` 40%), multiplier, unit and
qualifier behind it (5 `triệu đồng trở lên`). Only a bounded window on either side is looked at, and
phrases are looked up whole, longest first, so the cost of a number does not grow with the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from flows.extract.figures.lexicon import Cue, Lexicon
    from flows.extract.figures.model import Source

_BEFORE_WINDOW = 48
_LETTERS_A_WORD = 10
_LONGEST_FUNCTION = 10  # letters, with the space before
_WORDS_AFTER = 7
_WORDS_OF_A_LIST = 24
_MOST_CUES_BEFORE = 5
_LISTED_SYLLABLES = frozenset(
    {"xã", "phường", "huyện", "quận", "tỉnh", "sở", "ban", "ngành", "thôn", "bản", "ấp", "đoàn"}
)
_MILLION = 1e6
_BILLION = 1e9
# "nói trên chiếm 96%": what stands before such a verb does not qualify the number
_STATED = frozenset({"achieve", "rate", "from", "after_down", "after_up"})
_OPENERS = "([{\"'“‘«–-"
_STOPPERS = '\n,.;:)("“”'
_CLOSERS = ",.;:)]}!?…”\"’'»"

# A unit after these heads may be lengthened by the next unit: lượt + tập thể, nhóm + nhiệm vụ.
_SHORTEST_NOUN = 2
_COMPOUND_HEADS = frozenset({"lượt", "nhóm"})


class Before(NamedTuple):
    """What the words before a number say; `start` is where they begin."""

    start: int
    qualifier: str | None = None
    qualifier_start: int = 0
    qualifier_end: int = 0
    direction: str | None = None
    kind: str | None = None
    is_strong: bool = False
    roles: tuple[str, ...] = ()
    word: str = ""  # the last word before the number, whatever it is


class After(NamedTuple):
    """What the words after a number say; `end` is where unit and qualifier end."""

    end: int
    factor: float = 1.0
    has_half: bool = False
    unit: str | None = None
    unit_kind: str | None = None
    unit_start: int = 0
    unit_end: int = 0
    is_known: bool = False
    is_bare_amount: bool = False
    kind: str | None = None
    word: str = ""  # the first word after the number
    qualifier: str | None = None
    qualifier_start: int = 0


def read_before(source: Source, start: int) -> Before:  # noqa: C901 (one loop over cues)
    """Peel cue phrases off the text before a number, from right to left.

    Args:
        source: the text and its forms.
        start: where the number starts.

    Returns:
        What was found; `start` itself where the word before is no cue.
    """
    lexicon = source.lexicon
    left = max(0, start - _BEFORE_WINDOW)
    window = source.low[left:start]
    if window[-1:] != " ":
        sign = lexicon.before.get(window[-1:])
        if sign and sign.role == "qualifier":  # ≥95%
            return Before(start - 1, sign.value, start - 1, start)
        return Before(start)
    window = window.rstrip(" ")
    last_word = window.rpartition(" ")[2]
    qualifier = direction = kind = None
    qualifier_start = qualifier_end = 0
    roles: list[str] = []
    is_strong = False
    for _ in range(_MOST_CUES_BEFORE):
        if not window or window[-1] in _STOPPERS:
            break
        phrase, cue = _last_cue(window, lexicon)
        if cue is None:
            break
        phrase_end = left + len(window)
        phrase_start = phrase_end - len(phrase)
        if cue.role.startswith("kind"):
            # "điều chỉnh thêm 5": a filler between weakens what stands before it
            if not direction and not qualifier and set(roles) <= {"filler"}:
                kind, is_strong = cue.value, cue.role == "kind_strong" and not roles
            break
        if cue.role != "filler":
            start = phrase_start
        if cue.role == "direction":
            direction = cue.value
            break
        if cue.role != "qualifier":
            roles.append(cue.role)
        elif qualifier is None and not _STATED & set(roles):
            qualifier, qualifier_start, qualifier_end = cue.value, phrase_start, phrase_end
        window = window[: len(window) - len(phrase)].rstrip(" ")
    return Before(
        start,
        qualifier,
        qualifier_start,
        qualifier_end,
        direction,
        kind,
        is_strong,
        tuple(roles),
        last_word,
    )


def _last_cue(window: str, lexicon: Lexicon) -> tuple[str, Cue | None]:
    """The longest cue phrase that ends `window`."""
    longest = lexicon.before_lengths.get(window.rpartition(" ")[2].lstrip(_OPENERS))
    if longest is None:
        return "", None
    words = window.rsplit(" ", longest)[-longest:]
    for first in range(len(words)):
        phrase = " ".join(words[first:]).lstrip(_OPENERS)
        cue = lexicon.before.get(phrase)
        if cue:
            return phrase, cue
    return "", None


class Words(NamedTuple):
    """Words after a number: as written, without what closes them, and where each starts."""

    raw: list[str]
    core: list[str]
    starts: list[int]


def split_words(low: str, end: int, most: int = _WORDS_AFTER) -> Words:
    """The words after `end` in its line, at most `most` of them and within a bounded window."""
    window = low[end : end + most * _LETTERS_A_WORD]
    newline = window.find("\n")
    if newline >= 0:
        window = window[:newline]
    words = window.lstrip(" ")
    at = end + len(window) - len(words)
    raw = words.split(" ", most)[:most]
    core: list[str] = []
    starts: list[int] = []
    for word in raw:
        bare = word.partition("/")[0] if "/" in word else word
        core.append(bare.rstrip(_CLOSERS))
        starts.append(at)
        at += len(word) + 1
    return Words(raw, core, starts)


def longest_unit(words: Words, at: int, lexicon: Lexicon) -> tuple[int, str]:
    """How many words from `at` on are a known unit, and that unit's surface."""
    if at >= len(words.core):
        return 0, ""
    longest = lexicon.unit_lengths.get(words.core[at])
    if longest is None:
        return 0, ""
    raw = words.raw[at].rstrip(_CLOSERS)
    if "/" in raw and raw in lexicon.units:
        return 1, raw  # km/h
    limit = min(longest, len(words.raw) - at)
    # a closing sign ends the phrase, but a comma may stand inside one (`tỉnh, thành phố`)
    for i in range(at, at + limit - 1):
        if words.raw[i] not in {words.core[i], words.core[i] + ","}:
            limit = i - at + 1
            break
    for count in range(limit, 0, -1):
        phrase = " ".join((*words.raw[at : at + count - 1], words.core[at + count - 1]))
        if phrase in lexicon.units:
            return count, phrase
    return 0, ""


def _kind_after(words: Words, lexicon: Lexicon) -> str | None:
    """The kind that the first words after a number decide for, such as `tháng` and `tuổi`."""
    longest = lexicon.kind_lengths.get(words.core[0])
    if longest is None:
        return None
    for count in range(min(longest, len(words.core)), 0, -1):
        phrase = " ".join((*words.raw[: count - 1], words.core[count - 1]))
        if phrase in lexicon.kinds_after:
            return lexicon.kinds_after[phrase]
    return None


def _qualifier_behind(low: str, end: int, lexicon: Lexicon) -> tuple[str | None, int, int]:
    behind = low[end : end + 24].lstrip(" ")
    if behind[:1] not in {"t", "đ", "l"}:
        return None, 0, end
    start = end + (len(low[end : end + 24]) - len(behind))
    for surface, qualifier in lexicon.qualifiers_after.items():
        if behind.startswith(surface):
            return qualifier, start, start + len(surface)
    return None, 0, end


def read_share_after(source: Source, end: int) -> After:
    """Read what may stand after a number with its `%`: a qualifier, for it is its own unit."""
    qualifier, start, stop = _qualifier_behind(source.low, end, source.lexicon)
    return After(stop if qualifier else end, qualifier=qualifier, qualifier_start=start)


def read_after(source: Source, end: int) -> After:  # noqa: C901 (one walk over words)
    """Read multiplier, unit and qualifier after a number.

    Args:
        source: the text and its forms.
        end: where the number ends.

    Returns:
        What was found. An unknown lower-case word is taken as the unit with `is_known` false.
    """
    low, lexicon = source.low, source.lexicon
    first = low[end : end + 1]
    if not (first == " " or first.isalpha() or first in {"°", "%"}):
        return After(end)
    next_word = low[end : end + _LONGEST_FUNCTION].lstrip(" ").partition(" ")[0].rstrip(_CLOSERS)
    if next_word in lexicon.idle:
        return After(end, word=next_word)
    words = split_words(low, end)
    if not words.core or not words.core[0]:
        return After(end)
    kind = _kind_after(words, lexicon)
    if kind:
        return After(end, kind=kind, word=words.core[0])
    factor, at, has_half = 1.0, 0, False
    while at < len(words.core) and words.core[at] in lexicon.multipliers:
        factor *= lexicon.multipliers[words.core[at]]
        at += 1
        if words.raw[at - 1] != words.core[at - 1]:
            break
    else:
        if at and at < len(words.core) and words.core[at] == "rưỡi":
            has_half, at = True, at + 1
    found = After(end, factor, has_half, word=words.core[0])
    if at:
        last = words.starts[at - 1] + len(words.core[at - 1])
        found = found._replace(end=last, unit_start=end, unit_end=last)
    closed = at > 0 and words.raw[at - 1] != words.core[at - 1]
    if not closed and at < len(words.core):
        found = _read_unit(found, words, at, source)
    if found.unit is None and factor >= _MILLION:
        # "2.700 tỷ" with nothing behind it is money.
        found = found._replace(unit="đồng", unit_kind="money", is_known=True, is_bare_amount=True)
    qualifier, start, stop = _qualifier_behind(low, found.end, lexicon)
    if qualifier:
        found = found._replace(qualifier=qualifier, qualifier_start=start, end=stop)
    return found


def _read_unit(found: After, words: Words, at: int, source: Source) -> After:
    text, lexicon = source.text, source.lexicon
    count, surface = longest_unit(words, at, lexicon)
    start = words.starts[at]
    if not count:
        return _unknown_unit(found, words, at, source)
    unit = lexicon.units[surface]
    last = at + count
    if _begins_name(text, start, start + len(surface)):
        return found
    if unit.kind != "count":
        end = start + len(surface)
        return found._replace(
            unit=unit.name,
            unit_kind=unit.kind,
            unit_start=start,
            unit_end=end,
            end=end,
            is_known=True,
        )
    if surface in _COMPOUND_HEADS and words.raw[last - 1] == words.core[last - 1]:
        more, _ = longest_unit(words, last, lexicon)
        last += more
    # "nghị quyết, chỉ thị, đề án": one number over a list of units
    while last < len(words.raw) and words.raw[last - 1] == words.core[last - 1] + ",":
        if last + _WORDS_AFTER > len(words.raw):
            words = split_words(source.low, words.starts[0], _WORDS_OF_A_LIST)
        more, next_surface = longest_unit(words, last, lexicon)
        if not more or lexicon.units[next_surface].kind != "count":
            break
        # "lượt, bình quân": one syllable may be the head of another word, unless it is an office
        if " " not in next_surface and not {next_surface, surface} <= _LISTED_SYLLABLES:
            break
        last += more
    end = words.starts[last - 1] + len(words.core[last - 1])
    return found._replace(
        unit=text[start:end],
        unit_kind="count",
        unit_start=start,
        unit_end=end,
        end=end,
        is_known=True,
    )


def _begins_name(text: str, start: int, end: int) -> bool:
    """`17 Hồ Văn Huê`, `4 G`: a capital word with another behind it, or a letter, is a name."""
    if not text[start].isupper() or " " in text[start:end]:
        return False
    if end - start == 1 and text[start] in "GMK":
        return True
    return text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()


def _unknown_unit(found: After, words: Words, at: int, source: Source) -> After:
    """An unlisted noun: the next word, and the one after it where that can belong to it."""
    text, functions = source.text, source.lexicon.functions
    if found.factor >= _BILLION:
        return found  # "5.000 tỷ dùng ngay": thousands of millions of an unknown thing are money
    word = words.core[at]
    start = words.starts[at]
    if (
        len(word) < _SHORTEST_NOUN
        or not word.isalpha()
        or word in functions
        or text[start].isupper()
    ):
        return found
    end = start + len(word)
    if words.raw[at] == word and at + 1 < len(words.core):
        following = words.core[at + 1]
        second = words.starts[at + 1]
        if following.isalpha() and following not in functions and text[second].islower():
            end = second + len(following)
    return found._replace(
        unit=text[start:end], unit_kind="count", unit_start=start, unit_end=end, end=end
    )
