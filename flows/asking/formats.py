"""The formats in which answers and exports are given, for the command line to name without cost."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """How an answer is given."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    PARQUET = "parquet"


class ExportFormat(StrEnum):
    """What the marts are written as."""

    PARQUET = "parquet"
    CSV = "csv"
