"""What one check is, before Great Expectations is loaded.

In: nothing. Out: `Check` and `Suite`, plain frozen values that name a Great Expectations type and
its arguments, and the small builders the suites are written with. Declaring checks as values keeps
the three seconds that importing Great Expectations costs out of everything that only wants to list
them (the report, the catalogue test), and keeps every suite readable as a table of promises.

Severity: `error` blocks the publish and is kept for what only a fault of ours can cause (a span
that does not hold, a key that repeats). What a strange but honest input can cause is `warn`,
because one odd article must never keep the good ones from readers.

Scope: a check of scope `rows` asks of each row by itself, or together of rows that are made anew
together: an article's, a person's. Where such a check held at the last run, it need read only the
rows made anew since (`expectations.scope`). Every other check reads its whole table.

What holds of a row by itself is a condition on its columns, and all those of a table are one query.
Great Expectations has expectations for most of them, whose names they keep; those ask for up to six
figures each, and always of the whole table (2026-11-23: half of what all checks cost).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from warehouse.tables import MADE_ANEW

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
#: Namings that were made anew in the marts.
STALE_MENTIONS = MADE_ANEW["person_mentions"][1]


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
        scope: `rows` where it asks of each row, or of rows made anew together, by themselves.
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


def touched_rows(table: str, *listed: tuple[str, str]) -> str:
    """Return the query of the rows of `table` that were written since the last publish.

    Args:
        table: `schema.name`.
        listed: the columns by which such rows are known, each with the relation that lists its
            values; the touched articles where none are given.
    """
    known = " or ".join(
        f"{column} in (select listed.{column} from {relation} as listed)"
        for column, relation in listed or (("article_id", TOUCHED),)
    )
    # By their place: DuckDB then reads all columns of these rows alone.
    return f"select * from {table} where rowid in (select rowid from {table} where {known})"


def rows_made_anew(table: str) -> str:
    """Return the query of the rows of a mart that the models made anew."""
    return touched_rows(table, MADE_ANEW[table.removeprefix("mart.")])


def rows_of(table: str) -> str:
    """Return what stands in a query of scope `rows` for the rows of another table to read."""
    return f"{{rows of {table}}}"


def literal(value: object) -> str:
    """Return `value` as an SQL string literal."""
    return "'" + str(value).replace("'", "''") + "'"


def not_null(column: str, severity: Severity = "error") -> Check:
    """No row lacks `column`."""
    return no_row_where(
        "expect_column_values_to_not_be_null",
        f"Every row has {column}.",
        f"{column} is null",
        severity,
        column,
    )


def unique(column: str) -> Check:
    """No value of `column` comes twice."""
    return no_rows(
        "expect_column_values_to_be_unique",
        f"No two rows share {column}.",
        f"""select {column} from {{batch}} where {column} is not null
            group by {column} having count(*) > 1""",
        column=column,
        scope="rows",
    )


def unique_together(*columns: str) -> Check:
    """No combination of `columns` comes twice."""
    listed = ", ".join(columns)
    # Nulls in the key are the business of not_null; rows are compared on the key as a whole.
    return no_rows(
        "expect_compound_columns_to_be_unique",
        f"No two rows share {' + '.join(columns)}.",
        f"select {listed} from {{batch}} group by {listed} having count(*) > 1",
        column=listed,
        scope="rows",
    )


def in_set(column: str, values: Sequence[str], severity: Severity = "error") -> Check:
    """`column` is null or one of `values`."""
    return no_row_where(
        "expect_column_values_to_be_in_set",
        f"{column} is one of: {', '.join(values)}.",
        f"{column} not in ({', '.join(map(literal, values))})",
        severity,
        column,
    )


def between(
    column: str,
    minimum: float | None = None,
    maximum: float | None = None,
    severity: Severity = "error",
) -> Check:
    """`column` is null or within the closed interval."""
    bounds = [f"at least {minimum:g}"] if minimum is not None else []
    bounds += [f"at most {maximum:g}"] if maximum is not None else []
    beyond = [f"{column} < {minimum:g}"] if minimum is not None else []
    beyond += [f"{column} > {maximum:g}"] if maximum is not None else []
    return no_row_where(
        "expect_column_values_to_be_between",
        f"{column} is {' and '.join(bounds)}.",
        " or ".join(beyond),
        severity,
        column,
    )


def matches(column: str, pattern: str, description: str, severity: Severity = "error") -> Check:
    """`column` is null or matches `pattern` as a whole."""
    return no_row_where(
        "expect_column_values_to_match_regex",
        description,
        f"not regexp_full_match({column}, {literal(pattern)})",
        severity,
        column,
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
    *,
    scope: Scope = "rows",
) -> Check:
    """Every value of `column` that is not null exists in `target`.

    Where the scope is `rows`, what is taken out of `target` is to make the row anew.
    """
    target_column = target_column or column
    return no_rows(
        f"{column}_exists_in_{target.replace('.', '_')}",
        f"Every {column} exists in {target}.",
        f"""select {column} from {{batch}} as here
            where {column} is not null and not exists (
                select 1 from {target} as there where there.{target_column} = here.{column})""",
        column=column,
        scope=scope,
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


def same_rows(key: str, other: str, description: str, *, scope: Scope = "rows") -> Check:
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
        scope=scope,
    )
