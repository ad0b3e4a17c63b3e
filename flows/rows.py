"""Rows of a step made into its frame."""

from __future__ import annotations

from typing import Any

import polars as pl


def frame_of(rows: list[tuple[Any, ...]], schema: dict[str, Any]) -> pl.DataFrame:
    """A frame from rows, built by column: polars reads columns many times faster than rows."""
    if not rows:
        return pl.DataFrame(schema=schema)
    columns = zip(*rows, strict=True)
    return pl.DataFrame(
        {
            name: pl.Series(name, column, dtype=dtype)
            for (name, dtype), column in zip(schema.items(), columns, strict=True)
        }
    )
