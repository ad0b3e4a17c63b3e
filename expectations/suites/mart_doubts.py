"""What must hold in the marts that compare: series of indicators, contradictions, doubtful pairs.

In: the run's context. Out: the suites of `mart.indicator_values`, `mart.contradicting_figures`,
`mart.doubtful_person_pairs` and `mart.person_id_changes`. Each row of them points to figures or
persons of other marts, says why it is there, and compares two different things.
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
    unique,
    unique_together,
)

if TYPE_CHECKING:
    from expectations.suites.context import SuiteContext


def suites(context: SuiteContext) -> tuple[Suite, ...]:  # noqa: ARG001
    """Return the suites of the marts that compare."""
    return (_indicator_values(), _contradictions(), _doubtful_pairs(), _id_changes())


def different(one: str, other: str) -> Check:
    """A row compares two different things."""
    return no_row_where(
        f"{one}_differs_from_{other}",
        f"{one} and {other} are two.",
        f"{one} = {other}",
        column=other,
    )


def _indicator_values() -> Suite:
    table = "mart.indicator_values"
    return Suite(
        table,
        (
            columns_have_types(
                table,
                {
                    "metric_id": "VARCHAR",
                    "indicator_id": "VARCHAR",
                    "measure": "VARCHAR",
                    "period_start": "DATE",
                    "period_end": "DATE",
                    "value": "DOUBLE",
                    "article_id": "VARCHAR",
                },
            ),
            unique("metric_id"),
            refers_to("metric_id", "mart.metrics"),
            refers_to("article_id", "mart.articles"),
            not_null("indicator_id"),
            in_set("measure", ("level", "change")),
            refers_to("province_id", "mart.provinces"),
            not_after("period_start", "period_end"),
            no_rows(
                "value_is_of_its_figure",
                "A value is its figure's; of a decrease its negative.",
                """select here.metric_id from {batch} as here
                    inner join mart.metrics as figure using (metric_id)
                    where abs(here.value) is distinct from abs(figure.value)""",
                column="value",
            ),
        ),
    )


def _contradictions() -> Suite:
    table = "mart.contradicting_figures"
    return Suite(
        table,
        (
            unique_together("metric_id", "other_metric_id"),
            in_set("contradiction_kind", ("two_articles", "rate_and_ratio", "total_and_parts")),
            refers_to("metric_id", "mart.metrics"),
            refers_to("other_metric_id", "mart.metrics", "metric_id"),
            different("metric_id", "other_metric_id"),
            different("value", "other_value"),
        ),
    )


def _doubtful_pairs() -> Suite:
    table = "mart.doubtful_person_pairs"
    return Suite(
        table,
        (
            unique_together("person_id_a", "person_id_b"),
            refers_to("person_id_a", "mart.persons", "person_id"),
            refers_to("person_id_b", "mart.persons", "person_id"),
            different("person_id_a", "person_id_b"),
            not_null("reason"),
            between("mention_count", 2),
        ),
    )


def _id_changes() -> Suite:
    table = "mart.person_id_changes"
    return Suite(
        table,
        (
            not_null("old_person_id"),
            in_set("change", ("merge", "split", "rename")),
            different("old_person_id", "new_person_id"),
        ),
    )
