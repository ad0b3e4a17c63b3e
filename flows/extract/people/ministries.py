"""The ministry that a text tells of.

In comes a text, out comes the one ministry that it names, in the form that it names it with most,
or the one that the sentence names before a position; None where several are named there.
"""

from __future__ import annotations

import re

from flows.extract.people.lexicon import key, lexicon
from flows.extract.people.post_forms import plain_form
from flows.extract.people.posts import View, tail_end

_MINISTRY = re.compile(r"\bBộ (?=[A-ZĐ])")
_LONGEST_BODY = 90
# What `và` joins is another body (`Bộ Công an và Bộ Y tế`).
NEXT_BODY = re.compile(
    r" và (?=(?:Bộ|Sở|Công ty|Tập đoàn|Ngân hàng|Bệnh viện|Trường|UBND|Ban|Phòng|Cục)\b)"
)
_WORD = re.compile(r"[^\W_]+")
SENTENCE_STOP = re.compile(r"[.!?](?= |$)|\n")


def only_ministry(view: View) -> str | None:
    """The one ministry that a text tells of."""
    return _one_of(_ministries(view))


def ministry_there(view: View, position: int) -> str | None:
    """The one ministry that the sentence names before a post, where the text tells of several.

    As the text has it elsewhere, where the sentence has no more than its beginning.
    """
    stops = [stop.end() for stop in SENTENCE_STOP.finditer(view.form, 0, position)]
    begin = stops[-1] if stops else 0
    named = _one_of(_ministries(View(view.form[begin:position], view.low[begin:position])))
    if named is None:
        return None
    fuller = [body for body in _ministries(view) if key(body).startswith(f"{key(named)} ")]
    return _one_of(fuller) or named


def _ministries(view: View) -> list[str]:
    """Every ministry that a text names, each time in the form there."""
    told: list[str] = []
    for match in _MINISTRY.finditer(view.form):
        if not view.low.startswith(lexicon().no_ministries, match.end()):
            stop = tail_end(view, match.end(), min(len(view.form), match.end() + _LONGEST_BODY))
            if stop > match.end():
                body = plain_form(view.form[match.start() : stop])
                told.append(NEXT_BODY.split(body, maxsplit=1)[0])
    return told


def _one_of(told: list[str]) -> str | None:
    """The ministry that all these are, in the form that is the most usual; None for several."""
    # `Bộ Y tế ban hành`, `Bộ Giáo dục và Đào tạo` and `Bộ GD-ĐT` are no two ministries.
    shortest = min(told, key=len, default=None)
    if shortest is None:
        return None
    is_one = all(_initials(body).startswith(_initials(shortest)) for body in told)
    return max(told, key=lambda body: (told.count(body), -len(body))) if is_one else None


def _initials(body: str) -> str:
    """The first letters of a body's words, which are what it is written short with."""
    words = _WORD.findall(body.removeprefix("Bộ ").replace(" và ", " "))
    return "".join(word if word.isupper() else word[0].upper() for word in words)
