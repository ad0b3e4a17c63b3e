"""A run killed with SIGKILL loses nothing: the next plain run ends where it would have ended.

`KHOTIN_KILLS` says how many runs are killed, `KHOTIN_CRASH_ARTICLES` how many articles they load
in all, `KHOTIN_CRASH_SOURCES` a folder to take them from; the defaults are a short version.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from flows.settings import Home
from tests.marts import assert_whole, mart_hashes
from tests.synthetic import write_articles

if TYPE_CHECKING:
    from tests.conftest import RunPress

KILLS = int(os.environ.get("KHOTIN_KILLS", "3"))
ARTICLES = int(os.environ.get("KHOTIN_CRASH_ARTICLES", "60"))
SOURCES = os.environ.get("KHOTIN_CRASH_SOURCES")
LONGEST_DELAY = float(os.environ.get("KHOTIN_CRASH_SECONDS", "6"))


class Reader(threading.Thread):
    """Opens the published file again and again, and keeps what went wrong."""

    def __init__(self, home: Path) -> None:
        super().__init__(daemon=True)
        self.home = home
        self.reads = 0
        self.errors: list[str] = []
        self.done = threading.Event()

    def run(self) -> None:
        while not self.done.wait(0.1):
            try:
                assert_whole(self.home)
            except (duckdb.Error, AssertionError, OSError) as error:
                self.errors.append(repr(error))
            self.reads += 1


def _start(sources: Path, home: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "flows.cli", "run", str(sources), "--home", str(home), "--json"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "KHOTIN_READ": '{"batch_rows": 500}'},
    )


def _articles(folder: Path) -> list[Path]:
    if SOURCES:
        return sorted(Path(SOURCES).glob("*.txt"))[:ARTICLES]
    write_articles(folder, range(ARTICLES))
    return sorted(folder.glob("*.txt"))


def test_killed_runs_lose_nothing(run_press: RunPress, tmp_path: Path) -> None:
    articles = _articles(tmp_path / "all")
    sources, home = tmp_path / "in", tmp_path / "home"
    sources.mkdir()
    chosen = random.Random(20261123)
    reader = Reader(home)
    reader.start()
    portion = -(-len(articles) // KILLS)
    killed = 0
    for number in range(KILLS):
        for path in articles[number * portion : (number + 1) * portion]:
            shutil.copy2(path, sources / path.name)
        run = _start(sources, home)
        try:
            run.wait(timeout=chosen.uniform(0.1, LONGEST_DELAY))
        except subprocess.TimeoutExpired:
            killed += 1
        run.kill()
        run.wait()
        assert_whole(home)
    assert killed > 0
    time.sleep(1)
    summary = run_press(sources, home)
    reader.done.set()
    reader.join()
    assert summary.status in {"published", "unchanged"}
    assert summary.files_read == len(articles)
    assert summary.files_rejected == 0
    assert not reader.errors, reader.errors[:5]
    assert reader.reads > KILLS
    run_press(sources, tmp_path / "undisturbed")
    assert mart_hashes(home) == mart_hashes(tmp_path / "undisturbed")
    with duckdb.connect(str(Home(home).build_file), read_only=True) as connection:
        running = connection.execute(
            "select count(*) from quality.runs where status = 'running'"
        ).fetchone()
    assert running == (0,)
