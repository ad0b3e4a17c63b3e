"""`khotin serve`: Prefect's server with its UI, and the schedule, kept alive in one place.

What comes in: the settings of a home. What goes out: two processes - the server and what starts
the scheduled runs - that are started again, with growing pauses, whenever one ends, until a
person or the service manager ends this one. The server listens on loopback only, asks for a
password and guards against forged requests; the password is made once and lies in the home.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flows.orchestration import QUIET, TEMPLATE, is_reachable
from flows.schedule import check_schedule
from flows.settings import PROJECT, Home, Settings
from warehouse.errors import LeaseHeldError
from warehouse.lease import hold_lease

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import FrameType

START_SECONDS = 180.0
# A child that ends at once is started again after one second, then two, up to a minute.
LONGEST_PAUSE_SECONDS = 60.0
STEADY_SECONDS = 60.0
# A run that is told to stop finishes the batch it is loading.
STOP_SECONDS = 60.0
MAX_LOG_BYTES = 10 * 1024**2


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
    server = Child([*python, "flows.serve_server", str(port)], server_environment, home.serve)
    runner = Child([*python, "flows.serve_runner", *sources], runner_environment, home.serve)
    _put_template(settings)
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


@dataclass
class Child:
    """A process that is started again whenever it ends, until it is stopped."""

    command: list[str]
    environment: dict[str, str]
    folder: Path
    restarts: int = 0
    _process: subprocess.Popen[bytes] | None = None
    _started_at: float = 0.0
    _pause: float = 1.0
    _due_at: float | None = field(default=None)

    @property
    def name(self) -> str:
        """The module that runs."""
        return self.command[2].rpartition(".")[2]

    @property
    def log(self) -> Path:
        """What the process wrote."""
        return self.folder / f"{self.name}.log"

    @property
    def is_running(self) -> bool:
        """Whether the process lives."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start the process, in a session of its own, so that Ctrl-C reaches this one only."""
        if self.log.exists() and self.log.stat().st_size > MAX_LOG_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(  # noqa: S603 - our own modules
                self.command,
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._started_at, self._due_at = time.monotonic(), None

    def keep_alive(self) -> None:
        """Start the process again if it ended and its pause is over."""
        if self.is_running:
            return
        now = time.monotonic()
        if self._due_at is None:
            if now - self._started_at > STEADY_SECONDS:
                self._pause = 1.0
            self._due_at = now + self._pause
            self._pause = min(self._pause * 2, LONGEST_PAUSE_SECONDS)
        elif now >= self._due_at:
            self.restarts += 1
            self.start()

    def stop(self) -> None:
        """End the process, kindly first."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdin is not None:
            self._process.stdin.close()


def make_auth_string(settings: Settings) -> str:
    """The `user:password` of the settings, or the home's own, made when it is first needed."""
    if settings.prefect_auth_string is not None:
        return settings.prefect_auth_string.get_secret_value()
    path = Home(settings.home).auth_file
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        auth_string = f"khotin:{secrets.token_urlsafe(24)}"
        file.write(auth_string + "\n")
    return auth_string


def client_settings(settings: Settings, auth_string: str) -> dict[str, str]:
    """The environment of what talks to the server: the runner and its runs."""
    home = Home(settings.home)
    return {
        **QUIET,
        "KHOTIN_HOME": str(home.folder),
        "PREFECT_HOME": str(home.serve),
        "PREFECT_API_URL": f"http://127.0.0.1:{settings.prefect_port}/api",
        "PREFECT_API_AUTH_STRING": auth_string,
        # A server that is killed is back within half a minute; a run waits for it.
        "PREFECT_CLIENT_MAX_RETRIES": "7",
        # Our modules are found from whatever folder the service was started in.
        "PYTHONPATH": os.pathsep.join(filter(None, [str(PROJECT), os.environ.get("PYTHONPATH")])),
    }


def server_settings(settings: Settings, auth_string: str) -> dict[str, str]:
    """The environment of the server."""
    origin = f"http://127.0.0.1:{settings.prefect_port}"
    days = settings.prefect_retention_days
    values = {
        **client_settings(settings, auth_string),
        "PREFECT_SERVER_API_HOST": "127.0.0.1",
        "PREFECT_SERVER_API_PORT": str(settings.prefect_port),
        "PREFECT_SERVER_API_AUTH_STRING": auth_string,
        "PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED": "true",
        "PREFECT_SERVER_API_CORS_ALLOWED_ORIGINS": origin,
        "PREFECT_SERVER_UI_API_URL": f"{origin}/api",
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
        # Old runs, with their logs and events, are deleted, so that the database does not grow.
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs,orphans",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(days * 24 * 3600),
        "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": f"P{days}D",
        # Slots outlive a killed server and expire; kept in memory they would never be freed.
        "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": (
            "prefect.server.concurrency.lease_storage.filesystem"
        ),
    }
    if settings.prefect_database_url is not None:
        url = settings.prefect_database_url.get_secret_value()
        for scheme in ("postgresql://", "postgres://"):
            url = url.replace(scheme, "postgresql+asyncpg://", 1)
        values["PREFECT_SERVER_DATABASE_CONNECTION_URL"] = url
    return values


def _put_template(settings: Settings) -> None:
    """Begin with the migrated database that `make setup` left; migrating one takes a while."""
    database = Home(settings.home).serve / "prefect.db"
    if settings.prefect_database_url is None and not database.exists() and TEMPLATE.exists():
        shutil.copyfile(TEMPLATE, database)


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
