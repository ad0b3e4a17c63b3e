"""Backfills and dry runs: what is chosen is read, the rest stays as it is, nothing is lost."""

from __future__ import annotations

import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from flows import steps
from flows.read import discover
from flows.selection import Selection
from flows.settings import Home, Settings
from flows.summary import RunSummary
from tests.conftest import SEEDS
from tests.operations.served import khotin
from warehouse.runs import new_run_id

if TYPE_CHECKING:
    from collections.abc import Callable

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def _candidates(**mtimes: datetime | None) -> pl.DataFrame:
    return pl.DataFrame(
        {"source_path": [f"/press/{name}.txt" for name in mtimes], "mtime": list(mtimes.values())},
        schema={"source_path": pl.String, "mtime": pl.Datetime("us", "UTC")},
    )


def _chosen(selection: Selection, candidates: pl.DataFrame) -> list[str]:
    return [Path(path).stem for path in selection.of(candidates)["source_path"]]


def test_days_begin_where_the_settings_say() -> None:
    midnight = datetime(2024, 6, 2, tzinfo=VIETNAM).astimezone(UTC)
    candidates = _candidates(
        before=midnight.replace(hour=16, minute=59), first=midnight, unknown=None
    )
    assert _chosen(Selection(time_zone="Asia/Ho_Chi_Minh"), candidates) == [
        "before",
        "first",
        "unknown",
    ]
    assert _chosen(Selection("2024-06-02", time_zone="Asia/Ho_Chi_Minh"), candidates) == ["first"]
    until = Selection(until="2024-06-01", time_zone="Asia/Ho_Chi_Minh")
    assert _chosen(until, candidates) == ["before"]
    assert _chosen(Selection("2024-06-01", "2024-06-01"), candidates) == ["before", "first"]


@pytest.mark.parametrize(
    ("glob", "chosen"),
    [
        ("*.txt", ["a", "b", "c"]),
        ("b*", ["b"]),
        ("2024/*.txt", ["a"]),
        ("2024/**/*.txt", ["a", "b"]),
        ("/press/2024/a.txt", ["a"]),
        ("2024", []),
        ("[ac].txt", ["a", "c"]),
    ],
)
def test_globs_hold_at_every_level(glob: str, chosen: list[str]) -> None:
    paths = ["/press/2024/a.txt", "/press/2024/06/b.txt", "/press/2025/c.txt"]
    candidates = pl.DataFrame({"source_path": paths, "mtime": [None] * 3})
    assert _chosen(Selection(match=(glob,)), candidates) == chosen


@pytest.mark.parametrize(("since", "until"), [("2024-02-30", None), ("2024-02-02", "2024-02-01")])
def test_days_that_are_none_are_refused(since: str, until: str | None) -> None:
    with pytest.raises(ValueError, match=r"2024|day"):
        Selection(since, until)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """The seeds, each modified on a day of its own: 2024-06-01 to 2024-06-05."""
    folder = tmp_path / "in"
    shutil.copytree(SEEDS, folder)
    for day, path in enumerate(sorted(folder.glob("*.txt")), start=1):
        moment = datetime(2024, 6, day, 12, tzinfo=VIETNAM).timestamp()
        os.utime(path, (moment, moment))
    return folder


@pytest.fixture
def load(sources: Path, tmp_path: Path) -> Callable[[Selection], RunSummary]:
    """Scan and load a selection by the flow's own steps, without building marts."""

    def run(selection: Selection) -> RunSummary:
        settings = Settings(home=tmp_path / "home")
        context = steps.Context(new_run_id(), (str(sources),), settings, selection)
        summary = RunSummary(run_id=context.run_id)
        steps.open_warehouse(context)
        intake = steps.scan_sources(context)
        counted = [
            steps.take_in(context, texts, intake.to_read)
            for texts in steps.read_batches(context, intake)
        ]
        steps.finish_intake(context, intake, counted, summary)
        return summary

    return run


def test_a_backfill_reads_what_was_chosen_and_the_rest_follows(
    load: Callable[[Selection], RunSummary], sources: Path
) -> None:
    first = load(Selection("2024-06-02", "2024-06-03", time_zone="Asia/Ho_Chi_Minh"))
    assert (first.files_read, first.files_accepted, first.files_vanished) == (2, 2, 0)
    # Cut short and repeated: what is loaded already is not read again.
    wider = load(Selection("2024-06-02", time_zone="Asia/Ho_Chi_Minh"))
    assert (wider.files_read, wider.files_accepted, wider.files_unchanged) == (4, 2, 2)
    # A file that is gone is only told by a scan of everything.
    next(sources.glob("001*")).unlink()
    named = load(Selection(match=("000*",)))
    assert (named.files_read, named.files_accepted, named.files_vanished) == (1, 1, 0)
    everything = load(Selection())
    assert (everything.files_read, everything.files_unchanged) == (4, 4)
    assert everything.files_vanished == 1


def test_a_dry_run_says_what_the_run_does_and_writes_nothing(
    load: Callable[[Selection], RunSummary], sources: Path, tmp_path: Path
) -> None:
    (sources / "empty.txt").touch()
    (sources / "copy.txt").write_bytes(next(sources.glob("000*")).read_bytes())
    arguments = ("run", str(sources), "--home", str(tmp_path / "home"), "--dry-run", "--json")
    before = json.loads(khotin(*arguments).stdout)
    assert not (tmp_path / "home").exists()
    assert len(before["would_read"]) == before["files_found"] == 7
    assert [Path(rejected["path"]).name for rejected in before["rejected"]] == ["empty.txt"]
    done = load(Selection())
    accounted = ("files_read", "files_accepted", "files_duplicate", "files_rejected")
    assert {name: before[name] for name in accounted} == {
        name: getattr(done, name) for name in accounted
    }
    build_file = Home(tmp_path / "home").build_file
    state = build_file.stat().st_mtime_ns, sorted((tmp_path / "home").rglob("*"))
    (sources / "new.txt").write_bytes(next(sources.glob("001*")).read_bytes() + "\nThêm.".encode())
    next(sources.glob("002*")).unlink()
    again = json.loads(khotin(*arguments).stdout)
    assert [Path(path).name for path in again["would_read"]] == ["new.txt"]
    assert [Path(path).name[:3] for path in again["would_vanish"]] == ["002"]
    assert (again["files_accepted"], again["files_unchanged"]) == (1, 5)
    assert (build_file.stat().st_mtime_ns, sorted((tmp_path / "home").rglob("*"))) == state
    text = khotin(*arguments[:-1])
    assert "Nothing was written" in text.stdout


def test_prune_refuses_a_selection(sources: Path, tmp_path: Path) -> None:
    home = str(tmp_path / "home")
    result = khotin("run", str(sources), "--home", home, "--prune", "--match", "*.txt")
    assert result.returncode == 2
    assert "--prune" in result.stderr


def test_what_was_listed_for_a_run_is_not_listed_again_in_it(sources: Path, tmp_path: Path) -> None:
    context = steps.Context(new_run_id(), (str(sources),), Settings(home=tmp_path / "home"))
    other = steps.Context(new_run_id(), (str(sources),), Settings(home=tmp_path / "home"))
    steps.open_warehouse(context)
    steps.hand_over(context, discover(context.sources, context.settings.read))
    (sources / "late.txt").write_text("Muộn.", encoding="utf-8")
    assert steps.scan_sources(other).to_read.height == 6
    assert steps.scan_sources(context).to_read.height == 5
    assert steps.scan_sources(context).to_read.height == 6
