"""`khotin serve`: Prefect's server with its UI, and the schedule, kept alive in one place.

What comes in: the settings of a home. What goes out: two processes - the server and what starts
the scheduled runs - that are started again, with growing pauses, whenever one ends, until a
person or the service manager ends this one. `flows.serving.kept_alive` keeps the processes running,
`flows.serving.environment` says how they are set up.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.orchestration import is_reachable
from flows.serving.environment import (
    client_settings,
    make_auth_string,
    put_template,
    server_settings,
)
from flows.serving.kept_alive import Child
from flows.serving.schedule import check_schedule
from flows.settings import Home, Settings
from warehouse.errors import LeaseHeldError
from warehouse.lease import hold_lease

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

START_SECONDS = 180.0


class ServeError(Exception):
    """The service cannot run as it is set up; the message is for a person."""


@dataclass(frozen=True)
class Address:
    """Where the service answers, and how to be let in.

    Attributes:
        ui_url: for a browser.
        api_url: for Prefect's own commands, as PREFECT_API_URL.
        auth_file: holds `user:password`; None where the settings name it.
    """

    ui_url: str
    api_url: str
    auth_file: str | None


def serve(
    settings: Settings, sources: tuple[str, ...], announce: Callable[[Address], None]
) -> None:
    """Keep the server and the schedule of a home running until SIGINT or SIGTERM.

    Args:
        settings: of the home.
        sources: what the scheduled runs read.
        announce: told the address once the server answers.

    Raises:
        ServeError: another service holds the home, or the port is taken, or nothing answers.
        ScheduleError: the settings' schedule is no cron line.
    """
    check_schedule(settings)
    home = Home(settings.home)
    home.serve.mkdir(parents=True, exist_ok=True)
    try:
        with hold_lease(home.serve / "lease.json", "serve"), _stop_signals() as stopped:
            _serve(settings, sources, announce, stopped)
    except LeaseHeldError as error:
        raise ServeError(
            f"`khotin serve` runs for {home.folder} already: {home.serve / 'lease.json'} says "
            "in which process. End that one first, or name another --home."
        ) from error


def _serve(
    settings: Settings,
    sources: tuple[str, ...],
    announce: Callable[[Address], None],
    stopped: threading.Event,
) -> None:
    home, port = Home(settings.home), settings.prefect_port
    if not _is_free(port):
        raise ServeError(
            f"Port {port} of 127.0.0.1 is taken: end what listens there, or set another "
            "KHOTIN_PREFECT_PORT."
        )
    address = Address(
        ui_url=f"http://127.0.0.1:{port}",
        api_url=f"http://127.0.0.1:{port}/api",
        auth_file=None if settings.prefect_auth_string else str(home.auth_file),
    )
    auth_string = make_auth_string(settings)
    server_environment = {**os.environ, **server_settings(settings, auth_string)}
    runner_environment = {**os.environ, **client_settings(settings, auth_string)}
    python = [sys.executable, "-m"]
    server = Child(
        [*python, "flows.serving.serve_server", str(port)], server_environment, home.serve
    )
    runner = Child(
        [*python, "flows.serving.serve_runner", *sources], runner_environment, home.serve
    )
    put_template(settings)
    try:
        server.start()
        _await_server(server, address.api_url, auth_string, stopped)
        home.serve_address.write_text(address.api_url, encoding="ascii")
        runner.start()
        with _metrics(settings, (server, runner)):
            if not stopped.is_set():
                announce(address)
            while not stopped.wait(0.5):
                server.keep_alive()
                runner.keep_alive()
    finally:
        runner.stop()
        server.stop()
        home.serve_address.unlink(missing_ok=True)


def _await_server(server: Child, api_url: str, auth_string: str, stopped: threading.Event) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.is_running and not stopped.is_set():
        if is_reachable(api_url, auth_string, 1.0):
            return
        time.sleep(0.1)
    if not stopped.is_set():
        raise ServeError(f"Prefect's server did not start; {server.log} says why.")


@contextmanager
def _stop_signals() -> Iterator[threading.Event]:
    stopped = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        stopped.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _metrics(settings: Settings, children: tuple[Child, ...]) -> Iterator[None]:
    """Answer Prometheus while the block runs, where a port is set for it."""
    if settings.metrics_port is None:
        yield
        return
    from flows.run_metrics import serve_metrics  # noqa: PLC0415 - an optional part

    restarts = {child.name: (lambda child=child: child.restarts) for child in children}
    with serve_metrics(Home(settings.home).metrics_file, settings.metrics_port, restarts):
        yield


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
