"""The reference vocabulary: ranks, posts, units, provinces and the rest, as frames.

In comes the name of a table, out comes its frame, read once. Vocabulary is data in
`seeds/reference/*.csv` (also dbt seeds), so that a new word needs no change of code. The columns of
each file are described in `seeds/reference/README.md`.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

import polars as pl

PROJECT_ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT_VARIABLE = "KHOTIN_REFERENCE"

_DATE_SUFFIXES = ("_date", "valid_from", "valid_to")
_INTEGER_SUFFIXES = ("_order", "_count", "_months")


def reference_folder() -> Path:
    """Folder of the vocabulary: $KHOTIN_REFERENCE, else `seeds/reference` of the project."""
    override = os.environ.get(ENVIRONMENT_VARIABLE)
    return Path(override) if override else PROJECT_ROOT / "seeds" / "reference"


def _typed(name: str) -> pl.Expr:
    column = pl.col(name)
    if name.startswith("is_"):
        return column.replace_strict({"true": True, "false": False}, return_dtype=pl.Boolean)
    if name.endswith(_DATE_SUFFIXES):
        return column.str.to_date("%Y-%m-%d")
    if name.endswith(_INTEGER_SUFFIXES):
        return column.cast(pl.Int64)
    return column


@lru_cache(maxsize=64)
def _read(path: Path) -> pl.DataFrame:
    if not path.is_file():
        raise FileNotFoundError(
            f"the vocabulary file {path} is missing; restore it from the project or point "
            f"${ENVIRONMENT_VARIABLE} at a folder that has it"
        )
    frame = pl.read_csv(path, infer_schema=False)
    return frame.select(_typed(name) for name in frame.columns)


def load(name: str, folder: Path | None = None) -> pl.DataFrame:
    """One table of the vocabulary.

    Columns are text, except by their name: `is_*` is Boolean (`true`/`false`), `*_date`,
    `valid_from` and `valid_to` are Date, `*_order`, `*_count` and `*_months` are Int64. An empty
    cell is null.

    Args:
        name: file name without `.csv`, such as `provinces`.
        folder: another folder than `reference_folder()`.

    Returns:
        The frame, shared between callers.

    Raises:
        FileNotFoundError: there is no such file.
        polars.exceptions.PolarsError: a cell does not fit its column's type.
    """
    return _read((folder or reference_folder()) / f"{name}.csv")
