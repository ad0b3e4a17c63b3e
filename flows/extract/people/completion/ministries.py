"""The ministry that a text tells of.

In comes a text, out comes the one ministry that it names, in the form that it names it with most,
or the one that the sentence names before a position; None where several are named there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.extract.people.lexicon import key, lexicon
from flows.extract.people.posts.forms import plain_form

if TYPE_CHECKING:
    from flows.extract.people.completion.localities import Localities

# In small letters only where no word before makes another of it (`cán bộ Thanh tra`).
# What must not stand before it is asked behind it: a class up front keeps the scan quick.
_MINISTRY = re.compile(
    r"[Bb]ộ (?=[A-ZĐ])(?<!\w[Bb]ộ )(?<!cán bộ )(?<!toàn bộ )(?<!đảng bộ )(?<!chi bộ )"
    r"(?<!nội bộ )(?<!cục bộ )(?<!tiến bộ )"
)
_LONGEST_BODY = 90
# What `và` joins is another body (`Bộ Công an và Bộ Y tế`).
NEXT_BODY = re.compile(
    r" và (?=(?:Bộ|Sở|Công ty|Tập đoàn|Ngân hàng|Bệnh viện|Trường|UBND|Ban|Phòng|Cục)\b)"
)
_WORD = re.compile(r"[^\W_]+")
SENTENCE_STOP = re.compile(r"[.!?](?= |$)|\n")


def only_ministry(places: Localities) -> str | None:
    """The one ministry that a text tells of."""
    return _one_of(_ministries(places, 0, len(places.view.form)))


def ministry_there(places: Localities, position: int) -> str | None:
    """The one ministry that the sentence names before a post, where the text tells of several.

    As the text has it elsewhere, where the sentence has no more than its beginning.
    """
    form = places.view.form
    stops = [stop.end() for stop in SENTENCE_STOP.finditer(form, 0, position)]
    named = _one_of(_ministries(places, stops[-1] if stops else 0, position))
    if named is None:
        return None
    told = _ministries(places, 0, len(form))
    fuller = [body for body in told if key(body).startswith(f"{key(named)} ")]
    return _one_of(fuller) or named


def _ministries(places: Localities, begin: int, limit: int) -> list[str]:
    """Every ministry that a stretch of a text names, each time in the form there."""
    view = places.view
    told: list[str] = []
    for match in _MINISTRY.finditer(view.form, begin, limit):
        if not view.low.startswith(lexicon().bodies.no_ministries, match.end()):
            stop = places.end_of_body(match.end(), min(limit, match.end() + _LONGEST_BODY))
            if stop > match.end():
                body = plain_form(view.form[match.start() : stop])
                body = NEXT_BODY.split(body, maxsplit=1)[0]
                told.append(f"B{body[1:]}")
    return told


def _one_of(told: list[str]) -> str | None:
    """The ministry that all these are, in the form that is the most usual; None for several.

    Written out where the text does so anywhere.
    """
    # `Bộ Y tế ban hành`, `Bộ Giáo dục và Đào tạo` and `Bộ GD-ĐT` are no two ministries.
    shortest = min(told, key=len, default=None)
    if shortest is None:
        return None
    is_one = all(_initials(body).startswith(_initials(shortest)) for body in told)
    if not is_one:
        return None
    in_full = [body for body in told if not _is_short(body)]
    return max(in_full or told, key=lambda body: (told.count(body), -len(body)))


def _is_short(body: str) -> bool:
    """Whether a body is written with its first letters (`Bộ GD&ĐT`)."""
    return any(word.isupper() and len(word) > 1 for word in _WORD.findall(body))


def _initials(body: str) -> str:
    """The first letters of a body's words, which are what it is written short with."""
    words = _WORD.findall(body.removeprefix("Bộ ").replace(" và ", " "))
    return "".join(word if word.isupper() else word[0].upper() for word in words)
