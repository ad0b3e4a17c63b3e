"""Where one run of capitalised words is two: a body's territory or a post and a name.

In comes a run, out comes where the part that may name a person begins or ends. Nothing here looks
at a text.
"""

from __future__ import annotations

import re

from flows.extract.people.lexicon import lexicon
from flows.extract.people.names import is_syllable
from flows.extract.people.trimming import district_length, unknown_place_length
from flows.extract.people.words import UPPER

_PAIR = 2
CONTINENTS = ("Âu ", "Á ", "Phi ", "Mỹ ", "Úc ")
_TITLE_AMID = re.compile(r"(?<! Hai)(?<!^Hai) (?:Ông|Bà) (?=\w+ \w+|\w+$)")
_CAPITALS = re.compile(rf"(?<![^ ])([{UPPER}]{{2,}}(?: [{UPPER}]{{2,}})+)(?![^ ])")
# Two names of two syllables and the title between them.
_SHORTEST_TWO = 14
# A body with its level written short, no space behind the stop.
_BODY_AT_LEVEL = re.compile(r"(?:UBND|HĐND|CA) [QHPX]\.(?! )")


def may_be_parted(run: str) -> bool:
    """Whether a run may be parted at all, as few may: before a text is looked at."""
    is_joined = "." in run or "-" in run or run.startswith(CONTINENTS) or title_amid(run) != -1
    return is_joined or capital_name(run) is not None


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
    """Where a title stands between two names in a run, or -1."""
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
        if words[0].lower() in lexicon().surnames and all(map(is_syllable, words)):
            return capitals.span(1)
    return None


def glued_post(run: str) -> int:
    """Where a dash without spaces parts a name from the post behind it, or -1."""
    heads = lexicon().post_first_words
    dashes = (match.start() for match in re.finditer("-", run))
    return next((d for d in dashes if run[d + 1 :].split(" ", 1)[0].lower() in heads), -1)


def names_school(words: tuple[str, ...]) -> bool:
    """Whether the words end with a kind of school, whose name follows (`Trường THPT`)."""
    ends = (" ".join(words[-count:]).lower() for count in (_PAIR, _PAIR + 1))
    return any(end.startswith("trường ") and end in lexicon().place_words for end in ends)
