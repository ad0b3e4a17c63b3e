"""A failed run tells a local receiver what failed, and asks again when it does not answer."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from flows.notify import message, notify_failure

if TYPE_CHECKING:
    from collections.abc import Iterator

SUMMARY = {
    "run_id": "20261123T051500Z-3fa9c1",
    "checks_failed": [
        "mart.metrics: spans_do_not_overlap - <b>No two</b> spans share a character."
    ],
    "report_path": "/home/press/report/index.html",
}


class Receiver:
    """An HTTP receiver on loopback that refuses its first `refusals` requests."""

    def __init__(self) -> None:
        self.refusals = 0
        self.received: list[dict[str, Any]] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.received.append(json.loads(body))
                refused = len(receiver.received) <= receiver.refusals
                self.send_response(503 if refused else 200)
                self.end_headers()

            def log_message(self, *arguments: Any) -> None:
                """Keep the tests' output quiet."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"json://127.0.0.1:{self.server.server_port}/khotin"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    opened = Receiver()
    thread = threading.Thread(target=opened.server.serve_forever, daemon=True)
    thread.start()
    yield opened
    opened.server.shutdown()
    thread.join()
    opened.server.server_close()


def test_receiver_is_told_the_failed_checks_and_the_report(receiver: Receiver) -> None:
    assert notify_failure([receiver.url], SUMMARY) == []
    (told,) = receiver.received
    assert SUMMARY["run_id"] in told["title"]
    assert SUMMARY["checks_failed"][0] in told["message"]
    assert SUMMARY["report_path"] in told["message"]


def test_a_receiver_that_refuses_is_asked_again_after_growing_waits(receiver: Receiver) -> None:
    receiver.refusals = 2
    waits: list[float] = []
    assert notify_failure([receiver.url], SUMMARY, sleep=waits.append) == []
    assert len(receiver.received) == 3
    assert waits == [1.0, 2.0]


def test_a_silent_receiver_is_reported_without_its_secrets_and_the_others_are_told(
    receiver: Receiver,
) -> None:
    waits: list[float] = []
    silent = notify_failure(
        ["json://user:secret@127.0.0.1:9/", "nonsense", receiver.url], SUMMARY, sleep=waits.append
    )
    assert len(silent) == 2
    assert "secret" not in "".join(silent)
    assert waits == [1.0, 2.0, 4.0]
    assert len(receiver.received) == 1


def test_many_failures_are_counted() -> None:
    _, body = message({"checks_failed": [f"check {number}" for number in range(25)]})
    assert "25 checks failed" in body
    assert "and 15 more" in body


def test_nobody_is_told_without_urls() -> None:
    assert notify_failure([], SUMMARY) == []
