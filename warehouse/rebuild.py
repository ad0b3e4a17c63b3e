"""Makes a build file anew, from what is left of the old one and from the kept releases.

What comes in: a build file that is damaged or missing, the kept releases and the published file.
What goes out: a new build file beside it, in `rebuilding/`, with

- the text of every article that can still be read anywhere, verified by its id, which is its hash:
  from the old file (a damaged block costs only the rows in it), then from the releases, newest
  first. The rules have still to make their facts anew, so the articles are marked `RESTORED`; until
  `flows.reprocess.renew` has replaced the last of them, nothing may be built;
- the ledger (schema `quality`), so that only what changed since is read again: a table of the old
  file where it is whole, else its readable rows and, for the rest, those of the newest release;
- the marts of the newest release, which the next build asks for the ids that it published.

An article that is nowhere any more leaves the ledger, so that its source is read again; it is
counted, and its paths stay in `quality.source_file_history`. Extracted rows are not taken over,
because a text and the present rules give all of them.
"""

from __future__ import annotations

import logging
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import duckdb

from warehouse.connection import Engine, open_build
from warehouse.migrate import migrate
from warehouse.releases import FILE_NAME, kept_releases, sync
from warehouse.salvage import Salvage, readable_rows
from warehouse.tables import columns_of, tables_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOG = logging.getLogger(__name__)

FOLDER = "rebuilding"
# The rules that made an article of a rebuilt file: none yet.
RESTORED = "restored"
# What rows of these tables are known by; the others have no key, and are taken whole or not at all.
LEDGER_KEYS = {
    "runs": "run_id",
    "source_files": "path",
    "source_containers": "container_path",
    "rejected_files": "path",
}
# What a release does not say of an article in so many words.
_FROM_MARTS = {
    "source_title": "case when title_basis = 'source' then title end",
    "source_date": "case when published_date_basis = 'source' then published_date::varchar end",
    "source_author": "case when author_basis = 'source' then author end",
}


@dataclass
class Rebuilt:
    """A new build file, not yet in place.

    Attributes:
        path: where it is.
        articles: number of articles by the file their text was read from.
        lost_paths: documents whose article is nowhere any more and whose source is read again.
        ledger: where the ledger came from.
    """

    path: Path
    articles: dict[str, int] = field(default_factory=dict)
    lost_paths: list[str] = field(default_factory=list)
    ledger: str = "nowhere"

    def sentences(self) -> Iterator[str]:
        """What was restored, for a person."""
        found = [f"{count} from {name}" for name, count in self.articles.items() if count]
        yield (
            f"A new build file was made: the text of {sum(self.articles.values())} articles "
            f"({', '.join(found) or 'none'}), the ledger of {self.ledger}; what is not in it is "
            "read from the sources again."
        )
        if self.lost_paths:
            yield (
                f"The articles of {len(self.lost_paths)} documents could not be restored and are "
                f"lost unless their source is still there; the first is {self.lost_paths[0]}."
            )


def files_of(build_file: Path) -> list[Path]:
    """A build file and what DuckDB keeps beside it, as far as they exist."""
    return sorted(build_file.parent.glob(f"{build_file.name}*"))


def is_restoring(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether articles of a rebuilt file wait for the rules to make their facts anew."""
    return connection.execute(
        "select count(*) > 0 from raw.articles where rules_version = ?", [RESTORED]
    ).fetchone() == (True,)


def rebuild(build_file: Path, releases: Path, published_file: Path, engine: Engine) -> Rebuilt:
    """Make a new build file beside the old one, which is only read."""
    folder = build_file.parent / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    # Views remember the name of their file, so it must be the one that it will bear.
    rebuilt = Rebuilt(folder / build_file.name)
    kept = [releases / name / FILE_NAME for name in reversed(kept_releases(releases))]
    if not kept and published_file.exists():
        kept = [published_file]
    with open_build(rebuilt.path, engine) as connection:
        migrate(connection)
        old = Salvage(build_file) if build_file.exists() else None
        is_marts_kept = False
        for path in kept:
            is_marts_kept = is_marts_kept or _take_marts(connection, path)
        _restore_ledger(connection, old, kept, rebuilt)
        if old is not None:
            rebuilt.articles["the old one"] = _take_old_articles(connection, old)
            old.close()
        for path in kept:
            rebuilt.articles[_name(path)] = _take_released_articles(connection, path)
        rebuilt.lost_paths = _forget_lost(connection)
        _name_lost_runs(connection)
        connection.execute("checkpoint")
    sync(rebuilt.path)
    return rebuilt


def _name(path: Path) -> str:
    return f"release {path.parent.name}" if path.name == FILE_NAME else str(path)


def _take_old_articles(connection: duckdb.DuckDBPyConnection, old: Salvage) -> int:
    """Take over the articles that can still be read of the old file."""
    columns = old.columns("raw", "articles")
    count = 0
    for rows in readable_rows(old, "raw", "articles"):
        connection.register("incoming", rows.to_arrow())
        count += _insert_articles(connection, "incoming", dict.fromkeys(columns))
        connection.unregister("incoming")
    return count


def _take_released_articles(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    """Take over the articles of a release that are not there yet."""
    try:
        connection.execute(f"attach {_literal(path)} as kept (read_only)")
    except duckdb.Error:
        LOG.warning("%s could not be read", path, exc_info=True)
        return 0
    try:
        columns: dict[str, str | None] = dict(_FROM_MARTS)
        columns |= dict.fromkeys(columns_of(connection, "kept", "mart", "articles"))
        return _insert_articles(connection, "kept.mart.articles", columns)
    except duckdb.Error:
        LOG.warning("%s could not be read", path, exc_info=True)
        return 0
    finally:
        connection.execute("detach kept")


def _insert_articles(
    connection: duckdb.DuckDBPyConnection, relation: str, columns: dict[str, str | None]
) -> int:
    """Insert what a relation holds of articles that are not there yet and whose text is theirs.

    Args:
        connection: the new build file.
        relation: a table or view of articles.
        columns: by column, the expression that gives it; None where the relation has it.
    """
    wanted = columns_of(connection, _catalog(connection), "raw", "articles")
    given = [
        f"{columns[name] or name} as {name}"
        for name in wanted
        if name in columns and name != "rules_version"
    ]
    rows = connection.execute(
        f"""
        insert into raw.articles by name
        select distinct on (article_id) {", ".join(given)}, '{RESTORED}' as rules_version
        from {relation}
        where
            article_id not in (select article_id from raw.articles)
            and substr(sha256(text), 1, 16) = article_id
        """
    ).fetchone()
    return int(rows[0]) if rows else 0


def _restore_ledger(
    connection: duckdb.DuckDBPyConnection,
    old: Salvage | None,
    kept: list[Path],
    rebuilt: Rebuilt,
) -> None:
    """Fill the tables of schema quality; whole from the old file, or from it and a release."""
    sources: list[str] = []
    for table in tables_of(connection, "quality"):
        if old is not None and old.has("quality", table):
            before = old.failures
            for rows in readable_rows(old, "quality", table):
                connection.register("incoming", rows.to_arrow())
                _insert_common(connection, table, "incoming", old.columns("quality", table))
                connection.unregister("incoming")
            if old.failures == before:
                sources.append("the old one")
                continue
            if table not in LEDGER_KEYS:
                connection.execute(f"delete from quality.{table}")
        taken = next((p for p in kept if _take_table(connection, p, table)), None)
        if taken is not None:
            sources.append(_name(taken))
    rebuilt.ledger = " and ".join(dict.fromkeys(sources)) or "nowhere"


def _take_table(connection: duckdb.DuckDBPyConnection, path: Path, table: str) -> bool:
    """Take over the rows of a table of schema quality that are not there yet."""
    try:
        connection.execute(f"attach {_literal(path)} as kept (read_only)")
    except duckdb.Error:
        LOG.warning("%s could not be read", path, exc_info=True)
        return False
    try:
        columns = columns_of(connection, "kept", "quality", table)
        if columns:
            _insert_common(connection, table, f"kept.quality.{table}", columns)
    except duckdb.Error:
        LOG.warning("quality.%s of %s could not be read", table, path, exc_info=True)
        return False
    finally:
        connection.execute("detach kept")
    return bool(columns)


def _insert_common(
    connection: duckdb.DuckDBPyConnection, table: str, relation: str, columns: list[str]
) -> None:
    """Insert the columns that both have, of rows whose key is not there yet."""
    wanted = columns_of(connection, _catalog(connection), "quality", table)
    listed = ", ".join(f'"{name}"' for name in wanted if name in columns)
    key = LEDGER_KEYS.get(table)
    is_new = f"where {key} not in (select {key} from quality.{table})" if key else ""
    connection.execute(
        f"insert into quality.{table} by name select {listed} from {relation} {is_new}"
    )


def _take_marts(connection: duckdb.DuckDBPyConnection, path: Path) -> bool:
    """Take over the marts of a release, for the ids that were published."""
    try:
        connection.execute(f"attach {_literal(path)} as kept (read_only)")
    except duckdb.Error:
        LOG.warning("%s could not be read", path, exc_info=True)
        return False
    connection.execute("create schema if not exists mart")
    try:
        names = connection.execute(
            "select table_name from duckdb_tables() "
            "where database_name = 'kept' and schema_name = 'mart'"
        ).fetchall()
        for (name,) in names:
            connection.execute(f'create or replace table mart."{name}" as from kept.mart."{name}"')
    except duckdb.Error:
        LOG.warning("The marts of %s could not be read", path, exc_info=True)
        return False
    finally:
        connection.execute("detach kept")
    return True


def _forget_lost(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Take documents out of the ledger whose article is nowhere; return their paths.

    Their containers are forgotten too, so that they are read again where they still are.
    """
    connection.execute(
        """
        create or replace temp table lost as
        select path, container_path from quality.source_files
        where
            article_id is not null
            and article_id not in (select article_id from raw.articles)
        """
    )
    connection.execute(
        """
        insert into quality.source_file_history by name
        select
            path, sha256, article_id, status, run_id, 'vanished' as superseded_as,
            now() as superseded_at, run_id as superseded_by_run_id
        from quality.source_files where path in (select path from lost)
        """
    )
    connection.execute(
        "delete from quality.source_containers "
        "where container_path in (select container_path from lost)"
    )
    connection.execute("delete from quality.source_files where path in (select path from lost)")
    return [path for (path,) in connection.execute("select path from lost order by 1").fetchall()]


def _name_lost_runs(connection: duckdb.DuckDBPyConnection) -> None:
    """Give runs a row that are named but whose row was lost; an id begins with its time."""
    connection.execute(
        """
        insert into quality.runs (run_id, started_at, status, error)
        select
            run_id,
            coalesce(try_strptime(run_id[:16], '%Y%m%dT%H%M%SZ')::timestamptz, now()),
            'crashed',
            'Its row was lost with a damaged build file.'
        from (
            select run_id from quality.source_files
            union
            select run_id from quality.rejected_files
            union
            select run_id from raw.articles
        )
        where run_id not in (select run_id from quality.runs)
        """
    )


def _catalog(connection: duckdb.DuckDBPyConnection) -> str:
    row = connection.execute("select current_database()").fetchone()
    return str(row[0]) if row else ""


def _literal(path: Path) -> str:
    """A path as SQL writes it, for ATTACH, which takes no parameters."""
    return "'" + str(path).replace("'", "''") + "'"
