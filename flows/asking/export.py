"""Writes the marts of a release into a folder, for tools that read files.

In: the published file. Out: one Parquet or CSV file a mart, sorted by its key, `dictionary.csv` and
`dictionary.md` (what every column means), and `SHA256SUMS` for `sha256sum --check`. The columns and
their types are those of the published file, also where a mart is empty; in CSV a list is one cell
with `; ` between its items. The folder appears whole or not at all.
"""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

import duckdb

from flows.asking import dictionary
from flows.asking.formats import ExportFormat
from warehouse.errors import WarehouseError
from warehouse.tables import key_of, tables_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from contextlib import AbstractContextManager
    from pathlib import Path

    from flows.settings import Home

CHECKSUMS = "SHA256SUMS"


class ExportError(Exception):
    """The export cannot be written as asked; the message says why."""


def export(
    home: Home, folder: Path, form: ExportFormat, only: Collection[str] = ()
) -> dict[str, int]:
    """Write the marts into a folder that is new, empty or an earlier export.

    Args:
        home: where the published file is.
        folder: where to; an earlier export in it is replaced.
        form: Parquet (zstd) or CSV (UTF-8, a header row).
        only: names of marts; all when none are named.

    Returns:
        Rows written, by mart.

    Raises:
        WarehouseError: nothing is published.
        ExportError: the folder holds other things, or a mart does not exist.
    """
    if home.lake is None and not home.published_file.exists():
        raise WarehouseError(
            f"Nothing is published at {home.published_file} yet: run `khotin run` first."
        )
    _require_own_folder(folder)
    partial = folder.with_name(f".{folder.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    try:
        partial.mkdir(parents=True)
        with _opened(home) as connection:
            connection.execute("set timezone = 'UTC'")
            rows = _write_marts(connection, partial, form, only)
            _write_dictionary(connection, partial, rows)
        _write_checksums(partial)
        shutil.rmtree(folder, ignore_errors=True)
        partial.replace(folder)
    except OSError as error:
        raise ExportError(f"{folder} cannot be written: {error.strerror}.") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return rows


def _opened(home: Home) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
    """What is published, open to read, on a connection that may write other files."""
    if home.lake is None:
        return duckdb.connect(str(home.published_file), read_only=True)
    from warehouse.lake.catalog import open_lake  # noqa: PLC0415 - most homes have no lake

    return open_lake(home.lake, is_confined=False)


def _require_own_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise ExportError(f"{folder} is a file: name a folder.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / CHECKSUMS).is_file():
        raise ExportError(
            f"{folder} holds files that no export wrote, and an export replaces its folder: name "
            "another."
        )


def _write_marts(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    form: ExportFormat,
    only: Collection[str],
) -> dict[str, int]:
    marts = tables_of(connection, "mart")
    unknown = sorted(set(only) - set(marts))
    if unknown:
        raise ExportError(f"There is no mart {', '.join(unknown)}; these are: {', '.join(marts)}.")
    rows: dict[str, int] = {}
    for mart in marts:
        if only and mart not in only:
            continue
        path = str(folder / f"{mart}.{form}").replace("'", "''")
        order = ", ".join(f'"{column}" nulls first' for column in key_of(mart))
        written = connection.execute(
            f"copy (select {_selected(connection, mart, form)} from mart.{mart} order by {order}) "
            f"to '{path}' ({_options(form)})"
        ).fetchone()
        rows[mart] = int(written[0]) if written else 0
    return rows


def _selected(connection: duckdb.DuckDBPyConnection, mart: str, form: ExportFormat) -> str:
    described = connection.execute(
        "select column_name, data_type from duckdb_columns() "
        "where schema_name = 'mart' and table_name = ? order by column_index",
        [mart],
    ).fetchall()
    return ", ".join(
        f'array_to_string("{name}", \'; \') as "{name}"'
        if form is ExportFormat.CSV and kind.endswith("[]")
        else f'"{name}"'
        for name, kind in described
    )


def _options(form: ExportFormat) -> str:
    return "format csv, header true" if form is ExportFormat.CSV else "format parquet, codec zstd"


def _write_dictionary(
    connection: duckdb.DuckDBPyConnection, folder: Path, rows: dict[str, int]
) -> None:
    described = dictionary.columns(connection)
    exported = described.filter(described["table"].is_in([f"mart.{mart}" for mart in rows]))
    exported.write_csv(folder / "dictionary.csv")
    release = connection.execute("select release from release.info").fetchone()
    title = f"Data dictionary of release {release[0] if release else ''}"
    (folder / "dictionary.md").write_text(
        dictionary.markdown(connection, title=title), encoding="utf-8"
    )


def _write_checksums(folder: Path) -> None:
    lines = []
    for path in sorted(folder.iterdir()):
        with path.open("rb") as file:
            lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.name}\n")
    (folder / CHECKSUMS).write_text("".join(lines), encoding="ascii")
