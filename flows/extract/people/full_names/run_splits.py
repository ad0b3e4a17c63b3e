"""Where one run of capitalised words is two: a body's territory or a post and a name.

In comes a run, out comes where the part that may name a person begins or ends. Nothing here looks
at a text.
"""

from __future__ import annotations

import re

from flows.extract.people.full_names.trimming import district_length, unknown_place_length
from flows.extract.people.lexicon import lexicon
from flows.extract.people.names import SURE_MIDDLE_NAMES, has_vowel, is_syllable
from flows.extract.people.words import UPPER

_PAIR = 2
_CITY = "tp"
# What a credit opens with (`Mai Văn Khởi Ảnh: …`).
_PICTURE = "Ảnh"
_NUMERAL = re.compile("[IVX]+")
CONTINENTS = ("Âu ", "Á ", "Phi ", "Mỹ ", "Úc ")
_TITLE_AMID = re.compile(r"(?<! Hai)(?<!^Hai) (?:Ông|Bà) (?=\w+ \w+|\w+$)")
_REPEATED = re.compile(r"(\w+) (?:Ông|Bà|Chị|Anh|Cô|Chú) \1$")
_CAPITALS = re.compile(rf"(?<![^ ])([{UPPER}]{{2,}}(?: [{UPPER}]{{2,}})+)(?![^ ])")
# Two names of two syllables and the title between them.
_SHORTEST_TWO = 14
# A body with its level written short, no space behind the stop.
_BODY_AT_LEVEL = re.compile(r"(?:UBND|HĐND|CA) [QHPX]\.(?! )")


def may_be_parted(run: str) -> bool:
    """Whether a run may be parted at all, as few may: before a text is looked at."""
    is_joined = "." in run or "-" in run or run.startswith(CONTINENTS) or title_amid(run) != -1
    return is_joined or capital_name(run) is not None or inner_break(run) is not None


def parts(run: str) -> list[tuple[int, int]] | None:
    """Spans of the pieces of a run that may name persons, None where it is one.

    `TP Huế MAI VĂN A Từ sáng`, `Mai Văn A Bà Hà Thị B`, `Quảng Ninh-Mai Văn A`.
    """
    if (name := capital_name(run)) is not None:
        pieces = [(0, name[0] - 1), name, (name[1] + 1, len(run))]
    elif (joint := _name_joint(run)) != -1:
        is_of_province = run[:joint].lower() in lexicon().places.provinces
        pieces = [(joint + 1, len(run))] if is_of_province else []
    elif (parting := inner_break(run)) is not None:
        behind = run[parting[1] :].lstrip(" -")
        pieces = [(0, parting[0]), (len(run) - len(behind), len(run))]
    elif (title := title_amid(run)) != -1:
        pieces = [(0, title), (title + 1, len(run))]
    else:
        return None
    return [(first, last) for first, last in pieces if first < last]


def inner_break(run: str) -> tuple[int, int] | None:
    """Span of what parts a run in two: a word that no name holds, or nothing before a repetition.

    `Mai Khởi HLV Hà Bông`, `James Watt Nhưng Boulton`, `Mai Khởi Mai Khởi`.
    """
    words = run.split(" ")
    position = 0
    for index, word in enumerate(words):
        if index and (_is_abbreviation(word, run) or _parts(words, index)):
            return position - 1, position + len(word)
        if index > 1 and _repeats(words, index):
            return position - 1, position - 1
        if "-" in word and (dash := _joint(word)) != -1:
            return position + dash, position + dash
        position += len(word) + 1
    return None


def _is_abbreviation(word: str, run: str) -> bool:
    """Whether a word in capitals is a title's or a body's, and no numeral or initials."""
    if not word.isupper() or not word.isalpha() or len(word) < _PAIR or run.isupper():
        return False
    low, lexis = word.lower(), lexicon()
    if low == _CITY or _NUMERAL.fullmatch(word):
        return False
    if is_syllable(word):
        return low in lexis.posts.heads
    is_known = (
        low in lexis.names.run_openers
        or low in lexis.bodies.organisations
        or low in lexis.names.not_persons
    )
    return is_known or (len(word) > _PAIR and not has_vowel(low))


def _parts(words: list[str], index: int) -> bool:
    """Whether no name goes on over a word (`Mai Khởi Theo Hà Bông`), though one may end with it."""
    if words[index].lower() not in lexicon().sentences.parting_words:
        return False
    is_last = index == len(words) - 1
    if is_last:
        is_picture = index > _PAIR and words[index] == _PICTURE
        return is_picture or not is_syllable(words[index - 1])
    return words[index - 1].lower() not in SURE_MIDDLE_NAMES


def _repeats(words: list[str], index: int) -> bool:
    """Whether a name is said again (`Emma Stone Emma Stone`, `James Watt Watt`; not `Phi Phi`)."""
    if words[index] == words[index - 1]:
        return words[0].lower() in lexicon().names.foreign_given_names and not is_syllable(
            words[index]
        )
    sizes = range(_PAIR, index + 1)
    return any(words[index : index + size] == words[index - size : index] for size in sizes)


def _joint(word: str) -> int:
    """Where a dash joins a name and a sentence (`Nga-khi`), or -1."""
    first, _, second = word.partition("-")
    if not is_syllable(first) or len(first) < _PAIR or not is_syllable(second):
        return -1
    is_joint = second in lexicon().sentences.lead_words and (
        not second.isascii() or second == "khi"
    )
    return len(first) if is_joint else -1


def _name_joint(run: str) -> int:
    """Where a dash joins two names of roads or places (`Hùng Vương-Lê Lai`), or -1."""
    for match in re.finditer("-", run):
        dash = match.start()
        first = run[run.rfind(" ", 0, dash) + 1 : dash]
        second = run[dash + 1 :].split(" ", 1)[0]
        is_pair = second[:1].isupper() and min(len(first), len(second)) > 1
        if is_pair and is_syllable(first) and is_syllable(second):
            return -1 if run.isascii() else dash
    return -1


def territory_end(run: str) -> int:
    """Where what is behind a body's territory begins in a run (`UBND Q.Tân Phú Mai Văn A`)."""
    level = _BODY_AT_LEVEL.match(run)
    if level is None:
        return 0
    words = tuple(run[level.end() :].split(" "))
    count = district_length(words) or unknown_place_length(words)
    if not count or count == len(words):
        return len(run)
    return level.end() + len(" ".join(words[:count])) + 1


def title_amid(run: str) -> int:
    """Where a title stands between two names in a run, or -1 (`… nhà ông Khởi Ông Khởi kể`)."""
    repeated = _REPEATED.match(run)
    if repeated:
        return repeated.end(1)
    if len(run) <= _SHORTEST_TWO or (" Ông " not in run and " Bà " not in run):
        return -1
    title = _TITLE_AMID.search(run)
    return title.start() if title else -1


def capital_name(run: str) -> tuple[int, int] | None:
    """Where a name in capitals stands in a run that holds other words too (`TP X MAI VĂN A Từ`)."""
    if run.istitle() or run.isupper():
        return None
    for capitals in _CAPITALS.finditer(run):
        words = capitals[1].split(" ")
        if words[0].lower() in lexicon().names.surnames and all(map(is_syllable, words)):
            return capitals.span(1)
    return None


def glued_post(run: str) -> int:
    """Where a dash without spaces parts a name from the post behind it, or -1."""
    heads = lexicon().posts.first_words
    dashes = (match.start() for match in re.finditer("-", run))
    return next((d for d in dashes if run[d + 1 :].split(" ", 1)[0].lower() in heads), -1)


def names_school(words: tuple[str, ...]) -> bool:
    """Whether the words end with a kind of school, whose name follows (`Trường THPT`)."""
    ends = (" ".join(words[-count:]).lower() for count in (_PAIR, _PAIR + 1))
    return any(end.startswith("trường ") and end in lexicon().places.words for end in ends)
