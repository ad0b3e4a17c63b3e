"""What the steps of one run share: its id, what it reads, and where it works."""

from __future__ import annotations

from dataclasses import dataclass
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

    def stamp(self, articles: pl.DataFrame) -> pl.DataFrame:
        """Say of articles by which rules and run they were made, and when."""
        return articles.with_columns(
            rules_version=pl.lit(versions.rules_version()),
            run_id=pl.lit(self.run_id),
            loaded_at=pl.lit(datetime.now(UTC)),
        )
