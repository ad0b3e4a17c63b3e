"""A signal that breaks off a statement stops the run, and the file can be opened again."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import duckdb
import pytest

from warehouse.stopping import closed, stop_behind

if TYPE_CHECKING:
    from pathlib import Path

# In a process of its own: where DuckDB holds on to the file, opening it again never returns. Which
# statements leave something behind is a matter of microseconds, so many are broken off.
STOPPED_AGAIN_AND_AGAIN = """
    import signal, sys, threading, time

    import duckdb

    from warehouse.stopping import closed

    def stop_soon():
        time.sleep(0.001)
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)

    def set_often(connection):
        until = time.monotonic() + 5
        while time.monotonic() < until:
            connection.execute("set threads = 2")

    stops = 0
    for _ in range(30):
        try:
            with closed(duckdb.connect(sys.argv[1])) as connection:
                stopper = threading.Thread(target=stop_soon)
                stopper.start()
                set_often(connection)
        except KeyboardInterrupt:
            stops += 1
        stopper.join()
    print(stops)
"""


def test_a_file_opens_again_after_statements_that_were_broken_off(tmp_path: Path) -> None:
    ended = subprocess.run(
        [
            sys.executable,
            "-c",
            textwrap.dedent(STOPPED_AGAIN_AND_AGAIN),
            str(tmp_path / "build.duckdb"),
        ],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ended.stdout.strip(), ended.returncode) == ("30", 0), ended.stderr


def test_a_statement_that_is_broken_off_raises_what_the_signal_raised(tmp_path: Path) -> None:
    class Stopped(BaseException):
        pass

    def stop(*_: object) -> None:
        raise Stopped

    before = signal.signal(signal.SIGALRM, stop)
    connection = duckdb.connect(str(tmp_path / "build.duckdb"))
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    try:
        with pytest.raises(Stopped), closed(connection):
            connection.execute("select sum(i * j) from range(100000) a(i), range(1000000) b(j)")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    with pytest.raises(duckdb.ConnectionException):
        connection.execute("select 1")


def test_only_what_was_asked_for_is_a_stop() -> None:
    failed = ValueError("a post without a name")
    assert stop_behind(None) is None
    assert stop_behind(failed) is None
    stop = KeyboardInterrupt()
    assert stop_behind(stop) is stop
    failed.__cause__ = RuntimeError("Query interrupted")
    failed.__cause__.__cause__ = stop
    assert stop_behind(failed) is stop
    # A chain that bites its tail ends.
    first, second = ValueError("first"), ValueError("second")
    first.__cause__, second.__cause__ = second, first
    assert stop_behind(first) is None
