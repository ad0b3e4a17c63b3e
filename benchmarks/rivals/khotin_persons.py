"""Khotin's persons on one core, to hold beside underthesea's.

    .venv/bin/python -m benchmarks.rivals.khotin_persons FOLDER ARTICLES

What comes in: a folder of .txt files, of which so many are taken at even distances. What goes out:
the CPU seconds that all of their way from text to persons takes in this one process, without
import, reading and vocabulary: normalising, place and people, as a run does them, in its batches.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.sample import evenly
from flows.extract.people import extract_people
from flows.extract.places import add_province
from flows.normalize import normalise
from flows.read import discover, read_documents
from flows.settings import Settings

if TYPE_CHECKING:
    import polars as pl


def main(folder: Path, count: int) -> None:
    """Find the persons of the sample."""
    options = Settings().read
    candidates = discover([str(folder)], options).sort("source_path")
    candidates = candidates[evenly(range(candidates.height), count)]
    batches = list(read_documents(candidates, options))
    persons_of(batches[0].head(20))
    started = time.process_time()
    found = sum(persons_of(batch) for batch in batches)
    spent = time.process_time() - started
    print(
        json.dumps(
            {
                "articles": sum(batch.height for batch in batches),
                "characters": sum(int(batch["decoded"].str.len_chars().sum()) for batch in batches),
                "mentions": found,
                "loop_cpu_seconds": round(spent, 4),
            }
        )
    )


def persons_of(batch: pl.DataFrame) -> int:
    """How many namings of persons a batch of decoded documents holds."""
    normalised = normalise(batch)
    articles = add_province(normalised.articles.unique("article_id"), normalised.blocks)
    people = extract_people(articles, normalised.blocks, normalised.dates, normalised.credits)
    return int(people.mentions.height)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
