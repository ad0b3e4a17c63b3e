"""Opens the warehouse's files: the private build file to write, a published file to read.

DuckDB refuses every other process while one writes, and one process cannot open a file twice with
different settings; so every opening goes through here, is a context manager, and is closed before
the next step opens it.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from warehouse.errors import DamagedFileError, WarehouseError
from warehouse.faults import explain, first_line, is_damage
from warehouse.stopping import closed, closed_at_error, opened_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True)
class Engine:
    """What DuckDB may use: bytes before it spills, threads, and the folder it spills to."""

    memory_limit: int
    threads: int
    temp_folder: Path

    def config(self) -> dict[str, str | bool | int | float | list[str]]:
        """The settings as DuckDB's `config` takes them."""
        return {
            "memory_limit": f"{self.memory_limit // 1024**2} MiB",
            "threads": self.threads,
            "temp_directory": str(self.temp_folder),
            "preserve_insertion_order": False,
            # `warehouse.tidy` does at once what each checkpoint would do again.
            "max_vacuum_tasks": 0,
        }


@contextmanager
def open_build(path: Path, engine: Engine) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the build file to write.

    Raises:
        DamagedFileError: it does not hold what was written to it.
        WarehouseError: it is a file of a newer DuckDB, or another process has it open.
    """
    with closed(connect_build(path, engine)) as connection:
        yield connection


def connect_build(
    path: Path, engine: Engine, *, read_only: bool = False
) -> duckdb.DuckDBPyConnection:
    """Open the build file, to write where nothing else is said; the caller closes it.

    Raises:
        DamagedFileError, WarehouseError: as `open_build`.
    """
    engine.temp_folder.mkdir(parents=True, exist_ok=True)
    connection = opened_whole(lambda: _opened(path, engine, read_only=read_only))
    with closed_at_error(connection):
        connection.execute("set timezone = 'UTC'")
    return connection


def _opened(path: Path, engine: Engine, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    """The build file open, or why it cannot be in a sentence."""
    try:
        return duckdb.connect(str(path), read_only=read_only, config=engine.config())
    except duckdb.Error as error:
        if is_damage(error):
            raise DamagedFileError(
                f"The build file {path} is damaged ({first_line(error)}): `khotin run` sets it "
                "aside and rebuilds it."
            ) from error
        fault = explain(error, path.parent)
        if fault is not None:
            raise fault from error
        raise WarehouseError(
            f"The build file {path} cannot be opened ({first_line(error)}). Close the program that "
            "has it open, or install the Khotin that wrote it, and run again."
        ) from error


@contextmanager
def read_build(path: Path, engine: Engine) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the build file to read, while other processes may read it, too.

    Raises:
        DamagedFileError, WarehouseError: as `open_build`.
    """
    with closed(connect_build(path, engine, read_only=True)) as connection:
        yield connection


@contextmanager
def open_published(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a published file read-only, with no way out of it: no files, no network, no settings.

    Raises:
        WarehouseError: nothing was published yet, or the file is not readable.
    """
    if not path.exists():
        raise WarehouseError(
            f"Nothing is published at {path}: run `khotin run`, which publishes what is new and "
            "puts a release back that was removed, or name another --home."
        )
    try:
        connection = opened_whole(lambda: duckdb.connect(str(path), read_only=True))
    except duckdb.Error as error:
        raise WarehouseError(
            f"The published file {path} cannot be opened ({first_line(error)}). Close the program "
            "that has it open for writing, if there is one; `khotin run` puts a file that was "
            "changed back as it was."
        ) from error
    with closed(connection):
        connection.execute("set timezone = 'UTC'")
        connection.execute("set enable_external_access = false")
        connection.execute("set python_enable_replacements = false")
        connection.execute("set allow_persistent_secrets = false")
        connection.execute("set lock_configuration = true")
        yield connection
