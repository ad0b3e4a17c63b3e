"""What must hold in the marts of people.

In: the run's context. Out: the suites of `mart.persons`, `mart.person_mentions`,
`mart.person_posts` and `mart.person_ranks`: keys, spans, that every count and date of a person
follows from the mentions, and that no rank falls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.checks import (
    Check,
    Suite,
    between,
    columns_have_types,
    in_set,
    no_row_where,
    no_rows,
    not_after,
    not_blank,
    not_null,
    refers_to,
    rows_made_anew,
    rows_of,
    same_rows,
    unique,
    unique_together,
)
from expectations.spans import id_names_its_span, span_equals
from expectations.suites.context import density, volume
from expectations.suites.raw_people import ROLES
from expectations.thresholds import figure

if TYPE_CHECKING:
    from expectations.suites.context import SuiteContext


def suites(context: SuiteContext) -> tuple[Suite, ...]:
    """Return the suites of the marts of people."""
    return (_persons(context), _mentions(context), _posts(context), _ranks(context))


def no_fan_out(key: str, table: str) -> Check:
    """Every row of `table` belongs to a row here, and none here is without."""
    return no_rows(
        f"{key}_has_{table.split('.')[1]}",
        f"Every {key} has at least one row in {table}.",
        f"""select {key} from {{batch}} as here where not exists (
                select 1 from {table} as there where there.{key} = here.{key})""",
        column=key,
        scope="rows",
    )


def _persons(context: SuiteContext) -> Suite:
    table = "mart.persons"
    return Suite(
        table,
        (
            columns_have_types(
                table,
                {
                    "person_id": "VARCHAR",
                    "name": "VARCHAR",
                    "latest_rank": "VARCHAR",
                    "latest_post": "VARCHAR",
                    "organisation": "VARCHAR",
                    "province_id": "VARCHAR",
                    "first_seen_date": "DATE",
                    "last_seen_date": "DATE",
                    "article_count": "BIGINT",
                    "mention_count": "BIGINT",
                },
            ),
            not_null("person_id"),
            unique("person_id"),
            not_null("name"),
            not_blank("name"),
            no_fan_out("person_id", "mart.person_mentions"),
            between("article_count", 1),
            not_after("article_count", "mention_count"),
            no_rows(
                "counts_follow_from_mentions",
                "article_count and mention_count are those of the person's mentions.",
                """select here.person_id from {batch} as here
                    inner join (
                        select person_id, sum(mentions) as mentions, count(*) as articles
                        from (
                            select person_id, counted_article_id, max(mentions) as mentions
                            from (
                                select person_id, article_id, count(*) as mentions
                                from mart.person_mentions semi join {batch} using (person_id)
                                group by all)
                            inner join mart.articles using (article_id) group by all)
                        group by person_id) as counted using (person_id)
                    where here.mention_count <> mentions or here.article_count <> articles""",
                column="mention_count",
                scope="rows",
            ),
            not_after("first_seen_date", "last_seen_date"),
            no_rows(
                "latest_rank_is_highest",
                "latest_rank is the highest rank of the person: a rank does not fall.",
                """select here.person_id from {batch} as here
                    left join (
                        select person_id, max(rank_order) as rank_order from mart.person_ranks
                        group by person_id) as highest using (person_id)
                    left join mart.person_ranks as latest
                        on latest.person_id = here.person_id and latest.rank = here.latest_rank
                    where highest.rank_order is distinct from latest.rank_order""",
                column="latest_rank",
                scope="rows",
            ),
            no_rows(
                "latest_post_is_one_of_posts",
                "latest_post is one of the person's posts.",
                """select here.person_id from {batch} as here
                    where latest_post is not null and not exists (
                        select 1 from mart.person_posts as there
                        where there.person_id = here.person_id
                          and there.post = here.latest_post)""",
                column="latest_post",
                scope="rows",
            ),
            refers_to("province_id", "mart.provinces"),
            volume(context, table),
            figure(
                table,
                "persons_per_mention",
                "Persons a mention",
                """select (select count(*) from {batch}) / nullif(count(*), 0) as value,
                    count(*) as base from mart.person_mentions""",
            ),
        ),
        rows_made_anew(table),
    )


def _mentions(context: SuiteContext) -> Suite:
    table = "mart.person_mentions"
    return Suite(
        table,
        (
            columns_have_types(
                table,
                {
                    "mention_id": "VARCHAR",
                    "article_id": "VARCHAR",
                    "person_id": "VARCHAR",
                    "name": "VARCHAR",
                    "surface": "VARCHAR",
                    "start_char": "INTEGER",
                    "end_char": "INTEGER",
                    "role": "VARCHAR",
                    "rank": "VARCHAR",
                    "posts": "VARCHAR[]",
                    "organisation": "VARCHAR",
                    "sentence": "VARCHAR",
                },
            ),
            not_null("mention_id"),
            unique("mention_id"),
            id_names_its_span("mention_id", "p"),
            same_rows(
                "mention_id",
                f"""select mention_id from {rows_of("raw.person_mentions")}
                    semi join mart.articles using (article_id)""",
                "Every mention of a published article is in the mart, once, and no other is.",
            ),
            refers_to("article_id", "mart.articles"),
            not_null("person_id"),
            # A person whose row is lost is to be missed at each naming, whichever were made anew.
            refers_to("person_id", "mart.persons", scope="table"),
            span_equals(),
            in_set("role", ROLES),
            not_blank("name"),
            no_rows(
                "name_same_as_loaded",
                "Name and rank of a mention are those that were read.",
                f"""select here.mention_id from {{batch}} as here
                    inner join {rows_of("raw.person_mentions")} as loaded using (mention_id)
                    where (here.name, here.rank) is distinct from (loaded.name, loaded.rank)""",
                column="name",
                scope="rows",
            ),
            no_row_where(
                "sentence_holds_mention",
                "The sentence of a mention contains it.",
                "not contains(sentence, surface)",
                column="sentence",
            ),
            volume(context, table),
            density(context, table, "mentions_per_article_against_last_release"),
        ),
        rows_made_anew(table),
    )


def _posts(context: SuiteContext) -> Suite:
    table = "mart.person_posts"
    return Suite(
        table,
        (
            columns_have_types(
                table,
                {
                    "person_id": "VARCHAR",
                    "post": "VARCHAR",
                    "organisation": "VARCHAR",
                    "province_id": "VARCHAR",
                    "first_seen_date": "DATE",
                    "last_seen_date": "DATE",
                    "article_count": "BIGINT",
                    "first_mention_id": "VARCHAR",
                    "last_mention_id": "VARCHAR",
                },
            ),
            unique_together("person_id", "post", "organisation", "province_id"),
            not_null("post"),
            not_blank("post"),
            refers_to("person_id", "mart.persons"),
            refers_to("first_mention_id", "mart.person_mentions", "mention_id"),
            refers_to("last_mention_id", "mart.person_mentions", "mention_id"),
            no_rows(
                "post_belongs_to_its_person",
                "The mentions that a post rests on are mentions of its person.",
                """select here.person_id from {batch} as here
                    left join mart.person_mentions as first_mention
                        on first_mention.mention_id = here.first_mention_id
                    left join mart.person_mentions as last_mention
                        on last_mention.mention_id = here.last_mention_id
                    where first_mention.person_id <> here.person_id
                       or last_mention.person_id <> here.person_id""",
                column="person_id",
                scope="rows",
            ),
            between("article_count", 1),
            not_after("first_seen_date", "last_seen_date"),
            no_rows(
                "post_seen_while_person_seen",
                "A post is held within the days on which its person is seen.",
                """select here.person_id from {batch} as here
                    inner join mart.persons as person using (person_id)
                    where here.first_seen_date < person.first_seen_date
                       or here.last_seen_date > person.last_seen_date""",
                column="first_seen_date",
                scope="rows",
            ),
            refers_to("province_id", "mart.provinces"),
            volume(context, table),
        ),
        rows_made_anew(table),
    )


def _ranks(context: SuiteContext) -> Suite:
    table = "mart.person_ranks"
    return Suite(
        table,
        (
            columns_have_types(
                table,
                {
                    "person_id": "VARCHAR",
                    "rank": "VARCHAR",
                    "rank_order": "BIGINT",
                    "first_seen_date": "DATE",
                    "last_seen_date": "DATE",
                },
            ),
            unique_together("person_id", "rank"),
            refers_to("person_id", "mart.persons"),
            not_null("rank_order"),
            between("rank_order", 1, 30),
            not_after("first_seen_date", "last_seen_date"),
            no_rows(
                "rank_has_one_order",
                "A rank stands at one place in the order of ranks.",
                "select rank from {batch} group by rank having count(distinct rank_order) > 1",
                column="rank_order",
            ),
            no_rows(
                "rank_does_not_fall",
                "Nobody is first seen in a lower rank after having been seen in a higher one.",
                """select lower.person_id from {batch} as lower
                    inner join {batch} as higher
                        on higher.person_id = lower.person_id
                        and higher.rank_order > lower.rank_order
                    where lower.first_seen_date > higher.first_seen_date""",
                column="rank_order",
                scope="rows",
            ),
            no_rows(
                "rank_seen_while_person_seen",
                "A rank is held within the days on which its person is seen.",
                """select here.person_id from {batch} as here
                    inner join mart.persons as person using (person_id)
                    where here.first_seen_date < person.first_seen_date
                       or here.last_seen_date > person.last_seen_date""",
                column="first_seen_date",
                scope="rows",
            ),
            no_rows(
                "rank_is_of_a_mention",
                "Every rank of a person is stated at one of the person's mentions.",
                """select here.person_id from {batch} as here where not exists (
                        select 1 from mart.person_mentions as mention
                        where mention.person_id = here.person_id and mention.rank = here.rank)""",
                column="rank",
                scope="rows",
            ),
            volume(context, table),
        ),
        rows_made_anew(table),
    )
