"""What the steps of one run share: its id, what it reads, and where it works."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import polars as pl

from flows import versions
from flows.selection import EVERYTHING, Selection
from flows.settings import Home
from flows.target import target_of
from warehouse.connection import Engine

if TYPE_CHECKING:
    from flows.settings import Settings
    from flows.target import Target


@dataclass(frozen=True)
class Context:
    """One run: its id, what it reads, and where it works."""

    run_id: str
    sources: tuple[str, ...]
    settings: Settings
    selection: Selection = EVERYTHING

    @property
    def home(self) -> Home:
        """The folder of the warehouse."""
        return Home.of(self.settings)

    @property
    def target(self) -> Target:
        """Where releases go."""
        return target_of(self.home, self.settings.keep_releases)

    @property
    def engine(self) -> Engine:
        """What DuckDB may use."""
        return Engine(self.settings.memory_limit, self.settings.threads, self.home.work / "spill")

    @property
    def half_engine(self) -> Engine:
        """What DuckDB may use beside another of our processes that reads the same file.

        A thread that waits for another's work does so busily, at the cost of who has some.
        """
        return replace(self.engine, threads=max(1, self.settings.threads // 2))

    def stamp(self, articles: pl.DataFrame) -> pl.DataFrame:
        """Say of articles by which rules and run they were made, and when."""
        return articles.with_columns(
            rules_version=pl.lit(versions.rules_version()),
            run_id=pl.lit(self.run_id),
            loaded_at=pl.lit(datetime.now(UTC)),
        )
