"""Writes the files that are measured on.

    .venv/bin/python -m benchmarks.corpus SOURCE FOLDER START STOP

What comes in: SOURCE is `seeds` (articles made from the five seeds), a folder of .txt files in
UTF-8, or a parquet with a column `text`; the articles wanted are START to STOP, without STOP. What
goes out: files named by number in FOLDER, and a line of JSON on what was written. It runs in
Khotin's own environment, because the tests know how to make articles from the seeds.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.variation import vary

if TYPE_CHECKING:
    from collections.abc import Callable

SEEDS = "seeds"


def articles_of(source: str) -> tuple[Callable[[int], bytes], int | None]:
    """Gives the article of a number, and how many of the corpus are not made (None: all are)."""
    if source == SEEDS:
        from tests.synthetic import article  # noqa: PLC0415 - needs the test packages

        return lambda number: article(number).encode(), None
    contents = _contents(Path(source))
    if not contents:
        raise SystemExit(f"{source} holds no article: name a folder of .txt files or a parquet.")
    texts: list[str] = []

    def content(number: int) -> bytes:
        if number < len(contents):
            return contents[number]
        if not texts:
            texts.extend(item.decode("utf-8") for item in contents)
        return vary(texts, number).encode()

    return content, len(contents)


def _contents(source: Path) -> list[bytes]:
    if source.is_dir():
        return [path.read_bytes() for path in sorted(source.rglob("*.txt"))]
    import polars as pl  # noqa: PLC0415 - only for a parquet

    return [text.encode() for text in pl.read_parquet(source, columns=["text"])["text"]]


def write(source: str, folder: Path, start: int, stop: int) -> dict[str, int | None]:
    """Write articles START to STOP; say how many, of how many bytes, and how many are there."""
    article, originals = articles_of(source)
    folder.mkdir(parents=True, exist_ok=True)
    size = 0
    for number in range(start, stop):
        size += (folder / f"{number:08d}.txt").write_bytes(article(number))
    return {"articles": stop - start, "bytes": size, "originals": originals}


if __name__ == "__main__":
    print(json.dumps(write(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))))
