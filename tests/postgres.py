"""A real PostgreSQL for tests: a cluster of its own in a temporary folder, ended with the block."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.operations.served import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator


def postgres_binaries() -> Path | None:
    """The folder of the newest PostgreSQL that is installed."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    return found[-1].parent if found else None


@contextmanager
def running_postgres(password: str = "") -> Iterator[str]:
    """The address of a PostgreSQL that lives for the block; skips the test where none can.

    Args:
        password: asked of everybody who connects; nobody is asked when it is empty.
    """
    binaries = postgres_binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    become: list[str] = []
    if os.getuid() == 0:
        if shutil.which("runuser") is None:
            pytest.skip("PostgreSQL does not run as root, and there is no runuser")
        become = ["runuser", "-u", "nobody", "--"]
    # Not below pytest's own folder, which other users may not enter.
    with tempfile.TemporaryDirectory(prefix="khotin-postgres-") as name:
        folder, data, port = Path(name), Path(name) / "data", free_port()
        (folder / "password").write_text(password or "none", encoding="ascii")
        for path in (folder, folder / "password") if become else ():
            shutil.chown(path, "nobody")

        def call(program: str, *arguments: str) -> None:
            subprocess.run(
                [*become, str(binaries / program), *arguments],
                check=True,
                cwd=folder,
                env={**os.environ, "PGPASSWORD": password},
                stdout=subprocess.DEVNULL,
            )

        method = "scram-sha-256" if password else "trust"
        cluster = ("-D", str(data))
        secret = ("--auth", method, "--pwfile", str(folder / "password"))
        call("initdb", *cluster, "-U", "khotin", *secret, "--no-sync")
        options = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} -c fsync=off"
        call("pg_ctl", *cluster, "-o", options, "-l", str(folder / "log"), "-w", "start")
        try:
            call("createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "khotin", "khotin")
            who = f"khotin:{password}" if password else "khotin"
            yield f"postgresql://{who}@127.0.0.1:{port}/khotin"
        finally:
            call("pg_ctl", *cluster, "-m", "immediate", "-w", "stop")
