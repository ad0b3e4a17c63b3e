"""The flow from end to end: reruns, bad files beside good ones, checks that stop a publish."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from flows.settings import Home
from tests.conftest import SEEDS
from tests.read.hostile_folder import build

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import RunPress


def khotin(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a person would."""
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "200"},
    )


def mart_rows(home: Path) -> dict[str, list[tuple[Any, ...]]]:
    with duckdb.connect(str(Home(home).published_file), read_only=True) as connection:
        tables = connection.execute(
            "select table_name from duckdb_tables() where schema_name = 'mart' order by 1"
        ).fetchall()
        return {
            table: connection.execute(f"select * from mart.{table} order by all").fetchall()
            for (table,) in tables
        }


def test_a_second_run_says_unchanged_and_changes_no_row(own_seeds_home: Path) -> None:
    before = Home(own_seeds_home).published_file.read_bytes()
    result = khotin("run", str(SEEDS), "--home", str(own_seeds_home), "--json")
    assert result.returncode == 0, result.stderr
    summary = json.loads(result.stdout)
    assert summary["status"] == "unchanged"
    assert summary["files_read"] == summary["files_unchanged"] == 5
    assert Home(own_seeds_home).published_file.read_bytes() == before


def test_bad_files_have_their_reason_and_good_ones_are_published(
    run_press: RunPress, tmp_path: Path
) -> None:
    sources = tmp_path / "in"
    shutil.copytree(SEEDS, sources)
    (sources / "empty.txt").touch()
    (sources / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (sources / "english.txt").write_text("The committee met on Monday to discuss the budget. " * 20)
    shutil.copy(next(SEEDS.glob("000*")), sources / "copy.txt")
    summary = run_press(sources, tmp_path / "home")
    assert summary.status == "published"
    assert (summary.files_read, summary.files_accepted) == (9, 5)
    assert (summary.files_duplicate, summary.files_rejected) == (1, 3)
    reasons = {rejected["path"].rsplit("/", 1)[1]: rejected for rejected in summary.rejected}
    assert reasons.keys() == {"empty.txt", "binary.txt", "english.txt"}
    for name, rejected in reasons.items():
        assert name in rejected["reason"]
    kept = [path.read_bytes() for path in Home(tmp_path / "home").quarantine.iterdir()]
    assert (sources / "binary.txt").read_bytes() in kept


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda _: None, "cannot be read"),
        (lambda path: path.mkdir(), "no file to read"),
    ],
    ids=["missing", "empty folder"],
)
def test_input_that_cannot_be_read_at_all_is_a_sentence_and_exit_2(
    make: Any, sentence: str, tmp_path: Path
) -> None:
    make(tmp_path / "in")
    result = khotin("run", str(tmp_path / "in"), "--home", str(tmp_path / "home"))
    assert result.returncode == 2
    assert sentence in result.stderr
    assert str(tmp_path / "in") in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert not Home(tmp_path / "home").published_file.exists()


def test_a_corrupted_row_stops_the_publish(own_seeds_home: Path) -> None:
    home = Home(own_seeds_home)
    before = home.published_file.read_bytes()
    with duckdb.connect(str(home.build_file)) as connection:
        connection.execute(
            "update raw.person_mentions set start_char = start_char + 1, end_char = end_char + 1 "
            "where mention_id = (select min(mention_id) from raw.person_mentions)"
        )
    result = khotin("run", str(SEEDS), "--home", str(own_seeds_home), "--json")
    assert result.returncode == 1
    assert "span" in result.stderr
    summary = json.loads(result.stdout)
    assert summary["status"] == "failed"
    assert any("span" in check for check in summary["checks_failed"])
    assert home.published_file.read_bytes() == before
    # What was written ahead while the checks ran is gone.
    assert {entry.name for entry in home.releases.iterdir()} == {"current", "r000001"}


def test_a_second_run_at_the_same_time_exits_3(own_seeds_home: Path) -> None:
    from warehouse.lease import hold_lease  # noqa: PLC0415

    with hold_lease(Home(own_seeds_home).lease_file, "somebody"):
        result = khotin("run", str(SEEDS), "--home", str(own_seeds_home))
    assert result.returncode == 3
    assert f"pid {os.getpid()}" in result.stderr


def test_status_query_and_report_answer(seeds_home: Path) -> None:
    status = json.loads(khotin("status", "--home", str(seeds_home), "--json").stdout)
    assert status["release"]["release"] == "r000001"
    answer = khotin(
        "query", "select count(*) as n from mart.articles", "--home", str(seeds_home), "--json"
    )
    assert json.loads(answer.stdout) == [{"n": 5}]
    report = khotin("report", "--home", str(seeds_home))
    assert report.stdout.strip() == str(Home(seeds_home).report / "index.html")


@pytest.mark.parametrize(
    "sql",
    [
        "create table mart.x as select 1",
        "copy (select 1) to '/tmp/khotin-escape.csv'",
        "from read_text('/etc/hostname')",
        "attach '/tmp/khotin-escape.duckdb'",
        "install httpfs",
        "set enable_external_access = true",
    ],
)
def test_a_query_can_neither_write_nor_leave_the_warehouse(seeds_home: Path, sql: str) -> None:
    result = khotin("query", sql, "--home", str(seeds_home))
    assert result.returncode == 2
    assert not result.stdout
    assert "is no question" in result.stderr or "failed" in result.stderr


def test_a_query_before_the_first_run_says_what_to_do(tmp_path: Path) -> None:
    result = khotin("query", "select 1", "--home", str(tmp_path))
    assert result.returncode == 2
    assert "khotin run" in result.stderr


def test_hostile_names_and_texts_stay_text_on_every_page(
    run_press: RunPress, tmp_path: Path
) -> None:
    sources = tmp_path / "in"
    sources.mkdir()
    good = next(SEEDS.glob("000*")).read_text(encoding="utf-8")
    hostile = "<script>alert(1)</script> <img src=x onerror=alert(2)> [x](javascript:alert(3))"
    (sources / "<img src=x onerror=alert(4)>.txt").write_text(f"{good}\n\n{hostile}\n", "utf-8")
    (sources / "<script>alert(5)<!--.txt").write_bytes(bytes(range(256)) * 20)
    summary = run_press(sources, tmp_path / "home")
    assert summary.status == "published"
    assert summary.files_rejected == 1
    pages = list(Home(tmp_path / "home").report.rglob("*.html"))
    assert len(pages) > 2
    for page in pages:
        html = page.read_text(encoding="utf-8")
        assert "<script>alert" not in html
        assert "<img src=x" not in html
    assert any("&lt;script&gt;alert" in page.read_text(encoding="utf-8") for page in pages)


def test_a_hostile_folder_runs_to_the_end(run_press: RunPress, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    expected = build(tmp_path / "in")
    summary = run_press(tmp_path / "in", tmp_path / "home")
    assert summary.status == "published"
    assert summary.files_accepted > 0
    assert summary.files_rejected > 40
    assert summary.files_read == (
        summary.files_accepted
        + summary.files_duplicate
        + summary.files_unchanged
        + summary.files_rejected
    )
    with duckdb.connect(str(Home(tmp_path / "home").published_file), read_only=True) as connection:
        told = dict(
            connection.execute("select path, reason from quality.rejected_files").fetchall()
        )
    assert all(told.values())
    missing = [
        address
        for address, reason in expected.items()
        if reason is not None and not any(path.endswith(address) for path in told)
    ]
    # Files over the limits that the folder was built for are within those of a run.
    assert len(missing) <= len(expected) // 20, missing
