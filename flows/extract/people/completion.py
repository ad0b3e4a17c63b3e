"""Posts made whole: what the text leaves out because the article says it elsewhere.

In come the posts of one article's persons as written, out come the normalised post (`Giám đốc Công
an tỉnh` -> `Giám đốc Công an tỉnh Thanh Hóa`), its organisation, branch and province. Only what the
article itself says is added, in the article's own form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.extract.people.borrowing import (
    borrowed_body,
    with_department,
    with_led_body,
    within_next,
)
from flows.extract.people.committees import (
    is_deputy,
    with_body_beside,
    with_committee,
    with_district,
    with_force,
    with_house,
)
from flows.extract.people.lexicon import key, lexicon
from flows.extract.people.post_forms import head_of, plain_form
from flows.extract.people.seats import (
    branch_of,
    country_in,
    is_local,
    organisation_of,
    province_in,
    province_of,
)

if TYPE_CHECKING:
    from flows.extract.people.posts import PostSpan
    from flows.extract.people.scenes import Scene

_PROVINCIAL = re.compile(
    r"(?:^|.* )(?:tỉnh|Tỉnh|Tỉnh ủy|tỉnh ủy|Tỉnh đoàn|Tỉnh ủy viên|Bí thư Tỉnh đoàn)$", re.DOTALL
)
_CITY = re.compile(
    r"(?:^|.* )(?:TP\.?|[Tt]hành phố|[Tt]hành ủy|Thành đoàn|Thành ủy viên)$", re.DOTALL
)
_DEPARTMENT = re.compile(r"(?:.* )?(?<!cơ )(?<!trụ )[Ss]ở [^,]+$", re.DOTALL)
# `Giám đốc Công an tỉnh này`: the one that the article tells of.
_THIS = re.compile(
    r"\b(tỉnh|thành phố|TP|huyện|quận|thị xã|xã|phường|thị trấn) này$", re.IGNORECASE
)
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
        borrowed = borrowed_body(
            plains[index],
            siblings,
            others,
            is_foreign=is_foreign,
            is_followed=index + 1 < len(plains),
        )
        if borrowed == plains[index] and not is_foreign:
            borrowed = within_next(borrowed, plains[index + 1 :])
        following = head_of(plains[index + 1]) if index + 1 < len(plains) else ""
        if not is_foreign and not following.startswith(_OF_MINISTERS):
            borrowed = with_department(with_led_body(borrowed, scene), span.start, scene)
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
    borrowed = _THIS.sub(r"\1", borrowed)
    if is_deputy(key(borrowed)):
        borrowed = with_house(borrowed, scene.places.view)
    is_of_group = key(borrowed) in lexicon().party_groups
    led = with_body_beside if is_of_group else with_committee
    text = with_force(led(borrowed, siblings), scene)
    return with_district(_with_place(text, scene), span.start, scene)


def _with_country(borrowed: str, bare: str, country: str, others: list[str]) -> str:
    """The post with the country or body that another one of the person's posts names."""
    if key(country) not in lexicon().bodies:
        return f"{borrowed} {country}"
    of_body = f"{bare} {country}"
    return of_body if key(of_body) in map(key, others) else borrowed


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
