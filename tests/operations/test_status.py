"""`khotin status`: before, after and between runs, and quick enough for a prompt."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from flows.commands import home_status
from flows.settings import Home
from tests.conftest import SEEDS
from tests.operations.served import ROOT, environment, khotin
from warehouse.lease import hold_lease

if TYPE_CHECKING:
    from pathlib import Path


def _change(home: Path, sql: str) -> None:
    with duckdb.connect(str(Home(home).build_file)) as connection:
        connection.execute(sql)


def _next(home: Path) -> str:
    return " ".join(home_status.status(Home(home))["next"])


def test_a_home_that_is_not_there_says_how_to_begin(tmp_path: Path) -> None:
    result = khotin("status", "--home", str(tmp_path / "home"))
    assert result.returncode == 0
    assert "khotin run" in result.stdout
    assert not (tmp_path / "home").exists()


def test_a_published_home_tells_all(seeds_home: Path) -> None:
    facts: dict[str, Any] = json.loads(khotin("status", "--home", str(seeds_home), "--json").stdout)
    assert facts["release"]["release"] == "r000001"
    assert facts["last_run"]["status"] == "published"
    assert facts["last_run"]["files_accepted"] == 5
    assert facts["lease"] is None
    assert facts["quarantined_files"] == 0
    assert facts["stale_articles"] == 0
    assert sum(facts["articles_by_rules"].values()) == 5
    assert 0 <= facts["fresh_hours"] <= facts["age_hours"] < 2
    on_disk = sum(path.lstat().st_size for path in seeds_home.rglob("*"))
    parts = {k: v for k, v in facts["disk_bytes"].items() if k != "total"}
    assert facts["disk_bytes"]["total"] == sum(parts.values())
    assert facts["disk_bytes"]["total"] == pytest.approx(on_disk, rel=0.1)
    assert facts["next"] == []
    text = khotin("status", "--home", str(seeds_home)).stdout
    assert "r000001 of 5 articles" in text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            (
                "insert into quality.runs (run_id, started_at, status, error) "
                "values ('r', now(), 'failed', 'Nothing was published, because a check failed.')"
            ),
            "because a check failed",
        ),
        (
            "insert into quality.runs (run_id, started_at, status) values ('r', now(), 'running')",
            "died without a word",
        ),
        (
            "insert into quality.rejected_files values ('/a', 'b', 'empty', 'why', null, 'r')",
            "1 files are in quarantine",
        ),
        (
            "update raw.articles set rules_version = 'older' where title is not null",
            "--reprocess",
        ),
        (
            (
                "update quality.runs set finished_at = now() - interval 3 days, "
                "started_at = now() - interval 3 days"
            ),
            "khotin serve",
        ),
    ],
    ids=["failed", "died", "quarantine", "older rules", "old"],
)
def test_what_is_to_be_done_is_said(own_seeds_home: Path, change: str, sentence: str) -> None:
    assert sentence not in _next(own_seeds_home)
    _change(own_seeds_home, change)
    assert sentence in _next(own_seeds_home)


def test_a_run_under_way_is_told_and_not_disturbed(own_seeds_home: Path) -> None:
    home = Home(own_seeds_home)
    with (
        hold_lease(home.lease_file, "the run"),
        duckdb.connect(str(home.build_file)),
    ):
        result = khotin("status", "--home", str(own_seeds_home), "--json")
    facts = json.loads(result.stdout)
    assert facts["lease"]["pid"] == os.getpid()
    assert facts["last_run"]["status"] in {"running", "published"}
    assert f"process {os.getpid()}" in facts["next"][0]


def test_a_broken_file_is_a_sentence(own_seeds_home: Path) -> None:
    Home(own_seeds_home).published_file.write_bytes(b"no database at all" * 1000)
    result = khotin("status", "--home", str(own_seeds_home))
    assert result.returncode == 0
    assert "cannot be read" in result.stdout
    assert "Traceback" not in result.stderr


def test_nothing_slow_is_imported(seeds_home: Path) -> None:
    """A measure of speed that does not hang on the machine: what costs a tenth of a second."""
    asked = f"from flows.cli import app; app(['status', '--home', {str(seeds_home)!r}])"
    code = (
        "import sys\n"
        f"try:\n    {asked}\nexcept SystemExit:\n    pass\n"
        "slow = {'polars', 'prefect', 'pandas', 'pyarrow', 'dbt', 'great_expectations', 'rich'}\n"
        "print('loaded', sorted(slow & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=environment(),
    )
    assert result.stdout.splitlines()[-1] == "loaded []"


def test_a_run_that_finds_nothing_new_lists_the_sources_once_and_imports_no_pandas(
    own_seeds_home: Path,
) -> None:
    words = ["khotin", "run", str(SEEDS), "--home", str(own_seeds_home), "--json"]
    code = (
        "import sys\n"
        "from flows import cli\n"
        "from flows.steps import scan\n"
        "scan.discover = None\n"
        f"sys.argv = {words!r}\n"
        "try:\n    cli.main()\nexcept SystemExit as ending:\n    assert ending.code == 0\n"
        "print('pandas', sys.modules.get('pandas'))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=environment(),
    )
    printed, _, last = result.stdout.strip().rpartition("\n")
    assert json.loads(printed)["status"] == "unchanged"
    assert last == "pandas None"


@pytest.mark.parametrize(
    ("words", "completed"), [("khotin ro", ["rollback"]), ("khotin rollback r", ["r000001"])]
)
def test_words_are_completed(seeds_home: Path, words: str, completed: list[str]) -> None:
    code = "from flows.cli import app; app(prog_name='khotin')"
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=environment(
            KHOTIN_HOME=str(seeds_home),
            _KHOTIN_COMPLETE="complete_bash",
            COMP_WORDS=words,
            COMP_CWORD=str(len(words.split()) - 1),
        ),
    )
    assert result.stdout.split() == completed, result.stderr
