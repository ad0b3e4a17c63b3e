"""Batches of a load: the last ones smaller, and none waited for while another has ended."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING
from uuid import uuid4

import polars as pl
import pytest

from flows import runner, steps, workers
from flows.read import discover
from flows.read_options import ReadOptions
from flows.settings import Settings
from flows.summary import RunSummary
from warehouse.connection import open_build
from warehouse.manifest import Intake
from warehouse.runs import FileCounts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILES = 100


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(FILES):
        (folder / f"{number:03d}.txt").write_text(f"Bài số {number}.\n", encoding="utf-8")
    return folder


def _context(folder: Path, home: Path, workers: int) -> steps.Context:
    read = ReadOptions(batch_rows=16)
    settings = Settings(home=home, workers=workers, read=read)
    return steps.Context("run", (str(folder),), settings)


def _intake(context: steps.Context) -> Intake:
    candidates = discover(context.sources, context.settings.read)
    return Intake(candidates, 0, 0, ())


def _sizes(context: steps.Context) -> list[int]:
    intake = _intake(context)
    read = list(steps.read_batches(context, intake))
    assert pl.concat(read)["source_path"].equals(intake.to_read["source_path"])
    return [batch.height for batch in read]


def test_the_last_batches_of_a_large_load_are_smaller(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.workers.WORTHWHILE_BYTES", 1)
    # Two processes, sixteen files each, in quarters.
    assert _sizes(_context(folder, tmp_path, 2)) == [16] * 4 + [4] + [4] * 8
    assert _sizes(_context(folder, tmp_path, 1)) == [16] * 6 + [4]


def test_a_small_load_is_not_cut_smaller(folder: Path, tmp_path: Path) -> None:
    assert _sizes(_context(folder, tmp_path, 2)) == [16] * 6 + [4]


def test_tables_are_read_in_whole_batches(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.workers.WORTHWHILE_BYTES", 1)
    rows = pl.DataFrame({"text": [f"Bài thứ {number}." for number in range(40)]})
    rows.write_csv(folder / "zz.csv")
    context = _context(folder, tmp_path, 2)
    read = list(steps.read_batches(context, _intake(context)))
    assert [batch.height for batch in read] == [16] * 8 + [12]


@pytest.mark.usefixtures("run_press")
def test_a_batch_is_submitted_as_soon_as_one_ended(folder: Path, tmp_path: Path) -> None:
    """The first batch ends last: those behind it must not wait for it."""
    # Prefect reads its environment, which the fixture sets, when it is imported.
    from prefect.futures import PrefectConcurrentFuture  # noqa: PLC0415

    from flows import batches  # noqa: PLC0415

    others_ended = threading.Event()
    ended: list[str] = []

    def take_in(texts: pl.DataFrame, candidates: pl.DataFrame) -> FileCounts:
        name = texts["source_path"][0][-7:]
        if name == "000.txt":
            assert others_ended.wait(10), "the others wait for the first batch"
        ended.append(name)
        if texts["source_path"][-1] == candidates["source_path"][-1]:
            others_ended.set()
        return FileCounts(read=texts.height)

    context = _context(folder, tmp_path, 2)
    with ThreadPoolExecutor(2) as pool:

        def submit(
            _: steps.Context, texts: pl.DataFrame, candidates: pl.DataFrame
        ) -> PrefectConcurrentFuture[FileCounts]:
            return PrefectConcurrentFuture(uuid4(), pool.submit(take_in, texts, candidates))

        counted = batches.take_in_here(context, RunSummary("run"), _intake(context), submit)
    assert ended[-1] == "000.txt"
    assert len(counted) == len(ended) == 7
    assert sum(counts.read for counts in counted) == FILES


def test_batches_that_begin_at_once_share_their_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []

    class SlowPool:
        def __init__(self, processes: int, **_: object) -> None:
            time.sleep(0.1)
            started.append(processes)

        def shutdown(self, **_: object) -> None:
            """Nothing was started."""

    monkeypatch.setattr(workers, "ProcessPoolExecutor", SlowPool)
    monkeypatch.setattr(workers, "_pool", cache(workers._pool.__wrapped__))
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(workers.transformer, [workers.WORTHWHILE_BYTES] * 2, [2] * 2))
    assert started == [2]


@pytest.mark.parametrize(
    ("settings", "order"),
    [
        ({"workers": 2}, ["take in", "prepare", "write down"]),
        ({"workers": 1}, ["prepare", "take in", "write down"]),
    ],
)
@pytest.mark.usefixtures("run_press")
def test_the_checks_are_imported_while_a_core_is_free(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    settings: dict[str, int],
    order: list[str],
) -> None:
    monkeypatch.setattr("flows.workers.WORTHWHILE_BYTES", 1)
    from flows import load_press  # noqa: PLC0415 - as above

    context = _context(folder, tmp_path, **settings)
    done: list[str] = []

    def note(name: str, answer: object) -> Callable[..., object]:
        def noted(*_: object, **__: object) -> object:
            done.append(name)
            return answer

        return noted

    monkeypatch.setattr("flows.load_press.scan", note("scan", _intake(context)))
    monkeypatch.setattr("flows.checking.prepare", note("prepare", None))
    monkeypatch.setattr("flows.batches.take_in_here", note("take in", []))
    monkeypatch.setattr("flows.steps.finish_intake", note("write down", answer=True))
    load_press._take_in_sources(context, RunSummary("run"), prune=False)
    assert done == ["scan", *order]


def test_processes_are_started_for_what_is_sure_to_be_a_large_load(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = (_context(folder, tmp_path, workers) for workers in (1, 2))
    found = _intake(two).to_read
    assert runner._workers_of(two, found) == 0
    monkeypatch.setattr("flows.workers.WORTHWHILE_BYTES", 1)
    assert runner._workers_of(two, found) == 2
    assert runner._workers_of(one, found) == 0
    assert runner._workers_of(two, None) == 0
    # Of what lies there, the home may know nearly all.
    two.home.build_file.touch()
    assert runner._workers_of(two, found) == 0


def test_prepared_processes_are_those_that_extract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_pool", cache(workers._pool.__wrapped__))
    workers.prepare(2)
    pool = workers._pool(2)
    assert len(pool._processes) == 2
    pool.shutdown()


def test_one_thread_loads_and_all_of_them_write_down(tmp_path: Path) -> None:
    context = _context(tmp_path, tmp_path / "home", 2)
    context.home.folder.mkdir()

    def threads() -> int:
        with open_build(context.home.build_file, context.engine) as connection:
            row = connection.execute("select current_setting('threads')").fetchone()
        return int(row[0]) if row else 0

    with open_build(context.home.build_file, context.engine):
        with steps.held_open(context):
            assert threads() == 1
        assert threads() == context.settings.threads
