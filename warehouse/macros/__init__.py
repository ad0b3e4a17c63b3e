"""The macros that a published file carries, as SQL, and how they are put into it."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

_FOLDER = Path(__file__).parent


@contextmanager
def using(connection: duckdb.DuckDBPyConnection, database: str) -> Iterator[None]:
    """Make an attached database the one in which names without a catalogue are looked up.

    A macro keeps the names of its tables and of other macros as they are written, so this is needed
    both to create one and to call it.
    """
    row = connection.execute("select current_database()").fetchone()
    before = str(row[0]) if row else "memory"
    connection.execute(f'use "{database}"')
    try:
        yield
    finally:
        connection.execute(f'use "{before}"')


def create_macros(connection: duckdb.DuckDBPyConnection) -> None:
    """Create every macro in the database in use, whose tables are complete."""
    for path in _scripts():
        connection.execute(path.read_text(encoding="utf-8"))


@cache
def macros_version() -> str:
    """Fingerprint of the macros' text: another one means another published file."""
    digest = hashlib.sha256()
    for path in _scripts():
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _scripts() -> list[Path]:
    return sorted(_FOLDER.glob("*.sql"))
