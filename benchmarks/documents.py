"""Writes what is read of the results: docs/benchmark.md, the chart, and the parts of other pages.

    .venv-bench/bin/python -m benchmarks.documents [RESULTS]

What comes in: results, the newest where none are named. What goes out: `docs/benchmark.md` and its
two charts, and what stands between the markers of README and docs/sizing.md. Nothing in them is
typed by hand, so a figure cannot outlive the measurement it came from.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import results as kept
from benchmarks import sizing, tables
from benchmarks.marks import marks_table

if TYPE_CHECKING:
    from benchmarks.results import Results

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"

POINTERS = (
    "Medians, with the least and the most. Growth by size and step, persons beside underthesea, "
    "and how it is measured: [docs/benchmark.md](docs/benchmark.md); how much one machine holds: "
    "[docs/sizing.md](docs/sizing.md); `make bench` measures anew."
)
METHOD = Path(__file__).parent / "method.md"


def between(text: str, name: str, content: str) -> str:
    """The text with other content between its markers.

    Raises:
        ValueError: it has no such markers, or not in order.
    """
    start, end = f"<!-- {name}:start -->", f"<!-- {name}:end -->"
    head, _, rest = text.partition(start)
    _, found_end, tail = rest.partition(end)
    if not found_end:
        raise ValueError(f"there is no {start} ... {end}")
    return f"{head}{start}\n{content.strip()}\n{end}{tail}"


def circumstances(results: Results) -> str:
    """When and on what it was measured, in one sentence."""
    machine, corpus = results.machine, results.corpus
    versions = ", ".join(f"{name} {version}" for name, version in results.versions.items())
    originals = corpus["originals"]
    made = ""
    if originals is not None:
        made = f"; beyond {originals:,} articles they are woven from these"
    return (
        f"Measured on {results.date}: {machine['cores']} cores ({machine['cpu']}), "
        f"{machine['memory_gb']} GB of memory, {machine['system']}; {corpus['kind']} of "
        f"{corpus['mean_bytes']:,} bytes on average{made}. "
        f"Versions: {versions}."
    )


def picture(prefix: str) -> str:
    """The chart for light and dark pages."""
    return (
        "<picture>\n"
        f'  <source media="(prefers-color-scheme: dark)" srcset="{prefix}benchmark-dark.svg">\n'
        f'  <img alt="Seconds of a load beside others, and by size" src="{prefix}benchmark.svg">\n'
        "</picture>"
    )


def page(results: Results, size: int) -> str:
    """docs/benchmark.md."""
    parts = (
        "# Benchmark",
        "Made by `make bench`; do not edit. " + circumstances(results),
        picture(""),
        f"## Beside others: loading {size:,} articles",
        tables.loads(results, size),
        "\n".join(
            f"- **{texts['name']}**: {texts['does']}."
            for scenario, texts in tables.described().items()
            if results.median(f"{scenario}/{size}", "wall_seconds") is not None
        ),
        "## Runs",
        tables.runs(results, size),
        "## Growth of the cold load",
        tables.scale(results),
        "## Persons",
        tables.persons(results, size),
        "## Extraction by stage, one core",
        tables.stages(results, size),
        "## Promises",
        marks_table(results, size),
        "## How it is measured",
        METHOD.read_text(encoding="utf-8").strip(),
    )
    return "\n\n".join(parts) + "\n"


def section(results: Results, size: int) -> str:
    """What README says."""
    return "\n\n".join(
        (
            picture("docs/"),
            circumstances(results),
            tables.loads(results, size),
            tables.runs(results, size),
            POINTERS,
        )
    )


def write(results: Results) -> None:
    """Write all pages; README only where it has the markers."""
    from benchmarks import chart  # noqa: PLC0415 - drawing needs what tables do not

    size = int(results.corpus["articles"])
    chart.draw(results, size, DOCS)
    (DOCS / "benchmark.md").write_text(page(results, size), encoding="utf-8")
    estimates = "\n\n".join(
        (circumstances(results), sizing.projections(results), sizing.limits(results))
    )
    _rewrite(DOCS / "sizing.md", "sizing", estimates)
    if "<!-- benchmark:start -->" in (ROOT / "README.md").read_text(encoding="utf-8"):
        _rewrite(ROOT / "README.md", "benchmark", section(results, size))


def _rewrite(path: Path, name: str, content: str) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(between(text, name, content), encoding="utf-8")


if __name__ == "__main__":
    named = Path(sys.argv[1]) if len(sys.argv) > 1 else kept.newest()
    if named is None:
        sys.exit("Nothing was measured yet: run `make bench`.")
    write(kept.load(named))
