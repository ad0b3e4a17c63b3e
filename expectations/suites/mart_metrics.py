"""What must hold in `mart.metrics`.

In: the run's context. Out: its suite: keys, spans, that a value is what its digits say, that a
stated rate is flagged exactly where it disagrees with its own numerator and denominator, and
that the figures are as many and as certain as they were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.checks import (
    Suite,
    columns_have_types,
    in_set,
    no_row_where,
    no_rows,
    not_after,
    not_null,
    refers_to,
    rows_made_anew,
    rows_of,
    same_rows,
    unique,
)
from expectations.spans import id_names_its_span, span_equals, spans_do_not_overlap
from expectations.suites.context import density, volume
from expectations.suites.raw_metrics import (
    DIRECTIONS,
    QUALIFIERS,
    UNIT_KINDS,
    values_match_digits,
)
from expectations.thresholds import figure

if TYPE_CHECKING:
    from expectations.suites.context import SuiteContext


def suites(context: SuiteContext) -> tuple[Suite, ...]:
    """Return the suite of the mart of figures."""
    table = "mart.metrics"
    return (
        Suite(
            table,
            (
                columns_have_types(
                    table,
                    dict.fromkeys(
                        (
                            *("metric_id", "article_id", "surface", "phrase", "unit", "unit_kind"),
                            *("qualifier", "direction", "subject", "comparison_base", "group_id"),
                            *("period_label", "organisation", "province_id", "sentence"),
                        ),
                        "VARCHAR",
                    )
                    | dict.fromkeys(("start_char", "end_char"), "INTEGER")
                    | dict.fromkeys(("value", "numerator", "denominator"), "DOUBLE")
                    | dict.fromkeys(("period_start", "period_end"), "DATE")
                    | {"is_consistent": "BOOLEAN"},
                ),
                not_null("metric_id"),
                unique("metric_id"),
                id_names_its_span("metric_id", "m"),
                same_rows(
                    "metric_id",
                    f"""select metric_id from {rows_of("raw.metrics")}
                        semi join mart.articles using (article_id)""",
                    "Every figure of a published article is in the mart, once, and no other is.",
                ),
                refers_to("article_id", "mart.articles"),
                span_equals(),
                spans_do_not_overlap(),
                no_rows(
                    "value_same_as_loaded",
                    "Value, numerator, denominator and unit are those that were read.",
                    f"""select here.metric_id from {{batch}} as here
                        inner join {rows_of("raw.metrics")} as loaded using (metric_id)
                        where (here.value, here.numerator, here.denominator, here.unit)
                            is distinct from
                            (loaded.value, loaded.numerator, loaded.denominator, loaded.unit)""",
                    column="value",
                    scope="rows",
                ),
                no_row_where(
                    "phrase_and_sentence_hold_figure",
                    "The phrase and the sentence of a figure contain it.",
                    """not contains(phrase, surface) or not contains(sentence, surface)""",
                    column="phrase",
                ),
                in_set("unit_kind", UNIT_KINDS),
                in_set("qualifier", QUALIFIERS),
                in_set("direction", DIRECTIONS),
                not_null("qualifier"),
                *values_match_digits(),
                no_row_where(
                    "vague_figure_has_no_value",
                    "'Hundreds of' has no value.",
                    """qualifier = 'vague' and value is not null""",
                    column="value",
                ),
                no_row_where(
                    "percent_is_percent",
                    "A figure with a percent sign is a percentage.",
                    """contains(surface, '%') and unit_kind <> 'percent'""",
                    column="unit_kind",
                ),
                not_after("period_start", "period_end"),
                refers_to("province_id", "mart.provinces"),
                no_rows(
                    "group_lies_in_one_article",
                    "Figures reported together stand in one article.",
                    f"""select group_id from {table} as here
                        semi join {{batch}} as made using (group_id)
                        group by group_id having count(distinct article_id) > 1""",
                    column="group_id",
                    scope="rows",
                ),
                volume(context, table),
                density(context, table, "metrics_per_article_against_last_release"),
                figure(
                    table,
                    "share_inconsistent",
                    "Share of stated rates that disagree with their own numbers",
                    """select avg((not is_consistent)::int) as value, count(is_consistent) as base
                        from {batch}""",
                    "is_consistent",
                ),
                figure(
                    table,
                    "share_vague",
                    "Share of figures without a value",
                    "select avg((value is null)::int) as value, count(*) as base from {batch}",
                    "value",
                ),
            ),
            rows_made_anew(table),
        ),
    )
