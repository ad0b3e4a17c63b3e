"""Posts as the article writes them, freed of what only parts or misprints their words.

In comes a post as written, out come its plain form (`Phòng CSGT (CA tỉnh)` -> `Phòng CSGT Công an
tỉnh`) and its head, as which other mentions of the same post may be known.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from flows.extract.people.lexicon import key
from flows.extract.people.posts import ACTING, View, head_end

if TYPE_CHECKING:
    from collections.abc import Iterable

_BRACKETED = re.compile(r" ?\([^()]*\),?")
# The force that a bracket or a comma parts from its unit: `Phòng CSGT (CA tỉnh)`.
_BRACKETED_FORCE = re.compile(
    r" ?\((?:CA|Công an) ((?:tỉnh|TP|thành phố|huyện|quận|thị xã|TX)\b[^()]*)\)"
)
# The ministry that a bracket parts from its department: `Vụ Pháp chế (Bộ Y tế)`.
_BRACKETED_PARENT = re.compile(r" ?\(((?:Bộ|Tổng cục|Cục|Sở) [^()\n]{2,50})\)")
_UNIT = re.compile(r"\b(?:[Vv]ụ|[Cc]ục|[Pp]hòng|[Đđ]ội|[Kk]hoa|[Tt]rung tâm|[Vv]iện) ")
_PARENT_COMMA = re.compile(
    r"\b([Pp]hòng|[Đđ]ội|[Kk]hoa|[Cc]ục|[Vv]ụ|[Vv]iện|[Tt]ổ|[Tt]rạm|[Tt]rung tâm)"
    r"( [^,]+?)(?:, | ?[-–—] )"
    r"(?=(?:Công an|Bệnh viện|Sở|UBND|Bộ|Tổng cục|Cục|[Pp]hòng|[Cc]hi cục) )"
)
_DEPUTY = re.compile(r"^(?:quyền |phó )+| (?:thường trực|chuyên trách|phụ trách)$")
_FAMILIES = {"thứ trưởng": "bộ trưởng", "hiệu phó": "hiệu trưởng", "đội phó": "đội trưởng"}
_SPACES = re.compile(r"\s+")
_STATE = re.compile(
    r"(Thủ tướng|Chủ tịch nước|Quốc hội|Chính phủ) "
    r"(?:nước )?(?:CHXHCN |Cộng hòa xã hội chủ nghĩa )?Việt Nam$"
)
_MISPRINT = re.compile(r"^Bí tư\b")


def with_force(text: str, start: int, end: int) -> str:
    """A post as written, with the bracket behind it that names its force or its ministry."""
    force = _BRACKETED_FORCE.match(text, end) or (
        _BRACKETED_PARENT.match(text, end) if _UNIT.search(text, start, end) else None
    )
    return text[start : force.end() if force else end]


@lru_cache(maxsize=50_000)
def plain_form(written: str) -> str:
    """A post without brackets and misprints, as other mentions of the person may complete it."""
    joined = _BRACKETED_FORCE.sub(r" Công an \1", written)
    joined = _BRACKETED_PARENT.sub(r" \1", joined)
    plain = _SPACES.sub(" ", _BRACKETED.sub("", joined)).strip()
    joined = ""
    while joined != plain:
        joined, plain = plain, _PARENT_COMMA.sub(r"\1\2 ", plain, count=1)
    plain = _MISPRINT.sub("Bí thư", plain)
    return _STATE.sub(r"\1", plain)


@lru_cache(maxsize=10_000)
def post_family(head: str) -> str:
    """What a head and its deputies share (`phó cục trưởng` -> `cục trưởng`)."""
    family = _DEPUTY.sub("", head)
    return _FAMILIES.get(family, family)


def led_bodies(posts: Iterable[str]) -> dict[str, str]:
    """The one body that all posts of a family name, by family; none where they name several.

    Args:
        posts: plain forms of all posts that one article tells of.
    """
    bodies: dict[str, str] = {}
    several: set[str] = set()
    for post in posts:
        head = head_of(post)
        body = post[len(head) :].strip()
        if not head or not body:
            continue
        family = post_family(head)
        known = bodies.setdefault(family, body)
        if not key(known).startswith(key(body)) and not key(body).startswith(key(known)):
            several.add(family)
        elif len(body) > len(known):
            bodies[family] = body
    return {family: body for family, body in bodies.items() if family not in several}


@lru_cache(maxsize=50_000)
def head_of(written: str) -> str:
    """The head of a post in lower case, acting or not; empty where it has none."""
    view = View(written, key(written))
    end = head_end(view, 0, len(written))
    return view.low[:end].removeprefix(f"{ACTING} ") if end > 0 else ""
