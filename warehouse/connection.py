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

from warehouse.errors import WarehouseError

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
        }


@contextmanager
def open_build(path: Path, engine: Engine) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the build file to write.

    Raises:
        WarehouseError: the file is not a DuckDB file of this version, or another process has it
        open.
    """
    engine.temp_folder.mkdir(parents=True, exist_ok=True)
    try:
        connection = duckdb.connect(str(path), config=engine.config())
    except (duckdb.IOException, duckdb.SerializationException, duckdb.InternalException) as error:
        raise WarehouseError(
            f"The build file {path} cannot be opened ({_first_line(error)}). If no "
            "other program has it open, move it away and run `khotin run` again: it is rebuilt "
            "from the sources."
        ) from error
    try:
        connection.execute("set timezone = 'UTC'")
        yield connection
    finally:
        connection.close()


@contextmanager
def open_published(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a published file read-only, with no way out of it: no files, no network, no settings.

    Raises:
        WarehouseError: nothing was published yet, or the file is not readable.
    """
    if not path.exists():
        raise WarehouseError(
            f"Nothing is published at {path} yet: run `khotin run` first, or name another --home."
        )
    try:
        connection = duckdb.connect(str(path), read_only=True)
    except (duckdb.IOException, duckdb.SerializationException, duckdb.InternalException) as error:
        raise WarehouseError(
            f"The published file {path} cannot be opened ({_first_line(error)}). Close "
            "the program that has it open for writing, or put a kept release back with "
            "`khotin rollback`."
        ) from error
    try:
        connection.execute("set timezone = 'UTC'")
        connection.execute("set enable_external_access = false")
        connection.execute("set python_enable_replacements = false")
        connection.execute("set allow_persistent_secrets = false")
        connection.execute("set lock_configuration = true")
        yield connection
    finally:
        connection.close()


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]
