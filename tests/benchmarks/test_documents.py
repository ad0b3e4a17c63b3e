"""What is read of benchmark results: kept runs, tables, promises and projections.

The results are made up so that every answer can be worked out by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from benchmarks import results as kept
from benchmarks.documents import between, page, section
from benchmarks.marks import marks
from benchmarks.results import Results
from benchmarks.sizing import model, projections
from benchmarks.tables import NOTHING, loads, number, scale, stages, with_spread

if TYPE_CHECKING:
    from pathlib import Path

SIZE = 20_000
FIXED = 8.0
A_FILE = 0.002


def run(seconds: float, megabytes: float = 800.0, **more: Any) -> dict[str, Any]:
    return {
        "revision": "one",
        "wall_seconds": seconds,
        "cpu_seconds": seconds,
        "peak_process_mb": 500.0,
        "peak_tree_mb": megabytes,
        **more,
    }


@pytest.fixture
def results() -> Results:
    """Eight seconds fixed and two milliseconds a file; three runs of each, one above, one below."""
    found = Results(
        "2026-11-23",
        {"cores": 2, "memory_gb": 24, "cpu": "Some CPU", "system": "Linux x86_64"},
        {"khotin": "abc1234", "duckdb": "1.5.5"},
        {"kind": "articles of a corpus", "originals": 5, "articles": SIZE, "mean_bytes": 4000},
    )

    def add(case: str, seconds: float, **more: Any) -> None:
        for change in (0.0, -0.5, 1.0):
            found.add(case, run(seconds + change, **more))

    add("khotin-fixed/1", FIXED, step_seconds={"take_in": 1.0}, published_mb=5.0, home_mb=10.0)
    for size in (1000, 5000, SIZE, 100_000):
        add(
            f"khotin-cold/{size}",
            FIXED + A_FILE * size,
            megabytes=800 + 0.001 * size,
            step_seconds={"take_in": 1.0 + 0.001 * size},
            published_mb=5.0 + 0.01 * size,
            home_mb=10.0 + 0.03 * size,
        )
        add(f"khotin-unchanged/{size}", 1.0 + 0.0001 * size)
    add(f"floor-1/{SIZE}", 10.0)
    add(f"floor-2/{SIZE}", 5.0)
    add(f"dlt-arrow/{SIZE}", 96.0)
    add(
        f"persons-khotin/{SIZE}",
        5.0,
        loop_cpu_seconds=2.0,
        articles=2000,
        characters=4_000_000,
        step_seconds={"people": 1.5},
    )
    add(f"persons-underthesea/{SIZE}", 9.0, loop_cpu_seconds=20.0, articles=60, characters=120_000)
    return found


def test_every_promise_is_worked_out(results: Results) -> None:
    measured = [mark.measured for mark in marks(results, SIZE)]
    # 48 s cold; 40 above the fixed cost on a floor of 5; dlt 96 / 48; 2,000,000 characters a second
    # beside 6,000; 0.1 ms a file; 900 beside 820 MB.
    expected = [48.0, 8.0, 8.0, 2.0, 2_000_000 / 6000, None, 0.1, 900 / 820]
    for found, worked_out in zip(measured, expected, strict=True):
        if worked_out is not None:
            assert found == pytest.approx(worked_out)
    verdicts = [mark.holds for mark in marks(results, SIZE)]
    assert verdicts == [False, False, True, False, False, True, True, True]


def test_what_was_not_measured_has_no_verdict() -> None:
    empty = Results("2026-11-23", {}, {}, {})
    assert {mark.holds for mark in marks(empty, SIZE)} == {None}


def test_growth_above_the_fixed_cost_is_linear_though_all_of_it_is_not(results: Results) -> None:
    row = next(line for line in scale(results).splitlines() if "seconds in all" in line)
    *_, whole, above, _ = [cell.strip() for cell in row.split("|")]
    assert above == "1.00 ± 0.00"
    assert float(whole.split()[0]) < 0.9


def test_projections_start_from_the_largest_size_measured(results: Results) -> None:
    fitted = model(results, "wall_seconds", 1.0)
    assert fitted is not None
    assert fitted.pivot == 100_000
    assert fitted.at(10_000_000).likely == pytest.approx(FIXED + A_FILE * 10_000_000, rel=1e-6)
    assert fitted.size_for(FIXED + A_FILE * 3_000_000) == pytest.approx(3_000_000, rel=1e-6)
    hours, extraction, memory, published = projections(results).splitlines()[2:6]
    assert "5.56" in hours  # 20,008 s for ten million
    assert "2.78" in extraction
    assert "10.8" in memory
    assert "100" in published


def test_time_is_never_projected_to_grow_more_slowly_than_the_articles(results: Results) -> None:
    for case in ("khotin-cold/1000", "khotin-cold/5000"):
        results.cases[case] = [run(FIXED + 30.0)]
    fitted = model(results, "wall_seconds", 1.0)
    assert fitted is not None
    assert fitted.growth.exponent < 0.7
    assert fitted.at(1_000_000).least == pytest.approx(FIXED + A_FILE * 1_000_000)


def test_rivals_stand_with_what_they_lack(results: Results) -> None:
    found = loads(results, SIZE)
    assert "| 48.0 (47.5–49.0) | 1.00 |" in found
    assert "| 96.0 (95.5–97.0) | 2.00 |" in found
    assert "a rerun inserts all again" in found
    assert "notebook" not in found


def test_stages_are_told_a_thousand_articles(results: Results) -> None:
    assert "| people | 0.75 (0.75–0.75) |" in stages(results, SIZE)


def test_growth_is_promised_of_all_sizes_and_told_of_no_fewer(results: Results) -> None:
    del results.cases["khotin-cold/100000"]
    growth = next(mark for mark in marks(results, SIZE) if "growth" in mark.what)
    assert growth.holds is None


def test_a_page_names_machine_and_date_and_nothing_made_up(results: Results) -> None:
    text = page(results, SIZE)
    assert "2026-11-23: 2 cores (Some CPU), 24 GB" in text
    assert "khotin-" not in text
    assert "docs/benchmark-dark.svg" in section(results, SIZE)


def test_a_corpus_made_from_the_seeds_has_no_end(results: Results) -> None:
    assert "beyond 5 articles they are woven" in page(results, SIZE)
    results.corpus["originals"] = None
    assert "woven" not in page(results, SIZE)


def test_figures_have_three_telling_digits_and_gaps_a_dash() -> None:
    assert [number(value) for value in (0.123, 12.34, 123.4, 12_345.6, None)] == [
        "0.12",
        "12.3",
        "123",
        "12,346",
        NOTHING,
    ]
    assert with_spread(None) == NOTHING


def test_content_is_put_between_its_markers_alone() -> None:
    text = "before\n<!-- x:start -->\nold\n<!-- x:end -->\nbehind\n"
    assert between(text, "x", "new") == text.replace("old", "new")
    with pytest.raises(ValueError, match="there is no"):
        between("<!-- x:end --> <!-- x:start -->", "x", "new")


def test_runs_of_an_older_revision_go(results: Results) -> None:
    case = f"khotin-cold/{SIZE}"
    assert (results.done(case, "one"), results.done(case, "two")) == (3, 0)
    results.add(case, {**run(40.0), "revision": "two"})
    assert results.values(case, "wall_seconds") == [40.0]


def test_results_are_read_as_they_were_written(results: Results, tmp_path: Path) -> None:
    path = kept.file_of(results.date, results.machine, tmp_path)
    assert path.name == "2026-11-23-2-cores-some-cpu.json"
    kept.save(results, path)
    assert kept.load(path) == results
    assert kept.newest(tmp_path) == path
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
