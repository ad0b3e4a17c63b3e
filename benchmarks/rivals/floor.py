"""The bare floor: read, decode strictly, hash, insert. No load of these files can be faster.

    python -m benchmarks.rivals.floor FOLDER HOME PROCESSES

What comes in: a folder of .txt files. What goes out: `floor.duckdb` in HOME with one row a file. It
does no more than that: a second run would insert all again, one file in another encoding ends it.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import duckdb
import pyarrow as pa

BATCH_FILES = 2000


def read(paths: list[str]) -> pa.Table:
    """Path, hash and text of some files."""
    digests, texts = [], []
    for path in paths:
        with open(path, "rb") as file:  # noqa: PTH123 - half the price of Path.read_bytes
            content = file.read()
        digests.append(hashlib.sha256(content).hexdigest())
        texts.append(content.decode("utf-8"))
    return pa.table({"path": paths, "sha256": digests, "text": texts})


def main(folder: str, home: Path, processes: int) -> None:
    """Load the folder."""
    home.mkdir(parents=True, exist_ok=True)
    with os.scandir(folder) as entries:
        paths = sorted(entry.path for entry in entries if entry.name.endswith(".txt"))
    batches = [paths[at : at + BATCH_FILES] for at in range(0, len(paths), BATCH_FILES)]
    with duckdb.connect(str(home / "floor.duckdb"), config={"threads": processes}) as connection:
        connection.execute("create table documents (path varchar, sha256 varchar, text varchar)")
        if processes == 1:
            for batch in batches:
                insert(connection, read(batch))
        else:
            with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
                for table in pool.map(read, batches):
                    insert(connection, table)
    print(json.dumps({"articles": len(paths)}))


def insert(connection: duckdb.DuckDBPyConnection, table: pa.Table) -> None:
    """Append a batch."""
    connection.register("incoming", table)
    connection.execute("insert into documents from incoming")
    connection.unregister("incoming")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
