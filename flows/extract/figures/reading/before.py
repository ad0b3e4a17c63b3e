"""What stands before one number: qualifier, direction and kind (`giảm được trên` 40%).

In comes the matching form of a text and where a number starts, out comes what the words before it
say. Cues are peeled off from right to left, looked up whole, longest first, within a bounded
window.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.extract.figures.lexicon import Cue, Lexicon
    from flows.extract.figures.model import Source

_WINDOW = 48
_MOST_CUES = 5
# "nói trên chiếm 96%": what stands before such a verb does not qualify the number
_STATED = frozenset({"achieve", "rate", "from", "after_down", "after_up"})
# What stands between a cue and the number; what has the number (`quận có 36 chi bộ`) ends the cue
_BETWEEN = frozenset({"filler", "having"})
_OPENERS = "([{\"'“‘«–-"
_STOPPERS = '\n,.;:)("“”'


@dataclass(slots=True)
class Before:
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


def read_before(source: Source, start: int) -> Before:
    """Peel cue phrases off the text before a number, from right to left.

    Args:
        source: the text and its forms.
        start: where the number starts.

    Returns:
        What was found; `start` itself where the word before is no cue.
    """
    lexicon = source.lexicon
    left = max(0, start - _WINDOW)
    window = source.low[left:start]
    if window[-1:] != " ":
        sign = lexicon.before.get(window[-1:])
        if sign and sign.role == "qualifier":  # ≥95%
            return Before(start - 1, sign.value, start - 1, start)
        return _signed(window[-2:], start, lexicon) or Before(start)
    window = window.rstrip(" ")
    word = window[window.rfind(" ") + 1 :]
    if word.lstrip(_OPENERS) not in lexicon.before_lengths:
        return _signed(word, left + len(window), lexicon) or Before(start, word=word)
    return _peel(window, left, start, word, lexicon)


def _signed(sign: str, end: int, lexicon: Lexicon) -> Before | None:
    """`(-14,8%)`: the change that a sign says which opens a bracket and ends at `end`."""
    change = lexicon.before.get(sign)
    if change is None or change.role != "direction" or sign.isalpha():
        return None
    return Before(end - 1, direction=change.value, roles=("sign",))


def _peel(window: str, left: int, start: int, word: str, lexicon: Lexicon) -> Before:
    """The cues at the end of `window`, which begins at `left` of the text."""
    qualifier = direction = kind = None
    qualifier_start = qualifier_end = 0
    roles: list[str] = []
    is_strong = False
    for _ in range(_MOST_CUES):
        if not window or window[-1] in _STOPPERS:
            break
        phrase, cue = _last_cue(window, lexicon)
        if cue is None or cue.role == "sound":
            break
        phrase_end = left + len(window)
        phrase_start = phrase_end - len(phrase)
        if cue.role.startswith("kind"):
            # "điều chỉnh thêm 5": a filler between weakens what stands before it
            if not direction and not qualifier and set(roles) <= {"filler"}:
                kind = cue.value
                is_strong = not roles and _is_strong(cue, window[: -len(phrase)], lexicon)
            break
        if cue.role not in _BETWEEN:
            start = phrase_start
        if cue.role == "direction":
            direction = cue.value
            break
        if cue.role != "qualifier":
            roles.append(cue.role)
        elif qualifier is None and _STATED.isdisjoint(roles):
            qualifier, qualifier_start, qualifier_end = cue.value, phrase_start, phrase_end
        window = window[: len(window) - len(phrase)].rstrip(" ")
    return Before(
        start, qualifier, qualifier_start, qualifier_end, direction, kind, is_strong,
        tuple(roles), word,
    )  # fmt: skip


def _is_strong(cue: Cue, ahead: str, lexicon: Lexicon) -> bool:
    """Whether a kind wins over a unit: not the storeys of `nhà 2 tầng 8 phòng học`."""
    if cue.role != "kind_strong" or cue.value != "address":
        return cue.role == "kind_strong"
    word = ahead.rstrip(" ").rpartition(" ")[2]
    return not word.isdecimal() and word not in lexicon.digits


def _last_cue(window: str, lexicon: Lexicon) -> tuple[str, Cue | None]:
    """The longest cue phrase that ends `window`."""
    last = window[window.rfind(" ") + 1 :].lstrip(_OPENERS)
    longest = lexicon.before_lengths.get(last)
    if longest is None:
        return "", None
    if longest > 1:
        words = window.rsplit(" ", longest)[-longest:]
        for first in range(len(words) - 1):
            phrase = " ".join(words[first:]).lstrip(_OPENERS)
            cue = lexicon.before.get(phrase)
            if cue:
                return phrase, cue
    cue = lexicon.before.get(last)
    return (last, cue) if cue else ("", None)
