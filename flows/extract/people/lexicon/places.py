"""Words of places: provinces, districts, countries, and the words before a place's name.

In come `province_aliases.csv`, `provinces.csv`, `districts.csv`, `place_words.csv` and the places
of `not_persons.csv`, out come their lookups.
"""

from __future__ import annotations

from dataclasses import dataclass

from flows.extract.people.lexicon.tables import (
    column,
    excluded,
    honorific_kinds,
    key,
    longer,
    post_words,
    province_ids,
)
from flows.extract.vocabulary import load


@dataclass(frozen=True)
class PlaceWords:
    """Places of Vietnam with the province that each is or lies in, and countries.

    `countries` holds the international bodies too: a body stands before a foreigner's name and
    after the post, as a country does.
    """

    words: frozenset[str]
    administrative_words: frozenset[str]
    names: frozenset[str]
    first_words: frozenset[str]
    provinces: dict[str, str]
    cities: frozenset[str]
    districts: dict[str, str]
    district_names: frozenset[str]
    countries: frozenset[str]
    longer_countries: dict[str, tuple[str, ...]]
    international_bodies: frozenset[str]
    no_republics: frozenset[str]


def read_places() -> PlaceWords:
    """The words of places."""
    provinces = province_ids()
    places = excluded("place", "country", "body")
    return PlaceWords(
        words=frozenset(column("place_words")),
        administrative_words=frozenset(
            key(word) for word in load("place_words").filter("is_administrative")["written"]
        ),
        names=places | set(provinces),
        first_words=frozenset(entry.split()[0] for entry in [*places, *provinces]),
        provinces=provinces,
        cities=frozenset(load("provinces").filter(kind="thành phố")["province_id"].to_list()),
        districts={
            key(f"{kind} {name}"): province
            for name, kind, province in load("districts")
            .filter("is_unique")
            .select("name", "kind", "province_id")
            .rows()
        },
        district_names=frozenset(column("districts", "name")),
        countries=excluded("country", "body"),
        longer_countries=longer(sorted(excluded("country")), honorific_kinds()),
        international_bodies=excluded("body"),
        no_republics=frozenset(post_words("no_republic")),
    )
