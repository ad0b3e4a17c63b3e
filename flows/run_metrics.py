"""What a run measured, for Prometheus: a text file in the home, and an endpoint that serves it.

What comes in: the summary of a run. What goes out: `khotin.prom`, replaced whole at the end of
every run, which the node exporter's textfile collector or the endpoint of `khotin serve` hands on.
All are gauges of the last run: a home has no process that lives long enough to count.
"""

from __future__ import annotations

import logging
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Gauge, generate_latest, write_to_textfile
from prometheus_client.exposition import CONTENT_TYPE_LATEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from flows.summary import RunSummary

LOG = logging.getLogger("flows.run_metrics")

OUTCOMES = ("accepted", "duplicate", "unchanged", "rejected")
ENDED_WELL = ("published", "unchanged")


def registry_of(summary: RunSummary) -> CollectorRegistry:
    """The gauges of one run that ended."""
    registry = CollectorRegistry()

    def gauge(name: str, text: str, *labels: str) -> Gauge:
        return Gauge(f"khotin_last_run_{name}", text, labels, registry=registry)

    gauge("end_timestamp_seconds", "When the last run ended").set(time.time())
    gauge("success", "1 where the last run published or found nothing new").set(
        summary.status in ENDED_WELL
    )
    gauge("duration_seconds", "How long the last run took").set(summary.seconds)
    step_seconds = gauge("step_seconds", "How long each step of it took", "step")
    for step, seconds in summary.step_seconds.items():
        step_seconds.labels(step).set(seconds)
    files = gauge("files", "Documents it read, by what became of them", "outcome")
    for outcome in OUTCOMES:
        files.labels(outcome).set(getattr(summary, f"files_{outcome}"))
    loading = sum(summary.step_seconds.get(step, 0.0) for step in ("read", "take_in"))
    taken_in = summary.files_read - summary.files_unchanged
    gauge("files_per_second", "Documents read, extracted and loaded a second").set(
        taken_in / loading if loading else 0.0
    )
    rows = gauge("mart_rows", "Rows of each mart after it", "table")
    for table, count in summary.mart_rows.items():
        rows.labels(table).set(count)
    gauge("changed_rows", "Mart rows it changed").set(summary.changed_rows)
    checks = gauge("checks", "Checks, by how they ended", "outcome")
    checks.labels("passed").set(summary.checks_passed)
    checks.labels("failed").set(len(summary.checks_failed))
    checks.labels("warned").set(len(summary.checks_warned))
    return registry


def write_metrics(path: Path, summary: RunSummary) -> None:
    """Replace the text file by what the run measured, in one step."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_to_textfile(str(path), registry_of(summary))
    except OSError:
        # What was published stays published, whether it was measured or not.
        LOG.warning("What the run measured could not be written", exc_info=True)


@contextmanager
def serve_metrics(
    file: Path, port: int, restarts: Mapping[str, Callable[[], int]]
) -> Iterator[None]:
    """Answer Prometheus on loopback while the block runs.

    Args:
        file: what the last run wrote; read anew for each answer.
        port: of 127.0.0.1.
        restarts: by process of the service, how often it had to be started again.
    """
    own = CollectorRegistry()
    counts = Gauge("khotin_serve_restarts", "Restarts of a process", ("process",), registry=own)
    for name, count in restarts.items():
        counts.labels(name).set_function(count)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Hand on the file and the service's own gauges."""
            if self.path != "/metrics":
                self.send_error(404, "The metrics are at /metrics")
                return
            body = generate_latest(own) + (file.read_bytes() if file.exists() else b"")
            self.send_response(200)
            self.send_header("Content-Type", CONTENT_TYPE_LATEST)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing: a scrape every few seconds is no event."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
