"""Gathers what a search finds, and makes one frame of it.

Comes in: one plain file after the other, and candidates of any other sort. Goes out: a frame of
`CANDIDATES_SCHEMA`, each path once, in the order in which they were found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from flows.read.frames import CANDIDATES_SCHEMA, Candidate, candidates_frame
from flows.read.kinds import kinds_of

if TYPE_CHECKING:
    import os

# Stands for what is no plain file among those that are.
NO_FILE = (0, 0)


class Found:
    """What was found, each path once, in the order in which it was found.

    A plain file is its size and modification time alone until all are there: an object a file, and
    the words for it, would cost as much as asking the disk.

    Attributes:
        rows: by path size and modification time in nanoseconds of plain files; who walks a folder
            writes them here. `NO_FILE` for what is none.
        odd: what is no plain file on disk, by path.
    """

    def __init__(self) -> None:
        self.rows: dict[bytes | str, tuple[int, int]] = {}
        self.odd: dict[bytes | str, Candidate] = {}

    def add(self, candidate: Candidate) -> None:
        """Add what is no plain file on disk."""
        path = candidate.raw_path or candidate.source_path
        if path not in self.rows:
            self.rows[path] = NO_FILE
            self.odd[path] = candidate

    def add_file(self, path: bytes, status: os.stat_result) -> None:
        """Add a plain file."""
        self.rows[path] = (status.st_size, status.st_mtime_ns)

    def frame(self) -> pl.DataFrame:
        """All of it as candidates."""
        if not self.odd:
            return _files_frame(self.rows)
        files = {path: row for path, row in self.rows.items() if path not in self.odd}
        place = {path: place for place, path in enumerate(self.rows)}
        return (
            pl.concat([_files_frame(files), candidates_frame(self.odd.values())])
            .with_columns(place=pl.Series([place[path] for path in (*files, *self.odd)]))
            .sort("place")
            .drop("place")
        )


def _files_frame(files: dict[bytes | str, tuple[int, int]]) -> pl.DataFrame:
    raw_path = pl.Series(list(files), dtype=pl.Binary)
    nanoseconds = pl.Series([mtime for _, mtime in files.values()], dtype=pl.Int64)
    return (
        pl.DataFrame(
            {
                "source_path": _shown_paths(raw_path),
                "size": pl.Series([size for size, _ in files.values()], dtype=pl.Int64),
                "mtime": (nanoseconds // 1000).cast(pl.Datetime("us", "UTC")),
                "raw_path": raw_path,
            }
        )
        .with_columns(
            kind=kinds_of(pl.col("source_path")),
            reason_code=pl.lit(None, pl.String),
            reason=pl.lit(None, pl.String),
        )
        .select(CANDIDATES_SCHEMA.names())
    )


def _shown_paths(raw_path: pl.Series) -> pl.Series:
    try:
        return raw_path.cast(pl.String)
    except pl.exceptions.ComputeError:
        return pl.Series([shown_path(path) for path in raw_path], dtype=pl.String)


def shown_path(path: bytes) -> str:
    r"""A path as text; a byte that is not UTF-8 is shown as \\xNN."""
    return path.decode("utf-8", "backslashreplace")
