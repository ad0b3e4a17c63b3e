"""Makes a build file of our own press: migrations, load, marts.

In: a path and the number of articles. Out: the file, as the flow leaves it to the checks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from flows.marts.building import build_marts
from tests.expectations.press import Press, write_press
from warehouse.migrate import migrate

if TYPE_CHECKING:
    from pathlib import Path

RAW = (
    "articles",
    "blocks",
    "dates",
    "person_mentions",
    "person_posts",
    "metrics",
    "non_metric_numbers",
)
LEDGER = ("runs", "source_files", "rejected_files")


def make_build(path: Path, count: int, *, metrics_an_article: int = 4) -> Path:
    """Write a build file with `count` invented articles and the marts that dbt makes of them."""
    load_press(path, write_press(count, metrics_an_article=metrics_an_article))
    build_marts(path, path.parent, threads=2)
    return path


def load_press(path: Path, press: Press) -> None:
    """Write the raw tables and the ledger."""
    with duckdb.connect(str(path)) as connection:
        migrate(connection)
        for schema, tables in (("quality", LEDGER), ("raw", RAW)):
            for table in tables:
                if not press.rows[table]:
                    continue
                connection.register("incoming", press.frame(table).to_arrow())
                connection.execute(f"insert into {schema}.{table} by name select * from incoming")
                connection.unregister("incoming")
