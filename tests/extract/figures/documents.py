"""Texts as the read step would hand them on, for tests that begin behind it."""

from __future__ import annotations

from typing import Any

import polars as pl

SCHEMA: dict[str, Any] = {
    "source_path": pl.String,
    "size": pl.Int64,
    "mtime": pl.Datetime("us", "UTC"),
    "sha256": pl.String,
    "content": pl.Binary,
    "decoded": pl.String,
    "encoding": pl.String,
    "encoding_confidence": pl.Float64,
    "repairs": pl.List(pl.Struct({"repair": pl.String, "count": pl.Int64})),
    "source_title": pl.String,
    "source_date": pl.String,
    "source_author": pl.String,
    "source_url": pl.String,
    "reason_code": pl.String,
    "reason": pl.String,
}


def texts_of(documents: dict[str, str]) -> pl.DataFrame:
    """One row of `texts` per document, by path."""
    rows = [
        {"source_path": path, "decoded": text, "encoding": "utf-8", "encoding_confidence": 1.0}
        for path, text in documents.items()
    ]
    return pl.DataFrame(rows, schema=SCHEMA)
