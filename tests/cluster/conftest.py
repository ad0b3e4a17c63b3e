"""Articles with bad files among them, and what a run without Dask publishes of them."""

from __future__ import annotations

import zipfile
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest

from tests.marts import mart_hashes
from tests.synthetic import article, write_articles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flows.summary import RunSummary
    from tests.conftest import RunPress

ARTICLES = 40


@pytest.fixture(scope="session", autouse=True)
def _extra() -> None:
    if find_spec("distributed") is None:
        pytest.skip("the extra dask is not installed: make setup-dask")


@pytest.fixture(scope="session")
def press(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles, two of them twice, one in an old encoding, an archive, and four bad files."""
    folder = tmp_path_factory.mktemp("press")
    write_articles(folder, range(ARTICLES))
    (folder / "again-000001.txt").write_text(article(1), encoding="utf-8")
    (folder / "z-again-000030.txt").write_text(article(30), encoding="utf-8")
    (folder / "utf-16.txt").write_text(article(100), encoding="utf-16")
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("in-archive.txt", article(101))
        archive.writestr("noise.txt", bytes(range(256)) * 8)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "broken.zip").write_bytes(b"PK\x03\x04 and nothing that follows")
    (folder / "nowhere.txt").symlink_to(folder / "gone.txt")
    return folder


@pytest.fixture(scope="session")
def without_dask(
    run_press: RunPress, press: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[RunSummary, dict[str, tuple[int, str]], Path]:
    """Summary, marts and home of the default run."""
    home = tmp_path_factory.mktemp("without-dask")
    summary = run_press(press, home)
    assert summary.status == "published"
    return summary, mart_hashes(home), home


@pytest.fixture(scope="session")
def workers() -> Iterator[Any]:
    """Two workers that are there before the run, as those of other machines are."""
    import distributed  # noqa: PLC0415 - an optional extra

    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        memory_limit=0,
        env={"POLARS_MAX_THREADS": "1"},
    ) as cluster:
        yield cluster
