"""Publishes an audited build into the lake: one transaction, which is one snapshot, or nothing.

dbt builds and Great Expectations audits the private build file, as for the published file. Built
by dbt in the lake itself each model is a snapshot of its own (2026-11-23: 41 of them in two builds
of 5,000 articles, 26 where nothing had changed), so that readers meet half a release and what no
check has seen. Here all that differs from the last release - rows of `mart`, `quality` and
`release`, descriptions and macros - is seen at once or, if the writer dies, never.
"""

from __future__ import annotations

import hashlib
import json
import logging
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from warehouse import macros
from warehouse.changes import is_audit_changed, write_changes
from warehouse.descriptions import describe, mart_descriptions, source_descriptions
from warehouse.errors import WarehouseError
from warehouse.lake.catalog import (
    LAKE,
    attached,
    connect_catalog,
    holds_files,
    is_lake,
)
from warehouse.lake.lease import require_lease
from warehouse.lake.snapshots import (
    Snapshot,
    expire,
    kept_snapshots,
    name_snapshot,
    next_release,
    one_snapshot,
)
from warehouse.lake.sync import bring_all_to
from warehouse.publish import Release
from warehouse.release_file import RELEASE_INFO
from warehouse.tables import PUBLISHED_SCHEMAS, columns_of, published_relations, tables_of

if TYPE_CHECKING:
    from warehouse.lake.options import LakeOptions

LOG = logging.getLogger("warehouse.lake")

# The search index is made for the published file; a lake has the macros that ask the marts alone.
_MACROS = Path(macros.__file__).parent / "provinces.sql"


def publish_to_lake(
    connection: duckdb.DuckDBPyConnection,
    *,
    run_id: str,
    options: LakeOptions,
    keep_releases: int,
) -> Release | None:
    """Publish the marts of the open build file, or nothing where nothing differs.

    The caller holds the lease of the lake for this run.

    Returns:
        The new release, or None when the newest snapshot says the same.

    Raises:
        WarehouseError: the lake cannot be reached, its lease was lost, or another program wrote
        it meanwhile; nothing is published then.
    """
    _require_own_folder(connection, options)
    before = kept_snapshots(options)
    with attached(connection, options, is_writing=True):
        name = next_release(before)
        previous = before[-1] if before else None
        with one_snapshot(connection):
            changed_rows = write_changes(connection, LAKE if previous else None)
            if not changed_rows and not _is_outdated(connection, previous):
                return None
            facts = _write(connection, name, run_id, previous)
            require_lease(options, run_id)
            name_snapshot(connection, name, facts)
        LOG.info("Release %s is snapshot %d", name, kept_snapshots(options)[-1].version)
        expire(connection, options, keep_releases)
    return Release(name, None, changed_rows)


def _require_own_folder(connection: duckdb.DuckDBPyConnection, options: LakeOptions) -> None:
    """A new lake gets a folder of its own, for it removes the files there that it does not know."""
    with connect_catalog(options, "khotin") as session:
        if is_lake(session, options):
            return
    if holds_files(connection, options):
        raise WarehouseError(
            f"{options.folder} holds files already, and a lake needs a folder of its own: name "
            "another in KHOTIN_LAKE__DATA_PATH."
        )


def _is_outdated(connection: duckdb.DuckDBPyConnection, previous: Snapshot | None) -> bool:
    """Whether the newest snapshot tells other files, columns or words than the build."""
    return (
        previous is None
        or previous.facts.get("wording") != _wording()
        or _mart_columns(connection, LAKE) != _mart_columns(connection, None)
        or is_audit_changed(connection, LAKE)
    )


def _mart_columns(
    connection: duckdb.DuckDBPyConnection, database: str | None
) -> dict[str, list[str]]:
    """Columns by mart, of the lake or of the open build file."""
    row = connection.execute("select current_database()").fetchone()
    named = database or str(row[0] if row else "")
    with macros.using(connection, named):
        return {
            table: columns_of(connection, named, "mart", table)
            for table in tables_of(connection, "mart")
        }


def _write(
    connection: duckdb.DuckDBPyConnection, name: str, run_id: str, previous: Snapshot | None
) -> dict[str, Any]:
    """Bring all tables to the build's state; return what the snapshot tells of itself."""
    published = [
        relation
        for schema in PUBLISHED_SCHEMAS
        for relation in published_relations(connection, schema)
    ]
    wanted = {
        **dict(zip(published, published, strict=True)),
        'quality."runs"': _stated_runs(connection, name, run_id),
        'release."info"': _stated_info(connection, name, previous, run_id),
        'release."changes"': "changes",
    }
    for schema in (*PUBLISHED_SCHEMAS, "release"):
        connection.execute(f"create schema if not exists {LAKE}.{schema}")
    is_made_anew = bring_all_to(connection, wanted)
    if is_made_anew or previous is None or previous.facts.get("wording") != _wording():
        describe(connection, LAKE)
        _write_macros(connection)
    (facts,) = (
        connection.execute(
            """
        select
            run_id, article_count as articles, added_count as added, changed_count as changed,
            removed_count as removed
        from release_info
        """
        )
        .pl()
        .to_dicts()
    )
    return {**facts, "wording": _wording()}


def _stated_runs(connection: duckdb.DuckDBPyConnection, name: str, run_id: str) -> str:
    """The ledger of runs as it is once this publish has succeeded."""
    connection.execute(
        """
        create or replace temp table stated_runs as
        select * replace (
            if(run_id = $run_id, 'published', status) as status,
            if(run_id = $run_id, now(), finished_at) as finished_at,
            if(run_id = $run_id, $release, release) as release
        )
        from quality.runs
        """,
        {"run_id": run_id, "release": name},
    )
    return "stated_runs"


def _stated_info(
    connection: duckdb.DuckDBPyConnection, name: str, previous: Snapshot | None, run_id: str
) -> str:
    connection.execute(
        f"create or replace temp table release_info as {RELEASE_INFO.format(changes='changes')}",
        {
            "release": name,
            "previous": previous.release if previous else None,
            "run_id": run_id,
        },
    )
    return "release_info"


def _write_macros(connection: duckdb.DuckDBPyConnection) -> None:
    """Put the macros in; DuckLake 1.0 keeps no comments on them."""
    with macros.using(connection, LAKE):
        for statement in connection.extract_statements(_MACROS.read_text(encoding="utf-8")):
            if statement.type == duckdb.StatementType.CREATE:
                script = statement.query.replace("create macro", "create or replace macro", 1)
                connection.execute(script)


@cache
def _wording() -> str:
    """Fingerprint of the descriptions and macros that a snapshot carries."""
    described = sorted({**source_descriptions(), **mart_descriptions()}.items())
    said = json.dumps([[*name, *text] for name, text in described]) + _MACROS.read_text("utf-8")
    return hashlib.sha256(said.encode()).hexdigest()[:12]
