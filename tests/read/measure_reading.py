"""How fast reading is beside the bare floor; run by hand, since a timed test proves nothing.

    python -m tests.read.measure_reading CORPUS_FOLDER [FILES]

Writes the texts of bulk.parquet as files into a temporary folder, then times, on warm files and in
one process: the floor (list, read, strict decode, `unicodedata.normalize`, and sha256 apart), our
reading of the same files, and the decoding of a batch in each encoding.
"""

from __future__ import annotations

import hashlib
import os
import resource
import sys
import tempfile
import time
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from flows.read import ReadOptions, decode, discover, read_documents
from flows.read.code_pages import LEGACY_ENCODINGS, encode_legacy
from tests.read.independent_encoders import plain

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 3
LEGACY_TEXTS = 500


def timed(name: str, work: Callable[[], object], count: int) -> float:
    """The best of some rounds, printed."""
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    best = min(seconds)
    print(f"{name:<44} {best:7.2f} s {count / best:10,.0f} files/s")
    return best


def main(corpus: Path, count: int) -> None:
    """Measure and print."""
    texts = pl.read_parquet(corpus / "bulk.parquet")["text"].to_list()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(count):
            content = texts[number % len(texts)].encode()
            (folder / f"{number:06}.txt").write_bytes(content)
        measure_files(folder, count)
    for encoding in LEGACY_ENCODINGS:
        contents = [encode_legacy(plain(text), encoding) for text in texts[:LEGACY_TEXTS]]
        frame = pl.DataFrame({"source_path": ["x"] * len(contents), "content": contents})
        timed(f"decode {encoding}", lambda frame=frame: decode(frame), len(contents))  # type: ignore[misc]
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def measure_files(folder: Path, count: int) -> None:
    """Time the floor and our reading of a folder."""

    def floor_read() -> list[bytes]:
        contents = []
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            with open(entry.path, "rb") as stream:  # noqa: PTH123 - the bare floor
                contents.append(stream.read())
        return contents

    contents = floor_read()
    print(f"{count:,} files, {sum(map(len, contents)) / 1e6:,.0f} MB")
    read = timed("floor: list and read", floor_read, count)
    decoding = timed("floor: strict decode", lambda: [c.decode() for c in contents], count)
    texts = [content.decode() for content in contents]
    normal = timed(
        "floor: unicodedata.normalize",
        lambda: [unicodedata.normalize("NFC", text) for text in texts],
        count,
    )
    timed("floor: sha256", lambda: [hashlib.sha256(c).hexdigest() for c in contents], count)
    options = ReadOptions(read_threads=1)
    candidates = discover([folder], options)
    scan = timed("ours: discover", lambda: discover([folder], options), count)
    ours = timed(
        "ours: read_documents (with sha256)",
        lambda: sum(len(batch) for batch in read_documents(candidates, options)),
        count,
    )
    frame = pl.DataFrame({"source_path": ["x"] * count, "content": contents})
    timed("ours: decode of the batch alone", lambda: decode(frame, options), count)
    floor = read + decoding + normal
    print(
        f"floor {floor:.2f} s, ours {scan + ours:.2f} s: {floor / (scan + ours):.2f} of its speed"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 60_000)
