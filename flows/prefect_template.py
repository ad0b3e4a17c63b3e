"""Migrates the database of private Prefect servers: `python -m flows.prefect_template`.

Migrating an empty database takes seven seconds, which every run in a new home would pay; so `make
setup` does it once, and `flows.orchestration` copies the result.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from flows.orchestration import TEMPLATE


def main() -> None:
    """Write the template anew, whole or not at all."""
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
