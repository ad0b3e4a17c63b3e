"""dbt that is spared work builds by the same SQL and logs what it logged before."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from dbt.graph.queue import GraphQueue
from dbt_common.events import logger
from dbt_common.events.base_types import EventLevel, EventMsg
from dbt_common.events.event_manager import EventManager
from dbt_common.events.types import Note, PrintEvent
from networkx import DiGraph  # type: ignore[import-untyped]

from flows.marts import spare_dbt
from flows.settings import PROJECT, Home

if TYPE_CHECKING:
    from pathlib import Path

LEVELS = [EventLevel.DEBUG, EventLevel.INFO, EventLevel.WARN, EventLevel.ERROR]

# Builds a copy of a build file with one thread and a log of everything, and counts the templates
# that Jinja parsed, as JSON. What differs from a build to the next is fixed or left out, and the
# order of the models, which the log tells, is the same for both.
BUILD = """
import json, os
from pathlib import Path
work, is_spared = Path(os.environ["TEST_WORK"]), os.environ["TEST_HOW"] == "spared"
if is_spared:
    from flows.marts import compiled_templates
    from flows.marts.spare_dbt import spare_dbt
    spare_dbt()
    compiled_templates.remember()
else:
    from flows.marts.spare_dbt import _begin_with_the_longest_chain
    _begin_with_the_longest_chain()
from dbt.cli.main import dbtRunner
from dbt_common.clients import jinja
from flows.marts.building import DBT_PROJECT
places = ["--project-dir", str(DBT_PROJECT), "--profiles-dir", str(DBT_PROJECT),
          "--target-path", str(work / "dbt"), "--log-path", str(work / "dbt"),
          "--log-level", "none", "--log-level-file", "debug", "--no-use-colors"]
os.chdir(work)
manifest = dbtRunner().invoke(["parse", "--no-write-json", *places]).result
if is_spared:
    compiled_templates.keep(work / "compiled", manifest)
    compiled_templates.use(work / "compiled")
(work / "dbt" / "dbt.log").write_text("")
jinja.template_cache.clear()
parsed = []
parse = jinja.MacroFuzzParser.parse
jinja.MacroFuzzParser.parse = lambda self: parsed.append(1) or parse(self)
result = dbtRunner(manifest).invoke(["build", "--full-refresh", "--no-write-json", "--threads", "1",
    "--exclude-resource-types", "test", "unit_test", *places])
assert result.success, result
print(json.dumps({"parsed": len(parsed), "built": len(result.result.results)}))
"""
# Moments, durations, ids and addresses.
CHANCE = re.compile(
    r"\d+:\d+:\d+(\.\d+)?|\d+(\.\d+)? ?(seconds|s)\b|[0-9a-f]{8}-[0-9a-f-]{27}|0x[0-9a-f]+"
)
UNTOLD = re.compile("onnection|running dbt with arguments|Resource report")


class CountedLogger(logger._TextLogger):
    """A logger of dbt that counts the lines it formats, without their time."""

    def __init__(self, level: EventLevel) -> None:
        self.stream = io.StringIO()
        self.formatted = 0
        super().__init__(
            logger.LoggerConfig(name=f"test-{level.value}", level=level, output_stream=self.stream)
        )

    def create_line(self, msg: EventMsg) -> str:
        self.formatted += 1
        return str(msg.info.msg)  # type: ignore[attr-defined]

    def lines(self) -> list[str]:
        """What was written."""
        return self.stream.getvalue().splitlines()


@pytest.fixture
def manager(monkeypatch: pytest.MonkeyPatch) -> EventManager:
    """The events of dbt, spared from here to the end of the test."""
    monkeypatch.setattr(EventManager, "fire_event", EventManager.fire_event)
    spare_dbt._tell_what_is_logged()
    return EventManager()


def fire_all(manager: EventManager) -> None:
    """One event of each level, and one that dbt prints whatever the level."""
    for level in LEVELS:
        manager.fire_event(Note(msg=level.value), level=level)
    manager.fire_event(PrintEvent(msg="printed"), level=EventLevel.INFO)


@pytest.mark.parametrize(
    ("level", "lines"),
    [
        (EventLevel.DEBUG, ["debug", "info", "warn", "error", "printed"]),
        (EventLevel.WARN, ["warn", "error", "printed"]),
        (EventLevel.ERROR, ["error", "printed"]),
    ],
)
def test_a_line_is_formatted_where_it_is_written(
    manager: EventManager, level: EventLevel, lines: list[str]
) -> None:
    log = CountedLogger(level)
    manager.loggers.append(log)
    fire_all(manager)
    assert log.lines() == lines


def test_who_listens_hears_everything(manager: EventManager) -> None:
    heard: list[str] = []
    manager.loggers.append(CountedLogger(EventLevel.ERROR))
    manager.add_callback(lambda msg: heard.append(msg.info.name))
    fire_all(manager)
    assert heard == ["Note"] * len(LEVELS) + ["PrintEvent"]


def test_spared_dbt_builds_by_the_same_sql_and_logs_the_same(
    own_seeds_home: Path, tmp_path: Path
) -> None:
    plain = build(own_seeds_home, tmp_path / "plain", "plain")
    spared = build(own_seeds_home, tmp_path / "spared", "spared")
    assert plain["built"] == spared["built"]
    assert spared["parsed"] < plain["parsed"] / 10
    assert statements(tmp_path / "spared") == statements(tmp_path / "plain")
    assert summary(tmp_path / "spared") == summary(tmp_path / "plain")
    assert log(tmp_path / "spared") == log(tmp_path / "plain")


def build(home: Path, work: Path, how: str) -> dict[str, int]:
    """Build the marts of a home anew in a folder, by dbt in a process of its own."""
    (work / "dbt").mkdir(parents=True)
    shutil.copyfile(Home(home).build_file, work / "build.duckdb")
    done = subprocess.run(
        [sys.executable, "-c", BUILD],
        check=True,
        capture_output=True,
        text=True,
        env={
            **os.environ,
            "PYTHONPATH": str(PROJECT),
            "PYTHONHASHSEED": "0",
            "TEST_WORK": str(work),
            "TEST_HOW": how,
        },
    )
    counts: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return counts


def statements(work: Path) -> dict[str, str]:
    """The SQL of each model, as it was compiled and as it was run."""
    found = {
        str(path.relative_to(work)): path.read_text(encoding="utf-8")
        for path in (work / "dbt").rglob("*.sql")
    }
    assert len(found) > 60
    return found


def summary(work: Path) -> dict[str, object]:
    """What dbt writes of the graph."""
    told: dict[str, object] = json.loads((work / "dbt" / "graph_summary.json").read_text())
    assert told.pop("_invocation_id")
    return told


def log(work: Path) -> list[str]:
    """What dbt logged, sorted, without what differs from one run to the next.

    It lists schemas in several threads, which take connections and turns as it comes.
    """
    lines = (work / "dbt" / "dbt.log").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 1000
    kept = [line for line in lines if not UNTOLD.search(line)]
    return sorted(CHANCE.sub("", line).replace(str(work), "") for line in kept)


def test_what_the_longest_chain_waits_for_is_built_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(GraphQueue, "_get_scores", GraphQueue._get_scores)
    spare_dbt._begin_with_the_longest_chain()
    graph = DiGraph([("short", "end"), ("long", "middle"), ("middle", "end"), ("end", "last")])
    graph.add_edge("long", "last")
    queue = GraphQueue.__new__(GraphQueue)
    assert queue._get_scores(graph) == {"long": -3, "short": -2, "middle": -2, "end": -1, "last": 0}
