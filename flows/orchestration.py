"""Finds the Prefect server that a run reports to, or starts a private one for it.

What comes in: the settings and the home. What goes out: the environment that Prefect reads when
it is imported, so this module runs first and imports nothing of it. A server that is named
(`prefect_api_url`, PREFECT_API_URL), that of the home's `khotin serve`, or one that answers on
Prefect's usual address is used, and the run is seen in its UI. Otherwise a private server is
started beside the imports of Prefect and dbt, which take as long as it needs to come up; it ends
with this process, also when that is killed, because it watches its standard input.
"""

from __future__ import annotations

import atexit
import base64
import logging
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from flows.errors import OrchestrationError
from flows.settings import Home

if TYPE_CHECKING:
    from flows.settings import Settings

USUAL_API_URL = "http://127.0.0.1:4200/api"
START_SECONDS = 120.0
# A migrated database of a private server, made by `make setup`: migrating one anew takes seven
# seconds.
TEMPLATE = Path(sys.prefix) / "share" / "khotin" / "prefect.db"

QUIET = {
    "DO_NOT_TRACK": "1",
    "GX_ANALYTICS_ENABLED": "false",
    # `leave` ends before Python would free the semaphores of the process pools; the tracker frees
    # them then, and would tell the user so.
    "PYTHONWARNINGS": "ignore:resource_tracker",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    # What the flow logs is seen in Prefect's UI too.
    "PREFECT_LOGGING_EXTRA_LOGGERS": "flows",
}
# A server that lives for one run schedules, expires and cleans up nothing.
_PRIVATE = {
    "PREFECT_SERVER_UI_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_CANCELLATION_CLEANUP_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_PAUSE_EXPIRATIONS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_FOREMAN_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_REPOSSESSOR_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_CLEANUP_RECONCILER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_EVENT_LOGGER_ENABLED": "false",
    "PREFECT_SERVER_REGISTER_BLOCKS_ON_START": "false",
    # It has no UI: what each task did and logged is read in the home's log.
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_ENABLED": "false",
    "PREFECT_SERVER_EVENTS_STREAM_OUT_ENABLED": "false",
    "PREFECT_SERVER_LOGS_STREAM_OUT_ENABLED": "false",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    # The client of the run comes from the same installation, and nobody else finds the server.
    "PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED": "false",
    "PREFECT_CLIENT_CSRF_SUPPORT_ENABLED": "false",
}


_private_servers: list[subprocess.Popen[bytes]] = []


def find_server(settings: Settings) -> str | None:
    """The address of the Prefect server that is there and lets us in, or None."""
    named = settings.prefect_api_url or os.environ.get("PREFECT_API_URL")
    if named:
        return named
    home = Home(settings.home)
    served = _read(home.serve_address)
    for api_url in filter(None, (served, USUAL_API_URL)):
        if is_reachable(api_url, _auth_string(settings), 0.3):
            return api_url
    return None


def use_server(api_url: str, settings: Settings) -> None:
    """Report to a server that is there."""
    _set_defaults(QUIET)
    auth_string = _auth_string(settings)
    if auth_string:
        os.environ.setdefault("PREFECT_API_AUTH_STRING", auth_string)
    os.environ["PREFECT_API_URL"] = api_url


def _auth_string(settings: Settings) -> str | None:
    """The `user:password` of the settings, or the one that `khotin serve` left in the home."""
    if settings.prefect_auth_string is not None:
        return settings.prefect_auth_string.get_secret_value()
    return _read(Home(settings.home).auth_file)


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="ascii").strip()
    except OSError:
        return None


def start_private_server(home: Home, workers: int = 0) -> None:
    """Start a private server and import what is slow while it comes up.

    Args:
        home: of the run.
        workers: processes that will share the load; none where it is small.

    Raises:
        OrchestrationError: it did not answer; the message names its log.
    """
    prefect_home = home.work / "prefect"
    prefect_home.mkdir(parents=True, exist_ok=True)
    port = _free_port()
    _set_defaults(
        {**QUIET, **_PRIVATE, **_database(prefect_home), "PREFECT_HOME": str(prefect_home)}
    )
    os.environ["PREFECT_API_URL"] = f"http://127.0.0.1:{port}/api"
    log = prefect_home / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "flows.private_server", str(port)],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            # Ctrl-C is for the run, which still has to say how it ended.
            start_new_session=True,
        )
    atexit.register(_stop, server)
    _private_servers.append(server)
    is_up = threading.Event()
    importing = threading.Thread(
        target=_import_slow_modules, args=(home.work, is_up, workers), daemon=True
    )
    importing.start()
    _await_health(server, os.environ["PREFECT_API_URL"], log)
    is_up.set()
    importing.join()


def _database(folder: Path) -> dict[str, str]:
    """The private server's database: a copy of the migrated one, where `make setup` left one.

    It bears Prefect's version, so that one that is there already needs no look at its migrations.
    """
    database = folder / f"prefect-{version('prefect')}.db"
    if not database.exists():
        if not TEMPLATE.exists():
            return {}
        partial = database.with_suffix(f".{os.getpid()}")
        shutil.copyfile(TEMPLATE, partial)
        partial.replace(database)
    return {
        "PREFECT_API_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{database}",
        "PREFECT_SERVER_DATABASE_MIGRATE_ON_START": "false",
    }


def _import_slow_modules(work_folder: Path, is_up: threading.Event, workers: int) -> None:
    import flows.load_press  # noqa: PLC0415
    from flows.marts.building import parse_ahead  # noqa: PLC0415
    from flows.marts.spare_dbt import spare_dbt  # noqa: PLC0415

    spare_dbt()
    parse_ahead(work_folder)
    if is_up.is_set():
        return
    # A core is free until then: for the processes of a large load, or else for that of the checks,
    # and for the rules, which are needed here where no other process applies them.
    if workers:
        from flows.workers import prepare  # noqa: PLC0415

        prepare(workers)
    else:
        from flows import checking  # noqa: PLC0415

        checking.prepare()
        import flows.transform  # noqa: F401, PLC0415


def _await_health(server: subprocess.Popen[bytes], api_url: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        if is_reachable(api_url, None, 1.0):
            return
        time.sleep(0.05)
    raise OrchestrationError(
        f"The private Prefect server did not start; {log} says why. "
        "Start one with `khotin serve` and run again: it is found by its home."
    )


def is_reachable(api_url: str, auth_string: str | None, timeout: float) -> bool:
    """Whether a server answers there and lets us in; one that asks for another password does not.

    `/health` is open to all, so what is asked for is the version, which is not.
    """
    request = urllib.request.Request(f"{api_url}/admin/version")  # noqa: S310 - loopback
    if auth_string:
        token = base64.b64encode(auth_string.encode()).decode("ascii")
        request.add_header("Authorization", f"Basic {token}")
    try:
        with urllib.request.urlopen(request, timeout=timeout) as response:  # noqa: S310 - loopback
            return bool(response.status == 200)  # noqa: PLR2004
    except OSError:
        return False


def leave(code: int) -> NoReturn:
    """End the process with this exit code, at once where a private server was its only listener.

    Prefect's client waits a second at exit for a server to take its last events; a private one is
    about to end itself, and nobody will ever ask it.
    """
    if not _private_servers:
        sys.exit(code)
    sys.stdout.flush()
    sys.stderr.flush()
    logging.shutdown()
    for server in _private_servers:
        _stop(server)
    os._exit(code)


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Close the pipe that the server lives by; it has nothing to finish once the flow is done."""
    if server.stdin is not None:
        server.stdin.close()
    try:
        server.wait(timeout=5)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _set_defaults(values: dict[str, str]) -> None:
    for name, value in values.items():
        os.environ.setdefault(name, value)
