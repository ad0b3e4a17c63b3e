"""The province or the country that words name, and whether it is a city.

In comes a post or another stretch of text, out come the province or the country whose name stands
in it, and a `Home`: what an article or a place of it says of its province.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import polars as pl

from flows.extract.people.lexicon import key, lexicon
from flows.extract.remembered import remembered
from flows.extract.vocabulary import load

_WORD = re.compile(r"[^\W_]+(?:[.&-][^\W_]+)*")
_SPACE = re.compile(" ")
# Words of a province's name.
_LONGEST_PROVINCE = 5
_STATE_FORM = re.compile(
    r"(?:nước )?(?:(?:cộng hòa|liên bang|vương quốc|hợp chủng quốc|dân chủ|nhân dân|"
    r"xã hội chủ nghĩa|hồi giáo) )+$"
)


@dataclass(frozen=True, slots=True)
class Home:
    """The article's province: how the text writes it, its id, whether it is a city."""

    surface: str | None
    province_id: str | None
    is_city: bool

    def may_be(self, *, is_city: bool) -> bool:
        """Whether it is a city or none, as asked for; what was raised to a city has been both."""
        return self.is_city == is_city or (not is_city and self.province_id in _raised_to_cities())


@cache
def _raised_to_cities() -> frozenset[str]:
    """Provinces that became cities of their own."""
    by_kind = load("provinces").group_by("province_id").agg(pl.col("kind").n_unique())
    return frozenset(by_kind.filter(pl.col("kind") > 1)["province_id"])


@remembered(50_000)
def home_in(post: str) -> Home | None:
    """The province that a whole post ends with (`Chủ tịch UBND tỉnh Hà Nam`)."""
    words = post.split(" ")
    for count in range(min(_LONGEST_PROVINCE, len(words) - 1), 0, -1):
        surface = " ".join(words[-count:])
        province_id = lexicon().places.provinces.get(key(surface))
        if province_id is not None:
            return Home(surface, province_id, province_id in lexicon().places.cities)
    return None


@remembered(50_000)
def province_in(text: str) -> str | None:
    """The province that `text` names last."""
    provinces = lexicon().places.provinces
    found = [match.group() for match in _WORD.finditer(key(text))]
    written = [match.group() for match in _WORD.finditer(text)]
    first_words = _first_words_of_provinces()
    starts = [
        first
        for first, word in enumerate(found)
        if word in first_words and written[first][:1].isupper()
    ]
    for size in range(min(_LONGEST_PROVINCE, len(found)), 0, -1):
        for first in reversed(starts):
            if first + size <= len(found):
                province = provinces.get(" ".join(found[first : first + size]))
                if province is not None:
                    return province
    return None


@cache
def _first_words_of_provinces() -> frozenset[str]:
    return frozenset(_WORD.findall(name)[0] for name in lexicon().places.provinces)


@remembered(50_000)
def country_in(text: str) -> str | None:
    """The country that a post ends with, with its form of state (`Cộng hòa Slovakia`)."""
    low = key(text)
    countries = lexicon().places.countries
    starts = (match.end() for match in _SPACE.finditer(low))
    start = next((start for start in starts if low[start:] in countries), -1)
    if start == -1:
        return None
    form = _STATE_FORM.search(low[:start])
    return text[form.start() if form else start :]
