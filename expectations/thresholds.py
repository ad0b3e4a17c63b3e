"""The figures that decide between good and bad, read from `thresholds.csv`.

In: the CSV beside this module (table, check, severity, minimum, maximum, minimum_base, decided_on,
reason). Out: `Threshold` rows by table and check. A threshold is a judgement, so it lives in data
with the day it was made and the reason, and not in the code that applies it.
"""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from expectations.checks import VALUE_BETWEEN, Check

if TYPE_CHECKING:
    from expectations.checks import Severity

PATH = Path(__file__).with_name("thresholds.csv")


@dataclass(frozen=True, slots=True)
class Threshold:
    """Bounds of one figure, with why and since when."""

    table: str
    check: str
    severity: Severity
    minimum: float | None
    maximum: float | None
    minimum_base: int
    decided_on: dt.date
    reason: str


@lru_cache(maxsize=1)
def thresholds() -> dict[tuple[str, str], Threshold]:
    """Return every threshold by (table, check).

    Raises:
        ValueError: a row is not usable; the message names the line.
    """
    found: dict[tuple[str, str], Threshold] = {}
    with PATH.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=2):
            try:
                threshold = _threshold(row)
            except (ValueError, KeyError) as problem:
                raise ValueError(f"{PATH.name}, line {number}: {problem}") from problem
            found[threshold.table, threshold.check] = threshold
    return found


def _threshold(row: dict[str, str]) -> Threshold:
    if row["severity"] not in ("error", "warn"):
        raise ValueError(f"severity {row['severity']!r} is neither error nor warn")
    if not row["reason"]:
        raise ValueError("a threshold needs its reason")
    return Threshold(
        table=row["table"],
        check=row["check"],
        severity=cast("Severity", row["severity"]),
        minimum=float(row["minimum"]) if row["minimum"] else None,
        maximum=float(row["maximum"]) if row["maximum"] else None,
        minimum_base=int(row["minimum_base"]),
        decided_on=dt.date.fromisoformat(row["decided_on"]),
        reason=row["reason"],
    )


def figure(table: str, name: str, description: str, query: str, column: str | None = None) -> Check:
    """Return the check that `query`'s value lies within the bounds that `thresholds.csv` gives it.

    Args:
        table: `schema.name`, the suite's table.
        name: name of the check, second half of the key in the CSV.
        description: a sentence for a person, without the bounds.
        query: one row with `value` (null = nothing to judge) and `base` (rows it rests on).
        column: the column it is about, if one.
    """
    limit = thresholds()[table, name]
    bounds = [f"at least {limit.minimum:g}"] if limit.minimum is not None else []
    bounds += [f"at most {limit.maximum:g}"] if limit.maximum is not None else []
    return Check(
        name,
        VALUE_BETWEEN,
        f"{description} ({' and '.join(bounds)}, from {limit.minimum_base} rows on; "
        f"{limit.decided_on}: {limit.reason}.)",
        limit.severity,
        column,
        {
            "query": query,
            "min_value": limit.minimum,
            "max_value": limit.maximum,
            "minimum_base": limit.minimum_base,
        },
    )
