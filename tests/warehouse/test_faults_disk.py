"""A full disk, and a home that may not be written to: a sentence, no loss, and then it goes on."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from flows import steps
from flows.settings import Home
from tests.conftest import SEEDS
from tests.faults import fill_disk, khotin_here, mounted, read_only
from tests.marts import assert_whole, mart_hashes
from tests.quick_run import quick_run
from tests.synthetic import write_articles
from warehouse.errors import DiskError
from warehouse.faults import named_faults
from warehouse.releases import current_release, put_in_place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ARTICLES = 6
# What a step may still write before the disk is full: it fails in its midst, not at its first byte.
LEFT = {
    "take_in": 300_000,
    "build_marts": 1_500_000,
    "stage_release": 3_000_000,
    "publish_release": 3_000_000,
}


def _on_a_full_disk(
    monkeypatch: pytest.MonkeyPatch, home: Path, step: str, leave_bytes: int
) -> None:
    """Fill the home's disk when a step begins."""
    call: Callable[..., Any] = getattr(steps, step)

    def filled(*arguments: Any, **keywords: Any) -> Any:
        fill_disk(home, leave_bytes)
        return call(*arguments, **keywords)

    monkeypatch.setattr(steps, step, filled)


@pytest.mark.usefixtures("run_press")
def test_a_disk_that_fills_at_any_moment_costs_nothing(
    seeds_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each run goes on where the one before met the full disk, and meets it a step later."""
    sources = tmp_path / "in"
    shutil.copytree(SEEDS, sources)
    write_articles(sources, range(ARTICLES))
    with mounted(tmp_path / "home", "120m"):
        home = Home(tmp_path / "home")
        shutil.copytree(seeds_home, home.folder, dirs_exist_ok=True)
        published = home.published_file.read_bytes()
        for step, leave_bytes in LEFT.items():
            with monkeypatch.context() as patch:
                _on_a_full_disk(patch, home.folder, step, leave_bytes)
                result = khotin_here("run", str(sources), "--home", str(home.folder))
            assert result.exit_code == 1, (step, result.stderr)
            told = result.stderr.strip().splitlines()[-1]
            assert f"The disk that holds {home.folder} is full" in told
            assert "run the same again" in told
            assert "Traceback" not in result.stderr, result.stderr
            assert home.published_file.read_bytes() == published
            assert current_release(home.releases) == "r000001"
            (home.folder / "filler").unlink()
        with monkeypatch.context() as patch:
            _on_a_full_disk(patch, home.folder, "write_report", 0)
            result = khotin_here("run", str(sources), "--home", str(home.folder), "--json")
        assert result.exit_code == 0, result.stderr
        summary = json.loads(result.stdout)
        assert summary["status"] == "published"
        assert "could not be written" in summary["report_error"]
        (home.folder / "filler").unlink()
        assert not list(home.folder.rglob("*.partial"))
        after = khotin_here("run", str(sources), "--home", str(home.folder), "--json")
        assert json.loads(after.stdout)["status"] == "unchanged"
        assert_whole(home.folder)
        with duckdb.connect(str(home.build_file), read_only=True) as connection:
            runs = connection.execute(
                "select status, count(*) from quality.runs group by status"
            ).fetchall()
        assert dict(runs).keys() <= {"published", "failed", "crashed", "unchanged"}
        quick_run(sources, tmp_path / "undisturbed")
        assert mart_hashes(home.folder) == mart_hashes(tmp_path / "undisturbed")


def test_a_release_that_cannot_be_copied_is_not_named(tmp_path: Path) -> None:
    releases = tmp_path / "home" / "releases"
    published = tmp_path / "home" / "press.duckdb"
    with mounted(tmp_path / "home", "1m"):
        for release in ("r000001", "r000002"):
            (releases / release).mkdir(parents=True)
            (releases / release / "press.duckdb").write_bytes(bytes(200_000))
        put_in_place(releases, "r000001", published)
        fill_disk(tmp_path / "home", 100_000)
        with (
            pytest.raises(DiskError, match=r"is full \(\d+ KB are free\)"),
            named_faults(tmp_path / "home"),
        ):
            put_in_place(releases, "r000002", published)
        assert current_release(releases) == "r000001"
        assert not list((tmp_path / "home").glob(".*.partial"))
        (tmp_path / "home" / "filler").unlink()
        put_in_place(releases, "r000002", published)
        assert current_release(releases) == "r000002"


@pytest.mark.usefixtures("run_press")
def test_a_home_that_may_not_be_written_to_can_be_read(own_seeds_home: Path) -> None:
    before = mart_hashes(own_seeds_home)
    home = ("--home", str(own_seeds_home))
    with read_only(own_seeds_home):
        for command in (
            ("run", str(SEEDS), *home),
            ("replay", *home),
            ("rollback", "r000001", *home),
        ):
            result = khotin_here(*command)
            assert result.exit_code == 2, (command, result.stderr)
            assert f"The home {own_seeds_home} cannot be written to" in result.stderr
            assert len(result.stderr.strip().splitlines()) == 1
        answer = khotin_here("query", "select count(*) as n from mart.articles", "--json", *home)
        assert json.loads(answer.stdout) == [{"n": 5}]
        told = json.loads(khotin_here("status", "--json", *home).stdout)
        assert told["release"]["release"] == "r000001"
        assert told["last_run"]["status"] == "published"
        assert khotin_here("releases", *home).exit_code == 0
    result = khotin_here("run", str(SEEDS), *home, "--json")
    assert json.loads(result.stdout)["status"] == "unchanged"
    assert mart_hashes(own_seeds_home) == before


def test_a_home_that_may_not_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    with read_only(tmp_path / "disk"):
        result = khotin_here("run", str(SEEDS), "--home", str(tmp_path / "disk" / "home"))
    assert result.exit_code == 2
    assert "cannot be written to" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
