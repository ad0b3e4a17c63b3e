"""Chooses among the files that a scan found: a backfill of some days, or of some names.

What comes in: the candidates of `flows.read.discover`. What goes out: those whose modification
time and path were asked for. What is not chosen is not read and not accounted for in this run, and
never counts as vanished; a later run without a selection takes it in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import polars as pl

from flows.read.discover import glob_pattern


@dataclass(frozen=True)
class Selection:
    """Which files a run is about; without any of these, all.

    Attributes:
        since: first day of modification, as YYYY-MM-DD, from its first second.
        until: last day of modification, to its last second.
        match: globs on the path, of which one must match; `*` stays within a folder, `**` does
            not, and a glob without a slash holds for names at every level.
        time_zone: where the days begin.
    """

    since: str | None = None
    until: str | None = None
    match: tuple[str, ...] = ()
    time_zone: str = "UTC"

    def __post_init__(self) -> None:
        """Refuse days that are none, or in the wrong order.

        Raises:
            ValueError: a day is not YYYY-MM-DD, or `until` lies before `since`.
        """
        days = [date.fromisoformat(day) for day in (self.since, self.until) if day]
        if days != sorted(days):
            raise ValueError(f"{self.until} lies before {self.since}")

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return not (self.since or self.until or self.match)

    def of(self, candidates: pl.DataFrame) -> pl.DataFrame:
        """The chosen candidates, in the same order.

        A candidate whose time is not known (a remote store that does not say, a file that cannot
        be read) is left out where days were asked for.

        Args:
            candidates: source_path, mtime (UTC) and whatever else.
        """
        chosen = candidates.filter(pl.all_horizontal([pl.lit(value=True), *self._days()]))
        if not self.match:
            return chosen
        patterns = [
            glob_pattern(glob if glob.startswith(("/", "**/")) else f"**/{glob}")
            for glob in self.match
        ]
        return chosen.filter(
            pl.Series(
                [
                    any(pattern.fullmatch(path) for pattern in patterns)
                    for path in chosen["source_path"]
                ],
                dtype=pl.Boolean,
            )
        )

    def _days(self) -> list[pl.Expr]:
        conditions = []
        if self.since:
            conditions.append(pl.col("mtime") >= self._start_of(date.fromisoformat(self.since)))
        if self.until:
            after = date.fromisoformat(self.until) + timedelta(days=1)
            conditions.append(pl.col("mtime") < self._start_of(after))
        return conditions

    def _start_of(self, day: date) -> datetime:
        return datetime.combine(day, time(), ZoneInfo(self.time_zone)).astimezone(ZoneInfo("UTC"))


EVERYTHING = Selection()
