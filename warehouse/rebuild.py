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

import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from warehouse.connection import Engine, open_build
from warehouse.migrate import migrate
from warehouse.releases import FILE_NAME, kept_releases, sync
from warehouse.restore import (
    RESTORED,
    release_name,
    restore_ledger,
    take_marts,
    take_old_articles,
    take_released_articles,
)
from warehouse.salvage import Salvage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb

FOLDER = "rebuilding"


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
        # The newest that can be read.
        any(take_marts(connection, path) for path in kept)
        rebuilt.ledger = restore_ledger(connection, old, kept)
        if old is not None:
            rebuilt.articles["the old one"] = take_old_articles(connection, old)
            old.close()
        for path in kept:
            rebuilt.articles[release_name(path)] = take_released_articles(connection, path)
        rebuilt.lost_paths = _forget_lost(connection)
        _name_lost_runs(connection)
        connection.execute("checkpoint")
    sync(rebuilt.path)
    return rebuilt


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
