"""Posts made whole: what the text leaves out because the article says it elsewhere.

In come the posts of one article's persons as written, out come the normalised post (`Giám đốc Công
an tỉnh` -> `Giám đốc Công an tỉnh Thanh Hóa`), its organisation, branch and province. Only what the
article itself says is added, in the article's own form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from flows.extract.people.lexicon import key, lexicon
from flows.extract.people.posts import PostSpan, View, head_end

_BRACKETED = re.compile(r" ?\([^()]*\),?")
# The force that a bracket or a comma parts from its unit: `Phòng CSGT (CA tỉnh)`.
_BRACKETED_FORCE = re.compile(
    r" ?\((?:CA|Công an) ((?:tỉnh|TP|thành phố|huyện|quận|thị xã|TX)\b[^()]*)\)"
)
_PARENT_COMMA = re.compile(
    r"\b([Pp]hòng|[Đđ]ội|[Kk]hoa)( [^,]+), (?=(?:Công an|Bệnh viện|Sở|UBND) )"
)
_SPACE = re.compile(" ")
_SPACES = re.compile(r"\s+")
_STATE = re.compile(
    r"(Thủ tướng|Chủ tịch nước|Quốc hội|Chính phủ) "
    r"(?:nước )?(?:CHXHCN |Cộng hòa xã hội chủ nghĩa )?Việt Nam$"
)
_STATE_FORM = re.compile(r"(?:nước )?(?:cộng hòa|liên bang|vương quốc|hợp chủng quốc) $")
_PROVINCIAL = re.compile(
    r"(?:^|.* )(?:tỉnh|Tỉnh|Tỉnh ủy|tỉnh ủy|Tỉnh đoàn|Tỉnh ủy viên|Bí thư Tỉnh đoàn)$", re.DOTALL
)
_CITY = re.compile(
    r"(?:^|.* )(?:TP\.?|[Tt]hành phố|[Tt]hành ủy|Thành đoàn|Thành ủy viên)$", re.DOTALL
)
_DEPARTMENT = re.compile(r"(?:.* )?Sở [^,]+$", re.DOTALL)
_CITY_WORD = re.compile(r"(?:TP\.?|[Tt]hành phố)$")
# Without `TP` this city's name is a man's.
_NEEDS_CITY_PREFIX = re.compile(r"HCM|Hồ Chí Minh")
_CITY_PREFIX = re.compile(r"^(?:TP\.? ?|[Tt]hành phố )")
_WORD = re.compile(r"[^\W_]+(?:[.&-][^\W_]+)*")
_TITLE = re.compile(r"(?:phó |quyền )*", re.IGNORECASE)
_ORGANISATION_LEAD = re.compile(
    r"(?:thường trực |phụ trách |ban thường vụ |ban chấp hành |btv |bch |điều hành )+",
    re.IGNORECASE,
)
_ORGANISATION_AS_HEAD = re.compile(
    r"(?<=phó )(?=công an\b)|"
    r"(?:trưởng|tổ trưởng) (?=(?:phòng|ban|khoa|công an|đoàn|bộ môn|văn phòng|trạm|đồn|thôn|"
    r"ấp|khu|chi cục|đại diện|bản)\b)"
)
_CENTRAL = re.compile(
    r"^(?:bộ|ban .*trung ương|chính phủ|quốc hội|văn phòng (?:chính phủ|quốc hội|trung ương)|"
    r"tổng cục|"
    r"ủy ban trung ương|trung ương|ban bí thư|ban chấp hành trung ương|"
    r"viện kiểm sát nhân dân tối cao|tòa án nhân dân tối cao|"
    r"ngân hàng nhà nước|thanh tra chính phủ|hội đồng lý luận|ủy ban kiểm tra trung ương|"
    r"quân khu|học viện|đảng ủy công an trung ương)\b"
)
_LOCAL = re.compile(
    r"\b(?:tỉnh|thành phố|tp|thành ủy|tỉnh ủy|huyện|quận|thị xã|xã|phường|thị trấn|sở|"
    r"huyện ủy|quận ủy|thị ủy|tỉnh đoàn|thôn|ấp|q\.|p\.|h\.)\b"
)
_DISTRICT = re.compile(r"\b(?:quận|huyện|thị xã) ")
# Branches whose posts are public; what has none is public by its head (`Cục trưởng`) or not.
_PUBLIC = frozenset(
    [
        "party",
        "state",
        "government",
        "police",
        "army",
        "procuracy",
        "court",
        "legislature",
        "front",
        "education",
        "health",
    ]
)
_ACTING = "quyền "
_CABINET = "Chính phủ"
_PARENTS = (
    "công an tỉnh",
    "công an thành phố",
    "công an tp",
    "công an huyện",
    "công an quận",
    "công an thị xã",
    "ubnd tỉnh",
)


@dataclass(frozen=True, slots=True)
class Home:
    """The article's province: how the text writes it, its id, whether it is a city."""

    surface: str | None
    province_id: str | None
    is_city: bool


@dataclass(slots=True)
class WholePost:
    """A post with what it belongs to."""

    span: PostSpan
    normalised: str
    organisation: str | None
    branch: str | None
    province_id: str | None
    precedence: int
    is_official: bool
    status_date: object = None


def _head(written: str) -> str:
    view = View(written, key(written))
    end = head_end(view, 0, len(written))
    return view.low[:end].removeprefix(_ACTING) if end > 0 else ""


def _with_city(text: str, plain: str) -> str:
    """`UBND TP` with the article's city, `TP` said once."""
    word = _CITY_WORD.search(text)
    if word is None:
        return f"{text} {plain}"
    if plain.startswith("TP.") and word.group().startswith("TP"):
        return f"{text[: word.start()]}{plain}"
    return f"{text} {_CITY_PREFIX.sub('', plain)}"


def _with_place(text: str, home: Home) -> str:
    """The post with the article's province where its last word leaves it unnamed."""
    if home.surface is None:
        return text
    plain = re.sub(r"^tỉnh ", "", home.surface)
    if _CITY.match(text):
        return _with_city(text, plain) if home.is_city else text
    is_unnamed_department = (
        _DEPARTMENT.match(text) is not None
        and province_in(text) is None
        and not _LOCAL.search(key(text).split("sở ", 1)[1])
    )
    if is_unnamed_department and not _NEEDS_CITY_PREFIX.search(plain):
        plain = _CITY_PREFIX.sub("", plain)
    return f"{text} {plain}" if is_unnamed_department or _PROVINCIAL.match(text) else text


@lru_cache(maxsize=50_000)
def _country_in(text: str) -> str | None:
    """The country that a post ends with, with its form of state (`Cộng hòa Slovakia`)."""
    low = key(text)
    countries = lexicon().countries
    starts = (match.end() for match in _SPACE.finditer(low))
    start = next((start for start in starts if low[start:] in countries), -1)
    if start == -1:
        return None
    form = _STATE_FORM.search(low[:start])
    return text[form.start() if form else start :]


@lru_cache(maxsize=50_000)
def province_in(text: str) -> str | None:
    """The province that `text` names last."""
    lexis = lexicon()
    found = [match.group() for match in _WORD.finditer(key(text))]
    written = [match.group() for match in _WORD.finditer(text)]
    for size in (4, 3, 2, 1):
        for first in range(len(found) - size, -1, -1):
            if written[first][:1].isupper():
                province = lexis.provinces.get(" ".join(found[first : first + size]))
                if province is not None:
                    return province
    return None


@lru_cache(maxsize=50_000)
def organisation_of(normalised: str) -> str | None:
    """The organisation that a whole post names, or None.

    Args:
        normalised: the post, completed.
    """
    if key(normalised).startswith(_ACTING):
        return organisation_of(normalised[len(_ACTING) :])
    head = _head(normalised)
    lexis = lexicon()
    fixed = lexis.post_organisations.get(head)
    if fixed == "-":
        return None
    low = key(normalised)
    if fixed == _CABINET:
        foreign = normalised[len(head) :].strip()
        return foreign or _CABINET
    if fixed:
        return f"{fixed} {normalised[len(head) :].strip()}".strip()
    start = _TITLE.match(low).end()  # type: ignore[union-attr]
    as_head = _ORGANISATION_AS_HEAD.match(low, start)
    if as_head:
        begin = as_head.end()
        return normalised[begin].upper() + normalised[begin + 1 :]
    begin = _shortest_head(low)
    rest = normalised[begin:].lstrip(" -–")
    lead = _ORGANISATION_LEAD.match(rest)
    if lead:
        rest = rest[lead.end() :]
    rest = re.sub(r"^(?:của|tại) ", "", rest)
    return rest[0].upper() + rest[1:] if rest else None


def _shortest_head(low: str) -> int:
    lexis = lexicon()
    position = 0
    for match in _WORD.finditer(low):
        position = match.end()
        rest = low[position + 1 :]
        if low[:position] in lexis.posts and not _is_title_word(low, position):
            return position
        if not rest:
            break
    return len(low) if low in lexis.posts else position


def _is_title_word(low: str, position: int) -> bool:
    """Whether the title goes on after `position` (`Bí thư thứ nhất`, `Tổng giám đốc`)."""
    return any(
        low.startswith(word, position + 1)
        for word in ("thứ nhất", "thứ hai", "kiêm", "điều hành", "kỹ thuật", "trưởng ", "phó ")
    )


def branch_of(head: str, organisation: str | None) -> str | None:
    """Branch of the State, Party or society that a post belongs to."""
    lexis = lexicon()
    post = lexis.posts.get(head)
    if post is not None and post.branch is not None:
        return post.branch
    words = key(organisation or "").split()
    for first in range(len(words)):
        for size in range(min(5, len(words) - first), 0, -1):
            entry = lexis.organisations.get(" ".join(words[first : first + size]))
            if entry is not None:
                return entry[0]
    return None


@lru_cache(maxsize=50_000)
def _strip(written: str) -> str:
    joined = _BRACKETED_FORCE.sub(r" Công an \1", written)
    plain = _SPACES.sub(" ", _BRACKETED.sub("", joined)).strip()
    plain = _PARENT_COMMA.sub(r"\1\2 ", plain)
    plain = re.sub(r"^Bí tư\b", "Bí thư", plain)
    return _STATE.sub(r"\1", plain)


def _borrowed(plain: str, siblings: list[str], others: list[str], *, is_foreign: bool) -> str:
    """A bare post completed by a fuller one of the same mention or person, else as it was."""
    head = _head(plain)
    low = key(plain)
    if low == head and not is_foreign and lexicon().post_organisations.get(head) == _CABINET:
        return plain if low.endswith(key(_CABINET)) else f"{plain} {_CABINET}"
    for other in others:
        if key(other).startswith(low + " ") and len(other) > len(plain):
            return plain + other[len(plain) :]
    if low == head and lexicon().post_organisations.get(head) is None:
        for sibling in siblings:
            parent = _parent_in(sibling)
            if parent:
                return f"{plain} {parent}"
    return plain


def _with_country(borrowed: str, bare: str, country: str, others: list[str]) -> str:
    """The post with the country or body that another one of the person's posts names."""
    if key(country) not in lexicon().bodies:
        return f"{borrowed} {country}"
    of_body = f"{bare} {country}"
    return of_body if key(of_body) in map(key, others) else borrowed


def _parent_in(text: str) -> str | None:
    low = key(text)
    for parent in _PARENTS:
        position = low.find(parent)
        if position != -1:
            return text[position:]
    return None


def complete(
    written: list[str],
    spans: list[PostSpan],
    others: list[str],
    home: Home,
    *,
    is_foreign: bool = False,
) -> list[WholePost]:
    """The posts of one mention made whole.

    Args:
        written: posts as written, in order, each `with_force`.
        spans: their spans.
        others: plain forms of all posts of the same person in the article.
        home: the article's province.
        is_foreign: whether the name is foreign; such a `Thủ tướng` heads no Chính phủ of ours.

    Returns:
        One whole post for each, in order.
    """
    whole: list[WholePost] = []
    plains = [_strip(post) for post in written]
    country = next(filter(None, map(_country_in, [*others, *plains])), None) if is_foreign else None
    for index, span in enumerate(spans):
        siblings = plains[index + 1 :] + plains[:index]
        borrowed = _borrowed(plains[index], siblings, others, is_foreign=is_foreign)
        if country is not None and _country_in(borrowed) is None:
            borrowed = _with_country(borrowed, plains[index], country, others)
        normalised = borrowed if is_foreign else _with_place(borrowed, home)
        organisation = organisation_of(normalised)
        head = _head(plains[index])
        known = lexicon().posts.get(head)
        branch = branch_of(head, organisation)
        is_public = branch in _PUBLIC or (
            branch is None and known is not None and known.is_official
        )
        whole.append(
            WholePost(
                span,
                normalised,
                organisation,
                branch,
                _province_of(normalised, organisation, home),
                known.precedence if known else 0,
                is_public,
            )
        )
    return whole


@lru_cache(maxsize=50_000)
def _province_of_district(organisation: str) -> str | None:
    """The province of the district that `organisation` names, where only one has such a district.

    `UBND quận 2` is that of the one city with numbered districts, wherever the article was written.
    """
    districts = lexicon().districts
    for match in _DISTRICT.finditer(organisation):
        found = organisation[match.start() :].split(" ")
        for count in range(len(found), 1, -1):
            province = districts.get(" ".join(found[:count]))
            if province is not None:
                return province
    return None


def _province_of(normalised: str, organisation: str | None, home: Home) -> str | None:
    named = province_in(normalised)
    if named is not None:
        return named
    low = key(organisation or "")
    if not low or _CENTRAL.match(low):
        return None
    of_district = _province_of_district(low)
    if of_district is not None:
        return of_district
    return home.province_id if _LOCAL.search(low) else None


def main_post(posts: list[WholePost]) -> WholePost | None:
    """The post that says best what a person is: the leader's over a membership."""
    best: WholePost | None = None
    for post in posts:
        if best is None or post.precedence > best.precedence:
            best = post
    return best


def with_force(text: str, start: int, end: int) -> str:
    """A post as written, with the bracket behind it that names its force."""
    force = _BRACKETED_FORCE.match(text, end)
    return text[start : force.end() if force else end]


def plain(written: str) -> str:
    """A post without brackets and misprints, as other mentions of the person may complete it."""
    return _strip(written)
