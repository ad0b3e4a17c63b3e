"""What is tried again, and what is not: a store that stumbles, a receiver, a failed run."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest

from flows import steps
from flows.read import ReadOptions, UnreadableInputError, discover, read_documents, remote
from flows.settings import Settings
from flows.summary import NothingPublishedError, RunSummary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = "Ngày 5/6/2024, Công an tỉnh Thanh Hóa đã bắt giữ hai đối tượng trộm cắp tài sản. " * 5


class Store(ThreadingHTTPServer):
    """A web server that refuses the first requests of each kind."""

    def __init__(self, refusals: int, code: int) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.refusals = {"HEAD": refusals, "GET": refusals}
        self.code = code
        self.asked: list[str] = []


class Handler(BaseHTTPRequestHandler):
    """Answers every path with the same text."""

    def answer(self) -> None:
        store = self.server
        assert isinstance(store, Store)
        store.asked.append(self.command)
        body = TEXT.encode()
        if store.refusals[self.command] > 0:
            store.refusals[self.command] -= 1
            self.send_error(store.code)
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    do_GET = do_HEAD = answer  # noqa: N815 - http.server's names

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def stores(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Store]]:
    """Stores that are stopped at the end; pauses are short."""
    monkeypatch.setattr(remote, "PAUSES_SECONDS", (0.01, 0.01))
    started: list[Store] = []
    yield started
    for store in started:
        store.shutdown()
        store.server_close()


def _start(stores: list[Store], refusals: int, code: int) -> str:
    store = Store(refusals, code)
    stores.append(store)
    threading.Thread(target=store.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{store.server_port}/a.txt"


def test_a_store_that_stumbles_is_asked_again(stores: list[Store]) -> None:
    address = _start(stores, 1, 503)
    [texts] = read_documents(discover([address], ReadOptions()), ReadOptions())
    assert texts["decoded"].to_list() == [TEXT]


def test_a_file_that_is_not_there_is_asked_for_once(stores: list[Store]) -> None:
    address = _start(stores, 99, 404)
    with pytest.raises(UnreadableInputError):
        discover([address], ReadOptions())
    assert stores[0].asked.count("GET") <= 1
    assert stores[0].asked.count("HEAD") <= 1


@pytest.mark.parametrize(
    ("status", "told"), [("failed", True), ("cancelled", False), ("published", False)]
)
def test_a_failed_run_is_told_and_a_stopped_one_is_not(
    status: str, told: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[tuple[str, ...], object]] = []
    monkeypatch.setattr(
        "flows.notify.notify_failure",
        lambda urls, summary: heard.append((tuple(urls), summary["error"])),
    )
    settings = Settings(home=tmp_path, notify_urls=("json://127.0.0.1:9",))
    summary = RunSummary(run_id="r", status=status)
    error = NothingPublishedError("Nothing was published.", summary)
    steps.tell_failure(steps.Context("r", (), settings), summary, error)
    assert heard == ([(("json://127.0.0.1:9",), "Nothing was published.")] if told else [])


def test_a_receiver_that_breaks_does_not_hide_the_run_s_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken = Mock(side_effect=RuntimeError("no network at all"))
    monkeypatch.setattr("flows.notify.notify_failure", broken)
    settings = Settings(home=tmp_path, notify_urls=("json://127.0.0.1:9",))
    summary = RunSummary(run_id="r", status="failed")
    steps.tell_failure(steps.Context("r", (), settings), summary, ValueError("x"))
    assert "no network at all" in caplog.text
