"""Great Expectations on DuckDB: the execution engine, the data source and three expectations.

In: the path of a build file. Out: classes that let Great Expectations ask its questions as SQL
inside DuckDB, so that a million rows cost seconds and no pandas frame is made.

As shipped, none of its expectation types works on DuckDB: it closes its connection before it
fetches, and DuckDB drops the open result with it. The engine below keeps one connection for its
life. It also names PostgreSQL's dialect module, whose regular-expression operator DuckDB shares (a
match is of the whole string). This module imports Great Expectations (3 s): import it inside
functions only.
"""

from __future__ import annotations

import logging
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar, Literal

# Read at import of great_expectations; no run of ours reports to anybody.
os.environ["GX_ANALYTICS_ENABLED"] = "false"

import great_expectations as gx
import sqlalchemy as sa
from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.core.metric_function_types import MetricPartialFunctionTypes
from great_expectations.core.result_format import ResultFormat
from great_expectations.data_context.types.base import ProgressBarsConfig
from great_expectations.datasource.fluent.sql_datasource import SQLDatasource
from great_expectations.execution_engine.sqlalchemy_execution_engine import (
    SqlAlchemyExecutionEngine,
)
from great_expectations.expectations.expectation import BatchExpectation
from great_expectations.expectations.metrics.metric_provider import metric_partial
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider
from sqlalchemy.dialects import postgresql

from expectations.checks import NO_ROW_WHERE, NO_ROWS, VALUE_BETWEEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from great_expectations.validator.metric_configuration import (
        MetricConfiguration,
        MetricConfigurationID,
    )

logging.getLogger("great_expectations").setLevel(logging.ERROR)


class DuckDBExecutionEngine(SqlAlchemyExecutionEngine):
    """An engine that keeps one connection open, which DuckDB's open results need."""

    def __init__(self, *args: Any, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        self.dialect_module = postgresql
        self._kept: sa.Connection | None = None

    @contextmanager
    def get_connection(self) -> Iterator[sa.Connection]:
        """Yield the one connection of this engine."""
        if self._kept is None:
            # Without autocommit one failing query would abort the transaction of all that follow.
            self._kept = self.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        yield self._kept

    def resolve_metrics(
        self,
        metrics_to_resolve: Iterable[MetricConfiguration],
        metrics: dict[MetricConfigurationID, Any] | None = None,
        runtime_configuration: dict[str, Any] | None = None,
    ) -> dict[MetricConfigurationID, Any]:
        """Compute metrics, but fetch no values: `COUNTS_ONLY` wants none of them.

        Great Expectations would ask for them all the same, in a query a check, and show the first
        zero.
        """
        wanted = list(metrics_to_resolve)
        values = [metric for metric in wanted if metric.metric_name.endswith(".unexpected_values")]
        others = [metric for metric in wanted if metric not in values]
        resolved = super().resolve_metrics(others, metrics, runtime_configuration)
        return resolved | {metric.id: [] for metric in values}

    def close(self) -> None:
        """Let go of the connection and with it of DuckDB's lock on the file."""
        if self._kept is not None:
            self._kept.close()
            self._kept = None
        self.engine.dispose()


EngineClass = type[DuckDBExecutionEngine]


class DuckDBDatasource(SQLDatasource):
    """A data source over one DuckDB file, opened read-only.

    The path is a field of its own because Great Expectations substitutes `$` in connection strings.
    """

    type: Literal["duckdb"] = "duckdb"  # type: ignore[assignment]
    connection_string: str = "duckdb://"
    database: str
    config: dict[str, Any]

    @property
    def execution_engine_type(self) -> EngineClass:
        """Return the engine class."""
        return DuckDBExecutionEngine

    def _create_engine(self) -> sa.Engine:
        return sa.create_engine(
            sa.URL.create("duckdb", database=self.database),
            connect_args={"read_only": True, "config": self.config},
        )

    def get_execution_engine(self) -> DuckDBExecutionEngine:
        """Return the one engine of this data source."""
        if self._execution_engine is None:
            self._execution_engine = DuckDBExecutionEngine(
                engine=self.get_engine(), create_temp_table=False
            )
        engine: DuckDBExecutionEngine = self._execution_engine
        return engine


class RowsWhere(TableMetricProvider):
    """How many rows of a batch, or of another table that stands for it, meet a condition.

    It is an aggregate, so that Great Expectations asks for all those of a table in one query.
    """

    metric_name = "table.rows_where"
    value_keys = ("condition", "rows")

    @metric_partial(
        engine=SqlAlchemyExecutionEngine,
        partial_fn_type=MetricPartialFunctionTypes.AGGREGATE_FN,
        domain_type=MetricDomainTypes.TABLE,
    )
    def _sqlalchemy(
        cls,  # noqa: N805
        execution_engine: object,  # noqa: ARG002
        metric_domain_kwargs: dict[str, Any],
        metric_value_kwargs: dict[str, Any],
        metrics: dict[str, Any],  # noqa: ARG002
        runtime_configuration: dict[str, Any],  # noqa: ARG002
    ) -> tuple[Any, dict[str, Any], dict[str, Any]]:
        condition, rows = metric_value_kwargs["condition"], metric_value_kwargs["rows"]
        if rows is None:
            return sa.func.count().filter(sa.text(condition)), metric_domain_kwargs, {}
        counted = sa.text(f"(select count(*) from {rows} where {condition})")
        # An aggregate over the batch, for the query is one; of no rows the highest is null.
        return sa.func.coalesce(sa.func.max(counted), 0), metric_domain_kwargs, {}


class _ExpectNone(BatchExpectation):
    """What the only metric of a subclass counts is not there at all."""

    domain_keys: ClassVar[tuple[str, ...]] = ("batch_id", "row_condition", "condition_parser")

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any] | None = None,  # noqa: ARG002
        execution_engine: object | None = None,  # noqa: ARG002
    ) -> dict[str, Any]:
        (metric,) = self.metric_dependencies
        count = metrics[metric]
        return {"success": count == 0, "result": {"observed_value": count}}


class ExpectNoRowWhere(_ExpectNone):
    """A condition on the columns of one row holds for no row.

    `rows` names the table whose rows are asked where that is not the batch.
    """

    condition: str
    rows: str | None = None

    metric_dependencies: ClassVar[tuple[str, ...]] = ("table.rows_where",)
    success_keys: ClassVar[tuple[str, ...]] = ("condition", "rows")


class ExpectQueryToReturnNoRows(_ExpectNone):
    """The query that selects what is wrong selects nothing.

    Unlike `UnexpectedRowsExpectation` it asks for the count alone: the rows, which are press text,
    are never fetched, and the query runs once instead of twice.
    """

    unexpected_rows_query: str

    metric_dependencies: ClassVar[tuple[str, ...]] = ("unexpected_rows_query.row_count",)
    success_keys: ClassVar[tuple[str, ...]] = ("unexpected_rows_query",)


class ExpectQueryValueToBeBetween(BatchExpectation):
    """A figure that a query computes lies between two bounds.

    The query returns one row with `value` (null where there is nothing to judge) and `base`, the
    number of rows the figure rests on. With a base under `minimum_base` any value passes: a share
    of three articles says nothing.
    """

    query: str
    min_value: float | None = None
    max_value: float | None = None
    minimum_base: int = 0

    metric_dependencies: ClassVar[tuple[str, ...]] = ("query.table",)
    success_keys: ClassVar[tuple[str, ...]] = ("query", "min_value", "max_value", "minimum_base")
    domain_keys: ClassVar[tuple[str, ...]] = ("batch_id", "row_condition", "condition_parser")

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any] | None = None,  # noqa: ARG002
        execution_engine: object | None = None,  # noqa: ARG002
    ) -> dict[str, Any]:
        (row,) = metrics["query.table"]
        value, base = row["value"], row["base"] or 0
        within = value is None or (
            (self.min_value is None or value >= self.min_value)
            and (self.max_value is None or value <= self.max_value)
        )
        return {
            "success": bool(within or base < self.minimum_base),
            "result": {"observed_value": None if value is None else round(float(value), 6)},
        }


#: The expectations above, by the type that a `Check` names.
OURS = {
    NO_ROW_WHERE: ExpectNoRowWhere,
    NO_ROWS: ExpectQueryToReturnNoRows,
    VALUE_BETWEEN: ExpectQueryValueToBeBetween,
}


def open_source(
    build_path: Path, tables: Sequence[str], config: Mapping[str, Any]
) -> DuckDBDatasource:
    """Return a data source over `build_path` in an ephemeral context, with an asset a table.

    Args:
        build_path: the DuckDB file.
        tables: names of tables that exist, as `schema.name`.
        config: DuckDB's settings.
    """
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    names = [(table, *table.split(".")) for table in tables]
    # All at once: Great Expectations writes its configuration again with every asset added.
    assets = [
        {"type": "table", "name": asset, "schema_name": schema, "table_name": name}
        for asset, schema, name in names
    ]
    source: DuckDBDatasource = context.data_sources.add_duckdb(
        name="build", database=str(build_path), config=dict(config), assets=assets
    )
    return source


#: No value of a column ever reaches a result: only counts do.
COUNTS_ONLY = {"result_format": ResultFormat.BASIC.value, "partial_unexpected_count": 0}
