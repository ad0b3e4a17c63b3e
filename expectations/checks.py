"""What one check is, before Great Expectations is loaded.

In: nothing. Out: `Check` and `Suite`, plain frozen values that name a Great Expectations type and
its arguments, and the small builders the suites are written with. Declaring checks as values keeps
the three seconds that importing Great Expectations costs out of everything that only wants to list
them (the report, the catalogue test), and keeps every suite readable as a table of promises.

Severity: `error` blocks the publish and is kept for what only a fault of ours can cause (a span
that does not hold, a key that repeats). What a strange but honest input can cause is `warn`,
because one odd article must never keep the good ones from readers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Severity = Literal["error", "warn"]

NO_ROWS = "expect_query_to_return_no_rows"
VALUE_BETWEEN = "expect_query_value_to_be_between"

#: Code points a piece of text begins after the one before; see `characters`.
PIECE = 512
#: Temporary table of the checks: every article's text in overlapping pieces.
PIECES = "text_pieces"
PIECES_QUERY = f"""
    create or replace temp table {PIECES} as
    with cut as (
        select article_id, regexp_extract_all(text, '(?s).{{1,{PIECE}}}') as pieces
        from raw.articles where text is not null
    ), paired as (
        select article_id, unnest(range(len(pieces))) as number, unnest(pieces) as piece,
            unnest(pieces[2:]) as next_piece
        from cut
    )
    select article_id, number, piece || coalesce(next_piece, '') as piece from paired
"""


@dataclass(frozen=True, slots=True)
class Check:
    """One promise about one table.

    Attributes:
        name: What `quality.check_results.expectation` holds.
        type: Great Expectations type in snake case, or one of our own two query types.
        description: A sentence for a person: what must hold.
        severity: `error` blocks the publish, `warn` does not.
        column: The column it is about, if one.
        arguments: Keyword arguments of the expectation.
    """

    name: str
    type: str
    description: str
    severity: Severity = "error"
    column: str | None = None
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suite:
    """The promises about one table; `table` is `schema.name`, and the suite bears the same name."""

    table: str
    checks: tuple[Check, ...]


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


def no_rows(
    name: str,
    description: str,
    query: str,
    severity: Severity = "error",
    column: str | None = None,
) -> Check:
    """`query`, which selects what is wrong, selects nothing.

    `{batch}` stands for the suite's own table.
    """
    return Check(name, NO_ROWS, description, severity, column, {"unexpected_rows_query": query})


def columns_have_types(table: str, types: Mapping[str, str]) -> Check:
    """`table` has at least `types`' columns, in those DuckDB types."""
    schema, name = table.split(".")
    wanted = ", ".join(f"({literal(column)}, {literal(kind)})" for column, kind in types.items())
    return no_rows(
        "columns_have_types",
        f"The table has its {len(types)} columns in their types.",
        f"""select wanted.* from (values {wanted}) as wanted(column_name, data_type)
            anti join duckdb_columns() as found
                on found.database_name = current_database()
                and found.schema_name = {literal(schema)} and found.table_name = {literal(name)}
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
    return no_rows(
        f"{earlier}_not_after_{later}",
        f"{earlier} is never after {later}.",
        f"select {earlier}, {later} from {{batch}} where {earlier} > {later}",
        severity,
        later,
    )


def not_blank(column: str) -> Check:
    """`column` is null or holds something to read (null says "unknown", an empty string lies)."""
    return no_rows(
        f"{column}_not_blank",
        f"{column} is null or holds text, never an empty string.",
        f"select {column} from {{batch}} where not regexp_matches({column}, '\\S')",
        column=column,
    )


def characters(start: str, end: str) -> str:
    """Return SQL for the characters of a span; `joined_text` must be joined on `start`.

    Counting code points from the beginning of a long text for every span of it is what checking
    spans costs. The pieces begin every 512 code points, so that the count is short; each holds the
    next one too, so that a span of up to 512 fits. Only longer ones are cut from the text itself.
    """
    return f"""case when {end} - {start} <= {PIECE}
        then substr(piece.piece, {start} % {PIECE} + 1, {end} - {start})
        else substr(article.text, {start} + 1, {end} - {start}) end"""


def joined_text(here: str, start: str) -> str:
    """Return the SQL that joins the pieces and the text which `characters` reads."""
    return f"""left join {PIECES} as piece
                on piece.article_id = {here}.article_id and piece.number = {start} // {PIECE}
            left join raw.articles as article on article.article_id = {here}.article_id"""


def span_equals(
    surface: str = "surface",
    start: str = "start_char",
    end: str = "end_char",
    severity: Severity = "error",
    unless: str = "false",
) -> Check:
    """The characters of the article's text at the span are exactly `surface`, but `unless`."""
    first, last = f"here.{start}", f"here.{end}"
    return no_rows(
        f"{surface}_equals_text_at_span",
        f"substr(text, {start} + 1, {end} - {start}) is exactly {surface}.",
        f"""select {first}, {last} from {{batch}} as here
            {joined_text("here", first)}
            where (here.{surface} is not null or {first} is not null) and not ({unless})
              and {characters(first, last)} is distinct from here.{surface}""",
        severity,
        surface,
    )


def spans_do_not_overlap(severity: Severity = "error") -> Check:
    """No two spans of one article share a character (a doubled row does)."""
    return no_rows(
        "spans_do_not_overlap",
        "No two spans of one article share a character.",
        """select * from (
               select start_char, max(end_char) over (
                   partition by article_id order by start_char, end_char
                   rows between unbounded preceding and 1 preceding) as end_before
               from {batch})
           where start_char < end_before""",
        severity,
        "start_char",
    )


def id_names_its_span(column: str, letter: str) -> Check:
    """`column` is `{article_id}:{letter}{start_char}`, as DESIGN section 3 fixes it."""
    return no_rows(
        f"{column}_names_its_span",
        f"{column} is article_id, ':{letter}' and start_char.",
        f"""select {column} from {{batch}}
            where {column} is distinct from article_id || ':{letter}' || start_char::varchar""",
        column=column,
    )


def same_rows(key: str, other: str, description: str) -> Check:
    """The table and the query `other` hold exactly the same values of `key`."""
    return no_rows(
        f"{key}_same_as_before_marts",
        description,
        f"""(select {key} from {{batch}} except all {other})
            union all ({other} except all select {key} from {{batch}})""",
        column=key,
    )
