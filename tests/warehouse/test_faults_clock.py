"""A clock that was set back: refused with a sentence before anything is read, or trusted on demand.

The ledger of a home is moved into the future, which is what a clock that was set back looks like.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from flows.commands import home_status
from flows.settings import Home
from tests.conftest import SEEDS
from tests.faults import khotin_here
from tests.marts import mart_hashes
from warehouse.migrate import migrate
from warehouse.runs import begin_run, finish_run
from warehouse.seal import is_sealed, seal

if TYPE_CHECKING:
    from pathlib import Path

DAY = 24 * 3600


def _move_ledger(home: Home, seconds: int) -> None:
    """Have everything that the home notes happen later, as a run before the change would have."""
    with duckdb.connect(str(home.build_file)) as connection:
        connection.execute(
            "update quality.runs set started_at = started_at + to_seconds($1::double), "
            "finished_at = finished_at + to_seconds($1::double)",
            [seconds],
        )
        connection.execute(
            "update raw.articles set loaded_at = loaded_at + to_seconds(?::double)", [seconds]
        )
    seal(home.build_file)
    assert is_sealed(home.build_file)


def _ledger(home: Home) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(home.build_file), read_only=True) as connection:
        return connection.execute("from quality.runs order by all").fetchall()


@pytest.mark.usefixtures("run_press")
def test_a_clock_that_was_set_back_is_refused_until_it_is_right(own_seeds_home: Path) -> None:
    home = Home(own_seeds_home)
    published = home.published_file.read_bytes()
    _move_ledger(home, 7 * DAY)
    before = _ledger(home)
    result = khotin_here("run", str(SEEDS), "--home", str(own_seeds_home))
    assert result.exit_code == 1
    assert "The clock of this machine says" in result.stderr
    assert "--trust-clock" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert _ledger(home) == before
    assert home.published_file.read_bytes() == published
    assert home_status.status(home)["last_run"]["status"] == "published"
    _move_ledger(home, -7 * DAY)
    result = khotin_here("run", str(SEEDS), "--home", str(own_seeds_home), "--json")
    assert json.loads(result.stdout)["status"] == "unchanged"


@pytest.mark.usefixtures("run_press")
def test_a_clock_that_is_right_again_can_be_trusted(own_seeds_home: Path) -> None:
    home = Home(own_seeds_home)
    before = mart_hashes(own_seeds_home)
    _move_ledger(home, 400 * DAY)
    arguments = ("run", str(SEEDS), "--home", str(own_seeds_home), "--json")
    assert khotin_here(*arguments).exit_code == 1
    result = khotin_here(*arguments, "--trust-clock")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["checks_failed"] == []
    assert mart_hashes(own_seeds_home) == before
    assert home_status.status(home)["last_run"]["run_id"] == json.loads(result.stdout)["run_id"]
    assert khotin_here(*arguments).exit_code == 0


def test_runs_keep_their_order_over_a_small_step_back() -> None:
    with duckdb.connect() as connection:
        migrate(connection)
        begin_run(connection, "first")
        connection.execute("update quality.runs set started_at = started_at + interval 2 minute")
        finish_run(connection, "first", "published")
        begin_run(connection, "second")
        begin_run(connection, "third")
        rows = connection.execute(
            "select run_id, status, finished_at is null or finished_at >= started_at "
            "from quality.runs order by started_at"
        ).fetchall()
    assert rows == [
        ("first", "published", True),
        ("second", "crashed", True),
        ("third", "running", True),
    ]
