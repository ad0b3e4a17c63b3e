"""Does once, at `make setup`, what every run in a new home would wait for.

Migrating an empty Prefect database takes seven seconds, parsing the dbt project three; the results
lie in the environment, and `flows.orchestration` and `flows.marts` copy them. Our own modules are
compiled, as those of the environment are.
"""

from __future__ import annotations

import compileall
import os
import tempfile
from pathlib import Path

from flows.marts.building import parse_project
from flows.orchestration import TEMPLATE
from flows.settings import PROJECT


def main() -> None:
    """Prepare the environment."""
    for package in ("flows", "warehouse", "expectations"):
        compileall.compile_dir(PROJECT / package, quiet=2)
    migrate_prefect_database()
    parse_project()


def migrate_prefect_database() -> None:
    """Write the database that private Prefect servers start from, whole or not at all."""
    TEMPLATE.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=TEMPLATE.parent) as folder:
        database = Path(folder) / TEMPLATE.name
        os.environ["PREFECT_HOME"] = folder
        os.environ["PREFECT_API_DATABASE_CONNECTION_URL"] = f"sqlite+aiosqlite:///{database}"
        import anyio  # noqa: PLC0415
        from prefect.server.database import provide_database_interface  # noqa: PLC0415

        anyio.run(provide_database_interface().create_db)
        database.replace(TEMPLATE)


if __name__ == "__main__":
    main()
