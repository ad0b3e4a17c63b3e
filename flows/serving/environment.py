"""How the processes of `khotin serve` are set up: their environment, password and first database.

What comes in: the settings of a home. What goes out: the environment of the server and of what
talks to it. The server listens on loopback only, asks for a password and guards against forged
requests; the password is made once and lies in the home.
"""

from __future__ import annotations

import os
import secrets
import shutil
from typing import TYPE_CHECKING

from flows.orchestration import QUIET, TEMPLATE
from flows.settings import PROJECT, Home

if TYPE_CHECKING:
    from flows.settings import Settings


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


def put_template(settings: Settings) -> None:
    """Begin with the migrated database that `make setup` left; migrating one takes a while."""
    database = Home(settings.home).serve / "prefect.db"
    if settings.prefect_database_url is None and not database.exists() and TEMPLATE.exists():
        shutil.copyfile(TEMPLATE, database)
