"""Fixtures that every test may use."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from flows.settings import Home, Settings
from flows.summary import RunSummary

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds" / "press"

RunPress = Callable[[Path, Path], RunSummary]

# Tests that a shell starts in the background, and all that they start, would ignore Ctrl-C.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Folder of the corpora beside the checkout, or $KHOTIN_CORPUS; skips without it."""
    folder = Path(os.environ.get("KHOTIN_CORPUS", ROOT.parent / "shared" / "corpus"))
    if not folder.is_dir():
        pytest.skip("the corpora are not on this machine; set KHOTIN_CORPUS to measure on them")
    return folder


@pytest.fixture(scope="session")
def run_press(tmp_path_factory: pytest.TempPathFactory) -> RunPress:
    """Run the whole flow of a source folder into a home, on one Prefect server for all tests."""
    from flows.orchestration import start_private_server  # noqa: PLC0415

    start_private_server(Home(tmp_path_factory.mktemp("prefect")))
    from flows.load_press import load_press  # noqa: PLC0415

    def run(sources: Path, home: Path) -> RunSummary:
        return load_press([str(sources)], settings=Settings(home=home))

    return run


@pytest.fixture(scope="session")
def seeds_home(run_press: RunPress, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home into which the five seeds were loaded once; to be read only."""
    home = tmp_path_factory.mktemp("seeds-home")
    summary = run_press(SEEDS, home)
    assert summary.status == "published"
    return home


@pytest.fixture
def own_seeds_home(seeds_home: Path, tmp_path: Path) -> Path:
    """A copy of the seeds' home that a test may change."""
    shutil.copytree(seeds_home, tmp_path / "home")
    return tmp_path / "home"


@pytest.fixture(scope="session")
def seeds(seeds_home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published seeds, open for reading."""
    with duckdb.connect(str(Home(seeds_home).published_file), read_only=True) as connection:
        yield connection
