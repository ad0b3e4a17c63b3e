"""Writers and readers of a lake at the same time: one writer, whole releases only, nothing lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from warehouse.errors import LeaseHeldError, WarehouseError
from warehouse.lake.lease import hold_lake_lease
from warehouse.lake.publish import publish_to_lake
from warehouse.lake.snapshots import kept_snapshots

if TYPE_CHECKING:
    from tests.lake.conftest import Desk
    from warehouse.lake.options import LakeOptions

psycopg = pytest.importorskip("psycopg", reason="the extra lake is missing: make setup-lake")

PUBLISHES = 2
ROWS = 400
RENEW = (
    "delete from mart.articles; insert into mart.articles "
    "select i::varchar, 'release {0}', ['{0}'], 'run' from range({1}) as numbers (i)"
)

# Asks what must agree inside one release, on a connection that stays open and on a new one.
READER = """
import json, select, sys
from warehouse.lake.catalog import open_lake
from warehouse.lake.options import LakeOptions

options = LakeOptions.model_validate_json(sys.stdin.readline())
ASKED = '''
    select
        (select release from release.info),
        (select article_count from release.info),
        count(*), min(title), max(title), sum((tags[1] = right(title, 1))::integer),
    from mart.articles
'''
seen, wrong = set(), []

def ask(connection):
    release, stated, count, first, last, tagged = connection.execute(ASKED).fetchone()
    seen.add(release)
    expected = f"release {int(release[1:])}"
    if (stated, first, last, tagged) != (count, expected, expected, count):
        wrong.append([release, stated, count, first, last, tagged])

try:
    with open_lake(options) as kept_open:
        ask(kept_open)
        print("reading", flush=True)
        while not select.select([sys.stdin], [], [], 0.05)[0]:
            ask(kept_open)
            with open_lake(options) as connection:
                ask(connection)
                connection.execute("begin")
                ask(connection)
                before = set(seen)
                ask(connection)
                if seen != before:
                    wrong.append("a transaction saw two releases")
        ask(kept_open)
except Exception as error:
    wrong.append(repr(error))
print(json.dumps({"seen": sorted(seen), "wrong": wrong}), flush=True)
"""

# Publishes until the place that is named, says so, and waits to be killed.
WRITER = """
import sys, time
from warehouse.lake import publish, sync
from warehouse.lake.lease import hold_lake_lease
from warehouse.lake.options import LakeOptions
import duckdb

options = LakeOptions.model_validate_json(sys.stdin.readline())

def stop(*arguments, **named):
    print("stopped", flush=True)
    time.sleep(120)

if sys.argv[2] == "before the commit":
    publish.name_snapshot = stop
else:
    bring_to = sync.bring_to
    def bring_marts_to(connection, relation, table, **named):
        if table.startswith("lake.quality"):
            stop()
        return bring_to(connection, relation, table, **named)
    sync.bring_to = bring_marts_to
with hold_lake_lease(options, "killed-run"), duckdb.connect(sys.argv[1]) as connection:
    publish.publish_to_lake(connection, run_id="killed-run", options=options, keep_releases=3)
"""


def _start(script: str, options: LakeOptions, *arguments: str) -> subprocess.Popen[str]:
    """A process that runs a script on the lake; it has said its first line."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert process.stdin is not None
    assert process.stdout is not None
    shown = options.model_dump(mode="json") | {
        "catalog": options.catalog.get_secret_value() if options.catalog else None
    }
    process.stdin.write(json.dumps(shown) + "\n")
    process.stdin.flush()
    assert process.stdout.readline().strip() in {"reading", "stopped"}
    return process


def _files(options: LakeOptions) -> set[Path]:
    return set(Path(options.folder).rglob("*.parquet"))


def test_readers_meet_no_error_and_no_mixed_release(desk: Desk) -> None:
    desk.run(RENEW.format(1, ROWS))
    readers = [_start(READER, desk.options) for _ in range(2)]
    for number in range(2, PUBLISHES + 2):
        desk.run(RENEW.format(number, ROWS + number))
    told = [json.loads(reader.communicate("stop\n", timeout=300)[0]) for reader in readers]
    assert [answer["wrong"] for answer in told] == [[], []]
    # They read while releases changed, and the one that stayed open saw the newest as well.
    for answer in told:
        assert len(answer["seen"]) > 1
        assert answer["seen"][-1] == f"r{PUBLISHES + 1:06d}"


@pytest.mark.parametrize("place", ["while it writes", "before the commit"])
def test_a_writer_that_is_killed_leaves_the_last_snapshot(
    desk: Desk, tmp_path: Path, place: str
) -> None:
    desk.run(RENEW.format(1, ROWS))
    stated, files = desk.ask("from mart.articles order by all"), _files(desk.options)
    desk.connection.execute(RENEW.format(2, ROWS))
    desk.connection.close()
    writer = _start(WRITER, desk.options, str(tmp_path / "build.duckdb"), place)
    # It has written rows that nobody may see, and holds the lease.
    left_behind = _files(desk.options) - files
    assert left_behind
    with (
        pytest.raises(LeaseHeldError, match=f"pid {writer.pid} on .*, run killed-run"),
        hold_lake_lease(desk.options, "second-run"),
    ):
        pytest.fail("the lease was given twice")
    os.kill(writer.pid, signal.SIGKILL)
    writer.communicate()
    assert desk.ask("from mart.articles order by all") == stated
    assert [snapshot.release for snapshot in kept_snapshots(desk.options)] == ["r000001"]
    desk.reopen()
    release = desk.run("select 1")
    assert release is not None
    assert release.name == "r000002"
    assert desk.ask("select distinct title from mart.articles") == [("release 2",)]
    assert not left_behind & _files(desk.options)


def test_a_writer_that_lost_its_lease_publishes_nothing(desk: Desk) -> None:
    desk.run(RENEW.format(1, ROWS))
    desk.connection.execute(RENEW.format(2, ROWS))
    assert desk.options.catalog is not None
    address = desk.options.catalog.get_secret_value()
    with hold_lake_lease(desk.options, "cut-off"):
        with psycopg.connect(address, autocommit=True) as other:
            other.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity "
                "where application_name like '%cut-off'"
            )
        with pytest.raises(WarehouseError, match="lease was lost, so nothing was published"):
            publish_to_lake(
                desk.connection, run_id="cut-off", options=desk.options, keep_releases=3
            )
    assert desk.ask("select distinct title from mart.articles") == [("release 1",)]
