"""The verdict of a run in one sentence.

In: a run's summary. Out: the sentence and its tone. It says first what matters to a reader of the
data: whether what is published now is sound.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Tone = Literal["good", "warn", "bad"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One sentence, a second one with the detail, and how bad it is."""

    tone: Tone
    sentence: str
    detail: str


def verdict(summary: Mapping[str, Any]) -> Verdict:
    """Return the verdict of the run that `summary` tells of."""
    failed = list(summary.get("checks_failed") or ())
    warned = list(summary.get("checks_warned") or ())
    holds = _holds(summary.get("mart_rows") or {})
    if failed or summary.get("status") == "failed":
        number = f"{count(len(failed), 'check')} that must hold {_does(len(failed))} not"
        return Verdict(
            "bad",
            f"Nothing was published: {number}." if failed else "Nothing was published.",
            "Readers keep the release before. What failed is listed below.",
        )
    subject = (
        "Nothing has changed"
        if summary.get("status") == "unchanged"
        else "The new release is published"
    )
    if warned:
        ask = f"{count(len(warned), 'warning')} {'asks' if len(warned) == 1 else 'ask'} for a look"
        return Verdict("warn", f"{subject}; {ask}.", f"{holds}Every check that must hold does.")
    return Verdict("good", f"{subject}, and every check holds.", holds.strip())


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return `number` with its noun, such as "1 check" or "1,204 checks"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def _does(number: int) -> str:
    return "does" if number == 1 else "do"


def _holds(rows: Mapping[str, int]) -> str:
    if not rows.get("articles"):
        return ""
    named = (
        count(rows.get("articles", 0), "article"),
        count(rows.get("persons", 0), "person"),
        count(rows.get("metrics", 0), "figure"),
    )
    verb = "names" if rows["articles"] == 1 else "name"
    report = "reports" if rows["articles"] == 1 else "report"
    return f"{named[0]} {verb} {named[1]} and {report} {named[2]}. "
