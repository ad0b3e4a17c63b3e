"""A run that is stopped says so, lets go of the home, and the next one goes on from there."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import duckdb
import pytest

from flows.settings import Home
from tests.operations.served import ROOT, environment, khotin, wait_for
from tests.synthetic import write_articles
from warehouse.lease import lease_holder

if TYPE_CHECKING:
    from pathlib import Path

ARTICLES = 40
KHOTIN = (sys.executable, "-m", "flows.cli")


def _stop_at(event: str, number: signal.Signals, sources: Path, home: Path) -> tuple[int, str]:
    """Start a run, send it a signal when its log names the event, and return how it ended."""
    log = Home(home).log
    before = log.stat().st_size if log.exists() else 0
    run = subprocess.Popen(
        [*KHOTIN, "run", str(sources), "--home", str(home)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment(KHOTIN_READ='{"batch_rows": 5}'),
    )
    wait_for(event, lambda: log.exists() and event in log.read_text()[before:])
    run.send_signal(number)
    began = time.monotonic()
    _, message = run.communicate(timeout=60)
    assert time.monotonic() - began < 30
    return run.returncode, message


def _assert_stopped_cleanly(home: Path) -> None:
    place = Home(home)
    assert lease_holder(place.lease_file) is None
    with duckdb.connect(str(place.build_file), read_only=True) as connection:
        [status] = connection.execute(
            "select status from quality.runs order by started_at desc limit 1"
        ).fetchall()[0]
        assert status == "cancelled"
        # Whole batches only: every article has its file, and every file its article.
        [unmatched] = connection.execute(
            """
            select count(*) from raw.articles full join quality.source_files using (article_id)
            where articles.text is null or source_files.path is null
            """
        ).fetchall()[0]
        assert unmatched == 0


def test_a_stopped_run_is_cancelled_and_the_next_goes_on(tmp_path: Path) -> None:
    sources, home = tmp_path / "in", tmp_path / "home"
    write_articles(sources, range(ARTICLES))
    code, message = _stop_at("Took in", signal.SIGTERM, sources, home)
    assert (code, "go on from" in message) == (130, True), message
    _assert_stopped_cleanly(home)
    code, message = _stop_at("Building the marts", signal.SIGINT, sources, home)
    assert (code, "go on from" in message) == (130, True), message
    _assert_stopped_cleanly(home)
    assert not Home(home).published_file.exists()
    result = khotin("status", "--home", str(home))
    assert "The last run was stopped" in result.stdout
    assert "khotin run" in result.stdout


@pytest.mark.parametrize("arguments", [[], ["--json"]])
def test_a_stopped_run_shows_no_traceback(tmp_path: Path, arguments: list[str]) -> None:
    sources = tmp_path / "in"
    write_articles(sources, range(ARTICLES))
    run = subprocess.Popen(
        [*KHOTIN, "run", str(sources), "--home", str(tmp_path / "home"), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment(),
    )
    wait_for("the log", Home(tmp_path / "home").log.exists)
    run.send_signal(signal.SIGINT)
    _, message = run.communicate(timeout=60)
    assert run.returncode == 130
    assert "Traceback" not in message
