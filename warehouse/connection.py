"""Opens the warehouse's files: the private build file to write, a published file to read.

DuckDB refuses every other process while one writes, and one process cannot open a file twice with
different settings; so every opening goes through here, is a context manager, and is closed before
the next step opens it.
"""

from __future__ import annotations

import gc
import signal
import threading
import traceback
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from warehouse.errors import DamagedFileError, WarehouseError
from warehouse.faults import explain, first_line, is_damage

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
    connection = connect_build(path, engine)
    try:
        yield connection
    finally:
        connection.close()


def connect_build(
    path: Path, engine: Engine, *, read_only: bool = False
) -> duckdb.DuckDBPyConnection:
    """Open the build file, to write where nothing else is said; the caller closes it.

    Raises:
        DamagedFileError, WarehouseError: as `open_build`.
    """
    engine.temp_folder.mkdir(parents=True, exist_ok=True)
    with _held_signals() as held:
        connection = _opened(path, engine, read_only=read_only)
        connection.execute("set timezone = 'UTC'")
    try:
        for number in held:
            signal.raise_signal(number)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def _held_signals() -> Iterator[list[int]]:
    """Note the signals that would stop the run instead of heeding them.

    DuckDB 1.5.5 looks for them while it opens a file, and once that was broken off it waits for
    ever to open the same file again (seen 2026-11-23, with SIGINT at the start of a build).
    """
    held: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield held
        return
    numbers = [
        number for number in (signal.SIGINT, signal.SIGTERM) if signal.getsignal(number) is not None
    ]
    before = {
        number: signal.signal(number, lambda caught, _: held.append(caught)) for number in numbers
    }
    try:
        yield held
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


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


def let_go(error: BaseException | None) -> None:
    """Close what the frames of an error left open, before the build file is opened again.

    They hold connections and cursors, and with them the file: DuckDB would then wait without end
    for the file to be closed.
    """
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__
    gc.collect()


@contextmanager
def read_build(path: Path, engine: Engine) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the build file to read, while other processes may read it, too.

    Raises:
        DamagedFileError, WarehouseError: as `open_build`.
    """
    connection = connect_build(path, engine, read_only=True)
    try:
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
            f"Nothing is published at {path}: run `khotin run`, which publishes what is new and "
            "puts a release back that was removed, or name another --home."
        )
    try:
        connection = duckdb.connect(str(path), read_only=True)
    except duckdb.Error as error:
        raise WarehouseError(
            f"The published file {path} cannot be opened ({first_line(error)}). Close the program "
            "that has it open for writing, if there is one; `khotin run` puts a file that was "
            "changed back as it was."
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
