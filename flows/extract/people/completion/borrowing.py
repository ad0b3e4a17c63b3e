"""Bodies that a post leaves out because another post of the article names them.

In come the plain forms of a person's posts, out comes one completed with the body of a fuller form
of it, of a post beside it, or of all posts of its kind that the article tells of.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.extract.people.completion.committees import is_deputy, is_party_head
from flows.extract.people.completion.countries import OUR_COUNTRY
from flows.extract.people.completion.homes import country_in, province_in
from flows.extract.people.completion.seats import CABINET, is_local
from flows.extract.people.lexicon import key, lexicon
from flows.extract.people.posts.forms import BOARD, head_of, post_family

if TYPE_CHECKING:
    from flows.extract.people.completion.scenes import Scene

_HEADS_OF_UNITS = frozenset(
    {"trưởng phòng", "phó trưởng phòng", "phó phòng", "đội trưởng", "đội phó", "phó đội trưởng"}
)
_HEADS_OF_DEPARTMENTS = frozenset(
    {"vụ trưởng", "phó vụ trưởng", "vụ phó", "chánh văn phòng", "phó chánh văn phòng"}
)
_HEADS_IN_DEPARTMENTS = frozenset(
    {"trưởng phòng", "phó trưởng phòng", "phó phòng", "giám đốc trung tâm", "chi cục trưởng"}
)
_HAS_BODY = re.compile(
    r"\b(?:sở|ubnd|hđnd|công an|ca|huyện|quận|thị xã|tỉnh|thành phố|tp|bệnh viện|đại học|"
    r"(?<!môi )(?<!thị )(?<!hiện )trường|"
    r"công ty|tập đoàn|ngân hàng|bộ|(?<!chi )cục|viện|ban|ủy ban|cảnh sát|csgt|an ninh|tham mưu|"
    r"pc\d+|pa\d+)\b"
)
_FORCE = re.compile(r"\bCông an (?:tỉnh|thành phố|TP|huyện|quận|thị xã)\b.*$")
_MINISTRY = re.compile(r"\bBộ [A-ZĐ].*$")
# `Tổng Thư ký, Chủ nhiệm Văn phòng Quốc hội`
_SECRETARY = "tổng thư ký"
_ASSEMBLY = re.compile(r"(?<=Văn phòng )Quốc hội$")
# Who is of this house is so, whichever delegation another mention names.
_HOUSE = "quốc hội"
_HOUSED = re.compile(r"^(đại biểu quốc hội)\b.*$", re.IGNORECASE)
# Who leads a provincial department that is called so alone.
_BARE_DEPARTMENT = re.compile(r"\b(?:giám đốc|của|thuộc) sở$", re.IGNORECASE)
_DIRECTOR = "giám đốc sở"
# `Tỉnh ủy tỉnh X`: the level said twice.
_COMMITTEE_AND_LEVEL = re.compile(r"[Tt]ỉnh ủy tỉnh(?= [A-ZĐ])")
# `Phó Chủ tịch, Chủ tịch rồi Bí thư Tỉnh ủy X`
_PROVINCIAL_HEAD = re.compile(r"^(?:Phó )?[Bb]í thư (?:[Tt]hường trực )?[Tt]ỉnh ủy ([A-ZĐ].+)$")
# What only sets one deputy apart from the others.
_STANDINGS = frozenset({" thường trực", " trực", " phụ trách", " chuyên trách"})
# Boards of the Party or of a council, which no minister's ministry has.
_OF_BOARDS = ("trưởng ban", "phó ban")
_BOARDS = ("hđqt", "hđtv", "hội đồng quản trị", "hội đồng thành viên")
_OF_COMPANIES = ("giám đốc", "kế toán trưởng", "hđqt", "hđtv")
_CHAIRS = ("chủ tịch", *_BOARDS)
_CHIEF = "ceo"
_DIRECTORS = ("giám đốc điều hành", _CHIEF, *_OF_COMPANIES)
_BY_NAME = re.compile(r"^(?:của )?(?=[A-ZĐ])")
_MINISTERS = ("bộ trưởng", "thứ trưởng")
# Branches whose heads do not say by themselves what they lead.
_LED = frozenset({None, "government"})
# A head that ends with its unit's kind is of no other body (`Phó ban`, beside `Bộ trưởng Bộ X`).
_UNIT_WORDS = ("trưởng ban", "phó ban", "trưởng phòng", "phó phòng", "trưởng khoa", "phó khoa")


def borrowed_body(
    plain: str, siblings: list[str], others: list[str], *, is_foreign: bool, is_followed: bool
) -> str:
    """A bare post completed by a fuller one of the same mention or person, else as it was."""
    head = head_of(plain)
    low = key(plain)
    is_ours = not is_foreign and not any(_is_abroad(other, head) for other in others)
    if low == head and is_ours and lexicon().posts.organisations.get(head) == CABINET:
        return plain if low.endswith(key(CABINET)) else f"{plain} {CABINET}"
    is_of_house = low.endswith(_HOUSE)
    if is_deputy(low):
        others = [_HOUSED.sub(r"\1", other) for other in others]
    if low == head and (province := _province_beside(head, siblings)):
        return f"{plain} UBND tỉnh {province}"
    if not is_of_house and (longer := _longer(plain, others)) is not None:
        return longer
    is_open = (
        lexicon().posts.heads[head].branch != "party" if head in lexicon().posts.heads else True
    )
    is_bare = low == head and lexicon().posts.organisations.get(head) is None
    if not is_bare or not is_open or is_deputy(head):
        return plain
    return _with_siblings_body(plain, siblings, is_followed=is_followed)


def _longer(plain: str, others: list[str]) -> str | None:
    """The post with what a fuller form of it goes on with, or None."""
    low = key(plain)
    for other in others:
        further = key(other[len(plain) :])
        if further and further not in _STANDINGS and key(other).startswith(f"{low} "):
            return _COMMITTEE_AND_LEVEL.sub("Tỉnh ủy", plain + other[len(plain) :])
    return None


def _with_siblings_body(plain: str, siblings: list[str], *, is_followed: bool) -> str:
    """A bare post with the body that another one of its mention is of."""
    if head_of(plain).endswith(_OF_BOARDS):
        siblings = [other for other in siblings if not key(other).startswith(_MINISTERS)]
    parent = next(filter(None, map(_parent_in, siblings)), None)
    if parent:
        return f"{plain} {parent}"
    return _with_body_of(plain, siblings[0]) if siblings and is_followed else plain


def _province_beside(head: str, siblings: list[str]) -> str | None:
    """The province of a bare `Chủ tịch`, who with it was `Bí thư Tỉnh ủy` of it, or None."""
    if head not in lexicon().posts.council_heads:
        return None
    return next((home[1] for home in map(_PROVINCIAL_HEAD.search, siblings) if home), None)


def within_next(plain: str, following: list[str]) -> str:
    """A unit's post with the force or ministry that a post behind it names.

    `Trưởng phòng Tham mưu, người phát ngôn Công an tỉnh X`; `Vụ trưởng Vụ Y, Thứ trưởng Bộ Z`.
    """
    head = head_of(plain)
    if head in _HEADS_OF_UNITS:
        parent = _FORCE
    elif head in _HEADS_OF_DEPARTMENTS:
        parent = _MINISTRY
    elif head == _SECRETARY and key(plain) == head:
        parent = _ASSEMBLY
    else:
        return plain
    if parent.search(plain) or is_local(key(plain)):
        return plain
    body = next(filter(None, map(parent.search, following)), None)
    return f"{plain} {body[0]}" if body else plain


def _with_body_of(plain: str, sibling: str) -> str:
    """A bare post with the body of the one behind it (`Chủ tịch HĐQT kiêm Tổng giám đốc X`)."""
    head = head_of(sibling)
    body = sibling[len(head) :].strip()
    words = key(body).removeprefix("của ").split()
    is_body = any(
        " ".join(words[:count]) in lexicon().bodies.organisations for count in range(1, 5)
    )
    # `Tổng giám đốc và Phó Tổng giám đốc X`, whatever X is.
    is_same = post_family(head) == post_family(head_of(plain))
    # `Chủ tịch HĐTV, Tổng giám đốc X`, `Chủ tịch kiêm Giám đốc X`
    own = head_of(plain)
    is_companys = own.endswith(_CHAIRS) and head.endswith(_DIRECTORS)
    is_companys |= own == _CHIEF and head.endswith(_CHAIRS)
    is_body |= _BY_NAME.match(body) is not None and (is_same or is_companys)
    bare, other = lexicon().posts.heads[own], lexicon().posts.heads[head]
    is_other_kind = bare.branch is not None or other.branch in {"party", "legislature"}
    is_other_kind |= key(plain).endswith(_UNIT_WORDS)
    if not is_body or is_other_kind or bare.precedence <= 1:
        return plain
    return f"{plain} {body}"


def _is_abroad(post: str, head: str) -> bool:
    """Whether a fuller form of the post is of another country (`Thủ tướng Campuchia`)."""
    country = country_in(post) if head_of(post).startswith(head) else None
    return country is not None and key(country) != OUR_COUNTRY


def with_led_body(plain: str, scene: Scene) -> str:
    """A bare post (`Thứ trưởng`) with the body that the others of its kind are of."""
    head = head_of(plain)
    if _BARE_DEPARTMENT.search(plain):
        body = scene.places.body_of(_DIRECTOR)
        department = f"Sở {body}" if body else scene.department
        return f"{plain[:-2]}{department}" if department else plain
    if not head or key(plain) != head or lexicon().posts.organisations.get(head) is not None:
        return plain
    if lexicon().posts.heads[head].branch not in _LED and not is_party_head(head):
        return plain
    family = post_family(head)
    listed = scene.company_of_list if head.endswith(_OF_COMPANIES) else None
    body = scene.body_of_several or listed or scene.places.body_of(family)
    if body and family == BOARD:
        # `Phó ban Dân vận`, but `Phó ban Thường trực Ban Dân vận`.
        body = body.removeprefix("Ban ")
        body = body if head.endswith(_OF_BOARDS) else f"Ban {body}"
    return f"{plain} {body}" if body else plain


def with_body_before(plain: str, scene: Scene) -> str:
    """A bare leader's post with the body that `do` parts from the name (`Công ty X do ông A …`)."""
    if key(plain) not in lexicon().posts.leaders or scene.body_led is None:
        return plain
    return f"{plain} {scene.body_led}"


def with_department(plain: str, position: int, scene: Scene) -> str:
    """A unit's post with the provincial department that its sentence tells of before it.

    `cán bộ Sở Y tế, gồm ông A, Trưởng phòng Nghiệp vụ y`.
    """
    if head_of(plain) not in _HEADS_IN_DEPARTMENTS or province_in(plain) is not None:
        return plain
    if _HAS_BODY.search(key(plain)) is not None:
        return plain
    department = scene.places.department_before(position)
    return f"{plain} {department}" if department else plain


def _parent_in(text: str) -> str | None:
    low = key(text)
    for parent in lexicon().bodies.parents:
        position = low.find(parent)
        if position != -1:
            return text[position:]
    return None
