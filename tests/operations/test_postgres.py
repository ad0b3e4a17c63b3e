"""Postgres behind the service: a real cluster of its own, in the temporary folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from flows.settings import Home
from tests.conftest import SEEDS
from tests.operations.served import IF_SLOW, Served, free_port, wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def _binaries() -> Path | None:
    """The folder of the newest PostgreSQL that is installed."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    return found[-1].parent if found else None


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """Address of a PostgreSQL that lives for these tests; it refuses to run as root."""
    binaries = _binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    become: list[str] = []
    if os.getuid() == 0:
        if shutil.which("runuser") is None:
            pytest.skip("PostgreSQL does not run as root, and there is no runuser")
        become = ["runuser", "-u", "nobody", "--"]
    # Not below pytest's own folder, which other users may not enter.
    with tempfile.TemporaryDirectory(prefix="khotin-postgres-") as name:
        folder = Path(name)
        if become:
            shutil.chown(folder, "nobody")
        yield from _run_postgres(binaries, folder, become)


def _run_postgres(binaries: Path, folder: Path, become: list[str]) -> Iterator[str]:
    port, data = free_port(), folder / "data"

    def call(program: str, *arguments: str) -> None:
        subprocess.run(
            [*become, str(binaries / program), *arguments],
            check=True,
            cwd=folder,
            stdout=subprocess.DEVNULL,
        )

    call("initdb", "-D", str(data), "-U", "khotin", "--auth", "trust", "--no-sync")
    options = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} -c fsync=off"
    call("pg_ctl", "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start")
    try:
        call("createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "khotin", "khotin")
        yield f"postgresql://khotin@127.0.0.1:{port}/khotin"
    finally:
        call("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")


@pytest.fixture
def query(postgres: str) -> Callable[[str], str]:
    """Ask the database itself."""
    binaries = _binaries()
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
