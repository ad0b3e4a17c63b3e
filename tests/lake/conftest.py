"""A PostgreSQL with a password, a lake in it, and builds to publish; skips where they cannot be."""

from __future__ import annotations

import secrets
from contextlib import ExitStack
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from pydantic import SecretStr

from tests.postgres import running_postgres
from warehouse.lake.catalog import open_lake
from warehouse.lake.lease import hold_lake_lease
from warehouse.lake.options import LakeOptions
from warehouse.lake.publish import publish_to_lake
from warehouse.migrate import migrate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from warehouse.publish import Release

# Long and odd enough to be found wherever it must not be.
PASSWORD = "m4t-khau-cua-kho"  # noqa: S105
EXTRA = ("duckdb_extension_ducklake", "duckdb_extension_postgres_scanner", "psycopg")


@pytest.fixture(scope="session")
def catalog() -> Iterator[str]:
    """Address of the PostgreSQL that holds the catalogues of all lakes of these tests."""
    missing = [module for module in EXTRA if find_spec(module) is None]
    if missing:
        pytest.skip(f"the extra lake is not installed ({missing[0]}): make setup-lake")
    with running_postgres(PASSWORD) as address:
        yield address


@pytest.fixture
def lake(catalog: str, tmp_path: Path) -> LakeOptions:
    """A lake of the test's own, of which nothing is there yet; its old files go at once."""
    return LakeOptions(
        catalog=SecretStr(catalog),
        catalog_schema=f"lake_{secrets.token_hex(4)}",
        data_path=str(tmp_path / "lake"),
        keep_files_hours=0,
    )


class Desk:
    """A build with one small mart, and the lake it is published to."""

    def __init__(self, folder: Path, options: LakeOptions) -> None:
        self.options = options
        self.opened = ExitStack()
        self.reader: duckdb.DuckDBPyConnection | None = None
        self.build_file = str(folder / "build.duckdb")
        self.connection = duckdb.connect(self.build_file)
        migrate(self.connection)
        self.connection.execute(
            """
            create schema mart;
            create table mart.articles (
                article_id varchar, title varchar, tags varchar[], run_id varchar
            );
            create table mart.province_successions (
                province_id varchar, valid_from date, valid_to date, unit_province_id varchar,
                unit_name varchar
            )
            """
        )

    def run(self, sql: str, run_id: str = "run", keep: int = 3) -> Release | None:
        self.connection.execute(sql)
        with hold_lake_lease(self.options, run_id):
            return publish_to_lake(
                self.connection, run_id=run_id, options=self.options, keep_releases=keep
            )

    def reopen(self) -> None:
        """Open the build file again after another process had it."""
        self.connection = duckdb.connect(self.build_file)

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Ask on one connection that stays open, and sees each snapshot as it comes."""
        if self.reader is None:
            self.reader = self.opened.enter_context(open_lake(self.options))
        return self.reader.execute(sql).fetchall()

    def close(self) -> None:
        self.opened.close()
        self.connection.close()


@pytest.fixture
def desk(lake: LakeOptions, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path, lake)
    yield made
    made.close()
