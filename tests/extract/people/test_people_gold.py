"""The marks on annotated articles: exact on the seeds, no lower than their floors on the rest."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import polars as pl
import pytest

from tests.extract.people.reading import read_files, read_people
from tests.scoring.people import MEASURES, score

ROOT = Path(__file__).resolve().parents[3]
GOLD = ROOT / "tests" / "gold"
SEEDS = ROOT / "seeds" / "press"
PARTS = (
    "tune", "holdout", "fresh", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
    "seventeenth", "eighteenth", "nineteenth", "twentyfirst", "twentysecond",
    "twentythird", "twentyfourth", "twentyfifth", "twentysixth", "twentyseventh",
    "twentyeighth", "twentyninth", "thirtieth", "thirtyfirst", "thirtysecond",
    "thirtythird", "thirtyfourth", "thirtyfifth", "thirtysixth", "thirtyseventh", "thirtyeighth",
    "thirtyninth", "fortieth", "fortyfirst", "fortysecond", "fortythird", "fortyfourth",
    "fortyfifth", "fortysixth", "fortyseventh", "fortyeighth",
)  # fmt: skip


def test_the_seeds_are_exact() -> None:
    people, ids = read_files(sorted(SEEDS.glob("*.txt")))
    scores = score([GOLD / "seeds.json"], people, ids)
    differing = {name: one.missed + one.invented for name, one in scores.items()}
    assert differing == {name: [] for name in MEASURES}


def corpus_hash(gold: list[Path]) -> str:
    """Names what was measured: the texts of the annotated articles and their annotation."""
    digest = hashlib.sha256()
    for path in gold:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def texts_of(corpus: Path, gold: list[Path]) -> dict[str, str]:
    """The annotated articles by file name: files of `genre`, or rows of `bulk.parquet`."""
    names = [f"{path.stem}.txt" for path in gold]
    files = [corpus / "genre" / name for name in names]
    if all(path.exists() for path in files):
        return {path.name: path.read_text(encoding="utf-8-sig") for path in files}
    bulk = pl.scan_parquet(corpus / "bulk.parquet").filter(pl.col("file").is_in(names))
    return dict(bulk.select("file", "text").sort("file").collect().iter_rows())


@pytest.mark.corpus
@pytest.mark.parametrize("part", PARTS)
def test_no_mark_falls_below_its_floor(corpus: Path, part: str) -> None:
    gold = sorted((GOLD / "people" / part).glob("*.json"))
    floors = json.loads((GOLD / "floors.json").read_text(encoding="utf-8"))["people"][part]
    assert corpus_hash(gold) == floors["corpus_hash"], "the gold changed: measure the floors again"
    people, ids = read_people(texts_of(corpus, gold))
    scores = score(gold, people, ids)
    assert set(floors["marks"]) == set(MEASURES)
    below = {
        name: (round(scores[name].f1, 4), floor)
        for name, floor in floors["marks"].items()
        if round(scores[name].f1, 4) < floor
    }
    assert below == {}
