"""What one check is, before Great Expectations is loaded.

In: nothing. Out: `Check` and `Suite`, plain frozen values that name a Great Expectations type and
its arguments, and the small builders the suites are written with. Declaring checks as values keeps
the three seconds that importing Great Expectations costs out of everything that only wants to list
them (the report, the catalogue test), and keeps every suite readable as a table of promises.

Severity: `error` blocks the publish and is kept for what only a fault of ours can cause (a span
that does not hold, a key that repeats). What a strange but honest input can cause is `warn`,
because one odd article must never keep the good ones from readers.

Scope: a check of scope `rows` asks of each row by itself, or of one article's rows together. Where
such a check held at the last run, and its table's rows are written by article, it need read only
the rows of the articles touched since (`expectations.scope`). Every other check reads its whole
table.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Severity = Literal["error", "warn"]
Scope = Literal["rows", "table"]

NO_ROWS = "expect_query_to_return_no_rows"
NO_ROW_WHERE = "expect_no_row_where"
VALUE_BETWEEN = "expect_query_value_to_be_between"

#: Temporary table of the checks: the columns of all tables, which DuckDB is slow to list.
COLUMNS = "build_columns"
COLUMNS_QUERY = """
    select schema_name, table_name, column_name, data_type from duckdb_columns()
    where database_name = current_database()"""

#: Articles whose rows were written since the last run that published.
TOUCHED = "raw.touched_articles"


@dataclass(frozen=True, slots=True)
class Check:
    """One promise about one table.

    Attributes:
        name: What `quality.check_results.expectation` holds.
        type: Great Expectations type in snake case, or one of our own three.
        description: A sentence for a person: what must hold.
        severity: `error` blocks the publish, `warn` does not.
        column: The column it is about, if one.
        arguments: Keyword arguments of the expectation.
        scope: `rows` where it asks of each row, or each article's rows, by themselves.
    """

    name: str
    type: str
    description: str
    severity: Severity = "error"
    column: str | None = None
    arguments: Mapping[str, Any] = field(default_factory=dict)
    scope: Scope = "table"

    @property
    def definition(self) -> str:
        """Fingerprint of what is asked."""
        asked = f"{self.type} {sorted(self.arguments.items())!r}"
        return hashlib.sha256(asked.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Suite:
    """The promises about one table.

    Attributes:
        table: `schema.name`; the suite bears the same name.
        checks: the promises.
        touched: query of the rows that checks of scope `rows` have to read when all others are as
            they were when the check last held; None where that cannot be said.
    """

    table: str
    checks: tuple[Check, ...]
    touched: str | None = None


def touched_rows(table: str) -> str:
    """Return the query of the rows of `table` that belong to the touched articles."""
    return (
        f"select * from {table} as here "
        f"where article_id in (select touched.article_id from {TOUCHED} as touched)"
    )


def rows_of(table: str) -> str:
    """Return what stands in a query of scope `rows` for the rows of another table to read."""
    return f"{{rows of {table}}}"


def literal(value: object) -> str:
    """Return `value` as an SQL string literal."""
    return "'" + str(value).replace("'", "''") + "'"


def not_null(column: str, severity: Severity = "error") -> Check:
    """No row lacks `column`."""
    name = "expect_column_values_to_not_be_null"
    return Check(
        name, name, f"Every row has {column}.", severity, column, arguments={"column": column}
    )


def unique(column: str) -> Check:
    """No value of `column` comes twice."""
    name = "expect_column_values_to_be_unique"
    return Check(
        name, name, f"No two rows share {column}.", column=column, arguments={"column": column}
    )


def unique_together(*columns: str) -> Check:
    """No combination of `columns` comes twice."""
    name = "expect_compound_columns_to_be_unique"
    # Nulls in the key are the business of not_null; rows are compared on the key as a whole.
    return Check(
        name,
        name,
        f"No two rows share {' + '.join(columns)}.",
        column=", ".join(columns),
        arguments={"column_list": list(columns), "ignore_row_if": "never"},
    )


def in_set(column: str, values: Sequence[str], severity: Severity = "error") -> Check:
    """`column` is null or one of `values`."""
    name = "expect_column_values_to_be_in_set"
    return Check(
        name,
        name,
        f"{column} is one of: {', '.join(values)}.",
        severity,
        column,
        arguments={"column": column, "value_set": list(values)},
    )


def between(
    column: str,
    minimum: float | None = None,
    maximum: float | None = None,
    severity: Severity = "error",
) -> Check:
    """`column` is null or within the closed interval."""
    name = "expect_column_values_to_be_between"
    bounds = [f"at least {minimum:g}"] if minimum is not None else []
    bounds += [f"at most {maximum:g}"] if maximum is not None else []
    return Check(
        name,
        name,
        f"{column} is {' and '.join(bounds)}.",
        severity,
        column,
        arguments={"column": column, "min_value": minimum, "max_value": maximum},
    )


def matches(column: str, pattern: str, description: str, severity: Severity = "error") -> Check:
    """`column` is null or matches `pattern` as a whole."""
    name = "expect_column_values_to_match_regex"
    return Check(
        name, name, description, severity, column, arguments={"column": column, "regex": pattern}
    )


def no_rows(  # noqa: PLR0913 - all that a check says
    name: str,
    description: str,
    query: str,
    severity: Severity = "error",
    column: str | None = None,
    *,
    scope: Scope = "table",
) -> Check:
    """`query`, which selects what is wrong, selects nothing.

    `{batch}` stands for the suite's own table, or for its rows to read where the scope is `rows`.
    """
    arguments = {"unexpected_rows_query": query}
    return Check(name, NO_ROWS, description, severity, column, arguments, scope)


def no_row_where(  # noqa: PLR0913 - all that a check says
    name: str,
    description: str,
    condition: str,
    severity: Severity = "error",
    column: str | None = None,
    *,
    scope: Scope = "rows",
) -> Check:
    """`condition`, an expression over the columns of one row, holds for no row.

    All of a table's are computed in one query, which reads each row once.
    """
    arguments = {"condition": condition}
    return Check(name, NO_ROW_WHERE, description, severity, column, arguments, scope)


def columns_have_types(table: str, types: Mapping[str, str]) -> Check:
    """`table` has at least `types`' columns, in those DuckDB types."""
    schema, name = table.split(".")
    wanted = ", ".join(f"({literal(column)}, {literal(kind)})" for column, kind in types.items())
    return no_rows(
        "columns_have_types",
        f"The table has its {len(types)} columns in their types.",
        f"""select wanted.* from (values {wanted}) as wanted(column_name, data_type)
            anti join {COLUMNS} as found
                on found.schema_name = {literal(schema)} and found.table_name = {literal(name)}
                and found.column_name = wanted.column_name
                and found.data_type = wanted.data_type""",
    )


def refers_to(
    column: str,
    target: str,
    target_column: str | None = None,
    severity: Severity = "error",
) -> Check:
    """Every value of `column` that is not null exists in `target`."""
    target_column = target_column or column
    return no_rows(
        f"{column}_exists_in_{target.replace('.', '_')}",
        f"Every {column} exists in {target}.",
        f"""select {column} from {{batch}} as here
            where {column} is not null and not exists (
                select 1 from {target} as there where there.{target_column} = here.{column})""",
        severity,
        column,
    )


def not_after(earlier: str, later: str, severity: Severity = "error") -> Check:
    """`earlier` is not after `later` where both are known."""
    return no_row_where(
        f"{earlier}_not_after_{later}",
        f"{earlier} is never after {later}.",
        f"{earlier} > {later}",
        severity,
        later,
    )


def not_blank(column: str) -> Check:
    """`column` is null or holds something to read (null says "unknown", an empty string lies)."""
    return no_row_where(
        f"{column}_not_blank",
        f"{column} is null or holds text, never an empty string.",
        f"not regexp_matches({column}, '\\S')",
        column=column,
    )


def same_rows(key: str, other: str, description: str) -> Check:
    """The table and the query `other` hold exactly the same values of `key`."""
    # One aggregate over both: what stands on one side only, or more often, does not cancel out.
    return no_rows(
        f"{key}_same_as_before_marts",
        description,
        f"""select {key} from (
                select {key}, 1 as side from {{batch}}
                union all select {key}, -1 from ({other}))
            group by {key} having sum(side) <> 0""",
        column=key,
    )
