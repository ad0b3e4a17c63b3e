"""Where the releases of a home go: a DuckDB file in it, or a DuckLake that many machines read.

What comes in: a home and its settings. What goes out: one of two targets that hold the lease,
publish, list and roll back releases alike, so that no step asks which of them it is.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Protocol

from warehouse import copies_ahead, releases
from warehouse.lease import hold_lease

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    import duckdb
    import polars as pl

    from flows.settings import Home
    from warehouse.lake.options import LakeOptions
    from warehouse.publish import Release
    from warehouse.release_file import StagedRelease


class Target(Protocol):
    """What a run and the commands about releases ask of a target."""

    def hold(self, run_id: str) -> AbstractContextManager[None]:
        """Hold the lease while the block runs.

        Raises:
            LeaseHeldError: another run holds it.
        """

    def is_behind(self) -> bool:
        """Whether it must be published to although no source changed."""

    def prepare(self) -> None:
        """Begin, while the marts are built, what a publish of a few changes can build on."""

    def stage(self, connection: duckdb.DuckDBPyConnection) -> StagedRelease | None:
        """Write ahead, unseen, what the checks of the build file, open to read, cannot change."""

    def publish(
        self, connection: duckdb.DuckDBPyConnection, staged: StagedRelease | None, run_id: str
    ) -> Release | None:
        """Publish the open build file, or nothing where nothing differs."""

    def discard(self) -> None:
        """Remove what was staged and is not to be published."""

    def restore(self) -> bool:
        """Mend what is published where somebody damaged it; whether that was needed."""

    def current(self) -> str | None:
        """The release that readers see."""

    def address(self) -> str:
        """Where readers find it."""

    def kept_releases(self) -> list[str]:
        """Names of the kept releases, oldest first."""

    def list_releases(self) -> pl.DataFrame:
        """One row a kept release, newest first."""

    def roll_back(self, release: str) -> None:
        """Publish a kept release again; the caller holds the lease.

        Raises:
            WarehouseError: it is not kept.
        """


def target_of(home: Home, keep_releases: int) -> Target:
    """The target that the settings of a home name."""
    if home.lake is not None:
        return LakeTarget(home, home.lake, keep_releases)
    return FileTarget(home, keep_releases)


class FileTarget:
    """The published DuckDB file of a home."""

    def __init__(self, home: Home, keep_releases: int) -> None:
        self.home = home
        self.keep_releases = keep_releases

    @contextmanager
    def hold(self, run_id: str) -> Iterator[None]:
        """The home's lease: who shares the file shares the home."""
        with hold_lease(self.home.lease_file, run_id):
            try:
                yield
            finally:
                copies_ahead.drop_all(self.home.folder)

    def is_behind(self) -> bool:
        """Whether the home last published to a lake."""
        return _last_target(self.home) != ""

    def prepare(self) -> None:
        """Copy the release before; the copies that no publish takes go with the lease."""
        current = self.current()
        if current is not None:
            copies_ahead.begin(
                self.home.releases / current / releases.FILE_NAME,
                releases.staged_file(self.home.releases, releases.next_release(self.home.releases)),
            )

    def stage(self, connection: duckdb.DuckDBPyConnection) -> StagedRelease:
        """Write the marts beside the published file."""
        # Not needed to hold or to list.
        from warehouse.publish import stage  # noqa: PLC0415

        return stage(
            connection,
            published_file=self.home.published_file,
            releases=self.home.releases,
            is_comparable=not self.is_behind(),
        )

    def publish(
        self, connection: duckdb.DuckDBPyConnection, staged: StagedRelease | None, run_id: str
    ) -> Release | None:
        """Complete the staged file and swap it in."""
        from warehouse.publish import publish  # noqa: PLC0415

        release = publish(
            connection,
            staged or self.stage(connection),
            run_id=run_id,
            published_file=self.home.published_file,
            keep_releases=self.keep_releases,
        )
        self.home.target_file.unlink(missing_ok=True)
        return release

    def discard(self) -> None:
        """Remove the staged file."""
        copies_ahead.drop_all(self.home.folder)
        releases.drop_partials(self.home.releases, self.home.published_file)

    def restore(self) -> bool:
        """Put the current release back where its file is missing or was changed by hand."""
        return releases.restore(self.home.releases, self.home.published_file)

    def current(self) -> str | None:
        """The release whose file is in place."""
        return releases.current_release(self.home.releases)

    def address(self) -> str:
        """Path of the published file."""
        return str(self.home.published_file)

    def kept_releases(self) -> list[str]:
        """Names of the releases whose files are there."""
        return releases.kept_releases(self.home.releases)

    def list_releases(self) -> pl.DataFrame:
        """One row a kept release, newest first."""
        return releases.list_releases(self.home.releases)

    def roll_back(self, release: str) -> None:
        """Put the file of a kept release in place."""
        releases.roll_back(self.home.releases, release, self.home.published_file)


class LakeTarget:
    """A DuckLake; what reaches it is imported when it is used."""

    def __init__(self, home: Home, options: LakeOptions, keep_releases: int) -> None:
        self.home = home
        self.options = options
        self.keep_releases = keep_releases

    @contextmanager
    def hold(self, run_id: str) -> Iterator[None]:
        """The home's lease and, against writers elsewhere, the lake's."""
        from warehouse.lake.lease import hold_lake_lease  # noqa: PLC0415

        with ExitStack() as held:
            held.enter_context(hold_lease(self.home.lease_file, run_id))
            held.enter_context(hold_lake_lease(self.options, run_id))
            yield

    def is_behind(self) -> bool:
        """Whether the home last published elsewhere, or the lake was emptied since."""
        return _last_target(self.home) != self.address() or self.current() is None

    def prepare(self) -> None:
        """Nothing: a snapshot is made of what changed alone."""

    def stage(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Nothing: a transaction of the lake is not to stay open while the checks run."""

    def publish(
        self,
        connection: duckdb.DuckDBPyConnection,
        staged: StagedRelease | None,  # noqa: ARG002 - the lake stages nothing
        run_id: str,
    ) -> Release | None:
        """Write what changed in one transaction, as one snapshot."""
        from warehouse.lake.publish import publish_to_lake  # noqa: PLC0415

        release = publish_to_lake(
            connection, run_id=run_id, options=self.options, keep_releases=self.keep_releases
        )
        self.home.target_file.write_text(self.address(), encoding="utf-8")
        return release

    def discard(self) -> None:
        """Nothing: nothing is staged."""

    def restore(self) -> bool:
        """Nothing: a snapshot is never changed."""
        return False

    def current(self) -> str | None:
        """The release of the newest snapshot."""
        from warehouse.lake.snapshots import current_snapshot  # noqa: PLC0415

        snapshot = current_snapshot(self.options)
        return snapshot.release if snapshot else None

    def address(self) -> str:
        """Catalogue and data path, without the password."""
        from warehouse.lake.catalog import public_address  # noqa: PLC0415

        return public_address(self.options)

    def kept_releases(self) -> list[str]:
        """Names of the releases whose snapshots are there."""
        from warehouse.lake.snapshots import kept_snapshots  # noqa: PLC0415

        return sorted(snapshot.release for snapshot in kept_snapshots(self.options))

    def list_releases(self) -> pl.DataFrame:
        """One row a kept release, newest first."""
        from warehouse.lake.snapshots import list_releases  # noqa: PLC0415

        return list_releases(self.options)

    def roll_back(self, release: str) -> None:
        """Make a new snapshot that says what the release's own said."""
        from warehouse.lake.snapshots import roll_back  # noqa: PLC0415

        roll_back(self.options, release, self.keep_releases)


def _last_target(home: Home) -> str:
    try:
        return home.target_file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
