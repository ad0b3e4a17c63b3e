"""What a whole post belongs to: its organisation, its branch and its province.

In comes a post with all that the article says of it, out come the organisation that it names
(`Giám đốc Công an tỉnh Thanh Hóa` -> `Công an tỉnh Thanh Hóa`), the branch of the State, the Party
or society, and the province: the one it names, its district's, or the article's for local bodies.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from flows.extract.people.completion.homes import province_in
from flows.extract.people.lexicon import key, lexicon
from flows.extract.people.lexicon.tables import post_words
from flows.extract.people.posts.forms import head_of
from flows.extract.people.posts.spans import ACTING
from flows.extract.remembered import remembered

if TYPE_CHECKING:
    from flows.extract.people.completion.scenes import Scene

# What may be a district's or a company's.
_OFFICE = "phòng"
_COMPANY = "company"
_WORD = re.compile(r"[^\W_]+(?:[.&-][^\W_]+)*")
_TITLE = re.compile(r"(?:phó |quyền )*", re.IGNORECASE)
_ORGANISATION_LEAD = re.compile(
    r"(?:thường trực |chuyên trách |phụ trách |ban thường vụ |ban chấp hành |btv |bch |"
    r"điều hành )+",
    re.IGNORECASE,
)
_ORGANISATION_AS_HEAD = re.compile(
    r"(?<=phó )(?=(?:công an|ca[qhx]?|cat[px])\b)|"
    r"(?:trưởng|tổ trưởng) (?=(?:phòng|ban|khoa|công an|đoàn|bộ môn|văn phòng|trạm|đồn|thôn|"
    r"ấp|khu|chi cục|đại diện|bản|bql|ca[qhx]?|cat[px])\b)"
)
# `Trưởng ban Ban Tuyên giáo`, `Trưởng ban Thường trực Ban …`: the head says the unit already.
_REPEATED = re.compile(r"(([^\W\d_]+) (?:(?:thường trực|chuyên trách|phụ trách) )?)\2\b")
_DISTRICT = re.compile(r"\b(?:quận|huyện|thị xã) ")
_DEPARTMENT = re.compile(r"(?:.* |^)(?<!cơ )(?<!trụ )(?:sở|chi cục) (?=\S)")
# Of these the districts have some too.
_OF_DISTRICTS = re.compile(r"(?:thuế|hải quan|thi hành án|thống kê|thú y|kiểm lâm)\b")
_BELONGING = re.compile(r"^(?:của|tại|thuộc) ")
# What a director directs, before the body that he does it in (`Giám đốc pháp lý của X`).
_DIRECTED = re.compile(
    r"^(?!(?:chi nhánh|cơ quan|các|vùng) )([^\W\d_][^,()]{2,60}?) (?:của|tại|thuộc) "
    r"(?=(?:[^\W\d_]+ ){0,2}[A-ZĐ])"
)
_DIRECTORS = ("giám đốc", "phó chủ tịch")
CABINET = "Chính phủ"
_IN_CHARGE = " phụ trách "


@cache
def _further_title() -> re.Pattern[str]:
    words = "|".join(map(re.escape, lexicon().posts.further_titles))
    return re.compile(rf"(?:{words})|(?:trưởng|phó)(?: |$)")


@cache
def _functions() -> tuple[str, ...]:
    """What a head directs inside a body (`giám đốc tài chính`)."""
    return tuple(f" {word}" for word in lexicon().posts.functions)


@cache
def _central() -> re.Pattern[str]:
    words = "|".join(re.escape(word).replace("…", ".*") for word in lexicon().bodies.of_centre)
    return re.compile(rf"(?:{words})\b")


@cache
def _local() -> re.Pattern[str]:
    words = "|".join(map(re.escape, lexicon().posts.local_words))
    # `Sở Nông nghiệp và Phát triển nông thôn` is about the country, not of a hamlet.
    return re.compile(rf"\b(?<!nông )(?:{words})\b")


def is_local(low: str) -> bool:
    """Whether an organisation in lower case is a province's, a district's or a commune's."""
    return _local().search(low) is not None


@remembered(50_000)
def is_unnamed_department(text: str) -> bool:
    """Whether a post is of a provincial department that says of no place whose it is."""
    if "," in text or province_in(text) is not None:
        return False
    low = key(text)
    department = _DEPARTMENT.match(low)
    if department is None or _OF_DISTRICTS.match(low, department.end()):
        return False
    return not is_local(low[department.end() :])


@remembered(50_000)
def organisation_of(normalised: str) -> str | None:
    """The organisation that a whole post names, or None.

    Args:
        normalised: the post, completed.
    """
    if key(normalised).startswith(f"{ACTING} "):
        return organisation_of(normalised[len(ACTING) + 1 :])
    head = head_of(normalised)
    lexis = lexicon()
    fixed = lexis.posts.organisations.get(head)
    if fixed:
        return _fixed_body(fixed, normalised[len(head) :].strip())
    low = key(normalised)
    led = _led_body(normalised, head)
    if led is not None:
        return led
    start = _TITLE.match(low).end()  # type: ignore[union-attr]
    as_head = _ORGANISATION_AS_HEAD.match(low, start)
    if as_head:
        repeated = _REPEATED.match(low, as_head.end())
        begin = as_head.end() + (len(repeated[1]) if repeated else 0)
        return normalised[begin].upper() + normalised[begin + 1 :]
    begin = len(head) if head.endswith(_functions()) else _shortest_head(low)
    rest = normalised[begin:].lstrip(" -–")
    lead = _ORGANISATION_LEAD.match(rest)
    if lead:
        rest = rest[lead.end() :]
    # `Phó Chủ tịch Tập đoàn X phụ trách khu vực Châu Á`
    rest = _board().sub("", _BELONGING.sub("", rest)).partition(_IN_CHARGE)[0]
    if low[:begin].endswith(_DIRECTORS):
        rest = _without_function(rest)
    return rest[0].upper() + rest[1:] if rest else None


def _without_function(rest: str) -> str:
    """The body that a director is of, without what he directs there (`phát triển của X`)."""
    directed = _DIRECTED.match(rest)
    if directed is None or not rest[0].islower():
        return rest
    words = key(directed[1]).split(" ")
    if any(" ".join(words[:count]) in lexicon().bodies.organisations for count in range(1, 5)):
        return rest
    return rest[directed.end() :]


@cache
def _board() -> re.Pattern[str]:
    """A board before what it directs, which is the organisation (`HĐQT Công ty X`)."""
    words = "|".join(map(re.escape, _boards()))
    return re.compile(rf"^(?:{words})(?: (?:của )?|$)", re.IGNORECASE)


@cache
def _boards() -> tuple[str, ...]:
    return tuple(post_words("board"))


def _fixed_body(fixed: str, tail: str) -> str | None:
    """The body that a head has by itself; a foreign head of government's is the country."""
    if fixed == "-":
        return None
    return tail or CABINET if fixed == CABINET else f"{fixed} {tail}".strip()


def _led_body(normalised: str, head: str) -> str | None:
    """The body that a head says and the tail leaves out (`Chánh Văn phòng UBND tỉnh`)."""
    body, unless = lexicon().posts.bodies.get(head, ("", ()))
    rest = normalised[len(head) :].lstrip(" -–")
    rest = _BELONGING.sub("", rest)
    if not body or not rest or key(rest).startswith(unless):
        return None
    return f"{body} {rest}"


def _shortest_head(low: str) -> int:
    lexis = lexicon()
    position = 0
    for match in _WORD.finditer(low):
        position = match.end()
        rest = low[position + 1 :]
        if low[:position] in lexis.posts.heads and not _is_title_word(low, position):
            return position
        if not rest:
            break
    return len(low) if low in lexis.posts.heads else position


def _is_title_word(low: str, position: int) -> bool:
    """Whether the title goes on after `position` (`Bí thư thứ nhất`, `Tổng giám đốc`)."""
    return _further_title().match(low, position + 1) is not None


@lru_cache(maxsize=50_000)
def branch_of(head: str, organisation: str | None) -> str | None:
    """Branch of the State, Party or society that a post belongs to."""
    lexis = lexicon()
    post = lexis.posts.heads.get(head)
    if post is not None and post.branch is not None:
        return post.branch
    if head.endswith(_boards()):
        return _COMPANY
    words = key(organisation or "").split()
    branches: list[str] = []
    is_office = False
    for first in range(len(words)):
        for size in range(min(5, len(words) - first), 0, -1):
            entry = lexis.bodies.organisations.get(" ".join(words[first : first + size]))
            if entry is not None:
                is_office |= not branches and size == 1 and words[first] == _OFFICE
                branches.append(entry[0])
                break
        if branches and not is_office:
            return branches[0]
    # `Phòng Kinh tế Công ty X`
    return _COMPANY if set(branches[1:]) == {_COMPANY} else next(iter(branches), None)


@remembered(50_000)
def _province_of_district(organisation: str) -> str | None:
    """The province of the district that `organisation` names, where only one has such a district.

    `UBND quận 2` is that of the one city with numbered districts, wherever the article was written.
    """
    districts = lexicon().places.districts
    for match in _DISTRICT.finditer(organisation):
        found = organisation[match.start() :].split(" ")
        for count in range(len(found), 1, -1):
            province = districts.get(" ".join(found[:count]))
            if province is not None:
                return province
    return None


def province_of(normalised: str, organisation: str | None, scene: Scene) -> str | None:
    """The province of a whole post, or None where neither it nor its level tells."""
    named = province_in(normalised)
    if named is not None:
        return named
    low = key(organisation or "")
    if not low or _central().match(low):
        return None
    of_district = _province_of_district(low)
    if of_district is not None:
        return of_district
    return scene.places.home.province_id if is_local(low) else None
