"""The one foreign country that a text tells of.

In come a text and its posts, out comes the country that a bare `Tổng thống` of it is of. Where
another country is named nearly as often, nothing is said: its `Tổng thống` may be meant.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from flows.extract.people.completion.homes import country_in
from flows.extract.people.lexicon import key, lexicon
from flows.extract.people.posts.forms import head_of
from flows.extract.people.words import USUAL_LETTERS, any_of
from flows.extract.remembered import remembered
from flows.extract.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flows.extract.people.posts.spans import View

OUR_COUNTRY = "việt nam"
# How much oftener it is named than any other, and how much where no bare post is told of another.
_CLEARLY = 3
_OFTENER = 1.5
# How often the only one is named at least.
_SURELY = 2


@cache
def _country() -> re.Pattern[str]:
    """A country or its seat in small letters, with what stands before it: a rare letter may."""
    names = lexicon().places.countries | _seats().keys()
    return re.compile(rf"[^{USUAL_LETTERS}]({any_of(names)})(?![^\W_])")


@cache
def _seats() -> dict[str, str]:
    """Capitals and seats in small letters -> the country that they stand for (`nhà trắng`)."""
    return {key(seat): key(country) for seat, country in load("country_seats").rows()}


def ends_with_seat(post: str) -> bool:
    """Whether a post says whose it is by the State's seat (`phát ngôn viên Nhà Trắng`)."""
    return key(post).endswith(_seat_ends())


@cache
def _seat_ends() -> tuple[str, ...]:
    """How a post ends that a seat says the State of."""
    return tuple(f" {seat}" for seat in _seats())


@remembered(50_000)
def is_another_states(post: str) -> bool:
    """Whether a post is of another State and of nothing in it (`Chủ tịch nước Trung Quốc`).

    Args:
        post: its plain form.
    """
    state = country_in(post)
    if state is None or key(state) in {OUR_COUNTRY, *lexicon().places.international_bodies}:
        return False
    return key(post) == f"{head_of(post)} {key(state)}"


def only_country(view: View, posts: Iterable[str]) -> str | None:
    """The one foreign country whose posts a text tells of and that it names oftenest by far.

    Args:
        view: the text.
        posts: plain forms of its posts.

    Returns:
        The country as a post names it, or None.
    """
    # In an order of their own: of two spellings the one with the capital is kept in every run.
    in_order = sorted(posts, reverse=True)
    told = {key(country): country for country in map(country_in, in_order) if country}
    told.pop(OUR_COUNTRY, None)
    if lexicon().places.international_bodies.issuperset(map(_standard, told)):
        return _only_named(view)
    low = min(told, key=len)
    # `Lào` and `nước Cộng hòa Dân chủ Nhân dân Lào` are one, and so are `Mỹ` and `Hoa Kỳ`.
    if not all(_standard(other).endswith(_standard(low)) for other in told):
        return None
    country = told[low]
    own_name = _standard(low)
    named = [(_standard(name), at) for name, at in _named(view)]
    own = _most_of(name for name, _ in named if own_name.endswith(name))
    others = [one for one in named if not own_name.endswith(one[0]) and one[0] != OUR_COUNTRY]
    most = _most_of(name for name, _ in others)
    at_others = [at for _, at in others]
    is_clear = own >= _CLEARLY * most
    is_oftener = own >= _OFTENER * most and not _is_told_of_others(view, in_order, at_others)
    return country if is_clear or is_oftener else None


def _most_of(names: Iterable[str]) -> int:
    """How often the one named oftenest is named."""
    return max(Counter(names).values(), default=0)


def _named(view: View) -> list[tuple[str, int]]:
    """Every country or seat of one that a text names, in small letters, with its position."""
    return [
        (found[1], found.start(1) - 1)
        for found in _country().finditer(f"\n{view.low}")
        if view.form[found.start()].isupper()
        and not view.form[found.start() - 1 : found.start()].isalnum()
    ]


def _only_named(view: View) -> str | None:
    """The one foreign country that a text names, more than once, where no post is told of any."""
    others = {OUR_COUNTRY, *lexicon().places.international_bodies}
    named = [(name, at) for name, at in _named(view) if _standard(name) not in others]
    by_name = [name for name, _ in named if name not in _seats()]
    if len({_standard(name) for name, _ in named}) != 1 or len(by_name) < _SURELY:
        return None
    # In the form that the text names it with most.
    (name, _), *_ = Counter(by_name).most_common(1)
    at = next(at for other, at in named if other == name)
    return view.form[at : at + len(name)]


@cache
def _aliases() -> dict[str, str]:
    """Other names of countries -> the one that is counted (`hoa kỳ` -> `mỹ`)."""
    table = load("country_aliases")
    return {key(written): key(country) for written, country in table.rows()} | _seats()


def _standard(low: str) -> str:
    """A country's name in small letters, under which its other names are counted too."""
    return _aliases().get(low, low)


def _is_told_of_others(view: View, posts: Iterable[str], others: list[int]) -> bool:
    """Whether one of the posts that is bare is told of as another country's (`Tổng thống Nga`).

    Args:
        view: the text.
        posts: plain forms of its posts.
        others: where it names other countries.
    """
    heads = tuple(
        f"{head} " for head in {key(post) for post in posts} & lexicon().posts.heads.keys()
    )
    return any(view.low.endswith(heads, 0, start) for start in others)
