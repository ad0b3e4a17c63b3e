r"""What must hold in the reported figures as loaded: `raw.metrics`, `raw.non_metric_numbers`.

In: the run's context. Out: two suites: keys, spans, and that a value is what its digits say.

A value may be scaled ("2,826 tỉ" is 2,826,000,000) but scaling by powers of ten never changes the
significant digits. So value and surface must show the same digits once separators and outer zeros
are gone; a doubled, swapped or shifted value does not.
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
    not_null,
    refers_to,
    rows_of,
    touched_rows,
    unique,
    unique_together,
)
from expectations.spans import TEXTS, id_names_its_span, span_equals, spans_do_not_overlap

if TYPE_CHECKING:
    from expectations.suites.context import SuiteContext

UNIT_KINDS = ("count", "percent", "money", "ratio", "other")
QUALIFIERS = ("exact", "at_least", "at_most", "about", "vague")
DIRECTIONS = ("increase", "decrease", "none")

#: One number as the press writes it, with its sign, separators and percent.
ONE_NUMBER = r"[-+–−(]?\s?[0-9][0-9.,]*\s?%?\)?"


def suites(context: SuiteContext) -> tuple[Suite, ...]:  # noqa: ARG001
    """Return the suites of the loaded figures."""
    return (_metrics(), _non_metric_numbers())


def digits(expression: str) -> str:
    """Return SQL for the significant digits of a written number or of a double."""
    return f"trim(regexp_replace({expression}, '[^0-9]+', '', 'g'), '0')"


def count_digits(expression: str) -> str:
    """Return SQL for the number of digits in a text."""
    return f"length(array_to_string(regexp_extract_all({expression}, '[0-9]+'), ''))"


def written(expression: str) -> str:
    """Return SQL for a double in plain decimal digits, rounded where binary fractions begin.

    A double holds fifteen digits: six decimals of a large amount would be noise, and so is every
    digit of a larger one, which is why the checks leave those out.
    """
    return f"""case when {expression} < 1e9 then ({expression})::decimal(38, 6)::varchar
        else ({expression})::decimal(38, 0)::varchar end"""


def values_match_digits() -> tuple[Check, ...]:
    """Return the checks that values show their surface's digits."""
    return (
        no_row_where(
            "value_has_digits_of_surface",
            "A value has the significant digits that are written ('1 tỷ rưỡi' adds a five).",
            # Most are written plainly; the digits of the others are compared one by one.
            f"""value < 1e15
                  and replace(surface, '.', '') || '.0' <> value::varchar
                  and regexp_full_match(surface, '{ONE_NUMBER}')
                  and {digits(written("abs(value)"))}
                      not in ({digits("surface")}, {digits("surface")} || '5')""",
            column="value",
        ),
        no_row_where(
            "ratio_has_digits_of_surface",
            "Numerator and denominator of a/b are the two numbers that are written.",
            f"""numerator is not null and denominator is not null
                  and regexp_full_match(surface, '[0-9][0-9.,]*\\s?/\\s?[0-9][0-9.,]*')
                  and {digits(written("numerator"))} || '/' || {digits(written("denominator"))}
                      <> {digits("split_part(surface, '/', 1)")} || '/'
                      || {digits("split_part(surface, '/', 2)")}""",
            column="numerator",
        ),
    )


def _metrics() -> Suite:
    table = "raw.metrics"
    return Suite(
        table,
        (
            columns_have_types(
                table,
                {
                    "metric_id": "VARCHAR",
                    "article_id": "VARCHAR",
                    "start_char": "INTEGER",
                    "end_char": "INTEGER",
                    "value": "DOUBLE",
                    "numerator": "DOUBLE",
                    "denominator": "DOUBLE",
                    "period_start": "DATE",
                    "period_end": "DATE",
                },
            ),
            unique("metric_id"),
            id_names_its_span("metric_id", "m"),
            refers_to("article_id", "raw.articles"),
            span_equals(),
            spans_do_not_overlap(),
            between("start_char", 0),
            no_row_where(
                "phrase_and_sentence_hold_figure",
                "The figure lies in its phrase.",
                """start_char < phrase_start_char or end_char > phrase_end_char
                    or start_char < sentence_start_char or end_char > sentence_end_char""",
                column="phrase_start_char",
            ),
            in_set("unit_kind", UNIT_KINDS),
            in_set("qualifier", QUALIFIERS),
            in_set("direction", DIRECTIONS),
            not_null("qualifier"),
            *values_match_digits(),
            no_rows(
                "what_is_below_zero_is_written_so",
                "A value is below zero where 'âm' or the minus of a temperature says it.",
                f"""select here.metric_id from (select * from {{batch}} where value < 0) as here
                    inner join {rows_of(TEXTS)} as article using (article_id)
                    where not contains(lower(substr(
                            article.text, here.phrase_start_char + 1,
                            here.phrase_end_char - here.phrase_start_char)), 'âm')
                        and (here.unit is distinct from 'độ'
                            or substr(article.text, here.start_char, 1) not in ('-', '–', '−'))""",
                column="value",
                scope="rows",
            ),
            refers_to("province_id", "mart.provinces"),
            not_after("period_start", "period_end"),
            not_after("comparison_start_date", "comparison_end_date"),
            not_after("value", "value_upper", "warn"),
        ),
        touched_rows(table),
    )


def _non_metric_numbers() -> Suite:
    return Suite(
        "raw.non_metric_numbers",
        (
            unique_together("article_id", "start_char"),
            refers_to("article_id", "raw.articles"),
            span_equals(),
            no_rows(
                "number_is_not_also_a_figure",
                "No number is kept out of the figures and counted among them at once.",
                f"""select here.article_id from {{batch}} as here
                    inner join {rows_of("raw.metrics")} as metric
                        on metric.article_id = here.article_id
                        and metric.start_char = here.start_char""",
                column="start_char",
                scope="rows",
            ),
            not_null("kind"),
            no_rows(
                "every_digit_is_accounted_for",
                "Every digit of a text belongs to a figure or to a number that is none.",
                f"""select article_id from (
                        select article_id, {count_digits("text")} as digits
                        from {rows_of("raw.articles")}
                        union all
                        select article_id, -{count_digits("surface")} from {{batch}}
                        union all
                        select article_id, -{count_digits("surface")} from {rows_of("raw.metrics")}
                    )
                    group by article_id having sum(digits) <> 0""",
                column="surface",
                scope="rows",
            ),
        ),
        touched_rows("raw.non_metric_numbers"),
    )
