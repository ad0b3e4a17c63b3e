"""A build file, log or release that is damaged, cut off or gone is set aside and made anew.

One home is loaded from seeds and made articles, some of whose sources are then deleted; each test
damages a copy of it in its own way. What must not change: the published bytes, the raw tables and
the ledger, and the marts that the next run publishes.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from flows import steps
from flows.mending import mend, must_renew
from flows.reprocess import renew, stale_articles
from flows.settings import Home, Settings
from flows.summary import RunSummary
from tests.conftest import SEEDS
from tests.faults import crash_with_log, khotin_here, overwrite, overwrite_table
from tests.marts import mart_hashes
from tests.quick_run import quick_run
from tests.synthetic import write_articles
from warehouse.connection import Engine
from warehouse.load import ARTICLE_TABLES
from warehouse.mend import mend_home
from warehouse.releases import current_release
from warehouse.restore import LEDGER_KEYS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


# Who made a row and when; and what only the sources can say again.
MADE_ANEW = ("run_id", "loaded_at", "rules_version")
ARTICLES = 8
DELETED = 3


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `in` and `home`: thirteen articles, of which three have no source any more."""
    folder = tmp_path_factory.mktemp("loaded")
    shutil.copytree(SEEDS, folder / "in")
    write_articles(folder / "in", range(ARTICLES))
    quick_run(folder / "in", folder / "home")
    for number in range(DELETED):
        (folder / "in" / f"{number:06d}.txt").unlink()
    assert quick_run(folder / "in", folder / "home").files_vanished == DELETED
    return folder


@pytest.fixture
def home(loaded: Path, tmp_path: Path) -> Home:
    shutil.copytree(loaded / "home", tmp_path / "home")
    return Home(tmp_path / "home")


def _context(home: Home, *sources: Path) -> steps.Context:
    return steps.Context("mending", tuple(map(str, sources)), Settings(home=home.folder))


def _mend(home: Home) -> list[str]:
    """Mend a home as the start of a run does, with the facts of restored articles."""
    context = _context(home)
    summary = RunSummary("mending")
    mend(context, summary)
    if must_renew(context):
        for stored in stale_articles(context):
            renew(context, stored)
    return summary.mended


def _tables(build_file: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the raw tables and the ledger, but for who made them when."""
    with duckdb.connect(str(build_file), read_only=True) as connection:
        connection.execute("set timezone = 'UTC'")
        rows = {}
        names = [f"raw.{table}" for table in ARTICLE_TABLES]
        for name in [*names, *(f"quality.{table}" for table in LEDGER_KEYS)]:
            columns = "*"
            if name == "raw.articles":
                columns = f"* exclude ({', '.join(MADE_ANEW)})"
            elif name == "quality.runs":
                columns = "run_id, status, files_read, files_accepted, release"
            rows[name] = connection.execute(f"select {columns} from {name} order by all").fetchall()
        return rows


def _cut(share: float) -> Callable[[Path], None]:
    return lambda path: os.truncate(path, int(path.stat().st_size * share))


DAMAGES: dict[str, Callable[[Path], Any]] = {
    "head": lambda path: overwrite(path, 0, 4096),
    "second half": lambda path: overwrite(path, path.stat().st_size // 2, path.stat().st_size // 2),
    "texts": lambda path: overwrite_table(path, "raw.articles", "text"),
    "ledger": lambda path: overwrite_table(path, "quality.source_files", "sha256"),
    "marts": lambda path: overwrite_table(path, "mart.person_mentions", "sentence"),
    "cut in half": _cut(0.5),
    "empty": _cut(0),
    "deleted": lambda path: path.unlink(),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_build_file_is_set_aside_and_made_anew(
    home: Home, damage: Callable[[Path], Any]
) -> None:
    before = _tables(home.build_file)
    published = home.published_file.read_bytes()
    damage(home.build_file)
    damaged = home.build_file.read_bytes() if home.build_file.exists() else None
    # A file whose size and time are as they were is looked at where a run failed on it.
    home.build_file.with_suffix(".seal").unlink()
    told = " ".join(_mend(home))
    assert str(home.build_file) in told
    assert f"the text of {5 + ARTICLES} articles" in told
    assert _tables(home.build_file) == before
    assert home.published_file.read_bytes() == published
    kept = list((home.folder / "broken").rglob("build.duckdb"))
    assert [path.read_bytes() for path in kept] == ([] if damaged is None else [damaged])
    assert all(str(path.parent) in told for path in kept)
    assert not (home.folder / "rebuilding").exists()
    assert _mend(home) == []


def test_a_sound_home_is_left_as_it_is(home: Home) -> None:
    before = home.build_file.read_bytes()
    assert _mend(home) == []
    home.build_file.with_suffix(".seal").unlink()
    assert _mend(home) == []
    assert home.build_file.read_bytes() == before
    assert not (home.folder / "broken").exists()


def test_what_was_published_before_is_known_to_a_rebuilt_file(home: Home) -> None:
    def histories(path: Path) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(path), read_only=True) as connection:
            return connection.execute(
                "select mention_id, person_id from mart.person_mentions union all "
                "select old_person_id, new_person_id from mart.person_id_changes order by all"
            ).fetchall()

    home.build_file.unlink()
    _mend(home)
    assert len(histories(home.published_file)) > ARTICLES
    assert histories(home.build_file) == histories(home.published_file)


def test_an_article_that_no_release_holds_is_read_from_the_old_file(home: Home) -> None:
    """What was loaded and never published is in the damaged file alone."""
    shutil.rmtree(home.releases / str(current_release(home.releases)))
    with duckdb.connect(str(home.releases / "r000001" / "press.duckdb")) as connection:
        connection.execute("delete from mart.articles")
    shutil.copy2(home.releases / "r000001" / "press.duckdb", home.published_file)
    before = _tables(home.build_file)
    overwrite_table(home.build_file, "mart.person_mentions", "sentence")
    home.build_file.with_suffix(".seal").unlink()
    told = " ".join(_mend(home))
    assert f"{5 + ARTICLES} from the old one" in told
    assert _tables(home.build_file) == before


def test_an_article_that_is_nowhere_any_more_is_told_and_read_again(
    home: Home, loaded: Path
) -> None:
    """Text that cannot be verified by its id is no text of it."""
    release = str(current_release(home.releases))
    for name in ("r000001", release):
        with duckdb.connect(str(home.releases / name / "press.duckdb")) as connection:
            connection.execute(
                "update mart.articles set text = text || ' Thêm.' "
                "where source_path like '%000005.txt'"
            )
    home.build_file.unlink()
    told = " ".join(_mend(home))
    path = str(loaded / "in" / "000005.txt")
    assert "articles of 1 documents could not be restored" in told
    assert path in told
    intake = steps.scan_sources(_context(home, loaded / "in"))
    assert intake.to_read["source_path"].to_list() == [path]


def test_a_damaged_release_is_replaced_by_the_published_file(home: Home) -> None:
    release = str(current_release(home.releases))
    kept = home.releases / release / "press.duckdb"
    good = kept.read_bytes()
    overwrite(kept, 100_000, 500_000)
    home.build_file.with_suffix(".seal").unlink()
    told = " ".join(_mend(home))
    assert str(kept) in told
    assert kept.read_bytes() == good
    assert current_release(home.releases) == release
    assert (kept.stat().st_size, kept.stat().st_mtime_ns) == (
        home.published_file.stat().st_size,
        home.published_file.stat().st_mtime_ns,
    )


def test_where_both_copies_are_damaged_the_release_before_is_put_back(home: Home) -> None:
    release = str(current_release(home.releases))
    for path in (home.releases / release / "press.duckdb", home.published_file):
        overwrite(path, 100_000, 500_000)
    home.build_file.with_suffix(".seal").unlink()
    told = " ".join(_mend(home))
    assert "r000001 stands in its place" in told
    assert current_release(home.releases) == "r000001"
    assert list((home.folder / "broken").rglob(f"{release}/press.duckdb"))


def test_a_published_file_without_its_releases_is_kept_again(home: Home) -> None:
    release = str(current_release(home.releases))
    published = home.published_file.read_bytes()
    shutil.rmtree(home.releases)
    assert release in " ".join(_mend(home))
    assert current_release(home.releases) == release
    assert home.published_file.read_bytes() == published


def test_a_home_that_lost_all_it_published_publishes_again(home: Home, loaded: Path) -> None:
    shutil.rmtree(home.releases)
    home.published_file.unlink()
    assert "published anew" in " ".join(_mend(home))
    assert steps.scan_if_nothing_new(_context(home, loaded / "in")) is None


class Log:
    """A build file whose last process died with ten commits in the write-ahead log."""

    def __init__(self, folder: Path) -> None:
        self.build_file = folder / "build.duckdb"
        self.folder = folder
        with duckdb.connect(str(self.build_file)) as connection:
            connection.execute("create table counted (i integer)")
        crash_with_log(
            self.build_file,
            [f"insert into counted select {i} from range(200)" for i in range(10)],
        )
        self.path = folder / "build.duckdb.wal"

    def mend(self) -> list[str]:
        return mend_home(
            self.build_file,
            self.folder / "releases",
            self.folder / "press.duckdb",
            Engine(256 * 1024**2, 1, self.folder / "spill"),
        )

    def commits(self) -> int:
        with duckdb.connect(str(self.build_file)) as connection:
            row = connection.execute("select count(distinct i) from counted").fetchone()
        assert row is not None
        return int(row[0])


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return Log(tmp_path)


def test_a_log_that_a_crash_left_is_replayed(log: Log) -> None:
    assert log.mend() == []
    assert log.commits() == 10


def test_a_log_cut_off_by_a_crash_is_replayed_as_far_as_it_goes(log: Log) -> None:
    os.truncate(log.path, log.path.stat().st_size // 2)
    assert log.mend() == []
    assert 0 < log.commits() < 10


def test_a_log_damaged_in_the_middle_is_replayed_until_there(log: Log) -> None:
    overwrite(log.path, log.path.stat().st_size // 2, 64)
    damaged = log.path.read_bytes()
    told = " ".join(log.mend())
    assert str(log.path) in told
    assert 0 < log.commits() < 10
    ((kept),) = (log.folder / "broken").rglob("*.wal")
    assert kept.read_bytes() == damaged
    assert str(kept) in told
    assert log.mend() == []


@pytest.mark.parametrize("count", [8, 50_000], ids=["head", "all"])
def test_a_log_that_duckdb_would_pass_over_is_set_aside(log: Log, count: int) -> None:
    overwrite(log.path, 0, count)
    damaged = log.path.read_bytes()
    told = " ".join(log.mend())
    assert str(log.path) in told
    assert log.commits() == 0
    ((kept),) = (log.folder / "broken").rglob("*.wal")
    assert kept.read_bytes() == damaged
    assert log.mend() == []


@pytest.mark.usefixtures("run_press")
def test_a_run_that_meets_a_damaged_block_mends_it_and_publishes(
    home: Home, loaded: Path, tmp_path: Path
) -> None:
    """Sealed, opened without complaint, and damaged where the build reads: found half-way."""
    sources = tmp_path / "in"
    shutil.copytree(loaded / "in", sources)
    shutil.copytree(loaded / "home", tmp_path / "undisturbed")
    write_articles(sources, range(ARTICLES, ARTICLES + 2))
    overwrite_table(home.build_file, "raw.articles", "text")
    published = home.published_file.read_bytes()
    result = khotin_here("run", str(sources), "--home", str(home.folder))
    assert result.exit_code == 0, result.stderr
    assert "Mended: The build file" in result.stdout
    assert home.published_file.read_bytes() != published
    assert quick_run(sources, tmp_path / "undisturbed").status == "published"
    assert mart_hashes(home.folder) == mart_hashes(tmp_path / "undisturbed")
