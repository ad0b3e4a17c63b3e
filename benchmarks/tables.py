"""Tables of the results in Markdown.

What comes in: results, and `rivals.toml`. What goes out: Markdown. A figure is the median of the
runs, behind it the least and the most; what was not measured is a dash, never a guess.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.statistics import Growth, fit_growth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.results import Results
    from benchmarks.statistics import Spread

RIVALS = Path(__file__).parent / "rivals.toml"
LOADS = ("khotin-cold", "dlt-arrow", "dlt-rows", "notebook", "floor-1", "floor-2")
NOTHING = "–"
WHOLE_FROM = 100


@cache
def described() -> dict[str, dict[str, str]]:
    """Name, deed and lack of every scenario that stands beside others."""
    return tomllib.loads(RIVALS.read_text(encoding="utf-8"))


def table(
    head: Sequence[str], rows: Sequence[Sequence[str]], *, ends_in_words: bool = False
) -> str:
    """A Markdown table; the first column is words, the others are figures, or all but the last."""
    figures = len(head) - (2 if ends_in_words else 1)
    rule = ["---", *["--:"] * figures, *["---"] * ends_in_words]
    lines = [head, rule, *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in lines)


def number(value: float | None, unit: str = "") -> str:
    """A figure with three telling digits, or a dash."""
    if value is None:
        return NOTHING
    size = abs(value)
    digits = 0 if size >= WHOLE_FROM else 1 if size >= 10 else 2  # noqa: PLR2004 - of ten
    return f"{value:,.{digits}f}{unit}"


def with_spread(found: Spread | None, unit: str = "") -> str:
    """The median, and least and most behind it where there is more than one run."""
    if found is None:
        return NOTHING
    if found.runs == 1:
        return number(found.median, unit)
    return f"{number(found.median, unit)} ({number(found.least)}–{number(found.most)})"


def loads(results: Results, size: int) -> str:
    """Khotin's cold load beside what else loads the same files, with what each does not do."""
    ours = results.median(f"khotin-cold/{size}", "wall_seconds")
    rows = []
    for scenario in LOADS:
        case = f"{scenario}/{size}"
        seconds = results.median(case, "wall_seconds")
        if seconds is None:
            continue
        rows.append(
            (
                described()[scenario]["name"],
                with_spread(results.spread(case, "wall_seconds")),
                number(seconds / ours if ours else None),
                *_cost(results, case),
                described()[scenario]["lacks"],
            )
        )
    head = ("load", "seconds", "Khotin = 1", *COST, "what it does not guarantee")
    return table(head, rows, ends_in_words=True)


COST = ("CPU seconds", "MB, largest process", "MB, all processes")


def _cost(results: Results, case: str) -> tuple[str, str, str]:
    return (
        number(results.median(case, "cpu_seconds")),
        number(results.median(case, "peak_process_mb")),
        number(results.median(case, "peak_tree_mb")),
    )


def runs(results: Results, size: int) -> str:
    """Khotin's own scenarios, and dlt's rerun."""
    named = (
        ("one article in a new home: the fixed cost", "khotin-fixed/1"),
        (f"cold load of {size:,} articles", f"khotin-cold/{size}"),
        ("the same again, nothing new", f"khotin-unchanged/{size}"),
        (f"{max(1, size // 100):,} new articles beside them", f"khotin-new/{size}"),
        ("dlt + dbt, Arrow, nothing new", f"dlt-arrow-unchanged/{size}"),
        ("dlt + dbt, rows, nothing new", f"dlt-rows-unchanged/{size}"),
    )
    rows = [
        (name, with_spread(results.spread(case, "wall_seconds")), *_cost(results, case))
        for name, case in named
        if results.median(case, "wall_seconds") is not None
    ]
    return table(("run", "seconds", *COST), rows)


def growths(results: Results) -> dict[str, tuple[Growth | None, Growth | None]]:
    """Growth by measure and step: of all of it, and of what is above the fixed cost."""
    scenario = "khotin-cold"
    measures = ["wall_seconds", "cpu_seconds", "peak_process_mb", "peak_tree_mb", "published_mb"]
    measures += [f"step:{step}" for step in results.steps(scenario)]
    found = {}
    for measure in measures:
        whole = results.by_size(scenario, measure)
        fixed = results.median("khotin-fixed/1", measure)
        above = {size: value - fixed for size, value in whole.items()} if fixed is not None else {}
        found[measure] = (fit_growth(whole), fit_growth(above))
    return found


def exponent(growth: Growth | None) -> str:
    """An exponent and its standard error."""
    if growth is None:
        return NOTHING
    if growth.standard_error is None:
        return f"{growth.exponent:.2f}"
    return f"{growth.exponent:.2f} ± {growth.standard_error:.2f}"


def scale(results: Results) -> str:
    """Cost by size, per step and in all, with the exponent of its growth."""
    sizes = results.sizes("khotin-cold")
    titles = {
        "wall_seconds": "**seconds in all**",
        "cpu_seconds": "CPU seconds",
        "peak_process_mb": "MB, largest process",
        "peak_tree_mb": "MB, all processes",
        "published_mb": "MB published",
    }
    rows = [
        (
            titles.get(measure, measure.removeprefix("step:")),
            number(results.median("khotin-fixed/1", measure)),
            *(number(results.median(f"khotin-cold/{size}", measure)) for size in sizes),
            exponent(whole),
            exponent(above),
        )
        for measure, (whole, above) in growths(results).items()
    ]
    unchanged = results.by_size("khotin-unchanged", "wall_seconds")
    cells = (number(unchanged.get(size)) for size in sizes)
    rows.append(("seconds of a rerun, nothing new", NOTHING, *cells, NOTHING, NOTHING))
    head = ("articles", "1", *(f"{size:,}" for size in sizes), "exponent", "above the fixed cost")
    return table(head, rows)


def persons(results: Results, size: int) -> str:
    """Persons by underthesea and by Khotin, on one core."""
    rows = []
    for scenario in ("persons-khotin", "persons-underthesea"):
        seconds = results.spread(f"{scenario}/{size}", "loop_cpu_seconds")
        count = results.median(f"{scenario}/{size}", "articles")
        speed = persons_speed(results, scenario, size)
        if seconds is None or count is None:
            continue
        texts = described()[scenario]
        rows.append(
            (
                texts["name"],
                f"{count:,.0f}",
                with_spread(seconds),
                number(count / seconds.median),
                number(speed),
                texts["lacks"],
            )
        )
    head = ("persons, one core", "articles", "CPU seconds", "articles a second")
    return table((*head, "characters a second", "what it does not give"), rows, ends_in_words=True)


def stages(results: Results, size: int) -> str:
    """What each stage of extraction costs on one core."""
    case = f"persons-khotin/{size}"
    count = results.median(case, "articles")
    rows = []
    for stage in results.steps("persons-khotin"):
        seconds = results.spread(case, f"step:{stage}")
        if seconds is not None and count:
            rows.append((stage, with_spread(seconds.times(1000 / count))))
    return table(("stage", "CPU seconds a thousand articles"), rows)


def persons_speed(results: Results, scenario: str, size: int) -> float | None:
    """Characters a CPU second; articles differ in length, so they do not tell."""
    seconds = results.median(f"{scenario}/{size}", "loop_cpu_seconds")
    characters = results.median(f"{scenario}/{size}", "characters")
    return characters / seconds if seconds and characters else None
