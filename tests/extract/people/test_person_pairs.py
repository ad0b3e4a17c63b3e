"""One person is one id and namesakes are two: pairs of namings that a reader judged.

Precision and recall over the articles of the pairs may not fall below their floors, and the ids are
the same whether articles come in one batch, in shuffled parts or one by one from the last on.
"""

from __future__ import annotations

import csv
import hashlib
import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import polars as pl
import pytest

from flows import steps
from flows.settings import Settings
from warehouse.runs import new_run_id

if TYPE_CHECKING:
    from collections.abc import Iterable

pytestmark = pytest.mark.corpus

GOLD = Path(__file__).resolve().parents[2] / "gold"
SEEDS = GOLD.parents[1] / "seeds" / "press"
PAIRS = GOLD / "person_pairs.csv"
# Who is named where: file and first character of the naming.
Naming = tuple[str, int]
PersonIds = dict[Naming, str]


@dataclass(frozen=True)
class Pair:
    """Two namings and whether a reader takes them for one person."""

    one: Naming
    other: Naming
    is_same: bool


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return [
            Pair(
                (row["file_a"], int(row["start_char_a"])),
                (row["file_b"], int(row["start_char_b"])),
                row["verdict"] == "same",
            )
            for row in csv.DictReader(file)
        ]


@pytest.fixture(scope="module")
def sources(
    corpus: Path, pairs: list[Pair], tmp_path_factory: pytest.TempPathFactory
) -> list[Path]:
    """The articles of the pairs as files, in order of their names."""
    folder = tmp_path_factory.mktemp("articles")
    files = {naming[0] for pair in pairs for naming in (pair.one, pair.other)}
    rows = (
        pl.scan_parquet(corpus / "bulk.parquet")
        .filter(pl.col("file").is_in(sorted(files)))
        .select("file", "text")
        .collect()
    )
    for file, text in rows.iter_rows():
        (folder / file).write_text(text, encoding="utf-8")
    for file in files - set(rows["file"]):
        beside = corpus / "genre" / file
        (folder / file).write_bytes((beside if beside.exists() else SEEDS / file).read_bytes())
    return [folder / file for file in sorted(files)]


def _load(home: Path, parts: Iterable[Iterable[list[Path]]]) -> PersonIds:
    """Ids of all namings after every part: its batches are taken in, then the marts are built."""
    for batches in parts:
        for batch in batches:
            context = steps.Context(
                new_run_id(), tuple(map(str, batch)), Settings(home=home, workers=1)
            )
            steps.open_warehouse(context)
            intake = steps.scan_sources(context)
            counted = [
                steps.take_in(context, texts, intake.to_read)
                for texts in steps.read_batches(context, intake)
            ]
            assert sum(counts.accepted for counts in counted) == len(batch)
        steps.build_marts(context)
    with duckdb.connect(str(context.home.build_file), read_only=True) as connection:
        rows = connection.execute(
            "select parse_filename(articles.source_path), mentions.start_char, mentions.person_id "
            "from mart.person_mentions as mentions "
            "inner join mart.articles as articles on mentions.article_id = articles.article_id"
        ).fetchall()
    return {(file, start): person for file, start, person in rows}


@pytest.fixture(scope="module")
def at_once(sources: list[Path], tmp_path_factory: pytest.TempPathFactory) -> PersonIds:
    return _load(tmp_path_factory.mktemp("at-once"), [[sources]])


def test_pairs_no_worse_than_their_floors(pairs: list[Pair], at_once: PersonIds) -> None:
    floors = json.loads((GOLD / "floors.json").read_text(encoding="utf-8"))["people"]["pairs"]
    measured = hashlib.sha256(PAIRS.read_bytes()).hexdigest()[:16]
    assert measured == floors["corpus_hash"], "the pairs changed: measure the floors again"
    joined = [
        pair
        for pair in pairs
        if pair.one in at_once and at_once[pair.one] == at_once.get(pair.other)
    ]
    right = sum(pair.is_same for pair in joined)
    precision = round(right / len(joined), 4)
    recall = round(right / sum(pair.is_same for pair in pairs), 4)
    marks = floors["marks"]
    assert (precision >= marks["precision"], recall >= marks["recall"]) == (True, True), (
        f"precision {precision}, recall {recall}, floors {marks}"
    )


def test_ids_do_not_depend_on_the_order_of_loading(
    pairs: list[Pair], sources: list[Path], tmp_path: Path
) -> None:
    files = {naming[0] for pair in pairs[::14] for naming in (pair.one, pair.other)}
    few = [path for path in sources if path.name in files]
    whole = _load(tmp_path / "whole", [[few]])
    shuffled = random.Random(4).sample(few, len(few))
    assert _load(tmp_path / "parts", [[shuffled[::2]], [shuffled[1::2]]]) == whole
    assert _load(tmp_path / "one", [[[path] for path in few[::-1]]]) == whole
