"""What a run did, for a person at the terminal, a program that reads JSON, and the report."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from warehouse.runs import FileCounts

Outcome = TypeVar("Outcome")


@dataclass
class RunSummary:
    """What a run did; `khotin run --json` prints it.

    Attributes:
        status: published, unchanged or failed.
        rejected: path and reason of every document in quarantine among the sources.
        checks_failed: names of the failed checks of severity error.
        checks_warned: names of the failed checks of severity warn.
        articles_renewed: stored articles made anew by the present rules.
        files_moved: documents found again under another path.
        files_vanished: documents whose source is gone since the run before.
        changed_rows: mart rows that differ from the release before.
        report_error: why there is no report of this run, where there is none.
        crashed_runs: runs before this one that died without a word.
        is_restored: whether the published file was changed or deleted by hand and put back.
        mended: a sentence for each file of the home that was damaged, and what was done.
        step_seconds: seconds by step.
    """

    run_id: str
    status: str = "running"
    release: str | None = None
    files_read: int = 0
    files_accepted: int = 0
    files_duplicate: int = 0
    files_unchanged: int = 0
    files_rejected: int = 0
    rejected: list[dict[str, str]] = field(default_factory=list)
    checks_passed: int = 0
    checks_failed: list[str] = field(default_factory=list)
    checks_warned: list[str] = field(default_factory=list)
    articles_renewed: int = 0
    files_moved: int = 0
    files_vanished: int = 0
    changed_rows: int = 0
    mart_rows: dict[str, int] = field(default_factory=dict)
    published_path: str | None = None
    report_path: str | None = None
    report_error: str | None = None
    crashed_runs: int = 0
    is_restored: bool = False
    mended: list[str] = field(default_factory=list)
    seconds: float = 0.0
    step_seconds: dict[str, float] = field(default_factory=dict)

    def count(self, counts: FileCounts) -> None:
        """Take over how the files were accounted for."""
        for name, value in asdict(counts).items():
            setattr(self, f"files_{name}", value)

    def as_dict(self) -> dict[str, Any]:
        """The summary as JSON knows it."""
        return asdict(self)

    def timed(self, step: str, call: Callable[[], Outcome]) -> Outcome:
        """Run a step and add its seconds to the step's."""
        started = time.perf_counter()
        try:
            return call()
        finally:
            spent = time.perf_counter() - started
            self.step_seconds[step] = round(self.step_seconds.get(step, 0.0) + spent, 3)

    def timed_each(self, step: str, items: Iterator[Outcome]) -> Iterator[Outcome]:
        """Hand on the items and add the seconds that each took to come."""
        while True:
            try:
                yield self.timed(step, lambda: next(items))
            except StopIteration:
                return


class NothingPublishedError(Exception):
    """A check failed, so nothing was published; carries the summary of the run."""

    def __init__(self, message: str, summary: RunSummary) -> None:
        """Take the sentence for a person and the summary for a program."""
        super().__init__(message)
        self.summary = summary
