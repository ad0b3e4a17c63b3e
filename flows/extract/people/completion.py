"""Posts made whole: what the text leaves out because the article says it elsewhere.

In come the posts of one article's persons as written, out come the normalised post (`Giám đốc Công
an tỉnh` -> `Giám đốc Công an tỉnh Thanh Hóa`), its organisation, branch and province. Only what the
article itself says is added, in the article's own form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.extract.people.committees import (
    is_deputy,
    is_party_head,
    with_body_beside,
    with_committee,
    with_district,
    with_force,
    with_house,
)
from flows.extract.people.lexicon import key, lexicon
from flows.extract.people.post_forms import head_of, plain_form, post_family
from flows.extract.people.seats import (
    CABINET,
    branch_of,
    country_in,
    is_local,
    organisation_of,
    province_in,
    province_of,
)

if TYPE_CHECKING:
    from flows.extract.people.localities import Scene
    from flows.extract.people.posts import PostSpan

_HEADS_OF_UNITS = frozenset(
    {"trưởng phòng", "phó trưởng phòng", "phó phòng", "đội trưởng", "đội phó", "phó đội trưởng"}
)
_HEADS_OF_DEPARTMENTS = frozenset(
    {"vụ trưởng", "phó vụ trưởng", "vụ phó", "chánh văn phòng", "phó chánh văn phòng"}
)
_FORCE = re.compile(r"\bCông an (?:tỉnh|thành phố|TP|huyện|quận|thị xã)\b.*$")
_MINISTRY = re.compile(r"\bBộ [A-ZĐ].*$")
# Who is of this house is so, whichever delegation another mention names.
_HOUSE = "quốc hội"
_PROVINCIAL = re.compile(
    r"(?:^|.* )(?:tỉnh|Tỉnh|Tỉnh ủy|tỉnh ủy|Tỉnh đoàn|Tỉnh ủy viên|Bí thư Tỉnh đoàn)$", re.DOTALL
)
_CITY = re.compile(
    r"(?:^|.* )(?:TP\.?|[Tt]hành phố|[Tt]hành ủy|Thành đoàn|Thành ủy viên)$", re.DOTALL
)
_DEPARTMENT = re.compile(r"(?:.* )?(?<!cơ )(?<!trụ )[Ss]ở [^,]+$", re.DOTALL)
_CITY_WORD = re.compile(r"(?:TP\.?|[Tt]hành phố)$")
# Without `TP` this city's name is a man's.
_NEEDS_CITY_PREFIX = re.compile(r"HCM|Hồ Chí Minh")
_CITY_PREFIX = re.compile(r"^(?:TP\.? ?|[Tt]hành phố )")
_PROVINCE_PREFIX = re.compile(r"^[Tt]ỉnh ")
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


# Behind a bare `Bộ trưởng`, who leads a body of a ministry's standing and no ministry.
_OF_MINISTERS = ("chủ nhiệm", "tổng thanh tra")
_VIETNAM = "việt nam"
# Branches whose heads do not say by themselves what they lead.
_LED = frozenset({None, "government"})


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


def complete(
    written: list[str],
    spans: list[PostSpan],
    others: list[str],
    scene: Scene,
    *,
    is_foreign: bool = False,
) -> list[WholePost]:
    """The posts of one mention made whole.

    Args:
        written: posts as written, in order, each `with_force`.
        spans: their spans.
        others: plain forms of all posts of the same person in the article.
        scene: the province there and what else the article names.
        is_foreign: whether the name is foreign; such a `Thủ tướng` heads no Chính phủ of ours.

    Returns:
        One whole post for each, in order.
    """
    whole: list[WholePost] = []
    plains = [plain_form(post) for post in written]
    country = next(filter(None, map(country_in, [*others, *plains])), None) if is_foreign else None
    for index, span in enumerate(spans):
        siblings = plains[index + 1 :] + plains[:index]
        borrowed = _borrowed(
            plains[index],
            siblings,
            others,
            is_foreign=is_foreign,
            is_followed=index + 1 < len(plains),
        )
        if borrowed == plains[index] and not is_foreign:
            borrowed = _within_next(borrowed, plains[index + 1 :])
        following = head_of(plains[index + 1]) if index + 1 < len(plains) else ""
        if not is_foreign and not following.startswith(_OF_MINISTERS):
            borrowed = _with_led_body(borrowed, scene)
        if country is not None and country_in(borrowed) is None:
            borrowed = _with_country(borrowed, plains[index], country, others)
        normalised = borrowed if is_foreign else _placed(borrowed, siblings, span, scene)
        organisation = organisation_of(normalised)
        head = head_of(plains[index])
        known = lexicon().posts.get(head)
        branch = branch_of(head, organisation)
        if branch is None and key(organisation or "") in lexicon().countries:
            branch = "state"
        is_public = branch in _PUBLIC or (
            branch is None and known is not None and known.is_official
        )
        whole.append(
            WholePost(
                span,
                normalised,
                organisation,
                branch,
                province_of(normalised, organisation, scene),
                known.precedence if known else 0,
                is_public,
            )
        )
    return whole


def _placed(borrowed: str, siblings: list[str], span: PostSpan, scene: Scene) -> str:
    """A post of ours with its body, province and district as far as the article names them."""
    if is_deputy(key(borrowed)):
        borrowed = with_house(borrowed, scene.places.view)
    is_of_group = key(borrowed) in lexicon().party_groups
    led = with_body_beside if is_of_group else with_committee
    text = with_force(led(borrowed, siblings), scene)
    return with_district(_with_place(text, scene), span.start, scene)


def _borrowed(
    plain: str, siblings: list[str], others: list[str], *, is_foreign: bool, is_followed: bool
) -> str:
    """A bare post completed by a fuller one of the same mention or person, else as it was."""
    head = head_of(plain)
    low = key(plain)
    is_ours = not is_foreign and not any(_is_abroad(other, head) for other in others)
    if low == head and is_ours and lexicon().post_organisations.get(head) == CABINET:
        return plain if low.endswith(key(CABINET)) else f"{plain} {CABINET}"
    is_of_house = low.endswith(_HOUSE)
    for other in others:
        if key(other).startswith(low + " ") and len(other) > len(plain) and not is_of_house:
            return plain + other[len(plain) :]
    is_open = not is_party_head(head) and not is_deputy(head)
    if low == head and lexicon().post_organisations.get(head) is None and is_open:
        for sibling in siblings:
            parent = _parent_in(sibling)
            if parent:
                return f"{plain} {parent}"
        if siblings and is_followed:
            return _with_body_of(plain, siblings[0])
    return plain


def _within_next(plain: str, following: list[str]) -> str:
    """A unit's post with the force or ministry that a post behind it names.

    `Trưởng phòng Tham mưu, người phát ngôn Công an tỉnh X`; `Vụ trưởng Vụ Y, Thứ trưởng Bộ Z`.
    """
    head = head_of(plain)
    if head in _HEADS_OF_UNITS:
        parent = _FORCE
    elif head in _HEADS_OF_DEPARTMENTS:
        parent = _MINISTRY
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
    words = key(body).split()
    is_body = any(" ".join(words[:count]) in lexicon().organisations for count in range(1, 5))
    bare, other = lexicon().posts[head_of(plain)], lexicon().posts[head]
    is_other_kind = bare.branch is not None or other.branch in {"party", "legislature"}
    if not is_body or is_other_kind or bare.precedence <= 1:
        return plain
    return f"{plain} {body}"


def _is_abroad(post: str, head: str) -> bool:
    """Whether a fuller form of the post is of another country (`Thủ tướng Campuchia`)."""
    country = country_in(post) if head_of(post).startswith(head) else None
    return country is not None and key(country) != _VIETNAM


def _with_led_body(plain: str, scene: Scene) -> str:
    """A bare post (`Thứ trưởng`) with the body that the others of its kind are of."""
    head = head_of(plain)
    if not head or key(plain) != head or lexicon().post_organisations.get(head) is not None:
        return plain
    if lexicon().posts[head].branch not in _LED and not is_party_head(head):
        return plain
    body = scene.places.body_of(post_family(head))
    return f"{plain} {body}" if body else plain


def _with_country(borrowed: str, bare: str, country: str, others: list[str]) -> str:
    """The post with the country or body that another one of the person's posts names."""
    if key(country) not in lexicon().bodies:
        return f"{borrowed} {country}"
    of_body = f"{bare} {country}"
    return of_body if key(of_body) in map(key, others) else borrowed


def _parent_in(text: str) -> str | None:
    low = key(text)
    for parent in lexicon().parent_bodies:
        position = low.find(parent)
        if position != -1:
            return text[position:]
    return None


def _with_place(text: str, scene: Scene) -> str:
    """The post with the article's province where its last word leaves it unnamed."""
    if _CITY.match(text):
        home = scene.home
        is_ours = home.surface is not None and home.is_city
        return _with_city(text, _PROVINCE_PREFIX.sub("", home.surface or "")) if is_ours else text
    is_unnamed_department = (
        _DEPARTMENT.match(text) is not None
        and province_in(text) is None
        and not is_local(key(text).split("sở ", 1)[1])
    )
    if not is_unnamed_department and _PROVINCIAL.match(text) is None:
        return text
    surface = scene.home.surface
    if surface is None:
        return text
    plain = _PROVINCE_PREFIX.sub("", surface)
    if is_unnamed_department and not _NEEDS_CITY_PREFIX.search(plain):
        plain = _CITY_PREFIX.sub("", plain)
    return f"{text} {plain}"


def _with_city(text: str, plain: str) -> str:
    """`UBND TP` with the article's city, `TP` said once."""
    word = _CITY_WORD.search(text)
    if word is None:
        return f"{text} {plain}"
    if plain.startswith("TP.") and word.group().startswith("TP"):
        return f"{text[: word.start()]}{plain}"
    return f"{text} {_CITY_PREFIX.sub('', plain)}"


def main_post(posts: list[WholePost]) -> WholePost | None:
    """The post that says best what a person is: the leader's over a membership."""
    best: WholePost | None = None
    for post in posts:
        if best is None or post.precedence > best.precedence:
            best = post
    return best
