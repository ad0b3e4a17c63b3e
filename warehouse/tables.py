"""What the published file holds, and which columns make a row the same in the next release."""

from __future__ import annotations

import duckdb

from warehouse.errors import WarehouseError

PUBLISHED_SCHEMAS = ("mart", "quality")

# The same row in another run has another of these; they say nothing about the news.
VOLATILE_COLUMNS = frozenset({"run_id", "loaded_at"})

# Marts of which a build of what is touched makes some rows anew and keeps all others: the column,
# and the relation that lists its values. Those not named here are made anew as a whole.
MADE_ANEW: dict[str, tuple[str, str]] = {
    "articles": ("article_id", "intermediate.int_stale_articles"),
    "persons": ("person_id", "intermediate.int_touched_persons"),
    "person_mentions": ("mention_id", "intermediate.int_stale_mentions"),
    "person_posts": ("person_id", "intermediate.int_touched_persons"),
    "person_ranks": ("person_id", "intermediate.int_touched_persons"),
    "metrics": ("article_id", "raw.touched_articles"),
}

# Marts made of reference data alone, which such a build passes over.
REFERENCE_MARTS = frozenset({"provinces", "province_aliases", "province_successions", "districts"})

# Ledgers to which a run adds rows before it publishes and whose rows nobody changes: by the run.
APPENDED_BY: dict[str, str] = {
    "check_results": "run_id",
    "source_file_history": "superseded_by_run_id",
}

MART_KEYS: dict[str, tuple[str, ...]] = {
    "articles": ("article_id",),
    "persons": ("person_id",),
    "person_mentions": ("mention_id",),
    "person_posts": ("person_id", "post", "organisation", "province_id"),
    "person_ranks": ("person_id", "rank"),
    "person_id_changes": ("old_person_id", "new_person_id"),
    "doubtful_person_pairs": ("person_id_a", "person_id_b"),
    "metrics": ("metric_id",),
    "indicator_values": ("metric_id",),
    "contradicting_figures": ("metric_id", "other_metric_id", "contradiction_kind"),
    "provinces": ("province_id", "valid_from"),
    "province_successions": ("province_id", "valid_from"),
    "province_aliases": ("alias", "province_id"),
    "districts": ("name", "kind", "province_id"),
}


def tables_of(connection: duckdb.DuckDBPyConnection, schema: str) -> list[str]:
    """Names of the tables of a schema of the file that is open, in order."""
    rows = connection.execute(
        """
        select table_name from duckdb_tables()
        where database_name = current_database() and schema_name = ? order by table_name
        """,
        [schema],
    ).fetchall()
    return [str(name) for (name,) in rows]


def published_relations(connection: duckdb.DuckDBPyConnection, schema: str) -> list[str]:
    """Tables and views of a schema of the file that is open, quoted, in order: all is published."""
    rows = connection.execute(
        """
        select table_name from duckdb_tables()
        where database_name = current_database() and schema_name = $schema
        union all
        select view_name from duckdb_views()
        where database_name = current_database() and schema_name = $schema
        order by all
        """,
        {"schema": schema},
    ).fetchall()
    return [f'{schema}."{name}"' for (name,) in rows]


def key_of(table: str) -> tuple[str, ...]:
    """Key columns of a mart.

    Raises:
        WarehouseError: the mart is not listed here, so its changes could not be told.
    """
    try:
        return MART_KEYS[table]
    except KeyError:
        raise WarehouseError(
            f"mart.{table} has no key in warehouse/tables.py, so its changes between "
            "releases cannot be told: add its grain there."
        ) from None


def columns_of(
    connection: duckdb.DuckDBPyConnection, database: str, schema: str, table: str
) -> list[str]:
    """Column names of a table of an attached database, in order; empty without such a table."""
    try:
        # DuckDB's own list of columns asks a lake's catalogue for those of every table.
        rows = connection.execute(f'describe "{database}"."{schema}"."{table}"').fetchall()
    except duckdb.CatalogException:
        return []
    return [str(row[0]) for row in rows]
