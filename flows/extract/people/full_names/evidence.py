"""What stands beside a run of capitalised words and says whether it is a person.

In comes a text and the span of a run, out comes the evidence before it (a title, a rank, a post, a
word that names places) and after it (an age, a post, a verb of speech), each with its weight.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from flows.extract.people.lexicon import lexicon
from flows.extract.people.names import has_vowel
from flows.extract.people.posts.spans import View, head_end
from flows.extract.remembered import remembered

# What may stand between a title and a name.
OPENING = " “\"‘'"
# Kinds of words after which one word nobody bears in full is a person (`anh Tuấn`).
LONE_KINDS = frozenset({"address", "profession", "ruler", "academic", "rank", "called"})
_MARKS = "\"'“”‘’([{-–—"
# What is written with a stop: `TS. Nguyễn Văn A`, `TP. Thanh Hóa`.
_STOPPED = frozenset({"academic", "place"})
_STOPPED_ADDRESSES = frozenset({"mr", "mrs", "ms", "hlv", "ns", "nsnd", "nsưt"})
_AGED = re.compile(
    r" ?\((?:sn|s\.n|sinh năm|sinh ngày|sinh|\d{1,3} ?tuổi|"
    r"[^()\n]{0,30}\b(?:tuổi|sn|sinh năm) ?\d*)|"
    r",? (?:sn \d|sinh năm|sinh ngày|\d{1,3} tuổi|trú tại|trú ở|ngụ |quê )"
)
_BEFORE_POST = re.compile(
    r", (?:nguyên |cựu |nữ |hiện là |là )?|(?: [-–—]|,) ?(?:nguyên |cựu |nữ )?| \((?:nguyên |cựu )?"
)
_NEXT_WORDS = re.compile(r" ((?:[^\W\d_]+ ){0,2}[^\W\d_]+)")
# Weights of the word before a run, by its kind and the shape of the run.
_WEIGHTS = {
    "comrade": {"full": 3.0, "given": 3.0, "foreign": 3.0},
    "address": {"full": 3.0, "given": 3.0, "foreign": 3.0},
    "academic": {"full": 3.0, "given": 3.0, "foreign": 3.0},
    "case": {"full": 3.0, "given": 2.6, "foreign": 2.6},
    "profession": {"full": 3.0, "given": 3.0, "foreign": 3.0},
    "called": {"full": 3.0, "given": 2.6, "foreign": 2.6},
    "kin": {"full": 2.5, "given": 2.6, "foreign": 2.6},
    "weak": {"full": 2.0, "given": 1.5, "foreign": 1.0},
    "rank": {"full": 3.5, "given": 3.0, "foreign": 3.0},
    "post": {"full": 3.0, "given": 2.0, "foreign": 1.5},
    "ruler": {"full": 3.0, "given": 2.0, "foreign": 3.0},
    "place": {"full": -6.0, "given": -6.0, "foreign": -6.0},
    "placing": {"full": -1.5, "given": -3.0, "foreign": -3.0},
    "": {"full": 0.0, "given": 0.0, "foreign": 0.0},
}
# `đêm 20/5 Hùng đi`, `thương binh 1/4 A`: a day or a degree, not the number of a house.
_DAY_BEFORE = re.compile(
    r"\b(?:ngày|sáng|trưa|chiều|tối|đêm|khuya|hôm|thương binh|bệnh binh) \d+/\d+(?:/\d+)?,?$"
)
# Before what all of a list are.
_OF_ALL = ("các ", "những ", "hai ", "ba ", "bốn ")
# One space, perhaps a quotation mark: a wider gap is a column of a table.
_WIDEST_GAP = 2
_LONGEST_TITLE = 60
PERSON_KINDS = frozenset(_WEIGHTS) - {"", "place", "placing"}


@dataclass(slots=True)
class Before:
    """The word or words before a run: their kind and where they begin."""

    kind: str
    start: int
    word: str = ""


NOTHING = Before("", -1)


def weight(kind: str, shape_kind: str) -> float:
    """How much a word of this kind before a run of this shape speaks for a person."""
    return _WEIGHTS[kind].get(shape_kind, 0.0)


def _triggers_ending(word: str) -> list[tuple[str, str]]:
    """The titles, posts and words for places that end with `word`, longest first."""
    triggers = lexicon().names.triggers
    return triggers.get(word) or triggers.get(word.lstrip(_MARKS), [])


def _last_line(stretch: str) -> str:
    return stretch[stretch.rfind("\n") + 1 :]


@cache
def lone_words() -> frozenset[str]:
    """The last words of the titles by which a lone word is a person."""
    return frozenset(
        word
        for word, entries in lexicon().names.triggers.items()
        if any(kind in LONE_KINDS for _, kind in entries)
    )


@remembered(10_000)
def _may_end_lone(stretch: str) -> bool:
    """Whether a title by which a lone word is a person may end with the last word."""
    word = _last_line(stretch)
    if not word or word[-1] in OPENING:
        return word != ""
    return any(kind in LONE_KINDS for _, kind in _triggers_ending(word.removesuffix(".")))


@remembered(10_000)
def _says_nothing(stretch: str) -> bool:
    """Whether no title, post or place ends with the last word, whatever stands before it."""
    word = _last_line(stretch)
    if not word:
        return True
    if word[-1] in OPENING or word[:1].isdigit():
        return False
    return not _triggers_ending(word.removesuffix(".").removesuffix(":"))


def may_be_lone(low: str, start: int) -> bool:
    """Whether a title by which a lone word is a person may end right before `start`."""
    if start == 0 or low[start - 1] != " ":
        return start > 0 and low[start - 1] in OPENING
    word = low[low.rfind(" ", 0, start - 1) + 1 : start - 1]
    # What is remembered is no longer than a title, whatever the text holds.
    return word in lone_words() if word.isalpha() else _may_end_lone(word[1 - _LONGEST_TITLE :])


def before(view: View, start: int) -> Before:
    """The longest known word that ends right before `start`, on the same line."""
    low = view.low
    if start == 0:
        return NOTHING
    if low[start - 1] == " ":
        word = low[low.rfind(" ", 0, start - 1) + 1 : start - 1]
        if word.isalpha():
            # as most are: only a title can end right there, with no mark or line end in between
            entries = lexicon().names.triggers.get(word)
            if not entries:
                return NOTHING
            return _longest(low, max(0, start - _LONGEST_TITLE), start - 1, entries)
        if _says_nothing(word[1 - _LONGEST_TITLE :]):
            return NOTHING
    elif low[start - 1] not in OPENING:
        return NOTHING
    return _behind_marks(low, max(0, start - _LONGEST_TITLE), start)


def _behind_marks(low: str, begin: int, start: int) -> Before:
    """The longest known word right before `start` that a mark or a wider space may part from it."""
    begin = max(begin, low.rfind("\n", begin, start) + 1)
    stretch = low[begin:start].rstrip(OPENING)
    end = begin + len(stretch)
    is_parted = start - end > _WIDEST_GAP or low.endswith("  ", begin, start)
    if end == start or not stretch or is_parted:
        return NOTHING
    last = stretch[stretch.rfind(" ") + 1 :]
    if last.endswith(":"):
        return _opening_of_list(low, begin, end - 1)
    is_stopped = last.endswith(".")
    if is_stopped:
        stretch = stretch[:-1]
        end -= 1
        last = last[:-1]
    is_house = stretch.endswith(_numbered(last))
    # `tháng 9/2016, Khởi …`: a comma parts a time, no house's number, from what follows.
    is_time = "/" in last and last.endswith(",") and not is_house
    if not is_time and last[:1].isdigit() and ("/" in last or is_house):
        is_day = _DAY_BEFORE.search(stretch) is not None
        return NOTHING if is_day else Before("place", end - len(last), last)
    entries = _triggers_ending(last)
    if is_stopped:
        entries = [(entry, kind) for entry, kind in entries if _may_be_stopped(entry, kind)]
    return _longest(low, begin, end, entries)


def _numbered(number: str) -> tuple[str, ...]:
    """How a house's number stands before the name of its road."""
    return f"số {number}", f"tại {number}", f"ở {number}"


def _longest(low: str, begin: int, end: int, entries: list[tuple[str, str]]) -> Before:
    """The first of the entries that is all of the words from `begin` to `end` or their last."""
    for entry, kind in entries:
        if low.endswith(entry, begin, end):
            first = end - len(entry)
            if first == begin or not low[first - 1].isalnum():
                return Before(kind, first, entry)
    return NOTHING


def _opening_of_list(low: str, begin: int, end: int) -> Before:
    """The profession of all whom a list names (`các Nghệ sĩ Nhân dân: A, B`)."""
    last = low[max(low.rfind(" ", begin, end) + 1, begin) : end]
    found = _longest(low, begin, end, _triggers_ending(last))
    if found.kind != "profession":
        return NOTHING
    return found if low.endswith(_OF_ALL, begin, found.start) else NOTHING


def _may_be_stopped(entry: str, kind: str) -> bool:
    """Whether a stop behind the entry is its own: an abbreviation's (`TP.`, `TS.`)."""
    if kind in _STOPPED:
        return not has_vowel(entry)
    return kind == "comrade" or entry in _STOPPED_ADDRESSES


def is_aged(view: View, end: int) -> bool:
    """Whether an age, a year of birth or a home follows: of a person, never of a road."""
    return _AGED.match(view.low, end) is not None


def is_apposed(view: View, end: int, line_end: int) -> bool:
    """Whether a post follows behind a mark (`A, Trưởng phòng …`)."""
    opening = _BEFORE_POST.match(view.low, end, line_end)
    return opening is not None and head_end(view, opening.end(), line_end) != -1


@cache
def _first_words_of_speech() -> frozenset[str]:
    return frozenset(words.split(" ", 1)[0] for words in lexicon().sentences.speech)


def after(view: View, end: int, line_end: int) -> float:
    """How much the words after a run speak for a person."""
    if _AGED.match(view.low, end, line_end):
        return 3.0
    if is_apposed(view, end, line_end):
        return 2.5
    following = _NEXT_WORDS.match(view.low, end, min(line_end, end + 40))
    if following:
        said = following[1].split(" ")
        if said[0] not in _first_words_of_speech():
            return 0.0
        speech = lexicon().sentences.speech
        for count in range(len(said), 0, -1):
            if " ".join(said[:count]) in speech:
                return 1.5
    return 0.0
