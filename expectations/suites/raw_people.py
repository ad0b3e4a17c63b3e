"""What must hold in the namings of people as loaded: `raw.person_mentions`, `raw.person_posts`.

In: the run's context. Out: two suites: keys, spans, and that a post belongs to its mention.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.checks import (
    STALE_MENTIONS,
    TOUCHED,
    Suite,
    between,
    columns_have_types,
    in_set,
    no_row_where,
    no_rows,
    not_blank,
    not_null,
    refers_to,
    touched_rows,
    unique,
    unique_together,
)
from expectations.spans import id_names_its_span, span_equals, spans_do_not_overlap

if TYPE_CHECKING:
    from expectations.suites.context import SuiteContext

ROLES = ("official", "author", "photographer", "other")


def suites(context: SuiteContext) -> tuple[Suite, ...]:  # noqa: ARG001
    """Return the suites of the loaded mentions."""
    return (_mentions(), _posts())


def _mentions() -> Suite:
    table = "raw.person_mentions"
    return Suite(
        table,
        (
            columns_have_types(
                table,
                {
                    "mention_id": "VARCHAR",
                    "article_id": "VARCHAR",
                    "start_char": "INTEGER",
                    "end_char": "INTEGER",
                    "is_short_form": "BOOLEAN",
                },
            ),
            unique("mention_id"),
            id_names_its_span("mention_id", "p"),
            refers_to("article_id", "raw.articles"),
            not_null("name"),
            not_blank("name"),
            span_equals(),
            span_equals("rank_surface", "rank_start_char", "rank_end_char"),
            between("start_char", 0),
            spans_do_not_overlap(),
            in_set("role", ROLES),
            no_row_where(
                "rank_has_its_span",
                "A rank is stated where a mention has one, and nowhere else.",
                """(rank is null) <> (rank_start_char is null)
                    or (rank is null) <> (rank_surface is null)""",
                column="rank",
            ),
            no_row_where(
                "sentence_holds_mention",
                "The sentence of a mention contains it.",
                """start_char < sentence_start_char or end_char > sentence_end_char""",
                column="sentence_start_char",
            ),
            refers_to("province_id", "mart.provinces"),
        ),
        # All that the marts make anew is compared with what was loaded.
        touched_rows(table, ("article_id", TOUCHED), ("mention_id", STALE_MENTIONS)),
    )


def _posts() -> Suite:
    return Suite(
        "raw.person_posts",
        (
            unique_together("mention_id", "post_index"),
            refers_to("mention_id", "raw.person_mentions"),
            span_equals("post"),
            not_blank("post_normalised"),
            no_rows(
                "post_lies_in_article_of_mention",
                "A post stands in the article that names the person.",
                """select here.mention_id from {batch} as here
                    inner join raw.person_mentions as mention using (mention_id)
                    where here.article_id <> mention.article_id""",
                column="article_id",
                scope="rows",
            ),
            refers_to("province_id", "mart.provinces"),
        ),
        touched_rows("raw.person_posts"),
    )
