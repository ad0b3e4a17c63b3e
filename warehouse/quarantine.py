"""Keeps the bytes of rejected files, so that nothing a source gave is ever lost.

A file is kept once, under the sha256 of its bytes, with a suffix that no program opens by itself.
The row in `quality.rejected_files` says which path it came from and why; `khotin replay` reads it
in again from here.
"""

from __future__ import annotations

import os
from pathlib import Path

import polars as pl

SUFFIX = ".quarantined"


def keep(rejected: pl.DataFrame, folder: Path) -> pl.DataFrame:
    """Write the bytes of rejected documents and add where they are.

    Args:
        rejected: documents with sha256 and content (null where the bytes could not be read).
        folder: the quarantine of the home.

    Returns:
        The frame without content, with quarantine_path (null where there were no bytes to keep).
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths: list[str | None] = []
    for sha256, content in rejected.select("sha256", "content").iter_rows():
        if sha256 is None or content is None:
            paths.append(None)
            continue
        target = folder / f"{sha256}{SUFFIX}"
        if not target.exists():
            partial = target.with_suffix(".partial")
            with partial.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(target)
        paths.append(str(target))
    return rejected.drop("content").with_columns(
        pl.Series("quarantine_path", paths, dtype=pl.String)
    )


def read(path: str) -> bytes | None:
    """The bytes kept at a quarantine_path; None where somebody removed them."""
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        return None
