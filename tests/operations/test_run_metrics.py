"""What a run measured, as Prometheus reads it, and the log that a monitor reads."""

from __future__ import annotations

import json
import logging
import socket
from typing import TYPE_CHECKING

import httpx
import polars as pl
from prometheus_client.parser import text_string_to_metric_families

from flows.log import FILES_LOGGER, JsonLines, log_documents
from flows.run_metrics import serve_metrics, write_metrics
from flows.settings import Home
from flows.summary import RunSummary
from warehouse.runs import FileCounts

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def _values(text: str) -> dict[str, float]:
    return {
        f"{sample.name}{''.join(sample.labels.values())}": sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def _summary() -> RunSummary:
    return RunSummary(
        run_id="r",
        status="published",
        files_read=10,
        files_accepted=6,
        files_unchanged=2,
        files_rejected=2,
        checks_passed=7,
        checks_warned=["one"],
        mart_rows={"articles": 6},
        seconds=9.0,
        step_seconds={"read": 1.0, "take_in": 3.0, "build": 4.0},
    )


def test_a_run_leaves_its_gauges(tmp_path: Path) -> None:
    write_metrics(tmp_path / "khotin.prom", _summary())
    values = _values((tmp_path / "khotin.prom").read_text())
    assert values["khotin_last_run_success"] == 1
    assert values["khotin_last_run_filesrejected"] == 2
    assert values["khotin_last_run_files_per_second"] == 2.0
    assert values["khotin_last_run_step_secondsbuild"] == 4.0
    assert values["khotin_last_run_mart_rowsarticles"] == 6
    assert values["khotin_last_run_checkswarned"] == 1
    write_metrics(tmp_path / "khotin.prom", RunSummary(run_id="s", status="failed"))
    values = _values((tmp_path / "khotin.prom").read_text())
    assert values["khotin_last_run_success"] == 0
    assert "khotin_last_run_mart_rowsarticles" not in values


def test_the_flow_leaves_gauges_in_the_home(seeds_home: Path) -> None:
    values = _values(Home(seeds_home).metrics_file.read_text())
    assert values["khotin_last_run_filesaccepted"] == 5
    assert values["khotin_last_run_success"] == 1


def test_the_endpoint_answers_on_loopback(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    file = tmp_path / "khotin.prom"
    with serve_metrics(file, port, {"server": lambda: 3}):
        address = f"http://127.0.0.1:{port}"
        assert _values(httpx.get(f"{address}/metrics").text) == {"khotin_serve_restartsserver": 3}
        write_metrics(file, _summary())
        answer = httpx.get(f"{address}/metrics")
        assert _values(answer.text)["khotin_last_run_filesaccepted"] == 6
        assert httpx.get(f"{address}/etc/passwd").status_code == 404


def test_a_rejected_file_is_an_event_with_its_name(caplog: pytest.LogCaptureFixture) -> None:
    rows = [
        ("/press/a.txt", "aa", "accepted", "0123456789abcdef", None, None),
        ("/press/\x1b[2J.txt", "bb", "rejected", None, "binary", "It is\nno text."),
    ]
    names = ["source_path", "sha256", "status", "article_id", "reason_code", "reason"]
    frame = pl.DataFrame(rows, schema=names, orient="row")
    counts = FileCounts(read=2, accepted=1, rejected=1)
    for level, lines in (("INFO", 2), ("DEBUG", 3)):
        caplog.clear()
        with caplog.at_level(level, FILES_LOGGER):
            log_documents(frame, counts)
        written = [JsonLines("the-run").format(record) for record in caplog.records]
        assert [len(line.splitlines()) for line in written] == [1] * lines
        events = [json.loads(line) for line in written]
        assert events[0]["accepted"] == 1
        assert events[-1]["source_path"] == "/press/\x1b[2J.txt"
        assert events[-1]["reason_code"] == "binary"
        assert all(event["run_id"] == "the-run" for event in events)
    assert events[1]["article_id"] == "0123456789abcdef"
    assert logging.getLogger(FILES_LOGGER).name == "khotin.files"
