"""Attaches the lake to a DuckDB connection, to write or to read; no password is ever in a name.

DuckDB repeats the address of a catalogue in its errors and in `duckdb_databases()`, so the
password goes in as a secret of that connection and is cut out of whatever is raised here.
The extensions come from the package index as wheels; nothing is downloaded at run time.
"""

from __future__ import annotations

from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg

    from warehouse.lake.options import LakeOptions

LAKE = "lake"
MISSING = (
    "The lake needs what is not installed here ({name}): `make setup-lake`, or "
    "`pip install 'khotin[lake]'`."
)
READ_ONLY_SESSION = "-c default_transaction_read_only=on"


@contextmanager
def attached(
    connection: duckdb.DuckDBPyConnection,
    options: LakeOptions,
    *,
    name: str = LAKE,
    version: int | None = None,
    is_writing: bool = False,
) -> Iterator[str]:
    """Attach the lake while the block runs.

    Args:
        connection: any DuckDB connection.
        options: where the lake is.
        name: the database's name in the connection.
        version: the snapshot to see; the newest of each transaction when none is given.
        is_writing: create the lake where there is none, and allow to write.

    Raises:
        WarehouseError: it cannot be reached, or nothing was ever published to it.
    """
    attach(connection, options, name=name, version=version, is_writing=is_writing)
    try:
        yield name
    finally:
        connection.execute(f"detach {name}")


def attach(
    connection: duckdb.DuckDBPyConnection,
    options: LakeOptions,
    *,
    name: str = LAKE,
    version: int | None = None,
    is_writing: bool = False,
) -> None:
    """Attach the lake for as long as the connection lives; as `attached` otherwise."""
    address = parsed_address(options)
    password = address.pop("password", "")
    if not is_writing:
        address["options"] = " ".join((address.get("options", ""), READ_ONLY_SESSION)).strip()
    settings = [f"metadata_schema {_literal(options.catalog_schema)}", "meta_secret khotin_catalog"]
    if is_writing:
        settings += [f"data_path {_literal(options.folder)}", "data_inlining_row_limit 0"]
    else:
        settings.append("read_only")
    if version is not None:
        settings.append(f"snapshot_version {version:d}")
    try:
        _prepare(connection, options)
        connection.execute(
            "create or replace secret khotin_catalog "
            f"(type postgres, password {_literal(password)})"
        )
        connection.execute(
            f"attach {_literal('ducklake:postgres:' + _conninfo(address))} as {name} "
            f"({', '.join(settings)})"
        )
    except duckdb.Error as error:
        raise _unreachable(options, error) from None


@contextmanager
def open_lake(
    options: LakeOptions, *, is_confined: bool = True
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the lake to read, with no way out of it: no other files, no network, no settings.

    Args:
        options: where the lake is.
        is_confined: whether the connection is given to statements that are not our own.

    Raises:
        WarehouseError: it cannot be reached, or nothing was published to it yet.
    """
    connection = duckdb.connect()
    try:
        connection.execute("set timezone = 'UTC'")
        attach(connection, options)
        connection.execute(f"use {LAKE}")
        if is_confined:
            connection.execute(f"set allowed_directories = [{_literal(data_path(connection))}]")
            connection.execute("set enable_external_access = false")
            connection.execute("set python_enable_replacements = false")
            connection.execute("set lock_configuration = true")
        yield connection
    finally:
        connection.close()


def data_path(connection: duckdb.DuckDBPyConnection) -> str:
    """Where the attached lake says its files are."""
    row = connection.execute(
        f"select value from ducklake_options('{LAKE}') where option_name = 'data_path'"
    ).fetchone()
    return str(row[0]) if row else ""


def connect_catalog(options: LakeOptions, application: str) -> psycopg.Connection[Any]:
    """A session of its own in the catalogue's PostgreSQL, each statement its own transaction.

    PostgreSQL is asked to notice within about a minute when the machine of the session is gone.

    Raises:
        WarehouseError: PostgreSQL does not answer or refuses.
    """
    _require("psycopg")
    import psycopg  # noqa: PLC0415 - part of the extra

    address = parsed_address(options)
    alive = "-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3"
    address["options"] = " ".join((address.get("options", ""), alive)).strip()
    address["application_name"] = application
    address.setdefault("connect_timeout", "10")
    try:
        return psycopg.connect(_conninfo(address), autocommit=True)
    except psycopg.Error as error:
        raise _unreachable(options, error) from None


def is_lake(session: psycopg.Connection[Any], options: LakeOptions) -> bool:
    """Whether the catalogue holds a lake already."""
    row = session.execute(
        "select to_regclass(%s) is not null", [f"{options.catalog_schema}.ducklake_metadata"]
    ).fetchone()
    return bool(row and row[0])


def public_address(options: LakeOptions) -> str:
    """The lake's address for people: all but the password."""
    address = parsed_address(options)
    known = {name: address[name] for name in ("host", "port", "dbname") if name in address}
    return f"ducklake:postgres:{_conninfo(known)} ({options.catalog_schema}), {options.folder}"


def parsed_address(options: LakeOptions) -> dict[str, str]:
    """The parts of the catalogue's address, as libpq names them.

    Raises:
        WarehouseError: it is none; the message does not repeat it.
    """
    _require("psycopg")
    from psycopg import ProgrammingError  # noqa: PLC0415
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415

    given = options.catalog.get_secret_value() if options.catalog else ""
    try:
        return {name: str(value) for name, value in conninfo_to_dict(given).items()}
    except ProgrammingError:
        raise WarehouseError(
            "KHOTIN_LAKE__CATALOG is no address of a PostgreSQL: it reads "
            "postgresql://user:password@host:5432/database."
        ) from None


def holds_files(connection: duckdb.DuckDBPyConnection, options: LakeOptions) -> bool:
    """Whether anything lies in the data path.

    Raises:
        WarehouseError: it cannot be reached.
    """
    try:
        _prepare(connection, options)
        found = connection.execute("from glob(?) limit 1", [f"{options.folder}**"]).fetchone()
    except duckdb.Error as error:
        raise _unreachable(options, error) from None
    return found is not None


def _prepare(connection: duckdb.DuckDBPyConnection, options: LakeOptions) -> None:
    """Load the installed extensions, and give the bucket's keys where there is one."""
    _load_extensions(connection, options)
    _allow_bucket(connection, options)


def _load_extensions(connection: duckdb.DuckDBPyConnection, options: LakeOptions) -> None:
    connection.execute("set autoinstall_known_extensions = false")
    names = ["postgres_scanner", "ducklake", *(["httpfs"] if options.is_remote else [])]
    for name in names:
        module = _require(f"duckdb_extension_{name}")
        file = module / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
        connection.execute(f"load {_literal(str(file))}")


def _allow_bucket(connection: duckdb.DuckDBPyConnection, options: LakeOptions) -> None:
    if not options.is_remote:
        return
    given = {
        "key_id": options.s3_key_id,
        "secret": options.s3_secret.get_secret_value() if options.s3_secret else None,
        "region": options.s3_region,
        "endpoint": options.s3_endpoint,
        "url_style": "path" if options.s3_endpoint else None,
    }
    listed = "".join(f", {name} {_literal(value)}" for name, value in given.items() if value)
    connection.execute(
        f"create or replace secret khotin_bucket (type s3, scope {_literal(options.folder)}, "
        f"use_ssl {str(options.s3_use_ssl).lower()}{listed})"
    )


def _require(module: str) -> Path:
    """The folder of an installed module.

    Raises:
        WarehouseError: it is not installed; the message says how to.
    """
    found = find_spec(module)
    if found is None or found.origin is None:
        raise WarehouseError(MISSING.format(name=module))
    return Path(found.origin).parent


def _unreachable(options: LakeOptions, error: Exception) -> WarehouseError:
    said = " ".join(str(error).split())
    password = parsed_address(options).get("password")
    if password:
        said = said.replace(password, "***")
    if "does not exist - and creating" in said:
        return WarehouseError(
            f"Nothing is published in the lake {public_address(options)} yet: run `khotin run` "
            "first, or mend KHOTIN_LAKE__CATALOG and KHOTIN_LAKE__CATALOG_SCHEMA."
        )
    return WarehouseError(
        f"The lake {public_address(options)} cannot be reached ({said}). Is PostgreSQL running, "
        "and may this machine see the data path?"
    )


def _conninfo(address: dict[str, str]) -> str:
    from psycopg.conninfo import make_conninfo  # noqa: PLC0415 - part of the extra

    return str(make_conninfo(**address))


def _literal(text: str) -> str:
    """A string as SQL writes it, for statements that take no parameters (ATTACH)."""
    return "'" + text.replace("'", "''") + "'"
