"""The State that a foreigner's posts are of.

In come the plain posts of one mention, what else the person is called in the article and what the
article tells of, out comes the State or the nations' body, and a post with it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.extract.people.completion.countries import ends_with_seat
from flows.extract.people.completion.homes import country_in
from flows.extract.people.lexicon import key, lexicon

if TYPE_CHECKING:
    from flows.extract.people.completion.scenes import Scene

_PRESIDENT = "tổng thống"
_ENVOY = "đại sứ"
_SENT_TO = " tại "
_STATE = frozenset({"state", "government"})
_OF = " của "
_MINISTERS = ("bộ trưởng", "thứ trưởng", "thống đốc", "thị trưởng")
_THIS_COUNTRY = re.compile(r" nước (?:này|đó|chủ nhà|sở tại)$")


def state_of(plains: list[str], heads: list[str], others: list[str], scene: Scene) -> str | None:
    """The State that one of the person's posts names, else the one that the article is about.

    Args:
        plains: plain forms of the posts of one mention.
        heads: their heads.
        others: plain forms of all posts of the person in the article.
        scene: what the article names.
    """
    named = next(filter(None, map(_country_of, [*others, *plains])), None)
    if named is None and any(map(_is_of_a_state, plains, heads)):
        return _only_country(heads, scene)
    return named


def with_state(borrowed: str, bare: str, country: str, others: list[str]) -> str:
    """The post with the country or body that another one of the person's posts names.

    As it was where it names one.
    """
    if _names_country(borrowed):
        return borrowed
    borrowed = _THIS_COUNTRY.sub("", borrowed)
    if key(country) not in lexicon().places.international_bodies:
        return f"{borrowed} {country}"
    of_body = f"{bare} {country}"
    return of_body if key(of_body) in map(key, others) else borrowed


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
