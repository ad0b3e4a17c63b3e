"""The vocabulary of people in the form that the rules look words up in.

In come the tables of `seeds/reference` (surnames, honorifics, ranks, posts, organisations, words of
posts, words that name places, names that are no person's), out comes one `Lexicon` of sets and
dictionaries keyed by lower-case words in matching form. It is built once per process.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import polars as pl

from flows.extract.people.lexicon_tables import (
    Post,
    Rank,
    column,
    composites,
    key,
    longer,
    longest,
    post_words,
    seconds,
    triggers,
)
from flows.extract.vocabulary import load
from flows.normalize.matching import fold_case, match_form

__all__ = ["Lexicon", "Post", "Rank", "key", "lexicon"]

# The committee of a commune, a ward or any unit, which alone does not say of which kind.
_COMMUNE_COMMITTEE = "đảng ủy"
# What names of companies and works end with, some of which begin others.
_LAST_WORD = "last_word"
# Kinds of words that do not say of the word itself that nobody is called so.
_NOT_BY_THEMSELVES = frozenset({"ambiguous", "first_word", "first_or_name", "alone", "named"})


@dataclass(frozen=True)
class Lexicon:
    """Every table, ready to be looked up; keys are lower case and in matching form."""

    strong_surnames: frozenset[str]
    surnames: frozenset[str]
    minority_surnames: frozenset[str]
    honorifics: dict[str, str]
    triggers: dict[str, list[tuple[str, str]]]
    capital_honorifics: frozenset[str]
    ranks: dict[str, Rank]
    posts: dict[str, Post]
    post_organisations: dict[str, str]
    post_first_words: frozenset[str]
    lone_heads: frozenset[str]
    head_starts: dict[str, frozenset[str]]
    post_last_words: frozenset[str]
    post_openers: frozenset[str]
    connectors: frozenset[str]
    levels: frozenset[str]
    units: frozenset[str]
    parent_bodies: list[str]
    body_ends: frozenset[str]
    occasions: frozenset[str]
    list_bodies: list[str]
    further_titles: list[str]
    functions: list[str]
    council_heads: frozenset[str]
    territory_heads: frozenset[str]
    district_departments: frozenset[str]
    no_ministries: tuple[str, ...]
    party_groups: frozenset[str]
    memberships: frozenset[str]
    no_republics: frozenset[str]
    servants: frozenset[str]
    leaders: frozenset[str]
    clause_words: list[str]
    told_words: tuple[str, ...]
    asides: frozenset[str]
    central_bodies: list[str]
    local_words: list[str]
    post_longest: dict[str, int]
    organisations: dict[str, tuple[str, str | None]]
    terms: dict[str, bool]
    term_longest: dict[str, int]
    composites: dict[str, list[str]]
    place_words: frozenset[str]
    administrative_words: frozenset[str]
    not_persons: frozenset[str]
    ambiguous_names: frozenset[str]
    never_alone: frozenset[str]
    named: frozenset[str]
    titled_names: frozenset[str]
    not_person_first_words: frozenset[str]
    not_person_last_words: frozenset[str]
    first_or_name: frozenset[str]
    places: frozenset[str]
    place_first_words: frozenset[str]
    run_openers: frozenset[str]
    provinces: dict[str, str]
    districts: dict[str, str]
    district_names: frozenset[str]
    committees: dict[str, str]
    committee_kinds: dict[str, str]
    post_bodies: dict[str, tuple[str, tuple[str, ...]]]
    city_ids: frozenset[str]
    countries: frozenset[str]
    longer_countries: dict[str, tuple[str, ...]]
    lead_words: frozenset[str]
    never_last: frozenset[str]
    parting_words: frozenset[str]
    foreign_given_names: frozenset[str]
    capital_starts: dict[str, frozenset[str]]
    sentence_starts: frozenset[str]
    sentence_openings: frozenset[str]
    bodies: frozenset[str]
    speech: frozenset[str]
    followers: frozenset[str]
    sure_followers: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The vocabulary of people, read and indexed once.

    Raises:
        FileNotFoundError: a table of the vocabulary is missing.
    """
    surnames = load("surnames")
    honorifics = load("honorifics")
    posts = load("posts")
    post_keys = column("posts")
    terms = load("post_terms")
    excluded = load("not_persons").filter(pl.col("kind") != _LAST_WORD)
    aliases = load("province_aliases")
    ranks = load("ranks")
    rank_keys = column("ranks")
    provinces = {
        key(alias): province
        for alias, province in zip(aliases["alias"], aliases["province_id"], strict=True)
    }
    excluded_keys = {key(word): kind for word, kind in excluded.select("written", "kind").rows()}

    def excluded_as(*kinds: str) -> frozenset[str]:
        return frozenset(entry for entry, kind in excluded_keys.items() if kind in kinds)

    places = excluded_as("place", "country", "body")
    honorific_kinds = dict(zip(column("honorifics"), honorifics["kind"].to_list(), strict=True))
    post_table = {
        written: Post(branch, precedence, is_official)
        for written, branch, precedence, is_official in zip(
            post_keys,
            posts["branch"],
            posts["precedence_order"],
            posts["is_official"],
            strict=True,
        )
    }
    return Lexicon(
        strong_surnames=frozenset(
            fold_case(match_form(name))
            for name, strength in zip(surnames["surname"], surnames["strength"], strict=True)
            if strength == "strong"
        ),
        surnames=frozenset(column("surnames", "surname")),
        minority_surnames=frozenset(
            key(name) for name in surnames.filter(pl.col("people") == "minority")["surname"]
        ),
        honorifics=honorific_kinds,
        triggers=triggers(honorific_kinds, rank_keys, post_table, column("place_words")),
        capital_honorifics=frozenset(entry for entry in honorific_kinds if " " not in entry),
        ranks={
            written: Rank(name, order)
            for written, name, order in zip(
                rank_keys, ranks["rank"], ranks["rank_order"], strict=True
            )
        },
        posts=post_table,
        post_organisations={
            written: organisation
            for written, organisation in zip(post_keys, posts["organisation"], strict=True)
            if organisation
        },
        post_first_words=frozenset(entry.split()[0] for entry in post_keys),
        lone_heads=frozenset(entry for entry in post_keys if " " not in entry),
        head_starts=seconds(post_keys),
        post_last_words=frozenset(
            entry.rsplit(" ", 1)[-1]
            for entry in [*post_keys, *column("post_terms"), *column("composite_organisations")]
        ),
        post_openers=frozenset(post_words("opener")),
        connectors=frozenset(post_words("connector")),
        levels=frozenset(post_words("level")),
        units=frozenset(post_words("unit")),
        parent_bodies=post_words("parent"),
        body_ends=frozenset(post_words("body_end")),
        occasions=frozenset(post_words("occasion")),
        list_bodies=post_words("list_body"),
        further_titles=post_words("further_title"),
        functions=post_words("function"),
        council_heads=frozenset(post_words("council_head")),
        territory_heads=frozenset(post_words("territory_head")),
        district_departments=frozenset(post_words("district_department")),
        no_ministries=tuple(post_words("no_ministry")),
        party_groups=frozenset(post_words("party_group")),
        memberships=frozenset(post_words("membership")),
        no_republics=frozenset(post_words("no_republic")),
        servants=frozenset(post_words("servant")),
        leaders=frozenset(post_words("leader")),
        clause_words=post_words("clause"),
        told_words=tuple(post_words("told")),
        asides=frozenset(post_words("aside")),
        central_bodies=post_words("central"),
        local_words=post_words("local"),
        post_longest=longest(post_keys),
        organisations={
            written: (branch, level)
            for written, branch, level in zip(
                column("organisations"),
                load("organisations")["branch"],
                load("organisations")["level"],
                strict=True,
            )
        },
        terms=dict(zip(column("post_terms"), terms["is_verb"].to_list(), strict=True)),
        term_longest=longest(column("post_terms")),
        composites=composites(),
        place_words=frozenset(column("place_words")),
        administrative_words=frozenset(
            key(word) for word in load("place_words").filter("is_administrative")["written"]
        ),
        not_persons=frozenset(
            entry for entry, kind in excluded_keys.items() if kind not in _NOT_BY_THEMSELVES
        )
        | frozenset(provinces),
        titled_names=excluded_as("titled"),
        named=excluded_as("named"),
        never_alone=excluded_as("alone"),
        ambiguous_names=excluded_as("ambiguous"),
        not_person_first_words=frozenset(
            entry.split()[0] for entry in excluded_as("first_word", "first_or_name")
        ),
        not_person_last_words=frozenset(
            key(word) for word in load("not_persons").filter(kind=_LAST_WORD)["written"]
        ),
        first_or_name=excluded_as("first_or_name"),
        places=places | set(provinces),
        place_first_words=frozenset(entry.split()[0] for entry in [*places, *provinces]),
        run_openers=frozenset(
            [*honorific_kinds, *post_keys, *column("place_words"), *column("lead_words")]
        ),
        provinces=provinces,
        districts={
            key(f"{kind} {name}"): province
            for name, kind, province in load("districts")
            .filter("is_unique")
            .select("name", "kind", "province_id")
            .rows()
        },
        district_names=frozenset(column("districts", "name")),
        committees=dict(
            zip(
                column("party_committees", "level"),
                load("party_committees")["committee"].to_list(),
                strict=True,
            )
        ),
        committee_kinds={
            key(committee): kind
            for committee, kind in load("party_committees")
            .select("committee", "district_kind")
            .drop_nulls()
            .rows()
            if key(committee) != _COMMUNE_COMMITTEE
        },
        post_bodies={
            key(head): (body, tuple(key(unless).split("|")))
            for head, body, unless in load("post_bodies").rows()
        },
        city_ids=frozenset(
            load("provinces").filter(pl.col("kind") == "thành phố")["province_id"].to_list()
        ),
        # A body stands before a foreigner's name and after the post, as a country does.
        countries=excluded_as("country", "body"),
        longer_countries=longer(sorted(excluded_as("country")), honorific_kinds),
        bodies=excluded_as("body"),
        lead_words=frozenset(column("lead_words")),
        never_last=frozenset(
            key(word)
            for word, is_given_name in load("lead_words").select("written", "is_given_name").rows()
            if not is_given_name
        ),
        parting_words=frozenset(
            key(word) for word in load("lead_words").filter("is_parting")["written"]
        ),
        foreign_given_names=frozenset(column("foreign_given_names")),
        capital_starts=seconds([*post_keys, *rank_keys, *honorific_kinds]),
        sentence_starts=frozenset(entry for entry in column("lead_words") if " " in entry),
        sentence_openings=frozenset(
            [*column("sentence_openings"), *(e for e in column("lead_words") if " " in e)]
        ),
        speech=frozenset(column("speech_words")),
        followers=frozenset(column("name_followers")),
        sure_followers=frozenset(
            key(word) for word in load("name_followers").filter("is_sure")["written"]
        ),
    )
