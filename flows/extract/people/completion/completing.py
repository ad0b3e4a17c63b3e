"""Posts made whole: what the text leaves out because the article says it elsewhere.

In come the posts of one article's persons as written, out come the normalised post (`Giám đốc Công
an tỉnh` -> `Giám đốc Công an tỉnh Thanh Hóa`), its organisation, branch and province. Only what the
article itself says is added, in the article's own form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.extract.people.completion.borrowing import (
    borrowed_body,
    with_body_before,
    with_department,
    with_led_body,
    within_next,
)
from flows.extract.people.completion.committees import (
    is_deputy,
    with_body_beside,
    with_committee,
    with_district,
    with_force,
    with_house,
)
from flows.extract.people.completion.countries import ends_with_seat
from flows.extract.people.completion.homes import country_in, home_in, province_in
from flows.extract.people.completion.named_bodies import with_named_body
from flows.extract.people.completion.named_places import departments_province
from flows.extract.people.completion.seats import (
    branch_of,
    is_unnamed_department,
    organisation_of,
    province_of,
)
from flows.extract.people.lexicon import key, lexicon
from flows.extract.people.posts.forms import head_of, plain_form

if TYPE_CHECKING:
    from flows.extract.people.completion.scenes import Scene
    from flows.extract.people.posts.spans import PostSpan

_PROVINCIAL = re.compile(
    r"(?:^|.* )(?:[Tt]ỉnh|[Tt]ỉnh ủy|[Tt]ỉnh đoàn|[Tt]ỉnh ủy viên)$", re.DOTALL
)
_CITY = re.compile(
    r"(?:^|.* )(?:TP\.?|[Tt]hành phố|[Tt]hành ủy|[Tt]hành đoàn|[Tt]hành ủy viên)$", re.DOTALL
)
# `Giám đốc Công an tỉnh này`: the one that the article tells of.
_THIS = re.compile(
    r"\b(tỉnh|thành phố|TP|huyện|quận|thị xã|xã|phường|thị trấn) này$", re.IGNORECASE
)
_THIS_COUNTRY = re.compile(r" nước (?:này|đó|chủ nhà|sở tại)$")
# Behind these a city has its own name alone, unless the text says `TP` there.
_COMMITTEES = ("hành ủy", "hành đoàn")
_CITY_WORD = re.compile(r"(?:T[Pp]\.?|[Tt]hành phố)$")
# Without `TP` this city's name is a man's.
_NEEDS_CITY_PREFIX = re.compile(r"HCM|Hồ Chí Minh")
_CITY_PREFIX = re.compile(r"^(?:T[Pp]\.? ?|[Tt]hành phố )")
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


_PRESIDENT = "tổng thống"
_ENVOY = "đại sứ"
_SENT_TO = " tại "
_STATE = frozenset({"state", "government"})
_OF = " của "
_MINISTERS = ("bộ trưởng", "thứ trưởng", "thống đốc", "thị trưởng")
# How far the posts of one chain stand apart.
_LONGEST_JOINT = 16
_MINISTER = "bộ trưởng"
# Beside a bare `Bộ trưởng`, who leads a body of a ministry's standing and no ministry.
_OF_MINISTERS = ("chủ nhiệm", "tổng thanh tra")


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
    fuller = list(plains)
    heads = [head_of(plain) for plain in plains]
    country = next(filter(None, map(_country_of, [*others, *plains])), None) if is_foreign else None
    if is_foreign and country is None and any(map(_is_of_a_state, plains, heads)):
        country = _only_country(heads, scene)
    # The last first: what it is completed with is there for those before it to borrow.
    for index, span in reversed(list(enumerate(spans))):
        siblings = fuller[index + 1 :] + plains[:index]
        borrowed = borrowed_body(
            with_body_before(plains[index], scene),
            siblings,
            others,
            is_foreign=is_foreign,
            is_followed=index + 1 < len(plains),
        )
        fuller[index] = borrowed
        if borrowed == plains[index] and not is_foreign:
            borrowed = within_next(borrowed, plains[index + 1 :])
        following = head_of(plains[index + 1]) if index + 1 < len(plains) else ""
        is_without = any(head_of(other).startswith(_OF_MINISTERS) for other in others)
        is_ours = not is_foreign and not following.startswith(_OF_MINISTERS)
        if is_ours and not (is_without and heads[index] == _MINISTER):
            borrowed = with_department(with_led_body(borrowed, scene), span.start, scene)
            if not is_without:
                borrowed = with_named_body(borrowed, span.start, scene)
        if country is not None and not _names_country(borrowed):
            borrowed = _with_country(borrowed, plains[index], country, others)
        beside = [plains[other] for other in _beside(spans, index)]
        normalised = borrowed if is_foreign else _placed(borrowed, siblings, beside, span, scene)
        organisation = organisation_of(normalised)
        head = head_of(plains[index])
        known = lexicon().posts.heads.get(head)
        branch = branch_of(head, organisation)
        if branch is None and key(organisation or "") in lexicon().places.countries:
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
    return whole[::-1]


def _only_country(heads: list[str], scene: Scene) -> str | None:
    """The one country that the text tells of; none for a president of a king's."""
    country = scene.places.only_country
    is_presidents = any(head.endswith(_PRESIDENT) for head in heads)
    is_kings = country is not None and key(country) in lexicon().places.no_republics
    return None if is_presidents and is_kings else country


def _country_of(post: str) -> str | None:
    """The country that a post is of, and not the one that an ambassador of it is sent to."""
    return country_in(post.split(_SENT_TO, 1)[0] if _ENVOY in key(post) else post)


def _names_country(post: str) -> bool:
    """Whether a post says which country's it is, or where its bearer is sent to."""
    return country_in(post) is not None or _country_of(post) is not None or ends_with_seat(post)


def _is_of_a_state(plain: str, head: str) -> bool:
    """Whether a post is some State's, and nothing in it says which or which body's."""
    known = lexicon().posts.heads.get(head)
    tail = plain[len(head) :]
    # `người phát ngôn của liên minh`: some body's, though its name is not said.
    is_bare = (
        tail == "" or (tail.islower() and not tail.startswith(_OF)) or head.endswith(_MINISTERS)
    )
    return known is not None and known.branch in _STATE and is_bare


def _beside(spans: list[PostSpan], index: int) -> list[int]:
    """The posts of one chain with that at `index`, those behind it first: of one standing."""
    chain: list[int] = []
    for step, stop in ((1, len(spans)), (-1, -1)):
        for other in range(index + step, stop, step):
            first, second = sorted((spans[other - step], spans[other]))
            if second.start - first.end > _LONGEST_JOINT or first.status != second.status:
                break
            chain.append(other)
    return chain


def _placed(
    borrowed: str, siblings: list[str], beside: list[str], span: PostSpan, scene: Scene
) -> str:
    """A post of ours with its body, province and district as far as the article names them."""
    borrowed = _THIS.sub(r"\1", borrowed)
    if is_deputy(key(borrowed)):
        borrowed = with_house(borrowed, scene.places.view)
    is_of_group = key(borrowed) in lexicon().bodies.party_groups
    led = with_body_beside if is_of_group else with_committee
    text = with_force(led(borrowed, siblings), scene)
    return with_district(_with_place(text, beside, scene), span.start, scene)


def _with_country(borrowed: str, bare: str, country: str, others: list[str]) -> str:
    """The post with the country or body that another one of the person's posts names."""
    borrowed = _THIS_COUNTRY.sub("", borrowed)
    if key(country) not in lexicon().places.international_bodies:
        return f"{borrowed} {country}"
    of_body = f"{bare} {country}"
    return of_body if key(of_body) in map(key, others) else borrowed


def _with_place(text: str, beside: list[str], scene: Scene) -> str:
    """The post with its province where its last word leaves it unnamed.

    That of a post beside it (`Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh X`), else the article's.
    """
    if _CITY.match(text):
        home = _home_of(beside, scene, is_city=True)
        if home is None:
            return text
        home = scene.places.city_of_committee(home) if text.endswith(_COMMITTEES) else home
        return _with_city(text, _PROVINCE_PREFIX.sub("", home))
    if is_unnamed_department(text):
        home = _home_of(beside, scene, is_city=None)
        if home is not None and (own := scene.places.home.province_id) != province_in(home):
            # Several provinces are told of, the departments of the article's own alone.
            told = departments_province(scene.places.view)
            home = told if told and province_in(told) == own else home
        return text if home is None else f"{text} {_department_form(home, scene)}"
    if _PROVINCIAL.match(text) is None:
        return text
    home = _home_of(beside, scene, is_city=False)
    if home is None:
        return text
    # A province is told of by its town, too: `UBND tỉnh`, and not `UBND tỉnh thành phố Nam Định`.
    return f"{text} {_CITY_PREFIX.sub('', _PROVINCE_PREFIX.sub('', home))}"


def _home_of(beside: list[str], scene: Scene, *, is_city: bool | None) -> str | None:
    """The province of a post as the article names it, a city or none as the post's level says."""
    named = next(filter(None, map(home_in, beside)), None)
    home = scene.home
    if named is not None and named.province_id != home.province_id:
        home = named
    if is_city is not None and home.surface is not None and not home.may_be(is_city=is_city):
        home = scene.of_kind(is_city=is_city)
    return home.surface


def _department_form(home: str, scene: Scene) -> str:
    """The province of a department, `tỉnh` before it where the article's departments say so."""
    plain = _PROVINCE_PREFIX.sub("", home)
    if _NEEDS_CITY_PREFIX.search(plain):
        return plain
    plain = _CITY_PREFIX.sub("", plain)
    return f"tỉnh {plain}" if scene.places.has_provincial_departments(plain) else plain


def _with_city(text: str, plain: str) -> str:
    """`UBND TP` with the article's city, `TP` said once."""
    word = _CITY_WORD.search(text)
    if word is None:
        return f"{text} {plain}"
    if plain.startswith("TP.") and word.group().startswith("TP"):
        return f"{text[: word.start()]}{plain}"
    return f"{text} {_CITY_PREFIX.sub('', plain)}"


def main_post(posts: list[WholePost]) -> WholePost | None:
    """The post that says best what a person is: the leader's over a membership.

    Of equals the first that is of a body (`Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ`).
    """
    best: WholePost | None = None
    for post in posts:
        is_equal = best is not None and post.precedence == best.precedence
        is_bodys = best is not None and best.organisation is None and post.organisation is not None
        if best is None or post.precedence > best.precedence or (is_equal and is_bodys):
            best = post
    return best
