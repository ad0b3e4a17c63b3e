"""Real faults for tests: damaged blocks and logs, full disks, homes that may not be written to."""

from __future__ import annotations

import logging
import os
import random
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import duckdb
import pytest
from typer.testing import CliRunner, Result

from flows.cli import app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


BLOCKS_BEGIN = 3 * 4096
BLOCK_BYTES = 262144


def khotin_here(*arguments: str) -> Result:
    """Run a command in this process, on the Prefect server that the tests share."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        return CliRunner(env={"COLUMNS": "200"}).invoke(app, list(arguments))
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        logging.raiseExceptions = True


def overwrite(path: Path, first: int, count: int) -> None:
    """Write noise over bytes of a file, and leave its size and modification time as they are."""
    status = path.stat()
    with path.open("r+b") as file:
        file.seek(first)
        file.write(random.Random(first).randbytes(count))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def overwrite_table(path: Path, table: str, column: str) -> None:
    """Write noise over the first block of a column of a table that has blocks of its own."""
    with duckdb.connect(str(path), read_only=True) as connection:
        row = connection.execute(
            f"select block_id from pragma_storage_info('{table}') "
            "where column_name = ? and block_id >= 0 and segment_type <> 'VALIDITY'",
            [column],
        ).fetchone()
    assert row is not None
    overwrite(path, BLOCKS_BEGIN + row[0] * BLOCK_BYTES + 64, 4096)


@contextmanager
def mounted(folder: Path, size: str, options: str = "rw") -> Iterator[None]:
    """A small disk of its own at a folder; skips the test where none may be mounted."""
    folder.mkdir(exist_ok=True)
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size},{options}", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if made.returncode != 0:
        pytest.skip("only root may mount a disk of its own to fill it")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """A folder that may not be written to: mounted so for root, without the right for others."""
    if os.geteuid() == 0:
        bind = ["mount", "--bind", str(folder), str(folder)]
        made = subprocess.run(bind, capture_output=True, check=False)
        if made.returncode != 0:
            pytest.skip("root may not mount here, and may write to every folder")
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
        try:
            yield
        finally:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)
        return
    modes = {path: path.stat().st_mode for path in [folder, *folder.rglob("*")]}
    for path, mode in modes.items():
        path.chmod(mode & ~0o222)
    try:
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


def fill_disk(folder: Path, leave_bytes: int = 0) -> Path:
    """Fill the disk of a folder but for some bytes; returns the file that does it."""
    filler = folder / "filler"
    free = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize
    with filler.open("wb") as file:
        file.write(bytes(max(0, free - leave_bytes)))
    return filler


def crash_with_log(build_file: Path, statements: list[str]) -> None:
    """Have another process commit statements to a build file and die before a checkpoint."""
    code = (
        "import duckdb, os, sys\n"
        "connection = duckdb.connect(sys.argv[1], config={'checkpoint_threshold': '1GB'})\n"
        "for statement in sys.argv[2:]:\n"
        "    connection.execute(statement)\n"
        "os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(build_file), *statements], check=False)
    assert build_file.with_name(f"{build_file.name}.wal").stat().st_size > 0
