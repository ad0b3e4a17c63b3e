"""Draws the results: beside the rivals, and by size.

What comes in: results. What goes out: two SVG files, one for light and one for dark pages.
"""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import matplotlib.pyplot as plt

from benchmarks.tables import LOADS, described

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.results import Results

# Text, lines, ours, the others: each readable on its ground.
LIGHT = {"ground": "#ffffff", "text": "#1f2328", "ours": "#0b6bcb", "other": "#8c959f"}
DARK = {"ground": "#0d1117", "text": "#e6edf3", "ours": "#58a6ff", "other": "#6e7681"}
STEPS = ("#bc4c00", "#1a7f37", "#8250df", "#bf8700", "#cf222e", "#0e7490")
# Steps that never take this share of a load are left out of the chart; the table has all.
LEAST_SHARE = 0.04


def draw(results: Results, size: int, folder: Path) -> list[Path]:
    """Write benchmark.svg and benchmark-dark.svg; nothing where there is nothing to draw."""
    if not results.sizes("khotin-cold"):
        return []
    return [
        _draw(results, size, folder / "benchmark.svg", LIGHT),
        _draw(results, size, folder / "benchmark-dark.svg", DARK),
    ]


def _draw(results: Results, size: int, path: Path, colours: dict[str, str]) -> Path:
    settings = {
        "svg.fonttype": "none",
        "svg.hashsalt": "khotin",
        "font.family": "sans-serif",
        "text.color": colours["text"],
        "axes.edgecolor": colours["other"],
        "axes.labelcolor": colours["text"],
        "xtick.color": colours["text"],
        "ytick.color": colours["text"],
        "axes.facecolor": colours["ground"],
        "figure.facecolor": colours["ground"],
    }
    with mpl.rc_context(settings):
        figure, (beside, scale) = plt.subplots(1, 2, figsize=(11, 4.2), layout="constrained")
        _draw_loads(beside, results, size, colours)
        _draw_scale(scale, results, colours)
        for axes in (beside, scale):
            axes.spines[["top", "right"]].set_visible(False)
        figure.savefig(path, metadata={"Date": None})
        plt.close(figure)
    return path


def _draw_loads(axes: Any, results: Results, size: int, colours: dict[str, str]) -> None:
    measured = [
        (described()[scenario]["name"], found, scenario.startswith("khotin"))
        for scenario in reversed(LOADS)
        if (found := results.spread(f"{scenario}/{size}", "wall_seconds"))
    ]
    axes.barh(
        [name for name, _, _ in measured],
        [found.median for _, found, _ in measured],
        xerr=[
            [found.median - found.least for _, found, _ in measured],
            [found.most - found.median for _, found, _ in measured],
        ],
        color=[colours["ours"] if is_ours else colours["other"] for _, _, is_ours in measured],
        ecolor=colours["text"],
        capsize=3,
    )
    axes.bar_label(axes.containers[-1], fmt="{:,.3g}", padding=6)
    axes.margins(x=0.12)
    axes.set_xlabel("seconds (median, least, most)")
    axes.set_title(f"Loading {size:,} articles", loc="left")


def _draw_scale(axes: Any, results: Results, colours: dict[str, str]) -> None:
    whole = results.by_size("khotin-cold", "wall_seconds")
    axes.plot(
        list(whole),
        list(whole.values()),
        "o-",
        color=colours["ours"],
        linewidth=2.5,
        label="in all",
    )
    steps = {
        step: results.by_size("khotin-cold", f"step:{step}")
        for step in results.steps("khotin-cold")
    }
    telling = {
        step: seconds
        for step, seconds in steps.items()
        if any(value > LEAST_SHARE * whole[size] for size, value in seconds.items())
    }
    for colour, (step, seconds) in zip(cycle(STEPS), telling.items(), strict=False):
        axes.plot(
            list(seconds), list(seconds.values()), "o-", color=colour, markersize=3, label=step
        )
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("articles")
    axes.set_ylabel("seconds")
    axes.set_xticks(list(whole), [f"{size:,}" for size in whole])
    axes.yaxis.set_major_formatter("{x:g}")
    axes.minorticks_off()
    axes.set_title("Khotin's cold load by size and step", loc="left")
    axes.legend(
        frameon=False,
        labelcolor=colours["text"],
        fontsize="small",
        loc="center left",
        bbox_to_anchor=(1.0, 0.5),
    )
