"""Marks of the extracted figures against a gold, the same for seeds, tuning and held-out articles.

In come the gold of some articles and the frames that `extract_figures` made of them; out come the
marks of `Marks.as_dict`. A figure is found when a metric's number overlaps the gold's number. What
the gold's page says about score counts here too: words in `number_word` are scored apart, other
accepted units and directions are as right as the first, and a period is judged only where the gold
has its days.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

Row = dict[str, Any]


@dataclass
class Marks:
    """Counts of one scoring; `right[x]` of `judged[x]` found figures have x right."""

    found: int = 0
    missed: int = 0
    spurious: int = 0
    word_found: int = 0
    word_missed: int = 0
    digits: int = 0
    digits_covered_once: int = 0
    right: dict[str, int] = field(default_factory=dict)
    judged: dict[str, int] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def judge(self, what: str, *, is_right: bool, note: str) -> None:
        """Count one judgement, and keep a note of a wrong one."""
        self.judged[what] = self.judged.get(what, 0) + 1
        self.right[what] = self.right.get(what, 0) + is_right
        if not is_right:
            self.errors.append(f"{what}: {note}")

    def as_dict(self) -> dict[str, float]:
        """Precision, recall and F1 of detection, digit coverage, the share right of the rest."""
        precision = self.found / max(1, self.found + self.spurious)
        recall = self.found / max(1, self.found + self.missed)
        marks = {
            "detection_precision": precision,
            "detection_recall": recall,
            "detection_f1": 2 * precision * recall / max(1e-9, precision + recall),
            "digit_coverage": self.digits_covered_once / max(1, self.digits),
        }
        marks |= {what: self.right[what] / judged for what, judged in self.judged.items()}
        return {name: round(mark, 4) for name, mark in marks.items()}


def load_gold(folder: Path) -> list[Row]:
    """The annotated articles of a folder, one dictionary each, by name."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


def _overlap(a_start: int, a_end: int, b_start: int, b_end: int) -> bool:
    return a_start < b_end and b_start < a_end


def _same(value: float | None, gold: float | None) -> bool:
    if value is None or gold is None:
        return value is gold
    return abs(value - gold) <= 1e-6 * max(1.0, abs(gold))


def score_article(
    marks: Marks, text: str, gold: Row, metrics: list[Row], others: list[Row]
) -> None:
    """Add one article's counts to `marks`.

    Args:
        marks: where to count.
        text: its normalised text.
        gold: its gold (`metrics` and `non_metric_numbers`).
        metrics: its rows of `raw.metrics`.
        others: its rows of `raw.non_metric_numbers`.
    """
    name = gold["file"]
    _score_coverage(marks, text, metrics + others)
    free = list(metrics)
    for wanted in gold["metrics"]:
        found = next(
            (
                row
                for row in free
                if _overlap(
                    row["start_char"], row["end_char"], wanted["num_start"], wanted["num_end"]
                )
            ),
            None,
        )
        is_word = bool(wanted.get("number_word"))
        note = f"{name} {wanted['num_start']} {wanted['num_text']!r}"
        if found is None:
            marks.word_missed += is_word
            marks.missed += not is_word
            marks.errors.append(f"missed: {note}")
            continue
        free.remove(found)
        marks.word_found += is_word
        if is_word:
            continue
        marks.found += 1
        _score_fields(marks, note, wanted, found)
    word_spans = [
        (n["start"], n["end"]) for n in gold["non_metric_numbers"] if n["kind"] == "number_word"
    ]
    for row in free:
        if not any(c.isdecimal() for c in row["surface"]):
            continue
        if any(_overlap(row["start_char"], row["end_char"], *span) for span in word_spans):
            continue
        marks.spurious += 1
        marks.errors.append(f"spurious: {name} {row['start_char']} {row['surface']!r}")


def _score_coverage(marks: Marks, text: str, rows: list[Row]) -> None:
    covered = [0] * (len(text) + 1)
    for row in rows:
        for i in range(row["start_char"], row["end_char"]):
            covered[i] += 1
    for i, character in enumerate(text):
        if unicodedata.category(character) == "Nd":
            marks.digits += 1
            marks.digits_covered_once += covered[i] == 1


def _score_fields(marks: Marks, note: str, wanted: Row, found: Row) -> None:
    def judge(what: str, value: object, accepted: list[object]) -> None:
        marks.judge(what, is_right=value in accepted, note=f"{note}: {value!r}, gold {accepted}")

    values_right = all(
        _same(found[name], wanted.get(name))
        for name in ("value", "value_upper", "numerator", "denominator")
    )
    marks.judge("value", is_right=values_right, note=f"{note}: {found['value']}, {wanted['value']}")
    unit = found["unit"].lower() if found["unit"] else None
    accepted_units = [wanted["unit"], *wanted.get("unit_accept", [])]
    judge("unit", unit, [u.lower() if u else None for u in accepted_units])
    accepted = [wanted["qualifier"], *wanted.get("qualifier_accept", [])]
    judge("qualifier", found["qualifier"], list(accepted))
    directions = [wanted["direction"], *wanted.get("direction_accept", [])]
    judge("direction", found["direction"], list(directions))
    if wanted.get("unit_kind"):
        judge("unit_kind", found["unit_kind"], [wanted["unit_kind"]])
    if wanted.get("period_start") or wanted.get("period_end"):
        days = (str(found["period_start"]), str(found["period_end"]))
        judge("period", days, [(str(wanted.get("period_start")), str(wanted.get("period_end")))])
    if wanted.get("comparison_start"):
        days = (str(found["comparison_start_date"]), str(found["comparison_end_date"]))
        gold_days = (str(wanted["comparison_start"]), str(wanted["comparison_end"]))
        judge("comparison_days", days, [gold_days])
    base = found["comparison_base"]
    gold_base = wanted.get("comparison_base")
    is_right = (base is None) == (gold_base is None) and (
        base is None
        or gold_base is None
        or base.lower() in gold_base.lower()
        or gold_base.lower() in base.lower()
    )
    marks.judge("comparison_base", is_right=is_right, note=f"{note}: {base!r}, gold {gold_base!r}")
    if wanted.get("is_consistent") is not None and found["is_consistent"] is not None:
        judge("is_consistent", found["is_consistent"], [wanted["is_consistent"]])
