"""Where a post ends that a mark or an unknown word cuts: its parent body, its closing mark.

In comes a text with the end of a post as its vocabulary gives it, out comes the end moved over what
belongs to it: the body behind a comma or a dash (`, Công an TP HCM`), and the rest of an apposition
as far as the mark that closes it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from flows.extract.people.lexicon import lexicon
from flows.extract.people.posts.heads import head_starts
from flows.extract.people.posts.spans import BRACKETS, head_end, tail_end

if TYPE_CHECKING:
    from flows.extract.people.posts.spans import PostSpan, View

_PARENT = re.compile(
    r"(?:Công an|CA|Bộ|Sở|UBND|Tổng cục|Cục|Học viện|Trường|Đại học|ĐH|Bệnh viện|BV|Viện|Công ty|"
    r"Tổng công ty|Liên đoàn|Hiệp hội|Hội(?! đồng)|Tập đoàn|[Tt]ỉnh|TP\.?|[Tt]hành phố|"
    r"[Hh]uyện|[Qq]uận|[Tt]hị xã|Tòa án|TAND|VKSND|"
    r"Viện Kiểm sát|Quân khu|Chi nhánh|Bộ Tư lệnh|Ban(?! (?:Giám|Lãnh|Thường|Chấp) )|Ủy ban|"
    r"Văn phòng|Đài|Thanh tra|Ngân hàng|Kiểm toán) ?"
    r"(?=[A-ZĐÀ-Ỹ\d]|tỉnh|thành phố|huyện|quận|TP|nhân dân|thị xã)"
)
_TERM = re.compile(r",? (?:các )?(?:khóa|nhiệm kỳ) (?:thứ )?[\divxl]+(?: ?[-–] ?\d+)?$")
# A team is a part of one of these, which else would be a unit of the same standing.
_TEAM = re.compile(r"\b(?:đội|tổ|trạm|đồn|khoa|phòng)\b")
_TEAM_PARENT = re.compile(
    r"(?:[Pp]hòng|[Cc]hi cục|[Tt]rung tâm|[Cc]ục) (?=[A-ZĐÀ-Ỹ\d]|cảnh sát|an ninh)"
)
# A company is a part of its group.
_COMPANY = re.compile(r"\b(?:công ty|cty|ctcp|nhà máy|xí nghiệp)\b")
_GROUP = re.compile(r"(?:Tập đoàn|Tổng [Cc]ông ty) (?=[A-ZĐÀ-Ỹ])")
# A hamlet is a part of a commune, a group of households of a quarter.
_HAMLET = re.compile(r"\b(?:tổ dân phố|khu phố|khu dân cư|thôn|xóm|ấp)\b")
_COMMUNE = re.compile(
    r"(?:[Pp]hường|[Xx]ã|[Tt]hị trấn) (?=[A-ZĐÀ-Ỹ\d])|[Kk]hu (?:vực|phố|dân cư) (?=\d)"
)
# A named unit below the province, which the province may stand behind (`huyện A, Hà Nam`).
_BELOW_PROVINCE = re.compile(
    r"\b(?:(?:quận|huyện|thị xã|xã|phường|thị trấn) |[qphx]\. ?|tx\.? )"
    r"[^\s,]+(?: [^\s,]+){0,3}$"
)
_PROVINCE = re.compile(
    r", ((?:tỉnh |TP\.? ?)?[A-ZĐÀ-Ỹ][^\s,.;:()]*(?: [A-ZĐÀ-Ỹ][^\s,.;:()]*){0,3})"
)
_NOT_ALONE = (" và ", " cùng ", " - ", " – ")
_REST = re.compile(r"( [^\W\d_][^,.;:()\"“”…\n–—]{1,60})(?=, |\)|;|\.(?: |$)|\.?\n|$)")
# What a company, a union or a centre is called by: small words before its name, up to a mark.
_UNKNOWN_NAME = re.compile(
    r" (?!(?:gồm|bao|có|ở|tại|do|là|như|đã|từ|rồi|thay|nước|nguyên) |các nước)"
    r"[a-zà-ỹđ]+(?: [^\W_]+){1,7}"
    r"(?=, | \(|\)|;|\.(?: |$)|\.?\n|$| [-–] )"
)
_NAMED_SO = re.compile(
    r"\b(?:công ty|cty|ctcp|tập đoàn|doanh nghiệp|hợp tác xã|htx|trung tâm|ban quản lý|ban qlda|"
    r"(?<!quốc )(?<!đại )hội(?! đồng| nghị)|hiệp hội|viện|xí nghiệp|nhà máy|liên đoàn|"
    r"hạt kiểm lâm|quỹ|cục|(?<!thường )(?<!quốc )vụ|bộ môn|khoa)\b"
)
# How much of a post may be unknown words before its bearer speaks.
_LONGEST_REST = 60
_PLAIN = re.compile(r"[^,.;:()\"“”…\n–—]+")
_LONGEST_SPEECH = 30
_PARTINGS = (", ", " - ", " – ", " — ", "- ")
_NEEDS_PARENT = re.compile(
    r"phòng|đội|khoa|trung tâm|ban |cục|vụ|viện|huyện|quận|thị xã|xã|phường|chi nhánh|trạm|"
    r"đồn|bộ môn|trường|đại học|cơ quan|tòa|tổ (?!quốc|chức)|khu phố|khu dân cư|thôn|xóm|ấp|"
    r"chánh thanh tra"
)


@cache
def _verb() -> re.Pattern[str]:
    """Words that no name of a body holds."""
    words = "|".join(map(re.escape, lexicon().posts.clause_words))
    return re.compile(rf"\b(?:{words})\b")


def to_closing(view: View, start: int, end: int, limit: int) -> int:
    """The post's end moved over words it is not known to hold, as far as its apposition goes.

    What stands between a comma or a bracket after the name and the mark before the verb of speech
    is the post whole (`A, Giám đốc Công ty … tự động VETC, cho biết`), unless a verb is in it.
    """
    spoken = _to_speech(view, end, limit)
    if spoken == end:
        spoken = _named_end(view, start, end, limit)
    if spoken != end:
        return spoken
    rest = _REST.match(view.form, end, limit)
    if rest is None or _verb().search(rest[1]) or not _goes_on(rest[1]):
        return end
    closing = view.form[rest.end() : rest.end() + 1]
    if closing == ")":
        return rest.end() if view.form[start - 1] == "(" else end
    if any(view.low.find(body, start, end) != -1 for body in lexicon().bodies.of_lists):
        # A steering committee is called by what it is for, however long.
        return rest.end()
    if closing != ",":
        return end
    said = view.low[rest.end() + 2 : rest.end() + 2 + _LONGEST_SPEECH].split(" ")
    speech = lexicon().sentences.speech
    is_said = any(" ".join(said[:count]) in speech for count in range(1, 4))
    return rest.end() if is_said else end


def _named_end(view: View, start: int, end: int, limit: int) -> int:
    """The end moved over the name of a body (`Công ty Tư vấn kiến trúc Sao Mai, …`)."""
    if not view.form.startswith(" ", end) or not view.form[end + 1 : end + 2].islower():
        return end
    if _NAMED_SO.search(view.low, start, end) is None:
        return end
    name = _UNKNOWN_NAME.match(view.form, end, limit)
    if name is None or not _ends_name(name[0]) or _verb().search(name[0]):
        return end
    heads = (head_end(view, at, name.end()) for at, _ in head_starts(view.low, end, name.end()))
    return end if any(head != -1 for head in heads) else name.end()


@cache
def _speech() -> re.Pattern[str]:
    """A verb of speech with the small words that may stand before it."""
    words = "|".join(sorted(map(re.escape, lexicon().sentences.speech), key=len, reverse=True))
    return re.compile(
        rf"(?: \([^()\n]{{2,20}}\))?,?(?: [-–])? "
        rf"(?P<verb>(?:cũng |đã |vừa )?(?:{words}))(?![^\W_])|"
        r" \([^()\n]{2,20}\),"
    )


def _to_speech(view: View, end: int, limit: int) -> int:
    """The end moved over unknown words up to a verb of speech, where they end a body's name."""
    if view.form[end : end + 1] != " " or not view.form[end + 1 : end + 2].isalpha():
        return end
    limit = min(limit, end + _LONGEST_REST)
    told = _speech().finditer(view.low, end, limit)
    said = next((verb for verb in told if _is_small(view, verb)), None)
    if said is None or said.start() == end:
        return end
    rest = view.form[end : said.start()]
    is_name = _PLAIN.fullmatch(rest) is not None and _ends_name(rest)
    return said.start() if is_name and _verb().search(view.low, end, said.start()) is None else end


def _is_small(view: View, said: re.Match[str]) -> bool:
    """Whether a verb of speech is one and no part of a body's name (`Cục Thông tin đối ngoại`)."""
    return said["verb"] is None or view.form[said.start("verb")].islower()


def _goes_on(rest: str) -> bool:
    """Whether unknown words go on with a post: they end a name and open no new sentence."""
    first = rest.split(" ", 2)[1].lower()
    return first not in lexicon().sentences.never_last and _ends_name(rest)


def _ends_name(stretch: str) -> bool:
    """Whether a body's name ends there: with a capital, a number or a term (`Quốc gia`)."""
    words = stretch.split(" ")
    last = words[-1]
    if last[:1].isupper() or last[:1].isdigit():
        return True
    pair = " ".join(words[-2:])
    return pair[:1].isupper() and pair.lower() in lexicon().posts.terms


def without_term(view: View, post: PostSpan) -> PostSpan:
    """The post without the term it is held for (`đại biểu Quốc hội khóa XIV`)."""
    term = _TERM.search(view.low, post.head_end, post.end)
    return post if term is None else post._replace(end=term.start())


def with_parent(view: View, start: int, end: int, limit: int) -> int:
    """The post's end moved over what a mark parts it from (`, Phòng CSGT, Công an TP HCM`)."""
    while True:
        further = _over_parent(view, start, end, limit)
        if further == end:
            return _over_province(view, start, end, limit)
        end = further


def _over_province(view: View, start: int, end: int, limit: int) -> int:
    """The post's end moved over the province of the district or commune that it ends with."""
    place = _PROVINCE.match(view.form, end, limit)
    if place is None or _BELOW_PROVINCE.search(view.low, start, end) is None:
        return end
    is_province = place[1].removeprefix("tỉnh ").lower() in lexicon().places.provinces
    is_listed = view.low.startswith(_NOT_ALONE, place.end())
    return place.end() if is_province and not is_listed else end


def _over_parent(view: View, start: int, end: int, limit: int) -> int:
    """The post's end moved over one body that a comma, a dash or a bracket parts it from."""
    mark = next((mark for mark in _PARTINGS if view.form.startswith(mark, end)), "")
    is_company = mark == ", " and _COMPANY.search(view.low, start, end) is not None
    if mark and (is_company or _NEEDS_PARENT.search(view.low, start, end)):
        begin = end + len(mark)
    else:
        bracket = BRACKETS.match(view.form, end + 1, limit)
        if bracket is None or view.form[bracket.end() : bracket.end() + 2] != ", ":
            return end
        begin = bracket.end() + 2
    parent = (_GROUP if is_company else _PARENT).match(view.form, begin, limit)
    if parent is None and _TEAM.search(view.low, start, end):
        parent = _TEAM_PARENT.match(view.form, begin, limit)
    if parent is None and _HAMLET.search(view.low, start, end):
        parent = _COMMUNE.match(view.form, begin, limit)
    if parent is None or head_end(view, begin, limit) != -1:
        return end
    finish = tail_end(view, begin, limit)
    following = view.form[finish : finish + 1]
    is_closed = following in {",", ".", ";", ")", ":", "", "\n", " ", "-"}
    return finish if finish > begin and is_closed else end
