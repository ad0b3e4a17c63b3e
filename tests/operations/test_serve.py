"""`khotin serve` as the people who run it meet it: killed servers, killed runs, two at once.

Set KHOTIN_SLOW_TESTS=1 to wait for the clock as well: then a schedule one minute ahead must fire,
while its server is killed again and again, and a service that was killed itself must start again.
"""

from __future__ import annotations

import os
import shutil
import signal
import stat
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import duckdb
import httpx
import pytest

from flows.settings import Home
from tests.conftest import SEEDS
from tests.operations.served import IF_SLOW, Served, khotin, wait_for
from tests.synthetic import write_articles
from warehouse.lease import hold_lease

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def served(seeds_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A service over a home that holds the seeds already."""
    folder = tmp_path_factory.mktemp("serve")
    shutil.copytree(seeds_home, folder / "home")
    service = Served(folder / "home", SEEDS)
    service.start()
    yield service
    assert service.stop() == 0
    # Nothing is left behind.
    with pytest.raises(httpx.ConnectError):
        httpx.get(service.address["ui_url"])


def runs_of(home: Path) -> list[tuple[Any, ...]]:
    """Status and release of every run, the newest last."""
    with duckdb.connect(str(Home(home).build_file), read_only=True) as connection:
        return connection.execute(
            "select status, release from quality.runs order by started_at"
        ).fetchall()


def test_the_ui_is_on_loopback_and_asks_for_the_password(served: Served) -> None:
    assert served.address["ui_url"].startswith("http://127.0.0.1:")
    page = httpx.get(served.address["ui_url"], follow_redirects=True)
    assert page.status_code == 200
    assert "Prefect" in page.text
    api = served.address["api_url"]
    assert httpx.get(f"{api}/admin/version").status_code == 401
    assert httpx.post(f"{api}/flow_runs/filter", json={}, auth=served.auth).status_code == 403
    assert served.ask("GET", "/admin/settings")["server"]["analytics_enabled"] is False
    mode = stat.S_IMODE(Home(served.home).auth_file.stat().st_mode)
    assert mode == 0o600


def test_the_schedule_runs_at_five_in_vietnam_one_at_a_time(served: Served) -> None:
    deployment = served.ask("GET", "/deployments/name/scheduled_load_press/khotin")
    [schedule] = deployment["schedules"]
    assert schedule["schedule"] | {"day_or": True} == {
        "cron": "0 5 * * *",
        "timezone": "Asia/Ho_Chi_Minh",
        "day_or": True,
    }
    assert deployment["global_concurrency_limit"]["limit"] == 1
    assert deployment["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"

    def next_run() -> Any:
        filters = {"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}, "limit": 1}
        return served.ask(
            "POST", "/flow_runs/filter", {**filters, "sort": "EXPECTED_START_TIME_ASC"}
        )

    # Prefect's scheduler is a service of its own, which dies with some versions of SQLAlchemy.
    [run] = wait_for("the scheduler", next_run)
    starts_at = datetime.fromisoformat(run["expected_start_time"])
    assert (starts_at.astimezone(UTC).hour, starts_at.minute) == (22, 0)


def test_a_run_survives_a_killed_server(served: Served) -> None:
    run = served.trigger()
    served.runner_of_home()
    os.kill(served.child("serve_server"), signal.SIGKILL)
    wait_for("the server to be back", served.is_answering)
    assert served.ended(run)["type"] == "COMPLETED"
    assert 'khotin_serve_restarts{process="serve_server"} 1.0' in served.metrics()
    assert runs_of(served.home)[-1] == ("unchanged", "r000001")


def test_a_run_killed_is_marked_and_the_next_one_works(served: Served) -> None:
    with duckdb.connect(str(Home(served.home).build_file)) as connection:
        # Makes the marts look behind, so that the run has seconds to be killed in.
        connection.execute("update raw.build_state set is_dirty = true")
    log = Home(served.home).log
    before = log.stat().st_size
    run = served.trigger()
    pid = served.runner_of_home()
    wait_for("the marts", lambda: "Building the marts" in log.read_text()[before:])
    os.kill(pid, signal.SIGKILL)
    assert served.ended(run)["type"] == "CRASHED"
    following = served.trigger()
    assert served.ended(following)["type"] == "COMPLETED"
    assert [status for status, _ in runs_of(served.home)[-2:]] == ["crashed", "unchanged"]


def test_two_runs_at_once_are_one_run_and_no_failure(served: Served) -> None:
    before = len(runs_of(served.home))
    first, second = served.trigger(), served.trigger()
    states = sorted(served.ended(run)["type"] for run in (first, second))
    # The second is cancelled by Prefect's limit, unless the first had ended already.
    assert states in (["CANCELLED", "COMPLETED"], ["COMPLETED", "COMPLETED"])
    assert {status for status, _ in runs_of(served.home)[before:]} == {"unchanged"}


def test_a_run_that_meets_the_lease_is_skipped_and_says_who_holds_it(served: Served) -> None:
    before = runs_of(served.home)
    with hold_lease(Home(served.home).lease_file, "a run by hand"):
        state = served.ended(served.trigger())
    assert (state["type"], state["name"]) == ("COMPLETED", "Skipped")
    assert f"pid {os.getpid()}" in state["message"]
    assert runs_of(served.home) == before


def test_a_run_by_hand_is_seen_in_the_ui(served: Served) -> None:
    result = khotin("run", str(SEEDS), "--home", str(served.home), "--json")
    assert result.returncode == 0, result.stderr
    run_id = httpx.Response(200, text=result.stdout).json()["run_id"]
    filters = {"flow_runs": {"name": {"any_": [run_id]}}}
    [run] = served.ask("POST", "/flow_runs/filter", filters)
    assert run["state"]["type"] == "COMPLETED"


def test_a_second_service_of_the_home_is_refused(served: Served) -> None:
    result = khotin("serve", str(SEEDS), "--home", str(served.home))
    assert result.returncode == 2
    assert "runs for" in result.stderr
    assert str(Home(served.home).serve / "lease.json") in result.stderr


def test_a_taken_port_is_a_sentence(tmp_path: Path, served: Served) -> None:
    home, port = tmp_path / "home", str(served.port)
    result = khotin("serve", str(SEEDS), "--home", str(home), KHOTIN_PREFECT_PORT=port)
    assert result.returncode == 2
    assert "KHOTIN_PREFECT_PORT" in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("KHOTIN_SCHEDULE", "at five"),
        ("KHOTIN_TIME_ZONE", "Asia/Saigon-on-Sea"),
        ("KHOTIN_PREFECT_AUTH_STRING", "password"),
    ],
)
def test_a_wrong_setting_is_a_sentence(tmp_path: Path, setting: str, value: str) -> None:
    result = khotin("serve", str(SEEDS), "--home", str(tmp_path / "home"), **{setting: value})
    assert result.returncode == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert setting.removeprefix("KHOTIN_").lower() in result.stderr.lower()


@IF_SLOW
def test_a_schedule_one_minute_ahead_fires_and_survives_everything(tmp_path: Path) -> None:
    sources = tmp_path / "in"
    write_articles(sources, range(300))
    due = datetime.now(UTC) + timedelta(minutes=1, seconds=30)
    service = Served(
        tmp_path / "home",
        sources,
        {"KHOTIN_SCHEDULE": f"{due.minute} {due.hour} * * *", "KHOTIN_TIME_ZONE": "UTC"},
    )
    service.start()
    try:
        pid = service.runner_of_home()
        # The server is killed again and again while the scheduled run loads, builds and checks.
        killed = 0
        done = threading.Event()

        def kill_servers() -> None:
            nonlocal killed
            while not done.wait(8):
                os.kill(service.child("serve_server"), signal.SIGKILL)
                killed += 1
                wait_for("the server to be back", service.is_answering)

        killer = threading.Thread(target=kill_servers)
        killer.start()
        wait_for("the run's end", lambda: not _is_alive(pid))
        done.set()
        killer.join()
        assert killed > 0
        assert runs_of(service.home)[-1] == ("published", "r000001")
        state = {"type": {"any_": ["COMPLETED"]}}
        filters = {"flow_runs": {"state": state, "parent_task_run_id": {"is_null_": True}}}
        assert service.ask("POST", "/flow_runs/filter", filters)
    finally:
        service.stop()


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@IF_SLOW
def test_the_service_starts_again_where_it_was_killed(seeds_home: Path, tmp_path: Path) -> None:
    shutil.copytree(seeds_home, tmp_path / "home")
    service = Served(tmp_path / "home", SEEDS)
    service.start()
    assert service.process is not None
    children = [service.child("serve_server"), service.child("serve_runner")]
    run = service.trigger()
    service.runner_of_home()
    service.process.kill()
    service.process.wait()
    wait_for("its children to end", lambda: not any(map(_is_alive, children)), 60)
    again = Served(tmp_path / "home", SEEDS, port=service.port)
    again.start()
    try:
        # The run that was cut short does not keep the slot of the next.
        assert again.ended(run)["type"] in {"COMPLETED", "CANCELLED", "CRASHED"}
        assert again.ended(again.trigger())["type"] == "COMPLETED"
    finally:
        began = time.monotonic()
        assert again.stop() == 0
        assert time.monotonic() - began < 60
