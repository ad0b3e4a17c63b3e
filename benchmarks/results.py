"""Keeps what was measured: one JSON file a machine and day, written anew after every run.

What comes in: single runs. What goes out: a file with the machine, the versions, the corpus and
every run of every case, from which tables, chart and sizing are made. A case is
`scenario/articles`, such as `khotin-cold/20000`. A run of another revision of the code replaces
the runs of the older one.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.statistics import Spread, spread

FOLDER = Path(__file__).resolve().parent / "results"
Run = dict[str, Any]


@dataclass
class Results:
    """All that was measured on one machine with one corpus.

    Attributes:
        date: when the last run was measured, as YYYY-MM-DD.
        machine: cores, memory, CPU model and system; nothing that names the machine.
        versions: of Khotin's revision, and of the packages on both sides.
        corpus: what the articles are: kind, originals and mean bytes.
        cases: the runs by case.
    """

    date: str
    machine: dict[str, Any]
    versions: dict[str, str]
    corpus: dict[str, Any]
    cases: dict[str, list[Run]] = field(default_factory=dict)

    def add(self, case: str, run: Run) -> None:
        """Add a run, and let go of runs of an older revision."""
        kept = [one for one in self.cases.get(case, []) if one["revision"] == run["revision"]]
        self.cases[case] = [*kept, run]

    def done(self, case: str, revision: str) -> int:
        """How many runs of this revision there are."""
        return sum(one["revision"] == revision for one in self.cases.get(case, []))

    def values(self, case: str, measure: str) -> list[float]:
        """One measure of every run of a case; `step:build` is the seconds of a step."""
        found = [_value(run, measure) for run in self.cases.get(case, [])]
        return [value for value in found if value is not None]

    def spread(self, case: str, measure: str) -> Spread | None:
        """Median and spread of a measure, or None where the case was not measured."""
        values = self.values(case, measure)
        return spread(values) if values else None

    def median(self, case: str, measure: str) -> float | None:
        """The median of a measure, or None where the case was not measured."""
        found = self.spread(case, measure)
        return found.median if found else None

    def sizes(self, scenario: str) -> list[int]:
        """The sizes at which a scenario was measured, ascending."""
        return sorted(
            int(case.rpartition("/")[2])
            for case, runs in self.cases.items()
            if runs and case.rpartition("/")[0] == scenario
        )

    def by_size(self, scenario: str, measure: str) -> dict[int, float]:
        """The median of a measure by size."""
        medians = {
            size: self.median(f"{scenario}/{size}", measure) for size in self.sizes(scenario)
        }
        return {size: value for size, value in medians.items() if value is not None}

    def steps(self, scenario: str) -> list[str]:
        """The steps of a scenario's runs, in the order they were run."""
        runs = [run for size in self.sizes(scenario) for run in self.cases[f"{scenario}/{size}"]]
        return list(dict.fromkeys(step for run in runs for step in run.get("step_seconds", {})))


def _value(run: Run, measure: str) -> float | None:
    if measure.startswith("step:"):
        value = run.get("step_seconds", {}).get(measure.removeprefix("step:"))
    else:
        value = run.get(measure)
    return None if value is None else float(value)


def file_of(date: str, machine: dict[str, Any], folder: Path = FOLDER) -> Path:
    """Where the results of a day and machine lie."""
    name = f"{machine['cores']}-cores-{machine['cpu']}".lower()
    return folder / f"{date}-{re.sub(r'[^a-z0-9]+', '-', name).strip('-')}.json"


def newest(folder: Path = FOLDER) -> Path | None:
    """The newest file of results."""
    return max(folder.glob("*.json"), default=None)


def load(path: Path) -> Results:
    """Read a file of results."""
    return Results(**json.loads(path.read_text(encoding="utf-8")))


def save(results: Results, path: Path) -> None:
    """Write the results in place of what was there, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    text = json.dumps(results.__dict__, ensure_ascii=False, indent=1, sort_keys=False)
    beside.write_text(text + "\n", encoding="utf-8")
    os.replace(beside, path)  # noqa: PTH105 - the same, said as elsewhere
