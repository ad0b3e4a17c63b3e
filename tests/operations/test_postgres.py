"""Postgres behind the service: a real cluster of its own, in the temporary folder."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from flows.settings import Home
from tests.conftest import SEEDS
from tests.operations.served import IF_SLOW, Served, wait_for
from tests.postgres import postgres_binaries, running_postgres

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """Address of a PostgreSQL that lives for these tests."""
    with running_postgres() as address:
        yield address


@pytest.fixture
def query(postgres: str) -> Callable[[str], str]:
    """Ask the database itself."""
    binaries = postgres_binaries()
    assert binaries is not None

    def run(sql: str) -> str:
        command = [str(binaries / "psql"), postgres, "-Atc", sql]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    return run


def test_the_service_keeps_its_schedule_in_postgres(
    postgres: str, query: Callable[[str], str], tmp_path: Path
) -> None:
    service = Served(tmp_path / "home", SEEDS, {"KHOTIN_PREFECT_DATABASE_URL": postgres})
    service.start()
    try:
        due = "select count(*) from flow_run where state_type = 'SCHEDULED'"
        wait_for("the scheduler", lambda: int(query(due)) > 0)
        assert query("select name from deployment") == "khotin"
    finally:
        service.stop()
    assert not (Home(tmp_path / "home").serve / "prefect.db").exists()


@IF_SLOW
def test_a_run_is_kept_in_postgres(
    seeds_home: Path, postgres: str, query: Callable[[str], str], tmp_path: Path
) -> None:
    shutil.copytree(seeds_home, tmp_path / "home")
    service = Served(tmp_path / "home", SEEDS, {"KHOTIN_PREFECT_DATABASE_URL": postgres})
    service.start()
    try:
        run = service.trigger()
        assert service.ended(run)["type"] == "COMPLETED"
        assert query(f"select state_type from flow_run where id = '{run}'") == "COMPLETED"
    finally:
        service.stop()
