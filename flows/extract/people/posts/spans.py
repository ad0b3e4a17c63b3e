"""Where a post begins and ends.

In comes the matching form of a text with its lower case, out come the ends of a head and of its
tail. A post is a head (`Phó Giám đốc`) and a tail of what it is the head of (`Công an tỉnh Thanh
Hóa`); heads and tail words are vocabulary, so a verb after the post ends it.
"""

from __future__ import annotations

import re

from flows.extract.people.lexicon import lexicon
from flows.extract.people.posts.heads import ACTING, PostSpan, View, head_end
from flows.extract.people.posts.steps import (
    about_end,
    dash_end,
    is_fused,
    leads_tasks,
    step_end,
)

__all__ = [
    "ACTING",
    "BRACKETS",
    "STOPPED_LEVELS",
    "PostSpan",
    "View",
    "head_end",
    "is_fused",
    "tail_end",
]

BRACKETS = re.compile(r"\((?:[A-ZĐ][\w&/. -]{0,18})\)")
# What stands between a post and the name of its bearer: the body or the territory it is of.
_BRACKETED_BODY = re.compile(
    r"\((?:Bộ|Tổng cục|Cục|Sở|Công an|CA|UBND|Bệnh viện|Trường|Viện|tỉnh|thành phố|huyện|quận|"
    r"thị xã|phường|xã) [^()\n]{2,50}\)(?= ?$)"
)
STOPPED_LEVELS = frozenset({"tp", "tx"})
_ABOUT = "về"
_LOCATING = frozenset({"tại", "ở", "về", "cho", "với", "đối với"})
# Behind a territory's name no body goes on with these.
_NAMING = frozenset({"về", "với"})
# `Trưởng ban`: the head may have the first word of what it is the head of.
_UNIT_BEFORE = len("ban")
_LONGEST_OCCASION = 24
_LONGEST_TITLE = 16
# A local authority with the name of its territory: `UBND tỉnh Quảng Ninh`.
_AUTHORITY = re.compile(
    r"\b(?:UBND|HĐND|Công an|Sở|Tỉnh ủy|Thành ủy|Ủy ban nhân dân|Hội đồng nhân dân)\b.*"
    r"(?: (?:tỉnh|[Tt]hành phố|TP|huyện|quận|thị xã|xã|phường|thị trấn) | ủy |TP\.)"
    r"(?=[^\W\d_])[^\s]*[^a-z\s]"
)
# `Đội CSGT số 3`.
_NUMBER = "số"
_SEVERAL = (" các ủy viên", " các thành viên", " các cộng sự", " các đồng phạm", " những người")
# Bodies of a province's committees, which open a sentence after its name.
_ANEW = ("ban cán sự", "ban thường vụ", "ban chấp hành", "ubnd ", "hđnd ", "tỉnh ủy", "thành ủy")
_LONGEST_PROVINCE = 4
# Two syllables with the blanks behind them, so that the second is whole.
_LONGEST_OPENING = 16
_WHOLE_PAIR = 3
_WITH_MORE = frozenset({"và", "&", "với"})
# `Giám đốc tài chính (CFO) của Uber`.
_OF = " của "


def _is_refused(view: View, start: int, end: int, last: str, *, is_complete: bool) -> bool:
    """Whether the term would be the verb of the clause rather than a part of the post."""
    if view.form[start].isupper():
        return False
    if view.low[start:end] == _NUMBER and view.form[end + 1 : end + 2].isdigit():
        return False
    lexis = lexicon()
    return (
        is_complete
        and lexis.posts.terms.get(view.low[start:end], False)
        and last not in lexis.bodies.units
    )


def tail_end(view: View, start: int, limit: int, *, is_before_name: bool = False) -> int:
    """End of a post's tail that begins at `start` (right after the head or the last word).

    Args:
        view: the text.
        start: where the tail may begin.
        limit: where the text ends for this purpose (start of the name, end of the line).
        is_before_name: a name follows at `limit`, so every capitalised word belongs to the tail.
    """
    form, low = view.form, view.low
    lexis = lexicon()
    position = end = start
    last, last_step, is_complete, is_pending = "", "", False, False
    while position < limit:
        if form[position] == " ":
            position += 1
            continue
        if form[position] == "(":
            position = _bracket_end(view, position, limit, is_before_name=is_before_name)
            if position >= limit or (not is_before_name and form[position] == ","):
                return limit if is_before_name and position == limit else end
            is_pending = not low.startswith(_OF, position)
            continue
        is_new = form[position].isupper() and _begins_anew(view, start, end, position)
        stop = -1 if is_new else step_end(view, position, limit)
        word = low[position:stop]
        if stop == -1 or (
            word not in lexis.posts.connectors
            and _is_refused(view, position, stop, last, is_complete=is_complete)
        ):
            position, last_step = dash_end(view, position, limit, last_step), ""
            if position == -1:
                break
            continue
        if word == _ABOUT and leads_tasks(view, start, position):
            about = about_end(view, stop, limit)
            return end if about == -1 else about
        if word in lexis.posts.connectors:
            # `trợ lý của` right before a name is somebody else, not who is named.
            if (
                stop >= limit
                or is_pending
                or not _joins(view, word, stop, limit, is_before_name=is_before_name)
                or (word in _LOCATING and _is_elsewhere(view, start, position, stop))
                or (
                    word in _NAMING
                    and last in lexis.posts.levels
                    and not _is_steering(low, start, end)
                )
            ):
                break
            is_pending, position = True, stop
            continue
        last_step = word
        last = word.rsplit(" ", 1)[-1]
        stop = _with_stop(form, stop, last)
        is_complete = form[position].isupper() or last in lexis.posts.levels or last.isdigit()
        position = end = stop
        is_pending = False
    return end


def _is_steering(low: str, start: int, end: int) -> bool:
    """Whether a tail is a steering committee's, which is called by what it is about."""
    begin = max(0, start - _UNIT_BEFORE)
    return any(low.find(body, begin, end) != -1 for body in lexicon().bodies.of_lists)


def _begins_anew(view: View, start: int, end: int, position: int) -> bool:
    """Whether a post, a body or a clause follows a province's name, the stop between them lost.

    `Chủ tịch UBND tỉnh Hà Nam Thứ trưởng Mai Văn A`, `… tỉnh Hà Nam Ban cán sự đảng …`,
    `… tỉnh Hà Nam Lập đoàn kiểm tra`.
    """
    low = view.low
    is_post = low.startswith(_ANEW, position) or head_end(view, position, len(low)) != -1
    if not is_post and not _opens_clause(view, position):
        return False
    words = view.form[start:end].split()
    provinces = lexicon().places.provinces
    for count in range(1, _LONGEST_PROVINCE + 1):
        name = words[-count:]
        if " ".join(name).lower() in provinces:
            # Other words are written like a province too (`hòa bình ở Bán đảo …`).
            return is_post or all(word[0].isupper() for word in name)
    return False


def _opens_clause(view: View, position: int) -> bool:
    """Whether a word in capitals opens a clause: a small one follows that no body goes on with."""
    words = view.form[position : position + _LONGEST_OPENING].split(" ")
    if len(words) < _WHOLE_PAIR or not words[0].isalpha() or not words[1][:1].islower():
        return False
    first, second = words[0].lower(), words[1].rstrip(",.;:").lower()
    lexis = lexicon()
    return second not in lexis.posts.connectors and f"{first} {second}" not in lexis.posts.terms


def _with_stop(form: str, end: int, last: str) -> int:
    """The end moved over the stop of an abbreviation (`Công an TP. HCM`)."""
    if last not in STOPPED_LEVELS:
        return end
    is_stopped = form[end : end + 2] == ". " and form[end + 2 : end + 3].isupper()
    return end + 1 if is_stopped else end


def _is_elsewhere(view: View, start: int, end: int, following: int) -> bool:
    """Whether what follows `tại` or `về` is where the clause is set, not a part of the post.

    An occasion is (`tại Hội nghị`), and whatever follows a local authority with its name.
    """
    rest = view.low[following + 1 : following + 1 + _LONGEST_OCCASION]
    said = rest.split(" ")
    occasions = lexicon().bodies.of_occasions
    if any(" ".join(said[:count]).rstrip(",.;:") in occasions for count in (1, 2)):
        return True
    return _AUTHORITY.search(view.form, start, end) is not None


def _bracket_end(view: View, start: int, limit: int, *, is_before_name: bool) -> int:
    """End of an abbreviation in brackets, or `limit` where the tail ends before it."""
    bracket = BRACKETS.match(view.form, start, limit)
    if bracket is None and is_before_name:
        bracket = _BRACKETED_BODY.match(view.form, start, limit)
    if bracket is None or view.form[bracket.end() : bracket.end() + 1] not in {" ", ",", ""}:
        return len(view.form)
    return bracket.end()


def _joins(view: View, word: str, stop: int, limit: int, *, is_before_name: bool) -> bool:
    """Whether a connector goes on with the post: no dash after a name, no other post after `và`."""
    if word == "-":
        return is_before_name
    if word in _WITH_MORE and (
        view.form[stop + 1 : stop + 2].isdigit() or view.low.startswith(_SEVERAL, stop)
    ):
        # `… Công ty A và 11 bị can khác`, `Chủ tịch HĐQT và các ủy viên`.
        return False
    if word not in _WITH_MORE:
        return True
    return head_end(view, stop + 1, limit) == -1 and not _is_title(view, stop + 1)


def _is_title(view: View, start: int) -> bool:
    """Whether a rank or `ông` stands there, before who is named next (`… và Đại tá A`)."""
    first, _, rest = view.low[start : start + _LONGEST_TITLE].partition(" ")
    lexis = lexicon()
    second = rest.split(" ", 1)[0]
    pair = f"{first} {second}"
    is_calling = lexis.names.honorifics.get(pair) == "profession" and view.form[start].islower()
    return lexis.names.honorifics.get(first) == "address" or is_calling or pair in lexis.posts.ranks
