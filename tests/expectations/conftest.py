"""A clean build file of our own press, made once a session."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import duckdb
import pytest

from expectations import run_checks
from tests.expectations.build import make_build
from tests.expectations.press import RUN_ID

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from expectations import CheckReport

ARTICLES = 240
BEFORE = "20261120T051500Z-000000"


@pytest.fixture(scope="session")
def clean_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build file with 240 articles and the check results of a release before it."""
    path = make_build(tmp_path_factory.mktemp("build") / "build.duckdb", ARTICLES)
    results = run_checks(path, RUN_ID).results
    with duckdb.connect(str(path)) as connection:
        for listed in ("int_stale_articles", "int_touched_mentions"):
            # A build that found nothing touched lists nothing.
            connection.execute(f"delete from intermediate.{listed}")
        connection.execute(
            """insert into quality.runs by name
               select $run_id as run_id, started_at - interval 3 day as started_at,
                   'published' as status, started_at - interval 2 day as finished_at,
                   0 as files_read, 0 as files_accepted, 0 as files_duplicate,
                   0 as files_unchanged, 0 as files_rejected
               from quality.runs""",
            {"run_id": BEFORE},
        )
        connection.register("incoming", results.to_arrow())
        connection.execute(
            """insert into quality.check_results by name
               select * replace ($run_id as run_id) from incoming""",
            {"run_id": BEFORE},
        )
    return path


@pytest.fixture(scope="session")
def clean_report(clean_build: Path) -> CheckReport:
    """Every check on the clean build file."""
    return run_checks(clean_build, RUN_ID)


@pytest.fixture
def spoil(clean_build: Path, tmp_path: Path) -> Callable[[tuple[str, ...]], Path]:
    """Make a copy of the clean build file and run statements on it."""

    def spoilt(statements: tuple[str, ...]) -> Path:
        path = tmp_path / "build.duckdb"
        shutil.copyfile(clean_build, path)
        with duckdb.connect(str(path)) as connection:
            for statement in statements:
                connection.execute(statement)
        return path

    return spoilt
