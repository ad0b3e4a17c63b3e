"""Posts as the article writes them, freed of what only parts or misprints their words.

In comes a post as written, out come its plain form (`Phòng CSGT (CA tỉnh)` -> `Phòng CSGT Công an
tỉnh`) and its head, as which other mentions of the same post may be known.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

import polars as pl

from flows.extract.people.lexicon import key, lexicon
from flows.extract.people.posts.spans import ACTING, View, head_end, tail_end
from flows.extract.remembered import remembered
from flows.extract.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterable

_BRACKETED = re.compile(r" ?\([^()]*\),?")
# The force that a bracket or a comma parts from its unit: `Phòng CSGT (CA tỉnh)`.
_BRACKETED_FORCE = re.compile(
    r" ?\((?:CA|Công an) ((?:tỉnh|TP|thành phố|huyện|quận|thị xã|TX)\b[^()]*)\)"
)
# The ministry that a bracket parts from its department: `Vụ Pháp chế (Bộ Y tế)`,
# with the department's number before it (`(A8-Bộ Y tế)`).
_BRACKETED_PARENT = re.compile(
    r" ?\((?:[A-Z]\d{1,3} ?[-–,] ?)?((?:[Bb]ộ|Tổng cục|Cục|[Ss]ở|Phòng|Thanh tra|Văn phòng|Ban|"
    r"Ủy ban|[Tt]rường|[Bb]ệnh viện|BV|Viện|Tổng công ty|Đại học|ĐH|Đại sứ quán|Tổng Lãnh sự quán) "
    r"[^()\n]{2,50})\)"
)
_MISSIONS = ("Đại sứ quán", "Tổng Lãnh sự quán")
_UNIT = re.compile(
    r"\b(?:[Vv]ụ|[Cc]ục|[Pp]hòng|[Đđ]ội|[Kk]hoa|[Tt]rung tâm|[Vv]iện|[Tt]rinh sát|[Tt]rường)\b"
)
_PARENT_COMMA = re.compile(
    r"\b([Pp]hòng|[Đđ]ội|[Kk]hoa|[Cc]ục|[Vv]ụ|[Vv]iện|[Tt]ổ|[Tt]rạm|[Tt]rung tâm|[Cc]ơ quan|[Tt]òa|"
    r"[Tt]rường|Đại học|[Kk]hu|[Bb]ộ môn|[Bb]an|[Cc]ông ty|Cty|CTCP|[Nn]hà máy|[Xx]í nghiệp)"
    r"( (?:[^,]|, (?=[^\W\d_][^\W\d_]* )(?![A-ZĐ]))+?)(?:, | ?[-–—] )"
    r"(?=(?:Công an|Bệnh viện|BV|Sở|UBND|Bộ|Tổng cục|Cục|[Pp]hòng|[Cc]hi cục|[Tt]rung tâm|Ban|"
    r"Ủy ban|Văn phòng|Học viện|Viện|[Tt]rường|Đại học|ĐH|Tập đoàn|Tổng [Cc]ông ty|Công ty|Đài|"
    r"Thanh tra|Tòa án|TAND|Ngân hàng|Kiểm toán|Liên đoàn|Hiệp hội|Hội(?! đồng)) )"
)
_HAMLET_COMMA = re.compile(
    r"\b((?:tổ dân phố|khu phố|khu vực|khu dân cư|thôn|xóm|ấp) [^,]{1,40}), "
    r"(?=(?:phường|xã|thị trấn|khu vực|khu phố|khu dân cư) )",
    re.IGNORECASE,
)
# `Chánh Thanh tra, Sở Nội vụ`
_INSPECTORS_COMMA = re.compile(
    r"\b([Cc]hánh [Tt]hanh tra)(?:, | ?[-–—] )(?=(?:Sở|Bộ|UBND|Tổng cục|Cục) )"
)
# A body's place, and the place that this is a part of (`UBND phường A, quận B`).
_PLACE_COMMA = re.compile(
    r"\b((?:UBND|HĐND|Ủy ban nhân dân|Công an|Đảng ủy|MTTQ|Bệnh viện|BV|[Tt]rường|[Tt]rạm|"
    r"[Hh]ạt|[Cc]hi cục|[Pp]hòng|Ban|[Tt]rung tâm|TAND|Tòa án nhân dân|VKSND|Hội|[Nn]ghiệp đoàn|"
    r"Huyện ủy|Quận ủy|Đồn) [^,]{2,60}), "
    r"(?=(?:quận|huyện|thị xã|tỉnh|[Tt]hành phố|TP\.?) ?[A-ZĐ\d])"
)
# A head that leaves its unit's kind to be said by itself (`Cục trưởng Đường sắt`).
_KINDLESS = re.compile(
    r"^((?:[Pp]hó )?([Tt]ổng [Cc]ục|[Cc]hi [Cc]ục|[Cc]ục|[Vv]ụ) (?:[Tt]rưởng|[Pp]hó)) "
    r"(?=[A-ZĐ])(?!(?:Cục|Vụ|Tổng cục|Chi cục|Bộ|Sở|UBND|Ban|Văn phòng|Thanh tra|Ủy ban|Tổng)\b)"
)
_BODY_COMMA = re.compile(r", (?=(?:CA|Công an|Bộ|Sở|UBND|Tổng cục|Cục|Bệnh viện|Trường|Viện)\b)")
BOARD = "trưởng ban"
# `Chủ tịch HĐQT` is no `Chủ tịch`, who heads a council.
_BOARDS = ("hđqt", "hđtv", "hội đồng quản trị", "hội đồng thành viên")
_DEPUTY = re.compile(r"^(?:quyền |phó )+| (?:thường trực|chuyên trách|phụ trách)$")
_FAMILIES = {
    "thứ trưởng": "bộ trưởng",
    "hiệu phó": "hiệu trưởng",
    "đội phó": "đội trưởng",
    "ban": BOARD,
    "phòng": "trưởng phòng",
    "khoa": "trưởng khoa",
}
_DISTRICT_COMMA = re.compile(r", (?=(?:quận|huyện|thị xã|thành phố|TP) )")
_TERRITORY = re.compile(r"\b(?:tp\.? ?|thành phố |tỉnh )(?=\w)")
_LONGEST_BODY = 90
# Without one of these marks no comma is taken out of a post.
_PARTINGS = frozenset(",-–—")
_STATE = re.compile(
    r"(Thủ tướng|Chủ tịch nước|Quốc hội|Chính phủ|"
    r"\b[Bb]ộ (?!Tổng|Tư lệnh|Chỉ huy)[^\W\d_][^,()]*?) "
    r"(?:nước )?(?:CHXHCN |[Cc]ộng hòa [Xx]ã hội [Cc]hủ nghĩa )?Việt Nam$"
)
# The committee of a territory that the State leads, its `nhân dân` left out.
_COMMITTEE = re.compile(r"\b([ỦU]y ban|Uỷ ban) (?=(?:tỉnh|thành phố|huyện|quận|thị xã|phường|xã) )")


def with_force(text: str, start: int, end: int) -> str:
    """A post as written, with the bracket behind it that names its force or its ministry."""
    body = _BRACKETED_FORCE.match(text, end)
    if body is None:
        parent = _BRACKETED_PARENT.match(text, end)
        if parent and (_UNIT.search(text, start, end) or parent[1].startswith(_MISSIONS)):
            body = parent
    return text[start : body.end() if body else end]


@lru_cache(maxsize=1)
def _in_full() -> dict[str, str]:
    """What stands for words written short or in an old spelling (`PGĐ`, `CATP`, `Uỷ viên`)."""
    return dict(load("post_abbreviations").select("written", "expansion").rows())


@lru_cache(maxsize=1)
def _short() -> re.Pattern[str]:
    """A word written short, where it stands for another: some only before certain words."""
    table = load("post_abbreviations").sort(pl.col("written").str.len_chars(), descending=True)
    words = "|".join(
        rf"{'^' if is_opening else ''}{re.escape(written)}(?![-&]?[^\W_]){_before(followed_by)}"
        for written, _, is_opening, followed_by in table.rows()
    )
    # All begin a word, which is asked once for all of them: most letters begin none.
    return re.compile(rf"\b(?:{words})")


def _before(followed_by: str | None) -> str:
    """What must follow a word written short: one of some words, the post's end (`$`), anything."""
    if followed_by == "$":
        return "$"
    return rf"(?= (?:{followed_by})(?![^\W_]))" if followed_by else ""


def _without_commas(bracket: re.Match[str]) -> str:
    """What a bracket says a unit is a part of (`(Phòng X, CA TP Y)`)."""
    return " " + _BODY_COMMA.sub(" ", bracket[1])


def _without_place_commas(plain: str) -> str:
    """A post whose body's place is told of without commas (`UBND xã A huyện B tỉnh C`)."""
    while (parted := _PLACE_COMMA.sub(r"\1 ", plain)) != plain:
        plain = parted
    body, comma, last = plain.rpartition(", ")
    is_province = comma and key(last) in lexicon().places.provinces
    return f"{_DISTRICT_COMMA.sub(' ', body)} {last}" if is_province else plain


@remembered(50_000)
def plain_form(written: str) -> str:
    """A post without brackets and misprints, as other mentions of the person may complete it."""
    joined = written
    if "(" in written:
        joined = _BRACKETED_FORCE.sub(r" Công an \1", written)
        joined = _BRACKETED_PARENT.sub(_without_commas, joined)
    joined = _short().sub(lambda short: _in_full()[short[0]], joined)
    if "(" in written:
        joined = _BRACKETED.sub("", joined)
    plain = " ".join(joined.split())
    if "," in plain:
        plain = _without_place_commas(_HAMLET_COMMA.sub(r"\1 ", plain))
    if not _PARTINGS.isdisjoint(plain):
        plain = _INSPECTORS_COMMA.sub(r"\1 ", plain)
    joined = "" if not _PARTINGS.isdisjoint(plain) else plain
    while joined != plain:
        joined, plain = plain, _PARENT_COMMA.sub(r"\1\2 ", plain, count=1)
    plain = _COMMITTEE.sub(r"\1 nhân dân ", plain)
    plain = _KINDLESS.sub(lambda head: f"{head[1]} {head[2].capitalize()} ", plain)
    return _STATE.sub(r"\1", plain)


def one_form_each(posts: Iterable[str]) -> list[str]:
    """Each post once: where `TP` alone parts two, in the more usual form or the first of equals.

    `Bí thư Thành ủy Hà Nội` and `Bí thư Thành ủy TP Hà Nội`.

    Args:
        posts: plain forms, in order of the text.
    """
    told = Counter(posts)
    if len(told) == 1:
        return list(told)
    counts: dict[str, Counter[str]] = {}
    for post, count in told.items():
        counts.setdefault(_without_territory(post), Counter())[post] = count
    return [forms.most_common(1)[0][0] for forms in counts.values()]


@remembered(50_000)
def _without_territory(post: str) -> str:
    """A post in small letters without the word for the kind of its territory."""
    return _TERRITORY.sub("", key(post))


@remembered(10_000)
def post_family(head: str) -> str:
    """What a head and its deputies share (`phó cục trưởng` -> `cục trưởng`)."""
    family = _DEPUTY.sub("", head)
    return _FAMILIES.get(family, family)


def posts_told(view: View, family: str, names: frozenset[int]) -> list[str]:
    """The posts of a family that a text names with a body, whoever bears them (`Bộ trưởng Bộ X`).

    Args:
        view: the text.
        family: a head that leads.
        names: where persons are named, who are no body.
    """
    told: list[str] = []
    name = re.escape(family)
    # What must not stand before it is asked behind it: a pattern that begins with plain letters
    # is found many times quicker.
    for match in re.finditer(rf"{name} quán (?<!\w{name} quán )(?=\w)", view.low):
        stop = tail_end(view, match.end() - 1, min(len(view.form), match.end() + _LONGEST_BODY))
        if stop > match.end() and " tại " in view.form[match.end() : stop]:
            told.append(f"{family.capitalize()} {view.form[match.end() : stop]}")
    others = "".join(rf"(?<!{before}{name} )" for before in (r"\w", "chi ", "tổng "))
    for match in re.finditer(rf"{name} {others}(?=\w)", view.low):
        end = view.form.find("\n", match.end())
        limit = min(end if end != -1 else len(view.form), match.end() + _LONGEST_BODY)
        limit = next((name for name in range(match.end(), limit) if name in names), limit)
        head = head_end(view, match.start(), limit)
        if head == -1 or head + 1 >= limit or not view.form[head + 1].isupper():
            continue
        stop = tail_end(view, head, limit)
        if stop > head:
            told.append(plain_form(view.form[match.start() : stop]))
    return told


def led_body(posts: Iterable[str], family: str) -> str | None:
    """The one body that all posts of a family name, the longest form of it; None for several.

    Args:
        posts: plain forms of the posts that one article tells of.
        family: of `post_family`.
    """
    body = ""
    for post in posts:
        found = _body_behind(post, family)
        if _is_part(key(found), key(body)):
            continue
        if not _is_part(key(body), key(found)):
            return None
        body = found
    return body or None


def _is_part(part: str, whole: str) -> bool:
    """Whether a body is the other's beginning or its end (`Đà Nẵng` of `UBND TP.Đà Nẵng`)."""
    if whole.startswith(part):
        return True
    return whole.endswith(part) and not whole[: -len(part)][-1:].isalnum()


def _body_behind(post: str, family: str) -> str:
    """What stands behind the family's head in a post, empty where it is another family's."""
    head = head_of(post)
    own = post_family(head)
    if own == family:
        body = post[len(head) :].strip()
        # `Phó Trưởng ban Thường trực Ban Dân vận` and `Phó ban Dân vận` are of one board.
        return body.removeprefix("Ban ") if family == BOARD else body
    if not own.startswith(f"{family} ") or own.endswith(_BOARDS):
        return ""
    # `Giám đốc Sở` is a head too, and of the family of `Giám đốc`.
    body = post[key(post).find(family) + len(family) :].strip()
    return body if body[:1].isupper() else ""


@remembered(50_000)
def head_of(written: str) -> str:
    """The head of a post in lower case, acting or not; empty where it has none."""
    view = View(written, key(written))
    end = head_end(view, 0, len(written))
    return view.low[:end].removeprefix(f"{ACTING} ") if end > 0 else ""
