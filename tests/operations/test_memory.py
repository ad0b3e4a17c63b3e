"""What keeps the memory of a run from growing with the corpus."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from pydantic import ByteSize

from flows import steps
from flows.marts import building
from flows.settings import Settings
from flows.target import FileTarget

if TYPE_CHECKING:
    from pathlib import Path

    from warehouse.release_file import StagedRelease

RUN_ID = "20260101T000000Z-000001"

# One block is given back first: from then on glibc keeps all of that size to itself.
BLOCKS = """
import ctypes, sys
from flows.memory import give_large_blocks_back

libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.malloc.argtypes = [ctypes.c_size_t]
libc.free.argtypes = [ctypes.c_void_p]
size = 256 * 1024

def resident():
    with open("/proc/self/statm") as numbers:
        return int(numbers.read().split()[1]) * 4096

if sys.argv[1] == "yes":
    assert give_large_blocks_back()
libc.free(libc.malloc(2 * size))
before = resident()
blocks = [libc.malloc(size) for _ in range(200)]
for block in blocks:
    ctypes.memset(block, 1, size)
for block in blocks[:-1]:
    libc.free(block)
print((resident() - before) // size)
"""


def _blocks_kept(asked: str) -> int:
    # Dask, where a test before has used it, leaves settings of the allocator in the environment.
    environment = {name: value for name, value in os.environ.items() if "MALLOC" not in name}
    told = subprocess.run(
        [sys.executable, "-c", BLOCKS, asked],
        check=True, capture_output=True, text=True, env=environment,
    )  # fmt: skip
    return int(told.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="counts pages as Linux does")
def test_a_process_gives_large_blocks_back_to_the_system() -> None:
    assert _blocks_kept("no") > 150
    assert _blocks_kept("yes") < 50


@pytest.mark.parametrize(
    ("is_whole_stale", "limit_in_files", "at_once"),
    [(True, 2.0, 2), (True, 0.5, 1), (False, 0.5, 2), (False, 0.001, 1)],
)
def test_models_that_read_more_than_the_memory_are_built_one_after_the_other(
    is_whole_stale: bool,
    limit_in_files: float,
    at_once: int,
    own_seeds_home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = own_seeds_home / "build.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute(f"update raw.build_state set is_whole_stale = {is_whole_stale}")
        connection.execute(
            "insert or ignore into raw.touched_articles select min(article_id) from raw.articles"
        )
    asked: dict[str, Any] = {}
    monkeypatch.setattr(building, "build_marts", lambda *_, **keywords: asked.update(keywords))
    limit = int(file.stat().st_size * limit_in_files)
    settings = Settings(home=own_seeds_home, memory_limit=ByteSize(max(limit, 1)), threads=2)
    context = steps.Context(RUN_ID, (), settings)
    # What DuckDB itself opens the file with must be more than a few blocks.
    engine = steps.Context(RUN_ID, (), Settings(home=own_seeds_home)).engine
    monkeypatch.setattr(steps.Context, "engine", engine)
    steps.build_marts(context)
    assert asked["models_at_once"] == at_once


@pytest.mark.parametrize(
    ("message", "is_whole_stale", "threads"),
    [
        ("metrics: Out of Memory Error: failed to pin block", True, [2, 1]),
        ("metrics: Out of Memory Error: failed to pin block", False, [2]),
        ("metrics: Binder Error: no such column", True, [2]),
    ],
)
def test_a_whole_build_that_wants_memory_is_begun_once_more_with_one_thread(
    message: str,
    is_whole_stale: bool,
    threads: list[int],
    own_seeds_home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with duckdb.connect(str(own_seeds_home / "build.duckdb")) as connection:
        connection.execute(f"update raw.build_state set is_whole_stale = {is_whole_stale}")
    asked: list[tuple[int, int]] = []

    def stop(_file: Path, _work: Path, threads: int, *_: object, **keywords: int) -> int:
        asked.append((threads, keywords["models_at_once"]))
        raise building.MartsError([message])

    monkeypatch.setattr(building, "build_marts", stop)
    context = steps.Context(RUN_ID, (), Settings(home=own_seeds_home, threads=2))
    with pytest.raises(building.MartsError, match="Error"):
        steps.build_marts(context)
    assert asked == [(count, count) for count in threads]


def test_a_release_is_staged_with_half_of_the_memory(
    own_seeds_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits: list[str] = []

    def stage(_: FileTarget, connection: duckdb.DuckDBPyConnection) -> StagedRelease | None:
        limits.extend(connection.execute("select current_setting('memory_limit')").fetchone() or ())
        return None

    monkeypatch.setattr(FileTarget, "stage", stage)
    settings = Settings(home=own_seeds_home, memory_limit=ByteSize(512 * 1024**2))
    steps.stage_release(steps.Context(RUN_ID, (), settings))
    assert limits == ["256.0 MiB"]
