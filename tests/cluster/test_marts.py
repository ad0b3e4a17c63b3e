"""What Dask's workers extract is what this process would have, also where one of them is killed."""

from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import duckdb

from flows.cluster import dispatch as cluster
from flows.settings import Home
from tests.faults import khotin_here
from tests.marts import mart_hashes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

    from flows.steps import Context
    from flows.summary import RunSummary

COUNTS = ("files_read", "files_accepted", "files_duplicate", "files_unchanged", "files_rejected")

Expected = tuple["RunSummary", dict[str, tuple[int, str]], "Path"]


def test_named_scheduler_and_shared_folder(
    press: Path,
    without_dask: Expected,
    workers: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    home, shared = tmp_path / "home", tmp_path / "shared"
    monkeypatch.setattr(cluster, "_LEAST_ROWS", 10)
    monkeypatch.setenv("KHOTIN_DASK_SCHEDULER", workers.scheduler_address)
    monkeypatch.setenv("KHOTIN_DASK_WORK_FOLDER", str(shared))
    run_and_compare(press, home, without_dask)
    assert list(shared.iterdir()) == []


def test_worker_killed_in_its_batch(
    press: Path, without_dask: Expected, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed: list[int] = []
    begin = cluster._own_workers

    @contextmanager
    def watched(context: Context) -> Iterator[Any]:
        with begin(context) as own:
            killer = threading.Thread(target=kill_at_work, args=(own, killed))
            killer.start()
            yield own
            killer.join()

    monkeypatch.setattr(cluster, "_own_workers", watched)
    monkeypatch.setattr(cluster, "_LEAST_ROWS", 10)
    monkeypatch.setenv("KHOTIN_DASK_SCHEDULER", "local:2")
    home = tmp_path / "home"
    run_and_compare(press, home, without_dask)
    assert len(killed) == 1, "no worker was killed while it had a batch"
    assert not (Home(home).work / "dask-folder").exists()


def kill_at_work(own: Any, killed: list[int]) -> None:
    """Kill -9 the first worker that has a batch, and see the scheduler lose that batch."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        busy = [state for state in list(own.scheduler.workers.values()) if state.processing]
        for state in busy:
            tasks = list(state.processing)
            os.kill(own.workers[state.name].process.pid, signal.SIGKILL)
            while time.monotonic() < deadline:
                if any(task.suspicious for task in tasks):
                    killed.append(state.name)
                    return
                time.sleep(0.01)
        time.sleep(0.01)


def run_and_compare(press: Path, home: Path, expected: Expected) -> None:
    """Run into a home; all that is published, counted and kept must be as without Dask."""
    summary, marts, default_home = expected
    result = khotin_here("run", str(press), "--home", str(home), "--json")
    assert result.exit_code == 0, result.output
    assert mart_hashes(home) == marts
    for name in COUNTS:
        assert f'"{name}": {getattr(summary, name)},' in result.output
    assert rejections(home) == rejections(default_home)
    assert quarantined(home) == quarantined(default_home)


def rejections(home: Path) -> list[tuple[Any, ...]]:
    """What the quarantine says of each file, with the bytes' sha256."""
    with duckdb.connect(str(Home(home).build_file), read_only=True) as connection:
        rows = connection.execute(
            "select path, reason_code, reason, parse_filename(quarantine_path) "
            "from quality.rejected_files order by path"
        ).fetchall()
    assert rows
    return rows


def quarantined(home: Path) -> dict[str, bytes]:
    """The bytes kept of rejected files, by name."""
    return {path.name: path.read_bytes() for path in Home(home).quarantine.iterdir()}
