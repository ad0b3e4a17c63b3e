"""Words of bodies: organisations, their units, committees of the Party.

In come `organisations.csv`, `composite_organisations.csv`, `party_committees.csv` and the words of
bodies in `post_words.csv`, out come their lookups.
"""

from __future__ import annotations

from dataclasses import dataclass

from flows.extract.people.lexicon.tables import column, composites, key, post_words
from flows.extract.vocabulary import load

# The committee of a commune, a ward or any unit, which alone does not say of which kind.
_COMMUNE_COMMITTEE = "đảng ủy"


@dataclass(frozen=True)
class BodyWords:
    """Organisations, and the words that their names begin, go on and end with.

    `organisations` gives branch and level, `composites` the names of several words and marks by
    their first word, `committees` the Party's committee of a level, `committee_kinds` the kind of
    district that a committee is of.
    """

    organisations: dict[str, tuple[str, str | None]]
    composites: dict[str, list[str]]
    committees: dict[str, str]
    committee_kinds: dict[str, str]
    units: frozenset[str]
    parents: list[str]
    ends: frozenset[str]
    of_lists: list[str]
    of_occasions: frozenset[str]
    of_centre: list[str]
    district_departments: frozenset[str]
    no_ministries: tuple[str, ...]
    party_groups: frozenset[str]


def read_bodies() -> BodyWords:
    """The words of bodies."""
    organisations, committees = load("organisations"), load("party_committees")
    return BodyWords(
        organisations={
            written: (branch, level)
            for written, branch, level in zip(
                column("organisations"),
                organisations["branch"],
                organisations["level"],
                strict=True,
            )
        },
        composites=composites(),
        committees=dict(
            zip(column("party_committees", "level"), committees["committee"].to_list(), strict=True)
        ),
        committee_kinds={
            key(committee): kind
            for committee, kind in committees.select("committee", "district_kind")
            .drop_nulls()
            .rows()
            if key(committee) != _COMMUNE_COMMITTEE
        },
        units=frozenset(post_words("unit")),
        parents=post_words("parent"),
        ends=frozenset(post_words("body_end")),
        of_lists=post_words("list_body"),
        of_occasions=frozenset(post_words("occasion")),
        of_centre=post_words("central"),
        district_departments=frozenset(post_words("district_department")),
        no_ministries=tuple(post_words("no_ministry")),
        party_groups=frozenset(post_words("party_group")),
    )
