"""Khotin's persons on one core, to hold beside underthesea's; and the other stages beside them.

    .venv/bin/python -m benchmarks.rivals.khotin_persons FOLDER ARTICLES

What comes in: a folder of .txt files, of which so many are taken at even distances. What goes out:
CPU seconds in this one process, by stage, without import and vocabulary, in the batches of a run.
Persons need reading, normalising and the place too; all but reading, which underthesea's loop is
spared as well, counts as theirs.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from benchmarks.sample import evenly
from flows.extract.figures import extract_figures
from flows.extract.forms import read_forms
from flows.extract.people import extract_people
from flows.extract.places import add_province
from flows.extract.sketches import sketch
from flows.normalize import normalise
from flows.read import discover, read_documents
from flows.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

Outcome = TypeVar("Outcome")


# What has to be done to a decoded text before its persons are known.
TO_PERSONS = ("normalise", "forms", "place", "people")


def main(folder: Path, count: int) -> None:
    """Find the persons of the sample."""
    options = Settings().read
    candidates = discover([str(folder)], options).sort("source_path")
    candidates = candidates[evenly(range(candidates.height), count)]
    batches = list(read_documents(candidates, options))
    extract(batches[0].head(20), {})
    seconds: dict[str, float] = {}
    started = time.process_time()
    batches = list(read_documents(candidates, options))
    seconds["read"] = time.process_time() - started
    found = sum(extract(batch, seconds) for batch in batches)
    print(
        json.dumps(
            {
                "articles": sum(batch.height for batch in batches),
                "characters": sum(int(batch["decoded"].str.len_chars().sum()) for batch in batches),
                "mentions": found,
                "loop_cpu_seconds": round(sum(seconds[stage] for stage in TO_PERSONS), 4),
                "step_seconds": {stage: round(spent, 4) for stage, spent in seconds.items()},
            }
        )
    )


def extract(batch: pl.DataFrame, seconds: dict[str, float]) -> int:
    """Take a batch through the stages and add up their seconds; the namings of persons in it."""

    def timed(stage: str, work: Callable[[], Outcome]) -> Outcome:
        started = time.process_time()
        outcome = work()
        seconds[stage] = seconds.get(stage, 0.0) + time.process_time() - started
        return outcome

    made = timed("normalise", lambda: normalise(batch))
    articles = made.articles.with_row_index("document").unique(
        "article_id", keep="first", maintain_order=True
    )
    forms = timed("forms", lambda: read_forms(articles, made.matched.gather(articles["document"])))
    articles = timed("place", lambda: add_province(articles, made.blocks, forms))
    people = timed(
        "people", lambda: extract_people(articles, made.blocks, made.dates, made.credits, forms)
    )
    timed("figures", lambda: extract_figures(articles, made.blocks, made.dates, forms))
    timed("reprints", lambda: sketch(articles))
    return int(people.mentions.height)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
